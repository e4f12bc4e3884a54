"""The shape of a rule release: identity, graph, options, offers, notes and evidence."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag

from nenboard.algorithm.conditions import Condition
from nenboard.domain.base import Value

Strength: TypeAlias = Literal["preferred", "option", "selected", "not_routine", "contraindicated"]
Effect: TypeAlias = Literal["contraindicate", "downgrade_one", "to_not_routine", "caution"]
Texts: TypeAlias = tuple[StrictStr, ...]


class StrengthLabel(Value):
    """A strength and its words; an active strength counts as support."""

    id: Strength
    label: str
    active: StrictBool


class Source(Value):
    """The publication a release is made from."""

    title: str
    authors: str
    where: str
    doi: str
    figure: str
    correction: str
    knowledge_until: str


class Review(Value):
    """Who has approved the release, and when; `status` says what is still to be done."""

    status: str
    by: str | None
    on: str | None


class Header(Value):
    """release.yaml: identity, source and the words used everywhere."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    subject: str
    language: str
    review: Review
    source: Source
    strengths: tuple[StrengthLabel, ...]
    provenance: dict[str, str]
    footnotes: dict[str, str]
    sibling_sources: dict[str, str]
    effects: dict[Effect, str]
    reading: dict[str, str]
    ordering: Texts
    branches: dict[str, str]


class Edge(Value):
    """One way on from a question."""

    to: str
    when: Condition
    code: str
    sources: Texts


class Conflict(Value):
    """Facts that contradict each other so that nothing may be concluded."""

    id: str
    when: Condition
    asks: Texts
    title: str
    text: str


class Question(Value):
    """A node with edges; with `first_match` the first edge that holds is taken."""

    id: str
    title: str
    branch: str
    note: str = ""
    first_match: StrictBool = False
    conflicts: tuple[Conflict, ...] = ()
    edges: Annotated[tuple[Edge, ...], Field(min_length=1)]


class Outcome(Value):
    """A node where the graph ends."""

    id: str
    title: str
    kind: Literal["options", "ask", "no_recommendation"]
    branch: str
    note: str = ""
    asks: Texts = ()
    cap: Strength | None = None
    trials: Texts = ()
    ambiguities: Texts = ()

    @property
    def text(self) -> str:
        """What a node without options says."""
        return f"{self.title}. {self.note}".rstrip()


class GraphFile(Value):
    """graph.yaml: questions and outcomes."""

    start: str
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]


class Option(Value):
    """A treatment the algorithm may suggest or recognise among earlier lines."""

    id: str
    label: str
    tags: Texts
    route: str
    group: str
    evidence: Texts = ()


class PriorOnly(Value):
    """An earlier treatment of which only the kind is known; `may_be` names possible groups."""

    id: str
    label: str
    may_be: Texts | Literal["any"]
    unrecorded: StrictBool


class CheckFirst(Value):
    """Values to look up before treatments with this tag."""

    tag: str
    facts: Texts


class NothingActive(Value):
    """What to say where no option is supported besides those with these tags."""

    besides: Texts
    text: str


class OptionsFile(Value):
    """options.yaml: the catalogue of treatments.

    Options `aside` lead only where nothing else is supported; those in `last` stand last within
    their strength; `preferred_routes` are the routes a patient can prefer; treatments of
    `hormone_groups` may go on for hormone control after progression.
    """

    options: tuple[Option, ...]
    aside: Texts
    last: Texts
    preferred_routes: Texts
    hormone_groups: Texts
    nothing_active: NothingActive
    cross_resistance: dict[str, Texts]
    prior_only: tuple[PriorOnly, ...]
    check_first: tuple[CheckFirst, ...]
    earlier_treatment: dict[str, str]


class PatientFactor(Value):
    """What a patient factor does to treatments with one of its tags."""

    id: str
    tags: Texts
    when: Condition
    effect: Effect
    text: str
    code: str
    sources: Texts


class FactorsFile(Value):
    """patient_factors.yaml."""

    patient_factors: tuple[PatientFactor, ...]


class Rule(Value):
    """When an outcome offers an option with which strength, and on what ground."""

    option: str
    strength: Strength
    when: Condition
    why: str = ""
    footnotes: Texts = ()
    code: str
    sources: Texts
    evidence: Texts = ()


class SharedRule(Value):
    """A pointer to a rule that several outcomes use."""

    shared: str


def _is_shared(data: object) -> str:
    shared = isinstance(data, SharedRule) or (isinstance(data, dict) and "shared" in data)
    return "pointer" if shared else "rule"


OfferedRule: TypeAlias = Annotated[
    Annotated[SharedRule, Tag("pointer")] | Annotated[Rule, Tag("rule")],
    Discriminator(_is_shared),
]


class OffersFile(Value):
    """offers.yaml: the rules of each outcome, in order."""

    shared: dict[str, Rule]
    offers: dict[str, tuple[OfferedRule, ...]]


class Note(Value):
    """A text added to a result; it changes no strength."""

    id: str
    when: Condition
    text: str
    source: str


class NotesFile(Value):
    """notes.yaml."""

    notes: tuple[Note, ...]


class Trial(Value):
    """A trial named by the source."""

    name: str
    registry_id: str | None
    question: str
    reference: str


class TrialsFile(Value):
    """trials.yaml."""

    trials: tuple[Trial, ...]


class Ambiguity(Value):
    """A place where the source can be read in more than one way, and the reading chosen."""

    id: str
    title: str
    problem: str
    choice: str
    confidence: str


class AmbiguitiesFile(Value):
    """ambiguities.yaml."""

    ambiguities: tuple[Ambiguity, ...]


class EvidenceRow(Value):
    """One row of the tables of the source, figures as printed."""

    id: str
    table: str
    author: str
    year: StrictInt
    ref: str
    phase: str
    n: str
    population: str
    regimen: str
    orr: str = ""
    mpfs: str = ""
    mos: str = ""
    note: str = ""


class EvidenceFile(Value):
    """evidence.yaml."""

    evidence: tuple[EvidenceRow, ...]
