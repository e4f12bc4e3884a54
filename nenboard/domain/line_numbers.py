"""The number of each line of therapy: in the order of the case, unless somebody set another."""

from dataclasses import dataclass

from nenboard.domain.case import Case
from nenboard.domain.terms import GivenFor


@dataclass(frozen=True, slots=True)
class LineNumber:
    """The number of a line; None for a treatment of another disease, which never counts.

    `computed` is what the order gives; `is_set` tells that somebody set the number instead.
    """

    number: int | None
    computed: int | None
    is_set: bool = False


def line_numbers(case: Case) -> tuple[LineNumber, ...]:
    """A number for each line; after a number that was set the count goes on from there."""
    found: list[LineNumber] = []
    last = 0
    for line in case.lines:
        computed = last + 1 if line.given_for in {None, GivenFor.THIS} else None
        number = line.line_number if line.line_number is not None else computed
        found.append(LineNumber(number, computed, line.line_number is not None))
        last = number if number is not None and computed is not None else last
    return tuple(found)
