"""Meetings on the board page: planned, filled late, ordered, frozen, over, only to be read."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget

from nenboard.domain.board import GuestSlot, Meeting
from nenboard.domain.dates import PartialDate
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.workflow import clock, meeting, outcomes, sitting
from tests.gui.board.conftest import CASES, Board, settle
from tests.gui.board.test_agenda import dialog, triages
from tests.workflow.board_support import AFTER_CUT_OFF, MEETING, ON_THE_DAY, typed

CTRL = Qt.KeyboardModifier.ControlModifier


def plan_one(board: Board, day: str) -> None:
    board.press(Qt.Key.Key_Space)
    board.find(QLineEdit, "board_plan_date").setText(day)
    dialog(board).send()
    settle()


def test_without_a_meeting_the_board_offers_to_plan_one(empty_board: Board) -> None:
    assert empty_board.page.view.empty.text.startswith("No meeting planned.")
    plan_one(empty_board, "26 nov 2026")
    assert str(empty_board.meeting.date) == "2026-11-26"
    assert (empty_board.meeting.minutes, str(empty_board.meeting.cut_off)) == (75, "2026-11-24")
    assert empty_board.page.view.has_meeting
    assert empty_board.page.view.agenda.empty.text == "No case on the agenda yet."


def test_a_day_that_can_be_two_days_is_asked_about(empty_board: Board) -> None:
    plan_one(empty_board, "03/04/2027")
    assert "03-Apr-2027" in dialog(empty_board).rows["date"].message.text()
    assert empty_board.registry.meetings.all() == ()
    dialog(empty_board).reject()


def test_ctrl_n_adds_cases_by_keys_alone(board: Board) -> None:
    meeting.remove_case(board.registry, MEETING, case_id="NEN-00002")
    board.page.read_again()
    board.running.run("new_case")
    results = board.find(QListWidget, "add_results")
    assert results.count() == 1
    results.setFocus()
    board.press(Qt.Key.Key_Return)
    board.find(KeyButton, "add_go").click()
    assert board.numbers() == "132"
    board.running.run("undo")
    assert board.numbers() == "13"


def test_after_the_cut_off_a_clinician_has_to_want_the_case(board: Board) -> None:
    meeting.remove_case(board.registry, MEETING, case_id="NEN-00002")
    with clock.stopped_at(AFTER_CUT_OFF):
        board.page.read_again()
        board.running.run("new_case")
        results = board.find(QListWidget, "add_results")
        results.item(0).setCheckState(Qt.CheckState.Checked)
        board.find(KeyButton, "add_go").click()
        assert board.numbers() == "13"
        board.find(QLineEdit, "add_clinician").setText("Dr A. Lindqvist")
        board.find(QLineEdit, "add_reason").setText("Obstructed since yesterday")
        board.find(KeyButton, "add_go").click()
        settle()
    late = board.meeting.agenda[-1].late
    assert late is not None
    assert late.by == "Dr A. Lindqvist"
    assert "1 late addition" in board.page.view.head.about.text()
    assert "Added late for Dr A. Lindqvist" in board.page.view.agenda.explain.text


def test_ctrl_n_without_a_meeting_makes_a_new_case(empty_board: Board) -> None:
    empty_board.running.run("new_case")
    made = empty_board.running.dialog("new_case_dialog")
    made._pause.stop()  # type: ignore[attr-defined]
    made.reject()  # type: ignore[attr-defined]


def test_a_suggested_order_is_shown_with_reasons_and_applied_only_on_accept(board: Board) -> None:
    guest = GuestSlot(name="Dr G", ends=time(14, 10))
    meeting.update_item(board.registry, MEETING, case_id="NEN-00003", guest=guest)
    board.page.read_again()
    board.press(Qt.Key.Key_O)
    listed = " ".join(row.said() for row in board.page.view.order.list.rows.rows)
    assert "time of Dr G" in listed
    assert board.numbers() == "123"
    board.press(Qt.Key.Key_Escape)
    assert not board.page.view.is_order_shown
    board.press(Qt.Key.Key_O)
    board.find(KeyButton, "order_accept").click()
    settle()
    assert board.numbers().startswith("3")
    assert not board.page.view.is_order_shown


def test_a_blocked_case_keeps_the_agenda_from_being_frozen_and_the_page_says_so(
    board: Board,
) -> None:
    board.page.doing.freeze()
    assert "NEN-00001" in board.page.view.agenda.state.text
    assert board.page.view.agenda.state.kind == "problem"
    assert board.meeting.editions == ()


def test_changes_of_a_frozen_agenda_are_addenda(board: Board) -> None:
    with clock.stopped_at(ON_THE_DAY):
        board.page.doing.freeze()
        assert "Version 1 was sent out" in board.page.view.agenda.state.text
        board.at("NEN-00002")
        board.press(Qt.Key.Key_S)
        assert "Addendum 1 of 26-Nov" in board.page.view.agenda.state.text
        assert "triage NEN-00002" in board.page.view.agenda.state.text
    assert [one.number for one in board.meeting.addenda] == [1]
    assert "1 addendum since" in board.page.view.head.about.text()


def test_what_somebody_else_changed_is_not_undone(board: Board) -> None:
    board.at("NEN-00001")
    board.press(Qt.Key.Key_S)
    meeting.reorder(board.registry, MEETING, case_ids=("NEN-00003",))
    board.running.run("undo")
    assert board.numbers() == "312"
    assert board.page.view.agenda.state.kind == "problem"
    assert board.page.undo_text() == ""


def test_figures_open_their_rows(board: Board) -> None:
    figures = board.page.view.figures.buttons
    assert figures["list"].figure.value == "3"
    assert figures["quorum"].figure.value == "7 of 7"
    figures["quorum"].click()
    assert board.page.view.side.parts["attendance"].list.hasFocus()
    figures["ready"].click()
    line = board.page.doing.line()
    assert line is not None
    assert line.case_id == "NEN-00002"


def test_of_a_meeting_that_is_over_unsigned_outcomes_stand_first_and_nothing_changes(
    board: Board,
) -> None:
    hold(board)
    lines = board.page.view.agenda.model.lines
    assert [line.status for line in lines] == ["unsigned"] * 3
    assert "3 outcomes are not signed" in board.page.view.agenda.state.text
    before = triages(board)
    board.at("NEN-00001")
    board.press(Qt.Key.Key_S)
    board.press(Qt.Key.Key_Delete)
    assert triages(board) == before
    assert not board.page.view.agenda.add.isVisible()


def test_lists_and_the_pack_ask_where_they_go(board: Board) -> None:
    for button in ("side_chase_print", "board_pack"):
        board.find(KeyButton, button).click()
        asked = board.running.dialog("export_dialog")
        assert asked.findChild(QLineEdit, "export_folder") is not None
        asked.reject()  # type: ignore[attr-defined]


def test_ctrl_j_goes_from_case_to_case_that_needs_work_and_round(board: Board) -> None:
    seen = []
    for command in ("next_open", "next_open", "next_open", "previous_open"):
        board.running.run(command)
        line = board.page.doing.line()
        assert line is not None
        seen.append(line.case_id[-1])
    assert seen == ["2", "3", "1", "3"]


def test_a_meeting_that_runs_is_resumed_and_counts_its_outcomes(board: Board) -> None:
    with clock.stopped_at(ON_THE_DAY):
        sitting.start(board.registry, MEETING)
        outcomes.record(board.registry, typed(board.registry))
        board.page.read_again()
    assert "is running since" in board.page.view.agenda.state.text
    assert board.page.view.head.start.text() == "Resume meeting"
    assert board.page.view.figures.buttons["ready"].figure.value == "0 of 3"
    assert board.page.view.agenda.model.lines[0].status_words == "Plan agreed"
    board.page.view.head.start.click()
    settle()
    shown = board.running.program.window.current_page()
    assert shown is not None
    assert shown.page_key() == "meeting"


def hold(board: Board) -> Meeting:
    """Start, record every outcome, finish."""
    with clock.stopped_at(ON_THE_DAY):
        sitting.start(board.registry, MEETING)
        for case_id in CASES:
            outcomes.record(board.registry, typed(board.registry, case_id))
        sitting.finish(board.registry, MEETING)
        board.page.read_again()
        settle()
    return board.meeting


def test_who_may_only_read_can_open_and_print_but_changes_nothing(board: Board) -> None:
    window = board.running.program.window
    assert window.open_registry is not None
    window.open_registry = replace(window.open_registry, is_viewer=True)
    board.page.read_again()
    settle()
    board.at("NEN-00001")
    board.press(Qt.Key.Key_S)
    assert len(set(triages(board))) == 1
    assert not board.page.view.agenda.add.isVisible()
    assert not board.page.view.side.parts["chase"].row.isVisible()
    board.press(Qt.Key.Key_Return)
    shown = window.current_page()
    assert shown is not None
    assert shown.page_key() == "case:NEN-00001"


def test_another_meeting_is_chosen_from_the_list(board: Board) -> None:
    later = meeting.usual_meeting(board.registry, PartialDate("2026-12-10"))
    meeting.save_meeting(board.registry, later, expected_revision=0)
    board.page.read_again()
    menu = board.page.view.head.meetings_menu()
    listed = [action for action in menu.actions() if action.isCheckable()]
    assert [action.isChecked() for action in listed] == [False, True]
    listed[0].trigger()
    assert "10-Dec-2026" in board.page.view.head.title.text()
    menu.deleteLater()
    board.running.run("start_meeting")
    shown = board.running.program.window.current_page()
    assert shown is not None
    assert shown.page_title() == f"Meeting {later.id}"


def test_the_place_is_changed_in_a_dialog_and_back_by_undo(board: Board) -> None:
    board.page.doing.edit_meeting()
    board.find(QLineEdit, "board_meeting_place").setText("Room B2 and video")
    board.find(QLineEdit, "board_meeting_starts").setText("13.30")
    dialog(board).send()
    assert "Room B2 and video" in board.page.view.head.about.text()
    assert "13:30" in board.page.view.head.title.text()
    board.running.run("undo")
    assert board.meeting.place is None
