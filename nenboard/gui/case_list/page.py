"""The Cases page: search as you type, conditions, table, preview."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.case_list.conditions import ConditionBar
from nenboard.gui.case_list.model import PAGE, CaseListModel
from nenboard.gui.case_list.preview import Preview
from nenboard.gui.case_list.queries import to_list
from nenboard.gui.case_list.table import CaseTable
from nenboard.gui.case_list.views_menu import ViewsButton
from nenboard.gui.desk import Found, ListQuery
from nenboard.gui.documents.actions import batch_action, pack_action
from nenboard.gui.page import Change, Key, Page, PageMenu, Services
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label
from nenboard.host import tokens
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.registry import CaseRow
    from nenboard.registry.views import View

_PREVIEW_FROM = 1180


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, with the rows of the first page and the time it took."""

    query: ListQuery
    found: Found
    rows: "tuple[CaseRow, ...]"
    milliseconds: int


class CaseListPage(Page):
    """Every case of the registry; the newest search wins and older answers are dropped."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("cases")
        self.setProperty("surface", "window")
        self._sort = "name"
        self._descending = False
        self._names_hidden = False
        self._ticket: Ticket | None = None
        self._total = 0
        self._wanted_case = ""
        self._preview_wanted = True
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(tokens.read()["time"]["busy_hint_after_ms"])
        self._slow.timeout.connect(lambda: self.count.setText(_("Opening…")))
        self._build()
        self._export_actions = (
            pack_action(self, self.chosen_cases),
            batch_action(self, self.chosen_cases, listed=lambda: self.model.ids),
        )
        self.search_now()

    def _build(self) -> None:
        look = theme.active()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(10))
        column.addLayout(self._head())
        column.addWidget(self._search_row())
        self.model = CaseListModel(self._fetch_rows, self)
        self.table = CaseTable(self.model)
        self.model.sort_asked.connect(self._sort_by)
        self.table.opened.connect(self.services.open_case)
        self.table.preview_toggled.connect(self.toggle_preview)
        self.table.current_changed.connect(self._show_current)
        self.empty = EmptyState("cases_empty")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)
        outer.addWidget(main, 1)
        self.preview = Preview()
        self.preview.open_requested.connect(self.services.open_case)
        outer.addWidget(self.preview)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(10))
        row.addWidget(label(_("Cases"), "title", name="cases_title"))
        self.count = label("", "small", name="cases_count")
        row.addWidget(self.count)
        row.addStretch(1)
        self.views = ViewsButton()
        self.views.wanted.connect(self._offer_views)
        self.views.chosen.connect(self._show_view)
        self.views.save_asked.connect(self._save_view)
        self.views.remove_asked.connect(self._remove_view)
        self.views.columns_chosen.connect(self._show_columns)
        row.addWidget(self.views)
        self.new_button = KeyButton(
            _("New case"), icon="add", keys="Ctrl+N", kind="primary", name="new_case"
        )
        self.new_button.clicked.connect(self._ask_new_case)
        row.addWidget(self.new_button)
        return row

    def _search_row(self) -> Flow:
        self.search = MarkedLineEdit("search", name="cases_search")
        self.search.setAccessibleName(_("Search cases"))
        self.search.setAccessibleDescription(_("Name, number, drug or any word of the case"))
        self.search.setPlaceholderText(_("name, number, drug…"))
        self.search.setClearButtonEnabled(True)
        keep(self.search, self.search.setMinimumWidth, 260)
        self.search.textChanged.connect(lambda _text: self.search_now())
        self.search.installEventFilter(self)
        self.conditions = ConditionBar(self.search)
        self.conditions.changed.connect(self.search_now)
        return self.conditions

    def _offer_views(self) -> None:
        desk = self.services.desk

        def show(views: "tuple[View, ...]") -> None:
            self.views.open_menu(views, self.table.shown_columns())

        self.services.run(lambda _job: desk.views(), done=show, owner=self)

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        self.table.show_columns(columns)

    def _show_view(self, view: "View") -> None:
        asked = to_list(view.query)
        if asked is None:
            self.services.say(_("This view asks for more than the list can show."))
            return
        self._sort, self._descending = asked.sort, asked.descending
        self.search.setText(asked.text)
        self.conditions.ask(asked.conditions, is_any=asked.is_any)
        self.table.show_columns(view.columns)
        self.search_now()

    def _save_view(self, name: str) -> None:
        desk, query, columns = self.services.desk, self.query(), self.table.shown_columns()
        said = _("The view “{name}” is kept in the registry.").format(name=name)
        self.services.run(
            lambda _job: desk.save_view(name, query, columns),
            done=lambda _none: self.services.say(said),
            owner=self,
        )

    def _remove_view(self, view: "View") -> None:
        desk = self.services.desk
        said = _("The view “{name}” is removed.").format(name=view.name)
        self.services.run(
            lambda _job: desk.remove_view(view),
            done=lambda _none: self.services.say(said),
            owner=self,
        )

    def query(self) -> ListQuery:
        """What is asked now."""
        return ListQuery(
            text=self.search.text(),
            conditions=self.conditions.conditions,
            is_any=self.conditions.is_any,
            sort=self._sort,
            descending=self._descending,
        )

    def search_now(self) -> None:
        """Ask again; an answer to an older question is never shown."""
        if self._ticket is not None:
            self._ticket.cancel()
        query, desk = self.query(), self.services.desk

        def work(job: Job) -> Answer:
            began = perf_counter()
            found = desk.find(query)
            job.check()
            rows = desk.rows(found.ids[:PAGE])
            return Answer(query, found, rows, round((perf_counter() - began) * 1000))

        self._slow.start()
        self._ticket = self.services.run(
            work, done=self._show_answer, failed=self._show_fault, owner=self
        )

    def _show_answer(self, answer: Answer) -> None:
        self._slow.stop()
        kept = self._wanted_case or self.table.current_case() or ""
        self._wanted_case = ""
        self._total = answer.found.total
        self.model.show_found(answer.found.ids, answer.rows)
        self._show_count(answer)
        if not answer.found.ids:
            self._show_empty(answer)
            return
        self.stack.setCurrentWidget(self.table)
        self.table.choose(max(0, self.model.row_of(kept)))
        self._show_current()

    def _show_count(self, answer: Answer) -> None:
        shown, total = len(answer.found.ids), answer.found.total
        if answer.query.text.strip() or answer.query.conditions:
            text = _("{shown} of {total}, found in {time} ms").format(
                shown=f"{shown:,}", total=f"{total:,}", time=answer.milliseconds
            )
        else:
            words = counted("{total} case", "{total} cases", count=total)
            text = words.format(total=f"{total:,}")
        self.count.setText(text)
        self.count.setAccessibleName(text)

    def _show_empty(self, answer: Answer) -> None:
        self.stack.setCurrentWidget(self.empty)
        self.preview.show_row(None, hidden=self._names_hidden, today=_today())
        if not answer.found.total:
            self.empty.show_text(_("No case yet."), _("New case"), self._ask_new_case)
        elif answer.query.conditions:
            text = _("No case fits. Clear the last condition (Backspace).")
            self.empty.show_text(text, _("Clear the last condition"), self._clear_last)
        else:
            self.empty.show_text(_("No case fits."), _("Clear the search"), self.search.clear)

    def _show_fault(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self._slow.stop()
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The list could not be read. The registry is safe.")
        self.count.clear()
        self.empty.show_text(sentence, _("Try again"), self.search_now)
        self.stack.setCurrentWidget(self.empty)

    def _fetch_rows(self, ids: tuple[str, ...]) -> None:
        desk = self.services.desk

        def work(_job: Job) -> "tuple[CaseRow, ...]":
            return desk.rows(ids)

        self.services.run(work, done=self._add_rows, owner=self)

    def _add_rows(self, rows: "tuple[CaseRow, ...]") -> None:
        self.model.add_rows(rows)
        self._show_current()

    def _sort_by(self, column: str, descending: bool) -> None:
        if (column, descending) != (self._sort, self._descending):
            self._sort, self._descending = column, descending
            self.search_now()

    def _show_current(self) -> None:
        if not self.preview.isVisibleTo(self):
            return
        place = self.table.currentIndex().row()
        row = self.model.case_row(place) if 0 <= place < self.model.rowCount() else None
        self.preview.show_row(row, hidden=self._names_hidden, today=_today())

    def toggle_preview(self) -> None:
        """Show or hide the preview."""
        self._preview_wanted = not self.preview.isVisibleTo(self)
        self.preview.setVisible(self._preview_wanted)
        self._show_current()

    def _ask_new_case(self) -> None:
        from nenboard.gui.case_list.new_case import ask_new_case

        ask_new_case(self.services, self.window())

    def _clear_last(self) -> None:
        self.conditions.remove_last()
        self.search.setFocus()

    def page_key(self) -> str:
        """The key of the page."""
        return "cases"

    def page_title(self) -> str:
        """The title of the window."""
        return _("Cases")

    def area_keys(self) -> str:
        """What the keys do here."""
        return _("/: search   F: condition   F8: hide names   Enter: open   Space: preview")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("/", _("Search")),
            Key("F", _("Add a condition")),
            Key("V", _("Saved views and columns")),
            Key(_("Backspace"), _("In an empty search: clear the last condition")),
            Key("↑ ↓", _("Next and previous case")),
            Key("Enter", _("Open the case")),
            Key(_("Space"), _("Preview on and off")),
            Key("Ctrl+C", _("Copy the chosen rows as text with headings")),
            Key("F8", _("Hide names")),
        )

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu."""
        return (PageMenu("file", self._export_actions),)

    def chosen_cases(self) -> tuple[str, ...]:
        """The cases of the selected rows, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.case_id(row) for row in rows)
        return tuple(case_id for case_id in found if case_id is not None)

    def areas(self) -> tuple[QWidget, ...]:
        """Search and conditions, table, preview."""
        return (self.search, self.stack, self.preview)

    def first_focus(self) -> QWidget:
        """The search."""
        return self.search

    def start_find(self) -> None:
        """Ctrl+F and /."""
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self, change: Change) -> None:
        """Cases may have come, gone or changed."""
        if change.what in {"case", "registry", "meeting"}:
            self._wanted_case = change.case_ids[0] if len(change.case_ids) == 1 else ""
            self.search_now()

    def hide_names(self, hidden: bool) -> None:
        """F8."""
        self._names_hidden = hidden
        self.model.set_hidden(hidden)
        self._show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters work where no text is edited."""
        acts: dict[str, Callable[[], None]] = {
            "/": self.start_find,
            "f": self.conditions.open_menu,
            "v": self.views.click,
        }
        act = acts.get(event.text().lower()) if not event.modifiers() else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search: arrows go to the table, Backspace takes the last condition away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
                self.table.setFocus()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.table.open_current()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.search.text():
                self.conditions.remove_last()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the room to the table."""
        super().resizeEvent(event)
        roomy = self.width() >= theme.active().px(_PREVIEW_FROM - 184)
        self.preview.setVisible(roomy and self._preview_wanted)


def _today() -> date:
    from nenboard.workflow import clock

    return clock.today()
