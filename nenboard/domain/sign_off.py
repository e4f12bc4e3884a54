"""What a signature needs: the open points of an outcome, each with a code and its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nenboard.domain.concordance import Comparison
from nenboard.domain.outcome import Outcome
from nenboard.domain.terms import Recipient, Result


class Point(StrEnum):
    """A point of the outcome that is still open. The codes are stable; words belong above."""

    RESULT = "result"
    PLAN = "plan"
    BASIS = "basis"
    CONDITION = "condition"
    CONDITION_DATE = "condition_date"
    DEFERRAL_CAUSE = "deferral_cause"
    DEFERRAL_OWNER = "deferral_owner"
    DEFERRAL_RETURN = "deferral_return"
    PROTOCOL = "protocol"
    RETURNED_REASON = "returned_reason"
    DEPARTURE_REASON = "departure_reason"
    ACTIONS = "actions"
    ACTION_OWNER = "action_owner"
    ACTION_DATE = "action_date"
    TELL_PATIENT = "tell_patient"
    TELL_FAMILY_DOCTOR = "tell_family_doctor"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that is open; `key` is the line or action it is about."""

    point: Point
    key: str | None = None


def open_points(outcome: Outcome, comparison: Comparison) -> tuple[OpenPoint, ...]:
    """What is open before the outcome can be signed, in the order of the checklist."""
    return (
        *_of_result(outcome),
        *_of_plan(outcome, comparison),
        *_of_actions(outcome),
        *_of_tell(outcome),
        *([] if outcome.chair else [OpenPoint(Point.CHAIR)]),
    )


def _of_result(outcome: Outcome) -> Iterator[OpenPoint]:
    if outcome.result is None:
        yield OpenPoint(Point.RESULT)
    elif outcome.result is Result.CONDITIONAL:
        condition = outcome.condition
        if condition is None or not condition.text.strip():
            yield OpenPoint(Point.CONDITION)
        if condition is None or condition.due is None:
            yield OpenPoint(Point.CONDITION_DATE)
    elif outcome.result is Result.DEFERRED:
        yield from _of_deferral(outcome)
    elif outcome.result is Result.STANDARD_OF_CARE and not (outcome.protocol or "").strip():
        yield OpenPoint(Point.PROTOCOL)
    elif outcome.result is Result.RETURNED and not (outcome.returned_because or "").strip():
        yield OpenPoint(Point.RETURNED_REASON)


def _of_deferral(outcome: Outcome) -> Iterator[OpenPoint]:
    deferral = outcome.deferral
    if deferral is None or deferral.cause is None:
        yield OpenPoint(Point.DEFERRAL_CAUSE)
    if deferral is None or not (deferral.owner or "").strip():
        yield OpenPoint(Point.DEFERRAL_OWNER)
    if deferral is None or (deferral.returns_to is None and deferral.returns_on is None):
        yield OpenPoint(Point.DEFERRAL_RETURN)


def _of_plan(outcome: Outcome, comparison: Comparison) -> Iterator[OpenPoint]:
    if outcome.result in {Result.AGREED, Result.CONDITIONAL}:
        if not any(line.text.strip() for line in outcome.plan):
            yield OpenPoint(Point.PLAN)
        for line in outcome.plan:
            if not line.has_basis:
                yield OpenPoint(Point.BASIS, line.id)
    if comparison.needs_reason and outcome.departure is None:
        yield OpenPoint(Point.DEPARTURE_REASON)


def _of_actions(outcome: Outcome) -> Iterator[OpenPoint]:
    if not outcome.actions and not outcome.has_no_actions:
        yield OpenPoint(Point.ACTIONS)
    for action in outcome.actions:
        if not (action.owner or "").strip():
            yield OpenPoint(Point.ACTION_OWNER, action.id)
        if action.due is None:
            yield OpenPoint(Point.ACTION_DATE, action.id)


def _of_tell(outcome: Outcome) -> Iterator[OpenPoint]:
    settled = {tell.to for tell in outcome.tell if tell.is_settled}
    if Recipient.PATIENT not in settled:
        yield OpenPoint(Point.TELL_PATIENT)
    if Recipient.FAMILY_DOCTOR not in settled:
        yield OpenPoint(Point.TELL_FAMILY_DOCTOR)
