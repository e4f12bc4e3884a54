"""The algorithm tab: what the rule set lists for the stored case, for the board to weigh."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.assessment.cards import aside_card, facts_card, missing_card, path_text
from nenboard.gui.assessment.latest import Shown, latest, why_old
from nenboard.gui.assessment.option_list import OptionList
from nenboard.gui.assessment.option_row import OptionRow
from nenboard.gui.assessment.path_map import PathMapView
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.documents.actions import export_action
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, PageMenu, Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import EmptyState, InlineMessage
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.gui.assessment.view import AssessmentView, OptionView

_TWO_COLUMNS_FROM: Final = 960


class AssessmentTab(CaseTab):
    """Shows the newest stored answer; running again stores a new one and keeps the old."""

    tab_key = "algorithm"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_algorithm")
        self.shown: Shown | None = None
        self._lists: list[OptionList] = []
        self._read_once = False
        self._content: QWidget | None = None
        self._columns: QBoxLayout | None = None
        self._text_button: KeyButton | None = None
        self._build()
        self._export_action = export_action(self)
        context.stored_changed.connect(self._tell_age)
        context.case_changed.connect(self._tell_age)

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FitnessStrip(self.context))
        self.message = InlineMessage("", kind="query", name="assessment_age")
        self._holder = QWidget()
        holder = QVBoxLayout(self._holder)
        holder.setContentsMargins(look.px(16), look.px(8), look.px(16), 0)
        holder.addWidget(self.message)
        self._holder.hide()
        column.addWidget(self._holder)
        self.stack = QStackedWidget()
        self.state = EmptyState("assessment_state")
        self.stack.addWidget(self.state)
        self.area: QScrollArea = scrolled(QWidget(), name="assessment_scroll")
        self.area.setAccessibleName(_("What the rule set lists"))
        self.stack.addWidget(self.area)
        column.addWidget(self.stack, 1)

    def on_shown(self) -> None:
        """The stored answer is read when the page is seen first."""
        if not self._read_once:
            self._read_once = True
            self.state.show_text(_("Opening…"))
            self._read()

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
        if shown is None:
            words = _("The rule set has not been run on this case.")
            self.state.show_text(words, _("Run the rule set"), self.run_again)
            self.stack.setCurrentWidget(self.state)
        else:
            self._fill(shown.view)
            self.stack.setCurrentWidget(self.area)
        self._tell_age()
        self.badge_changed.emit()
        self.status_changed.emit()

    def _fill(self, view: "AssessmentView") -> None:
        look = theme.active()
        content = QWidget()
        content.setProperty("surface", "window")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        self._columns.setSpacing(look.px(12))
        right = QVBoxLayout()
        right.addWidget(self._options(view))
        right.addWidget(aside_card(view.outcomes, view.notes, view.year))
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self._path(view))
        left.addWidget(missing_card(view, self.context.case, open_fact=self._open_field))
        left.addWidget(facts_card(view.facts))
        left.addStretch(1)
        for column, share in ((left, 5), (right, 6)):
            column.setSpacing(look.px(12))
            self._columns.addLayout(column, share)
        self._content = content
        self.area.setWidget(content)
        self._turn()

    def _path(self, view: "AssessmentView") -> Card:
        steps = sum(len(outcome.steps) for outcome in view.outcomes)
        note = counted("{count} step", "{count} steps", count=steps).format(count=steps)
        card = Card(_("Path of this patient"), note=note, name="path")
        self._text_button = KeyButton(_("As text"), keys="T", name="path_as_text")
        self._text_button.setProperty("small", True)
        self._text_button.setCheckable(True)
        card.add_beside_title(self._text_button)
        drawn, text = PathMapView(view.outcomes), path_text(view.outcomes)
        text.hide()
        self._text_button.toggled.connect(text.setVisible)
        self._text_button.toggled.connect(drawn.setHidden)
        card.body.addWidget(drawn)
        card.body.addWidget(text)
        return card

    def _options(self, view: "AssessmentView") -> Card:
        card = Card(_("Options"), note=_result_note(view), name="options")
        rules = _("{rules}, source of {year}, for the board to weigh").format(
            rules=view.rules, year=view.year
        )
        said = paragraph(rules, "small", name="rule_set")
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        card.note_label.setWordWrap(True)
        said.setToolTip(_("Fingerprint of the rule set: {hash}").format(hash=view.sha256))
        card.add_beside_title(said)
        for at, share in ((1, 1), (2, 0), (3, 2)):
            card.head.setStretch(at, share)
        card.body.setSpacing(0)
        self._lists = [
            OptionList(outcome, is_only=len(view.outcomes) == 1) for outcome in view.outcomes
        ]
        for each in self._lists:
            each.step_asked.connect(self._step)
            each.library_asked.connect(self._open_library)
            card.body.addWidget(each)
        return card

    def _open_library(self, option: "OptionView") -> None:
        """The rows an option rests on; the page there leads back here."""
        from nenboard.gui.evidence.opening import show_rows

        rows = [line.code for line in option.evidence]
        name = option.label.partition(" (")[0]
        show_rows(self.services, rows, option=name, case_id=self.context.case_id)

    def _step(self, row: OptionRow, step: int) -> None:
        rows = [one for each in self._lists for one in each.rows if one.isVisible()]
        at = rows.index(row) + step
        if 0 <= at < len(rows):
            rows[at].setFocus()
            self.area.ensureWidgetVisible(rows[at], 0, theme.active().px(40))

    def _tell_age(self) -> None:
        """Say so when the answer is not about the case as it stands, or not by today's rules."""
        words = why_old(self.shown, self.context)
        actions = ((_("Run again"), self.run_again),) if words else ()
        self.message.show_text(words, kind="query", actions=actions)
        self._holder.setVisible(bool(words))

    def _open_field(self, path: str) -> None:
        tab = fields.tab_of(path)
        if tab is None:
            return
        self.services.open_case(self.context.case_id, tab.key)
        EditSession.of(self.services, self.context).moved_to.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._columns is not None:
            wide = self.width() >= theme.active().px(_TWO_COLUMNS_FROM)
            direction = QBoxLayout.Direction
            self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R runs the rule set again, T shows the path as text."""
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self.run_again()
        elif event.key() == Qt.Key.Key_T and self._text_button is not None:
            self._text_button.toggle()
        else:
            super().keyPressEvent(event)

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
        return _("↑↓ options   E: evidence   T: path as text   R: run again")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Up, Down", _("previous, next option")),
            Key("E, Enter", _("show or hide the evidence of an option")),
            Key("T", _("the path as text, or drawn")),
            Key("R", _("run the rule set again")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """Options, then the rest."""
        return (self.area,)

    def first_focus(self) -> QWidget | None:
        """The first option."""
        rows = [row for each in self._lists for row in each.rows]
        return rows[0] if rows else None

    def undo_text(self) -> str:
        """The undo of the case works here as well."""
        return EditSession.of(self.services, self.context).draft.undo_label

    def undo(self) -> None:
        """Undo the last edit of the case."""
        EditSession.of(self.services, self.context).undo()

    def refresh(self, change: Change) -> None:
        """Another run may have been stored."""
        mine = change.what in {"assessment", "registry"} and change.touches(self.context.case_id)
        if mine and self._read_once:
            self._read()


def _result_note(view: "AssessmentView") -> str:
    if view.result == "ask":
        return _("cannot say yet")
    if view.result == "no_recommendation":
        return _("no recommendation")
    if len(view.outcomes) > 1:
        return _("{count} branches are open").format(count=len(view.outcomes))
    return view.outcomes[0].title if view.outcomes else ""


def assessment_tab(services: Services, context: CaseContext) -> CaseTab:
    """The algorithm tab."""
    return AssessmentTab(services, context)
