"""WHO grade and lung class: the higher wins, limits are unrounded, doubts are named."""

from typing import Any

import pytest

from nenboard.domain.figures.grading import GradeDoubt, GradeFinding, lung_class, who_grade
from nenboard.domain.terms import (
    CellType,
    Comparator,
    Differentiation,
    Grade,
    Ki67Band,
    LungClass,
    MitosesBand,
    Site,
    WhoEdition,
)
from nenboard.domain.tumour import Ki67, Mitoses
from tests.builders import a_sample, number


def graded(
    ki67: Any = None, mitoses: Any = None, *, site: Site = Site.PANCREAS, **changes: Any
) -> GradeFinding:
    given: dict[str, Any] = {"grade": None, "who_edition": None}
    given["ki67"] = Ki67(value=number(ki67)) if isinstance(ki67, str) else ki67
    is_count = isinstance(mitoses, str)
    given["mitoses"] = Mitoses(value=number(mitoses), area_mm2=number(2)) if is_count else mitoses
    return who_grade(a_sample(**{**given, **changes}), site)


def codes(finding: GradeFinding) -> str:
    return " ".join(grade.value for grade in finding.derived)


@pytest.mark.parametrize(
    ("ki67", "mitoses", "expected"),
    [
        ("2.99", "1", "G1"),
        ("3", "1", "G2"),
        ("2.99", "2", "G2"),
        ("20", "20", "G2"),
        ("20.01", "1", "G3"),
        ("1", "20.5", "G3"),
        ("1", None, "G1"),
        ("12", None, "G2"),
        (None, "1", "G1 G2 G3"),
        (None, "5", "G2"),
        (None, None, ""),
    ],
)
def test_the_higher_of_the_two_wins(ki67: Any, mitoses: Any, expected: str) -> None:
    assert codes(graded(ki67, mitoses)) == expected


@pytest.mark.parametrize(
    ("ki67", "expected"),
    [
        (Ki67(low=number(5), high=number(10)), "G2"),
        (Ki67(low=number(2), high=number(5)), "G1 G2"),
        (Ki67(low=number(20), high=number(30)), "G2 G3"),
        (Ki67(value=number(3), comparator=Comparator.LESS), "G1"),
        (Ki67(value=number(3), comparator=Comparator.AT_MOST), "G1 G2"),
        (Ki67(value=number(20), comparator=Comparator.MORE), "G3"),
        (Ki67(value=number(20), comparator=Comparator.AT_LEAST), "G2 G3"),
        (Ki67(value=number(15), comparator=Comparator.ABOUT), "G2"),
        (Ki67(band=Ki67Band.BELOW_3), "G1"),
        (Ki67(band=Ki67Band.FROM_3_TO_20), "G2"),
        (Ki67(band=Ki67Band.ABOVE_20), "G3"),
        (Ki67(band=Ki67Band.DONE_NOT_STATED), ""),
        (Ki67(value=number("0.18"), is_unit_unclear=True), ""),
    ],
)
def test_ranges_and_bands_give_all_grades_that_fit(ki67: Ki67, expected: str) -> None:
    assert codes(graded(ki67)) == expected


@pytest.mark.parametrize(
    ("value", "is_borderline"),
    [("1.99", False), ("2", True), ("4", True), ("4.01", False), ("19", True), ("21", True)],
)
def test_within_one_point_of_a_limit_is_borderline(value: str, is_borderline: bool) -> None:
    assert (GradeDoubt.BORDERLINE in graded(value).doubts) is is_borderline


def test_mitoses_are_counted_per_2_mm2() -> None:
    found = graded("1", Mitoses(value=number(10), area_mm2=number(10)))
    assert codes(found) == "G2"
    assert GradeDoubt.HIGHER_WINS in found.doubts
    without = graded("1", Mitoses(value=number(10)))
    assert codes(without) == "G1"
    assert GradeDoubt.AREA_MISSING in without.doubts
    assert codes(graded("1", Mitoses(band=MitosesBand.ABOVE_20))) == "G3"


