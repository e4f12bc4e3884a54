"""What a page offers to the window, and what the window offers to a page.

A page is a plain widget: it holds widgets and signals and takes no decisions. The window asks it
for its title, its status texts and its commands, tells it when it is shown or left, and hands it
every result of a workflow verb, so that no page ever has to poke another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

    from nenboard.domain.case import Case
    from nenboard.gui.desk import Desk, OpenRegistry
    from nenboard.gui.tasks import Job, Ticket
    from nenboard.host.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What a workflow verb changed; every living page is told and refreshes what it shows.

    `what` is one of "case", "assessment", "meeting", "document", "backup", "people", "registry";
    `case_ids` names the cases touched, and is empty when any case may have changed (an import, its
    undo).
    """

    what: str
    case_ids: tuple[str, ...] = ()

    def touches(self, case_id: str) -> bool:
        """True if this case may have changed."""
        return not self.case_ids or case_id in self.case_ids


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the keyboard help: the keys as printed on the button, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True)
class PageMenu:
    """Commands a page adds to a menu: "file", "edit", "view", "case" or "meeting"."""

    menu: str
    actions: tuple[QAction, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A case whose last save failed, and the sentence that said why."""

    case: Case
    fault: str


class Services(Protocol):
    """What the window does for a page. Pages get it as `self.services`."""

    @property
    def desk(self) -> Desk:
        """The verbs of the board on the open registry; call them only inside `run`."""
        ...

    @property
    def open_registry(self) -> OpenRegistry | None:
        """What is known about the registry that is open: read-only, a demonstration."""
        ...

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
        owner: QObject | None = None,
    ) -> Ticket:
        """Do `work` on the database thread; `done` or `failed` follow on the main thread.

        Without `failed` the error is shown by the window. With a `label` the status bar shows
        progress with Cancel after one second. Nothing is called back once `owner` is gone.
        """
        ...

    def published(self, change: Change) -> None:
        """Tell all pages what a workflow verb has changed."""
        ...

    def open_case(self, case_id: str, tab: str = "") -> None:
        """Show a case as a page, or raise it when it is open already."""
        ...

    def show_page(self, key: str, part: str = "") -> None:
        """Show a page of the rail by its key, and a part of it."""
        ...

    def forget_case(self, case_id: str) -> None:
        """A patient was erased: the page of the case goes, and nothing of it stays in sight."""
        ...

    def close_page(self, page: Page) -> None:
        """Close a page and return to the one shown before."""
        ...

    def saving(self) -> None:
        """Show *Saving…* in the status bar."""
        ...

    def saved(self, at: datetime) -> None:
        """Show *Saved hh:mm:ss*; call it only after the commit."""
        ...

    def not_saved(self, why: str, *, retry: Callable[[], None]) -> None:
        """Show *Not saved: why* with *Try again*; what was typed stays where it is."""
        ...

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Offer an undo in a toast for eight seconds."""
        ...

    def say(self, text: str) -> None:
        """One calm sentence in the status bar; no pop-up."""
        ...

    def ask_restore(self, source: Path | None = None) -> None:
        """Open the restore beside, with this backup or the newest; nothing is changed by asking."""
        ...

    def show_problem(self, error: Exception) -> None:
        """Show a fault of the world as a sentence, or one of ours as a crash report."""
        ...

    def apply_settings(self, settings: Settings) -> None:
        """Use settings from now on and write them."""
        ...


class Page(QWidget):
    """Base of everything the window stacks: Cases, a case workspace, Settings.

    Subclasses override what they need; every default is harmless. Signals: `title_changed` and
    `status_changed` make the window ask again.
    """

    title_changed = Signal()
    status_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services

    def page_key(self) -> str:
        """A stable key: "cases", "settings", "case:<id>"."""
        return self.objectName()

    def page_title(self) -> str:
        """Window title without the program name: *Cases*, *Case N-0417*. Never a name."""
        return ""

    def rail_text(self) -> str:
        """The words for this page in the rail, under *Open cases*."""
        return self.page_title()

    def identity_line(self) -> str:
        """The patient's identity in one line, for Ctrl+Shift+C; empty where there is none."""
        return ""

    def area_keys(self) -> str:
        """The keys of the present area, for the centre of the status bar."""
        return ""

    def undo_text(self) -> str:
        """What Ctrl+Z would undo, or an empty text."""
        return ""

    def redo_text(self) -> str:
        """What Ctrl+Y would do again, or an empty text."""
        return ""

    def undo(self) -> None:
        """Undo the step named by `undo_text`."""

    def redo(self) -> None:
        """Do the step named by `redo_text` again."""

    def menus(self) -> tuple[PageMenu, ...]:
        """Commands for the menu bar while this page is shown (their shortcuts work as well)."""
        return ()

    def key_help(self) -> tuple[Key, ...]:
        """The keys of this page, for Shift+F1."""
        return ()

    def field_help(self) -> str:
        """Why the focused field matters, for F1; empty when there is no help for it."""
        return ""

    def areas(self) -> tuple[QWidget, ...]:
        """The areas F6 goes through, in focus order."""
        return (self,)

    def first_focus(self) -> QWidget | None:
        """What gets the focus when the page is opened."""
        return None

    def show_part(self, part: str) -> None:
        """Show a part of this page by its key: the tab of a case, a group of settings."""

    def add_case(self) -> bool:
        """Ctrl+N: put a case on what is shown; False leaves it to the window, which makes one."""
        return False

    def shown_part(self) -> str:
        """The key of the part that is shown, for `show_part`; empty if there are no parts."""
        return ""

    def start_meeting(self) -> bool:
        """F5: show the meeting of this page to the room; False leaves it to the window."""
        return False

    def start_find(self) -> None:
        """Ctrl+F: put the focus into the search of this page."""

    def next_open_item(self, step: int) -> None:
        """Ctrl+J (step 1) and Ctrl+Shift+J (step -1): the next open or queried item."""

    def one_page_pdf(self) -> None:
        """Ctrl+P: the one-page PDF of the case shown here."""

    def on_shown(self) -> None:
        """The page has become the visible one."""

    def on_left(self) -> None:
        """Another page is shown now, or the registry is about to be locked: keep what is typed."""

    def settle(self) -> None:
        """Save what is typed and not stored yet; called before Lock, close of the page and Quit.

        Work given to `services.run` here still runs before the registry is closed.
        """

    def may_close(self) -> bool:
        """False keeps the page (work that cannot be kept); the page says why itself."""
        return True

    def unsaved(self) -> Unsaved | None:
        """The case that could not be stored, and why; quitting offers to rescue it."""
        return None

    def refresh(self, change: Change) -> None:
        """A workflow verb has changed something; read again what is shown."""

    def lock_after_minutes(self) -> int | None:
        """Minutes without use after which the registry locks; None for the usual ones."""
        return None

    def hide_names(self, hidden: bool) -> None:
        """F8: replace names by initials and numbers by their last three digits."""


class StoredState(Protocol):
    """The stored state of a case: the registry's StoredCase has this shape."""

    @property
    def case_id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def case(self) -> Case: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class CaseContext(QObject):
    """One open case, shared by its tabs: what is stored, and the draft that is being edited.

    The form calls `set_case` for every edit (also for undo) and `set_stored` after a save; tabs
    that only read connect to the signals. Setting an equal value emits nothing. `past_asked`
    carries the revision that somebody wants to see the case at, `document_asked` the kind of
    document to be shown; with `is_past` this is such an earlier state, in which nothing can be
    changed.
    """

    case_changed = Signal()
    stored_changed = Signal()
    document_asked = Signal(str)
    past_asked = Signal(int)

    def __init__(
        self, stored: StoredState, parent: QObject | None = None, *, is_past: bool = False
    ) -> None:
        super().__init__(parent)
        self._stored = stored
        self._case = stored.case
        self.is_past = is_past

    @property
    def case_id(self) -> str:
        """Key of the case, as the board uses it: N-0417."""
        return self._stored.case_id

    @property
    def stored(self) -> StoredState:
        """The newest stored revision."""
        return self._stored

    @property
    def case(self) -> Case:
        """The case as it stands in the form."""
        return self._case

    @property
    def is_stored(self) -> bool:
        """True if nothing waits to be saved."""
        return self._case == self._stored.case

    def set_case(self, case: Case) -> None:
        """The form has a new value."""
        if case != self._case:
            self._case = case
            self.case_changed.emit()

    def set_stored(self, stored: StoredState) -> None:
        """A revision was stored; an edit made meanwhile is kept."""
        untouched = self._case == self._stored.case
        self._stored = stored
        self.stored_changed.emit()
        if untouched:
            self.set_case(stored.case)


class CaseTab(Page):
    """One tab of the case workspace. The workspace draws the banner and the tab bar.

    A tab offers `tab_key` ("algorithm"), `tab_title` (*Algorithm*) and `badge`, the count of open
    or queried items with its words for the accessible name; `badge_changed` makes the bar ask
    again.
    """

    badge_changed = Signal()
    tab_key = ""

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, parent)
        self.context = context

    def tab_title(self) -> str:
        """The words on the tab."""
        return ""

    def badge(self) -> tuple[int, str]:
        """How many items need attention, and that in words: (2, "2 missing")."""
        return (0, "")
