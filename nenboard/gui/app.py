"""The start of the window: it is shown first; heavy modules follow after the first paint."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nenboard.gui import style, theme
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import Tasks
from nenboard.host import appearance


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window and run until it is closed; returns the exit code.

    The only argument is the folder of a registry; without it the last one is offered.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    folder = Path(arguments[0]).absolute() if arguments else None
    app = make_application()
    seen = appearance.read()
    look = theme.Look(app)
    look.choose(seen.theme, seen.scale)
    tasks = Tasks()
    program = Program(runner=tasks, desk=RegistryDesk(), look=look)
    program.begin(folder, geometry=seen.geometry)
    code = app.exec()
    tasks.stop()
    return code


def make_application() -> QApplication:
    """The application with its names, style and focus rings; the running one if there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("nenboard")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("nenboard")
    app.setStyle(style.NenStyle())
    style.FocusFollower(app)
    return app
