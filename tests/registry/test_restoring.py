"""Restoring: the backup takes the place, today's files are kept, a cut-off restore is finished."""

import shutil
from pathlib import Path

import pytest

from nenboard.registry import restoring, staging
from nenboard.registry.audit import Action
from nenboard.registry.backup import Backup
from nenboard.registry.errors import (
    DamagedRegistry,
    IsABackup,
    NotARegistry,
    RecoveryNeeded,
    RegistryLocked,
    UnknownUser,
    WrongPassphrase,
)
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    create,
    database,
    filled,
    later,
    overwrite,
    reopen,
    save,
    stop_in_the_midst,
)

NEXT = "tomorrow's passphrase"


@pytest.fixture
def backed_up(folder: Path) -> Backup:
    """A closed registry of two cases whose backup holds one."""
    with create(folder).registry as registry:
        save(registry, a_named_case(1))
        made = registry.back_up(at=AT, why="test")
        save(registry, a_named_case(2))
    return made


def restore(folder: Path, source: Path, **given: str) -> restoring.Restored:
    return restoring.restore(
        folder, source, at=later(days=1), **{"passphrase": PASSPHRASE, "user": USER, **given}
    )


def test_the_backup_takes_the_place_of_the_registry(folder: Path, backed_up: Backup) -> None:
    restored = restore(folder, backed_up.folder)
    assert restored.counts["cases"] == 1
    with reopen(folder) as registry:
        assert registry.cases.count() == 1
        actions = [entry.action for entry in registry.audit.entries()]
    assert actions[-2:] == ["registry_restored", "registry_opened"]


def test_what_was_there_before_is_kept_and_opens(folder: Path, backed_up: Backup) -> None:
    before = database(folder).read_bytes()
    kept = restore(folder, backed_up.folder).kept_in
    assert database(kept).read_bytes() == before
    with reopen(kept, read_only=True) as registry:
        assert registry.cases.count() == 2


def test_a_damaged_registry_is_replaced_by_its_backup(folder: Path, backed_up: Backup) -> None:
    overwrite(database(folder), 5000, b"\0" * 500)
    damaged = database(folder).read_bytes()
    kept = restore(folder, backed_up.folder).kept_in
    assert database(kept).read_bytes() == damaged
    reopen(folder).close()


def test_missing_files_are_replaced_by_the_backup(folder: Path, backed_up: Backup) -> None:
    for name in ("registry.db", "keys.json"):
        (folder / name).unlink()
    restore(folder, backed_up.folder)
    reopen(folder).close()


def test_a_damaged_backup_restores_nothing(folder: Path, backed_up: Backup) -> None:
    overwrite(database(backed_up.folder), 5000, b"\0" * 500)
    before = content(folder)
    with pytest.raises(DamagedRegistry):
        restore(folder, backed_up.folder)
    assert content(folder) == before


def test_a_folder_that_is_no_backup_restores_nothing(
    folder: Path, backed_up: Backup, tmp_path: Path
) -> None:
    before = (database(folder).read_bytes(), (folder / "keys.json").read_bytes())
    with pytest.raises(NotARegistry):
        restore(folder, tmp_path)
    assert (database(folder).read_bytes(), (folder / "keys.json").read_bytes()) == before


def test_a_wrong_passphrase_restores_nothing(folder: Path, backed_up: Backup) -> None:
    before = content(folder)
    with pytest.raises(WrongPassphrase):
        restore(folder, backed_up.folder, passphrase="not this one")
    assert content(folder) == before


def test_an_open_registry_is_not_replaced(folder: Path, backed_up: Backup) -> None:
    with reopen(folder) as registry:
        with pytest.raises(RegistryLocked):
            restore(folder, backed_up.folder)
        save(registry, a_named_case(3))
    with reopen(folder) as registry:
        assert registry.cases.count() == 3


def test_somebody_removed_since_does_not_come_back(folder: Path) -> None:
    with create(folder).registry as registry:
        registry.people.add("Bea", role=UserRole.EDITOR, passphrase="bea's passphrase", at=AT)
        made = registry.back_up(at=AT, why="test")
        registry.people.remove("Bea", at=AT)
    restore(folder, made.folder)
    with pytest.raises(UnknownUser):
        Registry.open(folder, passphrase="bea's passphrase", user="Bea", at=AT)


