"""The page of the evidence library: filters, the table with plots, the detail, two plots."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.evidence.detail import Detail
from nenboard.gui.evidence.entries import KINDS, entries_of, kind_name
from nenboard.gui.evidence.entry_list import EntryList
from nenboard.gui.evidence.filters import TABLES, FilterBar
from nenboard.gui.evidence.model import StudyModel, lines_of
from nenboard.gui.evidence.opening import PAGE_KEY, Cited
from nenboard.gui.evidence.scatter import Scatter
from nenboard.gui.evidence.table import StudyTable
from nenboard.gui.page import Key, Page, PageMenu, Services
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study
    from nenboard.gui.evidence.entries import Entry

_SIDE_WIDTH: Final = 256
_SIDE_FROM: Final = 900


class EvidencePage(Page):
    """Every row of the tables as printed. Nothing here can be edited."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName(PAGE_KEY)
        self.setProperty("surface", "window")
        self.table_shown = 1
        self.kind_shown = ""
        self.found: tuple[Study, ...] = ()
        self._build()
        self._actions = self._make_actions()
        self.show_found()

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(10))
        column.addLayout(self._head())
        self.filters = FilterBar()
        self.filters.changed.connect(self.show_found)
        self.filters.table_chosen.connect(self.show_table)
        self.filters.entries_chosen.connect(self.show_entries)
        self.filters.back_asked.connect(self._back)
        self.filters.search.installEventFilter(self)
        column.addWidget(self.filters)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        self.model = StudyModel(self)
        self.table = StudyTable(self.model)
        self.table.current_changed.connect(self._show_current)
        self.table.details_asked.connect(self._go_to_details)
        self.empty = EmptyState("evidence_empty")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.entries = EntryList()
        self.entries.current_changed.connect(self._show_current)
        self.entries.details_asked.connect(self._go_to_details)
        self.stack.addWidget(self.entries)
        row.addWidget(self.stack, 1)
        row.addWidget(self._side())
        column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(10))
        row.addWidget(label(_("Evidence library"), "title", name="evidence_page_title"))
        words = _(
            "Review of chemotherapy in lung and gastro-entero-pancreatic neuroendocrine neoplasms, "
            "2021. Numbers as printed there."
        )
        row.addWidget(paragraph(words, "small"), 1)
        self.export_button = KeyButton(_("Export table"), icon="export", name="evidence_export")
        self.export_button.clicked.connect(lambda _on=False: self.export("csv"))
        row.addWidget(self.export_button)
        return row

    def _side(self) -> QWidget:
        self.detail = Detail()
        self.detail.rows_asked.connect(self._show_rows_of)
        self.side = scrolled(self.detail, name="evidence_detail_scroll")
        self.side.setAccessibleName(_("Details of the study"))
        self.side.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plot = self.plot = Card(_("Response and PFS"), name="evidence_plot")
        self.scatter = Scatter()
        plot.body.addWidget(self.scatter)
        from nenboard.workflow.evidence_plot import warning

        plot.body.addWidget(paragraph(warning(), "small", name="evidence_warning"))
        self.side_column = QWidget()
        keep(self.side_column, self.side_column.setFixedWidth, _SIDE_WIDTH)
        column = QVBoxLayout(self.side_column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(10))
        column.addWidget(self.side, 1)
        column.addWidget(plot)
        return self.side_column

    def _make_actions(self) -> tuple[QAction, ...]:
        made = []
        for name, words, keys in (
            ("csv", _("Export the &table…"), ""),
            ("pdf", _("Export the &plot of responses…"), "Ctrl+E"),
        ):
            action = QAction(words, self)
            action.setObjectName(f"action_evidence_{name}")
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, form=name: self.export(form))
            made.append(action)
        return tuple(made)

    def show_found(self) -> None:
        """Ask again; go to a table that has rows if the one shown has none."""
        from nenboard.workflow.evidence import find, library

        self.found = find(self.filters.query())
        counts = {
            number: (
                sum(study.table == number for study in self.found),
                sum(study.table == number for study in library().studies),
            )
            for number in TABLES
        }
        if not counts[self.table_shown][0] and self.found:
            self.table_shown = self.found[0].table
        self.filters.show_tables(self.table_shown, counts)
        self.filters.show_kind(self.kind_shown)
        self.plot.setVisible(not self.kind_shown)
        self.export_button.setVisible(not self.kind_shown)
        if self.kind_shown:
            self._show_entries()
        else:
            self._show_rows()

    def show_entries(self, kind: str) -> None:
        """Show key messages, footnotes or trials instead of a table."""
        self.kind_shown = kind
        self.show_found()
        self.entries.setFocus()

    def _show_entries(self) -> None:
        kept = self.entries.current_entry()
        shown = entries_of(self.kind_shown, self.filters.search.text())
        self.entries.show_entries(kind_name(self.kind_shown), shown)
        if kept is not None:
            self.entries.choose(kept.code)
        if not shown:
            words = _("No entry fits. Clear the search.")
            self.empty.show_text(words, _("Clear the search"), self.filters.search.clear)
        self.stack.setCurrentWidget(self.entries if shown else self.empty)
        self._show_current()

    def _show_rows_of(self, entry: "Entry") -> None:
        """The rows of a trial in the tables."""
        self.show_part(Cited(entry.rows, entry.code).to_part())

    def _show_rows(self) -> None:
        from nenboard.workflow.evidence import library

        kept = self.table.current_study()
        shown = self.shown_studies()
        heading = library().tables[self.table_shown - 1].n_heading
        self.model.show_lines(lines_of(shown), n_heading=heading)
        if not self.found:
            words = _("No row fits. Clear the conditions.")
            self.empty.show_text(words, _("Clear the conditions"), self.filters.clear)
        self.stack.setCurrentWidget(self.table if shown else self.empty)
        self.table.choose(kept.id if kept is not None else "")
        self._show_current()

    def shown_studies(self) -> "tuple[Study, ...]":
        """The rows found in the table that is shown."""
        return tuple(study for study in self.found if study.table == self.table_shown)

    def show_table(self, number: int) -> None:
        """Show another table."""
        self.kind_shown = ""
        self.table_shown = number
        self.show_found()
        self.table.setFocus()

    def _show_current(self) -> None:
        from nenboard.workflow.evidence import uses
        from nenboard.workflow.releases import release

        self.side.verticalScrollBar().setValue(0)
        if self.kind_shown:
            self.detail.show_entry(self.entries.current_entry())
            return
        study = self.table.current_study()
        self.detail.show_study(study, uses(release(), study.id) if study is not None else ())
        self.scatter.show_studies(self.shown_studies(), study.id if study is not None else "")

    def toggle_plot(self) -> None:
        """P: the plot alone, with all the room, or the whole table again."""
        if not self.kind_shown:
            self.table.set_plot_only(not self.table.is_plot_only)

    def export(self, form: str) -> None:
        """Ask where the rows shown go, as a table or as a plot."""
        from nenboard.gui.evidence.export import export_rows

        if self.shown_studies() and not self.kind_shown:
            export_rows(self.services, self.shown_studies(), form=form, parent=self)

    def _back(self, case_id: str) -> None:
        self.services.open_case(case_id, "algorithm")

    def _go_to_details(self) -> None:
        self.side.setFocus()

    def show_part(self, part: str) -> None:
        """Show the rows cited for an option (see `opening.Cited`)."""
        cited = Cited.from_part(part)
        if cited is None:
            return
        self.kind_shown = ""
        self.filters.clear()
        self.filters.set_cited(cited)
        first = next(iter(self.found), None)
        if first is not None:
            self.show_table(first.table)
            self.table.choose(first.id)

    def page_key(self) -> str:
        """The key of the page."""
        return PAGE_KEY

    def page_title(self) -> str:
        """The title of the window."""
        return _("Evidence")

    def area_keys(self) -> str:
        """What the keys do here."""
        return _("1-3: table   4-6: messages, footnotes, trials   ↑↓   Enter: details   P: plot")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("1 2 3", _("Tables 1 to 3")),
            Key("4 5 6", _("Key messages, footnotes, trials")),
            Key("/", _("Search")),
            Key("↑ ↓", _("Next and previous study")),
            Key("Enter", _("Go to the details")),
            Key("P", _("Plot only, and back")),
            Key("B", _("Back to the case the rows are cited for")),
            Key("Ctrl+C", _("Copy the row as text with headings")),
            Key("Ctrl+E", _("Export the plot of responses")),
        )

    def menus(self) -> tuple[PageMenu, ...]:
        """Exports in the File menu."""
        return (PageMenu("file", self._actions),)

    def areas(self) -> tuple[QWidget, ...]:
        """Filters, table, details."""
        return (self.filters, self.stack, self.side)

    def first_focus(self) -> QWidget:
        """The table."""
        return self.entries if self.kind_shown else self.table

    def start_find(self) -> None:
        """Ctrl+F and /."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters work where no text is edited."""
        acts: dict[str, Callable[[], None]] = {
            "/": self.start_find,
            "p": self.toggle_plot,
            "b": self.filters.go_back,
        }
        letter = event.text().lower() if not event.modifiers() else ""
        if letter in acts:
            acts[letter]()
        elif letter in {str(number) for number in TABLES}:
            self.show_table(int(letter))
        elif letter in {"4", "5", "6"}:
            self.show_entries(KINDS[int(letter) - 4])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search: arrows go to the table, Escape clears."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.first_focus().setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filters.search.text():
                self.filters.search.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the room to the table."""
        super().resizeEvent(event)
        self.side_column.setVisible(self.width() >= theme.active().px(_SIDE_FROM))
