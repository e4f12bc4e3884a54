"""Verify, backup and restore as the commands call them."""

from pathlib import Path

import pytest

from nenboard.registry.connection import DATABASE_NAME
from nenboard.registry.errors import NotARegistry, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.workflow import casework, maintain
from tests.workflow.support import PASSPHRASE, numbered


def test_a_sound_registry_passes_and_is_counted(registry: Registry, folder: Path) -> None:
    registry.close()
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE)
    assert report.is_good
    assert report.counts["cases"] == 2


def test_a_changed_page_is_found(registry: Registry, folder: Path) -> None:
    registry.close()
    file = folder / DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE)
    assert "page authentication" in {finding.check for finding in report.findings}


def test_an_older_copy_put_back_is_found(registry: Registry, folder: Path) -> None:
    registry.close()
    old = (folder / DATABASE_NAME).read_bytes()
    with casework.open_registry(folder, passphrase=PASSPHRASE) as again:
        casework.save_case(again, numbered(3))
    (folder / DATABASE_NAME).write_bytes(old)
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE)
    assert [finding.check for finding in report.findings] == ["anchor"]


def test_a_wrong_passphrase_or_folder_is_no_finding_but_an_error(
    registry: Registry, folder: Path, tmp_path: Path
) -> None:
    registry.close()
    with pytest.raises(WrongPassphrase):
        maintain.verify_registry(folder, passphrase="something else")
    with pytest.raises(NotARegistry):
        maintain.verify_registry(tmp_path, passphrase=PASSPHRASE)


def test_a_backup_can_be_put_back(registry: Registry, folder: Path) -> None:
    made = maintain.back_up(registry)
    casework.save_case(registry, numbered(3))
    registry.close()
    assert maintain.find_backup(folder, made.name) == made.folder
    assert maintain.find_backup(folder, str(made.folder)) == made.folder
    done = maintain.restore(folder, made.folder, passphrase=PASSPHRASE)
    assert done.counts["cases"] == 2
    with casework.open_registry(folder, passphrase=PASSPHRASE) as again:
        assert again.cases.count() == 2
    assert made.name in {backup.name for backup in maintain.backups(folder)}
