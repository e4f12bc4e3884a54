"""The window: titles without names, menus and keys, areas, scale, quit, every control named."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from nenboard.domain.patient import PersonName
from nenboard.gui import theme
from nenboard.gui.commands import all_commands
from nenboard.gui.page import Page
from nenboard.gui.pagebook import MOST_OPEN_CASES
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.workspace import CaseWorkspace
from nenboard.host import settings
from tests.gui.conftest import PEOPLE, Running

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
INNER = {"qt_spinbox_lineedit", "qt_toolbar_ext_button", "ScrollLeftButton", "ScrollRightButton"}
INNER |= {"qt_menubar_ext_button"}


def page(running: Running) -> Page:
    shown = running.program.window.current_page()
    assert shown is not None
    return shown


@pytest.fixture
def with_case(unlocked: Running) -> Running:
    unlocked.program.window.open_case("NEN-00001")
    assert page(unlocked).page_key() == "case:NEN-00001"
    return unlocked


def test_on_a_case_not_yet_run_the_keyboard_stands_on_running_the_rules(
    with_case: Running,
) -> None:
    with_case.program.window.open_case("NEN-00001", "algorithm")
    focused = with_case.frame.focusWidget()
    assert focused is not None
    assert focused.objectName() == "assessment_state_action"


def test_the_title_names_page_and_case_key_and_nobody(with_case: Running) -> None:
    title = with_case.frame.windowTitle()
    assert "NEN-00001" in title
    for family, given, *_rest in PEOPLE:
        assert family.lower() not in title.lower()
        assert given.lower() not in title.lower()


def test_the_rail_lists_only_pages_that_exist_and_the_open_cases(with_case: Running) -> None:
    rail = with_case.program.window.rail
    assert set(rail._buttons) == {"board", "cases", "evidence", "settings", "lock"}
    assert [button.text() for button in rail._cases] == ["AMBERLEY, Rosa"]
    rail._cases[0].click()
    assert rail._cases[0].isChecked()
    with_case.run("cases")
    assert rail._buttons["cases"].isChecked()


def test_a_second_opening_raises_the_first(with_case: Running) -> None:
    first = page(with_case)
    with_case.run("cases")
    with_case.program.window.open_case("NEN-00001")
    assert page(with_case) is first


def test_closing_a_case_returns_to_the_page_before(with_case: Running) -> None:
    with_case.run("close_page")
    assert page(with_case).page_key() == "cases"
    assert with_case.program.window.rail._cases == []


def test_ctrl_tab_goes_round_the_open_cases(with_case: Running) -> None:
    with_case.program.window.open_case("NEN-00002")
    with_case.run("next_case")
    assert page(with_case).page_key() == "case:NEN-00001"
    with_case.run("previous_case")
    assert page(with_case).page_key() == "case:NEN-00002"


def test_no_more_cases_stay_open_than_the_rail_holds(with_case: Running) -> None:
    book = with_case.program.window.book
    assert book is not None
    assert len(book.open_cases()) <= MOST_OPEN_CASES


def test_every_command_stands_in_a_menu_and_no_key_is_given_twice(with_case: Running) -> None:
    bar = with_case.program.window.commands
    in_menus = {action for menu in bar.menus.values() for action in menu.actions()}
    keys: list[str] = []
    for command in all_commands():
        action = bar.actions[command.name]
        assert action in in_menus, command.name
        keys += [shortcut.toString() for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_while_locked_only_commands_without_patients_remain(unlocked: Running) -> None:
    unlocked.run("lock")
    actions = unlocked.program.window.commands.actions
    assert not actions["new_case"].isEnabled()
    assert not actions["cases"].isEnabled()
    assert actions["quit"].isEnabled()


def test_keys_of_the_page_and_of_the_program_are_shown(unlocked: Running) -> None:
    unlocked.run("page_keys")
    dialog = unlocked.dialog("keys_dialog")
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Search", "Lock now", "Hide names"} <= said
    dialog.accept()  # type: ignore[attr-defined]


def test_f6_goes_round_the_areas_and_back(unlocked: Running) -> None:
    window = unlocked.program.window
    cases = page(unlocked)
    areas = [window.rail, *cases.areas()]
    start = QApplication.focusWidget()
    held = []
    for _step in areas:
        unlocked.run("next_area")
        focus = QApplication.focusWidget()
        assert focus is not None
        held.append(next(n for n, a in enumerate(areas) if a is focus or a.isAncestorOf(focus)))
    assert len(set(held)) == len(areas)
    assert QApplication.focusWidget() is start
    unlocked.run("previous_area")
    assert QApplication.focusWidget() is not start


def test_the_focused_control_wears_the_ring(unlocked: Running) -> None:
    ring = unlocked.frame.findChild(QWidget, "focus_ring")
    assert ring is not None
    focus = QApplication.focusWidget()
    ground = ring.parentWidget()
    assert focus is not None
    assert ground is not None
    corner = focus.mapTo(ground, focus.rect().topLeft())
    assert ring.geometry().adjusted(3, 3, -3, -3).topLeft() == corner
    assert ring.isVisible()


def test_theme_and_scale_are_kept(unlocked: Running) -> None:
    unlocked.program.choose_theme("dark")
    unlocked.run("larger")
    kept = settings.load()
    assert kept.theme == "dark"
    assert kept.scale == pytest.approx(1.1)
    assert theme.active().scheme == "dark"
    unlocked.run("normal_size")
    assert settings.load().scale == 1.0


def test_the_settings_page_changes_what_it_says(unlocked: Running) -> None:
    unlocked.run("settings")
    shown = page(unlocked)
    box = shown.findChild(QComboBox, "settings_theme")
    assert box is not None
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert theme.active().scheme == "dark"
    assert settings.load().theme == "dark"


def test_quitting_keeps_the_place_of_the_window_and_closes_the_registry(
    unlocked: Running, registry_folder: Path
) -> None:
    unlocked.frame.close()
    unlocked.qtbot.waitUntil(lambda: not unlocked.frame.isVisible())
    kept = settings.load()
    assert kept.geometry
    assert kept.last_registry == registry_folder
    with pytest.raises(RuntimeError):
        _ = unlocked.program.window.desk.registry


def test_the_copied_identity_leaves_the_clipboard(with_case: Running) -> None:
    with_case.run("copy_identity")
    line = QGuiApplication.clipboard().text()
    assert "AMBERLEY, Rosa" in line
    assert "07-Feb-1965" in line
    with_case.run("lock")
    assert QGuiApplication.clipboard().text() == ""


def test_any_key_begins_the_idle_time_anew(unlocked: Running) -> None:
    idle = unlocked.program.idle
    assert idle is not None
    used: list[str] = []
    idle.used_again.connect(lambda: used.append("again"))
    idle.warned.emit()
    window = unlocked.frame.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert used == ["again"]
    assert not unlocked.program.window.status.note.text()


def test_the_idle_minutes_of_the_settings_hold_at_once(unlocked: Running) -> None:
    idle = unlocked.program.idle
    assert idle is not None
    unlocked.program.window.show_page("settings", "locking")
    box = page(unlocked).findChild(QComboBox, "settings_lock")
    assert box is not None
    box.setCurrentIndex(box.findData("2"))
    box.activated.emit(box.currentIndex())
    assert settings.load().lock_after_min == 2
    assert idle._end.interval() == 2 * 60_000
    idle.idle.emit()
    assert "2 minutes" in unlocked.program.gate.unlock.where.text()


def test_idle_time_warns_and_then_locks(unlocked: Running) -> None:
    idle = unlocked.program.idle
    assert idle is not None
    idle.warned.emit()
    assert "one minute" in unlocked.program.window.status.note.text()
    QTest.keyClick(unlocked.frame.windowHandle(), Qt.Key.Key_F9)
    assert unlocked.program.window.status.note.text() == ""
    idle.idle.emit()
    assert unlocked.program.window.current_page() is None
    assert "after 10 minutes" in unlocked.program.gate.unlock.where.text()


def test_a_fault_of_ours_becomes_a_report_the_user_can_read(
    unlocked: Running, config_folder: Path
) -> None:
    unlocked.program.window.show_problem(KeyError("AMBERLEY, Rosa"))
    dialog = unlocked.dialog("crash_dialog")
    report = dialog.findChild(QPlainTextEdit, "crash_text")
    assert report is not None
    text = report.toPlainText()
    assert "KeyError" in text
    assert "AMBERLEY" not in text
    kept = next((config_folder / "logs").glob("crash-*.txt")).read_text(encoding="utf-8")
    assert kept == text
    dialog.accept()  # type: ignore[attr-defined]


def show(running: Running, name: str) -> QWidget:
    """One of the pages of the shell."""
    if name in {"board", "cases", "evidence", "settings"}:
        running.program.window.rail.chosen.emit(name)
        return page(running)
    if name == "unlock":
        running.run("lock")
        return running.program.gate.unlock
    if name == "first run":
        running.run("lock")
        running.program.gate.show_first_run()
        assert running.program.gate.first_run is not None
        return running.program.gate.first_run
    running.run("new_case")
    return running.dialog("new_case_dialog")


PAGES = ("board", "cases", "evidence", "settings", "unlock", "first run", "new case")


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_for_programs_and_one_for_people(
    unlocked: Running, name: str
) -> None:
    shown = show(unlocked, name)
    nameless = []
    for control in shown.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or control.objectName() in INNER:
            continue
        if control.objectName().startswith("qt_") or not control.isVisibleTo(shown):
            continue
        read = QAccessible.queryAccessibleInterface(control)
        said = read.text(QAccessible.Text.Name)
        if not control.objectName() or not said:
            nameless.append((type(control).__name__, control.objectName(), said))
    assert nameless == []
    finish(shown)


@pytest.mark.parametrize("name", PAGES)
def test_every_control_can_be_reached_by_tab(unlocked: Running, name: str) -> None:
    shown = show(unlocked, name)
    reached = {id(shown)}
    step = shown.nextInFocusChain()
    for _count in range(2000):
        if step is None:
            break
        reached.add(id(step))
        step = step.nextInFocusChain()
        if step is shown:
            break
    kinds = (KeyButton, QLineEdit, QComboBox)
    found = [w for w in shown.findChildren(QWidget) if isinstance(w, kinds)]
    buttons = [w for w in found if w.isVisibleTo(shown) and w.objectName()]
    assert buttons
    for button in buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert id(button) in reached
    finish(shown)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_cut_in_a_small_window(unlocked: Running, name: str, scale: float) -> None:
    unlocked.program.look.choose("light", scale)
    unlocked.program.window.book.clear()  # type: ignore[union-attr]
    unlocked.frame.resize(1366, 768)
    shown = show(unlocked, name)
    QApplication.processEvents()
    cut = []
    for control in shown.findChildren(QWidget):
        if not control.isVisible() or not isinstance(control, QLabel | KeyButton):
            continue
        if isinstance(control, QLabel) and (control.wordWrap() or not control.text()):
            continue
        if control.width() < control.sizeHint().width():
            cut.append((control.objectName() or control.text(), control.width()))
    assert cut == []
    finish(shown)


@pytest.mark.parametrize("name", PAGES)
def test_every_button_is_large_enough_to_be_hit(unlocked: Running, name: str) -> None:
    shown = show(unlocked, name)
    small = [
        button.objectName()
        for button in shown.findChildren(KeyButton)
        if button.isVisible() and min(button.width(), button.height()) < 24
    ]
    assert small == []
    finish(shown)


def finish(shown: QWidget) -> None:
    """Close a dialog and stop its timers."""
    if shown.isWindow():
        shown._pause.stop()  # type: ignore[attr-defined]
        shown.reject()  # type: ignore[attr-defined]


def test_the_banner_warns_of_a_like_name_and_follows_the_name_as_it_is_typed(
    with_case: Running,
) -> None:
    window = with_case.program.window
    workspace = page(with_case)
    assert isinstance(workspace, CaseWorkspace)
    assert workspace.context is not None
    assert workspace.banner.identity is not None
    assert workspace.banner.identity.same_name == ""
    patient = workspace.context.case.patient
    renamed = patient.model_copy(update={"name": PersonName(family="Smith Jones", given="Rosa")})
    workspace.context.set_case(workspace.context.case.model_copy(update={"patient": renamed}))
    warning = workspace.banner.identity.same_name
    assert "NEN-00003, born Jun-1972" in warning
    window.book.hide_names(hidden=True)  # type: ignore[union-attr]
    assert "Smith" not in warning


def test_the_banner_grows_with_the_scale(unlocked: Running) -> None:
    unlocked.program.window.open_case("NEN-00001", "diagnosis")
    unlocked.qtbot.waitUntil(lambda: isinstance(page(unlocked), CaseWorkspace))
    banner = page(unlocked).findChild(QLabel, "banner_name")
    born = page(unlocked).findChild(QLabel, "banner_born")
    assert banner is not None
    assert born is not None
    before = banner.font().pixelSize(), born.font().pixelSize()
    unlocked.program.look.choose("light", 1.5)
    unlocked.qtbot.waitUntil(lambda: banner.font().pixelSize() == round(before[0] * 1.5))
    assert born.font().pixelSize() == pytest.approx(before[1] * 1.5, abs=1)
