"""The wrapped keys: who can unlock, who cannot, and what a changed file gives away."""

import json
from pathlib import Path

import pytest

from nenboard.registry import keys
from nenboard.registry.errors import (
    DamagedKeys,
    LastAdmin,
    MissingKeys,
    UnknownUser,
    UserExists,
    UserNeeded,
    WeakPassphrase,
    WrongPassphrase,
)
from nenboard.registry.keys import KeyFile, UnlockedKey, UserRole
from tests.registry.support import COST, PASSPHRASE, USER

OTHER = "another good passphrase"


def made() -> tuple[KeyFile, UnlockedKey, str]:
    return keys.new_key_file(user=USER, passphrase=PASSPHRASE, cost=COST)


def with_two() -> tuple[KeyFile, UnlockedKey]:
    file, unlocked, _printed = made()
    role = UserRole.EDITOR
    return keys.add_user(file, unlocked, user="Bea", role=role, passphrase=OTHER), unlocked


def test_the_passphrase_gives_the_random_key_back() -> None:
    file, unlocked, _printed = made()
    assert keys.unlock(file, passphrase=PASSPHRASE) == unlocked
    assert len(unlocked.key) == 32


def test_two_registries_with_one_passphrase_have_different_keys() -> None:
    assert made()[1].key != made()[1].key


def test_a_wrong_passphrase_unlocks_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        keys.unlock(made()[0], passphrase="correct horse batterx")


def test_an_accent_typed_in_two_ways_is_one_passphrase() -> None:
    composed, decomposed = "caf\u00e9 corr\u00e8ze", "cafe\u0301 corre\u0300ze"
    file, unlocked, _printed = keys.new_key_file(user=USER, passphrase=composed, cost=COST)
    assert keys.unlock(file, passphrase=decomposed).key == unlocked.key


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(WeakPassphrase):
        keys.new_key_file(user=USER, passphrase="seven77", cost=COST)


def test_the_printed_recovery_key_gives_the_same_key() -> None:
    file, unlocked, printed = made()
    typed = printed.lower().replace("-", " ")
    assert keys.unlock_with_recovery_key(file, typed, user=USER).key == unlocked.key


def test_the_recovery_key_of_another_registry_unlocks_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_recovery_key(made()[0], made()[2], user=USER)


def test_each_user_unlocks_with_their_own_passphrase_only() -> None:
    file, unlocked = with_two()
    assert keys.unlock(file, passphrase=OTHER, user="Bea").key == unlocked.key
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, passphrase=OTHER, user=USER)


def test_with_two_users_a_name_is_needed() -> None:
    with pytest.raises(UserNeeded):
        keys.unlock(with_two()[0], passphrase=PASSPHRASE)


def test_names_do_not_depend_on_capitals() -> None:
    file, unlocked = with_two()
    assert keys.unlock(file, passphrase=OTHER, user="bea").user == "Bea"
    with pytest.raises(UserExists):
        keys.add_user(file, unlocked, user="BEA", role=UserRole.VIEWER, passphrase=OTHER)


def test_a_removed_user_unlocks_no_more() -> None:
    file, unlocked = with_two()
    with pytest.raises(UnknownUser):
        keys.unlock(keys.remove_user(file, unlocked, user="Bea"), passphrase=OTHER, user="Bea")


def test_the_last_administrator_can_neither_leave_nor_step_down() -> None:
    file, unlocked = with_two()
    with pytest.raises(LastAdmin):
        keys.remove_user(file, unlocked, user=USER)
    with pytest.raises(LastAdmin):
        keys.change_role(file, unlocked, user=USER, role=UserRole.VIEWER)


def test_a_new_role_holds_without_the_persons_passphrase() -> None:
    file, unlocked = with_two()
    changed = keys.change_role(file, unlocked, user="Bea", role=UserRole.ADMIN)
    assert keys.unlock(changed, passphrase=OTHER, user="Bea").role is UserRole.ADMIN


