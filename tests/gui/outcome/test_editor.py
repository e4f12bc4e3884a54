"""The editor of an outcome: every key kept, what is open named, the right case always shown."""

from enum import Enum
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nenboard.domain.dates import PartialDate
from nenboard.domain.sign_off import OpenPoint, Point
from nenboard.domain.terms import Basis, DepartureReason, Recipient, Result
from nenboard.gui import theme
from nenboard.gui.outcome.editor import OutcomeEditor
from nenboard.gui.outcome.inputs import CodeChoice
from nenboard.gui.outcome.names import words_of
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, meeting
from tests.gui.case_support import OpenDesk
from tests.gui.outcome.outcome_support import OTHER, SlowServices, field_of, kept, type_into
from tests.workflow.board_support import CASE, MEETING, signed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def choose(editor: OutcomeEditor, field: str, code: Enum) -> None:
    """Choose a code of a list, as by the keyboard."""
    box = field_of(editor, field)
    assert isinstance(box, CodeChoice)
    at = box.codes.index(code)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def text(editor: OutcomeEditor, field: str) -> str:
    line = field_of(editor, field)
    assert isinstance(line, QLineEdit)
    return line.text()


def test_every_key_is_in_the_stored_draft_with_its_caret(
    editor: OutcomeEditor, registry: Registry
) -> None:
    editor.add_line()
    key = editor.fields.plan.focused_line()
    for count, letter in enumerate("CAPTEM", 1):
        type_into(editor, f"plan.{key}.text", letter)
        draft = kept(registry)
        assert draft.outcome.plan[0].text == "CAPTEM"[:count]
        assert draft.typing is not None
        assert draft.typing.caret == count


def test_a_key_typed_just_before_another_case_is_shown_is_written(
    look: theme.Look, qtbot: QtBot, registry: Registry
) -> None:
    services: Any = SlowServices(OpenDesk(registry))
    editor = OutcomeEditor(services)
    qtbot.addWidget(editor)
    editor.show()
    editor.load(MEETING, CASE)
    services.let_go()
    type_into(editor, "chair", "X")
    editor.load(MEETING, OTHER)
    services.let_go()
    assert (kept(registry).outcome.chair or "").endswith("X")
    assert editor.outcome is not None
    assert editor.outcome.case_id == OTHER


def test_late_answers_about_a_case_shown_before_are_dropped(
    look: theme.Look, qtbot: QtBot, registry: Registry
) -> None:
    services: Any = SlowServices(OpenDesk(registry))
    editor = OutcomeEditor(services)
    qtbot.addWidget(editor)
    seen: list[str] = []
    editor.loaded.connect(lambda: seen.append(editor.case_id))
    editor.load(MEETING, CASE)
    editor.load(MEETING, OTHER)
    services.let_go()
    assert seen == [OTHER]
    assert editor.outcome is not None
    assert editor.outcome.case_id == OTHER


def test_after_a_crash_the_same_field_holds_text_and_caret(
    editor: OutcomeEditor, qtbot: QtBot, services: Any
) -> None:
    editor.choose_result(2)
    type_into(editor, "condition_date", "27-no")
    again = OutcomeEditor(services, arrangement="bar")
    qtbot.addWidget(again)
    again.load(MEETING, CASE)
    assert again.left_off == ("condition_date", 5)
    assert text(again, "condition_date") == "27-no"
    assert again.focus_field(*again.left_off)


def test_a_date_that_does_not_read_is_kept_beside_and_stops_the_recording(
    editor: OutcomeEditor, registry: Registry
) -> None:
    editor.choose_result(1)
    editor.add_action()
    key = editor.outcome.actions[0].id if editor.outcome else ""
    type_into(editor, f"actions.{key}.due", "31-Nov-2026")
    editor.focus_field("chair")
    assert [one.text for one in kept(registry).rough] == ["31-Nov-2026"]
    assert "30-Nov-2026" in editor.fields.actions_section.question.text
    editor.read_back()
    assert registry.outcomes.get(CASE, MEETING) is None
    assert "does not read" in editor.message.text


def test_first_letters_find_an_option_and_give_its_strength(editor: OutcomeEditor) -> None:
    assert editor.session is not None
    words, option = editor.session.options.choices()[0]
    editor.choose_result(1)
    editor.add_line()
    key = editor.fields.plan.focused_line() or ""
    row = editor.fields.plan.rows[key]
    type_into(editor, f"plan.{key}.text", words[:3].lower())
    assert words in row.text._found.stringList()
    row.text._choose(words)
    line = editor.session.outcome.plan[0]
    assert (line.text, line.basis) == (words, Basis.ALGORITHM)
    assert line.option is not None
    assert line.option.option == option.option
    assert row.chip.text


def test_departing_without_a_reason_is_a_named_open_point(editor: OutcomeEditor) -> None:
    editor.choose_result(1)
    editor.add_line()
    key = editor.fields.plan.focused_line()
    type_into(editor, f"plan.{key}.text", "Herbal tea")
    choose(editor, f"plan.{key}.basis", Basis.CONSENSUS)
    departs = OpenPoint(Point.DEPARTURE_REASON)
    assert departs in editor.points
    assert editor.outcome is not None
    assert words_of(departs, editor.outcome) == "say why the board departs from the rule set"
    assert editor.focus_point(departs)
    choose(editor, "departure", DepartureReason.PATIENT_WISH)
    assert departs not in editor.points


