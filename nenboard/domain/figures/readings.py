"""The interval that a reported Ki-67 or mitotic count stands for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nenboard.domain.terms import Comparator, Ki67Band, MitosesBand
from nenboard.domain.tissue_limits import KI67_SCALE, MITOSES_SCALE, STANDARD_AREA_MM2
from nenboard.domain.tumour import Ki67, Mitoses


@dataclass(frozen=True, slots=True)
class Ends:
    """An interval; an open end is not part of it."""

    low: Decimal
    high: Decimal
    is_low_open: bool = False
    is_high_open: bool = False


_HIGHEST_KI67: Final = Decimal(100)
_HIGHEST_MITOSES: Final = Decimal(1000)
_KI67: Final = {
    Ki67Band.BELOW_3: Ends(Decimal(0), KI67_SCALE.g2_from, is_high_open=True),
    Ki67Band.FROM_3_TO_20: Ends(KI67_SCALE.g2_from, KI67_SCALE.g3_above),
    Ki67Band.ABOVE_20: Ends(KI67_SCALE.g3_above, _HIGHEST_KI67, is_low_open=True),
}
_MITOSES: Final = {
    MitosesBand.BELOW_2: Ends(Decimal(0), MITOSES_SCALE.g2_from, is_high_open=True),
    MitosesBand.FROM_2_TO_20: Ends(MITOSES_SCALE.g2_from, MITOSES_SCALE.g3_above),
    MitosesBand.ABOVE_20: Ends(MITOSES_SCALE.g3_above, _HIGHEST_MITOSES, is_low_open=True),
}


def ki67_ends(reading: object) -> Ends | None:
    """Ki-67 in percent; None if it is not known, or may be a fraction."""
    if not isinstance(reading, Ki67) or reading.is_unit_unclear:
        return None
    if reading.band is not None:
        return _KI67.get(reading.band)
    return _ends(reading, _HIGHEST_KI67)


def mitoses_ends(reading: object) -> Ends | None:
    """Mitoses per 2 mm2; None without the area counted. Bands are per 2 mm2 as printed."""
    if not isinstance(reading, Mitoses):
        return None
    if reading.band is not None:
        return _MITOSES.get(reading.band)
    found = _ends(reading, _HIGHEST_MITOSES)
    if found is None or reading.area_mm2 is None:
        return None
    area = reading.area_mm2
    low, high = (end * STANDARD_AREA_MM2 / area for end in (found.low, found.high))
    return Ends(low, high, found.is_low_open, found.is_high_open)


def _ends(reading: Ki67 | Mitoses, highest: Decimal) -> Ends | None:
    if reading.low is not None and reading.high is not None:
        return Ends(reading.low, reading.high)
    value, sign = reading.value, reading.comparator
    if value is None:
        return None
    if sign in {Comparator.LESS, Comparator.AT_MOST}:
        return Ends(Decimal(0), value, is_high_open=sign is Comparator.LESS)
    if sign in {Comparator.MORE, Comparator.AT_LEAST}:
        return Ends(value, max(value, highest), is_low_open=sign is Comparator.MORE)
    return Ends(value, value)
