"""Why a verb of the board was not carried out, each with a sentence fit to be shown."""

from collections.abc import Iterable

from nenboard.domain.sign_off import OpenPoint, Point
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError


class LateNeedsClinician(WorkflowError):
    """A case is added after the cut-off without a clinician's word."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The cut-off of this meeting has passed. Name the clinician who wants the case "
                "discussed, and why; it is marked as a late addition."
            )
        )


class WordNeeded(WorkflowError):
    """Something needs a name or a reason, and there is none."""

    def __init__(self) -> None:
        super().__init__(_("Give a name and a reason. Nothing was changed."))


class NotOnAgenda(WorkflowError):
    """The case does not stand on the agenda of this meeting."""

    def __init__(self, case_id: str, meeting_id: str) -> None:
        text = _("{case_id} does not stand on the agenda of {meeting_id}. Add it first.")
        super().__init__(text.format(case_id=case_id, meeting_id=meeting_id))


class BlockedCases(WorkflowError):
    """The agenda holds cases for discussion of which something needed is missing or too old."""

    def __init__(self, case_ids: Iterable[str]) -> None:
        self.case_ids = tuple(case_ids)
        text = _(
            "The agenda was not frozen: {cases} cannot be listed yet. Chase what is missing, mark "
            "them as not ready, or have a clinician override with a reason."
        )
        super().__init__(text.format(cases=", ".join(self.case_ids)))


class NotRunning(WorkflowError):
    """The meeting has not been started, or is over."""

    def __init__(self) -> None:
        super().__init__(_("This meeting is not running. Start it first."))


class AlreadyStarted(WorkflowError):
    """The meeting was started before."""

    def __init__(self) -> None:
        super().__init__(_("This meeting was started before. Go on with it, or plan a new one."))


class UnfinishedCases(WorkflowError):
    """Cases of the agenda have no outcome yet."""

    def __init__(self, case_ids: Iterable[str]) -> None:
        self.case_ids = tuple(case_ids)
        text = _(
            "The meeting was not closed: {cases} have no outcome. Record one, or defer them with "
            "a cause, an owner and the day they come back."
        )
        super().__init__(text.format(cases=", ".join(self.case_ids)))


class NoOutcome(WorkflowError):
    """There is no outcome of this case at this meeting."""

    def __init__(self) -> None:
        super().__init__(_("There is no outcome of this case at this meeting yet."))


class NotDiscussed(WorkflowError):
    """A letter tells of an outcome, and the case has none."""

    def __init__(self) -> None:
        super().__init__(
            _("No meeting has recorded an outcome of this case yet. A letter is made from one.")
        )


class SignedOutcome(WorkflowError):
    """A signed outcome is never changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This outcome is signed and stays as it is. Add a dated addendum, or correct it: "
                "that makes a new version which has to be signed again."
            )
        )


class NotSigned(WorkflowError):
    """Only a signed outcome has addenda and corrections."""

    def __init__(self) -> None:
        super().__init__(_("This outcome is not signed. Change it directly."))


class DraftOpen(WorkflowError):
    """Something was typed that is not in the recorded outcome."""

    def __init__(self) -> None:
        super().__init__(
            _("What was typed last is not recorded yet. Record it or give it up, then go on.")
        )


class NotReadBack(WorkflowError):
    """The version was not read back to the room."""

    def __init__(self) -> None:
        super().__init__(_("Read the outcome back to the room before it is signed (F9)."))


class InvalidCase(WorkflowError):
    """The case holds values that cannot be right."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        text = _("The case holds values that cannot be right ({paths}). Put them right, then sign.")
        super().__init__(text.format(paths=", ".join(self.paths)))


class OutcomeOpen(WorkflowError):
    """The outcome is not complete; ``points`` lists everything that is open."""

    def __init__(self, points: Iterable[OpenPoint]) -> None:
        self.points = tuple(points)
        text = _("The outcome was not signed. Still open: {points}.")
        words = "; ".join(point_words(point) for point in self.points)
        super().__init__(text.format(points=words))


def point_words(open_point: OpenPoint) -> str:
    """What is open, in words, with the line or action it is about."""
    words = _POINTS[open_point.point]
    return _(words).format(key=open_point.key or "")


_POINTS = {
    Point.RESULT: "choose the result",
    Point.PLAN: "write at least one line of the plan",
    Point.BASIS: "say what line {key} of the plan rests on",
    Point.CONDITION: "write the condition",
    Point.CONDITION_DATE: "say by when the condition is known",
    Point.DEFERRAL_CAUSE: "say why the case is deferred",
    Point.DEFERRAL_OWNER: "say who brings what is lacking",
    Point.DEFERRAL_RETURN: "say when the case comes back",
    Point.PROTOCOL: "name the protocol of the standard of care",
    Point.RETURNED_REASON: "say why the case is returned",
    Point.DEPARTURE_REASON: "say why the board departs from the rule set",
    Point.ACTIONS: "add an action, or say that none is needed",
    Point.ACTION_OWNER: "name the owner of action {key}",
    Point.ACTION_DATE: "set the date of action {key}",
    Point.TELL_PATIENT: "say who tells the patient, and by when",
    Point.TELL_FAMILY_DOCTOR: "say who tells the family doctor, and by when",
    Point.CHAIR: "name the chair",
}
"""The English words of all points, for the catalogues."""


class UnknownAction(WorkflowError):
    """The outcome has no such action."""

    def __init__(self, key: str) -> None:
        super().__init__(_("The outcome has no action {key}.").format(key=key))


class NotAsked(WorkflowError):
    """Nobody was asked for this item."""

    def __init__(self) -> None:
        super().__init__(_("Nobody was asked for this yet. Ask first."))


class NoOrder(WorkflowError):
    """No order keeps every hard limit."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No order keeps the times of all guests and the pinned places. The agenda was left "
                "as it is. Widen a guest's time, or unpin a case."
            )
        )
