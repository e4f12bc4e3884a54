"""People: who can open a registry changes with a trace, and wholly or not at all."""

from pathlib import Path

import pytest

from nenboard.registry import errors
from nenboard.registry.errors import LastAdmin, UnknownUser, UserExists, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from tests.registry.support import AT, PASSPHRASE, USER, create, reopen

BEA = "the passphrase of Bea"


def with_bea(folder: Path) -> Registry:
    registry = create(folder).registry
    registry.people.add("Bea", role=UserRole.EDITOR, passphrase=BEA, at=AT)
    return registry


def opened_by_bea(folder: Path, passphrase: str = BEA) -> Registry:
    return Registry.open(folder, passphrase=passphrase, user="Bea", at=AT)


def recovered(folder: Path, key: str) -> Registry:
    return Registry.recover(folder, recovery_key=key, user=USER, passphrase=PASSPHRASE, at=AT)


def test_a_new_person_can_open_it(folder: Path) -> None:
    with_bea(folder).close()
    with opened_by_bea(folder) as registry:
        assert registry.people.all() == ((USER, UserRole.ADMIN), ("Bea", UserRole.EDITOR))
        assert (registry.user, registry.role) == ("Bea", UserRole.EDITOR)


def test_a_removed_person_cannot_open_it(folder: Path) -> None:
    with with_bea(folder) as registry:
        registry.people.remove("Bea", at=AT)
    with pytest.raises(UnknownUser):
        opened_by_bea(folder)


def test_a_new_role_holds_from_the_next_opening(folder: Path) -> None:
    with with_bea(folder) as registry:
        registry.people.change_role("Bea", role=UserRole.BOARD_LEAD, at=AT)
    with opened_by_bea(folder) as registry:
        assert registry.role is UserRole.BOARD_LEAD


def test_only_the_new_passphrase_opens_it(folder: Path) -> None:
    with with_bea(folder) as registry:
        registry.people.change_passphrase("Bea", passphrase="another of Bea", at=AT)
    opened_by_bea(folder, "another of Bea").close()
    with pytest.raises(WrongPassphrase):
        opened_by_bea(folder)


def test_only_the_new_recovery_key_opens_it(folder: Path) -> None:
    made = create(folder)
    with made.registry as registry:
        new = registry.people.change_recovery_key(at=AT)
    recovered(folder, new).close()
    with pytest.raises(WrongPassphrase):
        recovered(folder, made.recovery_key)


def test_every_change_of_people_is_noted_and_no_secret_is(folder: Path) -> None:
    with with_bea(folder) as registry:
        registry.people.change_role("Bea", role=UserRole.VIEWER, at=AT)
        registry.people.change_passphrase("Bea", passphrase="another of Bea", at=AT)
        registry.people.remove("Bea", at=AT)
        registry.people.change_recovery_key(at=AT)
        entries = registry.audit.entries(after=1)
    actions = [entry.action for entry in entries]
    assert actions == [
        "user_added",
        "role_changed",
        "passphrase_changed",
        "user_removed",
        "recovery_key_changed",
    ]
    assert entries[1].content == {"old": "editor", "new": "viewer"}
    assert "of Bea" not in repr(entries)


def test_what_is_refused_leaves_no_trace(folder: Path) -> None:
    with with_bea(folder) as registry:
        head, keys = registry.audit.head(), (folder / "keys.json").read_bytes()
        with pytest.raises(UserExists):
            registry.people.add("bea", role=UserRole.VIEWER, passphrase=BEA, at=AT)
        with pytest.raises(LastAdmin):
            registry.people.remove(USER, at=AT)
        assert (registry.audit.head(), (folder / "keys.json").read_bytes()) == (head, keys)


def test_keys_that_cannot_be_written_change_nothing_and_leave_no_entry(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = with_bea(folder)
    head = registry.audit.head()

    def full(*_given: object) -> None:
        raise errors.DiskFull

    with monkeypatch.context() as patched:
        patched.setattr("nenboard.registry.opening.write_keys", full)
        with pytest.raises(errors.DiskFull):
            registry.people.remove("Bea", at=AT)
    assert registry.audit.head() == head
    registry.close()
    opened_by_bea(folder).close()
    reopen_as_anna = Registry.open(folder, passphrase=PASSPHRASE, user=USER, at=AT)
    reopen_as_anna.close()


def test_with_one_person_no_name_is_needed(folder: Path) -> None:
    create(folder).registry.close()
    with reopen(folder) as registry:
        assert registry.user == USER
