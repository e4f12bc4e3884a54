"""Flip points: how far a fact can move before something else leads, and what leads then.

A number is cut at every limit of the rules, so that the ends of an interval are exact: the rules
cannot tell two numbers of one piece apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nenboard.algorithm.alternatives import (
    facts_of,
    inside,
    is_number,
    known_of,
    others,
    pieces,
    unit_of,
)
from nenboard.algorithm.assessment import Part
from nenboard.algorithm.changes import mark
from nenboard.algorithm.known import Known, Number, Span, as_json, fact_as_json, json_number
from nenboard.algorithm.variations import Bare, Variant, Variations


@dataclass(frozen=True, slots=True)
class Segment(Part):
    """Numbers with which the same options lead; an open end is not among them.

    `holds` says whether what is known of the fact lies in it, wholly or in part.
    """

    low: int | float
    high: int | float
    low_open: bool
    high_open: bool
    nodes: tuple[str, ...]
    leading: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class NumberFlips(Part):
    """A number: its segments in order, and every limit at which anything of the result changes.

    `value` is what is known of it, in the form of a facts document; None if nothing is.
    """

    fact: str
    label: str
    unit: str | None
    value: object
    segments: tuple[Segment, ...]
    limits: tuple[int | float, ...]


@dataclass(frozen=True, slots=True)
class OtherValue(Part):
    """A value with which something else leads."""

    value: object
    nodes: tuple[str, ...]
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeFlips(Part):
    """A fact that is no number: the values that would change what leads."""

    fact: str
    label: str
    value: object
    values: tuple[OtherValue, ...]


def number_flips(cases: Variations) -> tuple[NumberFlips, ...]:
    """The intervals of every number, also of those that nothing depends on."""
    program = cases.program
    return tuple(
        _number(cases, fact) for fact in facts_of(cases.inquiry) if is_number(program, fact)
    )


def code_flips(cases: Variations) -> tuple[CodeFlips, ...]:
    """Every other fact of which some value would change what leads."""
    found = []
    for fact in facts_of(cases.inquiry):
        if is_number(cases.program, fact):
            continue
        values = tuple(_other_values(cases, fact))
        if values:
            label, value = cases.program.label_of(fact), stated(cases, fact)
            found.append(CodeFlips(fact=fact, label=label, value=value, values=values))
    return tuple(found)


def stated(cases: Variations, fact: str) -> object:
    """What is known of a fact, in the form of a facts document; None if nothing is."""
    known = known_of(cases.inquiry, fact)
    if isinstance(known, tuple) and not isinstance(known, Span):
        return [fact_as_json(part) for part in known]  # type: ignore[arg-type]  # codes or lines
    return as_json(known)


def _other_values(cases: Variations, fact: str) -> Iterator[OtherValue]:
    for value in others(cases.inquiry, fact):
        if value is None:
            continue
        after = cases.result(Variant(fact, value))
        if after.leading != cases.base.leading:
            yield OtherValue(fact_as_json(value), after.nodes, after.leading)


def _number(cases: Variations, fact: str) -> NumberFlips:
    program = cases.program
    cut = pieces(program, fact)
    results = [cases.result(Variant(fact, inside(program, fact, piece=piece))) for piece in cut]
    known = known_of(cases.inquiry, fact)
    return NumberFlips(
        fact=fact,
        label=program.label_of(fact),
        unit=unit_of(program, fact),
        value=stated(cases, fact),
        segments=tuple(_segments(cut, results, known=known)),
        limits=tuple(json_number(limit) for limit in _limits(cut, results)),
    )


def _segments(cut: Sequence[Span], results: Sequence[Bare], *, known: Known) -> Iterator[Segment]:
    """Neighbouring pieces with which the same options lead, put together."""
    start = 0
    for place in range(1, len(cut) + 1):
        if place < len(cut) and results[place].leading == results[start].leading:
            continue
        run, first, last = cut[start:place], cut[start], cut[place - 1]
        yield Segment(
            low=json_number(first.low),
            high=json_number(last.high),
            low_open=first.low_open,
            high_open=last.high_open,
            nodes=tuple(dict.fromkeys(node for one in results[start:place] for node in one.nodes)),
            leading=results[start].leading,
            holds=any(_meets(piece, known) for piece in run),
        )
        start = place


def _meets(piece: Span, known: Known) -> bool:
    """Whether a number, or one of those still possible, lies in a piece."""
    if isinstance(known, Span):
        return piece.overlap(known) is not None
    possible: Iterable[object] = known if isinstance(known, frozenset) else (known,)
    return any(isinstance(one, int | Decimal) and piece.holds(one) for one in possible)


def _limits(cut: Sequence[Span], results: Sequence[Bare]) -> Iterator[Number]:
    """The limits at which a node, a strength or what leads changes."""
    for place in range(1, len(cut)):
        if _whole(results[place - 1]) != _whole(results[place]):
            yield cut[place].low


def _whole(result: Bare) -> tuple[object, ...]:
    marks = [tuple(mark(one) for one in decided) for decided in result.decided.values()]
    return result.nodes, result.leading, marks
