"""The agenda by keys: triage, order, breaks, what is said of a case, off it, and back by undo."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from nenboard.domain.terms import BoardRole, Triage
from nenboard.gui.board.asking import AskDialog
from nenboard.gui.board.page import BoardPage
from tests.gui.board.conftest import Board, settle

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def dialog(board: Board) -> AskDialog:
    found = board.page.context.dialog
    assert found is not None
    assert found.isVisible()
    return found


def triages(board: Board) -> list[Triage]:
    return [item.triage for item in board.meeting.agenda]


def overridden(board: Board) -> list[str]:
    return [item.override.by for item in board.meeting.agenda if item.override is not None]


def test_the_board_opens_on_the_first_case_that_needs_work(board: Board) -> None:
    line = board.page.doing.line()
    assert line is not None
    assert (line.case_id, line.status) == ("NEN-00001", "blocked")
    assert board.page.view.head.title.text() == "NET MDT, Thursday 26-Nov-2026, 14:00"


def test_letters_triage_the_chosen_case(board: Board) -> None:
    board.at("NEN-00002")
    board.press(Qt.Key.Key_S)
    assert triages(board) == [Triage.DISCUSS, Triage.STANDARD_OF_CARE, Triage.DISCUSS]
    board.press(Qt.Key.Key_D)
    assert triages(board) == [Triage.DISCUSS] * 3
    line = board.page.doing.line()
    assert line is not None
    assert line.case_id == "NEN-00002"


def test_not_ready_asks_for_the_cause_and_keeps_asking_without_one(board: Board) -> None:
    board.at("NEN-00003")
    board.press(Qt.Key.Key_N)
    asked = dialog(board)
    asked.send()
    assert asked.rows["cause"].message.text()
    assert board.meeting.agenda[2].triage is Triage.DISCUSS
    board.find(QLineEdit, "board_not_ready_cause").setText("Slides are on their way")
    board.find(QLineEdit, "board_not_ready_due").setText("+1w")
    asked.send()
    kept = board.meeting.agenda[2].not_ready
    assert kept is not None
    assert kept.cause == "Slides are on their way"
    assert str(kept.due) == "2026-11-27"


def test_alt_and_arrows_move_a_case_and_ctrl_z_moves_it_back(board: Board) -> None:
    board.at("NEN-00003")
    board.press(Qt.Key.Key_Up, ALT)
    board.press(Qt.Key.Key_Up, ALT)
    assert board.numbers() == "312"
    orders = []
    for command in ("undo", "undo", "redo"):
        board.running.run(command)
        orders.append(board.numbers())
    assert orders == ["132", "123", "132"]
    line = board.page.doing.line()
    assert line is not None
    assert line.case_id == "NEN-00003"


def test_del_takes_a_case_off_and_offers_to_put_it_back(board: Board) -> None:
    board.at("NEN-00002")
    board.press(Qt.Key.Key_Delete)
    assert board.numbers() == "13"
    line = board.page.doing.line()
    assert line is not None
    assert line.case_id == "NEN-00003"
    toast = board.running.program.window.toast
    assert toast.isVisible()
    toast._press()
    assert board.numbers() == "123"


def test_b_puts_a_break_after_the_case_and_takes_it_away_on_the_break(board: Board) -> None:
    board.at("NEN-00001")
    board.press(Qt.Key.Key_B)
    assert [(one.after, one.minutes) for one in board.meeting.pauses] == [("NEN-00001", 10)]
    assert board.page.view.agenda.table.choose_case("NEN-00001", "break")
    board.press(Qt.Key.Key_B)
    assert board.meeting.pauses == ()


def test_f2_changes_question_minutes_experts_and_guest(board: Board) -> None:
    board.at("NEN-00001")
    board.press(Qt.Key.Key_F2)
    asked = dialog(board)
    board.find(QPlainTextEdit, "board_item_question").setPlainText("Surgery first?")
    board.find(QLineEdit, "board_item_minutes").setText("12")
    asked.rows["experts"].editor.boxes["surgery"].setChecked(True)  # type: ignore[attr-defined]
    board.find(QLineEdit, "board_item_guest").setText("Dr G")
    board.find(QLineEdit, "board_item_guest_starts").setText("14:30")
    board.find(QLineEdit, "board_item_guest_ends").setText("14.10")
    asked.send()
    assert "ends after it starts" in asked.message.text
    board.find(QLineEdit, "board_item_guest_ends").setText("15")
    asked.send()
    item = board.meeting.agenda[0]
    assert (item.question, item.minutes, item.experts) == (
        "Surgery first?",
        12,
        (BoardRole.SURGERY,),
    )
    assert item.guest is not None
    line = board.page.doing.line()
    assert line is not None
    assert (line.question, line.minutes) == ("Surgery first?", "12")


def test_the_bar_says_which_item_is_open_and_who_can_answer(board: Board) -> None:
    board.at("NEN-00001")
    said = board.page.view.agenda.explain.text
    assert said.startswith("AMBERLEY is blocked.")
    assert "level A" in said
    assert "Who can answer: " in said


def test_an_override_needs_a_clinician_and_a_reason(board: Board) -> None:
    board.at("NEN-00001")
    board.page.doing.override()
    asked = dialog(board)
    board.find(QLineEdit, "board_override_clinician").setText("Dr A. Lindqvist")
    asked.send()
    assert overridden(board) == []
    board.find(QPlainTextEdit, "board_override_reason").setPlainText("Urgent, all else is known")
    asked.send()
    assert overridden(board) == ["Dr A. Lindqvist"]
    line = board.page.doing.line()
    assert line is not None
    assert (line.status, line.items) == ("overridden", "by Dr A. Lindqvist")


def test_enter_opens_the_case(board: Board) -> None:
    board.at("NEN-00002")
    board.press(Qt.Key.Key_Return)
    shown = board.running.program.window.current_page()
    assert shown is not None
    assert shown.page_key() == "case:NEN-00002"


def test_hidden_names_leave_the_board(board: Board) -> None:
    board.running.run("hide_names")
    settle()
    board.at("NEN-00001")
    board.press(Qt.Key.Key_F2)
    shown = [label.text() for label in dialog(board).findChildren(QLabel)]
    assert not any("AMBERLEY" in text for text in shown)
    dialog(board).reject()
    words = " ".join(line.said() for line in board.page.view.agenda.model.lines)
    listed = " ".join(row.said() for row in board.page.view.side.parts["chase"].list.rows.rows)
    for text in (words, listed, board.page.view.agenda.explain.text):
        assert "AMBERLEY" not in text
    board.running.run("hide_names")


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window:
            self.shown.append(watched.objectName() or type(watched).__name__)
        return False


def test_the_page_shows_no_window_of_its_own(board: Board, qapp: QApplication) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    page = BoardPage(board.running.program.window, board.running.frame)
    settle()
    qapp.removeEventFilter(windows)
    page.deleteLater()
    assert windows.shown == []
