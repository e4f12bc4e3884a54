"""Tests of the formulas against the figures of their sources."""

from decimal import Decimal

import pytest

from nenboard.domain.formulas import (
    FormulaError,
    FormulaSex,
    body_surface_du_bois,
    body_surface_mosteller,
    ckd_epi_2021,
    cockcroft_gault,
    creatinine_mg_dl,
)
from tests.builders import number


@pytest.mark.parametrize(
    ("sex", "age", "creatinine", "egfr"),
    [("f", 55, "0.9", "75.5"), ("m", 60, "1.1", "76.9")],
)
def test_egfr_by_ckd_epi_2021(sex: FormulaSex, age: int, creatinine: str, egfr: str) -> None:
    found = ckd_epi_2021(number(creatinine), age=number(age), sex=sex)
    assert round(found, 1) == number(egfr)


@pytest.mark.parametrize(("sex", "clearance"), [("m", "77.8"), ("f", "66.1")])
def test_clearance_by_cockcroft_and_gault(sex: FormulaSex, clearance: str) -> None:
    found = cockcroft_gault(number(1), age=number(60), weight_kg=number(70), sex=sex)
    assert round(found, 1) == number(clearance)


def test_body_surface_by_both_formulas() -> None:
    size: dict[str, Decimal] = {"height_cm": number(170), "weight_kg": number(70)}
    assert round(body_surface_mosteller(**size), 3) == number("1.818")
    assert round(body_surface_du_bois(**size), 3) == number("1.810")


def test_creatinine_is_converted_by_its_molar_mass() -> None:
    assert creatinine_mg_dl(number("88.42")) == 1


def test_egfr_falls_with_age_and_with_creatinine() -> None:
    young, old = (ckd_epi_2021(number(1), age=number(age), sex="f") for age in (40, 80))
    low, high = (ckd_epi_2021(number(c), age=number(60), sex="m") for c in ("0.5", "2"))
    assert young > old
    assert low > high


@pytest.mark.parametrize(("creatinine", "age"), [("0", 60), ("1", 17)])
def test_figures_a_formula_is_not_made_for_are_refused(creatinine: str, age: int) -> None:
    with pytest.raises(FormulaError):
        ckd_epi_2021(number(creatinine), age=number(age), sex="f")
