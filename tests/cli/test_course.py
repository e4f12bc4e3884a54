"""nenboard recist and nenboard endpoints: the documented answers, every problem with its place."""

import json
from typing import Any

import pytest

from tests.cli.support import Run
from tests.cli.test_light import loaded_by

LESIONS = [
    {"id": "L1", "organ": "liver", "target": True, "nodal": False},
    {"id": "N1", "organ": "node", "target": True, "nodal": True},
]


def moment(day: str, sizes: Any, **changes: Any) -> dict[str, Any]:
    given = {"date": day, "measurements": sizes, "non_target": "none", "new_lesions": "none"}
    return {**given, **changes}


COURSE: dict[str, Any] = {
    "confirmation": True,
    "sd_minimum_days": 42,
    "lesions": LESIONS,
    "timepoints": [
        moment("2024-05-02", {"L1": 4, "N1": 9}),
        moment("2024-01-02", {"L1": 23.4, "N1": 16}),
        moment("2024-03-02", {"L1": "disappeared", "N1": "too_small"}),
    ],
}
RECORD: dict[str, Any] = {
    "line_start": "2024-01-01",
    "assessments": [{"date": "2024-03-01", "overall": "PR"}, {"date": "2024-09", "overall": "PD"}],
    "confirmation": False,
    "sums": [{"date": "2024-01-01", "sum_mm": 100}, {"date": "2024-03-31", "sum_mm": 120.0}],
    "platinum": {"last_dose": "2024-01-15", "progression": "2024-07-15"},
    "compare": [{"a": "2024", "b": "2024-02"}],
    "last_known_alive": "2025-01-01",
}


def asked(run: Run, command: str, document: object) -> Any:
    return run(command, "-", "--json", text=json.dumps(document))


def test_recist_answers_as_documented(run: Run) -> None:
    done = asked(run, "recist", COURSE)
    assert (done.code, done.err) == (0, "")
    answer = done.document
    assert answer["format"] == "nenboard-recist/1"
    first, second, third = answer["timepoints"]
    assert {name for name, value in first.items() if value is not None} == {
        "date",
        "sum_mm",
        "non_target",
    }
    assert (first["sum_mm"], second["sum_mm"], third["sum_mm"]) == (39.4, 5, 13)
    assert (second["target"], second["overall"], third["overall"]) == ("CR", "CR", "PD")
    assert third["change_from_nadir_pct"] == 160
    assert answer["best_overall"]["unconfirmed"] == "CR"
    assert answer["best_overall"]["confirmed"] == "SD"
    assert answer["progression_date"] == "2024-05-02"


def test_a_list_is_answered_in_its_order(run: Run) -> None:
    other = {**COURSE, "timepoints": COURSE["timepoints"][1:2]}
    answers = asked(run, "recist", [COURSE, other]).document
    assert [len(answer["timepoints"]) for answer in answers] == [3, 1]
    assert asked(run, "endpoints", []).document == []


def test_sizes_are_compared_as_typed(run: Run) -> None:
    """0.7 times 29.1 is more than 20.37 in binary fractions."""
    for size, expected in ((20.37, "PR"), (20.38, "SD")):
        points = [moment("2024-01-02", {"L1": 29.1}), moment("2024-03-02", {"L1": size})]
        course = {**COURSE, "lesions": LESIONS[:1], "timepoints": points}
        assert asked(run, "recist", course).document["timepoints"][1]["target"] == expected


def test_split_and_merged_lesions_are_read(run: Run) -> None:
    lesions = [{**LESIONS[0], "id": name} for name in ("L1", "L2")]
    points = [
        moment("2024-01-02", {"L1": 20, "L2": 20}),
        moment("2024-03-02", {"L1": [10, 12.5], "L2": "merged:L1"}),
        moment("2024-05-02", {"L1": ["too_small", "not_evaluable"], "L2": 0}),
    ]
    answer = asked(run, "recist", {**COURSE, "lesions": lesions, "timepoints": points}).document
    assert [each["sum_mm"] for each in answer["timepoints"]] == [40, 22.5, None]


def test_unusual_courses_are_only_warned_of(run: Run) -> None:
    lesions = [{**LESIONS[0], "id": f"L{at}"} for at in range(6)]
    sizes = {f"L{at}": 9 for at in range(6)}
    points = [
        moment("2024-01-02", sizes, new_lesions="equivocal"),
        {"date": "2024-03-02", "measurements": sizes, "remark": "none"},
    ]
    done = asked(run, "recist", {**COURSE, "lesions": lesions, "timepoints": points})
    assert done.code == 0
    warnings = " ".join(done.document["warnings"])
    for words in ("5 target", "2 target", "10 mm", "baseline are not counted", "not mentioned"):
        assert words in warnings
    assert "timepoints.1.remark" in warnings


