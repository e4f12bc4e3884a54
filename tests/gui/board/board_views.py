"""The board page in all its states, for the gallery."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final

from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.gui.board.page import BoardPage
from nenboard.gui.program import Program
from nenboard.registry.folder import Registry
from nenboard.workflow import chase, clock, meeting, sitting
from tests.workflow.board_support import PEOPLE

_DAY: Final = "2026-12-10"
_BEFORE: Final = datetime(2026, 12, 4, 9, tzinfo=UTC)
_ON_THE_DAY: Final = datetime(2026, 12, 10, 8, tzinfo=UTC)
_READY: Final = ("SYN-00002", "SYN-00003", "SYN-00004", "SYN-00005")
_BLOCKED: Final = "SYN-00001"


def board_views(program: Program) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each state by name; the demonstration is open."""
    yield "board-demo", partial(_show, program)
    yield "board-frozen-late", partial(_show_frozen, program)
    yield "board-order", partial(_order, program)
    yield "board-actions", partial(_part, program, "actions")
    yield "board-follow-up", partial(_part, program, "later")
    for name in ("add", "plan", "item", "override", "not-ready"):
        yield f"board-dialog-{name}", partial(_dialog, program, name)
    yield "board-finished", partial(_show_finished, program)


def _page(program: Program) -> BoardPage:
    program.choose("board")
    page = program.window.current_page()
    assert isinstance(page, BoardPage)
    return page


def _show(program: Program) -> None:
    page = _page(program)
    page.show_meeting(_newest(page, is_finished=False))


def _show_finished(program: Program) -> None:
    page = _page(program)
    page.show_meeting(_newest(page, is_finished=True))


def _newest(page: BoardPage, *, is_finished: bool) -> str:
    """The newest meeting of the demonstration itself."""
    registry = page.services.desk.registry
    return next(
        one.meeting_id
        for one in meeting.all_meetings(registry)
        if (one.meeting.finished is not None) is is_finished and str(one.meeting.date) != _DAY
    )


def _show_frozen(program: Program) -> None:
    page = _page(program)
    registry = page.services.desk.registry
    found = [m.meeting_id for m in meeting.all_meetings(registry) if str(m.meeting.date) == _DAY]
    page.show_meeting(found[0] if found else _frozen(registry))


def _frozen(registry: Registry) -> str:
    """A meeting whose agenda was sent out, with a case added late and things asked for."""
    with clock.stopped_at(_BEFORE):
        usual = meeting.usual_meeting(registry, PartialDate(_DAY))
        told = {"place": "Room B2 and video", "chair": "Dr A. Lindqvist"}
        key = meeting.save_meeting(registry, usual.model_copy(update=told)).meeting_id
        meeting.add_cases(registry, key, case_ids=_READY)
        meeting.triage(registry, key, case_id=_READY[-1], to=Triage.STANDARD_OF_CARE)
        sitting.set_break(registry, key, after=_READY[1])
        sitting.expect(registry, key, *PEOPLE[:-1])
    with clock.stopped_at(_ON_THE_DAY):
        sitting.freeze(registry, key)
        meeting.add_cases(
            registry, key, case_ids=(_BLOCKED,), clinician="Dr P. Osei", reason="Urgent"
        )
        chase.ask(registry, _BLOCKED, item="27")
    return key


def _order(program: Program) -> None:
    _page(program).doing.suggest_order()


def _part(program: Program, key: str) -> None:
    page = _page(program)
    page.doing.leave_order()
    page.view.side.show_part(key)


def _dialog(program: Program, name: str) -> None:
    page = _page(program)
    page.view.agenda.table.choose_case(_BLOCKED)
    acts: dict[str, Callable[[], object]] = {
        "add": page.doing.add_case,
        "plan": page.plan,
        "item": page.doing.edit_item,
        "override": page.doing.override,
        "not-ready": lambda: page.doing.triage("not_ready"),
    }
    acts[name]()
