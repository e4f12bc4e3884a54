"""The start of the window: what is seen first is shown first, the rest is loaded after that."""

import gc
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QApplication

from nenboard.gui.frame import Frame
from nenboard.host import appearance

if TYPE_CHECKING:
    from nenboard.gui.program import Program
    from nenboard.gui.tasks import Tasks
    from nenboard.gui.theme import Look
    from nenboard.gui.unlock.first_run import FirstRunPage
    from nenboard.gui.unlock.page import UnlockPage


_FIRST_PAGE: Final = (
    "nenboard.gui.case_list.delegate",
    "nenboard.gui.board.view",
    "nenboard.gui.board.page",
)
"""What the page after unlocking needs, in parts; it is loaded while the passphrase is typed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window and run until it is closed; returns the exit code.

    The only argument is the folder of a registry; without it the last one is offered.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = Path(arguments[0]).absolute() if arguments else None
    app = make_application()
    seen = appearance.read()
    first = make_first(seen, folder=asked or seen.last_registry)
    furnishing = Furnishing(first, folder=asked)
    first.frame.painted.connect(furnishing.begin)
    first.frame.show()
    code = app.exec()
    furnishing.end()
    return code


class First(NamedTuple):
    """What the first paint shows: a frame with the unlock page of a registry, or the first run."""

    frame: Frame
    look: "Look"
    page: "UnlockPage | FirstRunPage"


def make_first(seen: appearance.Appearance, *, folder: Path | None) -> First:
    """Make the frame and what is seen first in it.

    It is drawn by plain Fusion: the style of the design is written in Python and loads much of Qt,
    but draws nothing that stands on this page.
    """
    from nenboard.gui import theme

    look = theme.Look(make_application())
    look.prepare(seen.theme, seen.scale)
    frame = Frame()
    frame.restore_geometry_text(seen.geometry)
    page = _unlock_page(folder) if folder is not None else _first_run_page()
    frame.pages.addWidget(page)
    page.take_focus()
    look.finish()
    return First(frame, look, page)


def _unlock_page(folder: Path) -> "UnlockPage":
    from nenboard.gui.unlock.page import UnlockPage

    page = UnlockPage()
    page.show_registry(folder)
    return page


def _first_run_page() -> "FirstRunPage":
    from nenboard.gui.unlock.first_run import FirstRunPage

    return FirstRunPage()


class Furnishing:
    """Loads the rest of the window and puts it around what is shown, in pieces between the keys."""

    def __init__(self, first: First, *, folder: Path | None) -> None:
        self._first = first
        self._folder = folder
        self._tasks: Tasks | None = None
        self.program: Program | None = None

    def begin(self) -> None:
        """Start with what the eye can see: the style of the design and the focus ring."""
        from nenboard.gui.case_edit.pieces import Pieces

        pieces = Pieces(self._first.frame)
        for piece in (self._dress, self._load, self._build):
            pieces.add(piece)
        for name in _FIRST_PAGE:
            pieces.add(partial(_load_module, name))

    def end(self) -> None:
        """Finish what runs in the thread."""
        if self._tasks is not None:
            self._tasks.stop()

    def _dress(self) -> None:
        from nenboard.gui import style

        style.dress(make_application())

    def _load(self) -> None:
        import nenboard.gui.program
        import nenboard.gui.registry_desk  # noqa: F401 - as above, loaded between two keys

    def _build(self) -> None:
        from nenboard.gui.program import Program
        from nenboard.gui.registry_desk import RegistryDesk
        from nenboard.gui.tasks import Tasks

        frame, look, page = self._first
        self._tasks = Tasks()
        self.program = Program(
            frame, runner=self._tasks, desk=RegistryDesk(), look=look, first=page
        )
        self.program.begin(self._folder)
        gc.freeze()
        gc.enable()


def _load_module(name: str) -> None:
    import_module(name)


def make_application() -> QApplication:
    """The application in plain Fusion, with its names; the running one if there is one."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setApplicationName("nenboard")
    app.setDesktopFileName("nenboard")
    return app