def test_an_old_passphrase_opens_the_old_backup_and_brings_its_keys(folder: Path) -> None:
    with create(folder).registry as registry:
        made = registry.back_up(at=AT, why="test")
        registry.people.change_passphrase(USER, passphrase=NEXT, at=AT)
    restore(folder, made.folder)
    reopen(folder).close()


def staged(folder: Path, source: Path) -> None:
    stage = staging.begin(folder)
    for name in ("registry.db", "keys.json"):
        shutil.copy(source / name, stage / name)
    change = staging.Change(Action.REGISTRY_RESTORED, {"from": source.name})
    staging.mark_ready(folder, change)


@pytest.mark.parametrize("already_moved", [(), ("registry.db",), ("registry.db", "keys.json")])
def test_a_restore_cut_off_is_finished_and_noted_at_the_next_opening(
    folder: Path, backed_up: Backup, already_moved: tuple[str, ...]
) -> None:
    staged(folder, backed_up.folder)
    (folder / "anchor.json").unlink()
    for name in already_moved:
        (folder / staging.STAGE_NAME / name).replace(folder / name)
    with reopen(folder) as registry:
        assert registry.cases.count() == 1
        newest = registry.audit.entries()[-2]
    assert newest.action == "registry_restored"
    assert newest.content == {"from": backed_up.name}
    assert not (folder / staging.STAGE_NAME).exists()


@pytest.mark.parametrize("already_moved", [(), ("registry.db",), ("registry.db", "keys.json")])
def test_a_cut_off_restore_of_another_registry_opens_with_its_own_keys(
    folder: Path, backed_up: Backup, tmp_path: Path, already_moved: tuple[str, ...]
) -> None:
    other = filled(tmp_path / "other", cases=5)
    staged(folder, other)
    (folder / "anchor.json").unlink()
    for name in already_moved:
        (folder / staging.STAGE_NAME / name).replace(folder / name)
    with pytest.raises(RecoveryNeeded):
        reopen(folder, read_only=True)
    with reopen(folder) as registry:
        assert registry.cases.count() == 5


def test_finishing_twice_does_not_touch_the_journal_of_the_new_file(
    folder: Path, backed_up: Backup
) -> None:
    staged(folder, backed_up.folder)
    stage = folder / staging.STAGE_NAME
    staging.move(stage, folder)
    journal = folder / "registry.db-journal"
    journal.write_bytes(b"belongs to the new file")
    staging.move(stage, folder)
    assert journal.exists()


def test_a_backup_goes_into_a_new_folder_on_a_new_machine(
    folder: Path, backed_up: Backup, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "registry"
    restore(new, backed_up.folder)
    with reopen(new) as registry:
        assert registry.cases.get("NEN-00001").case == a_named_case(1)


def test_a_backup_is_not_opened_for_writing(backed_up: Backup) -> None:
    before = database(backed_up.folder).read_bytes()
    with pytest.raises(IsABackup):
        reopen(backed_up.folder)
    assert database(backed_up.folder).read_bytes() == before


def test_a_restore_cut_off_before_it_was_ready_is_dropped(folder: Path, backed_up: Backup) -> None:
    staged(folder, backed_up.folder)
    (folder / staging.STAGE_NAME / "ready").unlink()
    with reopen(folder) as registry:
        assert registry.cases.count() == 2
    assert not (folder / staging.STAGE_NAME).exists()


def test_the_journal_of_the_replaced_file_is_not_played_into_the_new_one(
    folder: Path, backed_up: Backup
) -> None:
    stop_in_the_midst(folder)
    assert (folder / "registry.db-journal").stat().st_size > 0
    kept = restore(folder, backed_up.folder).kept_in
    assert (kept / "registry.db-journal").stat().st_size > 0
    with reopen(folder) as registry:
        assert registry.cases.count() == 1
    with reopen(kept) as registry:
        assert registry.cases.count() == 2
