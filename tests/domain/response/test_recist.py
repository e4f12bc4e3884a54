"""RECIST 1.1: each rule, the examples of the reference, and a second reading of random courses."""

from decimal import Decimal
from typing import Any

import pytest

from nenboard.domain.response.course import RECIST_1_1, Course, Label, Size, TargetDoubt, doubts
from nenboard.domain.response.growth import MARK_BEFORE_TREATMENT, MARK_ON_TREATMENT
from nenboard.domain.response.recist import NoBaseline, evaluate
from nenboard.domain.response.targets import Before, Measured, target_response
from tests.domain.response.compare_courses import differences
from tests.domain.response.courses import (
    GONE,
    MISSING,
    SMALL,
    after,
    course,
    judged,
    merged,
    overall,
    point,
    single,
)
from tests.domain.response.random_courses import a_course
from tests.domain.response.second_reading import TERMS, read_again


def test_the_limits_are_those_of_the_data_with_their_sources() -> None:
    limits = {name: Decimal(each["value"]) for name, each in TERMS["limits"].items()}
    assert limits == {
        "partial_response_percent_of_baseline": RECIST_1_1.partial_response_percent,
        "progression_percent_of_nadir": RECIST_1_1.progression_percent,
        "progression_mm_above_nadir": RECIST_1_1.progression_mm,
        "normal_node_below_mm": RECIST_1_1.normal_node_below_mm,
        "too_small_to_measure_mm": RECIST_1_1.too_small_mm,
        "confirmation_days": RECIST_1_1.confirmation_days,
        "stable_disease_minimum_days": RECIST_1_1.stable_minimum_days,
        "target_from_mm": RECIST_1_1.target_from_mm,
        "target_node_from_mm": RECIST_1_1.target_node_from_mm,
        "most_targets": RECIST_1_1.most_targets,
        "most_targets_per_organ": RECIST_1_1.most_targets_per_organ,
    }
    marks = TERMS["growth_marks_percent_per_month"]
    assert Decimal(marks["on_treatment"]["value"]) == MARK_ON_TREATMENT
    assert Decimal(marks["before_treatment"]["value"]) == MARK_BEFORE_TREATMENT
    assert TERMS["labels"] == [label.value for label in Label]


@pytest.mark.parametrize("example", TERMS["examples"], ids=lambda example: example["why"])
def test_an_example_of_the_reference(example: dict[str, Any]) -> None:
    nodes = "a" if example.get("all_nodes_below_10") else ""
    target = course(point(0, {"a": example["baseline_mm"]}), nodes=nodes).targets[0]
    size = Decimal(example["current_mm"])
    seen = Measured(((target, size),), size, is_complete=True)
    before = Before(Decimal(example["baseline_mm"]), Decimal(example["nadir_mm"]))
    found = target_response(seen, before, criteria=RECIST_1_1)
    assert found == example["target"]


@pytest.mark.parametrize("example", TERMS["examples"], ids=lambda example: example["why"])
def test_an_example_as_a_course(example: dict[str, Any]) -> None:
    nodes = "a" if example.get("all_nodes_below_10") else ""
    sizes = [example[name] for name in ("baseline_mm", "nadir_mm", "current_mm")]
    points = (point(place * 56, {"a": size}) for place, size in enumerate(sizes))
    last = judged(*points, nodes=nodes).timepoints[-1]
    assert (last.target, last.overall) == (example["target"], example["target"])


def test_baseline_gives_its_sum_and_nothing_else() -> None:
    first = judged(point(0, {"a": "23.4", "b": 16}), nodes="b").timepoints[0]
    assert first.sum_mm == Decimal("39.4")
    others = ("nadir_mm", "change_from_baseline_pct", "change_from_nadir_pct", "target", "overall")
    assert [getattr(first, name) for name in others] == [None] * len(others)


def test_changes_are_counted_from_baseline_and_from_the_nadir_before() -> None:
    last = judged(point(0, {"a": 100}), point(56, {"a": 50}), point(112, {"a": 58})).timepoints[2]
    assert [last.nadir_mm, last.change_from_baseline_pct] == [50, -42]
    assert [last.change_from_nadir_mm, last.change_from_nadir_pct] == [8, 16]


def test_against_a_nadir_of_nothing_there_is_no_percentage() -> None:
    back = judged(
        point(0, {"a": 20}, other="ne"),
        point(56, {"a": GONE}, other="ne"),
        point(112, {"a": 4}, other="ne"),
    ).timepoints[2]
    assert [back.change_from_nadir_pct, back.change_from_nadir_mm] == [None, 4]


