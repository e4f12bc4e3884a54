"""Meeting mode in the whole program: one case at a time, by keys, on one screen or two."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from nenboard.domain.board import Meeting
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Cursor
from nenboard.domain.terms import BoardRole, DeferralCause, MeetingState, Result
from nenboard.gui import theme
from nenboard.gui.meeting.banner import RoomBanner
from nenboard.gui.meeting.info import ranges
from nenboard.gui.meeting.look import look_for, sheet_of
from nenboard.gui.meeting.page import MeetingPage
from nenboard.gui.meeting.phrase import PhraseLabel
from nenboard.gui.meeting.start import start_meeting
from nenboard.gui.widgets.banner import Identity
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, meeting, meeting_mode, outcomes, sitting
from tests.gui.conftest import PASSPHRASE, USER, Running

ON_THE_DAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
DAY = PartialDate("2026-11-26")
NAMES = ("AMBERLEY", "Amberley", "O'BRIEN", "O'Brien", "SMITH-JONES", "Smith-Jones")
CASES = ("NEN-00001", "NEN-00002")
LATE = "NEN-00003"


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with clock.stopped_at(ON_THE_DAY):
        yield


@pytest.fixture
def planned(on_the_day: None, unlocked: Running) -> Running:
    """The window on a registry with a meeting of today about two of the three cases."""
    registry = unlocked.program.window.desk.registry
    new = Meeting(id="MDT-0001", date=DAY, chair="Dr Carl S")
    meeting.save_meeting(registry, new, expected_revision=0)
    meeting.add_cases(registry, new.id, case_ids=CASES)
    sitting.expect(registry, new.id, ("Dr O", BoardRole.ONCOLOGY))
    unlocked.frame.activateWindow()
    unlocked.qtbot.waitUntil(unlocked.frame.isActiveWindow)
    return unlocked


@pytest.fixture
def running(planned: Running) -> Running:
    """The same, with the meeting started and its first case shown."""
    press(planned, Qt.Key.Key_F5)
    press(planned, Qt.Key.Key_Return)
    return planned


def press(running: Running, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or running.frame, key)
    QApplication.processEvents()


def typed(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def page_of(running: Running) -> MeetingPage:
    page = running.program.window.current_page()
    assert isinstance(page, MeetingPage)
    return page


def registry_of(running: Running) -> Registry:
    return running.program.window.desk.registry


def cursor_of(running: Running) -> Cursor:
    return meeting_mode.resume(registry_of(running), "MDT-0001")


def texts(shown: QWidget) -> str:
    """Everything that can be read in a widget."""
    labels = [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]
    phrases = [one.text for one in shown.findChildren(PhraseLabel) if one.isVisible()]
    lines = [one.text() for one in shown.findChildren(QLineEdit) if one.isVisible()]
    return "\n".join((*labels, *phrases, *lines))


def room_window(running: Running) -> QWidget:
    """The room's screen, as it is with a second screen."""
    page = page_of(running)
    page.screens.use(QGuiApplication.primaryScreen())
    QApplication.processEvents()
    assert page.screens.room is not None
    return page.screens.room


def test_f5_asks_before_a_meeting_begins_and_escape_before_it_is_left(planned: Running) -> None:
    press(planned, Qt.Key.Key_F5)
    assert "Meeting of 26-Nov-2026" in texts(page_of(planned))
    assert meeting.load_meeting(registry_of(planned), "MDT-0001").meeting.started is None
    press(planned, Qt.Key.Key_Return)
    said = texts(page_of(planned))
    assert "AMBERLEY, Rosa" in said
    assert "Which next line?" in said
    assert "Case 1 of 2" in said
    assert "Fitness" in said
    assert planned.frame.windowTitle() == "Meeting MDT-0001 – nenboard"
    assert not planned.program.window.rail.isVisible()
    assert planned.frame.isFullScreen()
    press(planned, Qt.Key.Key_PageDown)
    press(planned, Qt.Key.Key_Escape)
    assert "Leave meeting mode?" in texts(page_of(planned).below)
    press(planned, Qt.Key.Key_Return)
    assert not page_of(planned).below.has_drawer
    press(planned, Qt.Key.Key_Escape)
    press(planned, Qt.Key.Key_Tab)
    press(planned, Qt.Key.Key_Space)
    assert not isinstance(planned.program.window.current_page(), MeetingPage)
    assert planned.program.window.rail.isVisible()
    assert not planned.frame.isFullScreen()
    assert cursor_of(planned).since is None
    press(planned, Qt.Key.Key_F5)
    assert cursor_of(planned).case_id == CASES[1]
    assert cursor_of(planned).since is not None


