"""An outcome made ready for the editor on the database thread: draft, version, options, people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from nenboard.domain.concordance import Advised, Comparison, compare
from nenboard.domain.outcome import AdviceRef, Outcome, OutcomeDraft
from nenboard.domain.sign_off import OpenPoint, open_points

if TYPE_CHECKING:
    from nenboard.domain.dates import PartialDate
    from nenboard.registry import Registry
    from nenboard.registry.outcomes import StoredOutcome


@dataclass(frozen=True)
class Options:
    """The options of one answer of the algorithm, with their words; None if there is no answer."""

    advised: tuple[Advised, ...] | None = None
    is_certain: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""

    def of(self, node: str, option: str) -> Advised | None:
        """The option at a node."""
        found = self.advised or ()
        return next((one for one in found if (one.node, one.option) == (node, option)), None)

    def label(self, option: str) -> str:
        """What an option is called."""
        return self.words.get(option, option)

    def choices(self) -> tuple[tuple[str, Advised], ...]:
        """The options by their words, in the order of the algorithm, each once."""
        found: dict[str, Advised] = {}
        for one in self.advised or ():
            found.setdefault(self.label(one.option), one)
        return tuple(found.items())

    def compared(self, outcome: Outcome) -> Comparison:
        """How an outcome stands to these options."""
        return compare(outcome, self.advised, is_certain=self.is_certain)

    def points(self, outcome: Outcome) -> tuple[OpenPoint, ...]:
        """What is open before the outcome can be signed."""
        return open_points(outcome, self.compared(outcome))


@dataclass(frozen=True)
class Opened:
    """What the editor of one discussion shows.

    `newest` is the newest version recorded. `current` and `revision` are the answer of the
    algorithm and the revision of the case as they stand now; `is_answered` says whether the
    algorithm was ever run on the case. `taken` are the keys of lines and actions of all versions,
    which no other one gets.
    """

    meeting_id: str
    case_id: str
    day: "PartialDate"
    today: date
    draft: OutcomeDraft
    newest: "StoredOutcome | None"
    options: Options
    current: AdviceRef | None
    revision: int
    is_answered: bool = False
    taken: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    coming: tuple[tuple[str, "PartialDate"], ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether the newest version is signed and the draft is no correction of it."""
        newest = self.newest
        if newest is None or not newest.is_signed:
            return False
        correction = self.draft.outcome.correction
        return correction is None or correction.of_version != newest.version

    @property
    def is_behind(self) -> bool:
        """Whether somebody recorded a version since the draft was begun."""
        newest = self.newest.version if self.newest is not None else 0
        return not self.is_signed and self.draft.base_version != newest


def open_outcome(registry: "Registry", meeting_id: str, *, case_id: str) -> Opened:
    """Everything about one discussion; on the database thread. Raises what ``begin`` raises."""
    from nenboard.workflow import advice, clock, outcomes

    draft = outcomes.begin(registry, meeting_id, case_id=case_id)
    meeting = registry.meetings.get(meeting_id).meeting
    versions = registry.outcomes.versions(case_id, meeting_id)
    history = [stored.outcome for stored in versions] + [draft.outcome]
    case = registry.cases.get(case_id)
    workers = (case.case.referral.key_worker, case.case.referral.referrer, meeting.chair)
    return Opened(
        meeting_id=meeting_id,
        case_id=case_id,
        day=meeting.date,
        today=clock.today(),
        draft=draft,
        newest=versions[-1] if versions else None,
        options=options_of(registry, draft.outcome),
        current=advice.current(registry, case_id),
        revision=case.revision,
        is_answered=registry.assessments.latest(case_id) is not None,
        taken=frozenset(key for made in history for key in _keys_of(made)),
        people=_names((*(one.name for one in meeting.attendance), *workers)),
        coming=_coming(registry, other_than=meeting_id),
    )


def _keys_of(outcome: Outcome) -> "Iterator[str]":
    yield from (line.id for line in outcome.plan)
    yield from (action.id for action in outcome.actions)


def _names(found: "Iterable[str | None]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in found if name and name.strip()))


def _coming(registry: "Registry", *, other_than: str) -> tuple[tuple[str, "PartialDate"], ...]:
    """Meetings that are planned, the earliest first."""
    from nenboard.workflow import clock

    found = (one for one in registry.meetings.all() if one.meeting_id != other_than)
    ahead = [
        (one.meeting_id, one.meeting.date)
        for one in found
        if one.meeting.finished is None and one.meeting.date.latest >= clock.today()
    ]
    return tuple(sorted(ahead, key=lambda pair: (pair[1].earliest, pair[0])))


def options_of(registry: "Registry", outcome: Outcome) -> Options:
    """The options of the answer that lies before the board; on the database thread."""
    from nenboard.algorithm.assessment import Assessment
    from nenboard.workflow import advice, papers

    stored = advice.answer_of(registry, outcome)
    if stored is None:
        return Options()
    words = papers.release_words(stored.release_version)
    advised = advice.advised(stored)
    reached = Assessment.from_json(stored.payload).outcomes
    return Options(
        advised=advised,
        is_certain=all(not one.branch_depends_on for one in reached),
        words={one.option: words.option(one.option) for one in advised},
        rules=f"{stored.release_id} {stored.release_version}",
    )
