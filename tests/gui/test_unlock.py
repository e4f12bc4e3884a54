"""Unlock, lock, first run: what is refused says why, and no patient is named meanwhile."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from nenboard.gui.unlock import strength
from nenboard.gui.unlock.first_run import FirstRunPage
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry import moments
from nenboard.registry.errors import WrongPassphrase
from nenboard.registry.keys import UserRole
from nenboard.registry.lock import HOLDER_NAME
from nenboard.workflow import casework, clock, demo, people
from tests.gui.conftest import CHEAP, PASSPHRASE, PEOPLE, USER, Running


def visible_words(running: Running) -> str:
    shown = [w.text() for w in running.frame.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in running.frame.findChildren(KeyButton) if w.isVisible()]
    return "\n".join([running.frame.windowTitle(), *shown])


def try_passphrase(running: Running, text: str) -> None:
    page = running.program.gate.unlock
    page.passphrase.setText(text)
    page.submit.click()


def test_the_right_passphrase_shows_the_board(locked: Running) -> None:
    locked.unlock()
    page = locked.program.window.current_page()
    assert page is not None
    assert page.page_key() == "board"
    assert locked.program.gate.unlock.passphrase.text() == ""


def test_a_wrong_passphrase_is_refused_in_a_sentence_and_forgotten(locked: Running) -> None:
    try_passphrase(locked, "not the right words")
    page = locked.program.gate.unlock
    assert str(WrongPassphrase()) == page.message.text
    assert page.passphrase.text() == ""
    assert locked.program.window.current_page() is None


def test_after_several_wrong_ones_the_page_counts_down_before_the_next(locked: Running) -> None:
    page = locked.program.gate.unlock
    for _attempt in range(5):
        try_passphrase(locked, "not the right words")
        if not page.submit.isEnabled():
            break
    assert not page.submit.isEnabled()
    assert "Try again in" in page.message.text
    page._seconds_left = 1
    page._count_down()
    assert page.submit.isEnabled()
    assert page.message.isHidden()


def test_no_patient_is_named_while_the_registry_is_locked(unlocked: Running) -> None:
    unlocked.run("lock")
    words = visible_words(unlocked)
    assert unlocked.frame.windowTitle() == "nenboard"
    for family, given, *_rest in PEOPLE:
        assert family.upper() not in words
        assert given not in words
    assert not unlocked.program.window.rail.isVisible()
    assert not unlocked.program.window.status.isVisible()


def test_locking_lets_go_of_the_registry_folder(unlocked: Running, registry_folder: Path) -> None:
    unlocked.run("lock")
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        assert registry.user == USER


def test_unlocking_again_shows_the_same_page_and_field(unlocked: Running) -> None:
    window = unlocked.program.window
    window.rail.chosen.emit("settings")
    page = window.current_page()
    unlocked.run("lock")
    unlocked.unlock()
    assert window.current_page() is page


@pytest.mark.parametrize(
    ("sign", "with_shift", "is_on"),
    [("a", False, False), ("A", True, False), ("A", False, True), ("a", True, True)],
)
def test_caps_lock_is_noticed_from_what_is_typed(
    locked: Running, sign: str, with_shift: bool, is_on: bool
) -> None:
    page = locked.program.gate.unlock
    held = Qt.KeyboardModifier.ShiftModifier if with_shift else Qt.KeyboardModifier.NoModifier
    typed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, held, sign)
    QApplication.sendEvent(page.passphrase, typed)
    assert page.caps_lock.isVisible() is is_on


def test_the_passphrase_can_be_shown(locked: Running) -> None:
    field = locked.program.gate.unlock.passphrase
    button = field.findChild(KeyButton)
    assert button is not None
    assert field.echoMode() == field.EchoMode.Password
    button.click()
    assert field.echoMode() == field.EchoMode.Normal


def test_a_registry_held_by_somebody_can_be_opened_read_only(
    locked: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE):
        locked.unlock()
        page = locked.program.gate.unlock
        assert USER in page.message.text
        locked.press(page.message)
        opened = locked.program.window.open_registry
        assert opened is not None
        assert opened.is_read_only


def test_a_viewer_can_change_nothing_and_add_no_case(
    locked: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        people.add_user(registry, "V. Looker", role=UserRole.VIEWER, passphrase=PASSPHRASE)
    locked.program.gate.read_users()
    locked.program.gate.unlock.user.setCurrentText("V. Looker")
    locked.unlock()
    opened = locked.program.window.open_registry
    assert opened is not None
    assert opened.is_viewer
    assert not opened.may_edit
    locked.run("new_case")
    assert "Nothing can be changed" in locked.program.window.status.note.text()


def test_a_registry_whose_holder_died_can_be_taken_over(
    locked: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE):
        note = json.loads((registry_folder / HOLDER_NAME).read_bytes())
        silent = clock.now() - timedelta(hours=1)
        note |= {"host": "elsewhere", "seen": moments.stored(silent)}
        (registry_folder / HOLDER_NAME).write_text(json.dumps(note))
        locked.unlock()
        message = locked.program.gate.unlock.message
        offered = {button.text(): button for button in message.findChildren(KeyButton)}
        offered["Take over"].click()
        opened = locked.program.window.open_registry
        assert opened is not None
        assert not opened.is_read_only


@pytest.mark.parametrize(
    ("broken", "expected"),
    [("registry.db", "registry.db"), ("keys.json", "keys.json"), ("both", "no registry")],
)
def test_what_is_missing_in_the_folder_is_named(
    started: Running, registry_folder: Path, broken: str, expected: str
) -> None:
    for name in ("registry.db", "keys.json"):
        if broken in {name, "both"}:
            (registry_folder / name).unlink()
    started.program.begin(registry_folder)
    try_passphrase(started, PASSPHRASE)
    assert expected in started.program.gate.unlock.message.text


def test_the_recovery_key_sets_a_new_passphrase(started: Running, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    made = casework.create_registry(folder, passphrase=PASSPHRASE, user=USER, cost=CHEAP)
    made.registry.close()
    started.program.begin(folder)
    page = started.program.gate.unlock
    page.recovery_button.click()
    page.recovery.setText(made.recovery_key.lower().replace("-", " "))
    page.passphrase.setText("another set of words")
    page.submit.click()
    assert started.program.window.current_page() is not None
    started.run("lock")
    try_passphrase(started, PASSPHRASE)
    assert started.program.window.current_page() is None


def test_a_mistyped_recovery_key_names_the_group(started: Running, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    made = casework.create_registry(folder, passphrase=PASSPHRASE, user=USER, cost=CHEAP)
    made.registry.close()
    started.program.begin(folder)
    page = started.program.gate.unlock
    page.recovery_button.click()
    sign = "2" if made.recovery_key[0] != "2" else "3"
    page.recovery.setText(sign + made.recovery_key[1:])
    page.passphrase.setText("another set of words")
    page.submit.click()
    assert "group 1" in page.message.text


@pytest.mark.parametrize(
    ("typed", "severity"),
    [
        ("", ""),
        ("short", "invalid"),
        ("aaaaaaaaaaaaaaaa", "invalid"),
        ("three short words", "query"),
        ("four rather longer words", "ok"),
    ],
)
def test_the_hint_looks_at_length_and_not_at_symbols(typed: str, severity: str) -> None:
    assert strength.hint(typed)[1] == severity


@pytest.fixture
def first_run(started: Running) -> FirstRunPage:
    started.program.begin(None)
    page = started.program.gate.first_run
    assert page is not None
    return page


def fill_in(page: FirstRunPage, folder: Path) -> None:
    page.where.path.setText(str(folder))
    page.next.click()
    page.passphrase.user.setText(USER)
    page.passphrase.once.setText("four rather longer words")
    page.passphrase.twice.setText("four rather longer words")
    page.next.click()


def confirm_key(page: FirstRunPage) -> None:
    for field, index in zip(page.recovery.answers, page.recovery._asked, strict=True):
        field.setText(page.recovery._groups[index].lower())


def test_a_program_without_registry_offers_to_create_one(first_run: FirstRunPage) -> None:
    assert first_run.isVisible()
    assert first_run.stack.currentIndex() == 0


def test_a_passphrase_without_a_name_says_that_the_name_is_missing(
    first_run: FirstRunPage, tmp_path: Path
) -> None:
    first_run.where.path.setText(str(tmp_path / "new board"))
    first_run.next.click()
    step = first_run.passphrase
    step.once.setText("four rather longer words")
    assert step.user_row.message.text() == ""
    step.twice.setText("four rather longer words")
    assert "name" in step.user_row.message.text()
    assert not first_run.next.isEnabled()
    step.user.setText(USER)
    assert step.user_row.message.text() == ""
    assert first_run.next.isEnabled()


def add_person(first_run: FirstRunPage, name: str, role: str) -> None:
    """Type one more person, and add them."""
    card = first_run.people.add
    card.user.setText(name)
    card.role.setCurrentIndex(card.role.findData(role))
    for field in (card.secret.once, card.secret.twice):
        field.setText("four rather longer words")
    card.button.click()


def test_nothing_stands_in_its_place_before_the_last_step(
    started: Running, first_run: FirstRunPage, tmp_path: Path
) -> None:
    folder = tmp_path / "new board"
    fill_in(first_run, folder)
    assert len(first_run.recovery._groups) == 8
    confirm_key(first_run)
    first_run.next.click()
    add_person(first_run, "V. Reader", "viewer")
    first_run.next.click()
    assert "V. Reader can open it as well." in first_run.start.summary.text()
    assert not folder.exists()
    first_run.next.click()
    assert (folder / "registry.db").exists()
    opened = started.program.window.open_registry
    assert opened is not None
    assert (opened.folder, opened.user) == (folder, USER)
    assert [entry.name for entry in tmp_path.glob(".nenboard*")] == []
    registry = started.program.window.desk.registry
    expected = ((USER, UserRole.ADMIN), ("V. Reader", UserRole.VIEWER))
    assert people.users(registry) == expected


def test_somebody_half_typed_is_not_lost_and_nobody_is_added_twice(
    first_run: FirstRunPage,
) -> None:
    step = first_run.people
    step.set_admin(USER)
    step.add.user.setText("V. Reader")
    assert not step.is_complete()
    step.add.clear()
    assert step.is_complete()
    for name in ("V. Reader", "v. reader", USER.upper()):
        add_person(first_run, name, "viewer")
    assert [one.user for one in step.people] == ["V. Reader"]
    assert "already" in step.message.text
    take_out = step.findChild(KeyButton, "take_out_V. Reader")
    assert take_out is not None
    take_out.click()
    assert step.people == ()


def test_the_recovery_key_has_to_be_typed_before_going_on(
    first_run: FirstRunPage, tmp_path: Path
) -> None:
    fill_in(first_run, tmp_path / "new board")
    assert not first_run.next.isEnabled()
    for field in first_run.recovery.answers:
        field.setText("22222")
    assert not first_run.next.isEnabled()
    confirm_key(first_run)
    assert first_run.next.isEnabled()


def test_cancel_removes_what_was_prepared(first_run: FirstRunPage, tmp_path: Path) -> None:
    fill_in(first_run, tmp_path / "new board")
    assert list(tmp_path.glob(".nenboard*"))
    first_run.cancel.click()
    assert not list(tmp_path.glob(".nenboard*"))
    assert first_run.passphrase.once.text() == ""


def test_passphrases_that_differ_do_not_go_on(first_run: FirstRunPage, tmp_path: Path) -> None:
    first_run.where.path.setText(str(tmp_path / "new board"))
    first_run.next.click()
    first_run.passphrase.user.setText(USER)
    first_run.passphrase.once.setText("four rather longer words")
    first_run.passphrase.twice.setText("four rather longer word")
    assert not first_run.next.isEnabled()
    assert first_run.passphrase.secret.twice_row.message.text()


def test_a_folder_with_something_in_it_is_refused(
    first_run: FirstRunPage, registry_folder: Path
) -> None:
    first_run.where.path.setText(str(registry_folder))
    assert "not empty" in first_run.where.field.message.text()
    assert not first_run.next.isEnabled()


def test_a_demo_registry_says_so_and_opens_by_one_button(started: Running, tmp_path: Path) -> None:
    from nenboard.workflow import clock

    built = demo.build(tmp_path / "demo", demo.Plan(clock.today(), synthetic=1, cost=CHEAP))
    started.program.begin(built.registry)
    page = started.program.gate.unlock
    assert demo.PASSPHRASE in page.message.text
    started.press(page.message)
    assert "synthetic" in started.frame.windowTitle()
    assert started.program.window.demo_chip.isVisibleTo(started.frame)
