"""The main window: rail, stack of pages, menus, status bar; locked it shows the front only."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nenboard.gui import clipboard, errors, icons, theme
from nenboard.gui.commands import CommandBar
from nenboard.gui.desk import Desk, OpenRegistry
from nenboard.gui.frame import Frame
from nenboard.gui.keeping.read_only import ReadOnlyStrip
from nenboard.gui.page import Change, Page
from nenboard.gui.preferences.roles import role_words
from nenboard.gui.rail import Entry, Rail
from nenboard.gui.statusline import StatusLine
from nenboard.gui.tasks import Cancelled, Job, Runner, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import Chip, ChipLook
from nenboard.gui.widgets.messages import Toast
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from nenboard.gui.pagebook import PageBook
    from nenboard.host.settings import Settings

T = TypeVar("T")

_FOLD_BELOW = 1180


class MainWindow(QObject):
    """Furnishes the frame and does for the pages what `page.Services` promises."""

    lock_requested = Signal()
    restore_requested = Signal(object)
    edit_requested = Signal(bool)
    backed_up = Signal()
    case_forgotten = Signal(str)
    settings_changed = Signal(object)

    def __init__(self, frame: Frame, runner: Runner, *, desk: Desk, look: theme.Look) -> None:
        super().__init__(frame)
        self.frame = frame
        self._runner = runner
        self._desk = desk
        self.look = look
        self.open_registry: OpenRegistry | None = None
        self.book: PageBook | None = None
        self._build()
        look.changed.connect(self._look_changed)
        frame.resized.connect(self._resized)
        frame.state_changed.connect(self._state_changed)
        self.set_locked_look()

    def _build(self) -> None:
        frame = self.frame
        frame.setWindowIcon(icons.app_icon())
        self.commands = CommandBar(frame.menuBar(), owner=frame)
        self.rail = Rail(
            (
                Entry("board", _("Board"), "board", "Ctrl+1"),
                Entry("cases", _("Cases"), "cases", "Ctrl+2"),
                Entry("evidence", _("Evidence"), "evidence", "Ctrl+3"),
            ),
            (
                Entry("settings", _("Settings"), "settings"),
                Entry("lock", _("Lock now"), "lock", "Ctrl+L"),
            ),
        )
        self.frame.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.rail)
        self.stack = frame.pages
        self.status = StatusLine()
        self.frame.setStatusBar(self.status)
        self.toast = Toast(frame)
        self.strip = ReadOnlyStrip(
            {
                "edit": lambda: self.edit_requested.emit(False),
                "take_over": lambda: self.edit_requested.emit(True),
                "restore": self.ask_restore,
            }
        )
        frame.column.insertWidget(0, self.strip)
        self._corner = self._build_corner()

    def _build_corner(self) -> QWidget:
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, theme.active().px(8), 0)
        row.setSpacing(theme.active().px(10))
        row.addStretch(1)
        words = _("Demo registry: all people are synthetic")
        self.demo_chip = Chip(ChipLook(words, tone="synthetic", outline="solid"))
        self.user_label = label("", "small", name="user_name")
        lock = KeyButton(_("Lock"), icon="lock", name="lock_button")
        lock.setProperty("small", True)
        lock.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lock.clicked.connect(self.lock_requested)
        for widget in (self.demo_chip, self.user_label, lock):
            row.addWidget(widget)
        self.frame.menuBar().setCornerWidget(corner)
        return corner

    def show_front(self, front: QWidget) -> None:
        """Show the unlock or first-run page; no patient text remains in sight."""
        if self.stack.indexOf(front) < 0:
            self.stack.addWidget(front)
        self.stack.setCurrentWidget(front)
        self.set_locked_look()

    def set_locked_look(self) -> None:
        """Hide everything that belongs to an open registry."""
        self.rail.hide()
        self.status.hide()
        self.status.clear_patient_text()
        self.strip.hide()
        self.toast.hide()
        self.commands.show_page_actions({})
        self.commands.set_unlocked(False)
        self.frame.setWindowTitle("nenboard")

    def set_unlocked_look(self, opened: OpenRegistry) -> None:
        """Show rail, menus and status bar of the open registry."""
        self.open_registry = opened
        self.rail.show()
        self.status.show()
        self.status.show_rules(opened.rules)
        self.commands.set_unlocked(True)
        self.demo_chip.setVisible(opened.is_demo)
        role = role_words(opened.role)
        self.user_label.setText(f"{opened.user}, {role.lower()}" if role else opened.user)
        self.show_why_read_only()
        # The menu bar measures its corner only when it is given one.
        self._corner.adjustSize()
        self.frame.menuBar().setCornerWidget(self._corner)
        self._corner.show()
        self._fold_rail()

    def show_why_read_only(self, note: str = "") -> None:
        """Say over every page why nothing can be changed, if that is so."""
        if self.open_registry is not None:
            self.strip.show_registry(self.open_registry, now=datetime.now(UTC), note=note)

    def ask_restore(self, source: "Path | None" = None) -> None:
        """Open the restore beside."""
        self.restore_requested.emit(source)

    def show_title(self, page_title: str) -> None:
        """Page and case key, never a name; the demo says so in every title."""
        parts = [part for part in (page_title, "nenboard") if part]
        if self.open_registry is not None and self.open_registry.is_demo:
            parts.append(_("Demo registry: all people are synthetic"))
        self.frame.setWindowTitle(" – ".join(parts))

    @property
    def runner(self) -> Runner:
        """The database thread, for work whose progress is shown in the page itself."""
        return self._runner

    @property
    def desk(self) -> Desk:
        """The verbs of the board; call them only inside `run`."""
        return self._desk

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
        owner: QObject | None = None,
    ) -> Ticket:
        """Do work on the database thread; see page.Services."""
        shown = self.status.long_work(label)

        def finish(result: T) -> None:
            shown.end()
            done(result)

        def fail(error: Exception) -> None:
            shown.end()
            (failed or self.show_problem)(error)

        ticket = self._runner.run(
            work, done=finish, failed=fail, progress=shown.progressed, owner=owner or self
        )
        shown.start(ticket)
        return ticket

    def published(self, change: Change) -> None:
        """Hand a change to all pages."""
        if change.what == "backup":
            self.backed_up.emit()
        if self.book is not None:
            for page in self.book.pages():
                page.refresh(change)

    def open_case(self, case_id: str, tab: str = "") -> None:
        """Show a case."""
        if self.book is not None:
            self.book.open_case(case_id, tab)

    def show_page(self, key: str, part: str = "") -> None:
        """Show a page of the rail, and a part of it."""
        if self.book is not None:
            self.book.show(key)
            page = self.book.current()
            if part and page is not None:
                page.show_part(part)

    def forget_case(self, case_id: str) -> None:
        """A patient was erased: the page of the case goes, and nothing of it stays in sight."""
        clipboard.forget()
        self.toast.hide()
        self.status.clear_patient_text()
        self.case_forgotten.emit(case_id)
        if self.book is not None:
            self.book.forget_case(case_id)

    def close_page(self, page: Page) -> None:
        """Close a page."""
        if self.book is not None:
            self.book.close(page)

    def saving(self) -> None:
        """Show that a save is on its way."""
        self.status.show_saving()

    def saved(self, at: datetime) -> None:
        """Show the time of the commit."""
        self.status.show_saved(at)

    def not_saved(self, why: str, *, retry: Callable[[], None]) -> None:
        """Show why a save failed, with *Try again*."""
        self.status.show_not_saved(why, retry=retry)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Offer an undo in a toast."""
        self.toast.offer(text, undo)

    def say(self, text: str) -> None:
        """A calm sentence in the status bar."""
        self.status.say(text)

    def show_problem(self, error: Exception) -> None:
        """A sentence for a fault of the world, a report for one of ours."""
        from nenboard.gui import dialogs

        if isinstance(error, Cancelled):
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            dialogs.show_crash(errors.write_report(error), self.frame)
        else:
            dialogs.show_problem(sentence, self.frame)

    def apply_settings(self, settings: "Settings") -> None:
        """Use settings from now on; `settings_changed` lets them be written."""
        self.look.choose(settings.theme, settings.scale)
        self.settings_changed.emit(settings)

    def current_page(self) -> Page | None:
        """The page shown, if the registry is unlocked."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_idle_warning(self, shown: bool) -> None:
        """Say a minute before that the registry will lock; any key keeps it open."""
        self.say(_("Locks in one minute without use. Any key keeps it open.") if shown else "")

    def _resized(self) -> None:
        self._fold_rail()
        self.toast.place()

    def _state_changed(self) -> None:
        self.commands.actions["full_screen"].setChecked(self.frame.isFullScreen())

    def _fold_rail(self) -> None:
        self.rail.fold(self.frame.width() < theme.active().px(_FOLD_BELOW))

    def _look_changed(self) -> None:
        icons.redress_all()
        self._fold_rail()
