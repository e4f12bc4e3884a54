"""The states of the Discussion & outcome tab, for the gallery of pictures."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nenboard.domain.terms import Basis, PlanKind
from nenboard.gui.outcome.page import OutcomeTab
from nenboard.gui.program import Program
from nenboard.workflow import meeting, outcomes

CASE = "PUB-00002"


def outcome_views(program: Program) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each state by name; they follow from each other."""
    yield "outcome-signed", partial(_held, program)
    yield "outcome-addendum", lambda: _held(program).add_addendum()
    yield "outcome-correction", lambda: _held(program).begin_correction()
    yield "outcome-draft", partial(_draft, program)
    yield "outcome-departs", partial(_departs, program)
    yield "outcome-deferred", lambda: _coming(program).editor.choose_result(3)
    yield "outcome-sign-off", partial(_sign, program)
    yield "outcome-on-no-agenda", partial(_not_listed, program)


def _tab(program: Program, case_id: str = CASE) -> OutcomeTab:
    program.window.open_case(case_id, "outcome")
    page: Any = program.window.current_page()
    tab: OutcomeTab = page.tab()
    return tab


def _held(program: Program) -> OutcomeTab:
    """The discussion that is signed."""
    tab = _tab(program)
    tab.show_meeting(_meetings(program)[-1])
    return tab


def _coming(program: Program) -> OutcomeTab:
    """The discussion of the meeting to come, with nothing typed."""
    tab = _tab(program)
    key = _meetings(program)[0]
    outcomes.give_up(program.window.desk.registry, key, case_id=CASE)
    tab.editor.clear()
    tab.show_meeting(key)
    session = tab.editor.session
    assert session is not None
    blank = {"result": None, "condition": None, "plan": (), "actions": (), "tell": ()}
    session.change(session.outcome.model_copy(update=blank), label="Begin again", field="result")
    return tab


def _meetings(program: Program) -> list[str]:
    """The meeting to come, then the one that was held."""
    found = program.window.desk.registry.meetings.all()
    return [
        one.meeting_id for one in sorted(found, key=lambda one: one.meeting.finished is not None)
    ]


def _draft(program: Program) -> OutcomeTab:
    tab = _coming(program)
    tab.editor.choose_result(2)
    tab.editor.add_line()
    tab.editor.add_line()
    tab.editor.add_action()
    session = tab.editor.session
    assert session is not None
    first, second = (line.id for line in session.outcome.plan)
    action = session.outcome.actions[0].id
    session.choose_option(first, session.options.choices()[0][1])
    session.choose(f"plan.{second}.basis", Basis.CONSENSUS)
    session.choose(f"plan.{second}.kind", PlanKind.REFERRAL)
    for field, text in (
        (f"plan.{second}.text", "Cardiology opinion"),
        ("condition", "if DPYD is not deficient"),
        (f"actions.{action}.what", "Chase DPYD, call the patient"),
        (f"actions.{action}.due", "3/4/26"),
    ):
        session.type_text(field, text, caret=len(text))
    tab.editor.focus_field("chair")
    return tab


def _departs(program: Program) -> None:
    tab = _coming(program)
    tab.editor.choose_result(1)
    tab.editor.add_line()
    session = tab.editor.session
    assert session is not None
    session.type_text(f"plan.{session.outcome.plan[0].id}.text", "Surgery", caret=7)


def _sign(program: Program) -> None:
    tab = _draft(program)
    session = tab.editor.session
    assert session is not None
    action = session.outcome.actions[0].id
    for field, text in (
        (f"actions.{action}.due", "03-Apr-2026"),
        (f"actions.{action}.owner", "Nurse E. Example"),
        ("condition_date", "01-Apr-2026"),
        ("tell.patient.who", "Nurse E. Example"),
        ("tell.patient.due", "01-Apr-2026"),
        ("tell.family_doctor.who", "Nurse E. Example"),
        ("tell.family_doctor.due", "01-Apr-2026"),
    ):
        session.type_text(field, text, caret=len(text))
    tab.editor.read_back()
    tab.ask_signature()


def _not_listed(program: Program) -> None:
    registry = program.window.desk.registry
    key = _meetings(program)[0]
    case = "SYN-00001"
    meeting.remove_case(registry, key, case_id=case)
    _tab(program, case).read()
