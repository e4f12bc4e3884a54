"""Tests of the facts that come from tissue: class, Ki-67, mitoses, grade, discordance."""

from typing import Any

import pytest

from nenboard.algorithm.readers import Remark
from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.domain.terms import (
    Comparator,
    Differentiation,
    Grade,
    Ki67Band,
    LungClass,
    MitosesBand,
    SampleKind,
    SampleOrigin,
    Site,
    WhoEdition,
)
from nenboard.domain.tumour import Ki67, Mitoses
from tests.algorithm.reading_help import (
    UNKNOWN,
    between,
    of_primary,
    one_of,
    reading,
    remarks,
    value,
)
from tests.builders import a_case, a_primary, a_sample, day, number


def with_samples(*samples: dict[str, Any]) -> Case:
    """The full case with these samples, keyed s1, s2 ... in order."""
    made = [a_sample(**{"id": f"s{i}", **given}) for i, given in enumerate(samples, start=1)]
    return a_case(samples=tuple(made))


def ki67(amount: str | int, comparator: Comparator | None = None) -> Ki67:
    return Ki67(value=number(amount), comparator=comparator)


@pytest.mark.parametrize(
    ("entered", "fact"),
    [
        (Differentiation.WELL, "net"),
        (Differentiation.POOR, "nec"),
        (Differentiation.MINEN, "minen"),
        (Differentiation.CANNOT_SAY, UNKNOWN),
        (Missing.PENDING, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_the_class_is_the_pathologists_call(entered: Any, fact: Any) -> None:
    case = with_samples({"differentiation": entered, "ki67": ki67(80)})
    assert value("differentiation", case) == fact


def test_cell_type_and_parts_of_a_mixed_neoplasm_are_read_as_entered() -> None:
    case = with_samples(
        {"differentiation": Differentiation.MINEN, "cell_type": "large", "minen_component": "nec"}
    )
    assert value("nec_morphology", case) == "large"
    assert value("minen_ne_component", case) == "nec"


def test_a_share_under_a_third_changes_nothing() -> None:
    given: dict[str, Any] = {"differentiation": Differentiation.MINEN, "minen_component": "net"}
    with_share = with_samples({**given, "minen_share": number(10)})
    assert value("minen_ne_component", with_share) == "net"


def test_what_a_metastasis_of_a_mixed_neoplasm_shows_comes_from_its_own_sample() -> None:
    case = with_samples(
        {"metastasis_component": "non_ne", "date": day("2026-01-05")},
        {"metastasis_component": "ne", "date": day("2026-02-05"), "origin": SampleOrigin.PRIMARY},
    )
    assert value("minen_metastasis_component", case) == "non_ne"


def test_the_most_recent_representative_tissue_governs() -> None:
    case = with_samples(
        {"date": day("2024-01-10"), "ki67": ki67(30)},
        {"date": day("2026-01-10"), "ki67": ki67(8)},
    )
    assert value("ki67", case) == 8
    assert Remark.GOVERNING_TISSUE in remarks("ki67", case)


def test_an_older_higher_sample_does_not_replace_it_and_sets_discordance() -> None:
    case = with_samples(
        {"date": day("2024-01-10"), "ki67": ki67(30)},
        {"date": day("2026-01-10"), "ki67": ki67(8)},
    )
    assert Remark.OLDER_SAMPLE_HIGHER in remarks("ki67", case)
    assert value("samples_discordant", case) is True


def test_a_newer_sample_without_the_mark_does_not_govern_beside_a_marked_one() -> None:
    case = with_samples(
        {"date": day("2025-01-10"), "ki67": ki67(8)},
        {"date": day("2026-01-10"), "ki67": ki67(30), "is_representative": None},
    )
    assert value("ki67", case) == 8


def test_without_any_mark_the_most_recent_tissue_is_read_and_that_is_said() -> None:
    case = with_samples(
        {"date": day("2025-01-10"), "ki67": ki67(8), "is_representative": None},
        {"date": day("2026-01-10"), "ki67": ki67(30), "is_representative": None},
    )
    assert value("ki67", case) == 30
    assert Remark.NOT_MARKED_REPRESENTATIVE in remarks("ki67", case)


def test_tissue_marked_as_unfit_never_governs() -> None:
    assert value("ki67", with_samples({"is_representative": False})) is UNKNOWN


def test_cytology_governs_only_if_there_is_nothing_else() -> None:
    cytology = {"date": day("2026-03-01"), "kind": SampleKind.CYTOLOGY, "ki67": ki67(30)}
    biopsy = {"date": day("2024-03-01"), "ki67": ki67(8)}
    assert value("ki67", with_samples(cytology, biopsy)) == 8
    assert value("ki67", with_samples(cytology)) == 30


def test_of_several_samples_of_one_day_the_higher_counts() -> None:
    case = with_samples({"ki67": ki67(8)}, {"ki67": ki67(14)})
    assert value("ki67", case) == 14
    assert Remark.SEVERAL_SAMPLES_OF_A_DAY in remarks("ki67", case)


def test_where_dates_leave_the_order_open_the_higher_counts_with_a_note() -> None:
    case = with_samples(
        {"date": day("2026-03"), "ki67": ki67(8)}, {"date": day("2026-03-15"), "ki67": ki67(14)}
    )
    assert value("ki67", case) == 14
    assert Remark.ORDER_OF_SAMPLES_OPEN in remarks("ki67", case)


def test_classes_of_samples_with_an_open_order_stay_candidates() -> None:
    case = with_samples(
        {"date": day("2026"), "differentiation": Differentiation.WELL},
        {"date": day("2026-03"), "differentiation": Differentiation.POOR},
    )
    assert value("differentiation", case) == one_of("net", "nec")


def test_an_undated_sample_counts_as_the_oldest() -> None:
    case = with_samples({"date": None, "ki67": ki67(30)}, {"date": day("2019"), "ki67": ki67(8)})
    assert value("ki67", case) == 8


def test_a_sample_without_a_report_does_not_hide_the_one_before() -> None:
    awaited = {
        "date": day("2026-11-10"),
        "differentiation": None,
        "ki67": Missing.PENDING,
        "mitoses": None,
        "grade": None,
    }
    assert value("ki67", with_samples({"ki67": ki67(8)}, awaited)) == 8


def test_samples_of_another_tumour_are_not_read() -> None:
    case = a_case(
        primaries=(a_primary(), a_primary(id="p2", site=Site.LUNG)),
        primary_under_discussion="p2",
    )
    assert value("ki67", case) is UNKNOWN
    assert value("primary_site", case) == "lung"


@pytest.mark.parametrize(
    ("printed", "fact"),
    [
        (Ki67(value=number("2.9")), number("2.9")),
        (Ki67(value=number(2), comparator=Comparator.LESS), between(0, 2, "<")),
        (Ki67(value=number(80), comparator=Comparator.MORE), between(80, 100, ">")),
        (Ki67(value=number(50), comparator=Comparator.AT_MOST), between(0, 50)),
        (Ki67(value=number(15), comparator=Comparator.ABOUT), between(15, 15, "~")),
        (Ki67(low=number(10), high=number(15)), between(10, 15)),
        (Ki67(band=Ki67Band.BELOW_3), between(0, 3, "<")),
        (Ki67(band=Ki67Band.FROM_3_TO_20), between(3, 20)),
        (Ki67(band=Ki67Band.ABOVE_20), between(20, 100, ">")),
        (Ki67(band=Ki67Band.DONE_NOT_STATED), UNKNOWN),
        (Ki67(as_printed="high"), UNKNOWN),
        (Missing.NOT_DONE, UNKNOWN),
    ],
)
def test_each_printed_form_of_ki67_becomes_the_interval_it_stands_for(
    printed: Any, fact: Any
) -> None:
    assert value("ki67", with_samples({"ki67": printed})) == fact


def test_a_fraction_is_unknown_and_a_conflict() -> None:
    case = with_samples({"ki67": Ki67(value=number("0.18"), is_unit_unclear=True)})
    assert value("ki67", case) is UNKNOWN
    assert value("report_conflict", case) is True
    assert Remark.UNIT_UNCLEAR in remarks("ki67", case)


def test_a_report_that_contradicts_itself_is_a_conflict_and_silence_is_no_answer() -> None:
    assert value("report_conflict", with_samples({"is_contradictory": True})) is True
    assert value("report_conflict", with_samples({"is_contradictory": False})) is UNKNOWN


@pytest.mark.parametrize(
    ("printed", "fact"),
    [
        (Mitoses(value=number(3), area_mm2=number(2)), number(3)),
        (Mitoses(value=number(10), area_mm2=number(10)), number(2)),
        (Mitoses(value=number(3), area_mm2=number(3)), number(2)),
        (Mitoses(low=number(10), high=number(20), area_mm2=number(10)), between(2, 4)),
        (
            Mitoses(value=number(2), comparator=Comparator.LESS, area_mm2=number(2)),
            between(0, 2, "<"),
        ),
        (Mitoses(band=MitosesBand.BELOW_2), between(0, 2, "<")),
        (Mitoses(band=MitosesBand.FROM_2_TO_20), between(2, 20)),
        (Mitoses(band=MitosesBand.ABOVE_20), between(20, 200, ">")),
        (Mitoses(value=number(3)), UNKNOWN),
        (Mitoses(value=number(900), area_mm2=number(2)), UNKNOWN),
    ],
)
def test_mitoses_are_brought_to_two_square_millimetres(printed: Mitoses, fact: Any) -> None:
    assert value("mitoses", with_samples({"mitoses": printed})) == fact


def test_mitoses_without_an_area_say_so() -> None:
    case = with_samples({"mitoses": Mitoses(value=number(3))})
    assert Remark.AREA_MISSING in remarks("mitoses", case)


def test_necrosis_in_any_sample_of_the_governing_day_is_necrosis() -> None:
    case = with_samples({"necrosis": False}, {"necrosis": True})
    assert value("necrosis", case) is True
    assert value("necrosis", with_samples({"necrosis": Missing.UNKNOWN})) is UNKNOWN


@pytest.mark.parametrize("grade", [Grade.G1, Grade.G2, Grade.G3])
def test_the_grade_is_read_as_printed(grade: Grade) -> None:
    assert value("grade_reported", with_samples({"grade": grade})) == grade.value


@pytest.mark.parametrize(
    ("site", "edition", "fact"),
    [
        (Site.PANCREAS, WhoEdition.WHO_2010, UNKNOWN),
        (Site.PANCREAS, WhoEdition.WHO_2017, "G3"),
        (Site.ILEUM, WhoEdition.WHO_2017, UNKNOWN),
        (Site.ILEUM, WhoEdition.WHO_2019, "G3"),
    ],
)
def test_a_g3_of_an_edition_that_meant_a_carcinoma_is_unknown(
    site: Site, edition: WhoEdition, fact: Any
) -> None:
    sample = a_sample(grade=Grade.G3, who_edition=edition)
    case = of_primary(site=site, subsite=None).model_copy(update={"samples": (sample,)})
    assert value("grade_reported", case) == fact


def test_a_grade_that_could_not_be_given_is_unknown() -> None:
    assert value("grade_reported", with_samples({"grade": Grade.GX})) is UNKNOWN


@pytest.mark.parametrize(
    ("told", "fact"),
    [(LungClass.TYPICAL, "tc"), (LungClass.ATYPICAL, "ac"), (LungClass.LCNEC, UNKNOWN)],
)
def test_typical_and_atypical_are_read_as_reported(told: LungClass, fact: Any) -> None:
    assert value("lung_subtype", with_samples({"lung_class": told})) == fact


def test_a_single_sample_is_not_discordant_and_none_is_unknown() -> None:
    assert value("samples_discordant", with_samples({})) is False
    assert value("samples_discordant", a_case(samples=())) is UNKNOWN


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("2.9", "3", True),
        ("10", "10.1", True),
        ("20", "20.1", True),
        ("54.9", "55", True),
        ("4", "9", False),
        ("21", "54", False),
    ],
)
def test_samples_differ_if_ki67_lies_on_two_sides_of_a_limit(
    first: str, second: str, differ: bool
) -> None:
    case = with_samples({"ki67": ki67(first)}, {"ki67": ki67(second)})
    assert value("samples_discordant", case) is differ


def test_samples_that_cannot_all_be_compared_are_not_called_alike() -> None:
    case = with_samples({"ki67": ki67(8)}, {"ki67": None})
    assert value("samples_discordant", case) is UNKNOWN
    crossing = with_samples({"ki67": ki67(12)}, {"ki67": Ki67(low=number(8), high=number(14))})
    assert value("samples_discordant", crossing) is UNKNOWN


def test_samples_of_another_class_or_grade_differ() -> None:
    classes = with_samples({}, {"differentiation": Differentiation.POOR, "grade": None})
    grades = with_samples({"grade": Grade.G1}, {"grade": Grade.G2})
    assert value("samples_discordant", classes) is True
    assert value("samples_discordant", grades) is True


def test_a_reading_names_the_sample_and_its_date() -> None:
    found = reading("ki67", with_samples({"date": day("2025-03-04")}))
    assert found.date == day("2025-03-04")
    assert [source.path for source in found.sources] == ["samples.0.ki67"]
    assert found.source_words == "sample, liver, SYN-25-1001, 04-Mar-2025"
