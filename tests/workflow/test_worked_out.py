"""What follows from entries: it stands beside them with inputs, source and every doubt."""

from decimal import Decimal

from nenboard.domain.terms import Differentiation, LabTest, Sex, Site, StageSystem
from nenboard.domain.tumour import Ki67
from nenboard.workflow.worked_out import Body, WorkedOut, body_figures, tissue
from tests import builders


def named(found: tuple[WorkedOut, ...], start: str) -> WorkedOut:
    return next(each for each in found if each.name.startswith(start))


def sized(size: str, site: Site, system: StageSystem) -> tuple[WorkedOut, ...]:
    primary = builders.a_primary(site=site, subsite=None, size_mm=Decimal(size))
    stage = builders.a_stage(system=system, t=None, n="N0", m="M0", group=None)
    return tissue(builders.a_case(primaries=(primary,), stages=(stage,)))


def test_a_reported_grade_stands_before_the_one_worked_out() -> None:
    found = named(tissue(builders.a_case()), "WHO grade")
    assert found.words == "G2 (WHO 2022) reported; worked out: G2"
    assert "Ki-67 12 %, mitoses 3 per 2 mm²" in found.inputs
    assert found.source.startswith("WHO classification")


def test_net_g3_and_carcinoma_are_asked_where_differentiation_is_missing() -> None:
    sample = builders.a_sample(
        differentiation=Differentiation.CANNOT_SAY, ki67=Ki67(value=Decimal(40)), grade=None
    )
    found = named(tissue(builders.a_case(samples=(sample,))), "WHO grade")
    assert found.words == "worked out: not settled"
    assert any("Only the pathologist can say" in each for each in found.remarks)


def test_a_pancreatic_tumour_of_exactly_2_cm_has_the_reading_of_each_edition() -> None:
    found = named(sized("20.0", Site.PANCREAS, StageSystem.AJCC_8), "T of a tumour of exactly")
    assert found.name == "T of a tumour of exactly 20 mm"
    assert "AJCC 8 T2 II" in found.words
    assert "UICC TNM 8 T1 I" in found.words
    near = sized("20.1", Site.PANCREAS, StageSystem.AJCC_8)
    assert not any(each.name.startswith("T of a tumour") for each in near)


def test_a_colorectal_tumour_of_exactly_1_cm_has_the_reading_of_each_edition() -> None:
    found = named(sized("10", Site.RECTUM, StageSystem.AJCC_9), "T of a tumour of exactly")
    assert "AJCC 8 T1b" in found.words
    assert "AJCC version 9 T1a" in found.words


def test_recalled_cells_of_a_stage_table_are_named() -> None:
    case = builders.a_case(stages=(builders.a_stage(system=StageSystem.AJCC_9, t="T2"),))
    found = named(tissue(case), "Stage group")
    assert any(each.startswith("Not verified against its source: T2") for each in found.remarks)


def test_an_entered_group_counts_and_a_difference_is_said() -> None:
    stage = builders.a_stage(system=StageSystem.AJCC_8, t="T2", n="N0", m="M0", group="IV")
    found = named(tissue(builders.a_case(stages=(stage,))), "Stage group")
    assert found.words == "IV entered; the table gives II"
    assert any("differs from the table" in each for each in found.remarks)


def test_kidney_function_and_body_surface_name_inputs_and_lack_nothing_typed() -> None:
    blood = builders.a_lab(LabTest.CREATININE, "88.42", unit="umol/L")
    patient = builders.a_patient(sex=Sex.MALE, birth_date=builders.day("1966-05-01"))
    case = builders.a_case(patient=patient, labs=(blood,))
    typed = Body(Decimal(70), Decimal(170), Decimal(5))
    found = body_figures(case, typed, on=builders.ON)
    assert named(found, "Creatinine clearance").words == "78 mL/min"
    assert "creatinine 1 mg/dL (12-Nov-2026)" in named(found, "Estimated GFR").inputs
    assert named(found, "Body surface, Mosteller").words == "1.82 m²"
    assert "For information only, no prescription" in named(found, "Calvert").remarks


def test_nothing_is_computed_from_a_creatinine_without_a_unit() -> None:
    blood = builders.a_lab(LabTest.CREATININE, "88", unit=None)
    found = body_figures(builders.a_case(labs=(blood,)), Body(), on=builders.ON)
    rate = named(found, "Estimated GFR")
    assert rate.words == "not known: creatinine"
    assert any("ask the laboratory" in each for each in rate.remarks)