def test_time_points_may_come_in_any_order() -> None:
    points = (point(0, {"a": 40}), point(56, {"a": 20}), point(112, {"a": 30}))
    assert judged(*points) == judged(*reversed(points))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((100, "70.0", "70.1"), ["PR", "SD"]),
        ((50, "59.9", 60), ["SD", "PD"]),
        ((20, "24.99", 25), ["SD", "PD"]),
        (("0.3", "0.21"), ["PR"]),
        ((10, "7.000000000000000001"), ["SD"]),
        ((100, 50, 75), ["PR", "PD"]),
        ((100, 65, 75, 70), ["PR", "SD", "PR"]),
        ((20, SMALL), ["PR"]),
        ((20, GONE), ["CR"]),
        ((100, GONE, 1), ["CR", "PD"]),
        ((100, GONE, SMALL, GONE), ["CR", "PD", "CR"]),
        ((100, 120, 60), ["PD", "PR"]),
    ],
)
def test_the_limits_of_response_and_progression(sizes: Any, expected: list[str]) -> None:
    assert single(*sizes) == expected


def test_under_a_partial_response_a_lesion_that_comes_back_only_adds_to_the_sum() -> None:
    start = point(0, {"a": 30, "b": 20})
    gone = point(56, {"a": 20, "b": GONE})
    assert overall(start, gone, point(112, {"a": 20, "b": 3})) == ["PR", "PR"]
    assert overall(start, gone, point(112, {"a": 20, "b": 5})) == ["PR", "PD"]


def test_nodes_count_by_their_short_axis() -> None:
    start = point(0, {"n": 18, "m": 16})
    normal = point(56, {"n": "9.9", "m": 4})
    grown = point(112, {"n": "9.9", "m": "9.9"})
    back = point(168, {"n": 10, "m": 4})
    assert overall(start, normal, grown, back, nodes="n m") == ["CR", "CR", "PD"]
    assert judged(start, normal, nodes="n m").timepoints[1].sum_mm == Decimal("13.9")
    mixed = point(0, {"n": 18, "a": 20})
    assert overall(mixed, point(56, {"n": 9, "a": GONE}), nodes="n") == ["CR"]
    assert overall(mixed, point(56, {"n": 9, "a": SMALL}), nodes="n") == ["PR"]
    assert overall(mixed, point(56, {"n": 10, "a": GONE}), nodes="n") == ["PR"]


def test_a_merged_lesion_counts_in_the_one_it_merged_with() -> None:
    start = point(0, {"a": 20, "b": 20})
    assert overall(start, point(56, {"a": 35, "b": merged("a")})) == ["SD"]
    assert overall(start, point(56, {"a": 28, "b": merged("a")})) == ["PR"]
    assert overall(start, point(56, {"a": GONE, "b": merged("a")})) == ["CR"]
    assert overall(start, point(56, {"a": MISSING, "b": merged("a")})) == ["NE"]


def test_a_missing_target_is_not_evaluable_unless_the_rest_has_grown_enough() -> None:
    start = point(0, {"a": 20, "b": 20})
    for missing in (point(56, {"a": 20, "b": MISSING}), point(56, {"a": 20})):
        assert judged(start, missing).timepoints[1].sum_mm is None
        assert overall(start, missing) == ["NE"]
    assert overall(start, point(56, {"a": "47.9"})) == ["NE"]
    assert overall(start, point(56, {"a": 48})) == ["PD"]
    gone = point(56, {"a": GONE, "b": GONE})
    assert overall(start, gone, point(112, {"a": 2})) == ["CR", "PD"]
    assert overall(start, gone, point(112, {"a": GONE})) == ["CR", "NE"]


def test_an_incomplete_sum_is_no_nadir() -> None:
    points = (point(0, {"a": 30, "b": 30}), point(56, {"a": 10}), point(112, {"a": 30, "b": 30}))
    assert judged(*points).timepoints[2].nadir_mm == 60


@pytest.mark.parametrize(
    ("size", "other", "expected"),
    [
        (GONE, "none", "CR"),
        (GONE, "cr", "CR"),
        (GONE, "non_cr_non_pd", "PR"),
        (GONE, "ne", "PR"),
        (GONE, "pd", "PD"),
        (10, "cr", "PR"),
        (10, "ne", "PR"),
        (10, "pd", "PD"),
        (20, "non_cr_non_pd", "SD"),
        (20, "ne", "SD"),
        (20, "pd", "PD"),
        (30, "cr", "PD"),
        (MISSING, "cr", "NE"),
        (MISSING, "non_cr_non_pd", "NE"),
        (MISSING, "pd", "PD"),
    ],
)
def test_targets_and_non_targets_together(size: Any, other: str, expected: str) -> None:
    assert overall(point(0, {"a": 20}), point(56, {"a": size}, other=other)) == [expected]


