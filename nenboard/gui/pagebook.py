"""The pages of an open registry: what is open, what is shown, what was shown before."""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.gui.page import Page
from nenboard.gui.rail import Entry

if TYPE_CHECKING:
    from nenboard.gui.window import MainWindow

MOST_OPEN_CASES = 7

PageMaker = Callable[["MainWindow"], Page]
CaseMaker = Callable[["MainWindow", str], Page]


class Place(NamedTuple):
    """A page that was open, and the part of it that was shown."""

    key: str
    part: str


class PageBook(QObject):
    """Makes pages when they are first wanted, keeps them, and tells them when they are shown."""

    shown = Signal()

    def __init__(
        self, window: "MainWindow", makers: dict[str, PageMaker], make_case: CaseMaker | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._makers = makers
        self._make_case = make_case
        self._pages: dict[str, Page] = {}
        self._trail: list[str] = []
        self._names_hidden = False
        self._focus_before: dict[str, str] = {}

    def pages(self) -> tuple[Page, ...]:
        """All living pages."""
        return tuple(self._pages.values())

    def current(self) -> Page | None:
        """The page shown last."""
        return self._pages.get(self._trail[-1]) if self._trail else None

    def show(self, key: str) -> None:
        """Show a page, made now if it is new."""
        if key not in self._pages:
            self._add(key, self._makers[key](self._window))
        self._switch(key)

    def open_case(self, case_id: str, tab: str = "") -> None:
        """Show a case; the least recently shown one leaves when too many are open."""
        if self._make_case is None:
            return
        key = case_key(case_id)
        if key not in self._pages:
            self._make_room()
            self._add(key, self._make_case(self._window, case_id))
        self._switch(key)
        if tab:
            self._pages[key].show_part(tab)

    def close(self, page: Page) -> None:
        """Close a page that may be closed, and show the one before it."""
        key = next((name for name, found in self._pages.items() if found is page), None)
        if key is None or not self._may_close(page):
            return
        self._leave(key)

    def forget_case(self, case_id: str) -> None:
        """Close the page of a case that is no more; nothing typed in it is stored."""
        key = case_key(case_id)
        self._focus_before.pop(key, None)
        if key in self._pages:
            self._leave(key)

    def _leave(self, key: str) -> None:
        is_shown = bool(self._trail) and self._trail[-1] == key
        self._forget(key)
        if not is_shown:
            self.shown.emit()
        elif self._trail:
            self._switch(self._trail[-1], resume=True)
        else:
            self.show(next(iter(self._makers)))

    def open_cases(self) -> tuple[Entry, ...]:
        """Rail entries of the open cases, in the order they were opened."""
        return tuple(
            Entry(key, page.rail_text())
            for key, page in self._pages.items()
            if key.startswith("case:")
        )

    def step_case(self, step: int) -> None:
        """Show the next or previous open case."""
        keys = [entry.key for entry in self.open_cases()]
        if not keys:
            return
        current = self._trail[-1] if self._trail else ""
        place = keys.index(current) + step if current in keys else (0 if step > 0 else -1)
        self._switch(keys[place % len(keys)])

    def hide_names(self, hidden: bool) -> None:
        """F8 on every page."""
        self._names_hidden = hidden
        for page in self._pages.values():
            page.hide_names(hidden)
        self.shown.emit()

    def settle(self) -> None:
        """Let every page store what is typed."""
        for page in self._pages.values():
            page.settle()

    def unfinished(self, *, beside: Container[str] = ()) -> Page | None:
        """A page whose work cannot be kept, if there is one beside those given up."""
        pages = (page for key, page in self._pages.items() if key not in beside)
        return next((page for page in pages if not page.may_close()), None)

    def places(self) -> tuple[Place, ...]:
        """What is open, the page shown last at the end."""
        rest = [key for key in self._pages if key not in self._trail]
        return tuple(Place(key, self._pages[key].shown_part()) for key in (*rest, *self._trail))

    def reopen(self, places: tuple[Place, ...]) -> bool:
        """Open anew what was open for somebody else; False if there was nothing."""
        for key, part in places:
            if key in self._makers:
                self.show(key)
                if part:
                    self._pages[key].show_part(part)
            elif key.startswith("case:"):
                self.open_case(key.removeprefix("case:"), part)
        return bool(self._trail)

    def resume(self) -> None:
        """Show again what was shown before the lock."""
        self._switch(self._trail[-1] if self._trail else next(iter(self._makers)), resume=True)

    def leave(self) -> None:
        """The registry is being locked."""
        page = self.current()
        if page is not None:
            focus = QApplication.focusWidget()
            if focus is not None and page.isAncestorOf(focus):
                self._focus_before[page.page_key()] = focus.objectName()
            page.on_left()

    def clear(self) -> None:
        """Close all pages."""
        for key in list(self._pages):
            self._forget(key)
        self._trail = []

    def _add(self, key: str, page: Page) -> None:
        self._pages[key] = page
        self._window.stack.addWidget(page)
        page.title_changed.connect(self.shown)
        page.status_changed.connect(self.shown)
        page.hide_names(self._names_hidden)

    def _switch(self, key: str, *, resume: bool = False) -> None:
        before = self.current()
        page = self._pages[key]
        if not resume and before is page and self._window.stack.currentWidget() is page:
            return
        if before is not None and before is not page:
            before.on_left()
        if key in self._trail:
            self._trail.remove(key)
        self._trail.append(key)
        self._window.stack.setCurrentWidget(page)
        page.on_shown()
        self.shown.emit()
        held = page.findChild(QWidget, self._focus_before.get(key, "")) if resume else None
        target = held or page.first_focus()
        if target is not None:
            target.setFocus()

    def _make_room(self) -> None:
        open_now = [key for key in self._trail if key.startswith("case:")]
        while len(open_now) >= MOST_OPEN_CASES:
            key = open_now.pop(0)
            if self._may_close(self._pages[key]):
                self._forget(key)

    def _may_close(self, page: Page) -> bool:
        page.settle()
        return page.may_close()

    def _forget(self, key: str) -> None:
        page = self._pages.pop(key)
        self._trail = [name for name in self._trail if name != key]
        self._window.stack.removeWidget(page)
        page.hide()
        page.deleteLater()


def case_key(case_id: str) -> str:
    """Key of the page of a case."""
    return f"case:{case_id}"
