"""Outcomes of discussions: typed live, kept at every key, recorded, read back, corrected."""

from decimal import Decimal

from nenboard.domain.board import Meeting
from nenboard.domain.concordance import Comparison
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Correction, DiscussionRef, Outcome, OutcomeDraft
from nenboard.domain.sign_off import OpenPoint, open_points
from nenboard.domain.terms import Result, Triage
from nenboard.registry.folder import Registry
from nenboard.registry.outcomes import Attested, Kind, StoredOutcome
from nenboard.registry.records import Stamp
from nenboard.workflow import advice, clock, roles
from nenboard.workflow.board_errors import (
    DraftOpen,
    NoOutcome,
    NotSigned,
    SignedOutcome,
    WordNeeded,
)
from nenboard.workflow.meeting import item_of, last_discussion


def begin(registry: Registry, meeting_id: str, *, case_id: str) -> OutcomeDraft:
    """What the outcome bar shows: what was being typed, else the newest version, else a new one.

    A new one holds the question, the newest revision, the answer of the algorithm to it, the
    earlier discussion and the chair; nothing is decided by it. Raises NotOnAgenda, UnknownCase.
    """
    kept = registry.outcome_drafts.get(meeting_id, case_id, user=registry.user)
    if kept is not None:
        return kept.draft
    stored = registry.outcomes.get(case_id, meeting_id)
    if stored is not None:
        return OutcomeDraft(outcome=stored.outcome, base_version=stored.version)
    return OutcomeDraft(outcome=_new(registry, meeting_id, case_id=case_id))


def _new(registry: Registry, meeting_id: str, *, case_id: str) -> Outcome:
    meeting = registry.meetings.get(meeting_id).meeting
    item = item_of(meeting, case_id)
    case = registry.cases.get(case_id)
    return Outcome(
        case_id=case_id,
        meeting_id=meeting_id,
        revision=case.revision,
        question=item.question or case.case.referral.question,
        protocol=item.protocol if item.triage is Triage.STANDARD_OF_CARE else None,
        advice=advice.current(registry, case_id),
        earlier=_earlier(registry, case_id, meeting_id=meeting_id),
        chair=meeting.chair,
    )


def _earlier(registry: Registry, case_id: str, *, meeting_id: str) -> DiscussionRef | None:
    last = last_discussion(registry, case_id, before=meeting_id)
    stored = registry.outcomes.get(case_id, last) if last is not None else None
    return DiscussionRef(meeting_id=stored.meeting_id, version=stored.version) if stored else None


def keep(registry: Registry, draft: OutcomeDraft) -> None:
    """Keep what is being typed, at every key; a crash gives it back. Raises NotAllowed."""
    roles.require(registry, roles.EDITORS)
    registry.outcome_drafts.put(draft, user=registry.user, at=clock.now())


def give_up(registry: Registry, meeting_id: str, *, case_id: str) -> None:
    """Forget what was typed since the newest version."""
    registry.outcome_drafts.drop(meeting_id, case_id, user=registry.user)


