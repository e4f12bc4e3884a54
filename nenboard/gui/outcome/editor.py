"""The editor of one outcome, on the tab of a case and in the live bar of a meeting."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QWidget,
)

from nenboard.domain.follow_up import ledger
from nenboard.gui import errors
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.outcome import names, requests
from nenboard.gui.outcome.advice_age import Remedy, age_of
from nenboard.gui.outcome.edits import RESULTS
from nenboard.gui.outcome.fields import Arrangement, OutcomeFields
from nenboard.gui.outcome.opened import Opened, open_outcome
from nenboard.gui.outcome.sections import column_in
from nenboard.gui.outcome.session import DraftSession
from nenboard.gui.page import Change, Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.outcome import Outcome, OutcomeDraft
    from nenboard.domain.sign_off import OpenPoint
    from nenboard.gui.outcome.view import OutcomeView
    from nenboard.registry.outcomes import StoredOutcome

_ROWS_AT_ONCE: Final = 4


class OutcomeEditor(QWidget):
    """Result, plan, actions and who is told, of one case at one meeting.

    ``OutcomeEditor(services, arrangement="page" | "bar")``: cards below each other, or two columns
    without frames for the bar of a meeting. All database work runs through ``services.run``.

    Showing: ``load(meeting_id, case_id)`` opens the draft (what was being typed, else the newest
    version, else a new one) and ends with ``loaded``, a few turns of the event loop later where
    there are many rows; a late answer about a case shown before is dropped. ``clear()`` shows
    nothing. ``show_sentence(text)`` says something in its place.

    State: ``meeting_id``, ``case_id``, ``opened`` (None until loaded), ``outcome``, ``newest`` (the
    StoredOutcome recorded last, or None), ``is_editable`` (False for a viewer, a registry opened
    to read and a signed outcome), ``is_recorded`` (nothing typed since ``newest``), ``points`` (the
    open points before a signature), ``left_off`` (field and caret of the text that was being typed
    when the program ended, else None).

    Typing: every key is handed to the database thread at once through ``workflow.outcomes.keep``,
    in order, and the last one is always written. ``flush()`` hands over what stands here once more
    and takes what is typed as left; call it before another case is shown or the registry closes.

    Caret: ``caret_moved(field, caret)`` follows it; ``focus_field(field, caret)`` puts it back and
    returns whether there is such a field. ``place_caret`` is the same under the name of the
    workflow verb. ``focus_point(point)`` goes to the field that closes an open point.

    Keys of meeting mode: ``choose_result(1..5)``, ``add_line()``, ``add_action()``,
    ``no_actions()``, ``record()``, ``read_back()``; ``undo()``, ``redo()``, ``undo_text()``,
    ``redo_text()``. In the editor itself 1 to 5, A and 0 work wherever no text is edited, Ctrl+Ins
    adds a line, Ctrl+Del removes the focused row, Alt+Up and Alt+Down move the focused line.
    ``set_seconds(n)`` gives the time spent on the case, recorded with the next version.

    Signals: ``loaded()``; ``changed()`` after every change (ask ``points`` again); ``recorded(
    StoredOutcome)`` after record and read back; ``caret_moved(str, int)``.
    """

    loaded = Signal()
    changed = Signal()
    recorded = Signal(object)
    caret_moved = Signal(str, int)

    def __init__(
        self,
        services: Services,
        *,
        arrangement: Arrangement = "page",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outcome_editor")
        self.services = services
        self.meeting_id = ""
        self.case_id = ""
        self.session: DraftSession | None = None
        self._asked = 0
        self._seconds: int | None = None
        self._pieces = Pieces(self)
        self._flat: OutcomeView | None = None
        self._lay_out(arrangement)

    def _lay_out(self, arrangement: Arrangement) -> None:
        """From the outside in: a part that is put into its place late takes its style anew."""
        self._stack = QStackedWidget(self)
        column_in(self).addWidget(self._stack)
        self._state = EmptyState("outcome_state", self._stack)
        self._stack.addWidget(self._state)
        self.fields = OutcomeFields(arrangement, self._stack)
        self._form: QWidget = self.fields
        if arrangement == "bar":
            self._form = scrolled(self.fields, name="scroll_outcome")
        self._stack.addWidget(self._form)
        self.message = self.fields.message

    @property
    def opened(self) -> Opened | None:
        """What was opened; None until it is there."""
        return self.session.opened if self.session is not None else None

    @property
    def outcome(self) -> "Outcome | None":
        """The outcome as it stands."""
        return self.session.outcome if self.session is not None else None

    @property
    def newest(self) -> "StoredOutcome | None":
        """The newest version recorded."""
        return self.session.newest if self.session is not None else None

    @property
    def is_recorded(self) -> bool:
        """Whether nothing was typed since the newest version."""
        return self.session is not None and self.session.is_recorded

    @property
    def is_editable(self) -> bool:
        """Whether anything can be typed here."""
        registry = self.services.open_registry
        may_edit = registry is None or registry.may_edit
        return may_edit and self.opened is not None and not self.opened.is_signed

    @property
    def points(self) -> "tuple[OpenPoint, ...]":
        """What is open before the outcome can be signed."""
        return self.session.points if self.session is not None else ()

    @property
    def left_off(self) -> tuple[str, int] | None:
        """Field and caret of the text that was being typed when the draft was kept last."""
        typing = self.opened.draft.typing if self.opened is not None else None
        return (typing.field, typing.caret) if typing is not None else None

    def holds(self, meeting_id: str, case_id: str, *, kept: "OutcomeDraft | None") -> bool:
        """Whether the draft shown here is the one kept in the registry for a discussion."""
        session = self.session
        if session is None or (self.meeting_id, self.case_id) != (meeting_id, case_id):
            return False
        if kept is None:
            return session.is_recorded or session.is_untouched
        newest = session.newest.version if session.newest is not None else 0
        return kept.outcome == session.outcome and kept.base_version == newest

    def load(self, meeting_id: str, case_id: str) -> None:
        """Show the outcome of a case at a meeting."""
        self.flush()
        self.clear()
        self.meeting_id, self.case_id = meeting_id, case_id
        desk = self.services.desk
        self._ask(lambda _job: open_outcome(desk.registry, meeting_id, case_id=case_id))

    def clear(self) -> None:
        """Show nothing, and hear of nothing that was asked before."""
        self._asked += 1
        self.meeting_id = self.case_id = ""
        self._seconds = None
        self._end_session()
        self.message.clear()
        self.show_sentence("")

    def _end_session(self) -> None:
        if self.session is not None:
            self.session.end()
            self.session.deleteLater()
            self.session = None

    def show_sentence(self, text: str) -> None:
        """Say something in the place of the outcome."""
        self._state.show_text(text)
        self._stack.setCurrentWidget(self._state)

    def _ask(self, work: "Callable[[Job], Opened]") -> None:
        """Have something opened; only the newest question is answered."""
        self._asked += 1
        asked = self._asked
        self.services.run(
            work,
            done=lambda opened: self._open(opened) if asked == self._asked else None,
            failed=lambda error: self._not_opened(error) if asked == self._asked else None,
            owner=self,
        )

    def _not_opened(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The outcome could not be read. The registry is safe.")
        self._form.setEnabled(True)
        self.show_sentence(sentence)

    def _open(self, opened: Opened) -> None:
        if (opened.meeting_id, opened.case_id) != (self.meeting_id, self.case_id):
            return
        self._end_session()
        self._form.setEnabled(True)
        self.session = DraftSession(self.services, opened, self)
        self.session.changed.connect(self._changed)
        self.session.moved_to.connect(self.focus_field)
        self.session.caret_moved.connect(self.caret_moved)
        outcome = opened.draft.outcome
        if not self.is_editable:
            self._show_flat(opened)
            return
        self.fields.bind(self.session)
        self._stack.setCurrentWidget(self._form)
        if len(outcome.plan) + len(outcome.actions) > _ROWS_AT_ONCE:
            self._pieces.add(partial(self._grow, self._asked))
        else:
            self._ready()

    def _show_flat(self, opened: Opened) -> None:
        """Show what cannot be changed as it is read."""
        from nenboard.gui.outcome.view import OutcomeView

        if self._flat is None:
            self._flat = OutcomeView()
            self._stack.addWidget(scrolled(self._flat, name="scroll_outcome_flat"))
        outcome = opened.draft.outcome
        self._flat.show_outcome(outcome, options=opened.options, ledger=ledger(outcome, ()))
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self.changed.emit()
        self.loaded.emit()

    def _grow(self, asked: int) -> None:
        """Make the rows of a long outcome one by one, so that the window never waits."""
        if asked != self._asked:
            return
        if self.fields.grow():
            self._pieces.add(partial(self._grow, asked))
        else:
            self._ready()

    def _ready(self) -> None:
        self._changed("")
        self._tell_state()
        self.loaded.emit()

    def _changed(self, _field: str) -> None:
        self.fields.show_session()
        self.changed.emit()

    def _tell_state(self) -> None:
        """Say what stands in the way of typing, or that the advice is not the newest."""
        opened = self.opened
        if opened is None:
            return
        if opened.is_behind:
            actions = (
                (_("Take up the recorded one"), self._give_up),
                (_("Go on with mine"), self._keep_mine),
            )
            words = _("A version was recorded since this draft was begun. Nothing is lost.")
            self.message.show_text(words, kind="query", actions=actions)
        else:
            self._tell_age()

    def _tell_age(self) -> None:
        """Say that the answer of the algorithm is not about the case as it stands."""
        opened, outcome = self.opened, self.outcome
        age = age_of(opened, outcome) if opened is not None and outcome is not None else None
        if age is None:
            self.message.clear()
            return
        ways = {
            Remedy.TAKE: (_("Compare with the newest"), self._take_newest),
            Remedy.RUN: (_("Open Algorithm"), self._open_algorithm),
        }
        self.message.show_text(age.words, kind="query", actions=(ways[age.remedy],))

    def _open_algorithm(self) -> None:
        self.services.open_case(self.case_id, "algorithm")

    def _give_up(self) -> None:
        desk, meeting_id, case_id = self.services.desk, self.meeting_id, self.case_id
        self._form.setEnabled(False)
        self._ask(lambda _job: requests.give_up(desk.registry, meeting_id, case_id=case_id))

    def _keep_mine(self) -> None:
        self._ask_of_draft(requests.keep_mine)

    def _take_newest(self) -> None:
        self._ask_of_draft(requests.take_newest_answer)

    def _ask_of_draft(self, verb: "Callable[..., Opened]") -> None:
        if self.session is not None:
            desk, draft = self.services.desk, self.session.draft
            self._form.setEnabled(False)
            self._ask(lambda _job: verb(desk.registry, draft))

    def flush(self) -> None:
        """Hand over what is being typed; it is written before anything asked for later."""
        if self.session is not None and self.is_editable:
            self.session.leave()

    def set_seconds(self, seconds: int) -> None:
        """The time spent on the case, in seconds; it is recorded with the next version."""
        self._seconds = seconds

    def choose_result(self, number: int) -> None:
        """Choose a result by its key: 1 agreed, 2 conditional, 3 deferred, 4 standard, 5 returned.

        The focus goes to what the result asks, or to the first line of the plan.
        """
        if self.session is None or not self.is_editable or not 1 <= number <= len(RESULTS):
            return
        self.session.choose_result(RESULTS[number - 1])

    def add_line(self) -> None:
        """Add a line to the plan and put the caret into it."""
        if self.is_editable:
            self.fields.plan.add_line()

    def add_action(self) -> None:
        """Add an action and put the caret into it."""
        if self.is_editable:
            self.fields.actions_section.add_action()

    def no_actions(self) -> None:
        """Say that no action is needed, or take that back."""
        if self.is_editable:
            self.fields.actions_section.none_needed()

    def record(self) -> None:
        """Make a version of what is typed."""
        self._record(is_read_back=False)

    def read_back(self) -> None:
        """Record what is typed and note that it was read back; the room may see it from then on."""
        outcome = self.outcome
        if outcome is not None and outcome.result is None and self.is_editable:
            self.message.show_text(_("Choose the result first, then read it back."), kind="problem")
            self.focus_field("result")
            return
        self._record(is_read_back=True)

    def _record(self, *, is_read_back: bool) -> None:
        session = self.session
        if session is None or not self.is_editable:
            return
        self.flush()
        if session.rough:
            self._show_rough(next(iter(session.rough)))
            return
        desk, draft, seconds, asked = self.services.desk, session.draft, self._seconds, self._asked

        def work(_job: Job) -> requests.Recorded:
            return requests.record(desk.registry, draft, seconds=seconds, is_read_back=is_read_back)

        def done(made: requests.Recorded) -> None:
            if asked == self._asked and session is self.session:
                self._recorded(made)
            self.services.published(Change("meeting", (made.stored.case_id,)))

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._not_recorded(error)

        self.services.run(work, done=done, failed=failed, owner=self)

    def _show_rough(self, field: str) -> None:
        words = _("Nothing was recorded: a date does not read. Put it right, then record.")
        self.message.show_text(words, kind="problem")
        self.focus_field(field)

    def _recorded(self, made: requests.Recorded) -> None:
        assert self.session is not None  # noqa: S101 - asked of this session
        self.session.recorded(made.stored, made.given)
        self._tell_state()
        self.recorded.emit(made.stored)

    def _not_recorded(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("Nothing was recorded. What was typed is kept.")
        self.message.show_text(sentence, kind="problem")

    def focus_field(self, field: str, caret: int = -1) -> bool:
        """Put the focus into a field, and the caret where it was; False if it is not there."""
        return self.fields.focus_field(field, caret)

    def place_caret(self, field: str, caret: int) -> bool:
        """Put the caret where it was."""
        return self.focus_field(field, caret)

    def focus_point(self, point: "OpenPoint") -> bool:
        """Go to the field that closes an open point."""
        outcome = self.outcome
        return outcome is not None and self.focus_field(names.field_of(point, outcome))

    def undo_text(self) -> str:
        """What Ctrl+Z would take back."""
        return self.session.undo_label if self.session is not None and self.is_editable else ""

    def redo_text(self) -> str:
        """What Ctrl+Y would make again."""
        return self.session.redo_label if self.session is not None and self.is_editable else ""

    def undo(self) -> None:
        """Take the last step back."""
        if self.session is not None and self.is_editable:
            self.session.undo()

    def redo(self) -> None:
        """Make it again."""
        if self.session is not None and self.is_editable:
            self.session.redo()

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a single letter or figure; False if it means nothing here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self.choose_result(event.key() - Qt.Key.Key_0)
        elif event.key() == Qt.Key.Key_A:
            self.add_action()
        elif event.key() == Qt.Key.Key_0:
            self.no_actions()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5, A and 0 work wherever no text is edited."""
        if not self.take_key(event):
            super().keyPressEvent(event)
