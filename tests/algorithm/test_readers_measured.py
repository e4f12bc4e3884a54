"""Tests of what measured lesions say: progression, growth, best response, months of a line."""

from typing import Any

from nenboard.domain.case import Case
from nenboard.domain.imaging import Lesion, Measurement, TumourAssessment
from nenboard.domain.knowledge import EarlierLine, NumberRange
from nenboard.domain.response.course import NewLesions, NonTarget
from nenboard.domain.terms import Response, ResponseMethod
from nenboard.domain.treatment import Component, ResponseRecord
from tests.algorithm.reading_help import UNKNOWN, between, one_of, value
from tests.builders import a_case, a_line, an_extent, day, number


def lesion(*sizes: tuple[str, str]) -> Lesion:
    measured = tuple(Measurement(date=day(when), mm=number(mm)) for when, mm in sizes)
    return Lesion(id="t1", organ="liver", measurements=measured)


def seen(*days: str) -> tuple[TumourAssessment, ...]:
    return tuple(
        TumourAssessment(
            date=day(when), non_target=NonTarget.NON_CR_NON_PD, new_lesions=NewLesions.NONE
        )
        for when in days
    )


def measured(*sizes: tuple[str, str], line: Any = None, **changes: Any) -> Case:
    """A case known by its measured lesions only, on a line from 1 January 2026."""
    start = {"start": day("2026-01-01"), "progressed": None, "best_response": None}
    given: dict[str, Any] = {
        "extent": an_extent(pace=None, status=None, status_date=None),
        "lines": (a_line(**{**start, **(line or {})}),),
        "imaging": (),
        "responses": (),
        "lesions": (lesion(*sizes),),
    }
    return a_case(**{**given, **changes})


def the_line(case: Case) -> EarlierLine:
    found = value("prior_lines", case)
    assert isinstance(found, tuple)
    (line,) = found
    assert isinstance(line, EarlierLine)
    return line


GROWN = (("2025-12-20", "30"), ("2026-03-20", "31"), ("2026-06-20", "38"))
STABLE = (("2025-12-20", "30"), ("2026-03-20", "31"), ("2026-08-20", "30"))
SHRUNK = (("2025-12-20", "30"), ("2026-03-20", "20"), ("2026-08-20", "20"))


def test_growth_of_measured_lesions_is_a_progression() -> None:
    case = measured(*GROWN)
    assert value("growth", case) == one_of("progressive", "rapid")
    assert the_line(case).pfs_months == between("5.61806981520", "5.61806981520").low


def test_a_record_of_the_day_wins_over_the_sizes() -> None:
    record = ResponseRecord(
        date=day("2026-06-20"), method=ResponseMethod.RECIST, response=Response.SD, line_id="l1"
    )
    case = measured(*GROWN, responses=(record,))
    assert value("growth", case) == one_of("indolent", "stable")
    assert isinstance(the_line(case).pfs_months, NumberRange)


def test_an_entered_progression_is_the_only_one() -> None:
    case = measured(*GROWN, line={"progressed": day("2026-09-20")})
    assert the_line(case).pfs_months == between("8.64065708419", "8.64065708419").low


def test_stable_sizes_say_nothing_while_new_lesions_are_not_answered() -> None:
    assert value("growth", measured(*STABLE)) is UNKNOWN
    silent = the_line(measured(*SHRUNK))
    assert (silent.best_response, silent.pfs_months) == (UNKNOWN, UNKNOWN)


def test_stable_sizes_without_new_lesions_are_quiet_and_count_for_the_line() -> None:
    case = measured(*STABLE, assessments=seen("2026-03-20", "2026-08-20"))
    assert value("growth", case) == one_of("indolent", "stable")
    line = the_line(case)
    assert line.best_response == "SD"
    assert isinstance(line.pfs_months, NumberRange)
    assert line.pfs_months.comparator == ">="
    shrunk = measured(*SHRUNK, assessments=seen("2026-03-20", "2026-08-20"))
    assert the_line(shrunk).best_response == "PR"


def test_the_best_response_needs_every_time_point_up_to_progression() -> None:
    assert the_line(measured(*GROWN)).best_response is UNKNOWN
    assert the_line(measured(*GROWN, assessments=seen("2026-03-20"))).best_response == "SD"


def test_the_interval_begins_where_the_platinum_itself_ended() -> None:
    drugs = (
        Component(name="carboplatin", stop=day("2026-01-15")),
        Component(name="etoposide", stop=day("2026-03-01")),
    )
    changes = {"regimen": "CE", "components": drugs, "stop": day("2026-03-01")}
    case = measured(line={**changes, "progressed": day("2026-07-15")}, lesions=())
    assert the_line(case).months_since_last_platinum == 6
