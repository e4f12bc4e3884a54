"""The schema: the sum of its migrations, upgrades all or nothing, newer files refused."""

import shutil
from pathlib import Path

import pytest

import nenboard
from nenboard.host import resources
from nenboard.registry import schema, verify
from nenboard.registry.connection import Mode
from nenboard.registry.errors import (
    BackupFailed,
    DamagedRegistry,
    NewerRegistry,
    UpgradeFailed,
    UpgradeNeeded,
)
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    database,
    filled,
    later,
    overwrite,
    place_of,
    reopen,
    save,
    tamper,
)

KEPT = Path(__file__).parent / "upgrades"
NEW_STEP = (
    "ALTER TABLE draft ADD COLUMN device TEXT;\nCREATE INDEX draft_by_user ON draft (user);\n"
)


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations of its own, in use instead of the shipped one."""
    folder = tmp_path / "migrations"
    shutil.copytree(resources.migrations(), folder)
    monkeypatch.setattr(resources, "migrations", lambda: folder)
    schema.expected.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What was expected in one test is not expected in the next."""
    schema.expected.cache_clear()


def test_the_committed_schema_is_the_sum_of_the_migrations() -> None:
    committed = resources.migrations().parent / "schema.sql"
    assert committed.read_text(encoding="utf-8") == schema.dump()


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:4]) for file in schema.migration_files()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_new_file_has_the_expected_schema(folder: Path) -> None:
    with place_of(filled(folder)).connect(Mode.READ) as storage:
        assert schema.described(storage) == schema.expected()
        assert schema.state(storage).pending == ()


def test_a_newer_file_is_refused_byte_identical_with_both_versions_named(folder: Path) -> None:
    filled(folder)
    tamper(
        folder,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('nenboard', '0999_future', '2030')",
        "UPDATE registry SET program_version = '9.8.7'",
    )
    before = content(folder)
    for read_only in (False, True):
        with pytest.raises(NewerRegistry) as caught:
            reopen(folder, read_only=read_only)
        assert "9.8.7" in str(caught.value)
        assert nenboard.__version__ in str(caught.value)
    assert content(folder) == before


def test_an_older_file_is_copied_and_then_upgraded(folder: Path, migrations: Path) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    with reopen(folder, at=later(hours=1)) as registry:
        assert registry.cases.count() == 3
        assert registry.audit.entries()[-2].action == "registry_upgraded"
        assert registry.findings == ()
    copies = list((folder / "backups").glob("*-upgrade"))
    with place_of(copies[0]).connect(Mode.READ) as copy:
        assert schema.state(copy).pending == ("0900_device",)
        assert copy.value("SELECT count(*) FROM case_row") == 3


def test_an_upgrade_happens_once(folder: Path, migrations: Path) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    reopen(folder).close()
    with reopen(folder) as registry:
        actions = [entry.action for entry in registry.audit.entries()]
    assert actions.count("registry_upgraded") == 1


def test_a_failed_upgrade_leaves_every_record_and_says_the_step(
    folder: Path, migrations: Path
) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    (migrations / "0901_broken.sql").write_text("CREATE TABLE fine (a);\nDROP TABLE absent;\n")
    before = database(folder).read_bytes()
    with pytest.raises(UpgradeFailed, match="0901_broken"):
        reopen(folder)
    assert database(folder).read_bytes() == before
    (migrations / "0901_broken.sql").unlink()
    reopen(folder).close()


def test_an_older_file_is_not_upgraded_read_only(folder: Path, migrations: Path) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    before = content(folder)
    with pytest.raises(UpgradeNeeded):
        reopen(folder, read_only=True)
    assert content(folder) == before


def test_a_damaged_older_file_is_not_upgraded(folder: Path, migrations: Path) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    overwrite(database(folder), 4096 * 5 + 100, b"\0\0\0\0")
    before = database(folder).read_bytes()
    with pytest.raises(DamagedRegistry):
        reopen(folder)
    assert database(folder).read_bytes() == before


def test_without_a_copy_there_is_no_upgrade(folder: Path, migrations: Path) -> None:
    filled(folder)
    (migrations / "0900_device.sql").write_text(NEW_STEP)
    (folder / "backups").write_text("a file where the folder should be")
    before = database(folder).read_bytes()
    with pytest.raises(BackupFailed):
        reopen(folder)
    assert database(folder).read_bytes() == before


def test_a_registry_of_the_first_schema_is_copied_upgraded_and_keeps_every_record(
    folder: Path,
) -> None:
    shutil.copytree(KEPT / "first_schema", folder)
    with Registry.open(folder, passphrase=PASSPHRASE, user=USER, at=AT) as registry:
        assert registry.findings == ()
        assert registry.cases.count() == 2
        assert registry.cases.get("NEN-00001").case.note == "changed"
        assert registry.cases.get("NEN-00001", 1).case == a_named_case(1)
        assert [item.case_id for item in registry.meetings.get("MDT-0001").meeting.agenda] == [
            "NEN-00001"
        ]
        assert dict(registry.people.all())["Bea"] is UserRole.EDITOR
        save(registry, a_named_case(4))
    assert verify.check_file(place_of(folder)).findings == ()
    copy = next((folder / "backups").glob("*-upgrade"))
    assert verify.check_file(place_of(copy)).findings == ()
