"""A registry folder: created whole, opened with checks, and each fault of the world by its name."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.registry import errors
from nenboard.registry.errors import AlreadyARegistry, NotARegistry, RegistryError, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from tests.registry.support import (
    AT,
    COST,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    create,
    filled,
    later,
    reopen,
    save,
)


def test_a_new_registry_is_empty_open_and_its_users(folder: Path) -> None:
    made = create(folder)
    with made.registry as registry:
        assert (registry.user, registry.role, registry.is_read_only) == (
            USER,
            UserRole.ADMIN,
            False,
        )
        assert registry.cases.count() == 0
        assert [entry.action for entry in registry.audit.entries()] == ["registry_created"]
    assert len(made.recovery_key) == 47


def test_a_folder_holds_what_it_should(folder: Path) -> None:
    filled(folder)
    names = {entry.name for entry in folder.iterdir()}
    assert names == {"registry.db", "registry.db-journal", "keys.json", "lock", "anchor.json"}


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise there")
def test_everything_is_for_its_owner_only(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, a_named_case(1))
        registry.back_up(at=AT, why="test")
    paths = [folder, *folder.rglob("*")]
    assert [path for path in paths if path.stat().st_mode & 0o077] == []


def test_no_registry_is_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(AlreadyARegistry):
        create(tmp_path)
    assert content(tmp_path) == {"letter.txt": b"keep me"}


def test_a_failed_creation_can_be_repeated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise errors.DiskFull

    with monkeypatch.context() as patched:
        patched.setattr("nenboard.registry.opening.write_keys", broken)
        with pytest.raises(errors.DiskFull):
            create(folder)
    create(folder).registry.close()
    reopen(folder).close()


def test_an_empty_or_absent_folder_is_not_a_registry(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NotARegistry):
            reopen(place)


def test_a_wrong_passphrase_changes_no_record(folder: Path) -> None:
    filled(folder)
    before = (folder / "registry.db").read_bytes()
    with pytest.raises(WrongPassphrase):
        Registry.open(folder, passphrase="wrong passphrase", at=AT)
    assert (folder / "registry.db").read_bytes() == before


def test_reading_writes_nothing_at_all(folder: Path) -> None:
    filled(folder)
    before = content(folder)
    with reopen(folder, read_only=True) as registry:
        registry.cases.get("NEN-00001")
    assert content(folder) == before


def test_the_recovery_key_opens_and_gives_a_new_passphrase(folder: Path) -> None:
    made = create(folder)
    made.registry.close()
    new = "a new passphrase"
    with Registry.recover(
        folder, recovery_key=made.recovery_key, user=USER, passphrase=new, at=AT
    ) as registry:
        assert registry.audit.entries()[-1].action == "recovery_key_used"
    Registry.open(folder, passphrase=new, at=AT).close()
    with pytest.raises(WrongPassphrase):
        reopen(folder)


def test_closing_twice_does_no_harm(folder: Path) -> None:
    registry = create(folder).registry
    registry.close()
    registry.close()


def test_a_case_saved_by_one_is_read_by_the_other_user(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, a_named_case(1))
        registry.people.add("Bea", role=UserRole.VIEWER, passphrase="the second one", at=AT)
    with Registry.open(folder, passphrase="the second one", user="Bea", at=AT) as registry:
        assert registry.role is UserRole.VIEWER
        assert registry.cases.get("NEN-00001").case == a_named_case(1)


def test_every_fault_says_something_and_none_repeats_a_passphrase(folder: Path) -> None:
    faults = [value for value in vars(errors).values() if isinstance(value, type)]
    named = [fault for fault in faults if issubclass(fault, RegistryError)]
    assert len(named) > 25
    assert all(fault.__doc__ for fault in named)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user of the machine can reach."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


# Opens a registry as a user of the machine without rights on it, and tells what happens.
AS_NOBODY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from nenboard.registry.folder import Registry
from nenboard.registry.errors import RegistryError
import nenboard.registry.lock, nenboard.registry.opening
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
folder, verb = Path(sys.argv[1]), sys.argv[2]
try:
    with Registry.open(
        folder, passphrase=sys.argv[3], at=datetime(2026, 3, 14, tzinfo=UTC),
        read_only=verb == "read",
    ) as registry:
        print(registry.cases.count())
except RegistryError as error:
    print(type(error).__name__)
"""


def as_nobody(folder: Path, verb: str) -> str:
    command = [sys.executable, "-c", AS_NOBODY, str(folder), verb, PASSPHRASE]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return done.stdout.strip() or done.stderr[-500:]


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise there")
def test_a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written(
    open_folder: Path,
) -> None:
    folder = filled(open_folder / "registry")
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    before = content(folder)
    assert as_nobody(folder, "write") == "NoAccess"
    assert as_nobody(folder, "read") == "3"
    assert content(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise there")
def test_a_folder_that_may_not_be_entered_says_so(open_folder: Path) -> None:
    folder = filled(open_folder / "registry")
    folder.chmod(0o000 if os.geteuid() else 0o700)
    try:
        assert as_nobody(folder, "write") == "NoAccess"
        assert as_nobody(folder, "read") == "NoAccess"
    finally:
        folder.chmod(0o700)


def test_creating_where_nothing_can_be_written_says_so() -> None:
    place = Path("/proc/nenboard-registry") if sys.platform == "linux" else None
    if place is None:
        pytest.skip("no such place here")
    with pytest.raises(errors.CannotCreateHere, match="Choose a folder of your own"):
        Registry.create(place, passphrase=PASSPHRASE, user=USER, at=AT, cost=COST)


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be removed there")
def test_a_folder_that_vanishes_while_open_is_said_at_the_next_save(folder: Path) -> None:
    registry = create(folder).registry
    save(registry, a_named_case(1))
    shutil.rmtree(folder)
    with pytest.raises(RegistryError):
        save(registry, *(a_named_case(number) for number in range(2, 6)))
    registry.close()


def test_nothing_changed_means_no_backup_at_closing(folder: Path) -> None:
    create(folder).registry.close(at=AT)
    made = len(list((folder / "backups").iterdir()))
    assert reopen(folder).close(at=later(hours=1)) is None
    assert len(list((folder / "backups").iterdir())) == made
