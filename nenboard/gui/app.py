"""The start of the window: the bare frame is shown first, all else is loaded after its paint."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication

from nenboard.gui.frame import Frame
from nenboard.host import appearance

if TYPE_CHECKING:
    from nenboard.gui.program import Program
    from nenboard.gui.tasks import Tasks


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window and run until it is closed; returns the exit code.

    The only argument is the folder of a registry; without it the last one is offered.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    folder = Path(arguments[0]).absolute() if arguments else None
    app = make_application()
    seen = appearance.read()
    frame = Frame()
    frame.show_ground(seen.theme)
    frame.restore_geometry_text(seen.geometry)
    started: list[Started] = []
    frame.painted.connect(lambda: started.append(furnish(frame, seen, folder=folder)))
    frame.show()
    code = app.exec()
    for each in started:
        each.runner.stop()
    return code


class Started(NamedTuple):
    """What runs: the program, and the thread to be ended after it."""

    program: "Program"
    runner: "Tasks"


def furnish(frame: Frame, seen: appearance.Appearance, *, folder: Path | None) -> Started:
    """Load the rest of the window and put it into the frame."""
    from nenboard.gui import style, theme
    from nenboard.gui.program import Program
    from nenboard.gui.registry_desk import RegistryDesk
    from nenboard.gui.tasks import Tasks

    app = make_application()
    style.dress(app)
    look = theme.Look(app)
    look.choose(seen.theme, seen.scale)
    tasks = Tasks()
    program = Program(frame, runner=tasks, desk=RegistryDesk(), look=look)
    program.begin(folder)
    return Started(program, tasks)


def make_application() -> QApplication:
    """The application with its names; the running one if there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("nenboard")
    app.setDesktopFileName("nenboard")
    return app
