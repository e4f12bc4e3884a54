"""The discussions of a case by meeting, and all about the one shown; on the database thread."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, OutcomeDraft
from nenboard.gui.outcome.opened import Options, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nenboard.domain.follow_up import LedgerLine, PlanQuestion, TellLine
    from nenboard.registry import Registry
    from nenboard.registry.follow_ups import StoredFollowUp
    from nenboard.registry.outcomes import StoredOutcome


class State(StrEnum):
    """How far the outcome of a discussion is."""

    OPEN = "open"
    DRAFT = "draft"
    RECORDED = "recorded"
    READ_BACK = "read_back"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Discussion:
    """One meeting that the case stands on, or at which it was discussed."""

    meeting_id: str
    day: PartialDate
    state: State


@dataclass(frozen=True, slots=True)
class Earlier:
    """The decision that this discussion takes up again, and what became of it."""

    meeting_id: str
    day: PartialDate
    outcome: Outcome
    questions: "tuple[PlanQuestion, ...]" = ()


@dataclass(frozen=True)
class Detail:
    """All about one discussion beside its draft.

    `roles` are the roles present and those needed, `invalid` the places of the case with a value
    that cannot be right, `leads` who may sign, `days` after how many days is asked, `draft` what
    this user has typed, `others` who else has typed something that is not recorded, `back` the day
    of the planned meeting that a deferred case comes back to.
    """

    meeting_id: str
    day: PartialDate
    stored: "StoredOutcome | None"
    versions: "tuple[StoredOutcome, ...]"
    options: Options
    today: date
    ledger: "tuple[LedgerLine, ...]" = ()
    tells: "tuple[TellLine, ...]" = ()
    questions: "tuple[PlanQuestion, ...]" = ()
    addenda: "tuple[StoredFollowUp, ...]" = ()
    earlier: Earlier | None = None
    roles: tuple[int, int] = (0, 0)
    invalid: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    draft: OutcomeDraft | None = None
    others: tuple[str, ...] = ()
    back: PartialDate | None = None

    @property
    def is_signed(self) -> bool:
        """Whether the newest version is final."""
        return self.stored is not None and self.stored.is_signed


@dataclass(frozen=True)
class Talks:
    """The discussions of a case, newest first, the one shown, and the next meeting planned."""

    case_id: str
    discussions: tuple[Discussion, ...] = ()
    detail: Detail | None = None
    coming: tuple[str, PartialDate] | None = None


def talks_of(registry: "Registry", case_id: str, *, meeting_id: str) -> Talks:
    """The discussions of a case; that of `meeting_id` is shown, or the newest one."""
    from nenboard.workflow import clock

    newest = {one.meeting_id: one for one in registry.outcomes.of_case(case_id)}
    drafts = _drafts(registry, case_id)
    keys = dict.fromkeys((*registry.meetings.of_case(case_id), *newest, *drafts))
    found = [
        Discussion(
            key,
            registry.meetings.get(key).meeting.date,
            state_of(newest.get(key), has_draft=key in drafts),
        )
        for key in keys
    ]
    found.sort(key=lambda one: (one.day.latest, one.meeting_id), reverse=True)
    shown = next((one.meeting_id for one in found if one.meeting_id == meeting_id), "")
    wanted = shown or (found[0].meeting_id if found else "")
    ahead = [
        (one.meeting.date, one.meeting_id)
        for one in registry.meetings.all()
        if one.meeting.finished is None and one.meeting.date.latest >= clock.today()
    ]
    first = min(ahead, key=lambda pair: (pair[0].earliest, pair[1]), default=None)
    return Talks(
        case_id=case_id,
        discussions=tuple(found),
        detail=_detail(registry, case_id, meeting_id=wanted) if wanted else None,
        coming=(first[1], first[0]) if first is not None else None,
    )


def _drafts(registry: "Registry", case_id: str) -> tuple[str, ...]:
    """The meetings for which this user has typed something that is not recorded."""
    meetings = (one.meeting_id for one in registry.meetings.all())
    kept = (registry.outcome_drafts.get(key, case_id, user=registry.user) for key in meetings)
    return tuple(one.draft.outcome.meeting_id for one in kept if one is not None)


def state_of(stored: "StoredOutcome | None", *, has_draft: bool) -> State:
    """How far an outcome is; what is typed and not recorded makes it a draft."""
    if has_draft:
        return State.DRAFT
    if stored is None:
        return State.OPEN
    if stored.is_signed:
        return State.SIGNED
    return State.READ_BACK if stored.read_back is not None else State.RECORDED


def _detail(registry: "Registry", case_id: str, *, meeting_id: str) -> Detail:
    from nenboard.workflow import clock, follow_up
    from nenboard.workflow.board_rules import board_rules

    meeting = registry.meetings.get(meeting_id).meeting
    versions = registry.outcomes.versions(case_id, meeting_id)
    stored = versions[-1] if versions else None
    ledger = follow_up.action_ledger(registry, meeting_id=meeting_id, case_id=case_id)
    kept = registry.outcome_drafts.get(meeting_id, case_id, user=registry.user)
    asked = follow_up.plan_questions(registry, case_id=case_id)
    return Detail(
        meeting_id=meeting_id,
        day=meeting.date,
        stored=stored,
        versions=versions,
        options=options_of(registry, stored.outcome) if stored is not None else Options(),
        today=clock.today(),
        ledger=ledger,
        tells=follow_up.communications(registry, meeting_id=meeting_id, case_id=case_id),
        questions=tuple(one for one in asked if one.meeting_id == meeting_id),
        addenda=follow_up.addenda(registry, meeting_id, case_id=case_id),
        earlier=_earlier(registry, case_id, before=meeting_id, asked=asked),
        roles=_roles(registry, meeting_id, stored),
        invalid=_invalid(registry, case_id, stored),
        leads=_leads(registry),
        days=tuple(board_rules().follow_up_days),
        draft=kept.draft if kept is not None else None,
        others=_others(registry, case_id, meeting_id),
        back=_back(registry, stored),
    )


def _others(registry: "Registry", case_id: str, meeting_id: str) -> tuple[str, ...]:
    kept = registry.outcome_drafts.of_meeting(meeting_id)
    found = {one.user for one in kept if one.draft.outcome.case_id == case_id}
    return tuple(sorted(found - {registry.user}))


def _back(registry: "Registry", stored: "StoredOutcome | None") -> PartialDate | None:
    deferral = stored.outcome.deferral if stored is not None else None
    if deferral is None or deferral.returns_to is None:
        return None
    return registry.meetings.get(deferral.returns_to).meeting.date


def _earlier(
    registry: "Registry", case_id: str, *, before: str, asked: "Iterable[PlanQuestion]"
) -> Earlier | None:
    from nenboard.workflow.meeting import last_discussion

    stored = registry.outcomes.get(case_id, before)
    ref = stored.outcome.earlier if stored is not None else None
    key = ref.meeting_id if ref is not None else None
    if stored is None:
        key = last_discussion(registry, case_id, before=before)
    found = registry.outcomes.get(case_id, key) if key is not None else None
    if found is None:
        return None
    day = registry.meetings.get(found.meeting_id).meeting.date
    questions = tuple(one for one in asked if one.meeting_id == found.meeting_id)
    return Earlier(found.meeting_id, day, found.outcome, questions)


def _roles(
    registry: "Registry", meeting_id: str, stored: "StoredOutcome | None"
) -> tuple[int, int]:
    """How many needs of the quorum were met while the case was discussed, of how many."""
    from nenboard.domain.attendance import quorum
    from nenboard.workflow import sitting
    from nenboard.workflow.board_rules import board_rules

    if stored is not None and stored.outcome.present:
        found = quorum(stored.outcome.present, board_rules().quorum)
    elif registry.meetings.get(meeting_id).meeting.started is None:
        return 0, 0
    else:
        found = sitting.quorum_of(registry, meeting_id)
    return len(found.met), found.wanted


def _invalid(registry: "Registry", case_id: str, stored: "StoredOutcome | None") -> tuple[str, ...]:
    from nenboard.domain.checks import Severity, check_case
    from nenboard.workflow import clock

    if stored is None or stored.is_signed:
        return ()
    case = registry.cases.get(case_id, stored.outcome.revision).case
    issues = check_case(case, clock.today())
    return tuple(one.path for one in issues if one.severity is Severity.INVALID)


def _leads(registry: "Registry") -> tuple[str, ...]:
    """Who may sign: whoever is signed in first, if they may."""
    from nenboard.workflow import people, roles

    found = [name for name, role in people.users(registry) if role in roles.LEADS]
    return tuple(sorted(found, key=lambda name: (name != registry.user, name)))
