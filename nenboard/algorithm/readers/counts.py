"""Ki-67 and mitoses: the interval that each printed form stands for."""

from decimal import Decimal

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import ReadingTerms
from nenboard.domain.terms import Ki67Band
from nenboard.domain.tumour import Ki67, Mitoses


def ki67_ends(reading: Ki67, terms: ReadingTerms) -> Ends | None:
    """The percentages a Ki-67 reading leaves; None if it says no number or its unit is unclear."""
    limits = terms.limits["ki67"]
    if reading.is_unit_unclear:
        return None
    if reading.value is not None:
        return spans.bounded(reading.value, reading.comparator, limits=limits)
    if reading.low is not None and reading.high is not None:
        return Ends(reading.low, reading.high)
    if reading.band is None or reading.band is Ki67Band.DONE_NOT_STATED:
        return None
    return spans.of_band(terms.ki67_bands[reading.band.value])


def mitoses_ends(reading: Mitoses, terms: ReadingTerms) -> Ends | None:
    """The mitoses per 2 mm2 that a count leaves; None without the area counted."""
    if reading.band is not None:
        return spans.of_band(terms.mitoses_bands[reading.band.value])
    if reading.area_mm2 is None:
        return None
    if reading.value is not None:
        number = _per_standard_area(reading.value, reading.area_mm2, terms=terms)
        return spans.bounded(number, reading.comparator, limits=terms.limits["mitoses"])
    if reading.low is None or reading.high is None:
        return None
    low = _per_standard_area(reading.low, reading.area_mm2, terms=terms)
    return Ends(low, _per_standard_area(reading.high, reading.area_mm2, terms=terms))


def _per_standard_area(count: Decimal, area: Decimal, *, terms: ReadingTerms) -> Decimal:
    if area == terms.standard_area_mm2:
        return count
    return spans.COMPUTED.divide(count * terms.standard_area_mm2, area)


def is_area_missing(reading: Mitoses) -> bool:
    """Whether a count is there that cannot be brought to 2 mm2."""
    has_count = reading.value is not None or reading.low is not None
    return has_count and reading.area_mm2 is None
