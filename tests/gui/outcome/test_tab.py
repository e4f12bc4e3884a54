"""The Discussion & outcome tab: typed, read back, signed, followed through, of the right case."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nenboard.domain.follow_up import OutcomeAddendum, PlanFollowed, Told
from nenboard.domain.sign_off import Point
from nenboard.domain.terms import Channel, Followed, NotFollowedReason, Recipient
from nenboard.gui import theme
from nenboard.gui.desk import OpenRegistry
from nenboard.gui.outcome.discussions import State
from nenboard.gui.outcome.inputs import TypedLine
from nenboard.gui.outcome.page import OutcomeTab
from nenboard.gui.page import CaseContext, Change
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.registry.folder import Registry
from nenboard.workflow import assess, casework, meeting, outcomes
from tests.gui.case_support import OpenDesk
from tests.gui.outcome.outcome_support import OTHER, SlowServices, type_into
from tests.workflow.board_support import CASE, COORDINATOR, LEAD, MEETING, signed, typed
from tests.workflow.support import PASSPHRASE

Show = Callable[[str], OutcomeTab]


@pytest.fixture
def show(look: theme.Look, qtbot: QtBot, services: Any, registry: Registry) -> Iterator[Show]:
    """Opens the tab of a case."""
    made: list[CaseContext] = []

    def tab_of(case_id: str) -> OutcomeTab:
        context = CaseContext(registry.cases.get(case_id))
        made.append(context)
        tab = OutcomeTab(services, context)
        qtbot.addWidget(tab)
        tab.resize(1180, 700)
        tab.show()
        tab.activateWindow()
        tab.on_shown()
        return tab

    yield tab_of
    for context in made:
        context.deleteLater()


def heard(registry: Registry, **changes: Any) -> None:
    """A complete outcome, recorded and read back."""
    outcomes.record(registry, typed(registry, **changes))
    outcomes.read_back(registry, MEETING, case_id=CASE)


def press(tab: OutcomeTab, name: str) -> None:
    button = tab.findChild(KeyButton, name)
    assert button is not None, name
    button.click()


def fill(form: Any, **texts: str) -> None:
    for key, text in texts.items():
        editor = form.rows[key].editor
        assert isinstance(editor, QLineEdit)
        editor.setText(text)


def pick(form: Any, key: str, code: object) -> None:
    box = form.rows[key].editor
    box.setCurrentIndex(box.codes.index(code))


def test_a_case_on_no_agenda_says_so_and_is_put_on_one(show: Show, registry: Registry) -> None:
    case = registry.cases.get(CASE).case.model_copy(update={"id": "NEN-00003"})
    casework.save_case(registry, case, expected_revision=0)
    tab = show("NEN-00003")
    assert "on no agenda" in tab.state.text
    button = tab.state.action()
    assert button is not None
    button.click()
    assert "cut-off" in tab.state.text
    meeting.add_cases(
        registry, MEETING, case_ids=("NEN-00003",), clinician="Dr O", reason="bleeding"
    )
    tab.read()
    assert tab.is_typed


def test_discussions_stand_newest_first_with_their_state(show: Show, registry: Registry) -> None:
    heard(registry)
    tab = show(CASE)
    assert tab.talks is not None
    assert [one.state for one in tab.talks.discussions] == [State.READ_BACK]
    assert tab.parts.head.chip.text == "Read back, not signed"
    type_into(tab.editor, "chair", "x")
    assert tab.parts.head.chip.text == "Draft, not recorded"


def test_each_open_point_leads_to_its_field(show: Show) -> None:
    tab = show(CASE)
    tab.editor.choose_result(2)
    names = [f"open_point_{point.value}" for point in (Point.CONDITION, Point.TELL_PATIENT)]
    fields = []
    for name in names:
        press(tab, name)
        focused = tab.focusWidget()
        assert isinstance(focused, TypedLine)
        fields.append(focused.field)
    assert fields == ["condition", "tell.patient.who"]
    assert tab.badge()[0] == len(tab.editor.points)


def test_signing_asks_with_the_safe_button_in_focus(show: Show, registry: Registry) -> None:
    heard(registry)
    tab = show(CASE)
    tab.read_back_or_sign()
    dialog = tab.dialog
    assert dialog is not None
    assert dialog.focusWidget() is dialog.leave
    assert dialog.act.text() == "Sign as chair"
    assert dialog.banner.identity is not None
    dialog.leave.click()
    assert not outcomes.newest(registry, MEETING, case_id=CASE).is_signed


def test_a_wrong_passphrase_signs_nothing_and_the_right_one_makes_it_final(
    show: Show, registry: Registry
) -> None:
    heard(registry)
    tab = show(CASE)
    tab.ask_signature()
    dialog = tab.dialog
    assert dialog is not None
    dialog.user.setCurrentText(LEAD)
    dialog.passphrase.setText("not these words")
    dialog.sign()
    assert dialog.message.kind == "problem"
    assert not outcomes.newest(registry, MEETING, case_id=CASE).is_signed
    dialog.passphrase.setText(PASSPHRASE)
    dialog.sign()
    assert outcomes.newest(registry, MEETING, case_id=CASE).is_signed
    assert tab.parts.head.chip.text == "Signed"
    assert dialog.passphrase.text() == ""


def test_a_signed_outcome_has_nothing_to_type_into(show: Show, registry: Registry) -> None:
    stored = signed(registry)
    tab = show(CASE)
    assert not tab.is_typed
    assert tab.editor.isHidden()
    shown = [line for line in tab.findChildren(QLineEdit) if line.isVisible()]
    assert shown == []
    tab.read_back_or_sign()
    assert registry.outcomes.versions(CASE, MEETING) == (stored,)
    assert _actions_of(tab.parts.head.message) == ["Add addendum", "Correct…"]


def _actions_of(message: InlineMessage) -> list[str]:
    return [button.text() for button in message.findChildren(KeyButton) if button.isVisible()]


def test_an_addendum_needs_its_reason_and_stands_beside(show: Show, registry: Registry) -> None:
    stored = signed(registry)
    tab = show(CASE)
    tab.add_addendum()
    fill(tab.parts.addenda.form, text="DPYD is normal")
    tab.parts.addenda.form.act.click()
    assert "why" in tab.parts.addenda.form.message.text
    fill(tab.parts.addenda.form, reason="came later")
    tab.parts.addenda.form.act.click()
    found = registry.follow_ups.of(CASE, MEETING)
    expected = OutcomeAddendum(text="DPYD is normal", reason="came later")
    assert [one.follow_up.entry for one in found] == [expected]
    assert registry.outcomes.versions(CASE, MEETING) == (stored,)


def test_a_correction_is_a_new_version_without_the_signature(
    show: Show, registry: Registry
) -> None:
    signed(registry)
    tab = show(CASE)
    tab.begin_correction()
    fill(tab.parts.addenda.correction, reason="wrong dose")
    tab.parts.addenda.correction.act.click()
    assert tab.is_typed
    tab.editor.read_back()
    first, second = registry.outcomes.versions(CASE, MEETING)
    assert first.is_signed
    assert not second.is_signed
    assert second.outcome.correction is not None
    assert second.outcome.correction.reason == "wrong dose"


def test_giving_a_correction_up_shows_the_signed_version_again(
    show: Show, registry: Registry
) -> None:
    signed(registry)
    tab = show(CASE)
    tab.correct("wrong dose")
    tab.parts.sign.give_up.click()
    assert not tab.is_typed
    assert registry.outcome_drafts.of_meeting(MEETING) == ()


def test_who_was_told_is_noted_once(show: Show, registry: Registry) -> None:
    signed(registry)
    tab = show(CASE)
    press(tab, "told_patient")
    tab.parts.told.form.act.click()
    entry = registry.follow_ups.of(CASE, MEETING)[0].follow_up.entry
    assert isinstance(entry, Told)
    assert (entry.to, entry.how) == (Recipient.PATIENT, Channel.PHONE)
    assert not [one for one in tab.findChildren(KeyButton, "told_patient") if one.isVisible()]


def test_a_plan_not_followed_needs_the_reason(show: Show, registry: Registry) -> None:
    signed(registry)
    tab = show(CASE)
    tab.parts.later._ask(14)
    pick(tab.parts.later.form, "followed", Followed.PARTLY)
    tab.parts.later.form.act.click()
    assert registry.follow_ups.of(CASE, MEETING) == ()
    pick(tab.parts.later.form, "reason", NotFollowedReason.COMORBIDITY)
    tab.parts.later.form.act.click()
    entry = registry.follow_ups.of(CASE, MEETING)[0].follow_up.entry
    assert isinstance(entry, PlanFollowed)
    assert entry.reason is NotFollowedReason.COMORBIDITY


def test_an_action_marked_as_done_can_be_taken_back(
    show: Show, registry: Registry, services: Any
) -> None:
    signed(registry)
    tab = show(CASE)
    assert tab.detail is not None
    key = tab.detail.ledger[0].action.id
    press(tab, f"done.{key}")
    assert tab.detail.ledger[0].state == "done"
    services.undo_offer()
    assert tab.detail.ledger[0].state == "open"


def test_a_letter_opens_in_the_documents(show: Show, registry: Registry, services: Any) -> None:
    signed(registry)
    tab = show(CASE)
    asked: list[str] = []
    tab.context.document_asked.connect(asked.append)
    press(tab, "letter_outcome-letter")
    assert asked == ["outcome-letter"]
    assert services.texts("open_case") == [(CASE, "documents")]


def test_a_viewer_reads_and_types_nothing(show: Show, registry: Registry, services: Any) -> None:
    heard(registry)
    services.open_registry = OpenRegistry(Path(), COORDINATOR, is_viewer=True)
    tab = show(CASE)
    assert not tab.is_typed
    assert tab.parts.view.isVisible()
    assert "You can read" in tab.parts.head.message.text
    assert not [line for line in tab.findChildren(QLineEdit) if line.isVisible()]


def test_an_answer_about_an_older_state_of_the_case_is_said_and_renewed(
    show: Show, registry: Registry
) -> None:
    tab = show(CASE)
    tab.editor.choose_result(1)
    stored = registry.cases.get(CASE)
    referral = stored.case.referral.model_copy(update={"question": "And now?"})
    case = stored.case.model_copy(update={"referral": referral})
    casework.save_case(registry, case, expected_revision=stored.revision)
    tab.context.set_stored(registry.cases.get(CASE))
    assert "the case has changed" in tab.editor.message.text
    assert _actions_of(tab.editor.message) == ["Open Algorithm"]
    assess.run(registry, CASE)
    tab.refresh(Change("assessment", (CASE,)))
    newest = tab.editor.message.findChildren(KeyButton)[-1]
    assert newest.text() == "Compare with the newest"
    newest.click()
    assert tab.editor.message.isHidden()
    assert tab.editor.outcome is not None
    assert tab.editor.outcome.revision == stored.revision + 1


def test_what_was_typed_in_the_meeting_is_shown_when_the_tab_is_seen_again(
    show: Show, registry: Registry
) -> None:
    tab = show(CASE)
    tab.on_left()
    outcomes.keep(registry, typed(registry, chair="Dr Other"))
    tab.on_shown()
    assert tab.editor.outcome is not None
    assert tab.editor.outcome.chair == "Dr Other"


def test_a_late_answer_about_another_meeting_is_never_shown(
    look: theme.Look, qtbot: QtBot, registry: Registry
) -> None:
    services: Any = SlowServices(OpenDesk(registry))
    context = CaseContext(registry.cases.get(OTHER))
    tab = OutcomeTab(services, context)
    qtbot.addWidget(tab)
    tab.show()
    seen: list[str] = []
    tab.editor.loaded.connect(lambda: seen.append(tab.editor.case_id))
    tab.read()
    tab.show_meeting(MEETING)
    tab.read()
    services.let_go()
    assert seen == [OTHER]
    assert tab.detail is not None
    assert tab.editor.outcome is not None
    assert tab.editor.outcome.case_id == OTHER
    context.deleteLater()
