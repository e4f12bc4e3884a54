"""People and keys on the settings page: only for who may, with a trace, and never by accident."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog
from pytestqt.qtbot import QtBot

from nenboard.gui import theme
from nenboard.gui.desk import OpenRegistry
from nenboard.gui.page import Services
from nenboard.gui.preferences.keys import KeysPart
from nenboard.gui.preferences.people import PeoplePart
from nenboard.gui.preferences.roles import ROLES, may_words, role_words
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry import keys
from nenboard.registry.errors import WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, people
from tests.gui.case_support import NotingServices, stored_case
from tests.gui.conftest import synthetic_case

ME = "J. Marlow"
MINE = "a long passphrase"
NEW = "four words of nobody"


@pytest.fixture
def services(tmp_path: Path, look: theme.Look) -> Iterator[NotingServices]:
    """A registry with its admin and one editor, open for the admin."""
    with stored_case(tmp_path, synthetic_case("NEN-00001", 0)) as (services, _context):
        registry = services.desk.registry
        people.add_user(registry, "V. Reader", role=UserRole.EDITOR, passphrase=NEW)
        services.open_registry = OpenRegistry(  # type: ignore[assignment] # None elsewhere
            folder=registry.folder, user=ME, is_admin=True, role="admin"
        )
        yield services


@pytest.fixture
def part(services: NotingServices, qtbot: QtBot) -> PeoplePart:
    made = PeoplePart(cast("Services", services))
    qtbot.addWidget(made)
    made.show()
    made.read()
    return made


@pytest.fixture
def key_part(services: NotingServices, qtbot: QtBot) -> KeysPart:
    made = KeysPart(cast("Services", services))
    qtbot.addWidget(made)
    made.show()
    made.read()
    return made


def registry_of(part: PeoplePart | KeysPart) -> Registry:
    return part.services.desk.registry


def actions(part: PeoplePart | KeysPart) -> list[str]:
    """What the audit trail says last."""
    return [entry.action for entry in registry_of(part).audit.entries()][-2:]


def button(part: PeoplePart | KeysPart, name: str) -> KeyButton:
    found = part.findChild(KeyButton, name)
    assert found is not None, name
    return found


def read_only(services: NotingServices, *, role: str) -> None:
    opened = services.open_registry
    services.open_registry = OpenRegistry(  # type: ignore[assignment] # None elsewhere
        folder=opened.folder,  # type: ignore[attr-defined] # set by the fixture
        user="V. Reader",
        role=role,
    )


def test_a_person_is_added_with_role_and_passphrase_and_can_sign_in(part: PeoplePart) -> None:
    card = part.add
    card.user.setText("Dr A. Synthetic")
    card.secret.once.setText("eleven char")
    card.secret.twice.setText("eleven char")
    card.role.setCurrentIndex(card.role.findData("board_lead"))
    assert not card.button.isEnabled()
    for field in (card.secret.once, card.secret.twice):
        field.setText(NEW)
    card.button.click()
    assert ("Dr A. Synthetic", UserRole.BOARD_LEAD) in people.users(registry_of(part))
    assert actions(part)[-1] == "user_added"
    assert not card.user.text()
    assert not card.secret.text
    file = keys.read_key_file(registry_of(part).folder)
    assert keys.unlock(file, passphrase=NEW, user="Dr A. Synthetic").role is UserRole.BOARD_LEAD


def test_no_role_is_chosen_for_the_admin(part: PeoplePart) -> None:
    assert part.add.role.currentData() is None


def test_a_name_that_is_there_already_is_refused_in_words(part: PeoplePart) -> None:
    part.add_person("v. reader", "viewer", NEW)
    assert "already" in part.message.text
    assert len(people.users(registry_of(part))) == 2


def test_a_role_holds_only_after_it_was_confirmed(part: PeoplePart) -> None:
    box = part.findChild(QComboBox, "role_V. Reader")
    assert box is not None
    box.setCurrentIndex(ROLES.index("viewer"))
    box.activated.emit(box.currentIndex())
    assert dict(people.users(registry_of(part)))["V. Reader"] is UserRole.EDITOR
    confirm, leave = part.message.findChildren(KeyButton)
    assert (confirm.text(), leave.text()) == ("Make V. Reader viewer", "Leave it")
    confirm.click()
    assert dict(people.users(registry_of(part)))["V. Reader"] is UserRole.VIEWER
    assert actions(part)[-1] == "role_changed"


def test_the_last_admin_can_be_neither_removed_nor_demoted(part: PeoplePart) -> None:
    assert part.findChild(QComboBox, f"role_{ME}") is None
    assert part.findChild(KeyButton, f"remove_{ME}") is None
    part.give_role(ME, "viewer")
    assert "last admin" in part.message.text
    part.remove(ME)
    assert dict(people.users(registry_of(part)))[ME] is UserRole.ADMIN


def test_removing_asks_first_and_names_the_act(part: PeoplePart) -> None:
    button(part, "remove_V. Reader").click()
    dialog = next(
        top
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QDialog) and top.objectName() == "remove_dialog" and top.isVisible()
    )
    assert len(people.users(registry_of(part))) == 2
    act = dialog.findChild(KeyButton, "remove_person")
    keep = dialog.findChild(KeyButton, "remove_keep")
    assert act is not None
    assert keep is not None
    assert act.text() == "Remove V. Reader"
    assert keep.isDefault()
    act.click()
    assert [name for name, _role in people.users(registry_of(part))] == [ME]
    assert actions(part)[-1] == "user_removed"


def test_a_forgotten_passphrase_is_replaced(part: PeoplePart) -> None:
    button(part, "reset_V. Reader").click()
    assert part.reset.isVisible()
    other = "other words of nobody"
    for field in (part.reset.secret.once, part.reset.secret.twice):
        field.setText(other)
    part.reset.button.click()
    assert not part.reset.isVisible()
    file = keys.read_key_file(registry_of(part).folder)
    assert keys.unlock(file, passphrase=other, user="V. Reader").user == "V. Reader"
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, passphrase=NEW, user="V. Reader")


@pytest.mark.parametrize("role", ["editor", "viewer", "board_lead"])
def test_whoever_is_no_admin_reads_the_list_and_whom_to_ask(
    services: NotingServices, part: PeoplePart, key_part: KeysPart, role: str
) -> None:
    read_only(services, role=role)
    part.read()
    key_part.read()
    assert not part.add.isVisible()
    assert part.findChild(QComboBox, "role_V. Reader") is None
    assert part.message.text == f"Only an admin looks after people and keys. Ask {ME}."
    assert not key_part.recovery.act.isVisible()
    assert key_part.recovery.refusal.text() == "Only an admin looks after people and keys."
    assert not key_part.database.act.isVisible()
    assert key_part.own.act.isVisible()


def test_every_role_says_what_it_may_do() -> None:
    assert {role.value for role in UserRole} == set(ROLES)
    for role in ROLES:
        assert role_words(role) != role
        assert may_words(role)


def test_ones_own_passphrase_needs_the_one_of_now(key_part: KeysPart) -> None:
    own = key_part.own
    for field in (own.secret.once, own.secret.twice):
        field.setText(NEW)
    assert not own.button.isEnabled()
    own.old.setText("not these words")
    own.button.click()
    assert "does not open" in key_part.message.text
    own.old.setText(MINE)
    key_part.change_own(MINE, NEW)
    assert key_part.message.kind == "done"
    assert not own.old.text()
    assert actions(key_part)[-1] == "passphrase_changed"
    file = keys.read_key_file(registry_of(key_part).folder)
    assert keys.unlock(file, passphrase=NEW, user=ME).user == ME


def test_a_new_recovery_key_is_shown_once_and_confirmed_by_two_groups(
    key_part: KeysPart, tmp_path: Path
) -> None:
    card = key_part.recovery
    card.button.click()
    step = card.step
    assert step is not None
    key = step.key_text
    assert not card.done.isEnabled()
    for field, index in zip(step.answers, step._asked, strict=True):
        field.setText(key.split("-")[index].lower())
    card.done.click()
    assert card.step is None
    assert actions(key_part)[-1] == "recovery_key_changed"
    registry = registry_of(key_part)
    registry.close()
    again = casework.recover_registry(registry.folder, recovery_key=key, user=ME, passphrase=NEW)
    assert again.user == ME
    again.close()


def test_a_key_on_the_screen_is_gone_when_the_page_is_left(key_part: KeysPart) -> None:
    key_part.recovery.button.click()
    key_part.own.old.setText(MINE)
    key_part.leave()
    assert key_part.recovery.step is None
    assert not key_part.own.old.text()


def test_the_database_key_is_changed_and_the_registry_goes_on(key_part: KeysPart) -> None:
    before = registry_of(key_part)
    key_part.database.button.click()
    after = registry_of(key_part)
    assert after is not before
    assert after.cases.count() == 1
    assert key_part.message.kind == "done"
    assert "1 backup still opens" in key_part.message.text
    assert key_part.database.button.isEnabled()
    assert not key_part.database.progress.isVisible()
    assert "database_key_changed" in [entry.action for entry in after.audit.entries()]
