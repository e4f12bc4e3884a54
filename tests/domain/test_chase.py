"""The chase list: what a case lacks, who was asked, what came back and is really there."""

from datetime import date, timedelta

import pytest

from nenboard.domain.case import Case
from nenboard.domain.chase import (
    Asked,
    CameBack,
    ChaseEntry,
    ChaseLine,
    ChaseState,
    Dropped,
    Limits,
    Reminded,
    Step,
    by_department,
    chase_lines,
)
from nenboard.domain.readiness import readiness
from nenboard.host import resources
from nenboard.workflow.releases import read_data_set
from tests.builders import ON, a_case, a_patient

DATA_SET = read_data_set(
    resources.path("terms", "minimum_data_set.yaml").read_text(encoding="utf-8")
)
LIMITS = Limits(due_before_meeting=2, remind_before_due=1, remind_again=2)
DUE = date(2026, 11, 17)
ASKED_ON = date(2026, 11, 10)
ASKED = Asked(department="nurse", label="Key worker", on=ASKED_ON, due=DUE)


def lines(case: Case, *steps: Step, item: str = "7") -> tuple[ChaseLine, ...]:
    entries = [ChaseEntry(case_id=case.id, item=item, step=step) for step in steps]
    return chase_lines(case.id, readiness(case, ON, data_set=DATA_SET), entries=entries, due=DUE)


def lacking() -> Case:
    """A case that lacks its key worker only."""
    return a_case()


def complete() -> Case:
    case = a_case()
    referral = case.referral.model_copy(update={"key_worker": "N. Synthetic"})
    return case.model_copy(update={"referral": referral})


def test_an_open_item_nobody_was_asked_for_is_listed_with_who_can_answer() -> None:
    (line,) = lines(lacking())
    assert (line.item, line.department, line.where) == ("7", "nurse", "nursing team")
    assert (line.state, line.due) == (ChaseState.NOT_ASKED, DUE)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((ASKED,), ChaseState.ASKED),
        ((ASKED, CameBack(on=DUE)), ChaseState.BACK_NOT_ENTERED),
        ((ASKED, Dropped(on=DUE, reason="moved away")), ChaseState.DROPPED),
        ((ASKED, CameBack(on=DUE), ASKED), ChaseState.ASKED),
        ((CameBack(on=DUE),), ChaseState.NOT_ASKED),
    ],
)
def test_a_line_stands_as_its_steps_left_it(steps: tuple[Step, ...], state: ChaseState) -> None:
    (line,) = lines(lacking(), *steps)
    assert line.state is state


def test_an_answer_that_the_case_holds_is_back_even_without_a_tick() -> None:
    for steps in ((ASKED,), (ASKED, CameBack(on=DUE))):
        (line,) = lines(complete(), *steps)
        assert line.state is ChaseState.BACK
        assert not line.is_open


def test_something_beside_the_data_set_is_back_when_it_is_ticked() -> None:
    asked = ASKED.model_copy(update={"label": "Letter of 2019"})
    found = {line.item: line for line in lines(lacking(), asked, item="letter-2019")}
    assert found["letter-2019"].state is ChaseState.ASKED
    found = {line.item: line for line in lines(lacking(), asked, CameBack(on=DUE), item="letter")}
    assert found["letter"].state is ChaseState.BACK


def test_reminders_go_out_near_the_day_and_again_later_but_never_twice_a_day() -> None:
    (line,) = lines(lacking(), ASKED)
    assert not line.wants_reminder(DUE - timedelta(days=2), LIMITS)
    assert line.wants_reminder(DUE - timedelta(days=1), LIMITS)
    (line,) = lines(lacking(), ASKED, Reminded(on=DUE))
    assert not line.wants_reminder(DUE, LIMITS)
    assert not line.wants_reminder(DUE + timedelta(days=1), LIMITS)
    assert line.wants_reminder(DUE + timedelta(days=2), LIMITS)


def test_a_line_is_overdue_after_its_day_while_it_is_open() -> None:
    (line,) = lines(lacking(), ASKED)
    assert not line.is_overdue(DUE)
    assert line.is_overdue(DUE + timedelta(days=1))
    (line,) = lines(complete(), ASKED)
    assert not line.is_overdue(DUE + timedelta(days=1))


def test_departments_see_their_open_lines_the_earliest_day_first() -> None:
    case = lacking().model_copy(update={"patient": a_patient(sex=None, birth_date=None)})
    soon = ASKED.model_copy(update={"department": "coordinator", "due": DUE - timedelta(days=3)})
    found = by_department(lines(case, soon, item="5"))
    assert list(found) == ["coordinator", "nurse"]
    assert [line.item for line in found["coordinator"]] == ["5", "4"]


def test_what_was_asked_for_stands_before_what_was_not() -> None:
    case = lacking().model_copy(update={"patient": a_patient(sex=None, birth_date=None)})
    late = ASKED.model_copy(update={"department": "coordinator", "due": date(2027, 1, 1)})
    found = by_department(lines(case, late, item="5"))["coordinator"]
    assert [(line.item, line.asked is None) for line in found] == [("5", False), ("4", True)]
