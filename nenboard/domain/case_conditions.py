"""Conditions on a case, as data: when an item is asked for, what makes a discussion complex."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.case_paths import Answer, answers
from nenboard.domain.missing import Missing


class Test(Value):
    """What stands at a path is one of some codes, a number within limits, or recorded at all.

    One row that passes is enough; with `every`, all rows have to and there has to be one.
    `rows_at_least` counts the rows with an answer. Missing of any kind passes no test.
    """

    path: str
    one_of: tuple[str, ...] = ()
    is_: Annotated[bool | None, Field(alias="is")] = None
    at_least: Decimal | None = None
    above: Decimal | None = None
    known: bool = False
    rows_at_least: Annotated[int, Field(ge=1)] | None = None
    every: bool = False

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Test":
        asked = (
            bool(self.one_of),
            self.is_ is not None,
            self.at_least is not None,
            self.above is not None,
            self.known,
            self.rows_at_least is not None,
        )
        if sum(asked) != 1:
            raise ValueError("a test asks exactly one thing: one_of, is, at_least, above, known")
        return self

    def holds(self, case: Case, on: date) -> bool:
        """Whether the case passes on that day."""
        found = tuple(answers(case, self.path, on=on))
        if self.rows_at_least is not None:
            return sum(_is_known(answer) for answer in found) >= self.rows_at_least
        passed = [self._passes(answer) for answer in found]
        return bool(passed) and (all(passed) if self.every else any(passed))

    def _passes(self, answer: Answer) -> bool:
        value = answer.value
        if not _is_known(answer):
            return False
        if self.known:
            return True
        if self.one_of:
            codes = value if isinstance(value, tuple) else (value,)
            return any(str(code) in self.one_of for code in codes)
        if self.is_ is not None:
            return value is self.is_
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return False
        return value > self.above if self.above is not None else value >= (self.at_least or 0)


class Condition(Value):
    """Several tests, of which one is enough (`any`) or all have to pass (`all`)."""

    any: tuple[Test, ...] = ()
    all: tuple[Test, ...] = ()

    @model_validator(mode="after")
    def _has_one_list(self) -> "Condition":
        if bool(self.any) == bool(self.all):
            raise ValueError("a condition lists its tests under any, or under all")
        return self

    def holds(self, case: Case, on: date) -> bool:
        """Whether it holds for the case on that day."""
        results = [test.holds(case, on) for test in self.any or self.all]
        return any(results) if self.any else all(results)


def _is_known(answer: Answer) -> bool:
    return answer.value is not None and not isinstance(answer.value, Missing)


def holding(conditions: Mapping[str, Condition], case: Case, *, on: date) -> frozenset[str]:
    """The names of the conditions that hold for the case on that day."""
    return frozenset(name for name, condition in conditions.items() if condition.holds(case, on))


def unknown_names(used: Iterable[str | None], conditions: Mapping[str, Condition]) -> str:
    """The names that are used and not defined, for a sentence; empty if there are none."""
    return ", ".join(sorted({name for name in used if name} - conditions.keys()))