def test_no_screen_names_a_patient_in_a_break_or_while_names_are_hidden(running: Running) -> None:
    room = room_window(running)
    press(running, Qt.Key.Key_B)
    said = texts(page_of(running)) + texts(room)
    assert "Break" in said
    assert not [name for name in NAMES if name in said]
    press(running, Qt.Key.Key_B)
    assert "AMBERLEY, Rosa" in texts(room)
    assert cursor_of(running).since == ON_THE_DAY
    running.run("hide_names")
    QApplication.processEvents()
    said = texts(page_of(running)) + texts(room)
    assert "A. R." in said
    assert not [name for name in NAMES if name in said]
    assert "999 526 0182" not in said


def test_letters_and_figures_act_only_while_no_text_is_typed_and_only_on_the_case_shown(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = registry_of(running).outcome_drafts
    with monkeypatch.context() as patch:
        patch.setattr(running.program.window, "run", lambda *_given, **_named: None)
        press(running, Qt.Key.Key_PageDown)
    press(running, Qt.Key.Key_1)
    assert drafts.of_meeting("MDT-0001") == ()
    press(running, Qt.Key.Key_PageDown)
    press(running, Qt.Key.Key_1)
    typed("bpge")
    kept = {one.draft.outcome.case_id: one.draft for one in drafts.of_meeting("MDT-0001")}
    assert list(kept) == [CASES[1]]
    assert kept[CASES[1]].outcome.plan[0].text == "bpge"
    assert not cursor_of(running).is_on_break
    press(running, Qt.Key.Key_Escape)
    press(running, Qt.Key.Key_B)
    assert cursor_of(running).is_on_break


def test_f5_says_why_no_meeting_can_be_shown(unlocked: Running) -> None:
    window = unlocked.program.window
    unlocked.run("start_meeting")
    assert "No meeting is planned" in window.status.note.text()
    assert window.open_registry is not None
    window.open_registry = replace(window.open_registry, is_viewer=True)
    unlocked.run("start_meeting")
    assert "Nothing can be changed here" in window.status.note.text()


def test_the_room_sees_an_outcome_only_after_it_was_read_back(running: Running) -> None:
    room = room_window(running)
    press(running, Qt.Key.Key_1)
    typed("Lanreotide as before")
    assert "Lanreotide" in texts(page_of(running).below)
    assert "Lanreotide" not in texts(room)
    press(running, Qt.Key.Key_F9)
    assert "Lanreotide as before" in texts(room)
    assert "read back 14:00" in texts(room)


def test_a_second_screen_that_is_lost_leaves_the_case_and_the_caret_in_the_window(
    running: Running,
) -> None:
    room = room_window(running)
    press(running, Qt.Key.Key_1)
    typed("Lanreotide")
    room.close()
    QApplication.processEvents()
    page = page_of(running)
    assert page.screens.room is None
    assert page.info.room.text() == "One screen: the room sees the draft"
    typed(" as before")
    assert "Lanreotide as before" in texts(page.below)


def test_a_lock_takes_the_room_away_and_returns_to_the_caret(running: Running) -> None:
    room_window(running)
    press(running, Qt.Key.Key_1)
    typed("Lanreotide")
    press(running, Qt.Key.Key_Left)
    running.run("lock")
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert not [name for top in tops for name in NAMES if name in texts(top)]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    running.unlock()
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert (focus.text(), focus.cursorPosition()) == ("Lanreotide", 9)


def test_the_end_lists_what_is_open_and_defers_the_rest_with_a_cause(running: Running) -> None:
    page = page_of(running)
    press(running, Qt.Key.Key_1)
    press(running, Qt.Key.Key_F9)
    press(running, Qt.Key.Key_E)
    assert "1 case has no outcome; 1 outcome is not signed." in texts(page.faces.end)
    page.faces.end.button.click()
    assert "Say why" in page.faces.end.message.text
    page.faces.end.cause.setCurrentIndex(page.faces.end.cause.findData(DeferralCause.TIME))
    page.faces.end.owner.setText("Nurse S")
    page.faces.end.back.setText("+2w")
    page.faces.end.button.click()
    stored = meeting.load_meeting(registry_of(running), "MDT-0001").meeting
    assert stored.state is MeetingState.FINISHED
    deferred = outcomes.newest(registry_of(running), "MDT-0001", case_id=CASES[1]).outcome
    assert deferred.result is Result.DEFERRED
    assert deferred.deferral is not None
    assert str(deferred.deferral.returns_on) == "2026-12-10"
    assert not isinstance(running.program.window.current_page(), MeetingPage)


def test_a_finished_meeting_is_not_started_again(planned: Running) -> None:
    registry = registry_of(planned)
    sitting.start(registry, "MDT-0001")
    for case_id in CASES:
        meeting.remove_case(registry, "MDT-0001", case_id=case_id)
    sitting.finish(registry, "MDT-0001")
    start_meeting(planned.program.window, "MDT-0001")
    assert "This meeting is over" in texts(page_of(planned))
    assert not page_of(planned).faces.start.button.isVisible()


def test_an_interrupted_meeting_is_shown_again_after_unlocking(
    running: Running, registry_folder: Path
) -> None:
    press(running, Qt.Key.Key_PageDown)
    running.program.window.desk.close()
    running.program.window.book.clear()  # type: ignore[union-attr]  # it is unlocked
    running.program.window.book = None
    desk = running.program.window.desk
    opened = desk.open(registry_folder, passphrase=PASSPHRASE, user=USER)
    running.program.gate.opened.emit(opened)
    assert page_of(running).editor.case_id == CASES[1]


def test_cases_are_reached_by_step_and_by_number_and_those_left_open_are_named(
    running: Running,
) -> None:
    page = page_of(running)
    press(running, Qt.Key.Key_PageDown)
    assert page.room.banner is not None
    assert page.room.banner.name == "O'BRIEN, Samuel"
    assert page.info.unfinished.text() == "Unfinished: 1"
    press(running, Qt.Key.Key_PageUp)
    assert cursor_of(running).case_id == CASES[0]
    press(running, Qt.Key.Key_G)
    typed("3")
    press(running, Qt.Key.Key_Return)
    assert "cases 1 to 2" in texts(page.below)
    typed("2")
    press(running, Qt.Key.Key_Return)
    assert cursor_of(running).case_id == CASES[1]
    assert not page.below.has_drawer


def test_people_are_marked_and_a_late_case_is_added_while_the_meeting_runs(
    running: Running,
) -> None:
    page = page_of(running)
    press(running, Qt.Key.Key_P)
    press(running, Qt.Key.Key_Space)
    stored = meeting.load_meeting(registry_of(running), "MDT-0001")
    assert [one.is_there(ON_THE_DAY) for one in stored.meeting.attendance] == [True]
    assert page.info.quorum.text().startswith("Quorum 1 of")
    press(running, Qt.Key.Key_Escape)
    press(running, Qt.Key.Key_G)
    running.find(KeyButton, "meeting_add_late").click()  # type: ignore[attr-defined]  # a button
    typed("smith")
    press(running, Qt.Key.Key_Return)
    typed("Dr O")
    running.find(KeyButton, "late_add").click()  # type: ignore[attr-defined]  # a button
    assert page.scene is not None
    assert [line.item.case_id for line in page.scene.lines] == [*CASES, LATE]


def test_type_in_the_room_is_seventeen_pixels_at_least_and_rows_without_room_are_named(
    running: Running,
) -> None:
    room = room_window(running)
    room.resize(1440, 900)
    QApplication.processEvents()
    window = page_of(running).screens.room
    assert window is not None
    assert window.view.course is not None
    sizes = {
        QFontInfo(one.font()).pixelSize()
        for one in room.findChildren(QLabel)
        if one.isVisible() and one.text()
    }
    assert min(sizes) >= 17
    assert window.view.course.scale * 7.5 >= 17
    assert window.view.course.left_out == ""
    room.resize(1440, 320)
    QApplication.processEvents()
    assert "imaging" in window.view.course.left_out
    assert f"No room here for: {window.view.course.left_out}." in texts(room)


def test_neighbouring_numbers_are_said_as_a_range() -> None:
    assert ranges([1, 2, 3, 5, 7, 8]) == "1-3, 5, 7-8"
    assert ranges([]) == ""


def test_the_timer_is_grey_and_turns_bold_when_the_time_is_spent(look: theme.Look) -> None:
    banner = RoomBanner(Identity("Amberley"), look_for(1440, "light"), place="", names_hidden=False)
    banner.setStyleSheet(sheet_of(look_for(1440, "light")))
    banner.show_time(299, 5)
    assert (banner.timer.text(), banner.timer.property("room")) == ("04:59", "timer")
    banner.show_time(300, 5)
    banner.timer.ensurePolished()
    assert banner.timer.font().weight() == 700
    assert banner.timer.palette().windowText().color() == look.theme.colour("text2")
    assert banner.planned.text() == "of 05:00"