@pytest.mark.parametrize(
    ("other", "new", "expected"),
    [
        ("cr", "none", "CR"),
        ("non_cr_non_pd", "none", "NON_CR_NON_PD"),
        ("ne", "none", "NE"),
        ("none", "none", "NE"),
        ("pd", "none", "PD"),
        ("cr", "unequivocal", "PD"),
    ],
)
def test_without_targets_non_target_disease_decides(other: str, new: str, expected: str) -> None:
    result = judged(point(0, other="non_cr_non_pd"), point(56, other=other, new=new))
    last = result.timepoints[1]
    assert (last.overall, last.target, last.sum_mm, last.nadir_mm) == (expected, None, None, None)


def test_non_target_disease_seen_again_after_a_complete_response_is_progression() -> None:
    gone, again = point(56, {"a": GONE}, other="cr"), point(112, {"a": GONE}, other="non_cr_non_pd")
    assert overall(point(0, {"a": 20}), gone, again) == ["CR", "PD"]
    unseen = point(112, {"a": GONE}, other="ne")
    assert overall(point(0, {"a": 20}), gone, unseen) == ["CR", "PR"]


def with_news(*news: str) -> Any:
    points = (point((at + 1) * 56, {"a": 20}, new=new) for at, new in enumerate(news))
    return judged(point(0, {"a": 20}), *points)


@pytest.mark.parametrize(
    ("news", "expected", "first"),
    [
        (["unequivocal"], ["PD"], 56),
        (["equivocal"], ["SD"], None),
        (["equivocal", "unequivocal"], ["PD", "PD"], 56),
        (["equivocal", "equivocal", "unequivocal"], ["PD", "SD", "PD"], 56),
        (["equivocal", "none", "unequivocal"], ["SD", "SD", "PD"], 168),
        (["equivocal", "none", "equivocal", "unequivocal"], ["SD", "SD", "PD", "PD"], 168),
    ],
)
def test_new_lesions_and_equivocal_ones_confirmed_later(
    news: list[str], expected: list[str], first: int | None
) -> None:
    result = with_news(*news)
    assert [each.overall for each in result.timepoints[1:]] == expected
    assert result.progression == (None if first is None else after(first))


def test_nothing_is_new_at_baseline() -> None:
    start = point(0, {"a": 20}, new="equivocal")
    found = judged(start, point(56, {"a": 20}, new="unequivocal"))
    assert [each.overall for each in found.timepoints] == [None, "PD"]


def test_without_a_baseline_there_is_nothing_to_compare() -> None:
    for faulty in (
        Course((), ()),
        course(point(0, {}), point(56, {"a": 20})),
        course(point(0, {"a": MISSING})),
        course(point(0, {"a": GONE})),
        course(point(0, {"a": merged("b"), "b": 20})),
    ):
        with pytest.raises(NoBaseline):
            evaluate(faulty)


def test_unusual_targets_are_named_and_not_refused() -> None:
    sizes: dict[str, str | int | Size] = {**dict.fromkeys("def", 20), "a": "9.9", "b": 14, "c": 15}
    found = set(doubts(course(point(0, sizes), nodes="b c")))
    assert (TargetDoubt.MANY_TARGETS, "") in found
    small = {name for doubt, name in found if doubt is TargetDoubt.SMALL_TARGET}
    assert small == {"a", "b"}


@pytest.mark.parametrize("block", range(4))
def test_the_second_reading_agrees_on_random_courses(block: int) -> None:
    found = [each for seed in range(block * 500, (block + 1) * 500) for each in differences(seed)]
    assert found == []


def test_random_courses_reach_every_label_and_every_kind_of_measurement() -> None:
    rows = [row for seed in range(300) for row in read_again(a_course(seed))["rows"][1:]]
    assert {row["overall"] for row in rows} == {label.value for label in Label}
    assert {row["target"] for row in rows} == {"CR", "PR", "SD", "PD", "NE", None}
    given = [size for row in rows for size in row["moment"]["measurements"].values()]
    assert {type(size).__name__ for size in given} == {"Decimal", "str", "list"}
    assert any(str(size).startswith("merged") for size in given)
