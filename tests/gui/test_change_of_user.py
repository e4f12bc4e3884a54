"""Another person goes on at the same place: rights read again, typed text kept for its owner."""

import pytest
from PySide6.QtWidgets import QLabel

from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.unlock.page import UnlockPage
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import people
from tests.gui.conftest import PASSPHRASE, USER, Running

OTHER = "V. Reader"
OTHERS = "words of another person"
CASE = "NEN-00001"
DATE = "primaries.0.diagnosed"


@pytest.fixture
def shared(unlocked: Running) -> Running:
    """The registry has a second person, an editor, and a case is open on its last tab."""
    people.add_user(registry_of(unlocked), OTHER, role=UserRole.EDITOR, passphrase=OTHERS)
    unlocked.program.window.open_case(CASE, "history")
    return unlocked


def registry_of(running: Running) -> Registry:
    return running.program.window.desk.registry


def workspace_of(running: Running) -> CaseWorkspace:
    shown = running.program.window.current_page()
    assert isinstance(shown, CaseWorkspace)
    return shown


def session_of(running: Running) -> EditSession:
    workspace = workspace_of(running)
    assert workspace.context is not None
    return EditSession.of(workspace.services, workspace.context)


def sign_in(running: Running, user: str, passphrase: str) -> None:
    page = running.program.gate.unlock
    page.user.setCurrentText(user)
    page.passphrase.setText(passphrase)
    page.submit.click()


def test_the_page_stays_and_the_rights_are_read_again(shared: Running) -> None:
    people.change_role(registry_of(shared), OTHER, role=UserRole.VIEWER)
    before = registry_of(shared)
    shared.run("change_user")
    front = shared.program.window.stack.currentWidget()
    assert isinstance(front, UnlockPage)
    assert front.user.count() == 2
    sign_in(shared, OTHER, OTHERS)
    workspace = workspace_of(shared)
    assert workspace.shown_part() == "history"
    assert session_of(shared).is_viewer
    label = shared.frame.findChild(QLabel, "user_name")
    assert label is not None
    assert label.text() == f"{OTHER}, viewer"
    registry = registry_of(shared)
    assert (registry.user, registry.audit.entries()[-1].by) == (OTHER, OTHER)
    assert registry is not before
    assert [entry.action for entry in registry.audit.entries()].count("backup_made") == 0


def test_what_is_typed_and_no_value_yet_returns_to_its_owner(shared: Running) -> None:
    field = fields.field_at(DATE)
    assert field is not None
    session_of(shared).put_text(field, DATE, "31-Apr-2026")
    assert session_of(shared).draft.rough
    shared.run("change_user")
    sign_in(shared, OTHER, OTHERS)
    session_of(shared).recovery.look()
    assert not session_of(shared).draft.rough
    shared.run("change_user")
    sign_in(shared, USER, PASSPHRASE)
    session_of(shared).recovery.look()
    assert [rough.text for rough in session_of(shared).draft.rough.values()] == ["31-Apr-2026"]


def test_a_wrong_passphrase_lets_nobody_on_and_the_first_finds_everything(
    shared: Running,
) -> None:
    before = workspace_of(shared)
    shared.run("change_user")
    sign_in(shared, OTHER, "not these words")
    page = shared.program.gate.unlock
    assert page.isVisible()
    assert "does not open" in page.message.text
    sign_in(shared, USER, PASSPHRASE)
    assert workspace_of(shared) is before
    assert registry_of(shared).user == USER


def test_the_registry_is_closed_when_nobody_goes_on(shared: Running) -> None:
    shared.run("change_user")
    idle = shared.program.idle
    assert idle is not None
    idle.idle.emit()
    with pytest.raises(RuntimeError):
        registry_of(shared)
    sign_in(shared, OTHER, OTHERS)
    assert registry_of(shared).user == OTHER
    assert workspace_of(shared).case_id == CASE


def test_after_a_lock_everybody_can_be_chosen(shared: Running) -> None:
    shared.run("lock")
    page = shared.program.gate.unlock
    assert [page.user.itemText(at) for at in range(page.user.count())] == [USER, OTHER]
    assert page.user.currentText() == USER