def test_net_g3_and_carcinoma_are_morphology_and_asked() -> None:
    for told in (None, Differentiation.CANNOT_SAY, "unknown"):
        high = graded("35", differentiation=told)
        assert (codes(high), GradeDoubt.NET_G3_OR_CARCINOMA in high.doubts) == ("", True)
        low = graded("12", differentiation=told)
        assert (codes(low), GradeDoubt.DIFFERENTIATION_MISSING in low.doubts) == ("G2", True)
    poor = graded("70", differentiation=Differentiation.POOR)
    assert (codes(poor), GradeDoubt.CARCINOMA_NOT_GRADED in poor.doubts) == ("", True)
    mixed = graded("70", differentiation=Differentiation.MINEN)
    assert GradeDoubt.COMPONENTS_GRADED in mixed.doubts
    assert GradeDoubt.SUSPECT_CARCINOMA in graded("55.1").doubts
    assert GradeDoubt.SUSPECT_CARCINOMA not in graded("55").doubts


@pytest.mark.parametrize(
    ("edition", "site", "is_old"),
    [
        (WhoEdition.WHO_2010, Site.PANCREAS, True),
        (WhoEdition.WHO_2017, Site.PANCREAS, False),
        (WhoEdition.WHO_2017, Site.ILEUM, True),
        (WhoEdition.WHO_2019, Site.ILEUM, False),
    ],
)
def test_the_edition_is_kept_and_an_old_g3_is_named(
    edition: WhoEdition, site: Site, is_old: bool
) -> None:
    found = graded("30", grade=Grade.G3, who_edition=edition, site=site)
    assert (found.grade, found.edition) == (Grade.G3, edition)
    assert (GradeDoubt.G3_OF_OLD_EDITION in found.doubts) is is_old


def test_the_reported_grade_wins_and_the_difference_is_shown() -> None:
    found = graded("12", grade=Grade.G1)
    assert (found.grade, codes(found)) == (Grade.G1, "G2")
    assert GradeDoubt.REPORT_DIFFERS in found.doubts
    assert graded("12", grade=Grade.GX).grade is Grade.G2
    assert graded(Ki67(low=number(2), high=number(5))).grade is None


def test_a_grade_shows_its_inputs_and_its_source() -> None:
    found = graded("12", "3")
    shown = {each.name: each.value for each in found.inputs}
    assert shown == {
        "ki67": number(12),
        "mitoses": number(3),
        "necrosis": "no",
        "differentiation": "well",
    }
    assert {each.when for each in found.inputs} == {a_sample().date}
    assert "2022" in found.source


def test_lung_and_thymus_are_not_graded() -> None:
    found = graded("12", site=Site.LUNG)
    assert (codes(found), GradeDoubt.GRADED_BY_CLASS in found.doubts) == ("", True)


@pytest.mark.parametrize(
    ("mitoses", "necrosis", "expected"),
    [
        ("1.9", False, "typical"),
        ("2", False, "atypical"),
        ("10", False, "atypical"),
        ("10.1", False, ""),
        ("1", True, "atypical"),
        ("1", None, "typical atypical"),
        (None, False, "typical atypical"),
        (None, True, "atypical"),
    ],
)
def test_carcinoids_are_classed_by_mitoses_and_necrosis(
    mitoses: str | None, necrosis: Any, expected: str
) -> None:
    count = Mitoses(value=number(mitoses), area_mm2=number(2)) if mitoses else None
    found = lung_class(a_sample(mitoses=count, necrosis=necrosis, ki67=None))
    assert " ".join(each.value for each in found.derived) == expected
    assert (GradeDoubt.HIGH_PROLIFERATION in found.doubts) is (expected == "")


def test_carcinomas_are_classed_by_their_cells_and_ki67_only_raises_a_question() -> None:
    for cells, expected in (
        (CellType.SMALL, (LungClass.SCLC,)),
        (CellType.LARGE, (LungClass.LCNEC,)),
        (None, (LungClass.LCNEC, LungClass.SCLC)),
    ):
        sample = a_sample(differentiation=Differentiation.POOR, cell_type=cells)
        assert lung_class(sample).derived == expected
    fast = lung_class(a_sample(ki67=Ki67(value=number(31))))
    assert fast.derived == (LungClass.ATYPICAL,)
    assert GradeDoubt.HIGH_PROLIFERATION in fast.doubts
    reported = lung_class(a_sample(lung_class=LungClass.TYPICAL))
    assert (reported.lung_class, reported.derived) == (LungClass.TYPICAL, (LungClass.ATYPICAL,))
    assert GradeDoubt.REPORT_DIFFERS in reported.doubts
