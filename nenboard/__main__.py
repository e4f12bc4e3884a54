"""The start of the program: with a command the command line, without one the window."""

import gc
import sys

from nenboard.host.display import has_display
from nenboard.host.language import _

_REGISTRY = "--registry"


def main(argv: list[str] | None = None) -> int:
    """Run nenboard with these arguments (default: those of the process); returns the exit code.

    Without a command the window opens, on the registry used last or on that of --registry PATH.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and (arguments[0] != _REGISTRY or len(arguments) != 2):
        from nenboard.cli.main import main as run_command

        return run_command(arguments)
    if not has_display():
        text = _("There is no display to show the window on. Commands work: nenboard --help")
        sys.stderr.write(text + "\n")
        return 2
    return show_window(arguments[1:])


def show_window(arguments: list[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    # Loading makes classes by the thousand and no garbage; the window switches this on again.
    gc.disable()
    from nenboard.gui.app import main as run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
