"""The workspace of one case: banner, tabs, and the case that its tabs share."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import catalogue, errors, theme
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.history.past_bar import PastBar
from nenboard.gui.identity import identity_of, warning_of
from nenboard.gui.page import (
    CaseContext,
    CaseTab,
    Change,
    Key,
    Page,
    PageMenu,
    Services,
    Unsaved,
)
from nenboard.gui.pagebook import case_key
from nenboard.gui.tasks import Cancelled, Job
from nenboard.gui.widgets.banner import PatientBanner, initials
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.tab_bar import FittingTabBar, plain
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.page import StoredState
    from nenboard.workflow.namesakes import Namesakes


_IN_THE_PAST = frozenset({"summary", "diagnosis", "imaging", "treatment", "person"})


class CaseWorkspace(Page):
    """One case. The banner stands above every tab and does not scroll.

    Tabs are made when they are first shown; `context` is what they share. While an earlier state
    is shown, tabs of its own stand in their place, under a violet bar; `past` is what they share.
    """

    def __init__(self, services: Services, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("case_workspace")
        self.setProperty("surface", "window")
        self.case_id = case_id
        self.context: CaseContext | None = None
        self.past: CaseContext | None = None
        self._names_hidden = False
        self._wanted_tab = ""
        self._confusable = ""
        self._asked_about: object = None
        self._tabs: dict[str, CaseTab] = {}
        self._past_tabs: dict[str, CaseTab] = {}
        self._specs = {spec.key: spec for spec in catalogue.case_tabs()}
        self._build()
        self._erase_action = QAction(_("Erase this patient…"), self)
        self._erase_action.setObjectName("action_erase_patient")
        self._erase_action.triggered.connect(lambda _on=False: self.ask_erase())
        self._actions = tuple(self._tab_action(n, key) for n, key in enumerate(self._specs, 1))
        self._read()

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = PatientBanner()
        column.addWidget(self.banner)
        strip = QWidget()
        strip.setProperty("surface", "surface")
        row = QHBoxLayout(strip)
        row.setContentsMargins(look.px(10), 0, look.px(10), 0)
        self.bar = FittingTabBar(
            {spec.key: (spec.title(), spec.short()) for spec in self._specs.values()}
        )
        self.bar.setObjectName("case_tabs")
        self.bar.setAccessibleName(_("Parts of the case"))
        self.bar.currentChanged.connect(self._bar_changed)
        row.addWidget(self.bar, 1)
        self.pdf_button = KeyButton(
            _("One-page PDF"), icon="export", keys="Ctrl+P", name="one_page_pdf"
        )
        self.pdf_button.clicked.connect(self.one_page_pdf)
        row.addWidget(self.pdf_button)
        self.pdf_button.setVisible("documents" in self._specs)
        column.addWidget(strip)
        self.past_bar = PastBar()
        self.past_bar.left.connect(self.back_to_today)
        column.addWidget(self.past_bar)
        self.stack = QStackedWidget()
        self.state = EmptyState("case_state")
        self.stack.addWidget(self.state)
        column.addWidget(self.stack, 1)

    def _tab_action(self, number: int, key: str) -> QAction:
        action = QAction(plain(self._specs[key].title()), self)
        action.setObjectName(f"action_tab_{key}")
        action.setShortcut(QKeySequence(f"Alt+{number}"))
        action.triggered.connect(lambda _on=False: self.show_part(key))
        return action

    def _read(self) -> None:
        desk, case_id = self.services.desk, self.case_id

        def work(_job: Job) -> "StoredState":
            return desk.case(case_id)

        self.state.show_text(_("Opening…"))
        self.services.run(work, done=self._show, failed=self._show_fault, owner=self)

    def _show(self, stored: "StoredState") -> None:
        if self.context is None:
            self.context = CaseContext(stored, self)
            self.context.case_changed.connect(self._show_identity)
            self.context.past_asked.connect(self.show_past)
            self._show_identity()
            first = self._wanted_tab or next(iter(self._specs), "")
            if first:
                self.show_part(first)
        elif stored.revision != self.context.stored.revision:
            self.context.set_stored(stored)

    def _show_fault(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The case could not be read. The registry is safe.")
        self.state.show_text(sentence, _("Try again"), self._read)
        self.stack.setCurrentWidget(self.state)

    def _show_identity(self) -> None:
        from nenboard.workflow import clock

        if self.context is not None:
            who = identity_of(self.context.case, today=clock.today(), same_name=self._confusable)
            self.banner.show_identity(who)
            self.banner.hide_names(self._names_hidden)
            self.title_changed.emit()
            self._look_for_namesakes(self.context.case)

    def _look_for_namesakes(self, case: "Case") -> None:
        """Ask once for each identity whom this patient could be confused with."""
        if case.patient == self._asked_about:
            return
        self._asked_about = case.patient
        desk = self.services.desk

        def work(_job: Job) -> "Namesakes":
            return desk.namesakes(case)

        def warn(others: "Namesakes") -> None:
            self._confusable = warning_of(others)
            if self.banner.identity is not None:
                self.banner.show_identity(replace(self.banner.identity, same_name=self._confusable))

        self.services.run(work, done=warn, owner=self)

    def _bar_changed(self, place: int) -> None:
        if 0 <= place < len(self._specs):
            self.show_part(list(self._specs)[place])

    def show_past(self, revision: int) -> None:
        """Show the case as it was at a revision; nothing can be changed there."""
        if not revision:
            return
        self.settle()
        desk, case_id = self.services.desk, self.case_id

        def work(_job: Job) -> "StoredState":
            from nenboard.workflow import casework

            return casework.load_case(desk.registry, case_id, revision=revision)

        self.services.run(work, done=self._show_past, owner=self)

    def _show_past(self, stored: "StoredState") -> None:
        self._forget_past()
        self.past = CaseContext(stored, self, is_past=True)
        self.past_bar.show_moment(stored.at, revision=stored.revision, by=stored.by)
        self._allow_tabs()
        self.show_part("summary" if "summary" in self._specs else "diagnosis")

    def back_to_today(self) -> None:
        """Leave the earlier state, and return to the history that it was opened from."""
        if self.past is None:
            return
        before = self.tab()
        if before is not None:
            before.on_left()
        self.past = None
        self._allow_tabs()
        self.past_bar.hide()
        self.show_part("history")
        self._forget_past()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to today."""
        if event.key() == Qt.Key.Key_Escape and self.past is not None:
            self.back_to_today()
        else:
            super().keyPressEvent(event)

    def _forget_past(self) -> None:
        for tab in self._past_tabs.values():
            self.stack.removeWidget(tab)
            tab.deleteLater()
        self._past_tabs = {}
        for context in self.findChildren(CaseContext):
            if context.is_past and context is not self.past:
                context.deleteLater()

    def _allow_tabs(self) -> None:
        """Of an earlier state only what was entered is shown: answers and papers are of today."""
        for place, key in enumerate(self._specs):
            may = self.past is None or key in _IN_THE_PAST
            self.bar.setTabEnabled(place, may)
            self._actions[place].setEnabled(may)
            self.bar.setTabToolTip(place, "" if may else _("Back to today first."))
        self.pdf_button.setEnabled(self.past is None)

    def show_part(self, part: str) -> None:
        """Show a tab by its key."""
        if part not in self._specs or (self.past is not None and part not in _IN_THE_PAST):
            return
        self._wanted_tab = part
        if self.context is None:
            return
        tab = self._tab(part)
        self.bar.setCurrentIndex(list(self._specs).index(part))
        before = self.tab()
        if before is tab:
            return
        if before is not None:
            before.on_left()
        self.stack.setCurrentWidget(tab)
        tab.on_shown()
        self.status_changed.emit()
        target = tab.first_focus()
        if target is not None:
            target.setFocus()

    def shown_part(self) -> str:
        """The key of the tab that is shown, of today even while an earlier state is."""
        return "history" if self.past is not None else self._wanted_tab

    def show_field(self, key: str, pattern: str) -> None:
        """Put the cursor into a field of a tab; of rows into that of the first, or their table."""
        self.show_part(key)
        tab = self.tab()
        if tab is not None:
            tab.show_part(pattern.replace("*", "0"))

    def _tab(self, key: str) -> CaseTab:
        tabs = self._tabs if self.past is None else self._past_tabs
        if key not in tabs:
            context = self.past or self.context
            if context is None:
                raise RuntimeError("the case is not read yet")
            tab = self._specs[key].make(self.services, context)
            tab.hide_names(self._names_hidden)
            tab.status_changed.connect(self.status_changed)
            tab.title_changed.connect(self.title_changed)
            tab.badge_changed.connect(lambda: self._show_badge(key))
            tabs[key] = tab
            self.stack.addWidget(tab)
            self._show_badge(key)
        return tabs[key]

    def _show_badge(self, key: str) -> None:
        if self.past is not None:
            return
        count, said = self._tabs[key].badge()
        self.bar.set_count(key, count, said=said)

    def tab(self) -> CaseTab | None:
        """The tab shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, CaseTab) else None

    def _on_tab(self, act: Callable[[CaseTab], None]) -> None:
        tab = self.tab()
        if tab is not None:
            act(tab)

    def page_key(self) -> str:
        """The key of the page."""
        return case_key(self.case_id)

    def page_title(self) -> str:
        """Case and tab; never a name."""
        tab = self.tab()
        part = f" – {tab.tab_title()}" if tab is not None else ""
        past = _(" as it was") if self.past is not None else ""
        return _("Case {key}").format(key=self.case_id) + past + part

    def rail_text(self) -> str:
        """The name as the list shows it, or initials."""
        who = self.banner.identity
        if who is None or who.family is None:
            return self.case_id
        if self._names_hidden:
            return f"{initials(who.family, who.given)} {self.case_id}"
        return f"{who.family.upper()}, {who.given}" if who.given else who.family.upper()

    def identity_line(self) -> str:
        """Identity in one line, for the clipboard."""
        who = self.banner.identity
        return who.line() if who is not None else ""

    def area_keys(self) -> str:
        """The keys of the tab."""
        tab = self.tab()
        own = tab.area_keys() if tab is not None else ""
        tabs = _("Alt+1…{count}: tabs").format(count=len(self._specs))
        return f"{tabs}   {own}".strip() if len(self._specs) > 1 else own

    def key_help(self) -> tuple[Key, ...]:
        """Tabs, then the keys of the tab."""
        tab = self.tab()
        own = tab.key_help() if tab is not None else ()
        titles = [spec.title() for spec in self._specs.values()]
        return (*(Key(f"Alt+{n}", title) for n, title in enumerate(titles, 1)), *own)

    def menus(self) -> tuple[PageMenu, ...]:
        """The tabs in the Case menu, and what the tab adds."""
        tab = self.tab()
        own = tab.menus() if tab is not None else ()
        return (PageMenu("case", self._actions), *own, PageMenu("case", (self._erase_action,)))

    def field_help(self) -> str:
        """Help of the focused field."""
        tab = self.tab()
        return tab.field_help() if tab is not None else ""

    def areas(self) -> tuple[QWidget, ...]:
        """Tab bar, then the areas of the tab."""
        tab = self.tab()
        return (self.bar, *(tab.areas() if tab is not None else ()))

    def first_focus(self) -> QWidget | None:
        """What the tab says."""
        tab = self.tab()
        return tab.first_focus() if tab is not None else None

    def _draft_session(self) -> EditSession | None:
        """What undo takes back where the tab itself has nothing: the steps of the case."""
        if self.context is None or self.past is not None:
            return None
        return EditSession.of(self.services, self.context)

    def undo_text(self) -> str:
        """What the tab would undo, or the last step of the case."""
        tab, session = self.tab(), self._draft_session()
        if tab is None or session is None:
            return ""
        return tab.undo_text() or session.draft.undo_label

    def redo_text(self) -> str:
        """What the tab would do again, or the step of the case taken back last."""
        tab, session = self.tab(), self._draft_session()
        if tab is None or session is None:
            return ""
        return tab.redo_text() or session.draft.redo_label

    def undo(self) -> None:
        """Undo in the tab, or the last step of the case."""
        tab, session = self.tab(), self._draft_session()
        if tab is None or session is None:
            return
        if tab.undo_text():
            tab.undo()
        else:
            session.undo()
        self.status_changed.emit()

    def redo(self) -> None:
        """Redo in the tab, or the step of the case taken back last."""
        tab, session = self.tab(), self._draft_session()
        if tab is None or session is None:
            return
        if tab.redo_text():
            tab.redo()
        else:
            session.redo()
        self.status_changed.emit()

    def start_find(self) -> None:
        """Find in the tab."""
        self._on_tab(lambda tab: tab.start_find())

    def next_open_item(self, step: int) -> None:
        """The next open item of the tab."""
        self._on_tab(lambda tab: tab.next_open_item(step))

    def ask_erase(self) -> None:
        """Ask whether this patient is to be erased for good."""
        from nenboard.gui.keeping.erase import ask_erase

        if self.banner.identity is not None:
            dialog = ask_erase(self.services, self.case_id, self.banner.identity, self.window())
            dialog.banner.hide_names(self._names_hidden)

    def one_page_pdf(self) -> None:
        """Store what is typed, then let the documents make the page."""
        if "documents" in self._specs and self.context is not None and self.past is None:
            self.settle()
            self.show_part("documents")
            self._tab("documents").one_page_pdf()

    def on_shown(self) -> None:
        """The page is visible."""
        self._on_tab(lambda tab: tab.on_shown())

    def on_left(self) -> None:
        """Another page is shown."""
        self._on_tab(lambda tab: tab.on_left())

    def settle(self) -> None:
        """Every tab stores what is typed; what is no value yet is kept for its owner."""
        for tab in self._tabs.values():
            tab.settle()
        session = self.context.findChild(EditSession) if self.context is not None else None
        if isinstance(session, EditSession) and not session.is_read_only:
            session.journal.write()
            session.save()

    def unsaved(self) -> Unsaved | None:
        """The case, if its last save failed."""
        session = self.context.findChild(EditSession) if self.context is not None else None
        return session.unsaved if isinstance(session, EditSession) else None

    def may_close(self) -> bool:
        """False while a tab holds work that cannot be kept, or the last save failed."""
        if self.unsaved() is not None:
            self.services.say(_("This case is not saved yet. Try again before closing it."))
            return False
        return all(tab.may_close() for tab in self._tabs.values())

    def refresh(self, change: Change) -> None:
        """Read the case again if it may have changed; tabs hear of everything."""
        if change.what in {"case", "registry"} and change.touches(self.case_id):
            self._read_again()
        for tab in self._tabs.values():
            tab.refresh(change)

    def _read_again(self) -> None:
        desk, case_id = self.services.desk, self.case_id

        def work(_job: Job) -> "StoredState":
            return desk.case(case_id)

        self.services.run(work, done=self._show, failed=self._show_fault, owner=self)

    def hide_names(self, hidden: bool) -> None:
        """F8."""
        self._names_hidden = hidden
        self.banner.hide_names(hidden)
        for tab in (*self._tabs.values(), *self._past_tabs.values()):
            tab.hide_names(hidden)