def test_the_standing_of_the_plan_is_said_only_once_there_is_a_plan(editor: OutcomeEditor) -> None:
    editor.choose_result(1)
    assert editor.fields.plan.standing.isHidden()
    editor.add_line()
    assert "rule set does not list" in editor.fields.plan.standing.text


@pytest.mark.parametrize("number", range(1, 6))
def test_figures_choose_the_result(editor: OutcomeEditor, number: int) -> None:
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key(Qt.Key.Key_0 + number))
    assert editor.outcome is not None
    assert editor.outcome.result is list(editor.fields.result.buttons)[number - 1]


def test_a_deferred_case_returns_to_the_meeting_planned_on_the_day(
    editor: OutcomeEditor, registry: Registry
) -> None:
    usual = meeting.usual_meeting(registry, PartialDate("2026-12-10"))
    with clock.stopped_at(registry.meetings.get(MEETING).at):
        planned = meeting.save_meeting(registry, usual, expected_revision=0)
        editor.load(MEETING, CASE)
    editor.choose_result(3)
    type_into(editor, "deferral_return", "10-Dec-2026")
    assert editor.outcome is not None
    assert editor.outcome.deferral is not None
    assert editor.outcome.deferral.returns_to == planned.meeting_id
    type_into(editor, "deferral_return", "x")
    assert editor.outcome.deferral is None


def test_undo_takes_a_whole_text_back_and_keeps_that(
    editor: OutcomeEditor, registry: Registry
) -> None:
    editor.choose_result(5)
    type_into(editor, "returned", "no consent")
    editor.undo()
    assert kept(registry).outcome.returned_because is None
    editor.undo()
    assert kept(registry).outcome.result is None
    editor.redo()
    editor.redo()
    assert text(editor, "returned") == "no consent"


def test_removing_a_line_frees_its_alternative_and_its_key_is_not_used_again(
    editor: OutcomeEditor,
) -> None:
    editor.add_line()
    editor.add_line()
    assert editor.outcome is not None
    first, second = (line.id for line in editor.outcome.plan)
    editor.fields.plan.rows[second].beside.click()
    assert editor.outcome.plan[1].alternative_to == first
    editor.fields.plan.rows[first].gone.click()
    assert editor.outcome.plan[0].alternative_to is None
    editor.add_line()
    assert editor.outcome.plan[1].id not in {first, second}


def test_lines_change_places_by_keyboard_with_the_caret(editor: OutcomeEditor) -> None:
    editor.add_line()
    editor.add_line()
    assert editor.outcome is not None
    first, second = (line.id for line in editor.outcome.plan)
    editor.fields.plan.move_focused(-1)
    assert [line.id for line in editor.outcome.plan] == [second, first]
    assert editor.fields.plan.focused_line() == second


def test_reading_back_records_and_notes_it(editor: OutcomeEditor, registry: Registry) -> None:
    editor.set_seconds(90)
    editor.read_back()
    assert "Choose the result" in editor.message.text
    editor.choose_result(1)
    editor.no_actions()
    editor.read_back()
    stored = registry.outcomes.get(CASE, MEETING)
    assert stored is not None
    assert stored.read_back is not None
    assert str(stored.outcome.minutes_spent) == "1.50"
    assert registry.outcome_drafts.of_meeting(MEETING) == ()
    assert editor.is_recorded


def test_a_version_recorded_by_somebody_else_is_asked_about(
    editor: OutcomeEditor, registry: Registry
) -> None:
    editor.choose_result(1)
    draft = kept(registry)
    other = draft.outcome.model_copy(update={"result": Result.RETURNED})
    registry.outcomes.add(other, by="Carl", at=clock.now(), expected_version=0)
    editor.read_back()
    assert editor.message.kind == "problem"
    editor.load(MEETING, CASE)
    assert "recorded since" in editor.message.text
    editor._keep_mine()
    editor.read_back()
    stored = registry.outcomes.get(CASE, MEETING)
    assert stored is not None
    assert (stored.version, stored.outcome.result) == (2, Result.AGREED)


def test_a_signed_outcome_takes_no_key(editor: OutcomeEditor, registry: Registry) -> None:
    stored = signed(registry)
    editor.load(MEETING, CASE)
    assert not editor.is_editable
    editor.choose_result(5)
    editor.add_line()
    editor.add_action()
    QTest.keyClicks(field_of(editor, "chair"), "x")
    editor.read_back()
    assert registry.outcomes.versions(CASE, MEETING) == (stored,)
    assert registry.outcome_drafts.of_meeting(MEETING) == ()


def test_nobody_has_to_tell_for_a_reason(editor: OutcomeEditor) -> None:
    row = editor.fields.tell.rows[Recipient.PATIENT]
    row.nobody.click()
    type_into(editor, "tell.patient.not_needed", "died")
    assert OpenPoint(Point.TELL_PATIENT) not in editor.points


def test_giving_up_a_text_that_still_holds_the_caret_brings_nothing_back(
    editor: OutcomeEditor, registry: Registry
) -> None:
    editor.choose_result(1)
    editor.record()
    editor.add_line()
    type_into(editor, f"plan.{editor.fields.plan.focused_line()}.text", "CAPTEM")
    editor._give_up()
    assert registry.outcome_drafts.of_meeting(MEETING) == ()
    assert editor.outcome is not None
    assert editor.outcome.plan == ()


def test_an_outcome_of_many_rows_is_shown_whole(editor: OutcomeEditor, qtbot: QtBot) -> None:
    for _number in range(6):
        editor.add_action()
    with qtbot.waitSignal(editor.loaded):
        editor.load(MEETING, CASE)
    assert len(editor.fields.actions_section.rows) == 6
