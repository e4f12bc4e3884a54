"""Changes to an outcome that is being typed: each takes an outcome and gives back another one."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from nenboard.domain.concordance import Advised
from nenboard.domain.outcome import (
    Condition,
    Deferral,
    Departure,
    OptionRef,
    Outcome,
    PlanLine,
    PlannedAction,
    Tell,
)
from nenboard.domain.terms import Basis, DepartureReason, Recipient, Result

RESULTS: Final = (
    Result.AGREED,
    Result.CONDITIONAL,
    Result.DEFERRED,
    Result.STANDARD_OF_CARE,
    Result.RETURNED,
)
"""The results in the order of the keys 1 to 5."""

_CONDITION: Final = {"condition": "text", "condition_date": "due"}
_DEFERRAL: Final = {
    "deferral_cause": "cause",
    "deferral_words": "words",
    "deferral_owner": "owner",
}
_PLAIN: Final = {"protocol": "protocol", "returned": "returned_because", "chair": "chair"}


def put(outcome: Outcome, field: str, value: object) -> Outcome:
    """The outcome with a value in a field; an empty text is no value."""
    given = None if value == "" else value
    if field.startswith("plan."):
        _list, key, name = field.split(".", 2)
        return put_line(outcome, key, **_of_line(name, given))
    if field.startswith("actions."):
        _list, key, name = field.split(".", 2)
        return _put_action(outcome, key, {name: given or "" if name == "what" else given})
    if field.startswith("tell."):
        _list, to, name = field.split(".", 2)
        return _put_tell(outcome, Recipient(to), {name: given})
    return _put_single(outcome, field, given)


def _put_single(outcome: Outcome, field: str, given: Any) -> Outcome:
    if field in _CONDITION:
        return _changed(outcome, condition=_condition(outcome, {_CONDITION[field]: given}))
    if field in _DEFERRAL:
        return _changed(outcome, deferral=_deferral(outcome, {_DEFERRAL[field]: given}))
    if field == "departure":
        return _changed(outcome, departure=_departure(outcome, given))
    if field == "departure_words" and outcome.departure is not None:
        departure = outcome.departure.model_copy(update={"words": given})
        return _changed(outcome, departure=departure)
    return _changed(outcome, **{_PLAIN[field]: given}) if field in _PLAIN else outcome


def _changed(outcome: Outcome, **changes: object) -> Outcome:
    return outcome.model_copy(update=changes)


def _condition(outcome: Outcome, changes: Mapping[str, Any]) -> Condition | None:
    held = dict(outcome.condition) if outcome.condition is not None else {"text": "", "due": None}
    given = {**held, **changes}
    given["text"] = given["text"] or ""
    return Condition(**given) if given["text"] or given["due"] is not None else None


def _deferral(outcome: Outcome, changes: Mapping[str, Any]) -> Deferral | None:
    made = (outcome.deferral or Deferral()).model_copy(update=dict(changes))
    return made if made != Deferral() else None


def _departure(outcome: Outcome, reason: DepartureReason | None) -> Departure | None:
    if reason is None:
        return None
    words = outcome.departure.words if outcome.departure is not None else None
    return Departure(reason=reason, words=words)


def put_return(outcome: Outcome, *, meeting_id: str | None, on: object) -> Outcome:
    """The outcome of a deferred case with when it comes back: to a planned meeting, or on a day."""
    changes = {"returns_to": meeting_id, "returns_on": None if meeting_id is not None else on}
    return _changed(outcome, deferral=_deferral(outcome, changes))


def choose_result(outcome: Outcome, result: Result | None) -> Outcome:
    """The outcome with another result; what was typed for the former one is kept."""
    return _changed(outcome, result=result)


def add_line(outcome: Outcome, key: str) -> Outcome:
    """The outcome with an empty line at the end of the plan."""
    return _changed(outcome, plan=(*outcome.plan, PlanLine(id=key, text="")))


def put_line(outcome: Outcome, key: str, **changes: object) -> Outcome:
    """The outcome with a line of the plan changed."""
    lines = (line.model_copy(update=changes) if line.id == key else line for line in outcome.plan)
    return _changed(outcome, plan=tuple(lines))


def _of_line(name: str, given: Any) -> dict[str, object]:
    if name == "text":
        return {"text": given or ""} if given else {"text": "", "option": None}
    if name == "if":
        return {"if_condition": given}
    if name == "basis":
        return {"basis": given} if given is Basis.ALGORITHM else {"basis": given, "option": None}
    return {name: given}


def choose_option(outcome: Outcome, key: str, *, words: str, option: Advised) -> Outcome:
    """The outcome with a line that is an option of the algorithm."""
    ref = OptionRef(node=option.node, option=option.option, strength=option.strength)
    return put_line(outcome, key, text=words, basis=Basis.ALGORITHM, option=ref, trial=None)


def remove_line(outcome: Outcome, key: str) -> Outcome:
    """The outcome without a line; its alternatives stand in their own right."""
    kept = (line for line in outcome.plan if line.id != key)
    lines = (
        line.model_copy(update={"alternative_to": None}) if line.alternative_to == key else line
        for line in kept
    )
    return _changed(outcome, plan=tuple(lines))


def move_line(outcome: Outcome, key: str, *, by: int) -> Outcome:
    """The outcome with a line moved up (-1) or down (1) among the others."""
    lines = list(outcome.plan)
    at = next((n for n, line in enumerate(lines) if line.id == key), None)
    if at is None or not 0 <= at + by < len(lines):
        return outcome
    lines.insert(at + by, lines.pop(at))
    return _changed(outcome, plan=tuple(lines))


def main_line_before(outcome: Outcome, key: str) -> str | None:
    """The line above that a line could be offered beside; None for the first of them."""
    found: str | None = None
    for line in outcome.plan:
        if line.id == key:
            return found
        if line.alternative_to is None:
            found = line.id
    return None


def add_action(outcome: Outcome, key: str) -> Outcome:
    """The outcome with an empty action at the end."""
    actions = (*outcome.actions, PlannedAction(id=key, what=""))
    return _changed(outcome, actions=actions, has_no_actions=False)


def remove_action(outcome: Outcome, key: str) -> Outcome:
    """The outcome without an action."""
    return _changed(outcome, actions=tuple(one for one in outcome.actions if one.id != key))


def _put_action(outcome: Outcome, key: str, changes: Mapping[str, Any]) -> Outcome:
    actions = (
        one.model_copy(update=dict(changes)) if one.id == key else one for one in outcome.actions
    )
    return _changed(outcome, actions=tuple(actions))


def no_actions(outcome: Outcome, *, none_needed: bool) -> Outcome:
    """The outcome that says that no action is needed, or says it no longer."""
    kept = () if none_needed else outcome.actions
    return _changed(outcome, actions=kept, has_no_actions=none_needed)


def tell_of(outcome: Outcome, to: Recipient) -> Tell:
    """How a recipient is told; an empty one if nothing is said yet."""
    return next((tell for tell in outcome.tell if tell.to is to), Tell(to=to))


def _put_tell(outcome: Outcome, to: Recipient, changes: Mapping[str, Any]) -> Outcome:
    made = tell_of(outcome, to).model_copy(update=dict(changes))
    others = {tell.to: tell for tell in outcome.tell if tell.to is not to}
    if made != Tell(to=to):
        others[to] = made
    return _changed(outcome, tell=tuple(others[one] for one in Recipient if one in others))


def next_key(taken: Collection[str]) -> str:
    """A key that nothing carries yet: the number after the highest one."""
    numbers = [int(key) for key in taken if key.isdigit()]
    return str(max(numbers, default=0) + 1)
