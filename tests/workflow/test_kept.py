"""What is kept in the folder backups: listed, checked again, carried elsewhere."""

from pathlib import Path

import pytest

from nenboard.registry.connection import DATABASE_NAME
from nenboard.registry.errors import BackupFailed, RegistryLocked
from nenboard.registry.folder import Registry
from nenboard.workflow import casework, kept, maintain
from tests.workflow.support import PASSPHRASE, numbered


def test_backups_come_with_size_cases_and_head_and_files_of_before_without(
    registry: Registry, folder: Path
) -> None:
    made = maintain.back_up(registry)
    registry.close()
    maintain.restore(folder, made.folder, passphrase=PASSPHRASE)
    before, backup = sorted(kept.kept(folder), key=lambda one: one.is_checked)
    assert (before.is_checked, before.cases, before.head) == (False, None, None)
    assert before.at is not None
    assert before.at >= made.at.replace(microsecond=0)
    assert (backup.is_checked, backup.cases, backup.head) == (True, 2, made.head)
    assert backup.bytes == (made.folder / DATABASE_NAME).stat().st_size


def test_checking_again_finds_damage_that_came_after_the_backup(registry: Registry) -> None:
    maintain.back_up(registry)
    one = kept.kept(registry.folder)[0].copy
    assert kept.check_again(registry, one).is_good
    file = one.folder / DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert not kept.check_again(registry, one).is_good


def test_a_backup_carried_elsewhere_restores_from_there(
    registry: Registry, folder: Path, tmp_path: Path
) -> None:
    maintain.back_up(registry)
    one = kept.kept(folder)[0].copy
    place = tmp_path / "stick"
    place.mkdir()
    there = kept.carry(registry, one, to=place)
    assert registry.audit.entries(limit=1000)[-1].action == "exported"
    registry.close()
    assert maintain.restore(folder, there, passphrase=PASSPHRASE).counts["cases"] == 2


def test_a_place_that_is_taken_or_not_there_is_refused_and_leaves_nothing(
    registry: Registry, tmp_path: Path
) -> None:
    maintain.back_up(registry)
    one = kept.kept(registry.folder)[0].copy
    (tmp_path / one.name).mkdir()
    with pytest.raises(BackupFailed, match="choose another place"):
        kept.carry(registry, one, to=tmp_path)
    with pytest.raises(BackupFailed, match="share has vanished"):
        kept.carry(registry, one, to=tmp_path / "gone")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_registry_open_to_read_can_be_written_once_it_is_free(
    registry: Registry, folder: Path
) -> None:
    reading = casework.open_registry(folder, passphrase=PASSPHRASE, read_only=True)
    with pytest.raises(RegistryLocked):
        casework.edit_registry(reading)
    assert reading.cases.count() == 2
    registry.close()
    with casework.edit_registry(reading) as writing:
        casework.save_case(writing, numbered(3))
        assert writing.cases.count() == 3
