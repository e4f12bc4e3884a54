"""The lists beside the agenda: chased and back, who comes, actions done, plans asked after."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Deferral
from nenboard.domain.terms import DeferralCause, Followed, NotFollowedReason, Presence, Result
from nenboard.gui.board.side import SidePart
from nenboard.gui.page import Change
from nenboard.workflow import (
    casework,
    clock,
    follow_up,
    meeting,
    outcomes,
    readiness,
    returns,
    signing,
    sitting,
)
from tests.gui.board.conftest import CASES, Board, settle
from tests.gui.board.test_agenda import dialog
from tests.workflow.board_support import MEETING, ON_THE_DAY, typed

LATER = datetime(2026, 12, 20, 9, tzinfo=UTC)
NEXT = "MDT-0002"


def part(board: Board, key: str) -> SidePart:
    """A list, with the keyboard in it."""
    found = board.page.view.side.parts[key]
    board.page.view.side.show_part(key)
    settle()
    return found


def said(found: SidePart) -> list[str]:
    return [row.said() for row in found.list.rows.rows]


def first(found: SidePart, words: str) -> None:
    """Choose the first row that says this."""
    found.list.choose(next(n for n, one in enumerate(said(found)) if words in one))


def test_the_chase_list_is_grouped_by_who_can_answer(board: Board) -> None:
    found = part(board, "chase")
    headings = [row.strong for row in found.list.rows.rows if row.is_heading]
    assert headings == sorted(headings)
    assert "Coordinator" in headings
    assert any("AMBERLEY" in one and "not asked" in one for one in said(found))


def test_c_chases_all_that_the_case_lacks(board: Board) -> None:
    board.at("NEN-00001")
    board.press(Qt.Key.Key_C)
    found = part(board, "chase")
    mine = [row for row in found.list.rows.rows if row.case_id == "NEN-00001"]
    assert mine
    assert all("asked 20-Nov" in row.said() for row in mine)
    others = [row for row in found.list.rows.rows if row.case_id == "NEN-00002"]
    assert all("not asked" in row.said() for row in others)


def test_what_came_back_but_was_not_entered_stays_and_says_so(board: Board) -> None:
    found = part(board, "chase")
    first(found, "Referrer")
    board.press(Qt.Key.Key_Space)
    settle()
    assert any("Referrer" in one and "back, not entered yet" in one for one in said(found))
    assert "does not hold it yet" in board.running.program.window.status.note.text()


def test_an_answer_that_is_dropped_needs_a_reason_and_can_be_asked_again(board: Board) -> None:
    found = part(board, "chase")
    first(found, "Referrer")
    board.press(Qt.Key.Key_C)
    settle()
    first(found, "Referrer, asked")
    board.press(Qt.Key.Key_Delete)
    dialog(board).send()
    assert dialog(board).rows["reason"].message.text()
    board.find(QLineEdit, "board_drop_reason").setText("The referrer has retired")
    dialog(board).send()
    settle()
    count = sum("Referrer" in one for one in said(found))
    board.running.program.window.toast._press()
    settle()
    assert sum("Referrer" in one for one in said(found)) == count + 1


def test_space_marks_who_is_there(board: Board) -> None:
    found = part(board, "attendance")
    first(found, "Dr S")
    board.press(Qt.Key.Key_Space)
    there = {one.name: one.presence for one in board.meeting.attendance}
    assert there["Dr S"] is Presence.PRESENT
    found.run_named("apologies")
    settle()
    assert board.page.view.figures.buttons["quorum"].figure.value == "6 of 7"
    assert any("Dr S" in one and "Apologies" in one for one in said(found))


def test_somebody_is_added_in_a_role(board: Board) -> None:
    found = part(board, "attendance")
    found.run_named("add_person")
    board.find(QLineEdit, "board_person_name").setText("Dr C")
    role = board.find(QComboBox, "board_person_role")
    role.setCurrentIndex(role.findData("cardiology"))
    dialog(board).send()
    settle()
    assert "Cardiology, Dr C, Expected" in said(found)


@pytest.fixture
def held(board: Board) -> Iterator[Board]:
    """After the meeting: one plan signed, one case deferred; the next one is planned."""
    with clock.stopped_at(ON_THE_DAY):
        sitting.start(board.registry, MEETING)
        deferral = Deferral(
            cause=DeferralCause.IMAGING,
            owner="Dr R",
            returns_on=PartialDate("2027-02-01"),
        )
        outcomes.record(board.registry, typed(board.registry))
        outcomes.read_back(board.registry, MEETING, case_id=CASES[0])
        signer = signing.Signer(name="Dr Carl S", capacity="chair")
        signing.sign(board.registry, MEETING, case_id=CASES[0], signer=signer)
        draft = typed(board.registry, CASES[1], result=Result.DEFERRED, deferral=deferral)
        outcomes.record(board.registry, draft)
        sitting.finish(board.registry, MEETING, rest=deferral)
    with clock.stopped_at(LATER):
        returns.plan(
            board.registry, meeting.usual_meeting(board.registry, PartialDate("2027-01-07"))
        )
        board.page.show_meeting(NEXT)
        settle()
        yield board


def test_an_action_is_ticked_off_and_opened_again_by_undo(held: Board) -> None:
    found = part(held, "actions")
    assert "02-Dec" in said(found)[0]
    held.press(Qt.Key.Key_Space)
    settle()
    left = len(said(found))
    held.running.program.window.toast._press()
    settle()
    assert len(said(found)) == left + 1


def test_whether_the_plan_was_followed_is_asked_and_not_fully_needs_the_reason(
    held: Board,
) -> None:
    found = part(held, "later")
    first(found, "14 days")
    held.press(Qt.Key.Key_Space)
    followed = held.find(QComboBox, "board_followed_followed")
    followed.setCurrentIndex(followed.findData("partly"))
    dialog(held).send()
    assert "needs the reason" in dialog(held).message.text
    reason = held.find(QComboBox, "board_followed_reason")
    reason.setCurrentIndex(reason.findData("patient_choice"))
    dialog(held).send()
    settle()
    assert not any("14 days" in one for one in said(found))
    answers = [one.answer for one in follow_up.plan_questions(held.registry) if one.answer]
    assert [(one.followed, one.reason) for one in answers] == [
        (Followed.PARTLY, NotFollowedReason.PATIENT_CHOICE)
    ]


def test_a_deferred_case_that_waits_is_brought_back_to_the_meeting_shown(held: Board) -> None:
    found = part(held, "later")
    first(found, "O'BRIEN")
    found.run_named("return")
    settle()
    item = held.registry.meetings.get(NEXT).meeting.agenda[-1]
    assert (item.case_id, item.returns_from) == (CASES[1], MEETING)
    held.running.run("undo")
    assert held.registry.meetings.get(NEXT).meeting.item(CASES[1]) is None


def test_a_case_that_was_completed_is_checked_again_by_itself(board: Board) -> None:
    before = readiness.of_case(board.registry, CASES[0])
    stored = casework.load_case(board.registry, CASES[0])
    referral = stored.case.referral.model_copy(update={"referrer": "Dr Q"})
    case = stored.case.model_copy(update={"referral": referral})
    window = board.running.program.window
    window.desk.save_case(case, expected_revision=stored.revision)
    window.published(Change("case", (CASES[0],)))
    settle()
    line = board.page.view.agenda.model.lines[0]
    assert line.answered == f"{len(before.answered) + 1}/{before.asked}"
