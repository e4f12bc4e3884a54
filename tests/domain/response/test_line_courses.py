"""The courses of a case: a baseline for each line, entered over computed, mixed kept apart."""

from datetime import date
from typing import Any

import pytest

from nenboard.domain.case import Case
from nenboard.domain.imaging import Lesion, Measurement, TumourAssessment
from nenboard.domain.patient import Vital
from nenboard.domain.response.course import Label, MergedInto, NewLesions, NonTarget
from nenboard.domain.response.of_case import courses_of, size_of
from nenboard.domain.response.records import Conventions, NewLine
from nenboard.domain.response.therapy import LineCourse, line_courses
from nenboard.domain.terms import GivenFor, Response, ResponseMethod
from nenboard.domain.treatment import ResponseRecord
from tests.builders import ON, a_case, a_line, a_patient, day, number


def lesion(id_: str, *sizes: tuple[str, Any], **changes: Any) -> Lesion:
    measured = [
        Measurement(date=day(when), mm=number(mm) if isinstance(mm, str) else mm)
        for when, mm in sizes
    ]
    return Lesion(**{"id": id_, "organ": "liver", "measurements": tuple(measured), **changes})


SIZES = (
    ("2024-12-01", "30"),
    ("2025-03-01", "40"),
    ("2025-06-01", "20"),
    ("2025-09-01", "30"),
    ("2026-01-01", "21"),
)
LINES = (
    {"id": "l1", "start": day("2025-03-10"), "stop": day("2025-09-01"), "progressed": None},
    {"id": "l2", "start": day("2025-09-10"), "stop": None, "progressed": None},
)


def treated(*lesions: Lesion, lines: Any = LINES, **changes: Any) -> Case:
    made = tuple(a_line(**{"best_response": None, **line}) for line in lines)
    given: dict[str, Any] = {"lines": made, "lesions": lesions, "responses": ()}
    return a_case(**{**given, **changes})


def labels(case: Case) -> dict[int | None, list[str]]:
    return {
        course.line: [label.value for _, label in course.labels()]
        for course in courses_of(case, ON)
    }


def test_each_line_has_its_own_baseline_and_ends_where_the_next_begins() -> None:
    found = courses_of(treated(lesion("t1", *SIZES)), ON)
    firsts = [(course.line, course.result.timepoints[0].day.isoformat()) for course in found]
    assert firsts == [(None, "2024-12-01"), (0, "2025-03-01"), (1, "2025-09-01")]
    assert labels(treated(lesion("t1", *SIZES))) == {None: ["PD"], 0: ["PR", "PD"], 1: ["PR"]}


def test_a_measurement_on_the_day_a_line_starts_is_its_baseline() -> None:
    lines = ({**LINES[0], "start": day("2025-03-01")},)
    found = courses_of(treated(lesion("t1", *SIZES), lines=lines), ON)
    assert found[1].result.timepoints[0].sum_mm == 40


def test_without_lines_all_measurements_are_one_course() -> None:
    case = treated(lesion("t1", *SIZES), lines=())
    assert labels(case) == {None: ["PD", "PR", "PD", "PR"]}


def test_a_line_for_another_disease_starts_no_course() -> None:
    other = {"id": "l0", "start": day("2025-05-01"), "given_for": GivenFor.OTHER_CANCER}
    case = treated(lesion("t1", *SIZES), lines=(*LINES, other))
    assert set(labels(case)) == {None, 0, 1}


def test_what_is_dated_after_the_day_is_not_seen() -> None:
    found = courses_of(treated(lesion("t1", *SIZES)), date(2025, 7, 1))
    assert [(c.line, len(c.result.timepoints)) for c in found] == [(None, 2), (0, 2)]


def test_a_target_without_a_size_at_baseline_is_left_out_and_named() -> None:
    late = lesion("t2", ("2025-06-01", "15"), ("2025-09-01", "15"))
    found = {course.line: course for course in courses_of(treated(lesion("t1", *SIZES), late), ON)}
    assert found[0].left_out == ("t2",)
    assert found[1].left_out == ()
    assert found[0].result.timepoints[1].sum_mm == 20


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({"mm": number(12)}, number(12)),
        ({"is_too_small": True}, number(5)),
        ({"parts": (number(6), number("7.5"))}, number("13.5")),
        ({"merged_into": "t2", "mm": number(12)}, MergedInto("t2")),
        ({"mm": "not_done"}, None),
        ({}, None),
    ],
)
def test_a_measurement_is_read_as_it_was_recorded(changes: dict[str, Any], size: Any) -> None:
    assert size_of(Measurement(date=day("2025-06-01"), **changes)) == size


def test_a_lesion_merged_with_something_that_is_no_target_is_not_evaluable() -> None:
    gone = Measurement(date=day("2025-06-01"), merged_into="nobody")
    first = Measurement(date=day("2025-03-01"), mm=number(20))
    case = treated(Lesion(id="t1", organ="liver", measurements=(first, gone)))
    assert labels(case)[0] == ["NE"]


