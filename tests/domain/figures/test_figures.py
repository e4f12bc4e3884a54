"""Computed figures: values of their sources, inputs shown, limits and ages flagged."""

from decimal import Decimal
from typing import Any

import pytest

from nenboard.domain.figures import body, cumulative
from nenboard.domain.figures.figure import Figure, FigureRemark, Input
from nenboard.domain.figures.limits import Limit
from nenboard.domain.figures.units import AmbiguousUnit, UnitError, UnknownUnit, converted
from nenboard.domain.terms import LabTest, TherapyClass
from nenboard.domain.treatment import Component
from tests.builders import ON, a_case, a_line, day, number

LIFETIME = Limit(warning=number(450), limit=number(550), source="a hospital", is_verified=False)
FOUR_CYCLES = Limit(
    warning=number("29.6"), limit=number("29.6"), source="a hospital", is_verified=True
)


def given(name: str, value: str | None, when: str | None = "2026-11-12") -> Input:
    amount = number(value) if value is not None else None
    return Input(name, amount, when=day(when) if when else None, ages=True)


def near(figure: Figure, expected: str) -> bool:
    step = Decimal(expected).normalize().as_tuple().exponent
    assert isinstance(step, int)
    return figure.value is not None and round(figure.value, -step) == Decimal(expected)


def test_the_figures_of_the_sources() -> None:
    age = Input("age", number(55))
    assert near(body.egfr(given("creatinine", "0.9"), age=age, sex="f"), "75.5")
    weight = given("weight", "70")
    sixty = Input("age", number(60))
    man = body.clearance(given("creatinine", "1.0"), age=sixty, weight=weight, sex="m")
    assert near(man, "77.8")
    height = given("height", "170")
    assert near(body.body_surface(height, weight), "1.818")
    assert near(body.body_surface(height, weight, by_du_bois=True), "1.810")


@pytest.mark.parametrize(
    ("gfr", "is_estimated", "expected", "is_capped"),
    [("90", True, "575", False), ("140", True, "750", True), ("140", False, "825", False)],
)
def test_calvert_is_information_and_capped_if_estimated(
    gfr: str, is_estimated: bool, expected: str, is_capped: bool
) -> None:
    figure = body.calvert(given("gfr", gfr), auc=number(5), is_estimated=is_estimated)
    assert figure.value == Decimal(expected)
    assert FigureRemark.INFORMATION_ONLY in figure.remarks
    assert (FigureRemark.CAPPED in figure.remarks) is is_capped


def test_a_missing_input_is_named_and_nothing_is_assumed() -> None:
    age = Input("age", number(55))
    figure = body.egfr(given("creatinine", None), age=age, sex=None)
    assert (figure.value, figure.lacking) == (None, ("creatinine", "sex"))
    child = body.egfr(given("creatinine", "0.9"), age=Input("age", number(12)), sex="f")
    assert (child.value, child.remarks) == (None, (FigureRemark.OUTSIDE_FORMULA,))
    negative = body.calvert(given("gfr", "-1"), auc=number(5), is_estimated=True)
    assert negative.value is None


@pytest.mark.parametrize(
    ("when", "remarks"),
    [
        ("2026-10-22", ()),
        ("2026-10-21", (FigureRemark.OLD_INPUT,)),
        ("2026-10", ()),
        (None, (FigureRemark.UNDATED_INPUT,)),
    ],
)
def test_old_inputs_are_flagged(when: str | None, remarks: Any) -> None:
    figure = body.body_surface(
        Input("height", number(170)), given("weight", "70", when=when), on=ON
    )
    assert figure.remarks == remarks


def test_a_figure_shows_inputs_formula_and_source() -> None:
    figure = body.calvert(given("gfr", "90"), auc=number(5), is_estimated=True)
    assert [each.name for each in figure.inputs] == ["gfr", "auc"]
    assert figure.inputs[0].when == day("2026-11-12")
    assert (figure.formula, figure.is_verified) == ("AUC x (GFR + 25)", True)
    assert "Calvert" in figure.source


def treated(*lines: dict[str, Any], **changes: Any) -> Any:
    made = tuple(a_line(**{"id": f"l{at}", **each}) for at, each in enumerate(lines))
    return a_case(lines=made, responses=(), **changes)


@pytest.mark.parametrize(
    ("doses", "remark"),
    [
        (("200", "249.9"), None),
        (("200", "250"), FigureRemark.AT_WARNING),
        (("300", "250"), FigureRemark.AT_WARNING),
        (("300", "250.1"), FigureRemark.ABOVE_LIMIT),
    ],
)
def test_doxorubicin_is_summed_against_its_limits(doses: Any, remark: Any) -> None:
    lines = [{"regimen": "STZDOXO", "doxorubicin_mg_m2": number(dose)} for dose in doses]
    figure = cumulative.doxorubicin(treated(*lines), LIFETIME)
    assert figure.value == sum(map(number, doses), Decimal(0))
    assert figure.remarks == ((remark,) if remark else ())
    assert [each.place for each in figure.inputs] == ["lines.0", "lines.1"]
    assert not figure.is_verified


