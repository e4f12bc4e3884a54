"""The form tabs of a case: diagnosis, imaging, treatment, fitness and referral."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.came_back import CameBack
from nenboard.gui.case_edit.editors import LineEditor
from nenboard.gui.case_edit.form import Form
from nenboard.gui.case_edit.form_field import TabSpec
from nenboard.gui.case_edit.needed import go_on
from nenboard.gui.case_edit.read_facts import shapes
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.sources import source_of
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.documents.actions import export_action
from nenboard.gui.page import CaseContext, CaseTab, Key, PageMenu, Services
from nenboard.gui.tasks import Job
from nenboard.host.language import _, counted


class FormTab(CaseTab):
    """One tab of the form; all form tabs of a case share its draft and its undo."""

    def __init__(
        self,
        services: Services,
        context: CaseContext,
        spec: TabSpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, context, parent)
        self.tab_key = spec.key
        self.spec = spec
        self.setObjectName(f"tab_{spec.key}")
        self.session = EditSession.of(services, context)
        self.form = Form(self.session, spec)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FitnessStrip(context))
        self.came_back = CameBack(self.session.recovery)
        column.addWidget(self.came_back)
        column.addWidget(self.form, 1)
        self._export_action = export_action(self)
        self._source_action = QAction(_("Source of the value"), self)
        self._source_action.setObjectName("action_source")
        self._source_action.setShortcut(QKeySequence("F12"))
        self._source_action.triggered.connect(self.show_source)
        self.session.changed.connect(self._changed)
        self.session.issues_changed.connect(self._changed)
        self.session.moved_to.connect(self._move_to)
        self.session.recovery.placed.connect(self._recovered)

    def _changed(self, _place: str = "") -> None:
        self.badge_changed.emit()
        self.status_changed.emit()

    def _move_to(self, path: str) -> None:
        if not self.isVisible():
            return
        if not self.form.reveal(path):
            tab = fields.tab_of(path)
            if tab is not None and tab is not self.spec:
                self.services.open_case(self.context.case_id, tab.key)

    def _recovered(self, path: str, caret: int) -> None:
        """Text came back after a crash: show its field, with the caret where it was."""
        if fields.tab_of(path) is not self.spec:
            return
        if self.form.reveal(path):
            box = self.form.focused_box()
            if box is not None and isinstance(box.editor, LineEditor):
                box.editor.setCursorPosition(caret)

    def tab_title(self) -> str:
        """The words on the tab."""
        return _(self.spec.title)

    def badge(self) -> tuple[int, str]:
        """Fields that hold text that is no value, or an issue."""
        count = len(self.open_paths())
        words = counted("{count} open", "{count} open", count=count).format(count=count)
        return (count, words if count else "")

    def open_paths(self) -> tuple[str, ...]:
        """The places on this tab that need attention, in reading order."""
        return tuple(p for p in self.session.open_paths() if fields.tab_of(p) is self.spec)

    def next_open_item(self, step: int) -> None:
        """The next place of the case that needs attention, on whichever tab, round and round."""
        self.form.commit()
        self.session.check()
        go_on(self.session, at=self.form.focused_path(), step=step)

    def show_part(self, part: str) -> None:
        """Put the cursor into the field at a path."""
        self.form.reveal(part)

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu."""
        return (
            PageMenu("file", (self._export_action,)),
            PageMenu("case", (self._source_action,)),
        )

    def show_source(self) -> None:
        """F12: where the value of the focused field comes from."""
        box = self.form.focused_box()
        if box is None:
            self.services.say(_("Put the cursor into a field first."))
            return
        words = source_of(self.context.case, box.field, path=box.path)
        self.form.help.show_source(_(box.field.label), words)
        self.services.say(words)

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return _("Tab: next   .n .p .u .x: missing codes   F1: why this field")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the form."""
        return (
            Key(".n .p .u .x", _("not done, pending, unknown, not applicable")),
            Key("F4", _("open the list of a field")),
            Key("F12", _("where the value comes from")),
            Key("Ctrl+Ins", _("add a row to the table")),
            Key("Ctrl+Shift+Ins", _("add a row like the chosen one")),
            Key("Ctrl+Del", _("remove the row, undo is offered")),
            Key("Alt+Up, Alt+Down", _("move the row")),
            Key("F2", _("edit the cell")),
            Key("Ctrl+D", _("copy from the row above")),
            Key("Ctrl+C", _("copy the row as text with headers")),
            Key("Ctrl+J, Ctrl+Shift+J", _("next, previous open item")),
        )

    def field_help(self) -> str:
        """Help of the focused field."""
        box = self.form.focused_box()
        return box.help_text() if box is not None else ""

    def areas(self) -> tuple[QWidget, ...]:
        """Each card is an area."""
        return tuple(self.form.parts)

    def first_focus(self) -> QWidget:
        """The first open place, else the first field."""
        return self.form.enter(next(iter(self.open_paths()), ""))

    def undo_text(self) -> str:
        """The name of the last step."""
        return self.session.draft.undo_label

    def redo_text(self) -> str:
        """The name of the step taken back last."""
        return self.session.draft.redo_label

    def undo(self) -> None:
        """Take the last step back."""
        self.form.commit()
        self.session.undo()

    def redo(self) -> None:
        """Make it again."""
        self.session.redo()

    def on_shown(self) -> None:
        """Checks are run when the form is seen first, not before; so are the rules loaded."""
        self.session.check()
        self.session.learn_needs()
        self.session.recovery.look()
        if self.spec is fields.PERSON:
            self.services.run(_load_rules, done=lambda _facts: None, owner=self)

    def on_left(self) -> None:
        """Keep and store what is typed."""
        self.settle()

    def settle(self) -> None:
        """Take what is typed, and store it."""
        self.form.commit()
        self.session.save()

    def may_close(self) -> bool:
        """Text that is no value yet would be lost: the page stays and shows it."""
        self.form.commit()
        rough = self.session.draft.rough
        if not rough:
            return True
        first = next(iter(rough))
        if not self.form.reveal(first):
            tab = fields.tab_of(first)
            if tab is not None:
                self.services.open_case(self.context.case_id, tab.key)
        self.services.say(
            counted(
                "{count} field holds text that is no value yet. Correct or clear it first.",
                "{count} fields hold text that is no value yet. Correct or clear them first.",
                count=len(rough),
            ).format(count=len(rough))
        )
        return False


def _load_rules(_job: Job) -> int:
    """Have the catalogue of facts at hand before it is asked for."""
    return len(shapes())


def diagnosis_tab(services: Services, context: CaseContext) -> CaseTab:
    """Diagnosis & pathology."""
    return FormTab(services, context, fields.DIAGNOSIS)


def imaging_tab(services: Services, context: CaseContext) -> CaseTab:
    """Imaging & extent."""
    return FormTab(services, context, fields.IMAGING)


def treatment_tab(services: Services, context: CaseContext) -> CaseTab:
    """Treatment & responses."""
    return FormTab(services, context, fields.TREATMENT)


def person_tab(services: Services, context: CaseContext) -> CaseTab:
    """Fitness, wishes and referral."""
    return FormTab(services, context, fields.PERSON)
