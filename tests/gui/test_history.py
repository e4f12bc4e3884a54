"""The History tab: who changed what, the case as it was, and the way back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from nenboard.domain.missing import Missing
from nenboard.domain.patient import EcogReading
from nenboard.domain.terms import Grade, MetastaticSite
from nenboard.domain.tumour import Ki67, Sample
from nenboard.gui import theme
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.history.lines import Line
from nenboard.gui.history.page import HistoryTab
from nenboard.gui.page import Change
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry.cases import StoredCase
from nenboard.registry.keys import UserRole
from nenboard.workflow import history, people
from nenboard.workflow.history import ChangeMark, Marked
from tests.gui.case_support import stored_case
from tests.gui.conftest import PASSPHRASE, Running, synthetic_case

CASE = "NEN-00001"
GRADE = "samples.0.grade"


@pytest.fixture
def tab(tmp_path: Path, qtbot: QtBot, look: theme.Look) -> Iterator[HistoryTab]:
    """The tab alone, on a registry of its own."""
    with stored_case(tmp_path, synthetic_case(CASE, 0)) as (services, context):
        made = HistoryTab(services, context)  # type: ignore[arg-type] # notes what is asked of it
        qtbot.addWidget(made)
        made.resize(1100, 600)
        made.show()
        made.on_shown()
        yield made


@pytest.fixture
def workspace(unlocked: Running) -> CaseWorkspace:
    """The tab in its place in the program."""
    unlocked.program.window.open_case(CASE, "history")
    shown = unlocked.program.window.current_page()
    assert isinstance(shown, CaseWorkspace)
    return shown


def session_of(workspace: CaseWorkspace) -> EditSession:
    assert workspace.context is not None
    return EditSession.of(workspace.services, workspace.context)


def put(session: EditSession, path: str, value: object) -> None:
    """Choose a value in a field, and leave the field."""
    field = fields.field_at(path)
    assert field is not None
    session.put_value(field, path, value)
    session.left()


def stored(tab: HistoryTab) -> StoredCase:
    """The newest revision in the registry."""
    return tab.services.desk.registry.cases.get(CASE)


def again(tab: HistoryTab) -> None:
    """What the window does after a change."""
    tab.refresh(Change("case", (CASE,)))


def shown_history(workspace: CaseWorkspace) -> HistoryTab:
    workspace.show_part("history")
    tab = workspace.tab()
    assert isinstance(tab, HistoryTab)
    return tab


def choose(tab: HistoryTab, what: str) -> Line:
    """Choose the newest line about this."""
    again(tab)
    line = next(line for line in tab.lines if line.what == what)
    tab.table.choose(line)
    return line


def button(inside: QWidget, name: str) -> KeyButton:
    found = inside.findChild(KeyButton, name)
    assert found is not None
    return found


def test_a_change_is_told_with_both_values_in_words(tab: HistoryTab) -> None:
    put(tab.session, GRADE, Grade.G3)
    line = choose(tab, "Sample 1: Pathologist's grade")
    assert (line.before, line.after, line.by, line.revision) == ("G2", "G3", "J. Marlow", 2)


def test_a_kind_of_missing_is_told_as_what_the_field_says(tab: HistoryTab) -> None:
    put(tab.session, "extent.burden", Missing.PENDING)
    line = choose(tab, "Tumour burden")
    assert (line.before, line.after) == ("", "Pending")


def test_a_reason_for_a_value_that_went_is_told_once(tab: HistoryTab) -> None:
    put(tab.session, GRADE, Missing.UNKNOWN)
    again(tab)
    told = [(line.what, line.before, line.after) for line in tab.lines if line.revision == 2]
    assert ("Sample 1: Pathologist's grade", "G2", "Unknown") in told
    assert len([one for one in told if one[0].startswith("Sample 1")]) == 1


def test_a_row_of_performance_status_does_not_read_as_one(tab: HistoryTab) -> None:
    reading = EcogReading(value=0)
    case = tab.session.case
    fitness = case.fitness.model_copy(update={"ecog": (reading,)})
    changed = case.model_copy(update={"fitness": fitness})
    tab.session.restore(changed, label="Add ECOG", reason="")
    assert choose(tab, "ECOG, entry 1").after.startswith("ECOG 0")


def test_a_metastatic_site_is_told_by_its_name(tab: HistoryTab) -> None:
    for site in (MetastaticSite.LIVER, MetastaticSite.BONE):
        put(tab.session, f"extent.metastases.site={site.value}.involved", True)
    put(tab.session, "extent.metastases.site=liver.involved", None)
    again(tab)
    told = [(line.what, line.before, line.after) for line in tab.lines if line.revision == 4]
    assert told == [("Liver", "Yes", "")]


def test_a_row_is_told_once_with_all_that_it_holds(tab: HistoryTab) -> None:
    new = Sample(id="s2", primary_id="p1", organ="liver", ki67=Ki67(value=Decimal(15)))
    case = tab.session.case
    with_row = case.model_copy(update={"samples": (*case.samples, new)})
    tab.session.restore(with_row, label="Add sample", reason="")
    line = choose(tab, "Sample 2")
    assert line.is_row
    assert "Organ liver" in line.after
    assert "Ki-67 15\N{NO-BREAK SPACE}%" in line.after


def test_the_table_keeps_the_promises_of_a_model(
    tab: HistoryTab, qtmodeltester: ModelTester
) -> None:
    put(tab.session, GRADE, Grade.G3)
    qtmodeltester.check(tab.model)


def test_the_list_is_narrowed_by_field_and_by_words_and_says_so(tab: HistoryTab) -> None:
    put(tab.session, GRADE, Grade.G3)
    put(tab.session, "referral.question", "Which interval?")
    again(tab)
    tab.field.setCurrentIndex(tab.field.findData("Pathologist's grade"))
    tab.field.activated.emit(tab.field.currentIndex())
    shown = tab.table.current_line()
    assert shown is not None
    assert shown.field == "Pathologist's grade"
    assert tab.count.text().startswith("1 of ")
    tab.field.setCurrentIndex(0)
    tab.search.setText("interval")
    assert tab.model.rowCount() == 2
    tab.search.setText("no such words")
    assert tab.state.text == "No change fits."


def test_a_value_put_back_is_a_change_of_its_own_and_can_be_undone(tab: HistoryTab) -> None:
    put(tab.session, GRADE, Grade.G3)
    put(tab.session, "referral.question", "Which interval?")
    choose(tab, "Sample 1: Pathologist's grade")
    button(tab, "restore_before").click()
    assert stored(tab).case.samples[0].grade is Grade.G2
    assert stored(tab).case.referral.question == "Which interval?"
    newest = choose(tab, "Sample 1: Pathologist's grade")
    assert (newest.revision, newest.after) == (4, "G2")
    assert newest.reason == "Value restored from revision 1"
    assert tab.session.draft.undo_label == "Restore sample 1: Pathologist's grade to G2"
    tab.session.undo()
    assert stored(tab).case.samples[0].grade is Grade.G3
    assert stored(tab).revision == 5


def test_the_value_of_now_is_not_offered_again(tab: HistoryTab) -> None:
    put(tab.session, GRADE, Grade.G3)
    choose(tab, "Sample 1: Pathologist's grade")
    assert not button(tab, "restore_after").isVisible()
    assert button(tab, "restore_before").isVisible()


def test_a_removed_row_comes_back(tab: HistoryTab) -> None:
    case = tab.session.case
    without = case.model_copy(update={"samples": ()})
    tab.session.restore(without, label="Remove sample", reason="")
    choose(tab, "Sample 1")
    button(tab, "restore_before").click()
    assert stored(tab).case.samples == case.samples


def test_an_earlier_revision_becomes_the_newest(tab: HistoryTab) -> None:
    before = tab.session.case
    put(tab.session, GRADE, Grade.G3)
    put(tab.session, "referral.question", "Which interval?")
    choose(tab, "Family name")
    button(tab, "restore_revision").click()
    assert stored(tab).case == before
    assert stored(tab).revision == 4
    tab.session.undo()
    assert stored(tab).case.samples[0].grade is Grade.G3


def test_the_case_as_it_was_can_be_read_and_nothing_in_it_changed(
    workspace: CaseWorkspace, unlocked: Running
) -> None:
    put(session_of(workspace), GRADE, Grade.G3)
    tab = shown_history(workspace)
    choose(tab, "Family name")
    QTest.keyClick(tab.table, Qt.Key.Key_S)
    assert workspace.past is not None
    assert workspace.past.case.samples[0].grade is Grade.G2
    assert workspace.past_bar.isVisible()
    assert workspace.past_bar.words.text().startswith("As it was on ")
    workspace.show_part("diagnosis")
    past = EditSession.of(workspace.services, workspace.past)
    assert past.is_read_only
    assert workspace.tab() is not tab
    assert not workspace.undo_text()
    workspace.settle()
    assert unlocked.program.window.desk.registry.cases.get(CASE).revision == 2
    workspace.show_part("algorithm")
    assert workspace.tab() is not None
    assert workspace.tab().tab_key == "diagnosis"  # type: ignore[union-attr] # checked above
    button(workspace, "back_to_today").click()
    assert not workspace.past_bar.isVisible()
    assert workspace.tab() is tab


def test_the_grade_that_changed_is_asked_about_where_it_is_worked_out(
    workspace: CaseWorkspace, unlocked: Running
) -> None:
    put(session_of(workspace), GRADE, Grade.G3)
    workspace.show_part("diagnosis")
    tab = workspace.tab()
    assert isinstance(tab, FormTab)
    tab.form.finish()
    message = tab.findChild(InlineMessage, "mark_question")
    assert message is not None
    unlocked.qtbot.waitUntil(message.isVisible)
    assert "from G2 to G3" in message.text
    answers = message.findChildren(KeyButton)
    assert [each.text() for each in answers] == ["True change", "Better work-up"]
    answers[1].click()
    assert not message.isVisible()
    said = tab.findChild(QLabel, "marks_said")
    assert said is not None
    assert "better work-up" in said.text()
    found = history.marked_changes(unlocked.program.window.desk.registry, CASE)
    assert [(s.change.what, s.mark) for s in found] == [(Marked.GRADE, ChangeMark.BETTER_WORK_UP)]


def test_a_question_without_an_answer_stays_an_open_item_and_blocks_nothing(
    workspace: CaseWorkspace,
) -> None:
    put(session_of(workspace), GRADE, Grade.G3)
    put(session_of(workspace), "referral.question", "Which interval?")
    workspace.show_part("summary")
    names = [item.name for item in workspace.tab().open.items]  # type: ignore[union-attr] # the summary
    assert "Grade of the tumour" in names
    tab = shown_history(workspace)
    line = choose(tab, "Grade of the tumour")
    assert line.source == "Not said yet"
    button(tab, "history_true_change").click()
    assert choose(tab, "Grade of the tumour").source == "True change"


def test_a_viewer_reads_the_history_and_can_put_nothing_back(
    workspace: CaseWorkspace, unlocked: Running
) -> None:
    put(session_of(workspace), GRADE, Grade.G3)
    window = unlocked.program.window
    people.add_user(window.desk.registry, "V. Reader", role=UserRole.VIEWER, passphrase=PASSPHRASE)
    unlocked.run("lock")
    page = unlocked.program.gate.unlock
    page.show_users(("V. Reader",))
    unlocked.unlock()
    window.open_case(CASE, "history")
    shown = window.current_page()
    assert isinstance(shown, CaseWorkspace)
    tab = shown_history(shown)
    choose(tab, "Sample 1: Pathologist's grade")
    assert not button(tab, "restore_before").isVisible()
    assert not button(tab, "restore_revision").isVisible()
    assert "viewer" in tab.detail.note.text()
    assert button(tab, "history_show_past").isVisible()


def test_steps_go_back_by_name_from_any_tab(workspace: CaseWorkspace, unlocked: Running) -> None:
    start = session_of(workspace).case
    put(session_of(workspace), GRADE, Grade.G3)
    put(session_of(workspace), "referral.question", "Which interval?")
    workspace.show_part("algorithm")
    assert workspace.undo_text() == "Change Question to the board to Which interval?"
    action = unlocked.program.window.commands.actions["undo"]
    assert action.text() == "&Undo: Change Question to the board to Which interval?"
    unlocked.run("undo")
    workspace.show_part("history")
    assert workspace.undo_text() == "Change Pathologist's grade to G3"
    unlocked.run("undo")
    assert session_of(workspace).case == start
    assert not workspace.undo_text()
    unlocked.run("redo")
    assert workspace.redo_text() == "Change Question to the board to Which interval?"
    assert session_of(workspace).case.samples[0].grade is Grade.G3
    unlocked.run("lock")
    assert action.text() == "&Undo"
