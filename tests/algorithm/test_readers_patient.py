"""Tests of the facts of the person: age, fitness, laboratory, conditions, toxicity."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nenboard.algorithm.readers import Remark
from nenboard.domain.case import Case
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import Missing
from nenboard.domain.patient import EcogReading, Hypersensitivity, Wishes
from nenboard.domain.terms import Comparator, ImagingKind, LabTest, RoutePreference, Sex, Valves
from nenboard.domain.treatment import Toxicity
from tests.algorithm.reading_help import UNKNOWN, between, reading, remarks, value
from tests.builders import (
    ON,
    a_case,
    a_fitness,
    a_lab,
    a_line,
    a_patient,
    a_primary,
    an_entry,
    day,
    no_comorbidities,
    number,
)


@pytest.mark.parametrize(
    ("born", "fact"),
    [
        ("1960-11-19", 66),
        ("1960-11-20", 65),
        ("1960-11", between(65, 66)),
        ("1960", between(65, 66)),
        ("2015", UNKNOWN),
        ("2027", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_age_is_in_completed_years_and_a_partial_birth_date_gives_a_range(
    born: str | None, fact: Any
) -> None:
    patient = a_patient(birth_date=day(born) if born else None)
    assert value("age", a_case(patient=patient)) == fact


def test_without_a_birth_date_the_age_entered_is_read() -> None:
    patient = a_patient(birth_date=None)
    case = a_case(patient=patient, entries=(an_entry("age", 61),))
    assert value("age", case) == 61


def with_ecog(*readings: tuple[Any, str | None]) -> Case:
    made = [EcogReading(value=v, date=day(when) if when else None) for v, when in readings]
    return a_case(fitness=a_fitness(ecog=tuple(made)))


def test_the_latest_ecog_reading_counts() -> None:
    case = with_ecog((0, "2026-01-05"), (2, "2026-10-05"), (Missing.PENDING, "2026-11-01"))
    assert value("ps", case) == 2
    assert value("ps", with_ecog()) is UNKNOWN


def test_ecog_readings_of_an_open_order_give_a_range() -> None:
    case = with_ecog((0, "2026-10-05"), (2, "2026-10"))
    assert value("ps", case) == between(0, 2)
    assert Remark.ORDER_OPEN in remarks("ps", case)


def test_an_undated_reading_counts_as_the_oldest() -> None:
    assert value("ps", with_ecog((3, None), (1, "2019"))) == 1
    assert Remark.UNDATED_IS_OLDEST in remarks("ps", with_ecog((3, None)))


def test_frailty_is_a_clinicians_call_and_scores_never_decide_it() -> None:
    scored = a_fitness(is_frail=None, rockwood=8, g8=number(5))
    assert value("frail", a_case(fitness=scored)) is UNKNOWN
    assert value("frail", a_case(fitness=a_fitness(is_frail=True))) is True


def with_labs(*results: LabResult, **patient: Any) -> Case:
    return a_case(labs=results, patient=a_patient(**patient))


def test_a_reported_egfr_or_clearance_is_read_with_its_kind() -> None:
    assert value("egfr", with_labs(a_lab(LabTest.EGFR, "55"))) == 55
    clearance = a_lab(LabTest.CREATININE_CLEARANCE, "48", unit="mL/min")
    assert value("egfr", with_labs(clearance)) == 48
    assert Remark.REPORTED_CLEARANCE in remarks("egfr", with_labs(clearance))
    above = a_lab(LabTest.EGFR, "90", comparator=Comparator.MORE)
    assert value("egfr", with_labs(above)) == between(90, 200, ">")


def test_a_value_without_a_known_unit_is_not_read() -> None:
    for unit in (None, "", "L/h"):
        case = with_labs(a_lab(LabTest.EGFR, "55", unit=unit))
        assert value("egfr", case) is UNKNOWN
        assert Remark.UNIT_MISSING in remarks("egfr", case)


@pytest.mark.parametrize(
    ("sex", "born", "creatinine", "unit", "rounded"),
    [
        (Sex.FEMALE, "1971-01-01", "0.9", "mg/dL", "75.5"),
        (Sex.MALE, "1966-01-01", "1.1", "mg/dL", "76.9"),
        (Sex.MALE, "1966-01-01", "97.262", "umol/L", "76.9"),
    ],
)
def test_without_a_reported_value_egfr_is_computed_from_creatinine(
    sex: Sex, born: str, creatinine: str, unit: str, rounded: str
) -> None:
    case = with_labs(
        a_lab(LabTest.CREATININE, creatinine, unit=unit), sex=sex, birth_date=day(born)
    )
    found = value("egfr", case)
    assert isinstance(found, Decimal)
    assert round(found, 1) == number(rounded)
    assert Remark.COMPUTED_EGFR in remarks("egfr", case)


@pytest.mark.parametrize("sex", [Sex.OTHER, Missing.UNKNOWN, None])
def test_an_unknown_sex_gives_the_range_over_both(sex: Any) -> None:
    creatinine = a_lab(LabTest.CREATININE, "1.0", unit="mg/dL")
    found = value("egfr", with_labs(creatinine, sex=sex))
    ends = [value("egfr", with_labs(creatinine, sex=known)) for known in (Sex.FEMALE, Sex.MALE)]
    assert isinstance(found, NumberRange)
    assert [found.low, found.high] == ends
    assert Remark.BOTH_SEXES in remarks("egfr", with_labs(creatinine, sex=sex))


def test_creatinine_needs_a_unit_and_an_age() -> None:
    assert value("egfr", with_labs(a_lab(LabTest.CREATININE, "1.0", unit=None))) is UNKNOWN
    creatinine = a_lab(LabTest.CREATININE, "1.0", unit="mg/dL")
    assert value("egfr", with_labs(creatinine, birth_date=None)) is UNKNOWN


def test_bilirubin_is_a_multiple_of_the_limit_of_its_own_report() -> None:
    assert value("bilirubin_xuln", with_labs(a_lab(LabTest.BILIRUBIN, "30"))) == number("1.5")
    bare = a_lab(LabTest.BILIRUBIN, "30", upper_limit=None)
    assert value("bilirubin_xuln", with_labs(bare)) is UNKNOWN
    older = a_lab(LabTest.BILIRUBIN, "30", date=day("2026-01-01"))
    assert value("bilirubin_xuln", with_labs(bare, older)) is UNKNOWN


def test_the_higher_of_ast_and_alt_counts_and_one_alone_gives_a_lower_end() -> None:
    ast, alt = a_lab(LabTest.AST, "60"), a_lab(LabTest.ALT, "200")
    assert value("ast_alt_xuln", with_labs(ast, alt)) == 4
    assert value("ast_alt_xuln", with_labs(ast)) == between("1.5", 50)
    assert value("ast_alt_xuln", with_labs()) is UNKNOWN


def test_white_cells_never_stand_for_neutrophils() -> None:
    assert value("anc", with_labs(a_lab(LabTest.WHITE_CELLS, "6"))) is UNKNOWN
    assert value("anc", with_labs(a_lab(LabTest.NEUTROPHILS, "1.4"))) == number("1.4")


@pytest.mark.parametrize(
    ("written", "unit"), [("230", "10^9/L"), ("230", "x 10^9/l"), ("230000", "/µL")]
)
def test_blood_counts_are_brought_to_their_unit(written: str, unit: str) -> None:
    case = with_labs(a_lab(LabTest.PLATELETS, written, unit=unit))
    assert value("platelets", case) == 230


def test_a_count_outside_its_limits_is_not_read() -> None:
    case = with_labs(a_lab(LabTest.PLATELETS, "230000"))
    assert value("platelets", case) is UNKNOWN
    assert Remark.OUTSIDE_LIMITS in remarks("platelets", case)


def test_a_value_over_its_age_limit_is_used_and_asked_about() -> None:
    case = with_labs(a_lab(LabTest.PLATELETS, "230", date=day("2026-09-01")))
    found = reading("platelets", case)
    assert found.value == 230
    assert (found.freshness, found.age_days, found.limit_days) == ("stale", 79, 28)
    assert found.is_query
    assert Remark.STALE in remarks("platelets", case)


def test_the_ejection_fraction_comes_from_the_latest_examination() -> None:
    echo = ImagingStudy(
        id="e", kind=ImagingKind.ECHOCARDIOGRAM, date=day("2026-05"), lvef_percent=number(58)
    )
    assert value("lvef", a_case(imaging=(echo,))) == 58
    assert value("lvef", a_case(imaging=())) is UNKNOWN


def test_organ_function_is_a_clinicians_call_and_laboratory_never_decides_it() -> None:
    assert value("organ_function", a_case(fitness=a_fitness(organ_function=None))) is UNKNOWN
    assert value("organ_function", a_case()) == "adequate"


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("ild", "interstitial_lung_disease"),
        ("cardiac_disease", "cardiac_disease"),
        ("active_infection", "active_infection"),
        ("pregnancy", "pregnancy_or_breast_feeding"),
    ],
)
@pytest.mark.parametrize("told", [True, False, None, Missing.UNKNOWN])
def test_a_condition_without_an_answer_is_unknown_also_when_others_are_filled_in(
    fact: str, field: str, told: Any
) -> None:
    conditions = no_comorbidities(**{field: told})
    expected = told if isinstance(told, bool) else UNKNOWN
    assert value(fact, a_case(fitness=a_fitness(comorbidities=conditions))) is expected


@pytest.mark.parametrize("name", ["diabetes", "hypertension"])
@pytest.mark.parametrize(
    ("present", "controlled", "fact"),
    [
        (False, None, False),
        (True, True, False),
        (True, False, True),
        (True, None, UNKNOWN),
        (None, None, UNKNOWN),
        (Missing.UNKNOWN, None, UNKNOWN),
    ],
)
def test_a_condition_present_with_its_control_not_stated_is_unknown(
    name: str, present: Any, controlled: Any, fact: Any
) -> None:
    conditions = no_comorbidities(**{name: present, f"{name}_controlled": controlled})
    case = a_case(fitness=a_fitness(comorbidities=conditions))
    assert value(f"{name}_uncontrolled", case) is fact


def test_depression_or_autoimmune_disease_needs_both_answers_for_a_no() -> None:
    def told(**changes: Any) -> Any:
        conditions = no_comorbidities(**changes)
        case = a_case(fitness=a_fitness(comorbidities=conditions))
        return value("psychiatric_or_autoimmune", case)

    assert told() is False
    assert told(severe_depression=None) is UNKNOWN
    assert told(severe_depression=None, autoimmune_disease=True) is True


def test_pneumonitis_on_an_earlier_drug_is_lung_disease() -> None:
    line = a_line(toxicities=(Toxicity(term="Pneumonitis", grade=2, resolved=day("2026-01")),))
    case = a_case(lines=(line,))
    assert value("ild", case) is True
    assert Remark.DRUG_PNEUMONITIS in remarks("ild", case)
    absent = a_line(toxicities=(Toxicity(term="Pneumonitis", grade=0),))
    assert value("ild", a_case(lines=(absent,))) is False


def test_carcinoid_heart_is_heart_disease_and_sound_valves_are_no_answer() -> None:
    def told(valves: Valves) -> Any:
        echo = ImagingStudy(id="e", kind=ImagingKind.ECHOCARDIOGRAM, valves=valves)
        conditions = no_comorbidities(cardiac_disease=None)
        return value(
            "cardiac_disease",
            a_case(imaging=(echo,), fitness=a_fitness(comorbidities=conditions)),
        )

    assert told(Valves.SEVERE) is True
    assert told(Valves.NONE) is UNKNOWN


def sensitive(**answers: Any) -> Case:
    return a_case(fitness=a_fitness(hypersensitivity=Hypersensitivity(**answers)))


def test_hypersensitivity_lists_groups_and_none_means_an_empty_list() -> None:
    no = dict.fromkeys(("temozolomide", "dacarbazine", "platinum", "taxane"), False)
    assert value("hypersensitivity", sensitive(**no)) == ()
    assert value("hypersensitivity", sensitive(**{**no, "platinum": True})) == ("platinum",)
    assert value("hypersensitivity", sensitive()) is UNKNOWN
    assert value("hypersensitivity", sensitive(platinum=False)) is UNKNOWN
    partly = sensitive(temozolomide=True)
    assert value("hypersensitivity", partly) == ("tem",)
    assert Remark.OTHER_GROUPS_NOT_ANSWERED in remarks("hypersensitivity", partly)


def test_an_active_other_primary_is_a_second_malignancy() -> None:
    def told(active: bool | None) -> Any:
        primaries = (a_primary(), a_primary(id="p2", is_active_or_recent=active))
        return value(
            "second_malignancy", a_case(primaries=primaries, primary_under_discussion="p1")
        )

    assert told(True) is True
    assert told(False) is False
    assert told(None) is UNKNOWN
    assert value("second_malignancy", a_case()) is False


@pytest.mark.parametrize("route", list(RoutePreference))
def test_the_route_a_patient_prefers_is_read(route: RoutePreference) -> None:
    case = a_case(fitness=a_fitness(wishes=Wishes(route=route)))
    assert value("route_preference", case) == route.value


def toxic(*toxicities: Toxicity, on: date = ON) -> Any:
    line = a_line(given_for="other_cancer", toxicities=toxicities)
    return value("neuropathy_grade", a_case(lines=(line,)), on=on)


def neuropathy(grade: Any, **changes: Any) -> Toxicity:
    return Toxicity(term="Peripheral sensory neuropathy", grade=grade, **changes)


def test_the_highest_grade_not_resolved_counts_for_lines_of_any_disease() -> None:
    assert toxic(neuropathy(2), neuropathy(1)) == 2
    assert toxic(neuropathy(3, resolved=day("2026-01-05")), neuropathy(1)) == 1
    assert toxic(neuropathy(3, is_resolved=True)) == 0


def test_a_toxicity_looked_for_and_absent_is_grade_zero_and_silence_is_unknown() -> None:
    assert toxic(neuropathy(0)) == 0
    assert toxic() is UNKNOWN
    assert toxic(Toxicity(term="Fatigue", grade=2)) is UNKNOWN


def test_a_resolution_that_may_lie_after_the_day_leaves_a_range() -> None:
    assert toxic(neuropathy(2, resolved=day("2026"))) == between(0, 2)
    assert toxic(neuropathy(2, is_resolved=Missing.UNKNOWN)) == between(0, 2)
    assert toxic(neuropathy(2, resolved=day("2026-12-05"))) == 2


def test_a_toxicity_without_a_grade_never_reads_as_none() -> None:
    assert toxic(neuropathy(None)) is UNKNOWN
    assert toxic(neuropathy(None), neuropathy(2)) == between(2, 4)


def test_hearing_is_read_on_its_own() -> None:
    residual = (Toxicity(term="Tinnitus", grade=1),)
    case = a_case(fitness=a_fitness(residual_toxicities=residual))
    assert value("ototoxicity_grade", case) == 1
    assert value("neuropathy_grade", case) is UNKNOWN
