"""People: added, removed and given secrets by an administrator; the user changes without a wait."""

import pytest

from nenboard.registry.errors import LastAdmin, TooManyAttempts, UnknownUser, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, people
from nenboard.workflow.errors import Cancelled, NotAllowed
from tests.workflow.support import PASSPHRASE, USER, actions, numbered, opened_as

BEA = "bea's passphrase"


def test_an_administrator_adds_changes_and_removes(registry: Registry) -> None:
    people.add_user(registry, "Bea", role=UserRole.VIEWER, passphrase=BEA)
    people.change_role(registry, "Bea", role=UserRole.BOARD_LEAD)
    people.reset_passphrase(registry, "Bea", passphrase="another passphrase")
    assert people.users(registry) == ((USER, UserRole.ADMIN), ("Bea", UserRole.BOARD_LEAD))
    people.remove_user(registry, "Bea")
    assert people.users(registry) == ((USER, UserRole.ADMIN),)
    with pytest.raises(LastAdmin):
        people.remove_user(registry, USER)
    assert actions(registry)[-4:] == [
        "user_added",
        "role_changed",
        "passphrase_changed",
        "user_removed",
    ]


@pytest.mark.parametrize("role", [UserRole.VIEWER, UserRole.EDITOR, UserRole.BOARD_LEAD])
def test_nobody_else_does(registry: Registry, role: UserRole) -> None:
    registry.close()
    with opened_as(registry.folder, role) as other:
        for refused in (
            lambda: people.add_user(other, "Cy", role=UserRole.VIEWER, passphrase=BEA),
            lambda: people.remove_user(other, USER),
            lambda: people.change_role(other, "Berta", role=UserRole.ADMIN),
            lambda: people.reset_passphrase(other, USER, passphrase=BEA),
            lambda: people.change_recovery_key(other),
            lambda: people.change_database_key(other),
        ):
            with pytest.raises(NotAllowed):
                refused()
        people.change_own_passphrase(other, old=PASSPHRASE, new=BEA)


def test_ones_own_passphrase_needs_the_old_one_with_the_same_waits(registry: Registry) -> None:
    for _attempt in range(3):
        with pytest.raises(WrongPassphrase):
            people.change_own_passphrase(registry, old="wrong passphrase", new=BEA)
    with pytest.raises(TooManyAttempts):
        people.change_own_passphrase(registry, old=PASSPHRASE, new=BEA)


def test_another_user_goes_on_with_the_open_registry(registry: Registry) -> None:
    people.add_user(registry, "Bea", role=UserRole.EDITOR, passphrase=BEA)
    other = casework.change_user(registry, passphrase=BEA, user="Bea")
    assert (other.user, other.role) == ("Bea", UserRole.EDITOR)
    casework.save_case(other, numbered(7))
    assert other.cases.history("NEN-00007")[0].by == "Bea"
    back = casework.change_user(other, passphrase=PASSPHRASE, user=USER)
    assert back.role is UserRole.ADMIN
    back.close()


def test_a_wrong_passphrase_leaves_the_one_who_is_signed_in(registry: Registry) -> None:
    with pytest.raises(WrongPassphrase):
        casework.change_user(registry, passphrase="wrong passphrase")
    with pytest.raises(UnknownUser):
        casework.change_user(registry, passphrase=PASSPHRASE, user="Nobody")
    casework.save_case(registry, numbered(7))
    again = casework.change_user(registry, passphrase=PASSPHRASE)
    assert "sign_in_failed" in actions(again)
    again.close()


def test_a_new_database_key_keeps_every_passphrase(registry: Registry) -> None:
    casework.save_case(registry, numbered(7))
    again = people.change_database_key(registry)
    casework.save_case(again, numbered(8))
    again.close()
    with casework.open_registry(registry.folder, passphrase=PASSPHRASE) as reopened:
        assert reopened.cases.get("NEN-00008").revision == 1


def test_a_key_change_that_is_stopped_changes_nothing(registry: Registry) -> None:
    casework.save_case(registry, numbered(7))
    before = (registry.folder / "keys.json").read_bytes()
    with pytest.raises(Cancelled):
        people.change_database_key(registry, progress=lambda _done, _total: False)
    casework.save_case(registry, numbered(8))
    assert (registry.folder / "keys.json").read_bytes() == before
