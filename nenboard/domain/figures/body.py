"""Kidney function, body surface and the Calvert figure, with their inputs and sources."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain import formulas
from nenboard.domain.figures.figure import FRESH_DAYS, Figure, FigureRemark, Input, age_remarks
from nenboard.domain.formulas import FormulaError, FormulaSex

_CALVERT_CAP: Final = Decimal(125)
_CALVERT_ADDED: Final = Decimal(25)

Amount = Input
Compute = Callable[[], Decimal]


def egfr(
    creatinine: Input,
    *,
    age: Input,
    sex: FormulaSex | None,
    on: date | None = None,
    fresh_days: int = FRESH_DAYS,
) -> Figure:
    """Estimated GFR in mL/min/1.73 m2 from a creatinine in mg/dL; adults only."""
    inputs = (creatinine, age, Input("sex", sex))
    return _figure(
        Figure(
            "egfr",
            None,
            "mL/min/1.73 m2",
            inputs,
            formula="CKD-EPI 2021 (creatinine)",
            source="National Kidney Foundation",
            is_verified=True,
            remarks=age_remarks(inputs, on, limit=fresh_days),
        ),
        lambda: formulas.ckd_epi_2021(_of(creatinine), age=_of(age), sex=_sex(sex)),
    )


def clearance(
    creatinine: Input,
    *,
    age: Input,
    weight: Input,
    sex: FormulaSex | None,
    on: date | None = None,
) -> Figure:
    """Creatinine clearance in mL/min from a creatinine in mg/dL and a weight in kg."""
    inputs = (creatinine, age, weight, Input("sex", sex))
    return _figure(
        Figure(
            "creatinine_clearance",
            None,
            "mL/min",
            inputs,
            formula="Cockcroft-Gault",
            source="Cockcroft and Gault, Nephron 1976;16:31-41",
            is_verified=True,
            remarks=age_remarks(inputs, on, limit=FRESH_DAYS),
        ),
        lambda: formulas.cockcroft_gault(
            _of(creatinine), age=_of(age), weight_kg=_of(weight), sex=_sex(sex)
        ),
    )


def body_surface(
    height: Input, weight: Input, *, on: date | None = None, by_du_bois: bool = False
) -> Figure:
    """Body surface in m2 from height in cm and weight in kg, by Mosteller or Du Bois."""
    inputs = (height, weight)
    compute = formulas.body_surface_du_bois if by_du_bois else formulas.body_surface_mosteller
    return _figure(
        Figure(
            "body_surface",
            None,
            "m2",
            inputs,
            formula="Du Bois" if by_du_bois else "Mosteller",
            source="Du Bois and Du Bois 1916" if by_du_bois else "Mosteller 1987",
            is_verified=False,
            remarks=age_remarks(inputs, on, limit=FRESH_DAYS),
        ),
        lambda: compute(height_cm=_of(height), weight_kg=_of(weight)),
    )


def calvert(gfr: Input, *, auc: Decimal, is_estimated: bool) -> Figure:
    """The Calvert figure in mg for an AUC in mg/mL x min; information only, never an order.

    An estimated GFR (mL/min) counts as at most 125.
    """
    inputs = (gfr, Input("auc", auc, "mg/mL*min"))
    rate = gfr.value if isinstance(gfr.value, Decimal) else None
    is_capped = is_estimated and rate is not None and rate > _CALVERT_CAP
    remarks = (FigureRemark.INFORMATION_ONLY, *((FigureRemark.CAPPED,) if is_capped else ()))
    return _figure(
        Figure(
            "calvert",
            None,
            "mg",
            inputs,
            formula="AUC x (GFR + 25)",
            source="Calvert et al., J Clin Oncol 1989;7:1748",
            is_verified=True,
            remarks=remarks,
        ),
        lambda: auc * ((_CALVERT_CAP if is_capped else _of(gfr)) + _CALVERT_ADDED),
    )


def _figure(blank: Figure, compute: Compute) -> Figure:
    """The figure with its value; without one if an input is missing or outside the formula."""
    lacking = tuple(each.name for each in blank.inputs if each.value is None)
    value: Decimal | None = None
    remarks = blank.remarks
    if not lacking:
        try:
            value = compute()
        except FormulaError:
            remarks = (*remarks, FigureRemark.OUTSIDE_FORMULA)
    return Figure(
        blank.name,
        value,
        blank.unit,
        blank.inputs,
        formula=blank.formula,
        source=blank.source,
        is_verified=blank.is_verified,
        remarks=remarks,
        lacking=lacking,
    )


def _of(given: Input) -> Decimal:
    if not isinstance(given.value, Decimal):
        raise FormulaError(f"the {given.name} must be a number")
    if given.value < 0:
        raise FormulaError(f"the {given.name} must not be negative")
    return given.value


def _sex(sex: FormulaSex | None) -> FormulaSex:
    if sex is None:
        raise FormulaError("the formula needs the sex")
    return sex