def test_partial_dates_count_as_their_middle_and_are_kept_as_entered() -> None:
    case = treated(lesion("t1", ("2025-03", "30"), ("2025-06", "20")), lines=())
    (course,) = courses_of(case, ON)
    assert course.labels() == ((day("2025-06"), Label.PR),)
    assert [each.root for each in course.dates.values()] == ["2025-03", "2025-06"]


def seen(when: str, other: NonTarget, new: NewLesions = NewLesions.NONE) -> TumourAssessment:
    return TumourAssessment(date=day(when), non_target=other, new_lesions=new)


def test_non_target_disease_and_new_lesions_are_part_of_the_course() -> None:
    gone = lesion("t1", ("2025-03-01", "20"), ("2025-06-01", "0"))
    assert labels(treated(gone))[0] == ["PR"]
    cleared = treated(gone, assessments=(seen("2025-06-01", NonTarget.CR),))
    assert labels(cleared)[0] == ["CR"]
    new = seen("2025-06-01", NonTarget.CR, NewLesions.UNEQUIVOCAL)
    assert labels(treated(gone, assessments=(new,)))[0] == ["PD"]


def test_a_course_may_rest_on_non_target_disease_alone() -> None:
    told = (seen("2025-03-01", NonTarget.NON_CR_NON_PD), seen("2025-06-01", NonTarget.PD))
    assert labels(treated(assessments=told))[0] == ["PD"]


def record(when: str, response: Response, **changes: Any) -> ResponseRecord:
    given = {"date": day(when), "method": ResponseMethod.RECIST, "line_id": "l1"}
    return ResponseRecord(**{**given, "response": response, **changes})


def first_line(case: Case, **settings: Any) -> LineCourse:
    return line_courses(case, ON, conventions=Conventions(**settings))[0]


def test_a_line_shows_response_end_points_and_growth_together() -> None:
    records = (record("2025-06-01", Response.PR), record("2025-09-01", Response.PD))
    found = first_line(treated(lesion("t1", *SIZES), responses=records))
    assert found.best is not None
    assert (found.best.unconfirmed, found.best.confirmed) == (Label.PR, Label.SD)
    assert found.endpoints is not None
    assert found.endpoints.pfs.end == day("2025-09-01")
    assert [round(each.percent_per_month or 0) for each in found.growth] == [-50, 50]
    assert found.entered is None


def test_the_entered_best_response_is_kept_beside_the_computed_one() -> None:
    lines = ({**LINES[0], "best_response": Response.SD}, LINES[1])
    found = first_line(treated(lines=lines, responses=(record("2025-06-01", Response.PR),)))
    assert found.entered is Response.SD
    assert found.best is not None
    assert found.best.unconfirmed is Label.PR


def test_the_progression_entered_for_a_line_wins_over_its_records() -> None:
    lines = ({**LINES[0], "progressed": day("2025-08-01")},)
    found = first_line(treated(lines=lines, responses=(record("2025-06-01", Response.PD),)))
    assert found.endpoints is not None
    assert found.endpoints.pfs.end == day("2025-08-01")


def test_mixed_responses_stand_apart_and_other_methods_never_count() -> None:
    records = (
        record("2025-06-01", Response.MIXED),
        record("2025-07-01", Response.PR, method=ResponseMethod.PET),
        record("2025-08-01", Response.CR, method=ResponseMethod.BIOCHEMICAL),
        record("2025-08-02", Response.PD, method=ResponseMethod.SYMPTOMATIC),
    )
    found = first_line(treated(responses=records))
    assert found.mixed == (day("2025-06-01"),)
    assert [each.overall for each in found.assessments] == [Label.NE]
    assert found.best is not None
    assert found.best.unconfirmed is Label.NE


def test_growth_hidden_by_stable_disease_is_flagged() -> None:
    slow = lesion("t1", ("2025-03-01", "50"), ("2025-06-01", "52"))
    found = first_line(treated(slow, responses=(record("2025-06-01", Response.SD),)))
    assert len(found.hidden) == 1
    assert first_line(treated(slow, responses=(record("2025-06-01", Response.PD),))).hidden == ()


def test_the_next_line_death_and_the_diagnosis_come_from_the_case() -> None:
    vital = Vital(died=day("2026-05-01"), last_known_alive=day("2026-04-01"))
    case = treated(responses=(record("2025-06-01", Response.SD),), patient=a_patient(vital=vital))
    found = first_line(case).record
    assert found is not None
    assert found.next_line_start == day("2025-09-10")
    assert (found.death, found.diagnosis) == (day("2026-05-01"), day("2025-03-04"))
    censored = first_line(case).endpoints
    ignored = first_line(case, new_line=NewLine.IGNORE).endpoints
    assert censored is not None
    assert ignored is not None
    assert (censored.pfs.event, ignored.pfs.event) == (None, "death")


def test_a_line_without_a_start_has_no_end_point() -> None:
    found = first_line(treated(lines=({**LINES[0], "start": None},)))
    assert (found.record, found.endpoints, found.best) == (None, None, None)
