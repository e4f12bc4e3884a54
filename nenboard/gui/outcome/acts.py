"""What the tab has done on the database thread, and what it hands to the sign-off dialog."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import ActionDone, ActionReopened
from nenboard.gui.outcome.sign_dialog import Signing
from nenboard.gui.outcome.state_words import result_words
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.follow_up import Entry
    from nenboard.gui.outcome.discussions import Detail
    from nenboard.gui.page import CaseContext
    from nenboard.gui.widgets.banner import Identity
    from nenboard.registry import Registry
    from nenboard.registry.outcomes import StoredOutcome


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the outcome that is typed is on its way to a signature.

    `invalid` are places of the case whose value cannot be right.
    """

    has_version: bool = False
    is_recorded: bool = False
    is_read_back: bool = False
    invalid: tuple[str, ...] = ()


def list_case(registry: "Registry", meeting_id: str, *, case_id: str) -> None:
    """Put the case on an agenda."""
    from nenboard.workflow import meeting

    meeting.add_cases(registry, meeting_id, case_ids=(case_id,))


def enter(registry: "Registry", meeting_id: str, *, case_id: str, entry: object) -> None:
    """Note something that happened after a discussion."""
    from nenboard.workflow import follow_up

    follow_up.enter(registry, meeting_id, case_id=case_id, entry=cast("Entry", entry))


def action_done(registry: "Registry", meeting_id: str, *, case_id: str, action: str) -> None:
    """Note that an action was carried out today."""
    from nenboard.workflow import clock

    entry = ActionDone(action=action, on=PartialDate.of(clock.today()))
    enter(registry, meeting_id, case_id=case_id, entry=entry)


def reopen_action(registry: "Registry", meeting_id: str, *, case_id: str, action: str) -> None:
    """Take back that an action was carried out."""
    entry = ActionReopened(action=action, reason=_("marked as done by mistake"))
    enter(registry, meeting_id, case_id=case_id, entry=entry)


def correct(registry: "Registry", meeting_id: str, *, case_id: str, reason: str) -> None:
    """Begin a new version of a signed outcome."""
    from nenboard.workflow import outcomes

    outcomes.correct(registry, meeting_id, case_id=case_id, reason=reason)


def signing_of(detail: "Detail", stored: "StoredOutcome", *, user: str) -> Signing:
    """What the sign-off dialog says of a version."""
    outcome = stored.outcome
    plan = [f"{rank}  {line.text}" for rank, line in enumerate(outcome.plan, 1)]
    count = len(outcome.actions)
    actions = counted("{count} action", "{count} actions", count=count).format(count=count)
    what = _("MDT {date}, version {number}. {result}").format(
        date=detail.day.text, number=stored.version, result=result_words(outcome, back=detail.back)
    )
    return Signing(
        meeting_id=stored.meeting_id,
        case_id=stored.case_id,
        version=stored.version,
        words=(what, *plan, actions),
        chair=outcome.chair or "",
        leads=detail.leads,
        user=user,
    )


def identity(context: "CaseContext") -> "Identity":
    """Whose outcome is signed."""
    from nenboard.gui.identity import identity_of
    from nenboard.workflow import clock

    return identity_of(context.stored.case, today=clock.today())