def record(registry: Registry, draft: OutcomeDraft) -> StoredOutcome:
    """Make a version of what was typed, and forget the draft, in one transaction.

    The day of the decision, who was in the room and the chair are added where they are not there
    yet. Nothing is added if nothing differs. Raises SignedOutcome for a signed outcome that is not
    being corrected, RevisionConflict if somebody recorded since, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    with registry.transaction():
        given = draft.outcome
        newest = registry.outcomes.get(given.case_id, given.meeting_id)
        outcome = _completed(registry, given, newest=newest)
        if newest is not None and newest.outcome == outcome:
            give_up(registry, given.meeting_id, case_id=given.case_id)
            return newest
        if newest is not None and newest.is_signed and _corrected(given) != newest.version:
            raise SignedOutcome
        stored = registry.outcomes.add(
            outcome,
            by=registry.user,
            at=clock.now(),
            expected_version=draft.base_version,
        )
        give_up(registry, given.meeting_id, case_id=given.case_id)
        return stored


def _corrected(outcome: Outcome) -> int | None:
    return outcome.correction.of_version if outcome.correction is not None else None


def _completed(registry: Registry, outcome: Outcome, *, newest: StoredOutcome | None) -> Outcome:
    """The outcome with the day and the people in the room: as recorded before, else as now."""
    meeting = registry.meetings.get(outcome.meeting_id).meeting
    before = newest.outcome if newest is not None else None
    changes: dict[str, object] = {}
    if outcome.decided is None and outcome.result is not None:
        changes["decided"] = (before.decided if before else None) or _day(meeting)
    if not outcome.present:
        there = tuple(one for one in meeting.attendance if one.is_there(clock.now()))
        changes["present"] = (before.present if before else ()) or there
    return outcome.model_copy(update=changes)


def _day(meeting: Meeting) -> PartialDate:
    """The day of the meeting if it is known to the day and was held, else today."""
    is_held = meeting.started is not None and meeting.date.is_exact
    return meeting.date if is_held else PartialDate.of(clock.today())


def confirm_standard(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome:
    """Record that the standard of care, as the agenda names it, was confirmed.

    Raises WordNeeded if the agenda names no protocol, NotOnAgenda, NotAllowed.
    """
    item = item_of(registry.meetings.get(meeting_id).meeting, case_id)
    if not (item.protocol or "").strip():
        raise WordNeeded
    draft = begin(registry, meeting_id, case_id=case_id)
    changes = {"result": Result.STANDARD_OF_CARE, "protocol": item.protocol}
    return record(
        registry, draft.model_copy(update={"outcome": draft.outcome.model_copy(update=changes)})
    )


def newest(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome:
    """The newest version of an outcome. Raises NoOutcome."""
    stored = registry.outcomes.get(case_id, meeting_id)
    if stored is None:
        raise NoOutcome
    return stored


def final(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome | None:
    """The newest version if it is signed: what letters are made from. None otherwise."""
    stored = registry.outcomes.get(case_id, meeting_id)
    return stored if stored is not None and stored.is_signed else None


def recorded(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome:
    """The newest version, with nothing typed since. Raises NoOutcome, DraftOpen."""
    stored = newest(registry, meeting_id, case_id=case_id)
    kept = [
        one.draft
        for one in registry.outcome_drafts.of_meeting(meeting_id)
        if one.draft.outcome.case_id == case_id
    ]
    if any(_is_open(draft, stored.outcome) for draft in kept):
        raise DraftOpen
    return stored


def _is_open(draft: OutcomeDraft, recorded: Outcome) -> bool:
    """Whether a draft holds anything that is not in the version recorded."""
    return draft.outcome != recorded or draft.typing is not None or bool(draft.rough)


def read_back(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome:
    """Note that the recorded version was read back to the room, which may now see it.

    Raises NoOutcome, DraftOpen, SignedOutcome, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    stored = recorded(registry, meeting_id, case_id=case_id)
    if stored.is_signed:
        raise SignedOutcome
    attested = Attested(name=registry.user, sha256=stored.sha256)
    stamp = Stamp(registry.user, clock.now())
    return registry.outcomes.attest(stored, Kind.READ_BACK, attested=attested, stamp=stamp)


def correct(registry: Registry, meeting_id: str, *, case_id: str, reason: str) -> OutcomeDraft:
    """Begin the correction of a signed outcome: a draft that names it, with the reason.

    Recording it makes a new version, which has no signature. Raises NotSigned, NoOutcome,
    WordNeeded, DraftOpen, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    if not reason.strip():
        raise WordNeeded
    stored = recorded(registry, meeting_id, case_id=case_id)
    if not stored.is_signed:
        raise NotSigned
    correction = Correction(of_version=stored.version, reason=reason)
    outcome = stored.outcome.model_copy(update={"correction": correction})
    draft = OutcomeDraft(outcome=outcome, base_version=stored.version)
    keep(registry, draft)
    return draft


def checklist(registry: Registry, outcome: Outcome) -> tuple[OpenPoint, ...]:
    """What is open before this outcome could be signed."""
    return open_points(outcome, advice.comparison(registry, outcome))


def comparison(registry: Registry, outcome: Outcome) -> Comparison:
    """How the outcome stands to the answer of the algorithm that lay before the board."""
    return advice.comparison(registry, outcome)


def visible_in_room(registry: Registry, meeting_id: str, *, case_id: str) -> StoredOutcome | None:
    """What the room may see: the newest version that was read back or signed, else nothing."""
    versions = registry.outcomes.versions(case_id, meeting_id)
    shown = [stored for stored in versions if stored.read_back is not None or stored.is_signed]
    return shown[-1] if shown else None


def spent(outcome: Outcome, seconds: int) -> Outcome:
    """The outcome with the time spent on it, in minutes to two decimals."""
    minutes = (Decimal(seconds) / 60).quantize(Decimal("0.01"))
    return outcome.model_copy(update={"minutes_spent": minutes})
