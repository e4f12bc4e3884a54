"""Conditions made ready to run: functions that answer yes, no or unknown.

The truth tables are Kleene's: `all` is no if one part is no, `any` is yes if one part is yes, and
otherwise one unknown part makes the whole unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from nenboard.algorithm import conditions, known
from nenboard.algorithm.conditions import Condition
from nenboard.algorithm.known import Answer

if TYPE_CHECKING:
    from nenboard.algorithm.state import State

Run: TypeAlias = Callable[["State"], Answer]


class Check:
    """A condition with the function that answers it.

    `names` are the inputs and derived values it compares, `parts` the checks it joins.
    """

    __slots__ = ("condition", "names", "parts", "run")

    names: frozenset[str]

    def __init__(self, condition: Condition, run: Run, *, parts: tuple["Check", ...] = ()) -> None:
        """Keep the condition beside its function."""
        self.condition = condition
        self.run = run
        self.parts = parts
        own = (condition.fact,) if isinstance(condition, conditions.Test) else ()
        self.names = frozenset(own).union(*(part.names for part in parts))

    def deciding(self, state: "State") -> frozenset[str]:
        """The names that decided the answer; where it is unknown, all that were compared."""
        if isinstance(self.condition, conditions.AnyOf) and self.run(state) is True:
            return next(part for part in self.parts if part.run(state)).deciding(state)
        if not self.parts:
            return self.names
        return frozenset().union(*(part.deciding(state) for part in self.parts))

    def undecided(self, state: "State") -> Iterator[str]:
        """The names whose being unknown keeps the answer unknown."""
        if self.run(state) is not None:
            return
        if isinstance(self.condition, conditions.Test):
            yield self.condition.fact
        for part in self.parts:
            yield from part.undecided(state)


def compile_check(condition: Condition, contraindicated: Mapping[str, Check]) -> Check:
    """Make a condition ready; `contraindicated` gives the check for each tag."""
    if isinstance(condition, conditions.Test):
        return Check(condition, _test(condition))
    if isinstance(condition, conditions.Contraindicated):
        inner = contraindicated[condition.contraindicated]
        return Check(condition, inner.run, parts=(inner,))
    if isinstance(condition, conditions.Not):
        part = compile_check(condition.not_, contraindicated)
        return Check(condition, _negation(part.run), parts=(part,))
    if isinstance(condition, conditions.All | conditions.AnyOf):
        parts = tuple(
            compile_check(part, contraindicated) for part in conditions.parts_of(condition)
        )
        runs = tuple(part.run for part in parts)
        join = _conjunction if isinstance(condition, conditions.All) else _disjunction
        return Check(condition, join(runs), parts=parts)
    return Check(condition, _yes)


def any_of(parts: tuple[Check, ...]) -> Check:
    """A check that holds if one of the parts does; without parts it never holds."""
    condition = conditions.AnyOf(any=tuple(part.condition for part in parts) or ("always",))
    return Check(condition, _disjunction(tuple(part.run for part in parts)), parts=parts)


def _yes(_state: "State") -> Answer:
    return True


def _negation(part: Run) -> Run:
    def run(state: "State") -> Answer:
        answer = part(state)
        return None if answer is None else not answer

    return run


def _conjunction(parts: tuple[Run, ...]) -> Run:
    def run(state: "State") -> Answer:
        unknown = False
        for part in parts:
            answer = part(state)
            if answer is False:
                return False
            if answer is None:
                unknown = True
        return None if unknown else True

    return run


def _disjunction(parts: tuple[Run, ...]) -> Run:
    def run(state: "State") -> Answer:
        unknown = False
        for part in parts:
            answer = part(state)
            if answer is True:
                return True
            if answer is None:
                unknown = True
        return None if unknown else False

    return run


def _test(test: conditions.Test) -> Run:
    name, operator, operand = test.fact, test.operator, test.operand
    if operator == "known":
        return _known(name, wanted=bool(operand))
    return _COMPARISONS[operator](name, operand)


def _known(name: str, *, wanted: bool) -> Run:
    def run(state: "State") -> Answer:
        return state.is_known(name) is wanted

    return run


def _is(name: str, operand: object) -> Run:
    def run(state: "State") -> Answer:
        value = state[name]
        return value == operand if type(value) in known.CERTAIN else known.equals(value, operand)

    return run


def _is_not(name: str, operand: object) -> Run:
    return _negation(_is(name, operand))


def _one_of(name: str, operand: object) -> Run:
    wanted = frozenset(operand) if isinstance(operand, tuple) else frozenset((operand,))

    def run(state: "State") -> Answer:
        return known.is_among(state[name], wanted)

    return run


def _includes(name: str, operand: object) -> Run:
    def run(state: "State") -> Answer:
        value = state[name]
        return operand in value if isinstance(value, tuple) else None

    return run


def _at_least(name: str, operand: object) -> Run:
    limit: known.Number = operand  # type: ignore[assignment]  # Test holds a number here

    def run(state: "State") -> Answer:
        value = state[name]
        if type(value) in known.CERTAIN:
            return value >= limit  # type: ignore[operator]  # numbers only are compared
        return known.at_least(value, limit)

    return run


def _above(name: str, operand: object) -> Run:
    limit: known.Number = operand  # type: ignore[assignment]  # Test holds a number here

    def run(state: "State") -> Answer:
        value = state[name]
        if type(value) in known.CERTAIN:
            return value > limit  # type: ignore[operator]  # numbers only are compared
        return known.above(value, limit)

    return run


def _at_most(name: str, operand: object) -> Run:
    return _negation(_above(name, operand))


def _below(name: str, operand: object) -> Run:
    return _negation(_at_least(name, operand))


_COMPARISONS: dict[str, Callable[[str, object], Run]] = {
    "is_": _is,
    "is_not": _is_not,
    "one_of": _one_of,
    "includes": _includes,
    "at_least": _at_least,
    "above": _above,
    "at_most": _at_most,
    "below": _below,
}
