"""What the editor has done on the database thread: open, record, read back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nenboard.domain.outcome import Outcome, OutcomeDraft
from nenboard.gui.outcome.opened import Opened, open_outcome

if TYPE_CHECKING:
    from nenboard.registry import Registry
    from nenboard.registry.outcomes import StoredOutcome


@dataclass(frozen=True)
class Recorded:
    """The version made of what was typed, and the outcome it was made of."""

    stored: "StoredOutcome"
    given: Outcome


def record(
    registry: "Registry", draft: OutcomeDraft, *, seconds: int | None, is_read_back: bool
) -> Recorded:
    """Make a version of a draft, with the time spent, and note that it was read back.

    One transaction: a version that could not be read back is not recorded either.
    """
    from nenboard.workflow import outcomes

    given = draft.outcome
    timed = outcomes.spent(given, seconds) if seconds is not None else given
    with registry.transaction():
        stored = outcomes.record(
            registry, draft.model_copy(update={"outcome": timed, "typing": None})
        )
        if is_read_back and stored.read_back is None:
            stored = outcomes.read_back(registry, stored.meeting_id, case_id=stored.case_id)
    return Recorded(stored, given)


def give_up(registry: "Registry", meeting_id: str, *, case_id: str) -> Opened:
    """Forget what was typed since the newest version, and open that."""
    from nenboard.workflow import outcomes

    outcomes.give_up(registry, meeting_id, case_id=case_id)
    return open_outcome(registry, meeting_id, case_id=case_id)


def take_newest_answer(registry: "Registry", draft: OutcomeDraft) -> Opened:
    """Hold the draft against the answer of the algorithm to the newest revision of the case."""
    from nenboard.workflow import advice, outcomes

    given = draft.outcome
    changes = {
        "advice": advice.current(registry, given.case_id),
        "revision": registry.cases.get(given.case_id).revision,
    }
    outcome = given.model_copy(update=changes)
    outcomes.keep(registry, draft.model_copy(update={"outcome": outcome}))
    return open_outcome(registry, given.meeting_id, case_id=given.case_id)


def keep_mine(registry: "Registry", draft: OutcomeDraft) -> Opened:
    """Go on with a draft beside which somebody recorded a version: it becomes the next one."""
    from nenboard.workflow import outcomes

    given = draft.outcome
    newest = outcomes.newest(registry, given.meeting_id, case_id=given.case_id)
    outcomes.keep(registry, draft.model_copy(update={"base_version": newest.version}))
    return open_outcome(registry, given.meeting_id, case_id=given.case_id)
