"""Laboratory facts: each with the unit and the limit of its own report; nothing is assumed."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import itemgetter

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import Limits, Remark, plain_unit
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.labs import LabResult
from nenboard.domain.terms import LabTest

PlacedResult = tuple[int, LabResult]


def cells(test: LabTest, fact: str) -> Callable[[View], Found]:
    """A reader of a blood count in 10^9/L."""

    def read(view: View) -> Found:
        chosen, remarks = latest_results(view, (test,))
        return in_units(view, chosen, units=view.terms.units.cells, fact=fact, said=remarks)

    read.__doc__ = f"The latest {test.value} in 10^9/L."
    return read


def bilirubin_xuln(view: View) -> Found:
    """The latest bilirubin as a multiple of the upper limit of its own report."""
    chosen, remarks = latest_results(view, (LabTest.BILIRUBIN,))
    return _limited(
        view,
        _multiple(chosen, view.terms.limits["bilirubin_xuln"]),
        fact="bilirubin_xuln",
        seen=(chosen, remarks),
    )


def ast_alt_xuln(view: View) -> Found:
    """The higher of AST and ALT as a multiple of its limit; with one missing, from the other up."""
    limits = view.terms.limits["ast_alt_xuln"]
    read = [latest_results(view, (test,)) for test in (LabTest.AST, LabTest.ALT)]
    multiples = [_multiple(chosen, limits) for chosen, _ in read]
    known = [ends for ends in multiples if ends is not None]
    chosen = [placed for results, _ in read for placed in results]
    remarks = tuple(remark for _, said in read for remark in said)
    if len(known) == len(read):
        return _limited(view, spans.higher(known), fact="ast_alt_xuln", seen=(chosen, remarks))
    if not known:
        return _limited(view, None, fact="ast_alt_xuln", seen=(chosen, remarks))
    at_least = Ends(known[0].low, max(limits.high, known[0].high), known[0].low_open)
    remarks = (*remarks, Remark.ONE_TRANSAMINASE)
    return _limited(view, at_least, fact="ast_alt_xuln", seen=(chosen, remarks))


def latest_results(
    view: View, tests: tuple[LabTest, ...]
) -> tuple[list[PlacedResult], tuple[Remark, ...]]:
    """Results with a value that may be the latest on the day."""
    placed = sorted(
        (
            p
            for test in tests
            for p in view.results.get(test, ())
            if recorded(p[1].value) is not None
        ),
        key=itemgetter(0),
    )
    return view.latest(placed, lambda p: p[1].date)


def lab_source(placed: PlacedResult) -> Source:
    """Where a laboratory value stands."""
    index, result = placed
    return Source("lab", f"labs.{index}.value", result.test.value, result.date)


def in_units(
    view: View,
    chosen: list[PlacedResult],
    *,
    units: Mapping[str, Decimal],
    fact: str,
    said: tuple[Remark, ...],
) -> Found:
    """Values brought to the unit of the fact; without a known unit unknown."""
    if not chosen:
        return NOTHING
    sources = [lab_source(placed) for placed in chosen]
    read: list[Ends] = []
    for _, result in chosen:
        factor = units.get(plain_unit(result.unit or ""))
        if factor is None:
            return found(None, sources, remarks=(*said, Remark.UNIT_MISSING))
        ends = _scaled(result, factor, limits=view.terms.limits[fact])
        if ends is None:
            return found(None, sources, remarks=(*said, Remark.OUTSIDE_LIMITS))
        read.append(ends)
    return _limited(view, spans.hull(read), fact=fact, seen=(chosen, said))


def _scaled(result: LabResult, factor: Decimal, *, limits: Limits) -> Ends | None:
    """The interval of a result in the unit of a fact."""
    value = recorded(result.value)
    if value is None:
        return None
    number = value if factor == 1 else spans.COMPUTED.multiply(value, factor)
    return spans.bounded(number, result.comparator, limits=limits)


def _multiple(chosen: list[PlacedResult], limits: Limits) -> Ends | None:
    """The multiple of the upper limit; None if a report gives no limit."""
    read = []
    for _, result in chosen:
        value, limit = recorded(result.value), result.upper_limit
        if value is None or not limit:
            return None
        multiple = spans.COMPUTED.divide(value, limit)
        ends = spans.bounded(multiple, result.comparator, limits=limits)
        if ends is None:
            return None
        read.append(ends)
    return spans.hull(read) if read else None


def _limited(
    view: View,
    ends: Ends | None,
    *,
    fact: str,
    seen: tuple[list[PlacedResult], tuple[Remark, ...]],
) -> Found:
    """The reading of an interval if it lies inside what the fact may be."""
    chosen, said = seen
    if not chosen:
        return NOTHING
    sources = [lab_source(placed) for placed in chosen]
    if ends is None:
        return found(None, sources, remarks=(*said, Remark.NO_UPPER_LIMIT))
    if not spans.is_inside(ends, view.terms.limits[fact]):
        return found(None, sources, remarks=(*said, Remark.OUTSIDE_LIMITS))
    return found(spans.as_value(ends), sources, remarks=said)