def test_a_total_names_the_source_of_its_limit_and_without_one_says_nothing_of_it() -> None:
    line = {"regimen": "STZDOXO", "doxorubicin_mg_m2": number(600)}
    against = cumulative.doxorubicin(treated(line), LIFETIME)
    assert (against.source, against.remarks) == ("a hospital", (FigureRemark.ABOVE_LIMIT,))
    alone = cumulative.doxorubicin(treated(line), None)
    assert (alone.value, alone.remarks) == (number(600), ())


def test_a_missing_dose_makes_it_at_least_the_sum() -> None:
    known = {"regimen": "FAS", "doxorubicin_mg_m2": number(100)}
    figure = cumulative.doxorubicin(treated(known, {"regimen": "STZDOXO"}), LIFETIME)
    assert (figure.value, figure.is_at_least) == (number(100), True)
    assert FigureRemark.DOSE_MISSING in figure.remarks
    none = cumulative.doxorubicin(treated({"regimen": "STZDOXO"}), LIFETIME)
    assert (none.value, none.remarks) == (None, (FigureRemark.DOSE_MISSING,))


def test_another_anthracycline_is_named_and_counted_separately() -> None:
    drug = Component(name="Epirubicin 90 mg/m2")
    line = {"regimen": None, "components": (drug,)}
    figure = cumulative.doxorubicin(treated(line), LIFETIME)
    assert FigureRemark.OTHER_ANTHRACYCLINE in figure.remarks
    named = {"regimen": None, "regimen_text": "pegylated-doxorubicin"}
    assert len(cumulative.doxorubicin(treated(named), LIFETIME).inputs) == 1


def test_no_lines_mean_nothing_unless_it_was_stated() -> None:
    unknown = a_case(lines=(), responses=(), has_had_systemic_treatment=None)
    assert cumulative.doxorubicin(unknown, LIFETIME).lacking == ("lines",)
    none = a_case(lines=(), responses=(), has_had_systemic_treatment=False)
    assert cumulative.activity(none, FOUR_CYCLES).value == 0


@pytest.mark.parametrize(
    ("second", "remark"), [("14.7", ()), ("14.9", (FigureRemark.ABOVE_LIMIT,))]
)
def test_activity_is_flagged_above_four_cycles(second: str, remark: Any) -> None:
    lines: list[dict[str, Any]] = [
        {"regimen": "LUTATE", "activity_gbq": number("14.8")},
        {"regimen": None, "therapy_class": TherapyClass.PRRT, "activity_gbq": number(second)},
    ]
    assert cumulative.activity(treated(*lines), FOUR_CYCLES).remarks == remark


@pytest.mark.parametrize(
    ("test", "value", "unit", "into", "expected"),
    [
        (LabTest.CREATININE, "1", "mg/dL", "umol/L", "88.42"),
        (LabTest.CREATININE, "88.42", "µmol / l", "mg/dl", "1"),
        (LabTest.CREATININE, "0.1", "mmol/L", "umol/L", "100"),
        (LabTest.HAEMOGLOBIN, "12.1", "g/dL", "g/L", "121"),
        (LabTest.NEUTROPHILS, "4100", "/µL", "10^9/L", "4.1"),
        (LabTest.PLATELETS, "230", "x 10⁹/L", "10^9/L", "230"),
        (LabTest.CHROMOGRANIN_A, "240", "ng/mL", "ug/L", "240"),
    ],
)
def test_units_with_a_definition_are_converted(
    test: LabTest, value: str, unit: str, into: str, expected: str
) -> None:
    found = converted(test, number(value), unit=unit, into=into)
    assert found.value == Decimal(expected)
    assert (found.given, found.given_unit, found.unit) == (number(value), unit, into)


@pytest.mark.parametrize(
    ("test", "unit", "fault"),
    [
        (LabTest.CREATININE, None, UnknownUnit),
        (LabTest.CREATININE, " ", UnknownUnit),
        (LabTest.CREATININE, "mg/L", UnknownUnit),
        (LabTest.HAEMOGLOBIN, "mmol/L", AmbiguousUnit),
        (LabTest.CHROMOGRANIN_A, "U/L", AmbiguousUnit),
        (LabTest.HIAA_5, "mg/L", AmbiguousUnit),
        (LabTest.NEUTROPHILS, "%", AmbiguousUnit),
        (LabTest.GASTRIN, "pg/mL", UnknownUnit),
    ],
)
def test_missing_unknown_and_ambiguous_units_are_refused(
    test: LabTest, unit: str | None, fault: type[UnitError]
) -> None:
    with pytest.raises(fault):
        converted(test, number(1), unit=unit, into="g/L")
