"""A new database key: everything encrypted anew, everybody still gets in, who left does not."""

from pathlib import Path

import pytest

from nenboard.registry import keys, staging, verify
from nenboard.registry.errors import (
    DamagedRegistry,
    KeyChangeFailed,
    KeyPairsMissing,
    RecoveryNeeded,
    RegistryError,
    WrongPassphrase,
)
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole, read_key_file
from nenboard.registry.place import Place
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    create,
    database,
    later,
    place_of,
    reopen,
    save,
)

BEA = "bea's passphrase"


@pytest.fixture
def registry(folder: Path) -> Registry:
    """Two people and two cases."""
    made = create(folder).registry
    made.people.add("Bea", role=UserRole.EDITOR, passphrase=BEA, at=AT)
    save(made, a_named_case(1), a_named_case(2))
    return made


def changed(registry: Registry) -> None:
    registry.change_database_key(at=later(hours=1)).close()


def test_everybody_opens_the_registry_as_before(registry: Registry, folder: Path) -> None:
    changed(registry)
    for user, passphrase in ((USER, PASSPHRASE), ("Bea", BEA)):
        with Registry.open(folder, passphrase=passphrase, user=user, at=AT) as again:
            assert again.cases.get("NEN-00002").case == a_named_case(2)


def test_it_can_be_done_again_and_again(registry: Registry, folder: Path) -> None:
    for _time in range(3):
        registry = registry.change_database_key(at=later(hours=1))
    registry.close()
    Registry.open(folder, passphrase=BEA, user="Bea", at=AT).close()
    entry = next(one for one in read_key_file(folder).users if one.user == "Bea")
    assert entry.handed_on == ()


def test_the_printed_recovery_key_still_opens_it(tmp_path: Path) -> None:
    made = create(tmp_path / "r")
    made.registry.change_database_key(at=AT).close()
    Registry.recover(
        tmp_path / "r",
        recovery_key=made.recovery_key,
        user=USER,
        passphrase="another passphrase",
        at=AT,
    ).close()


def test_the_old_key_opens_the_file_no_more(registry: Registry, folder: Path) -> None:
    before = place_of(folder)
    data = database(folder).read_bytes()
    changed(registry)
    assert place_of(folder).unlocked.key != before.unlocked.key
    assert database(folder).read_bytes()[:4096] != data[:4096]
    assert not verify.check_file(before).is_good


def test_who_was_removed_is_shut_out_even_with_the_key_file_of_before(
    registry: Registry, folder: Path
) -> None:
    kept = read_key_file(folder)
    registry.people.remove("Bea", at=AT)
    changed(registry)
    with pytest.raises(RegistryError):
        Registry.open(folder, passphrase=BEA, user="Bea", at=AT)
    keys.write_key_file(folder, kept)
    with pytest.raises(DamagedRegistry):
        Registry.open(folder, passphrase=BEA, user="Bea", at=AT)


def test_it_is_noted_backed_up_and_passes_every_check(registry: Registry, folder: Path) -> None:
    again = registry.change_database_key(at=later(hours=1))
    assert [entry.action for entry in again.audit.entries()][-2:] == [
        "backup_made",
        "database_key_changed",
    ]
    save(again, a_named_case(3))
    again.close()
    assert verify.check_file(place_of(folder)).findings == ()
    reopen(folder, user=USER).close()


def test_the_one_that_was_open_is_closed(registry: Registry) -> None:
    again = registry.change_database_key(at=AT)
    assert registry.close() is None
    again.close()


@pytest.mark.parametrize("already_moved", [(), ("registry.db",), ("registry.db", "keys.json")])
def test_an_exchange_cut_off_is_finished_at_the_next_opening(
    registry: Registry, folder: Path, already_moved: tuple[str, ...]
) -> None:
    from nenboard.registry import rekeying

    rekeying.prepare(registry._place)
    registry.close()
    for name in already_moved:
        (folder / staging.STAGE_NAME / name).replace(folder / name)
    (folder / "anchor.json").unlink()
    with pytest.raises(RecoveryNeeded):
        reopen(folder, user="Bea", passphrase=BEA, read_only=True)
    with reopen(folder, user="Bea", passphrase=BEA) as again:
        assert again.cases.count() == 2
        assert again.audit.entries()[-2].action == "database_key_changed"


def test_a_failed_one_changes_nothing(
    registry: Registry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise OSError(28, "no space left")

    before = database(folder).read_bytes(), (folder / "keys.json").read_bytes()
    monkeypatch.setattr(staging, "mark_ready", refuse)
    with pytest.raises(KeyChangeFailed, match="full"):
        registry.change_database_key(at=AT)
    monkeypatch.undo()
    registry.close()
    assert (folder / "keys.json").read_bytes() == before[1]
    reopen(folder, user=USER).close()
    assert not (folder / staging.STAGE_NAME).exists()


def test_people_of_the_first_key_files_sign_in_once_before(folder: Path) -> None:
    import shutil

    kept = Path(__file__).parent / "upgrades" / "first_schema"
    shutil.copytree(kept, folder)
    registry = reopen(folder, user=USER)
    with pytest.raises(KeyPairsMissing) as caught:
        registry.change_database_key(at=AT)
    assert caught.value.users == ("Bea",)
    registry.people.remove("Bea", at=AT)
    with pytest.raises(KeyPairsMissing, match="recovery key"):
        registry.change_database_key(at=AT)
    registry.people.change_recovery_key(at=AT)
    changed(registry)
    reopen(folder, user=USER).close()


@pytest.mark.parametrize("what", ["ephemeral", "wrapped", "cut", "swapped"])
def test_a_key_that_was_handed_on_and_altered_opens_nothing(
    registry: Registry, folder: Path, what: str
) -> None:
    again = registry.change_database_key(at=AT)
    changed(again)
    file = read_key_file(folder)
    bea = file.users[1]
    first, second = bea.handed_on
    altered = {
        "ephemeral": (first.model_copy(update={"ephemeral": "09" + "00" * 31}), second),
        "wrapped": (first.model_copy(update={"wrapped": second.wrapped}), second),
        "cut": (first,),
        "swapped": (second, first),
    }[what]
    users = (file.users[0], bea.model_copy(update={"handed_on": altered}))
    keys.write_key_file(folder, file.model_copy(update={"users": users}))
    with pytest.raises((WrongPassphrase, RegistryError)):
        Registry.open(folder, passphrase=BEA, user="Bea", at=AT)


def test_a_backup_of_the_old_key_comes_back_under_the_new_one(
    registry: Registry, folder: Path
) -> None:
    from nenboard.registry import restoring

    made = registry.back_up(at=AT, why="test")
    registry.people.remove("Bea", at=AT)
    changed(registry)
    now = place_of(folder).unlocked.key
    restoring.restore(folder, made.folder, passphrase=PASSPHRASE, user=USER, at=later(days=1))
    assert place_of(folder).unlocked.key == now
    with pytest.raises(RegistryError):
        Registry.open(folder, passphrase=BEA, user="Bea", at=AT)
    with reopen(folder) as again:
        assert again.cases.count() == 2


def test_nothing_readable_is_left_while_it_is_prepared(registry: Registry, folder: Path) -> None:
    from nenboard.registry import rekeying

    rekeying.prepare(registry._place)
    assert not any(b"Testperson" in data for data in content(folder).values())
    registry.close()
    assert isinstance(place_of(folder), Place)