def test_after_a_change_only_the_new_passphrase_unlocks() -> None:
    file, unlocked, _printed = made()
    changed = keys.change_passphrase(file, unlocked, user=USER, passphrase=OTHER)
    assert keys.unlock(changed, passphrase=OTHER).key == unlocked.key
    with pytest.raises(WrongPassphrase):
        keys.unlock(changed, passphrase=PASSPHRASE)


def test_after_a_change_only_the_new_recovery_key_unlocks() -> None:
    file, unlocked, old = made()
    changed, new = keys.change_recovery_key(file, unlocked)
    assert keys.unlock_with_recovery_key(changed, new, user=USER).key == unlocked.key
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_recovery_key(changed, old, user=USER)


def test_a_role_edited_by_hand_is_noticed() -> None:
    data = with_two()[0].model_dump(mode="json")
    data["users"][1]["role"] = "admin"
    edited = KeyFile.model_validate(data)
    with pytest.raises(DamagedKeys):
        keys.unlock(edited, passphrase=OTHER, user="Bea")


def test_an_entry_renamed_by_hand_unlocks_nothing() -> None:
    data = made()[0].model_dump(mode="json")
    data["users"][0]["user"] = "Mallory"
    with pytest.raises(WrongPassphrase):
        keys.unlock(KeyFile.model_validate(data), passphrase=PASSPHRASE)


def test_an_entry_moved_to_another_registry_unlocks_nothing() -> None:
    data = made()[0].model_dump(mode="json")
    data["registry"] = "00" * 16
    with pytest.raises(WrongPassphrase):
        keys.unlock(KeyFile.model_validate(data), passphrase=PASSPHRASE)


def test_the_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    file, _unlocked = with_two()
    keys.write_key_file(tmp_path, file)
    assert keys.read_key_file(tmp_path) == file


def test_no_secret_stands_in_the_file(tmp_path: Path) -> None:
    file, unlocked, printed = made()
    keys.write_key_file(tmp_path, file)
    text = (tmp_path / keys.FILE_NAME).read_text()
    assert unlocked.key.hex() not in text
    assert PASSPHRASE not in text
    assert printed not in text


def test_no_secret_is_shown_when_a_key_is_printed_by_mistake() -> None:
    unlocked = made()[1]
    assert unlocked.key.hex() not in repr(unlocked)
    assert str(unlocked.key) not in repr(unlocked)


def test_a_missing_file_is_its_own_fault(tmp_path: Path) -> None:
    with pytest.raises(MissingKeys):
        keys.read_key_file(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"not json",
        b"[]",
        b"\xff\xfe\x00",
        b'{"format": "nenboard-keys/2"}',
        b"[" * 100_000,
        b"0" * 2_000_000,
    ],
)
def test_a_file_that_is_not_ours_is_damaged(tmp_path: Path, text: bytes) -> None:
    (tmp_path / keys.FILE_NAME).write_bytes(text)
    with pytest.raises(DamagedKeys):
        keys.read_key_file(tmp_path)


@pytest.mark.parametrize("cost", [{"memory_kib": 2**30}, {"passes": 10**6}, {"lanes": 1000}])
def test_a_cost_that_would_exhaust_the_machine_is_refused(
    tmp_path: Path, cost: dict[str, int]
) -> None:
    data = made()[0].model_dump(mode="json")
    data["users"][0]["argon2id"] |= cost
    (tmp_path / keys.FILE_NAME).write_text(json.dumps(data))
    with pytest.raises(DamagedKeys):
        keys.read_key_file(tmp_path)


def test_the_usual_cost_is_that_of_the_second_recommendation() -> None:
    usual = keys.Argon2Cost()
    assert (usual.memory_kib, usual.passes, usual.lanes) == (65_536, 3, 4)


def test_a_new_user_is_protected_at_the_cost_of_the_file() -> None:
    assert with_two()[0].users[1].argon2id == COST


def test_a_derived_key_is_another_for_each_purpose() -> None:
    key = made()[1].key
    derived = {keys.derived_key(key, purpose) for purpose in ("anchor", "key file seal")}
    assert len(derived | {key}) == 3
