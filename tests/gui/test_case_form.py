"""The form of a case: what is typed is kept and stored, loading stores nothing, keys do it all."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing
from nenboard.domain.terms import Grade, ImagingKind, QuestionTopic, Response
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.editors import ChoiceEditor, LineEditor
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.form_field import TabSpec
from nenboard.gui.case_edit.many_editor import ManyEditor
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.page import CaseContext
from nenboard.registry.errors import DiskFull
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

Opened = tuple[NotingServices, CaseContext]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with stored_case(tmp_path, builders.a_case()) as found:
        yield found


@pytest.fixture
def opened_empty(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with stored_case(tmp_path, Case(id="N-0001")) as found:
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


def box_of(tab: FormTab, path: str) -> FieldBox:
    return next(box for box in tab.form.boxes() if box.path == path)


def type_into(qtbot: QtBot, box: FieldBox, text: str) -> None:
    """Replace what a line holds, and leave it with Enter."""
    editor = box.editor
    assert isinstance(editor, LineEditor)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def stored(opened: Opened) -> Case:
    services, context = opened
    return services.desk.registry.cases.get(context.case_id).case


def table_of(tab: FormTab, path: str) -> Any:
    return next(part for part in tab.form.parts if getattr(part.spec, "path", "") == path)


@pytest.mark.parametrize("spec", fields.TABS, ids=lambda spec: spec.key)
def test_opening_a_tab_stores_nothing(qtbot: QtBot, opened: Opened, spec: TabSpec) -> None:
    tab = show(qtbot, opened, spec)
    for box in tab.form.boxes():
        box.editor.setFocus()
    tab.on_left()
    services, context = opened
    assert services.desk.saves == 0
    assert services.desk.registry.cases.get(context.case_id).revision == 1
    assert tab.undo_text() == ""


def test_a_value_is_stored_when_its_field_is_left(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    type_into(qtbot, box_of(tab, "samples.0.ki67"), "15")
    ki67 = stored(opened).samples[0].ki67
    assert not isinstance(ki67, Missing)
    assert ki67 is not None
    assert ki67.value == Decimal(15)
    assert ki67.cells_counted == 800
    assert opened[0].texts("saved")
    assert tab.undo_text() == "Change Ki-67 to 15"


def test_typing_that_rests_is_stored_while_the_cursor_stays(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    editor = box_of(tab, "referral.presenter").editor
    assert isinstance(editor, LineEditor)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Dr Lindqvist")
    assert stored(opened).referral.presenter == "Dr Synthetic"
    tab.session.rested.emit()
    tab.session.save()
    assert stored(opened).referral.presenter == "Dr Lindqvist"
    assert editor.text() == "Dr Lindqvist"


def test_text_that_is_no_value_stays_and_offers_a_reading(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    box = box_of(tab, "referral.referred")
    type_into(qtbot, box, "31-Apr-2026")
    assert isinstance(box.editor, LineEditor)
    assert box.editor.text() == "31-Apr-2026"
    assert "Did you mean 30-Apr-2026?" in box.row.message.text()
    assert stored(opened).referral.referred == PartialDate("2026-11-09")
    assert not tab.may_close()
    offer = box.findChild(QAbstractButton, "offer_referred")
    assert offer is not None
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert stored(opened).referral.referred == PartialDate("2026-04-30")
    assert tab.may_close()


def test_a_confirmed_order_of_day_and_month_is_remembered(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    box = box_of(tab, "referral.referred")
    type_into(qtbot, box, "03/04/2026")
    offer = box.findChild(QAbstractButton, "offer_referred")
    assert offer is not None
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    type_into(qtbot, box_of(tab, "referral.target_meeting"), "05/06/2026")
    assert stored(opened).referral.target_meeting == PartialDate("2026-06-05")


def test_a_choice_shows_and_gives_codes_of_its_vocabulary(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    editor = box_of(tab, "samples.0.grade").editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.currentText() == "G2"
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert stored(opened).samples[0].grade is Grade.G3
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert stored(opened).samples[0].grade is None
    assert editor.currentText() == "Not recorded"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_choice_in_a_cell_takes_codes_and_kinds_of_missing(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.IMAGING)
    table = table_of(tab, "imaging")
    view = table.view
    for column, keys, path in (("kind", "M", "kind"), ("is_to_be_shown", ".p", "is_to_be_shown")):
        view.setFocus()
        view.choose(1, table.spec.columns.index(column))
        QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.indexWidget(view.currentIndex())
        assert isinstance(editor, ChoiceEditor)
        assert editor.currentIndex() >= 0
        if keys == "M":
            QTest.keyClick(editor, Qt.Key.Key_Down)
        else:
            QTest.keyClicks(editor, keys)
        QApplication.processEvents()
        assert getattr(stored(opened).imaging[1], path) in (ImagingKind.MRI, Missing.PENDING)


def test_several_topics_are_ticked(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    editor = box_of(tab, "referral.topics").editor
    assert isinstance(editor, ManyEditor)
    before = stored(opened).referral.topics
    action = next(act for act in editor.menu().actions() if act.text() == "PRRT")
    action.trigger()
    assert set(stored(opened).referral.topics) == {*before, QuestionTopic.PRRT}
    assert "PRRT" in editor.text()


@pytest.mark.parametrize(("dot", "kind"), [(".n", "not_done"), (".p", "pending")])
def test_dot_codes_work_in_lines_choices_and_long_texts(
    qtbot: QtBot, opened: Opened, dot: str, kind: str
) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    for path in ("referral.presenter", "fitness.family_syndrome", "referral.question"):
        editor = box_of(tab, path).editor
        editor.setFocus()
        if isinstance(editor, LineEditor):
            editor.selectAll()
        elif not isinstance(editor, ChoiceEditor):
            QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(editor, dot)
    case = stored(opened)
    assert case.fitness.family_syndrome is Missing(kind)
    for path in ("referral.presenter", "referral.question"):
        gap = case.gap(path)
        assert gap is not None, path
        assert gap.kind is Missing(kind)


def test_the_codes_are_buttons_beside_the_focused_field(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    box = box_of(tab, "samples.0.stains.p53")
    box.editor.setFocus()
    button = box.findChild(QAbstractButton, "code_unknown")
    assert button is not None
    assert button.isVisible()
    assert button.accessibleName() == "Unknown (.u)"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stored(opened).samples[0].stains.p53 is Missing.UNKNOWN


def test_turning_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    editor = box_of(tab, "samples.0.grade").editor
    editor.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(editor.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, turn)
    assert tab.session.case.samples[0].grade is Grade.G2


def test_a_failed_save_keeps_what_was_typed_and_can_be_tried_again(
    qtbot: QtBot, opened: Opened
) -> None:
    services, _context = opened
    services.desk.fault = DiskFull()
    tab = show(qtbot, opened, fields.PERSON)
    box = box_of(tab, "referral.presenter")
    type_into(qtbot, box, "Dr Lindqvist")
    assert services.texts("not_saved") == [str(DiskFull())]
    assert isinstance(box.editor, LineEditor)
    assert box.editor.text() == "Dr Lindqvist"
    services.desk.fault = None
    assert services.retry is not None
    services.retry()
    assert stored(opened).referral.presenter == "Dr Lindqvist"


def test_undo_and_redo_go_by_name_and_are_stored(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.PERSON)
    other = show(qtbot, opened, fields.DIAGNOSIS)
    type_into(qtbot, box_of(tab, "referral.presenter"), "Dr Lindqvist")
    assert other.undo_text() == "Change Presents to Dr Lindqvist"
    other.undo()
    assert stored(opened).referral.presenter == "Dr Synthetic"
    assert other.redo_text() == "Change Presents to Dr Lindqvist"
    other.redo()
    assert stored(opened).referral.presenter == "Dr Lindqvist"


def test_the_first_sample_brings_its_tumour(qtbot: QtBot, opened_empty: Opened) -> None:
    tab = show(qtbot, opened_empty, fields.DIAGNOSIS)
    samples = table_of(tab, "samples")
    samples.ask_row()
    tab.settle()
    case = stored(opened_empty)
    assert [primary.id for primary in case.primaries] == ["P1"]
    assert case.samples[0].primary_id == "P1"
    assert tab.undo_text() == "Add sample"


def test_rows_are_added_moved_and_removed_by_keyboard(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    view = table_of(tab, "samples").view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    first, second = (sample.id for sample in tab.session.case.samples)
    assert view.current_row() == 1
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [sample.id for sample in tab.session.case.samples] == [second, first]
    assert view.current_row() == 0
    QTest.keyClick(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [sample.id for sample in tab.session.case.samples] == [first]
    assert opened[0].texts("offer_undo") == ["Sample removed."]
    assert opened[0].undo_offer is not None
    opened[0].undo_offer()
    assert [sample.id for sample in tab.session.case.samples] == [second, first]


def test_a_row_that_needs_an_answer_asks_for_it_first(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.TREATMENT)
    before = len(tab.session.case.responses)
    table = table_of(tab, "responses")
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    bar = table.findChild(QWidget, "add_bar_responses")
    assert bar.isVisible()
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert len(tab.session.case.responses) == before
    for name, key in (("method", "P"), ("response", "C")):
        editor = bar.findChild(ChoiceEditor, f"new_responses.*.{name}")
        editor.setFocus()
        QTest.keyClicks(editor, key)
        editor.activated.emit(editor.currentIndex())
    QTest.keyClick(bar, Qt.Key.Key_Return)
    added = tab.session.case.responses[-1]
    assert (added.method.value, added.response) == ("pet", Response.CR)
    assert not bar.isVisible()


def test_a_cell_is_edited_in_place(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    table = table_of(tab, "samples")
    table.view.setFocus()
    table.view.choose(0, table.spec.columns.index("specimen"))
    QTest.keyClick(table.view, Qt.Key.Key_F2)
    editor = table.view.findChild(LineEditor, "cell_samples.*.specimen")
    editor.selectAll()
    QTest.keyClicks(editor, "26H-4602")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert stored(opened).samples[0].specimen == "26H-4602"


def test_a_tumour_with_samples_is_not_removed(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    table = table_of(tab, "primaries")
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(tab.session.case.primaries) == 1
    problem = table.findChild(QWidget, "problem_primaries")
    assert "Other entries belong to this primary" in problem.text


def test_none_of_these_answers_only_what_has_no_answer(qtbot: QtBot, opened_empty: Opened) -> None:
    tab = show(qtbot, opened_empty, fields.PERSON)
    tab.session.put_value(
        fields.all_fields()["fitness.comorbidities.diabetes"],
        "fitness.comorbidities.diabetes",
        Missing.PENDING,
    )
    button = tab.findChild(QAbstractButton, "none_comorbidities")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    conditions = stored(opened_empty).fitness.comorbidities
    assert conditions.diabetes is Missing.PENDING
    assert conditions.cardiac_disease is False
    assert conditions.hypertension_controlled is None
    assert conditions.none_stated_on is not None


def test_an_issue_stands_at_its_field_and_counts_on_the_tab(
    qtbot: QtBot, opened_empty: Opened
) -> None:
    tab = show(qtbot, opened_empty, fields.TREATMENT)
    box = box_of(tab, "has_had_systemic_treatment")
    assert "not recorded" in box.row.message.text()
    assert box.editor.property("severity") == "missing"
    assert tab.badge() == (1, "1 open")
    tab.session.put_value(box.field, box.path, False)
    tab.session.check()
    assert box.row.message.text() == ""
    assert tab.badge() == (0, "")


def test_the_next_open_place_gets_the_cursor(qtbot: QtBot, opened_empty: Opened) -> None:
    tab = show(qtbot, opened_empty, fields.PERSON)
    box_of(tab, "referral.question").editor.setFocus()
    tab.next_open_item(1)
    assert box_of(tab, "referral.discussion").has_focus()
    tab.next_open_item(-1)
    assert box_of(tab, "referral.question").has_focus()


def test_the_last_open_place_of_a_tab_leads_to_the_next_tab(
    qtbot: QtBot, opened_empty: Opened
) -> None:
    tab = show(qtbot, opened_empty, fields.PERSON)
    box_of(tab, "fitness.wishes.view").editor.setFocus()
    tab.next_open_item(1)
    services, _context = opened_empty
    assert services.texts("open_case")[0] == ("N-0001", "diagnosis")


def test_a_field_the_list_needs_says_who_can_answer(qtbot: QtBot, opened_empty: Opened) -> None:
    tab = show(qtbot, opened_empty, fields.PERSON)
    box = box_of(tab, "referral.discussion")
    words = "Needed for the list. Referrer; found in: referral letter."
    assert box.row.message.text() == words
    assert box.editor.property("severity") == "missing"
    assert not box_of(tab, "referral.urgency").row.message.text()


def test_a_clinicians_entry_is_said_at_the_field_it_overrules(tmp_path: Path, qtbot: QtBot) -> None:
    case = builders.a_case(entries=(builders.an_entry("ki67", Decimal(22), by="Dr Whitfield"),))
    with stored_case(tmp_path, case) as found:
        tab = show(qtbot, found, fields.DIAGNOSIS)
        said = box_of(tab, "samples.0.ki67").findChild(QLabel, "said_samples.*.ki67")
        assert said is not None
        assert "22\N{NO-BREAK SPACE}%" in said.text()
        assert "Dr Whitfield" in said.text()


@pytest.mark.parametrize("spec", fields.TABS, ids=lambda spec: spec.key)
def test_every_control_has_a_name_and_an_object_name(
    qtbot: QtBot, opened: Opened, spec: TabSpec
) -> None:
    tab = show(qtbot, opened, spec)
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in tab.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), ChoiceEditor)
        and not (widget.accessibleName() and widget.objectName())
    ]
    assert nameless == []


def test_the_model_of_a_table_keeps_the_rules_of_qt(
    qtbot: QtBot, opened: Opened, qtmodeltester: Any
) -> None:
    tab = show(qtbot, opened, fields.IMAGING)
    qtmodeltester.check(table_of(tab, "labs").model)


def test_help_follows_the_cursor(qtbot: QtBot, opened: Opened) -> None:
    tab = show(qtbot, opened, fields.DIAGNOSIS)
    box_of(tab, "samples.0.ki67").editor.setFocus()
    assert "sets the grade" in tab.field_help()


def test_a_form_is_built_in_pieces_and_ends_complete(qtbot: QtBot, opened: Opened) -> None:
    services, context = opened
    tab = FormTab(services, context, fields.PERSON)  # type: ignore[arg-type] # notes, no window
    qtbot.addWidget(tab)
    assert not list(tab.form.boxes())
    wanted = {field.path for part in fields.tab_parts(fields.PERSON) for field in part.fields}
    tab.show()
    qtbot.waitUntil(lambda: len(tab.form.parts) == len(fields.tab_parts(fields.PERSON)))
    tab.form.finish()
    shown = {box.field.path for box in tab.form.boxes()}
    assert {"referral.question", "fitness.wishes.words"} <= shown <= wanted
