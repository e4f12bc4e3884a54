"""Typing is kept in the registry while it goes on, and comes back into its field after a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.editors import LineEditor, is_flat
from nenboard.gui.case_edit.form_field import TabSpec
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.desk import OpenRegistry
from nenboard.gui.page import CaseContext
from nenboard.workflow import drafts
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

Opened = tuple[NotingServices, CaseContext]
TYPED = "30-Fe"


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with stored_case(tmp_path, builders.a_case()) as found:
        yield found


def show(qtbot: QtBot, opened: Opened, spec: TabSpec) -> FormTab:
    services, context = opened
    tab = FormTab(services, context, spec)  # type: ignore[arg-type] # notes instead of a window
    qtbot.addWidget(tab)
    tab.form.finish()
    tab.resize(1200, 800)
    with qtbot.waitActive(tab):
        tab.show()
        tab.activateWindow()
    tab.on_shown()
    return tab


def line_at(tab: FormTab, path: str) -> LineEditor:
    editor = next(box.editor for box in tab.form.boxes() if box.path == path)
    assert isinstance(editor, LineEditor)
    return editor


def type_on(tab: FormTab, path: str, text: str) -> None:
    editor = line_at(tab, path)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_text_that_is_no_value_comes_back_into_its_field(qtbot: QtBot, opened: Opened) -> None:
    services, context = opened
    first = show(qtbot, opened, fields.PERSON)
    type_on(first, "referral.referred", TYPED)
    first.session.journal.write()
    assert len(drafts.waiting(services.desk.registry)) == 1
    again = CaseContext(services.desk.registry.cases.get(context.case_id))
    second = show(qtbot, (services, again), fields.PERSON)
    editor = line_at(second, "referral.referred")
    assert editor.text() == TYPED
    assert editor.hasFocus()
    assert editor.cursorPosition() == len(TYPED)
    again.deleteLater()


def test_an_unsaved_case_comes_back_beside_what_somebody_else_stored_since(
    qtbot: QtBot, opened: Opened
) -> None:
    services, context = opened
    desk, case = services.desk, context.case
    first = show(qtbot, opened, fields.PERSON)
    for name, text in (("question", "Which line next?"), ("contact", "ext. 1")):
        field = fields.field_at(f"referral.{name}")
        assert field is not None
        first.session.put_text(field, f"referral.{name}", text)
    first.session.journal.write()
    other = case.referral.model_copy(update={"hospital": "North", "contact": "ext. 2"})
    desk.save_case(case.model_copy(update={"referral": other}), expected_revision=1)
    again = CaseContext(desk.registry.cases.get(context.case_id))
    second = show(qtbot, (services, again), fields.PERSON)
    told = second.session.case.referral
    assert (told.question, told.hospital, told.contact) == ("Which line next?", "North", "ext. 2")
    assert second.session.draft.rough["referral.contact"].text == "ext. 1"
    said = second.came_back.text
    assert "is back: contact, question to the board." in said
    assert "contact" in said
    again.deleteLater()


def rest(tab: FormTab) -> None:
    """No clock of the session goes on, as after the end of the program."""
    for timer in tab.session.findChildren(QTimer):
        timer.stop()


def came_back(qtbot: QtBot, opened: Opened) -> tuple[FormTab, CaseContext]:
    """A case whose question was typed and not stored before the program ended."""
    services, context = opened
    first = show(qtbot, opened, fields.PERSON)
    field = fields.field_at("referral.question")
    assert field is not None
    first.session.put_text(field, "referral.question", "Which line next?")
    first.session.journal.write()
    rest(first)
    again = CaseContext(services.desk.registry.cases.get(context.case_id))
    return show(qtbot, (services, again), fields.PERSON), again


def pressed(tab: FormTab, text: str) -> None:
    next(button for button in tab.came_back._buttons if button.text() == text).click()


def test_discarding_what_came_back_is_stored_and_can_be_undone(
    qtbot: QtBot, opened: Opened
) -> None:
    before = opened[1].case.referral.question
    tab, again = came_back(qtbot, opened)
    assert tab.session.case.referral.question == "Which line next?"
    tab.session.save()
    pressed(tab, "Discard")
    assert tab.came_back.isHidden()
    registry = opened[0].desk.registry
    assert registry.cases.get(again.case_id).case.referral.question == before
    assert tab.undo_text() == "Discard what came back"
    tab.undo()
    assert tab.session.case.referral.question == "Which line next?"
    assert tab.came_back.isHidden()
    rest(tab)
    again.deleteLater()


@pytest.mark.parametrize("how", ["Keep", "edit"])
def test_what_came_back_is_kept_by_the_button_or_the_next_edit(
    qtbot: QtBot, opened: Opened, how: str
) -> None:
    tab, again = came_back(qtbot, opened)
    assert tab.came_back.isVisible()
    if how == "Keep":
        pressed(tab, "Keep")
    else:
        contact = fields.field_at("referral.contact")
        assert contact is not None
        tab.session.put_text(contact, "referral.contact", "ext. 3")
    assert tab.came_back.isHidden()
    tab.session.save()
    stored = opened[0].desk.registry.cases.get(again.case_id).case.referral
    assert stored.question == "Which line next?"
    rest(tab)
    again.deleteLater()


def test_the_clock_of_the_journal_is_not_put_off_by_further_keys(
    qtbot: QtBot, opened: Opened
) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    timer = tab.session.journal._timer
    assert timer.interval() == 200
    type_on(tab, "referral.presenter", "a")
    left = timer.remainingTime()
    QTest.keyClicks(line_at(tab, "referral.presenter"), "b")
    assert timer.isActive()
    assert timer.remainingTime() <= left


def test_what_is_stored_leaves_no_draft(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    type_on(tab, "referral.presenter", "Dr Synthetic Two")
    tab.session.journal.write()
    registry = opened[0].desk.registry
    assert drafts.waiting(registry)
    QTest.keyClick(line_at(tab, "referral.presenter"), Qt.Key.Key_Return)
    tab.session.journal.write()
    assert not drafts.waiting(registry)


@pytest.mark.parametrize(
    ("opened_as", "reason"), [("is_read_only", "read only"), ("is_viewer", "as a viewer")]
)
def test_who_may_only_read_sees_flat_fields_and_the_reason(
    qtbot: QtBot, opened: Opened, tmp_path: Path, *, opened_as: str, reason: str
) -> None:
    services, _context = opened
    services.open_registry = OpenRegistry(  # type: ignore[assignment] # the window's own value
        folder=tmp_path,
        user="J. Marlow",
        is_read_only=opened_as == "is_read_only",
        is_viewer=opened_as == "is_viewer",
    )
    tab = show(qtbot, opened, fields.PERSON)
    assert all(is_flat(box.editor) for box in tab.form.boxes())
    before = line_at(tab, "referral.presenter").text()
    type_on(tab, "referral.presenter", "nobody")
    assert line_at(tab, "referral.presenter").text() == before
    bar = tab.findChild(QWidget, "read_only_person")
    assert bar is not None
    assert reason in bar.accessibleName()
    assert services.desk.saves == 0


def test_f12_says_where_a_value_comes_from(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    box = next(box for box in tab.form.boxes() if box.path == "samples.0.ki67")
    box.editor.setFocus()
    tab._source_action.trigger()
    assert "SYN-25-1001" in str(opened[0].texts("say")[-1])
