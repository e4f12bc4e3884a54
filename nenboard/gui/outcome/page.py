"""The Discussion & outcome tab: what the board made of a case, meeting by meeting."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.case_edit.read_dates import Habits
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.documents.actions import export_action
from nenboard.gui.outcome import acts, requests
from nenboard.gui.outcome.discussions import Detail, State, Talks, talks_of
from nenboard.gui.outcome.parts import OutcomeParts
from nenboard.gui.outcome.sections import column_in
from nenboard.gui.outcome.sign_dialog import SignDialog
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, PageMenu, Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.outcomes import StoredOutcome

_WIDE_FROM: Final = 1060
_SIDE: Final = 360


class OutcomeTab(CaseTab):
    """Discussions newest first; the one shown is typed, or read once it is signed."""

    tab_key = "outcome"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_outcome")
        self._session = EditSession.of(services, context)
        self.talks: Talks | None = None
        self._meeting_id = ""
        self._asked = 0
        self._is_stale = True
        self._told_window: object = None
        self._names_hidden = False
        self.dialog: SignDialog | None = None
        self._make_parts()
        self._connect()
        self._actions = (export_action(self), self._sign_action())
        context.case_changed.connect(self._show_fitness)
        context.stored_changed.connect(self._stored)

    def _make_parts(self) -> None:
        """The shell from the outside in, then what stands in it."""
        outer = column_in(self, gap=0)
        self.strip = FitnessStrip(self.context, self)
        outer.addWidget(self.strip)
        self.stack = QStackedWidget(self)
        outer.addWidget(self.stack, 1)
        self.state = EmptyState("outcome_empty", self.stack)
        self.stack.addWidget(self.state)
        self.parts = OutcomeParts(self.services, self._habits, self.stack)
        self.editor = self.parts.editor
        self.area = scrolled(self.parts, name="scroll_outcome_tab")
        self.stack.addWidget(self.area)
        self._show_fitness()
        self._turn()

    def _connect(self) -> None:
        parts, editor = self.parts, self.editor
        parts.head.wanted.connect(self.show_meeting)
        parts.head.addendum_wanted.connect(self.add_addendum)
        parts.head.correction_wanted.connect(self.begin_correction)
        editor.changed.connect(self._changed)
        editor.loaded.connect(self._editor_loaded)
        editor.recorded.connect(lambda _stored: self.read())
        parts.view.done.connect(self._action_done)
        parts.sign.pointed.connect(editor.focus_point)
        parts.sign.read_back.connect(editor.read_back)
        parts.sign.recording.connect(editor.record)
        parts.sign.given_up.connect(self.give_up)
        parts.sign.signing.connect(self.ask_signature)
        for card in (parts.told, parts.later, parts.addenda):
            card.entered.connect(self._enter)
        parts.told.letter_wanted.connect(self._open_letter)
        parts.later.earlier_wanted.connect(self.show_meeting)
        parts.addenda.corrected.connect(self.correct)

    def _habits(self) -> Habits:
        return self._session.habits

    def _sign_action(self) -> QAction:
        action = QAction(_("Read back, or sign the outcome"), self)
        action.setObjectName("action_sign_outcome")
        action.setShortcut(QKeySequence("F9"))
        action.triggered.connect(lambda _on=False: self.read_back_or_sign())
        return action

    @property
    def detail(self) -> Detail | None:
        """All about the discussion shown."""
        return self.talks.detail if self.talks is not None else None

    @property
    def may_edit(self) -> bool:
        """Whether the person who is signed in may write here."""
        return not self._session.is_read_only

    @property
    def is_typed(self) -> bool:
        """Whether the discussion shown is typed, not only read."""
        detail = self.detail
        if detail is None or not self.may_edit:
            return False
        return not detail.is_signed or self._state() is State.DRAFT

    def _state(self) -> State:
        detail, talks = self.detail, self.talks
        if talks is None or detail is None:
            return State.OPEN
        found = (one for one in talks.discussions if one.meeting_id == detail.meeting_id)
        return next((one.state for one in found), State.OPEN)

    def on_shown(self) -> None:
        """Read the discussions when the tab is first seen, or something has changed."""
        self._session.check()
        if self._is_stale:
            self._reopen()
        else:
            self.read()

    def show_meeting(self, meeting_id: str) -> None:
        """Show the discussion at a meeting."""
        self._meeting_id = meeting_id
        self.read()

    def show_part(self, part: str) -> None:
        """Show the discussion at the meeting of this key."""
        self.show_meeting(part)

    def read(self) -> None:
        """Have the discussions read; only the newest question is answered."""
        self._is_stale = False
        self._asked += 1
        asked = self._asked
        desk, case_id, wanted = self.services.desk, self.context.case_id, self._meeting_id

        def work(_job: Job) -> Talks:
            return talks_of(desk.registry, case_id, meeting_id=wanted)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._not_read(error)

        def done(talks: Talks) -> None:
            if asked == self._asked:
                self._show(talks)

        self.services.run(work, done=done, failed=failed, owner=self)

    def _not_read(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The discussions could not be read. The registry is safe.")
        self.state.show_text(sentence, _("Try again"), self.read)
        self.stack.setCurrentWidget(self.state)

    def _show(self, talks: Talks) -> None:
        if talks.case_id != self.context.case_id:
            return
        self.talks = talks
        detail = talks.detail
        if detail is None:
            self._show_empty(talks)
            return
        self._meeting_id = detail.meeting_id
        self.stack.setCurrentWidget(self.area)
        is_typed = self.is_typed
        self.parts.show_talks(talks, is_typed=is_typed, may_edit=self.may_edit)
        if is_typed:
            self._load_editor(detail)
        else:
            self.editor.clear()
        self._tell_window()

    def _load_editor(self, detail: Detail) -> None:
        """Open the draft; one that is open already only goes on."""
        if self.editor.holds(detail.meeting_id, self.context.case_id, kept=detail.draft):
            self._changed()
        else:
            self.editor.load(detail.meeting_id, self.context.case_id)

    def _show_empty(self, talks: Talks) -> None:
        self.editor.clear()
        words = _("This case stands on no agenda and was never discussed.")
        coming = talks.coming
        if coming is not None and self.may_edit:
            act = _("Put it on the meeting of {date}").format(date=coming[1].text)
            self.state.show_text(words, act, lambda: self._list_case(coming[0]))
        else:
            self.state.show_text(words)
        self.stack.setCurrentWidget(self.state)
        self._tell_window()

    def _list_case(self, meeting_id: str) -> None:
        desk, case_id = self.services.desk, self.context.case_id
        self._run(lambda: acts.list_case(desk.registry, meeting_id, case_id=case_id))

    def _run(self, work: Callable[[], object]) -> None:
        """Do a verb, tell all pages, and read again; a refusal is said and nothing is lost."""

        def done(_made: object) -> None:
            self.services.published(Change("meeting", (self.context.case_id,)))
            self.read()

        self.services.run(lambda _job: work(), done=done, failed=self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
        elif self.stack.currentWidget() is self.state:
            self.state.show_text(sentence, _("Back"), self.read)
        else:
            self.parts.head.message.show_text(sentence, kind="problem")

    def _enter(self, entry: object) -> None:
        """Note something that happened after the discussion."""
        desk, case_id, meeting_id = self.services.desk, self.context.case_id, self._meeting_id
        self._run(lambda: acts.enter(desk.registry, meeting_id, case_id=case_id, entry=entry))

    def _action_done(self, key: str) -> None:
        desk, case_id, meeting_id = self.services.desk, self.context.case_id, self._meeting_id

        def reopen() -> None:
            self._run(
                lambda: acts.reopen_action(desk.registry, meeting_id, case_id=case_id, action=key)
            )

        self._run(lambda: acts.action_done(desk.registry, meeting_id, case_id=case_id, action=key))
        self.services.offer_undo(_("Action marked as done."), reopen)

    def _open_letter(self, kind: str) -> None:
        self.services.open_case(self.context.case_id, "documents")
        self.context.document_asked.emit(kind)

    def add_addendum(self) -> None:
        """Ask for a later fact beside the signed outcome."""
        self.parts.addenda.form.open_form()

    def begin_correction(self) -> None:
        """Ask what is wrong in the signed version."""
        self.parts.addenda.correction.open_form()

    def correct(self, reason: str) -> None:
        """Begin a new version for a reason."""
        desk, case_id, meeting_id = self.services.desk, self.context.case_id, self._meeting_id
        self._run(lambda: acts.correct(desk.registry, meeting_id, case_id=case_id, reason=reason))

    def give_up(self) -> None:
        """Forget what was typed since the newest version."""
        desk, case_id, meeting_id = self.services.desk, self.context.case_id, self._meeting_id
        self.editor.clear()
        self._run(lambda: requests.give_up(desk.registry, meeting_id, case_id=case_id))

    def _editor_loaded(self) -> None:
        left = self.editor.left_off
        if left is not None and self.isVisible():
            self.editor.focus_field(*left)

    def _changed(self) -> None:
        """Something was typed: the checklist follows."""
        outcome, detail = self.editor.outcome, self.detail
        if outcome is None or detail is None:
            return
        newest = self.editor.newest
        is_recorded = self.editor.is_recorded
        self.parts.sign.show_points(
            outcome,
            self.editor.points,
            standing=acts.Standing(
                has_version=newest is not None,
                is_recorded=is_recorded,
                is_read_back=newest is not None and newest.read_back is not None,
                invalid=detail.invalid,
            ),
        )
        self.parts.head.show_state(self._typed_state(newest, is_recorded=is_recorded))
        self._tell_window()

    def _tell_window(self) -> None:
        """Have badge, status and menus drawn anew, if they differ from what was drawn last."""
        now = (self.badge(), self.undo_text(), self.redo_text(), self.is_typed)
        if now != self._told_window:
            self._told_window = now
            self.badge_changed.emit()
            self.status_changed.emit()

    def _typed_state(self, newest: "StoredOutcome | None", *, is_recorded: bool) -> State:
        if newest is None:
            outcome = self.editor.outcome
            is_blank = outcome is not None and outcome.result is None and not outcome.plan
            return State.OPEN if is_blank else State.DRAFT
        if not is_recorded:
            return State.DRAFT
        return State.READ_BACK if newest.read_back is not None else State.RECORDED

    def read_back_or_sign(self) -> None:
        """F9: read back what is typed, then sign; what is open is gone to first."""
        if not self.is_typed:
            return
        newest = self.editor.newest
        if not self.editor.is_recorded or newest is None or newest.read_back is None:
            self.editor.read_back()
        elif self.parts.sign.is_ready:
            self.ask_signature()
        elif self.editor.points:
            self.editor.focus_point(self.editor.points[0])

    def ask_signature(self) -> None:
        """Open the sign-off dialog."""
        detail, newest = self.detail, self.editor.newest
        if detail is None or newest is None or not self.parts.sign.is_ready:
            return
        signing = acts.signing_of(detail, newest, user=self._user)
        self.dialog = SignDialog(
            self.services, signing, identity=acts.identity(self.context), parent=self
        )
        self.dialog.banner.hide_names(self._names_hidden)
        self.dialog.signed.connect(self._signed)
        self.dialog.open()

    @property
    def _user(self) -> str:
        opened = self.services.open_registry
        return opened.user if opened is not None else ""

    def _signed(self, stored: "StoredOutcome") -> None:
        self.editor.clear()
        self._session.draft.forget_steps()
        self.status_changed.emit()
        self.services.published(Change("meeting", (stored.case_id,)))
        self.services.say(_("Signed. The outcome is final."))
        self.read()

    def _stored(self) -> None:
        """The case was stored: the advice may not be the newest any more."""
        self._is_stale = True
        if self.isVisible():
            self._reopen()

    def _reopen(self) -> None:
        """Read everything again, the draft too; what is typed was handed over before."""
        self.editor.flush()
        self.editor.clear()
        self.read()

    def refresh(self, change: Change) -> None:
        """A meeting, an answer of the rule set or the whole registry has changed."""
        if change.what not in {"assessment", "meeting", "registry"}:
            return
        if change.touches(self.context.case_id):
            self._is_stale = True
            if self.isVisible() and change.what != "meeting":
                self._reopen()
            elif self.isVisible():
                self.read()

    def _show_fitness(self) -> None:
        self.parts.fitness.show_case(self.context.case)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side column stands below where there is no room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= theme.active().px(_WIDE_FROM)
        self.parts.turn(wide=wide)
        self.strip.setVisible(not wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5, A and 0 work wherever no text is edited."""
        if not (self.is_typed and self.editor.take_key(event)):
            super().keyPressEvent(event)

    def hide_names(self, hidden: bool) -> None:
        """F8: the banner of the sign-off dialog follows."""
        self._names_hidden = hidden
        if self.dialog is not None and shiboken6.isValid(self.dialog):
            self.dialog.banner.hide_names(hidden)

    def on_left(self) -> None:
        """Hand over what is being typed."""
        self.editor.flush()

    def settle(self) -> None:
        """Hand over what is being typed; it is written before the registry closes."""
        self.editor.flush()

    def tab_title(self) -> str:
        """The words on the tab."""
        return _("Discussion & outcome")

    def badge(self) -> tuple[int, str]:
        """The open points of the outcome that is typed."""
        outcome = self.editor.outcome
        if not self.is_typed or outcome is None or outcome.result is None:
            return (0, "")
        count = len(self.editor.points)
        return (count, _("{count} open").format(count=count))

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu; read back and sign in the Case menu."""
        export, sign = self._actions
        return (PageMenu("file", (export,)), PageMenu("case", (sign,)))

    def area_keys(self) -> str:
        """Keys for the status bar."""
        if not self.is_typed:
            return ""
        return _(
            "Ctrl+Ins: line   A: action   0: none needed   F9: read back, sign   F6: next area"
        )

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("1 … 5", _("the result")),
            Key("Ctrl+Ins", _("add a line to the plan")),
            Key("Ctrl+Del", _("remove the line or action")),
            Key("Alt+Up, Alt+Down", _("move the line")),
            Key("A", _("add an action")),
            Key("0", _("no action is needed")),
            Key("F9", _("read back, then sign")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """What is typed or read, then the side."""
        return (self.parts.head, self.editor if self.is_typed else self.parts.view, self.parts.side)

    def first_focus(self) -> QWidget | None:
        """The first open point, else the result."""
        if self.is_typed:
            return next(iter(self.editor.fields.result.buttons.values()))
        return self.parts.head.first_button()

    def next_open_item(self, step: int) -> None:
        """The first open point of the outcome."""
        points = self.editor.points if self.is_typed else ()
        if points:
            self.editor.focus_point(points[0 if step > 0 else -1])
        else:
            self.services.say(_("Nothing is open."))

    def undo_text(self) -> str:
        """What Ctrl+Z would take back."""
        return self.editor.undo_text()

    def redo_text(self) -> str:
        """What Ctrl+Y would make again."""
        return self.editor.redo_text()

    def undo(self) -> None:
        """Take the last step back."""
        self.editor.undo()

    def redo(self) -> None:
        """Make it again."""
        self.editor.redo()


def outcome_tab(services: Services, context: CaseContext) -> CaseTab:
    """The Discussion & outcome tab."""
    return OutcomeTab(services, context)
