"""The values a fact can have, one for each way the rules can take it.

A number is cut at every limit that some rule compares it with: the rules cannot tell two numbers of
one piece apart, so one number stands for all of it. Codes are taken each; of earlier lines, which
have no end, the ones the rules can tell apart by one change.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from nenboard.algorithm import fact_rules
from nenboard.algorithm.conditions import Number
from nenboard.algorithm.known import Known, Span
from nenboard.algorithm.line_alternatives import other_lines
from nenboard.algorithm.lines import LINES, RESPONSE, last_platinum
from nenboard.algorithm.program import Inquiry, Program
from nenboard.domain.knowledge import FactValue

Values: TypeAlias = tuple[FactValue, ...]
Others: TypeAlias = tuple[FactValue | None, ...]


def facts_of(inquiry: Inquiry) -> tuple[str, ...]:
    """The facts that can be varied: every input, and parts of the last platinum line if known."""
    program = inquiry.program
    lines = inquiry.state.lines or ()
    parts = (RESPONSE, program.reader.months_name)
    platinum = any(program.reader.is_platinum(line) for line in lines)
    return (*program.release.inputs, *(parts if platinum else ()))


def is_number(program: Program, fact: str) -> bool:
    """Whether a fact is a number."""
    return _entry(program, fact).type in ("int", "number")


def pieces(program: Program, fact: str) -> tuple[Span, ...]:
    """The interval of a number, cut at every limit; a limit is a piece of its own."""
    entry = _entry(program, fact)
    low, high = _ends(entry)
    limits = sorted(one for one in _limits(program, fact) if low <= one <= high)
    if entry.type == "int":
        return tuple(_whole_pieces(int(low), int(high), limits=[int(one) for one in limits]))
    cut: list[Span] = []
    for one, other in pairwise((None, *limits, None)):
        bottom, top = low if one is None else one, high if other is None else other
        if bottom < top:
            cut.append(Span(bottom, top, low_open=one is not None, high_open=other is not None))
        if other is not None:
            cut.append(Span(other, other))
    return tuple(cut)


def inside(program: Program, fact: str, *, piece: Span) -> Number:
    """A number of the piece that is easy to read: one the release names, or its middle."""
    if piece.low == piece.high:
        return piece.low
    for number in _entry(program, fact).tried or ():
        if isinstance(number, int | Decimal) and piece.holds(number):
            return number
    if isinstance(piece.low, int) and not piece.low_open:
        return (piece.low + int(piece.high)) // 2
    middle = (Decimal(piece.low) + Decimal(piece.high)) / 2
    return int(middle) if middle == middle.to_integral_value() else middle


def values(inquiry: Inquiry, fact: str) -> Values:
    """The values to try for a fact, whatever is known of it."""
    program = inquiry.program
    if fact == LINES:
        return other_lines(program, inquiry.state.lines)
    if is_number(program, fact):
        return _numbers(program, fact, cut=pieces(program, fact))
    entry = _entry(program, fact)
    if entry.type == "bool":
        return (True, False)
    codes = tuple(str(code) for code in entry.allowed or ())
    if entry.type == "list":
        return ((), *((code,) for code in codes))
    return codes


def possible(inquiry: Inquiry, fact: str) -> Values:
    """The values that what is known of a fact leaves possible; none where it is known."""
    program, state = inquiry
    if "." in fact:
        return _of_a_part(inquiry, fact)
    known = state.stated.get(fact)
    if isinstance(known, frozenset):
        return tuple(value for value in values(inquiry, fact) if value in known)
    if isinstance(known, Span):
        return _numbers(program, fact, cut=_left(program, fact, known=known))
    return () if fact in state.stated else values(inquiry, fact)


def others(inquiry: Inquiry, fact: str) -> Others:
    """The values of a fact that the rules can tell from the one it has.

    None, not known, is among them where a rule asks whether a stated fact is known.
    """
    unknown: Others = (None,)
    if fact not in inquiry.state.stated or fact not in inquiry.program.asked_if_known:
        unknown = ()
    return (*_other_values(inquiry, fact), *unknown)


def _other_values(inquiry: Inquiry, fact: str) -> Values:
    known = known_of(inquiry, fact)
    if isinstance(known, int | Decimal) and not isinstance(known, bool):
        cut = (piece for piece in pieces(inquiry.program, fact) if not piece.holds(known))
        return _numbers(inquiry.program, fact, cut=cut)
    return tuple(value for value in values(inquiry, fact) if value != known)


def unit_of(program: Program, fact: str) -> str | None:
    """The unit of a number."""
    return _entry(program, fact).unit


def known_of(inquiry: Inquiry, fact: str) -> Known:
    """What is known of a fact in the engine's form; earlier lines as they were stated."""
    program, state = inquiry
    if fact == LINES:
        return None if state.lines is None else tuple(line.stated for line in state.lines)
    if "." not in fact:
        return state.stated.get(fact)
    last, _ = last_platinum(program.reader, state.lines or ())
    if last is None:
        return None
    return last.response if fact == RESPONSE else last.months


def _of_a_part(inquiry: Inquiry, fact: str) -> Values:
    """Values of a part of the last platinum line that is not known."""
    known = known_of(inquiry, fact)
    if known is None:
        return values(inquiry, fact)
    if isinstance(known, frozenset):
        return tuple(value for value in values(inquiry, fact) if value in known)
    if isinstance(known, Span):
        return _numbers(inquiry.program, fact, cut=_left(inquiry.program, fact, known=known))
    return ()


def _numbers(program: Program, fact: str, *, cut: Iterable[Span]) -> Values:
    return tuple(inside(program, fact, piece=piece) for piece in cut)


def _left(program: Program, fact: str, *, known: Span) -> Iterator[Span]:
    """What a range leaves of the pieces of a number."""
    for piece in pieces(program, fact):
        common = piece.overlap(known)
        if common is not None:
            yield common


def _entry(program: Program, fact: str) -> fact_rules.Input | fact_rules.LineField:
    _, _, part = fact.partition(".")
    return program.line_fields[part] if part else program.release.inputs[fact]


def _ends(entry: fact_rules.Input | fact_rules.LineField) -> tuple[Number, Number]:
    allowed = [one for one in entry.allowed or () if isinstance(one, int)]
    low = entry.low if entry.low is not None else min(allowed)
    high = entry.high if entry.high is not None else max(allowed)
    return low, high


def _limits(program: Program, fact: str) -> Iterable[Number]:
    name = program.interval_name if fact == program.reader.months_name else fact
    return program.limits.get(name, ())


def _whole_pieces(low: int, high: int, *, limits: list[int]) -> Iterator[Span]:
    """Whole numbers: each limit alone, and the runs between."""
    start = low
    for limit in (*limits, high + 1):
        if start < limit:
            yield Span(start, limit - 1)
        if limit <= high:
            yield Span(limit, limit)
        start = limit + 1
