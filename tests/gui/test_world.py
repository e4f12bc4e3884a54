"""Errors of the world on the screen: what happened, what is safe, what to do; nothing is lost."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.keeping.rescue import RescueDialog
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry import connection
from nenboard.registry.connection import DATABASE_NAME, Mode
from nenboard.registry.keys import read_key_file, unlock
from nenboard.registry.place import Place
from nenboard.workflow import casework, importing
from tests.gui.conftest import PASSPHRASE, Running
from tests.registry.test_world import mounted, run

CASE, QUESTION, TYPED = "NEN-00001", "referral.question", "Which next line, typed in time?"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    path = tmp_path / "disk"
    if not mounted(path, "size=2m"):
        pytest.skip("this system lets nobody mount a disk")
    yield path
    run("umount", "-l", str(path))


def place_of(folder: Path) -> Place:
    return Place(folder, unlock(read_key_file(folder), passphrase=PASSPHRASE))


def session_of_case(running: Running) -> EditSession:
    running.program.window.open_case(CASE)
    page = running.program.window.current_page()
    assert isinstance(page, CaseWorkspace)
    assert page.context is not None
    return EditSession.of(running.program.window, page.context)


def edit(session: EditSession) -> None:
    """Type a question into the case; it is stored at once, or not."""
    field = fields.field_at(QUESTION)
    assert field is not None
    session.put_text(field, QUESTION, TYPED)
    session.left()


def try_again(running: Running) -> KeyButton:
    button = running.find(KeyButton, "status_try_again")
    assert isinstance(button, KeyButton)
    return button


def stored_question(running: Running) -> str | None:
    return running.program.window.desk.registry.cases.get(CASE).case.referral.question


def assert_not_saved(running: Running, words: str) -> None:
    state = running.program.window.status.save_state
    assert state.text().startswith(f"Not saved: {words}")
    assert "safe" in state.toolTip() or "Nothing was" in state.toolTip()
    assert try_again(running).isVisible()


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"\0" * 4096) == 4096:
                pass
        except OSError:
            pass
    return filler


@pytest.fixture
def on_full_disk(disk: Path, registry_folder: Path, started: Running) -> Path:
    """A case was typed while the disk had no room; the file that fills it."""
    folder = disk / "r"
    shutil.copytree(registry_folder, folder)
    started.program.begin(folder)
    started.unlock()
    session = session_of_case(started)
    filler = fill(disk)
    edit(session)
    return filler


def test_on_a_full_disk_typing_goes_on_and_try_again_stores_it(
    on_full_disk: Path, started: Running
) -> None:
    assert_not_saved(started, "The disk is full")
    on_full_disk.unlink()
    try_again(started).click()
    assert started.program.window.status.save_state.text().startswith("Saved ")
    assert stored_question(started) == TYPED


def test_quitting_unsaved_offers_a_rescue_file_that_can_be_imported(
    on_full_disk: Path, started: Running, tmp_path: Path
) -> None:
    started.frame.close()
    started.qtbot.waitUntil(lambda: started.frame.findChild(RescueDialog) is not None)
    dialog = started.frame.findChild(RescueDialog)
    assert isinstance(dialog, RescueDialog)
    assert started.frame.isVisible()
    assert "The disk is full" in dialog.message.text
    dialog.save_to(on_full_disk.with_name("no room.json"))
    assert "disk is full" in dialog.message.text
    target = tmp_path / "rescue.json"
    dialog.save_to(target)
    assert "Rescued into" in dialog.message.text
    dialog.without.click()
    assert not started.frame.isVisible()
    on_full_disk.unlink()
    folder = on_full_disk.parent / "r"
    with casework.open_registry(folder, passphrase=PASSPHRASE) as registry:
        given = importing.read_documents([target.read_bytes()])
        importing.carry_out(registry, importing.plan_import(registry, given))
        assert registry.cases.get(CASE).case.referral.question == TYPED


def test_quitting_unsaved_can_go_back_or_try_again(on_full_disk: Path, started: Running) -> None:
    started.frame.close()
    started.qtbot.waitUntil(lambda: started.frame.findChild(RescueDialog) is not None)
    dialog = started.frame.findChild(RescueDialog)
    assert isinstance(dialog, RescueDialog)
    dialog.reject()
    assert started.frame.isVisible()
    on_full_disk.unlink()
    dialog.again.emit()
    assert not started.frame.isVisible()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved there")
def test_a_vanished_share_is_said_and_stored_once_it_is_back(
    unlocked: Running, registry_folder: Path
) -> None:
    away = registry_folder.with_name("away")
    session = session_of_case(unlocked)
    registry_folder.rename(away)
    edit(session)
    assert_not_saved(unlocked, "The folder of this registry has vanished")
    away.rename(registry_folder)
    try_again(unlocked).click()
    assert stored_question(unlocked) == TYPED


def test_a_file_that_another_program_holds_is_said_and_stored_later(
    unlocked: Running, registry_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    unlocked.run("lock")
    unlocked.unlock()
    session = session_of_case(unlocked)
    with place_of(registry_folder).connect(Mode.WRITE) as other:
        other.execute("BEGIN EXCLUSIVE")
        edit(session)
        assert_not_saved(unlocked, "Another program is using the registry file")
        other.execute("ROLLBACK")
    try_again(unlocked).click()
    assert stored_question(unlocked) == TYPED


def refused(running: Running, folder: Path, passphrase: str = PASSPHRASE) -> tuple[str, list[str]]:
    """What the unlock page says, and what it offers to do."""
    running.program.begin(folder)
    page = running.program.gate.unlock
    page.passphrase.setText(passphrase)
    page.submit.click()
    assert running.program.window.current_page() is None
    return page.message.text, [button.text() for button in page.message._buttons]


def test_a_wrong_passphrase_says_nothing_about_what_was_wrong(
    started: Running, registry_folder: Path
) -> None:
    said, offered = refused(started, registry_folder, "not these words")
    assert said.startswith("That passphrase does not open this registry. Nothing was changed.")
    assert offered == []


def test_a_damaged_file_is_left_alone_and_the_backup_offered(
    started: Running, registry_folder: Path
) -> None:
    (registry_folder / DATABASE_NAME).write_bytes(b"x" * 8192)
    said, offered = refused(started, registry_folder)
    assert "was not altered. Restore the newest backup" in said
    assert offered[0] == "Restore a backup…"


def test_a_newer_file_is_refused_with_both_versions_named(
    started: Running, registry_folder: Path
) -> None:
    with place_of(registry_folder).connect(Mode.WRITE) as storage:
        storage.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('nenboard', '0999_future', '2030')"
        )
    before = (registry_folder / DATABASE_NAME).read_bytes()
    said, offered = refused(started, registry_folder)
    assert "was not altered. Install nenboard" in said
    assert offered == []
    assert (registry_folder / DATABASE_NAME).read_bytes() == before


def test_a_folder_that_is_gone_says_where_to_look(started: Running, tmp_path: Path) -> None:
    said, _offered = refused(started, tmp_path / "gone")
    assert "Choose the folder" in said or "Reconnect" in said


def test_a_read_only_disk_can_be_opened_to_read_and_says_so_over_every_page(
    disk: Path, started: Running, registry_folder: Path
) -> None:
    folder = disk / "r"
    shutil.copytree(registry_folder, folder)
    assert run("mount", "-o", "remount,ro", str(disk))
    said, offered = refused(started, folder)
    assert "read-only. Nothing was changed" in said
    assert offered == ["Open read-only"]
    started.program.gate.unlock.message._buttons[0].click()
    assert "cannot be written to" in started.program.window.strip.text
