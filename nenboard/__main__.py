"""The start of the program: with a command the command line, without one the window."""

import sys

from nenboard.host.display import has_display
from nenboard.host.language import _


def main(argv: list[str] | None = None) -> int:
    """Run nenboard with these arguments (default: those of the process); returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments:
        from nenboard.cli import main as cli

        return cli.main(arguments)
    if not has_display():
        text = _("There is no display to show the window on. Commands work: nenboard --help")
        sys.stderr.write(text + "\n")
        return 2
    from nenboard.gui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
