"""Erasing a patient: retyped, by an administrator, out of sight everywhere, out of the backups."""

from pathlib import Path

import pytest

from nenboard.gui.case_edit.journal import Typed
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_list.page import CaseListPage
from nenboard.gui.keeping.erase import EraseDialog
from nenboard.gui.palette.field import CommandField
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, maintain, people
from tests.gui.conftest import PASSPHRASE, Running

CASE, FAMILY, NUMBER = "NEN-00001", "Amberley", "SYN-417"


def case_page(running: Running) -> CaseWorkspace:
    running.program.window.open_case(CASE, "diagnosis")
    page = running.program.window.current_page()
    assert isinstance(page, CaseWorkspace)
    return page


def asked(running: Running) -> EraseDialog:
    page = case_page(running)
    (action,) = [each for menu in page.menus() for each in menu.actions if "Erase" in each.text()]
    action.trigger()
    dialog = running.dialog("erase_dialog")
    assert isinstance(dialog, EraseDialog)
    return dialog


@pytest.mark.parametrize("typed", [NUMBER, NUMBER.lower(), f" {FAMILY.upper()} "])
def test_the_act_needs_number_or_surname_typed_and_has_no_default(
    unlocked: Running, typed: str
) -> None:
    dialog = asked(unlocked)
    assert FAMILY.upper() in (dialog.banner.identity.name() if dialog.banner.identity else "")
    assert dialog.focusWidget() is dialog.keep
    for wrong in ("", "Amber", "SYN-418"):
        dialog.typed.setText(wrong)
        assert not dialog.act.isEnabled()
    dialog.typed.setText(typed)
    assert dialog.act.isEnabled()
    dialog.keep.click()
    assert unlocked.program.window.desk.registry.cases.count() == 3


def test_afterwards_nothing_in_the_window_knows_the_person(unlocked: Running) -> None:
    field = CommandField(unlocked.program.window)
    unlocked.program.window.case_forgotten.connect(field.forget_case)
    field._recent = [f"case:{CASE}"]
    dialog = asked(unlocked)
    dialog.typed.setText(NUMBER)
    dialog.act.click()
    window = unlocked.program.window
    assert window.book is not None
    assert window.book.open_cases() == ()
    assert field._recent == []
    assert FAMILY.upper() not in window.frame.windowTitle()
    window.show_page("cases")
    shown = window.current_page()
    assert isinstance(shown, CaseListPage)
    assert shown.model.rowCount() == 2
    assert window.desk.people(FAMILY, most=9) == ()
    assert "erased from the registry" in dialog.message.text
    assert dialog.banner.isHidden()


def test_what_was_being_typed_does_not_come_back(unlocked: Running) -> None:
    page = case_page(unlocked)
    session = page.findChild(EditSession)
    assert isinstance(session, EditSession)
    dialog = asked(unlocked)
    dialog.typed.setText(FAMILY)
    session.journal.typing(Typed("referral.question", "what next for Amberley?"))
    dialog.act.click()
    session.journal.write()
    registry = unlocked.program.window.desk.registry
    assert registry.drafts.of_user(registry.user) == ()
    assert registry.cases.count() == 2


def test_the_backups_that_hold_the_person_are_named_and_made_anew(unlocked: Running) -> None:
    registry = unlocked.program.window.desk.registry
    maintain.back_up(registry)
    maintain.back_up(registry)
    dialog = asked(unlocked)
    assert "2 backups still hold the person" in dialog.held.text
    dialog.typed.setText(NUMBER)
    dialog.act.click()
    assert dialog.clear.text() == "Take the person out of 2 backups"
    dialog.clear.click()
    assert "without the person: 2. Removed: 0." in dialog.message.text
    assert dialog.held.isHidden()
    assert not dialog.clear.isVisible()
    assert maintain.copies_holding(registry, CASE) == ()


def test_the_backups_can_be_left_as_they_are(unlocked: Running) -> None:
    registry = unlocked.program.window.desk.registry
    maintain.back_up(registry)
    dialog = asked(unlocked)
    dialog.typed.setText(NUMBER)
    dialog.act.click()
    dialog.keep.click()
    assert len(maintain.copies_holding(registry, CASE)) == 1


def test_who_is_no_administrator_reads_the_reason(locked: Running, registry_folder: Path) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        people.add_user(registry, "E. Ditor", role=UserRole.EDITOR, passphrase=PASSPHRASE)
    locked.program.gate.read_users()
    locked.program.gate.unlock.user.setCurrentText("E. Ditor")
    locked.unlock()
    dialog = asked(locked)
    assert "Only an administrator can erase" in dialog.message.text
    assert not dialog.act.isVisible()
    assert not dialog.typed.isVisible()


def test_the_command_field_offers_it_on_a_case(unlocked: Running) -> None:
    case_page(unlocked)
    field = CommandField(unlocked.program.window)
    field.open()
    field.line.setText("erase")
    texts = [field.model.entry(row) for row in range(field.model.rowCount())]
    assert "Erase this patient…" in [entry.text for entry in texts if entry is not None]


def test_the_dialog_opens_with_its_banner_whole_in_large_type(unlocked: Running) -> None:
    unlocked.program.look.choose("light", 2.0)
    dialog = asked(unlocked)
    assert dialog.banner.height() >= dialog.banner.heightForWidth(dialog.banner.width())
    dialog.keep.click()
