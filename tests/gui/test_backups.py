"""Backups on the settings page, the status bar, and putting one back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from nenboard.domain.case import Case
from nenboard.gui.keeping.restore import RestoreDialog
from nenboard.gui.preferences.backups import BackupPart
from nenboard.gui.preferences.page import PreferencesPage
from nenboard.gui.tasks import Job, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry.connection import DATABASE_NAME, Mode
from nenboard.registry.keys import read_key_file, unlock
from nenboard.registry.place import Place
from nenboard.workflow import casework, clock, maintain
from nenboard.workflow.errors import Cancelled
from tests.gui.conftest import PASSPHRASE, USER, Running, synthetic_case


def backups(running: Running) -> BackupPart:
    running.program.window.show_page("settings", "backup")
    page = running.program.window.current_page()
    assert isinstance(page, PreferencesPage)
    part = page.part()
    assert isinstance(part, BackupPart)
    return part


def cells(part: BackupPart) -> list[list[str]]:
    model = part.table.backups
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def restoring(running: Running) -> RestoreDialog:
    dialog = running.dialog("restore_dialog")
    assert isinstance(dialog, RestoreDialog)
    return dialog


def add_case(running: Running) -> Case:
    registry = running.program.window.desk.registry
    case = synthetic_case(registry.cases.next_key(), 0)
    casework.save_case(registry, case, expected_revision=0)
    return case


def spoil(folder: Path) -> None:
    file = folder / DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def test_a_backup_made_now_is_listed_with_contents_check_and_audit_head(unlocked: Running) -> None:
    part = backups(unlocked)
    assert "no backup yet" in part.state.text
    part.button.click()
    assert "You are covered" in part.state.text
    made = unlocked.program.window.desk.backups()[0]
    assert made.why == "asked"
    ((_when, why, contents, check, head),) = cells(part)
    assert why == "Asked for"
    assert contents.startswith("3 cases, ")
    assert contents.endswith(" MB")
    assert (check, head) == ("Opened and checked when made", made.head)


def test_checking_again_tells_damage_that_came_later(unlocked: Running) -> None:
    part = backups(unlocked)
    part.button.click()
    part.check_button.click()
    assert cells(part)[0][3] == "Opened and checked again: good"
    spoil(unlocked.program.window.desk.backups()[0].folder)
    part.check_button.click()
    assert cells(part)[0][3].startswith("Damaged: page authentication")
    assert "The registry is safe" in part.message.text


def test_a_backup_copied_elsewhere_can_be_restored_from_there(
    unlocked: Running, tmp_path: Path
) -> None:
    part = backups(unlocked)
    part.button.click()
    part.carry(tmp_path / "gone")
    assert "share has vanished" in part.message.text
    part.carry(tmp_path)
    assert str(tmp_path) in part.message.text
    there = tmp_path / unlocked.program.window.desk.backups()[0].name
    unlocked.program.window.ask_restore(there)
    dialog = restoring(unlocked)
    assert dialog.wanted().source == there
    assert dialog.wanted().user == USER


def test_cancel_leaves_the_backups_as_they_were(unlocked: Running) -> None:
    part = backups(unlocked)
    part.button.click()
    ticket = Ticket()
    ticket.cancel()
    told = part._told(Job(ticket, lambda _step: None))
    with pytest.raises(Cancelled) as stopped:
        maintain.back_up(unlocked.program.window.desk.registry, progress=told)
    part._failed(stopped.value)
    assert "The older backups are as they were" in part.message.text
    assert len(unlocked.program.window.desk.backups()) == 1
    assert part.working.isHidden()


def test_an_old_backup_is_a_calm_warning_in_status_bar_and_settings(unlocked: Running) -> None:
    part = backups(unlocked)
    part.button.click()
    status = unlocked.find(QLabel, "status_backup")
    assert isinstance(status, QLabel)
    assert status.text().startswith("Last backup ")
    with clock.stopped_at(clock.now() + timedelta(days=9)):
        part.read()
        unlocked.program._read_backup_state()
    assert "made 9 days ago" in part.state.text
    assert status.text().startswith("▲ Last backup ")


def test_the_restore_shows_what_would_be_lost_and_the_safe_button_has_the_focus(
    unlocked: Running,
) -> None:
    part = backups(unlocked)
    part.button.click()
    added = add_case(unlocked)
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    dialog = restoring(unlocked)
    assert not dialog.go.isEnabled()
    dialog.passphrase.setText(PASSPHRASE)
    assert not dialog.act.isVisible()
    dialog.go.click()
    assert "1 new case" in dialog.loss.verdict.text
    words = [each.text() for each in dialog.loss.findChildren(QLabel)]
    assert added.id in words
    assert dialog.act.text().startswith("Restore the backup of ")
    assert dialog.focusWidget() is dialog.keep
    dialog.keep.click()
    assert unlocked.program.window.desk.registry.cases.count() == 4


def test_a_restore_keeps_the_files_of_before_and_opens_the_window_anew(unlocked: Running) -> None:
    part = backups(unlocked)
    part.button.click()
    added = add_case(unlocked)
    unlocked.program.window.open_case(added.id)
    unlocked.program.window.ask_restore()
    dialog = restoring(unlocked)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    dialog.act.click()
    window = unlocked.program.window
    assert window.desk.registry.cases.count() == 3
    assert window.book is not None
    assert window.book.open_cases() == ()
    assert "Restored: 3 cases" in window.status.note.text()
    assert [row for row in cells(backups(unlocked)) if row[1] == "Kept before a restore"]


def test_another_passphrase_or_backup_must_be_looked_at_anew(unlocked: Running) -> None:
    backups(unlocked).button.click()
    unlocked.program.window.ask_restore()
    dialog = restoring(unlocked)
    dialog.passphrase.setText("not these words")
    dialog.go.click()
    assert "does not open this registry" in dialog.message.text
    assert not dialog.act.isVisible()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    assert dialog.act.isVisible()
    dialog.passphrase.setText("other words")
    assert not dialog.act.isVisible()


def test_a_damaged_registry_offers_the_newest_backup_at_unlock(
    started: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        maintain.back_up(registry)
    spoil(registry_folder)
    started.program.begin(registry_folder)
    started.unlock()
    message = started.program.gate.unlock.message
    assert "damaged" in message.text
    offered = {button.text(): button for button in message.findChildren(KeyButton)}
    offered["Restore a backup…"].click()
    dialog = restoring(started)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    assert "may not be all" in dialog.loss.verdict.text
    dialog.act.click()
    assert started.program.window.desk.registry.cases.count() == 3
    opened = started.program.window.open_registry
    assert opened is not None
    assert opened.may_edit


def test_a_damaged_registry_can_be_looked_at_and_says_so_over_every_page(
    started: Running, registry_folder: Path
) -> None:
    place = Place(registry_folder, unlock(read_key_file(registry_folder), passphrase=PASSPHRASE))
    with place.connect(Mode.WRITE) as storage:
        storage.execute("UPDATE tally SET cases = 77")
    started.program.begin(registry_folder)
    started.unlock()
    message = started.program.gate.unlock.message
    offered = {button.text(): button for button in message.findChildren(KeyButton)}
    offered["Look at what is left"].click()
    strip = started.program.window.strip
    assert strip.isVisible()
    assert "record counts" in strip.text
    assert "Restore the newest backup" in strip.text


def test_where_nothing_is_left_to_read_only_the_restore_is_offered(
    started: Running, registry_folder: Path
) -> None:
    spoil(registry_folder)
    started.program.begin(registry_folder)
    started.unlock()
    message = started.program.gate.unlock.message
    offered = {button.text(): button for button in message.findChildren(KeyButton)}
    offered["Look at what is left"].click()
    assert message.text.startswith("Nothing in it can be read.")
    assert [button.text() for button in message._buttons] == ["Restore a backup…"]