def with_point(*points: dict[str, Any]) -> dict[str, Any]:
    return {**COURSE, "timepoints": [COURSE["timepoints"][1], *points]}


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (
            with_point(moment("2024-01-02", {})),
            {"timepoints.1.date": "duplicate_date"},
        ),
        (with_point(moment("2024-02-30", {})), {"timepoints.1.date": "not_a_date"}),
        (with_point(moment("2024-02", {})), {"timepoints.1.date": "not_a_date"}),
        (with_point(moment("2 Feb", {})), {"timepoints.1.date": "not_a_date"}),
        (
            with_point(moment("2024-03-02", {"L1": -1, "N1": [3, -2]})),
            {
                "timepoints.1.measurements.L1": "out_of_range",
                "timepoints.1.measurements.N1.1": "out_of_range",
            },
        ),
        (
            with_point(moment("2024-03-02", {"L1": "23", "N1": True})),
            {
                "timepoints.1.measurements.L1": "not_allowed",
                "timepoints.1.measurements.N1": "not_a_number",
            },
        ),
        (
            with_point(moment("2024-03-02", {"Jane Doe": 1, "l9": 2})),
            {
                "timepoints.1.measurements.?": "unknown_lesion",
                "timepoints.1.measurements.l9": "unknown_lesion",
            },
        ),
        (
            with_point(moment("2024-03-02", {"L1": "merged:L7", "N1": []})),
            {
                "timepoints.1.measurements.L1": "unknown_lesion",
                "timepoints.1.measurements.N1": "not_allowed",
            },
        ),
        (
            with_point(moment("2024-03-02", {"L1": "merged:N1", "N1": "merged:L1"})),
            {"timepoints.1.measurements.?": "not_allowed"},
        ),
        (
            with_point(moment("2024-03-02", {}, non_target="CR", new_lesions="yes")),
            {"timepoints.1.non_target": "not_allowed", "timepoints.1.new_lesions": "not_allowed"},
        ),
        (
            {**COURSE, "timepoints": [moment("2024-01-02", {"L1": 20})]},
            {"timepoints.0.measurements.N1": "no_baseline"},
        ),
        (
            {**COURSE, "timepoints": [moment("2024-01-02", {"L1": 20, "N1": "not_evaluable"})]},
            {"timepoints.0.measurements.N1": "no_baseline"},
        ),
        ({**COURSE, "timepoints": []}, {"timepoints": "no_baseline"}),
        ({**COURSE, "timepoints": {}}, {"timepoints": "not_a_list"}),
        (
            {**COURSE, "lesions": [{"id": "L1"}], "timepoints": []},
            {"lesions.0.target": "missing_field"},
        ),
        (
            {**COURSE, "lesions": [*LESIONS, LESIONS[0]]},
            {"lesions.2.id": "duplicate_key"},
        ),
        (
            {**COURSE, "confirmation": "yes", "sd_minimum_days": 4.5},
            {"confirmation": "not_a_boolean", "sd_minimum_days": "not_an_integer"},
        ),
        (7, {"": "not_an_object"}),
        ([COURSE, 7], {"1": "not_an_object"}),
    ],
)
def test_a_faulty_course_gives_every_problem_and_exit_2(
    run: Run, course: Any, expected: dict[str, str]
) -> None:
    done = asked(run, "recist", course)
    assert (done.code, done.err) == (2, "")
    assert done.codes == expected
    assert all(len(error["message"]) > 15 for error in done.document["errors"])
    plain = run("recist", "-", text=json.dumps(course))
    assert (plain.code, plain.out) == (2, "")
    assert "Jane" not in done.out + plain.err


def test_what_is_no_json_is_exit_2(run: Run) -> None:
    for command in ("recist", "endpoints"):
        assert run(command, "-", "--json", text="{").codes == {"": "not_json"}
        assert run(command, "no such file", "--json").code == 2


def test_endpoints_answers_as_documented(run: Run) -> None:
    done = asked(run, "endpoints", RECORD)
    assert (done.code, done.err) == (0, "")
    answer = done.document
    assert answer["format"] == "nenboard-endpoints/1"
    assert set(answer["endpoints"]) == {"os", "pfs", "pfs_sensitivity", "ttp", "dor", "ttf"}
    assert answer["endpoints"]["pfs"] == {
        "start": "2024-01-01",
        "end": "2024-09",
        "event": True,
        "what": "progression",
        "censor_reason": None,
        "days": 259,
        "days_min": 245,
        "days_max": 274,
        "imputed": True,
    }
    assert answer["endpoints"]["os"]["censor_reason"] == "alive"
    assert answer["endpoints"]["pfs_sensitivity"] is None
    (growth,) = answer["growth"]
    assert (growth["from"], growth["to"], growth["days"]) == ("2024-01-01", "2024-03-31", 90)
    assert round(growth["vdt_days"], 2) == 114.05
    assert answer["platinum_free_interval"]["months"] == 6
    assert answer["comparisons"] == [{"a": "2024", "b": "2024-02", "a_before_b": "unknown"}]
    assert answer["settings"]["new_line_before_progression"] == "censor"


