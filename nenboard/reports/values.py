"""What a document says, as plain frozen values; nothing here knows about paper or PDF."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Weight(StrEnum):
    """Weight of the type."""

    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"

    __hash__ = str.__hash__


class Gap(StrEnum):
    """A value that is not there, always printed in words."""

    NOT_DONE = "not_done"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_RECORDED = "not_recorded"


class Tone(StrEnum):
    """Colour of words; it repeats, never carries, a meaning."""

    TEXT = "text"
    QUIET = "text2"
    SYNTHETIC = "synthetic"
    WARNING = "warning"
    DANGER = "danger"
    LINK = "link"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; with `gap` it is drawn as the chip of a missing value."""

    text: str
    weight: Weight = Weight.REGULAR
    tone: Tone = Tone.TEXT
    gap: Gap | None = None


Phrase = tuple[Span, ...]


class StateKind(StrEnum):
    """State of a document."""

    DRAFT = "draft"
    FINAL = "final"
    ADDENDUM = "addendum"
    SUPERSEDED = "superseded"


class Strength(StrEnum):
    """How the algorithm supports an option; the last is a conditional one."""

    PREFERRED = "preferred"
    OPTION = "option"
    SELECTED = "selected"
    NOT_ROUTINE = "not_routine"
    CONTRAINDICATED = "contraindicated"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the page is about. `numbers` are pairs of label and printed number."""

    family: str
    given: str
    title: str
    born: str
    age: str
    sex: str
    numbers: tuple[tuple[str, str], ...]
    died: str = ""

    @property
    def name(self) -> str:
        """FAMILY, Given (Title), as printed in every banner."""
        given = f", {self.given}" if self.given else ""
        title = f" ({self.title})" if self.title else ""
        return f"{self.family.upper()}{given}{title}"

    @property
    def initials(self) -> str:
        """Initials, family name last, for bookmarks without names."""
        return "".join(part[0].upper() for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class State:
    """State mark of the banner: DRAFT 3, FINAL, ADDENDUM 1, SUPERSEDED."""

    kind: StateKind
    number: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The meeting as the banner names it; `total` of 0 is a case outside a meeting."""

    text: str
    number: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Block 2: the question to the board, what is new, the tumour in words."""

    lead: str
    question: Phrase
    new_label: str
    new: Phrase
    tumour: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Fitness:
    """Block 3: fitness and wishes; `comorbidity` is a list of its own because it may shorten."""

    lines: tuple[Phrase, ...]
    comorbidity_label: str
    comorbidity: tuple[str, ...]
    drugs: tuple[Phrase, ...]
    wishes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that may be known only to the month or year: an interval with its words."""

    earliest: date
    latest: date
    text: str

    @property
    def middle(self) -> date:
        """Where the mark is drawn."""
        return date.fromordinal((self.earliest.toordinal() + self.latest.toordinal()) // 2)


class Symbol(StrEnum):
    """Mark of an event on the time axis."""

    BIOPSY = "biopsy"
    OPERATION = "operation"
    PROCEDURE = "procedure"
    MEETING = "meeting"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """A procedure, biopsy or meeting; `how`, `source` and its `place` in the case as in `Point`."""

    day: Day
    label: str
    symbol: Symbol
    therapy_class: str = ""
    how: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of treatment, or a spell of surveillance; open at the right when it goes on."""

    number: str
    label: str
    therapy_class: str
    start: Day | None
    stop: Day | None
    ongoing: bool = False
    stop_reason: str = ""
    response: str = ""
    is_spell: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A response (CR, PR, SD, PD, MIXED, NE) or an imaging tick (CT, S4)."""

    day: Day
    code: str
    words: str
    how: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series: `low` to `high` when it is a range; `text` as printed.

    `how` is the method, `source` where the value comes from, `place` its path in the case; they
    are said beside the mark on a screen and in the table of the chart.
    """

    day: Day
    low: Decimal
    high: Decimal
    text: str
    letter: str = ""
    organ: str = ""
    how: str = ""
    source: str = ""
    place: str = ""
    note: str = ""

    @property
    def printed(self) -> str:
        """The words beside its mark: the value, and its note in brackets."""
        return f"{self.text} ({self.note})" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Series:
    """A measured series: Ki-67, a marker as multiple of its limit, the target sum.

    `limits` are the lines of Ki-67 that the rule release decides by, in percent.
    """

    kind: str
    name: str
    unit: str
    points: tuple[Point, ...]
    absent: Phrase = ()
    limits: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Block 4: everything with a date, on one axis that ends at `until`.

    With an `origin` no date is printed: years are counted from that day.
    """

    until: date
    until_label: str
    events: tuple[Event, ...]
    bars: tuple[Bar, ...]
    responses: tuple[Glyph, ...]
    imaging: tuple[Glyph, ...]
    series: tuple[Series, ...]
    undated: tuple[str, ...] = ()
    treatment_words: Phrase = ()
    origin: date | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of block 5."""

    cells: tuple[Phrase, ...]
    is_latest: bool = False


@dataclass(frozen=True, slots=True)
class Pathology:
    """Block 5: samples, newest first, and what follows from them."""

    headings: tuple[str, ...]
    samples: tuple[Sample, ...]
    remarks: tuple[Phrase, ...]
    slides: Phrase


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of block 6: test, date, result; `keep` rows are never left out."""

    cells: tuple[Phrase, Phrase, Phrase]
    keep: bool


@dataclass(frozen=True, slots=True)
class Imaging:
    """Block 6: the latest of each examination and marker."""

    headings: tuple[str, str, str]
    rows: tuple[ResultRow, ...]
    images: Phrase


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option as the algorithm lists it; `reason` and `cautions` say what limits it."""

    id: str
    label: str
    strength: Strength
    reason: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """An outcome of the algorithm: its node, when it holds, its options or why there are none."""

    node: str
    title: str
    holds: str
    options: tuple[OptionLine, ...]
    none_because: str = ""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact whose answer would change the result."""

    label: str
    state: Span | None
    effect: str


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Treatments given before that are not offered again, and the reason they share."""

    treatments: tuple[str, ...]
    why: str

    @property
    def text(self) -> str:
        """As printed: everolimus, sunitinib (progression on it)."""
        return f"{', '.join(self.treatments)} ({self.why})"


@dataclass(frozen=True, slots=True)
class Advice:
    """Block 7: what the published algorithm lists, and what is missing. None: not yet run."""

    heading: str
    branches: tuple[Branch, ...]
    missing: tuple[MissingFact, ...]
    not_offered: tuple[NotOffered, ...]
    notes: tuple[str, ...]
    not_run: Phrase = ()


@dataclass(frozen=True, slots=True)
class PageCode:
    """The nine signs of a page in groups, 7K3P-QX9M-2, and what its squares hold."""

    typed: str
    held: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Block 8. Before the meeting `ticks` and lines to write on; after it `lines`.

    `code` is that of the page; an anonymised page has none.
    """

    ticks: tuple[str, ...]
    prompts: tuple[tuple[str, int], ...]
    lines: tuple[Phrase, ...] = ()
    signature: str = ""
    code: PageCode | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the footer says about where the page comes from; `when` replaces the time in words."""

    as_of: datetime
    author: str
    version: str
    release: str
    program: str
    statement: str
    synthetic: str = ""
    audit_head: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class CaseReport:
    """All that a case summary says. `fingerprint` is the content hash, 64 hex digits."""

    case_key: str
    revision: int
    identity: Identity
    sitting: Sitting
    state: State
    question: Question
    fitness: Fitness
    timeline: Timeline
    pathology: Pathology
    imaging: Imaging
    advice: Advice
    outcome: Outcome
    provenance: Provenance
    fingerprint: str = ""
