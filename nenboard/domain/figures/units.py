"""Units of laboratory values: exact conversion where it is defined, refusal where it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nenboard.domain.terms import LabTest

_FROM_MG_DL_CREATININE: Final = Decimal("88.42")
_FROM_MG_DL_BILIRUBIN: Final = Decimal("17.104")
_FROM_MG_HIAA: Final = Decimal("5.23")
_CELLS: Final = {
    "10^9/l": Decimal(1),
    "g/l": Decimal(1),
    "10^3/ul": Decimal(1),
    "/nl": Decimal(1),
    "/ul": Decimal("0.001"),
    "/mm3": Decimal("0.001"),
}
_SCALES: Final[Mapping[LabTest, Mapping[str, Decimal]]] = {
    LabTest.CREATININE: {
        "umol/l": Decimal(1),
        "mmol/l": Decimal(1000),
        "mg/dl": _FROM_MG_DL_CREATININE,
    },
    LabTest.BILIRUBIN: {"umol/l": Decimal(1), "mg/dl": _FROM_MG_DL_BILIRUBIN},
    LabTest.HAEMOGLOBIN: {"g/l": Decimal(1), "g/dl": Decimal(10)},
    LabTest.ALBUMIN: {"g/l": Decimal(1), "g/dl": Decimal(10)},
    LabTest.NEUTROPHILS: _CELLS,
    LabTest.PLATELETS: _CELLS,
    LabTest.WHITE_CELLS: _CELLS,
    LabTest.HIAA_5: {"umol/24h": Decimal(1), "mg/24h": _FROM_MG_HIAA},
    LabTest.CHROMOGRANIN_A: {"ug/l": Decimal(1), "ng/ml": Decimal(1)},
    LabTest.NSE: {"ug/l": Decimal(1), "ng/ml": Decimal(1)},
    LabTest.NT_PROBNP: {"ng/l": Decimal(1), "pg/ml": Decimal(1)},
    LabTest.AST: {"u/l": Decimal(1)},
    LabTest.ALT: {"u/l": Decimal(1)},
}
"""Each unit as a multiple of the first one of its test."""
_AMBIGUOUS: Final[Mapping[LabTest, Mapping[str, str]]] = {
    LabTest.HAEMOGLOBIN: {"mmol/l": "mmol/L is used for the monomer and for the tetramer"},
    LabTest.CHROMOGRANIN_A: {
        "u/l": "U/L depends on the assay",
        "nmol/l": "nmol/L depends on the assay",
    },
    LabTest.HIAA_5: {
        "umol/l": "a concentration needs the volume or the creatinine of the same urine",
        "mg/l": "a concentration needs the volume or the creatinine of the same urine",
    },
    LabTest.NEUTROPHILS: {"%": "a percentage needs the white cells of the same count"},
}


class UnitError(ValueError):
    """A unit that cannot be converted; the text says why and what to ask for."""


class UnknownUnit(UnitError):
    """A unit that is missing, or that this test is not reported in."""


class AmbiguousUnit(UnitError):
    """A unit that can be read in more than one way."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A value in another unit, with what it was converted from and by which factor."""

    value: Decimal
    unit: str
    given: Decimal
    given_unit: str
    factor: Decimal


def converted(test: LabTest, value: Decimal, *, unit: str | None, into: str) -> Converted:
    """A laboratory value in another unit. Raises UnknownUnit or AmbiguousUnit; nothing is guessed.

    Exact decimals: the value is multiplied by the ratio of the two units.
    """
    scale = _SCALES.get(test)
    if scale is None:
        raise UnknownUnit("values of this test differ between assays and are never converted")
    given, wanted = _scale(test, unit, scale=scale), _scale(test, into, scale=scale)
    factor = given / wanted
    return Converted(value * given / wanted, into, value, unit or "", factor)


def _scale(test: LabTest, unit: str | None, *, scale: Mapping[str, Decimal]) -> Decimal:
    plain = _plain(unit or "")
    if not plain:
        raise UnknownUnit("the report gives no unit: ask the laboratory, nothing is assumed")
    reason = _AMBIGUOUS.get(test, {}).get(plain)
    if reason is not None:
        raise AmbiguousUnit(f"{reason}: ask the laboratory for the unit meant")
    if plain not in scale:
        known = ", ".join(scale)
        raise UnknownUnit(f"this test is not known in that unit; known are: {known}")
    return scale[plain]


def _plain(unit: str) -> str:
    """A unit without blanks, in lower case, with one way to write micro and powers."""
    text = "".join(unit.split()).casefold()
    for old, new in (("\N{GREEK SMALL LETTER MU}", "u"), ("\N{MICRO SIGN}", "u"), ("*", "^")):
        text = text.replace(old, new)
    text = text.replace("micromol", "umol").replace("\N{MULTIPLICATION SIGN}", "x")
    text = text.replace("\N{SUPERSCRIPT NINE}", "^9").replace("\N{SUPERSCRIPT THREE}", "3")
    return text.removeprefix("x") if text.startswith("x10") else text
