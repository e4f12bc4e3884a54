"""The names of the fields of an outcome, and which of its open points each of them closes."""

from typing import Final

from nenboard.domain.outcome import Outcome
from nenboard.domain.sign_off import OpenPoint, Point
from nenboard.domain.terms import Recipient
from nenboard.workflow.board_errors import point_words

FIELD_OF_POINT: Final = {
    Point.RESULT: "result",
    Point.PLAN: "plan_add",
    Point.BASIS: "plan.{key}.basis",
    Point.CONDITION: "condition",
    Point.CONDITION_DATE: "condition_date",
    Point.DEFERRAL_CAUSE: "deferral_cause",
    Point.DEFERRAL_OWNER: "deferral_owner",
    Point.DEFERRAL_RETURN: "deferral_return",
    Point.PROTOCOL: "protocol",
    Point.RETURNED_REASON: "returned",
    Point.DEPARTURE_REASON: "departure",
    Point.ACTIONS: "action_add",
    Point.ACTION_OWNER: "actions.{key}.owner",
    Point.ACTION_DATE: "actions.{key}.due",
    Point.TELL_PATIENT: "tell.patient.who",
    Point.TELL_FAMILY_DOCTOR: "tell.family_doctor.who",
    Point.CHAIR: "chair",
}
"""Where each open point is closed; `{key}` stands for the line or action."""


def field_of(point: OpenPoint, outcome: Outcome) -> str:
    """The name of the field that closes an open point of an outcome."""
    if point.point is Point.PLAN and outcome.plan:
        return f"plan.{outcome.plan[0].id}.text"
    if point.point in {Point.TELL_PATIENT, Point.TELL_FAMILY_DOCTOR}:
        return _tell_field(point, outcome)
    return FIELD_OF_POINT[point.point].format(key=point.key or "")


def _tell_field(point: OpenPoint, outcome: Outcome) -> str:
    is_patient = point.point is Point.TELL_PATIENT
    to = Recipient.PATIENT if is_patient else Recipient.FAMILY_DOCTOR
    has_name = any(tell.to is to and tell.who for tell in outcome.tell)
    return f"tell.{to.value}.{'due' if has_name else 'who'}"


def words_of(point: OpenPoint, outcome: Outcome) -> str:
    """What is open, in words; lines and actions by their place in the list."""
    is_action = point.point in {Point.ACTION_OWNER, Point.ACTION_DATE}
    keys = [one.id for one in (outcome.actions if is_action else outcome.plan)]
    rank = str(keys.index(point.key) + 1) if point.key in keys else point.key
    return point_words(OpenPoint(point.point, rank))
