"""The algorithm tab: what the rule set lists for the stored case, for the board to weigh."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.assessment.chasing import FactChase
from nenboard.gui.assessment.content import AssessmentContent
from nenboard.gui.assessment.latest import Shown, explained, latest, why_old
from nenboard.gui.assessment.option_row import OptionRow
from nenboard.gui.assessment.what_if import DashedFrame, WhatIfStrip
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.documents.actions import export_action
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, PageMenu, Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.messages import EmptyState, InlineMessage
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.gui.assessment.view import OptionView

_DOCK_HEIGHT: Final = 300


class AssessmentTab(CaseTab):
    """Shows the newest stored answer; running again stores a new one and keeps the old."""

    tab_key = "algorithm"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_algorithm")
        self.shown: Shown | None = None
        self.content: AssessmentContent | None = None
        self._read_once = False
        self._left_from = ""
        self._build()
        self.chase = FactChase(services, context, self)
        self._export_action = export_action(self)
        context.stored_changed.connect(self._tell_age)
        context.case_changed.connect(self._tell_age)

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FitnessStrip(self.context))
        self.strip = WhatIfStrip()
        column.addWidget(self.strip)
        self.dock: QScrollArea = scrolled(QWidget(), name="what_if_scroll")
        self.dock.setAccessibleName(_("What if"))
        self.dock.hide()
        column.addWidget(self.dock)
        self.message = InlineMessage("", kind="query", name="assessment_age")
        self._holder = QWidget()
        holder = QVBoxLayout(self._holder)
        holder.setContentsMargins(look.px(16), look.px(8), look.px(16), 0)
        holder.addWidget(self.message)
        self._holder.hide()
        column.addWidget(self._holder)
        self.stack = QStackedWidget()
        self.state = EmptyState("assessment_state")
        self.state.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # holds the focus while it reads
        self.stack.addWidget(self.state)
        self.area: QScrollArea = scrolled(QWidget(), name="assessment_scroll")
        self.area.setAccessibleName(_("What the rule set lists"))
        self.stack.addWidget(self.area)
        column.addWidget(self.stack, 1)
        self.frame = DashedFrame(self)

    def on_shown(self) -> None:
        """The stored answer is read when the page is seen first; later the cursor comes back."""
        if not self._read_once:
            self._read_once = True
            self.chase.read()
            self.state.show_text(_("Opening…"))
            self._read()
        elif self._left_from and self.content is not None:
            code, self._left_from = self._left_from, ""
            row = next((one for one in self.content.rows if one.option.code == code), None)
            if row is not None:
                row.setFocus()
                self.content.see(row)

    def _read(self) -> None:
        case_id, desk = self.context.case_id, self.services.desk
        self.services.run(
            lambda _job: latest(desk.registry, case_id),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def run_again(self) -> None:
        """Store what is typed, run the rule set on the stored case, and show the answer."""
        if not self.chase.is_allowed:
            self.services.say(_("Only somebody who may edit this case can run the rule set."))
            return
        case_id, desk = self.context.case_id, self.services.desk
        EditSession.of(self.services, self.context).save()

        def work(job: Job) -> Shown | None:
            from nenboard.workflow import assess

            job.check()
            assess.run(desk.registry, case_id)
            return latest(desk.registry, case_id)

        self.services.run(
            work, done=self._ran, failed=self._failed, label=_("Running the rules"), owner=self
        )

    def _ran(self, shown: Shown | None) -> None:
        self._show(shown)
        self.services.published(Change("assessment", (self.context.case_id,)))

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The rules could not be run. The case is safe.")
        if self.shown is None:
            self.state.show_text(sentence, _("Try again"), self.run_again)
            self.stack.setCurrentWidget(self.state)
        else:
            self.message.show_text(
                sentence, kind="problem", actions=((_("Try again"), self.run_again),)
            )
            self._holder.show()

    def _show(self, shown: Shown | None) -> None:
        self.shown = shown
        waited = self.state.hasFocus()
        if shown is None:
            words = _("The rule set has not been run on this case.")
            action = _("Run the rule set") if self.chase.is_allowed else ""
            self.state.show_text(words, action, self.run_again)
            self.stack.setCurrentWidget(self.state)
        else:
            self._fill(shown)
            self.stack.setCurrentWidget(self.area)
        if waited:
            (self.first_focus() or self.area).setFocus()
        self._tell_age()
        self.badge_changed.emit()
        self.status_changed.emit()

    def _fill(self, shown: Shown) -> None:
        content = AssessmentContent(shown, self.context.case, self.chase)
        content.library_asked.connect(self._open_library)
        content.field_asked.connect(self._open_field)
        content.seen.connect(self._see)
        content.what_if_changed.connect(self._what_if_changed)
        self.content = content
        self.area.setWidget(content)
        content.turn(self.width())
        self._what_if_changed(False)
        self.services.run(
            lambda _job: explained(shown),
            done=content.show_explained,
            failed=self._not_explained,
            owner=content,
        )

    def _not_explained(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The answer could not be explained. The answer itself stands.")
        if self.content is not None:
            self.content.explain_failed(sentence)

    def _see(self, spot: QRectF) -> None:
        """Scroll a part of the page into view: its head, and as much of it as fits."""
        bar, high = self.area.verticalScrollBar(), self.area.viewport().height()
        look = theme.active()
        top, bottom = spot.top() - look.px(12), spot.bottom() + look.px(12)
        if top < bar.value() or bottom > bar.value() + high:
            bar.setValue(round(top if top < bar.value() else min(top, bottom - high)))

    def _what_if_changed(self, active: bool) -> None:
        has_ended = not active and not self.frame.isHidden()
        card = self.content.what_if if self.content is not None else None
        self.dock.setWidget(card if card is not None else QWidget())
        for part in (self.strip, self.dock, self.frame):
            part.setVisible(active)
        self._size_dock()
        self.frame.raise_()
        if has_ended:
            (self.first_focus() or self.area).setFocus()
        self.status_changed.emit()

    def _size_dock(self) -> None:
        """The what-if keeps its height while values change, so that the page below stands still."""
        self.dock.setFixedHeight(min(theme.active().px(_DOCK_HEIGHT), self.height() // 2))

    def _open_library(self, option: "OptionView") -> None:
        """The rows an option rests on; the page there leads back here, to the same option."""
        from nenboard.gui.evidence.opening import show_rows

        rows = [line.code for line in option.evidence]
        name = option.label.partition(" (")[0]
        self._left_from = option.code
        show_rows(self.services, rows, option=name, case_id=self.context.case_id)

    def _tell_age(self) -> None:
        """Say so when the answer is not about the case as it stands, or not by today's rules."""
        words = why_old(self.shown, self.context)
        may_run = bool(words) and self.chase.is_allowed
        actions = ((_("Run again"), self.run_again),) if may_run else ()
        self.message.show_text(words, kind="query", actions=actions)
        self._holder.setVisible(bool(words))

    def _open_field(self, path: str) -> None:
        tab = fields.tab_of(path)
        if tab is None:
            return
        self.services.open_case(self.context.case_id, tab.key)
        EditSession.of(self.services, self.context).moved_to.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow; the frame goes round everything."""
        super().resizeEvent(event)
        self.frame.setGeometry(self.rect())
        self._size_dock()
        if self.content is not None:
            self.content.turn(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters; Esc ends the what-if, then closes the panel of a node."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_R: self.run_again,
            Qt.Key.Key_T: self._toggle_text,
            Qt.Key.Key_W: self.ask_why,
            Qt.Key.Key_I: self.what_if,
            Qt.Key.Key_C: self.chase_fact,
            Qt.Key.Key_G: self._go_to_map,
        }
        if event.key() == Qt.Key.Key_Escape and self._close_innermost():
            return
        if event.key() in acts and not event.modifiers():
            acts[event.key()]()
        else:
            super().keyPressEvent(event)

    def _close_innermost(self) -> bool:
        if self.content is None:
            return False
        if self.content.end_what_if():
            return True
        if self.content.panel.isVisible():
            self.content.panel.close_panel()
            return True
        return False

    def _toggle_text(self) -> None:
        if self.content is not None:
            self.content.text_button.toggle()

    def _go_to_map(self) -> None:
        if self.content is not None:
            self.content.map.setFocus()
            self.content.see(self.content.map)

    def ask_why(self) -> None:
        """W: why the option with the cursor stands where it does, or any other one."""
        if self.content is None:
            return
        row = self.focusWidget()
        for each in self.content.lists:
            if isinstance(row, OptionRow) and row in each.rows:
                self.content.ask_why(row.option.code, each.outcome)
                return
        self.content.ask_why()

    def what_if(self) -> None:
        """I: try other facts on a copy."""
        if self.content is not None:
            self.content.start_what_if()

    def chase_fact(self) -> None:
        """C: put the missing fact with the cursor, or the first, on the chase list."""
        missing = self.content.missing if self.content is not None else None
        if missing is not None and not missing.chase():
            self.services.say(self.chase.why_not())

    def tab_title(self) -> str:
        """The words on the tab."""
        return _("Algorithm")

    def badge(self) -> tuple[int, str]:
        """How many facts are missing."""
        count = len(self.shown.view.missing) if self.shown is not None else 0
        words = counted("{count} fact missing", "{count} facts missing", count=count)
        return (count, words.format(count=count) if count else "")

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu."""
        return (PageMenu("file", (self._export_action,)),)

    def area_keys(self) -> str:
        """Keys for the status bar."""
        if self.content is not None and self.content.what_if is not None:
            return _("What if: type or ↑↓ step values   Esc: end")
        return _("↑↓ options   E: evidence   W: why   I: what if   C: chase   G: map   T: as text")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Up, Down", _("previous, next option")),
            Key("E, Enter", _("show or hide the evidence of an option")),
            Key("W", _("why, or why not: the option with the cursor, or any other")),
            Key("I", _("what if: other facts on a copy, never saved")),
            Key("G", _("go to the map; arrows walk it, Right opens a branch, Enter its sources")),
            Key("T", _("path and flip points as text, or drawn")),
            Key("C", _("put the missing fact with the cursor, or the first, on the chase list")),
            Key("Esc", _("end what if, close a panel")),
            Key("R", _("run the rule set again")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """The what-if while there is one, then the page."""
        return (self.dock, self.area) if self.dock.isVisible() else (self.area,)

    def first_focus(self) -> QWidget | None:
        """The first option, or what can be done while there is none."""
        if self.content is None:
            return self.state.action() or self.state
        return self.content.rows[0] if self.content.rows else self.content.map

    def undo_text(self) -> str:
        """The undo of the case works here as well."""
        return EditSession.of(self.services, self.context).draft.undo_label

    def undo(self) -> None:
        """Undo the last edit of the case."""
        EditSession.of(self.services, self.context).undo()

    def refresh(self, change: Change) -> None:
        """Another run may have been stored."""
        if not self._read_once or not change.touches(self.context.case_id):
            return
        if change.what in {"assessment", "registry"}:
            self._read()
        if change.what in {"meeting", "registry"}:
            self.chase.read()


def assessment_tab(services: Services, context: CaseContext) -> CaseTab:
    """The algorithm tab."""
    return AssessmentTab(services, context)
