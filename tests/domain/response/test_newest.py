"""The newest day of measurement: its response, whether that is certain, and hidden growth."""

from typing import Any

import pytest

from nenboard.domain.imaging import TumourAssessment
from nenboard.domain.response.course import Label, NewLesions
from nenboard.domain.response.newest import Newest, newest_measured
from tests.builders import ON, a_case, a_lesion, a_line, day

NEWEST = "2026-11-05"


def found(last_mm: int, **changes: Any) -> Newest:
    sizes = (("2025-03-20", 30), ("2026-05-20", 31), (NEWEST, last_mm))
    newest = newest_measured(a_case(lesions=(a_lesion(*sizes),), **changes), ON)
    assert newest is not None
    return newest


@pytest.mark.parametrize(
    ("last_mm", "overall", "hides"),
    [(31, Label.SD, False), (35, Label.SD, True), (38, Label.PD, False), (20, Label.PR, False)],
)
def test_growth_is_hidden_only_where_stable_disease_reaches_the_mark(
    last_mm: int, overall: Label, *, hides: bool
) -> None:
    newest = found(last_mm)
    assert (newest.found.overall, newest.hides_growth) == (overall, hides)


def test_growth_before_treatment_is_held_against_the_higher_mark() -> None:
    later = a_line(start=day(NEWEST), stop=None)
    assert found(33, lines=(later,)).hides_growth is False
    assert found(33).hides_growth is True


def test_a_response_is_certain_once_somebody_answered_for_new_lesions() -> None:
    said = TumourAssessment(date=day(NEWEST), new_lesions=NewLesions.NONE)
    assert found(31).is_certain is False
    assert found(31, assessments=(said,)).is_certain is True
    assert found(38).is_certain is True


def test_a_baseline_alone_says_nothing() -> None:
    assert newest_measured(a_case(lesions=(a_lesion((NEWEST, 30)),)), ON) is None
    assert newest_measured(a_case(lesions=()), ON) is None
