"""One case being edited: the draft, its saving, its checks; shared by all tabs of the case."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from nenboard.domain.case import Case
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.gui import errors, theme
from nenboard.gui.case_edit import field_values, fields, places
from nenboard.gui.case_edit.draft import Draft, Offer, Rough, State
from nenboard.gui.case_edit.form_field import FormField, TableSpec, within
from nenboard.gui.case_edit.journal import Journal, Typed
from nenboard.gui.case_edit.places import EditRefused
from nenboard.gui.case_edit.read_dates import Habits
from nenboard.gui.case_edit.reading import Reading
from nenboard.gui.case_edit.recovery import Recovery
from nenboard.gui.case_edit.rows import fresh_row
from nenboard.gui.page import CaseContext, Change, Services, Unsaved
from nenboard.host.labels import missing_label
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError

if TYPE_CHECKING:
    from nenboard.domain.checks import Issue
    from nenboard.domain.readiness import Readiness
    from nenboard.gui.case_edit.needed import Needed
    from nenboard.gui.page import StoredState
    from nenboard.workflow.readiness import Judged

_CHECK_AFTER_MS: Final = 300
_LONGEST_IN_NAME: Final = 40
_GRAVITY: Final = ("invalid", "missing", "rare", "query", "ok")


class EditSession(QObject):
    """Takes every edit of a case, keeps it in the draft and has it saved.

    `changed` names the place that changed; an empty text means anything may have. `moved_to` asks
    the form to show a place (after undo). `issues_changed` follows each check. `rested` asks the
    focused field for the text that is being typed.
    """

    changed = Signal(str)
    moved_to = Signal(str)
    issues_changed = Signal()
    rested = Signal()

    def __init__(self, services: Services, context: CaseContext) -> None:
        super().__init__(context)
        self.setObjectName("edit_session")
        self._services = services
        self._context = context
        self._draft = Draft(context.case)
        self._habits: Habits | None = None
        self._issues: tuple[Issue, ...] = ()
        self._judged: Judged | None = None
        self._fault_said = ""
        self._checked: tuple[object, ...] = (None, None, None)
        self._readiness: Readiness | None = None
        self._needed: tuple[Needed, ...] = ()
        self._is_saving = False
        self._fault = ""
        self._reason = ""
        self._journal = Journal(services, context, self)
        self._save_timer = _timer(
            self, "autosave", theme.tokens()["time"]["autosave_after_typing_ms"]
        )
        self._save_timer.timeout.connect(self._rested)
        self._check_timer = _timer(self, "checks", _CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check)
        context.case_changed.connect(self._case_given)
        self.recovery = Recovery(self, context)

    @classmethod
    def of(cls, services: Services, context: CaseContext) -> "EditSession":
        """The session of a case, made when the first tab asks for it."""
        found = context.findChild(EditSession)
        return found if isinstance(found, EditSession) else cls(services, context)

    @property
    def draft(self) -> Draft:
        """What is edited."""
        return self._draft

    @property
    def case(self) -> Case:
        """The case as it stands in the form."""
        return self._draft.case

    @property
    def issues(self) -> "tuple[Issue, ...]":
        """What the checks found in the case as it stands."""
        return self._issues

    @property
    def readiness(self) -> "Readiness | None":
        """What the next meeting still needs of the case as it stands; None until it is known."""
        return self._readiness

    @property
    def needed(self) -> "tuple[Needed, ...]":
        """The open items of the minimum data set by their places, in reading order."""
        return self._needed

    def open_paths(self) -> tuple[str, ...]:
        """The places that need attention, in reading order.

        Text that is no value, what the checks say, and what keeps the case from the list; once
        nothing does, what is wanted before the discussion.
        """
        from nenboard.gui.case_edit.needed import order_of

        blocking = [one.path for one in self._needed if one.blocks]
        wanted = blocking or [one.path for one in self._needed]
        found = [*self._draft.rough, *(issue.path for issue in self._issues), *wanted]
        return tuple(sorted(dict.fromkeys(found), key=order_of))

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed: a past state, opened to read, or by a mere viewer."""
        opened = self._services.open_registry
        return self._context.is_past or (opened is not None and not opened.may_edit)

    @property
    def is_past(self) -> bool:
        """Whether this is the case as it was at an earlier moment."""
        return self._context.is_past

    @property
    def is_viewer(self) -> bool:
        """Whether the person who is signed in may only look."""
        opened = self._services.open_registry
        return opened is not None and opened.is_viewer

    @property
    def context(self) -> CaseContext:
        """The case that is edited, as its tabs share it."""
        return self._context

    @property
    def services(self) -> Services:
        """What the window does for the pages of the case."""
        return self._services

    @property
    def journal(self) -> Journal:
        """What keeps the text that is being typed."""
        return self._journal

    @property
    def habits(self) -> Habits:
        """How dates are typed here, and today."""
        if self._habits is None:
            from nenboard.workflow import clock

            past = self._context.stored.at.astimezone().date()
            self._habits = Habits(today=past if self.is_past else clock.today())
        return self._habits

    def put_text(self, field: FormField, path: str, text: str) -> None:
        """Take typed text: as a value if it is one, otherwise beside the case with its problem."""
        reading = field_values.read_text(field, self.case, path, text=text, habits=self.habits)
        if reading.problem:
            self._put_rough(field, path, self._rough(reading, path, text))
            return
        beside = {f"{path.rpartition('.')[0]}.{name}": v for name, v in reading.also.items()}
        self._put(field, path, {path: reading.value, **beside}, typed=text)

    def put_value(self, field: FormField, path: str, value: object) -> None:
        """Take a chosen value, a kind of missing, or None."""
        self._put(field, path, {path: value}, typed=field_values.plain_text(value))

    def choose(self, field: FormField, path: str, offer: Offer) -> None:
        """Take one of the readings offered for a text; a date teaches the habit."""
        if offer.teaches:
            self._habits = Habits(first=offer.teaches, today=self.habits.today)
        self._put(field, path, offer.values, typed=offer.words)
        self.left()

    def keep_rough(self, path: str, rough: Rough, *, label: str) -> None:
        """Keep a text that is no value beside the case."""
        self._draft.put_rough(path, rough, label=label)
        self._edited(path)

    def take_state(self, state: State, *, label: str) -> None:
        """Take case and rough text together as one step."""
        self._draft.put_state(state, label=label)
        self._edited("")

    def put_all(self, values: dict[str, object], *, place: str, label: str) -> None:
        """Take several values as one step."""
        self._draft.put_all(values, place=place, label=label)
        self._edited(place)

    def restore(self, case: Case, *, label: str, reason: str) -> None:
        """Take an earlier state as one step, and store it with the reason."""
        self._draft.replace(case, label=label)
        self._reason = reason
        self._edited("")
        self.save()
        self._services.offer_undo(_("{step}: done.").format(step=label), self.undo)

    def describe_gap(self, gap: Gap, *, label: str) -> None:
        """Take the particulars of a kind of missing."""
        self._draft.describe_gap(gap, label=label)
        self._edited(gap.path)

    def add_row(self, spec: TableSpec, table: str, given: dict[str, object]) -> int:
        """Add a row after the others; returns its index. EditRefused says what it lacks."""
        at = len(places.rows_at(self.case, table))
        label = _("Add {row}").format(row=within(_(spec.word)))
        case, row = fresh_row(self.case, spec, table, given=given)
        grown = (*places.rows_at(case, table), row)
        self._draft.replace(places.set_at(case, {table: grown}), label=label)
        self._edited("")
        return at

    def remove_row(self, spec: TableSpec, table: str, index: int) -> None:
        """Remove a row; the undo is offered in the corner of the page."""
        label = _("Remove {row}").format(row=within(_(spec.word)))
        self._draft.remove_row(table, index, label=label)
        self._edited("")
        self._services.offer_undo(_("{row} removed.").format(row=_(spec.word)), self.undo)

    def move_row(self, spec: TableSpec, table: str, index: int, *, to: int) -> None:
        """Move a row."""
        label = _("Move {row}").format(row=within(_(spec.word)))
        self._draft.move_row(table, index, to=to, label=label)
        self._edited("")

    def typing(self, typed: Typed | None = None) -> None:
        """Text changes: it is kept at once; when it rests, what can be read is taken and stored."""
        self._save_timer.start()
        if typed is not None:
            self._journal.typing(typed)

    def reads(self, field: FormField, path: str, text: str) -> bool:
        """Whether a text is a value of the field as it stands."""
        habits = self.habits
        return not field_values.read_text(field, self.case, path, text=text, habits=habits).problem

    def left(self) -> None:
        """A field was left: what it holds is saved now."""
        self._draft.seal()
        self.save()

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self._stepped(self._draft.undo())

    def redo(self) -> None:
        """Make the step taken back again and show where it is."""
        self._stepped(self._draft.redo())

    def save(self) -> None:
        """Store the case if it differs from what is stored; one save runs at a time."""
        self._save_timer.stop()
        if self._is_saving or self._context.is_stored or self.is_read_only:
            return
        self._is_saving = True
        self._services.saving()
        case, revision, reason = self.case, self._context.stored.revision, self._reason
        desk, self._reason = self._services.desk, ""

        def failed(error: Exception) -> None:
            self._reason = reason
            self._not_saved(error)

        self._services.run(
            lambda _job: desk.save_case(case, expected_revision=revision, reason=reason),
            done=self._saved,
            failed=failed,
            owner=self,
        )

    def check(self) -> None:
        """Check the whole case, unless it is as it was checked last."""
        from nenboard.domain.checks import check_case

        self._check_timer.stop()
        today = self.habits.today
        assert today is not None  # noqa: S101 - the habits of a session know today
        basis = (self.case, self._judged, today)
        if all(now is then for now, then in zip(basis, self._checked, strict=False)):
            return
        self._checked = basis
        found = check_case(self.case, today)
        issues = tuple(
            issue.model_copy(update={"path": places.form_path(self.case, issue.path)})
            for issue in sorted(found, key=lambda issue: _GRAVITY.index(issue.severity))
        )
        needed = self._find_needed()
        if (issues, needed) != (self._issues, self._needed):
            self._issues, self._needed = issues, needed
            self.issues_changed.emit()

    def learn_needs(self) -> None:
        """Ask by what the next meeting judges the case; the checks run again once it is known."""
        desk, case_id = self._services.desk, self._context.case_id

        def work(_job: object) -> "Judged":
            from nenboard.workflow.readiness import judged_by

            return judged_by(desk.registry, case_id)

        self._services.run(work, done=self._judge, failed=self._not_judged, owner=self)

    def _not_judged(self, error: Exception) -> None:
        """A faulty local file is said once for a case; the rest of the form works without it."""
        if not isinstance(error, WorkflowError):
            self._services.show_problem(error)
        elif str(error) != self._fault_said:
            self._fault_said = str(error)
            self._services.say(self._fault_said)

    def _judge(self, judged: "Judged") -> None:
        self._judged = judged
        self.check()

    def _find_needed(self) -> "tuple[Needed, ...]":
        if self._judged is None:
            return ()
        from nenboard.gui.case_edit.needed import needed_of

        self._readiness = self._judged.of(self.case)
        return needed_of(self.case, self._readiness)

    def needed_at(self, path: str) -> "tuple[Needed, ...]":
        """The open items answered at this place."""
        return tuple(one for one in self._needed if one.path == path)

    def issues_at(self, path: str) -> "tuple[Issue, ...]":
        """The issues shown at the field of this path, the gravest first."""
        field = fields.field_at(path)
        return tuple(
            issue
            for issue in self._issues
            if issue.path == path
            or (issue.path.startswith(f"{path}.") and fields.field_at(issue.path) is field)
        )

    def _rested(self) -> None:
        self.rested.emit()
        self.save()

    def _put(self, field: FormField, path: str, values: object, *, typed: str) -> None:
        given = dict(values)  # type: ignore[call-overload] # a mapping of paths to values
        try:
            self._draft.put_all(given, place=path, label=_change_label(field, given[path], typed))
        except EditRefused as refused:
            self._put_rough(field, path, Rough(typed, str(refused)))
            return
        self._edited(path)

    def _put_rough(self, field: FormField, path: str, rough: Rough) -> None:
        label = _("Type in {field}").format(field=_(field.label))
        self.keep_rough(path, rough, label=label)

    def _rough(self, reading: Reading, path: str, text: str) -> Rough:
        offers = tuple(
            Offer(choice.words, {path: choice.value}, choice.teaches) for choice in reading.choices
        )
        return Rough(text, reading.problem, offers)

    def _edited(self, place: str) -> None:
        self._context.set_case(self.case)
        self._journal.taken(place, self._draft.rough)
        self.changed.emit(place)
        self._save_timer.start()
        self._check_timer.start()

    def _stepped(self, place: str) -> None:
        self._edited("")
        self.save()
        if place:
            self.moved_to.emit(place)

    def _case_given(self) -> None:
        """Another part of the program has stored or changed the case: begin a new draft."""
        if self._context.case != self.case:
            self._draft = Draft(self._context.case)
            self.changed.emit("")
            self._check_timer.start()

    @property
    def unsaved(self) -> Unsaved | None:
        """The case as it stands, if the last save of it failed."""
        if not self._fault or self._context.is_stored:
            return None
        return Unsaved(self.case, self._fault)

    def _saved(self, stored: "StoredState") -> None:
        self._is_saving = False
        self._fault = ""
        self._context.set_stored(stored)
        self._journal.stored()
        self._services.saved(stored.at)
        self._services.published(Change("case", (stored.case_id,)))
        if not self._context.is_stored:
            self.save()

    def _not_saved(self, error: Exception) -> None:
        self._is_saving = False
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The program failed. What was typed is kept here.")
        self._fault = sentence
        self._services.not_saved(sentence, retry=self.save)


def _change_label(field: FormField, value: object, typed: str) -> str:
    words = _short(typed)
    if isinstance(value, Missing):
        words = missing_label(value)
    if not words:
        return _("Clear {field}").format(field=_(field.label))
    return _("Change {field} to {value}").format(field=_(field.label), value=words)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_IN_NAME else f"{line[: _LONGEST_IN_NAME - 1]}…"


def _timer(parent: QObject, name: str, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setObjectName(name)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