def test_all_but_the_start_of_the_line_may_be_absent_or_null(run: Run) -> None:
    names = [
        *("diagnosis_date", "os_from", "assessments", "confirmation", "stop", "next_line_start"),
        *("new_line_before_progression", "clinical_progression", "death", "last_known_alive"),
        *("assessment_interval_days", "sums", "platinum", "compare"),
    ]
    bare = asked(run, "endpoints", {"line_start": "2024"}).document
    empty = asked(run, "endpoints", {"line_start": "2024", **dict.fromkeys(names)}).document
    assert bare == empty
    found = bare["endpoints"]
    assert (found["os"], found["dor"], found["ttf"]) == (None, None, None)
    assert (found["pfs"]["censor_reason"], found["pfs"]["days"]) == ("no_assessment", 1)
    assert (bare["growth"], bare["platinum_free_interval"]) == ([], None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"line_start": None}, {"line_start": "missing_field"}),
        ({"line_start": "2024-13"}, {"line_start": "not_a_date"}),
        ({"death": "2023-12-31"}, {"death": "end_before_start"}),
        ({"stop": {"date": "2023"}}, {"stop.date": "end_before_start"}),
        ({"next_line_start": "2023-11"}, {"next_line_start": "end_before_start"}),
        (
            {"assessments": [{"date": "2023-06", "overall": "PD"}]},
            {"assessments.0.date": "end_before_start"},
        ),
        (
            {"os_from": "diagnosis", "diagnosis_date": "2024-06-01", "death": "2024-05-01"},
            {"death": "end_before_start"},
        ),
        (
            {
                "assessments": [
                    {"date": "2024-03-01", "overall": "SD"},
                    {"date": "2024-03-01", "overall": "PD"},
                ]
            },
            {"assessments.1.date": "duplicate_date"},
        ),
        (
            {"sums": [{"date": "2024-03-01", "sum_mm": 1}, {"date": "2024-03-01", "sum_mm": 2}]},
            {"sums.1.date": "duplicate_date"},
        ),
        ({"sums": [{"date": "2024-03-01", "sum_mm": -1}]}, {"sums.0.sum_mm": "out_of_range"}),
        (
            {"assessments": [{"overall": "MR"}], "compare": [{"a": "2024"}]},
            {
                "assessments.0.date": "missing_field",
                "assessments.0.overall": "not_allowed",
                "compare.0.b": "missing_field",
            },
        ),
        ({"os_from": "birth", "stop": 4}, {"os_from": "not_allowed", "stop": "not_an_object"}),
    ],
)
def test_a_faulty_record_gives_every_problem_and_exit_2(
    run: Run, changes: dict[str, Any], expected: dict[str, str]
) -> None:
    done = asked(run, "endpoints", {"line_start": "2024-01-01", **changes})
    assert (done.code, done.codes, done.err) == (2, expected, "")


def test_an_end_that_may_lie_on_or_after_its_start_is_not_refused(run: Run) -> None:
    done = asked(run, "endpoints", {"line_start": "2024-03-20", "death": "2024-03"})
    assert done.document["endpoints"]["pfs"]["days"] == 1


def test_doubtful_records_are_warned_of(run: Run) -> None:
    record = {
        **RECORD,
        "death": "2024-10-01",
        "clinical_progression": "2024-05-01",
        "platinum": {"last_dose": "2024-01-15"},
    }
    warnings = asked(run, "endpoints", record).document["warnings"]
    assert len(warnings) == 3


def test_extreme_growth_is_still_plain_json(run: Run) -> None:
    sums = [{"date": "2024-01-01", "sum_mm": 0.001}, {"date": "2024-01-02", "sum_mm": 5000}]
    (growth,) = asked(run, "endpoints", {**RECORD, "sums": sums}).document["growth"]
    assert growth["tgr_percent_per_month"] > 10**300


def test_without_json_the_answers_are_text(run: Run) -> None:
    done = run("recist", "-", text=json.dumps([COURSE, COURSE]))
    assert (done.code, done.err) == (0, "")
    assert "Best overall response: CR unconfirmed, SD confirmed" in done.out
    assert "Course 2" in done.out
    ends = run("endpoints", "-", text=json.dumps(RECORD))
    assert "pfs: 259* d (245-274)" in ends.out
    assert "platinum-free interval: 6.0 months" in ends.out


def test_the_commands_load_nothing_heavy(tmp_path: Any) -> None:
    file = tmp_path / "course.json"
    file.write_text(json.dumps(COURSE), encoding="utf-8")
    assert loaded_by("recist", file, "--json") == set()
