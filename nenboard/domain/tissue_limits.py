"""Limits of grade and Ki-67 used to check reports against each other; they decide no treatment.

Source: WHO classification of digestive neuroendocrine neoplasms 2019 and 2022, as in the data
dictionary, section 1.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nenboard.domain.terms import Grade
from nenboard.domain.tumour import Ki67, Mitoses

STANDARD_AREA_MM2: Final = Decimal(2)
CELLS_ADVISED: Final = 500
LEAST_SHARE: Final = Decimal(30)
HIGH_KI67: Final = Decimal(20)
BORDERLINE: Final = Decimal(1)
GRADES: Final = (Grade.G1, Grade.G2, Grade.G3)


@dataclass(frozen=True, slots=True)
class Scale:
    """The count at which G2 begins, and the one above which G3 begins."""

    g2_from: Decimal
    g3_above: Decimal

    def place(self, count: Decimal) -> int:
        """0 for G1, 1 for G2, 2 for G3."""
        if count > self.g3_above:
            return 2
        return int(count >= self.g2_from)


KI67_SCALE: Final = Scale(Decimal(3), Decimal(20))
MITOSES_SCALE: Final = Scale(Decimal(2), Decimal(20))


def exact_ki67(reading: object) -> Decimal | None:
    """The percentage of an exact reading with a clear unit."""
    if not isinstance(reading, Ki67) or reading.is_unit_unclear:
        return None
    return reading.value if reading.comparator is None else None


def exact_mitoses(reading: object) -> Decimal | None:
    """Mitoses per 2 mm2 of an exact count with its area."""
    if not isinstance(reading, Mitoses) or reading.comparator is not None:
        return None
    if reading.value is None or reading.area_mm2 is None:
        return None
    return reading.value * STANDARD_AREA_MM2 / reading.area_mm2


def is_near_limit(ki67: Decimal) -> bool:
    """Whether a Ki-67 lies within one percentage point of a grade limit."""
    limits = (KI67_SCALE.g2_from, KI67_SCALE.g3_above)
    return any(abs(ki67 - limit) <= BORDERLINE for limit in limits)
