"""Formulas of kidney function and body size: exact decimals in and out, with units and source.

They are for display and cross-checking; no dose is computed. Every function raises FormulaError for
a figure that its formula is not made for.
"""

from decimal import Context, Decimal
from typing import Final, Literal

_CONTEXT: Final = Context(prec=12)
_UMOL_PER_MG_DL: Final = Decimal("88.42")
_ADULT: Final = 18

FormulaSex = Literal["f", "m"]


class FormulaError(ValueError):
    """A figure lies where the formula does not hold."""


def creatinine_mg_dl(umol_l: Decimal) -> Decimal:
    """Creatinine in mg/dL from umol/L (88.42 umol/L are 1 mg/dL)."""
    return _CONTEXT.divide(umol_l, _UMOL_PER_MG_DL)


def ckd_epi_2021(creatinine: Decimal, *, age: Decimal, sex: FormulaSex) -> Decimal:
    """Estimated GFR in mL/min/1.73 m2 from creatinine in mg/dL and age in years, adults only.

    Source: CKD-EPI creatinine equation of 2021 (National Kidney Foundation).
    """
    _positive(creatinine, "creatinine")
    if age < _ADULT:
        raise FormulaError("the CKD-EPI equation of 2021 is for adults")
    kappa, alpha = (
        (Decimal("0.7"), Decimal("-0.241")) if sex == "f" else (Decimal("0.9"), Decimal("-0.302"))
    )
    ratio = _CONTEXT.divide(creatinine, kappa)
    low = _CONTEXT.power(min(ratio, Decimal(1)), alpha)
    high = _CONTEXT.power(max(ratio, Decimal(1)), Decimal("-1.200"))
    by_age = _CONTEXT.power(Decimal("0.9938"), age)
    factor = Decimal("1.012") if sex == "f" else Decimal(1)
    return _product(Decimal(142), low, high, by_age, factor)


def cockcroft_gault(
    creatinine: Decimal, *, age: Decimal, weight_kg: Decimal, sex: FormulaSex
) -> Decimal:
    """Creatinine clearance in mL/min from creatinine in mg/dL, age in years and weight in kg.

    Source: Cockcroft and Gault 1976.
    """
    _positive(creatinine, "creatinine")
    _positive(weight_kg, "weight")
    years_left = Decimal(140) - age
    if age < 0 or years_left < 0:
        raise FormulaError("the age lies outside the Cockcroft-Gault formula")
    factor = Decimal("0.85") if sex == "f" else Decimal(1)
    clearance = _CONTEXT.divide(_product(years_left, weight_kg), Decimal(72) * creatinine)
    return _product(clearance, factor)


def body_surface_mosteller(*, height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Body surface in m2. Source: Mosteller 1987."""
    _positive(height_cm, "height")
    _positive(weight_kg, "weight")
    return _CONTEXT.sqrt(_CONTEXT.divide(_product(height_cm, weight_kg), Decimal(3600)))


def body_surface_du_bois(*, height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Body surface in m2. Source: Du Bois and Du Bois 1916."""
    _positive(height_cm, "height")
    _positive(weight_kg, "weight")
    by_weight = _CONTEXT.power(weight_kg, Decimal("0.425"))
    by_height = _CONTEXT.power(height_cm, Decimal("0.725"))
    return _product(Decimal("0.007184"), by_weight, by_height)


def _product(*factors: Decimal) -> Decimal:
    result = Decimal(1)
    for factor in factors:
        result = _CONTEXT.multiply(result, factor)
    return result


def _positive(figure: Decimal, name: str) -> None:
    if figure <= 0:
        raise FormulaError(f"the {name} must be above zero")
