"""Arguments that several commands share, and how the text of one is read."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date

from nenboard.host.language import _


def add_on(made: ArgumentParser) -> None:
    """The day that counts as today."""
    made.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help=_("the day that counts as today, such as 2026-03-14"),
    )


def add_registry(made: ArgumentParser, *, text: str = "") -> None:
    """A registry, who signs in and with what."""
    made.add_argument(
        "--registry",
        metavar="PATH",
        help=text or _("the folder of the registry (default: used last)"),
    )
    made.add_argument(
        "--user", metavar="NAME", help=_("who signs in, where there are several users")
    )
    add_passphrase(made)


def add_passphrase(made: ArgumentParser) -> None:
    """Where the passphrase is read from."""
    made.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=_("read the passphrase from the first line of FILE (-: standard input), else ask"),
    )


def add_json(made: ArgumentParser) -> None:
    """Whether to answer with a document."""
    made.add_argument("--json", action="store_true", help=_("answer with one JSON document"))


def day(text: str) -> date:
    """A day; raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("write the day as 2026-03-14")) from None


def whole(most: int, *, least: int = 0) -> Callable[[str], int]:
    """What reads a whole number between two limits."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)):
            number = int(text)
            if least <= number <= most:
                return number
        message = _("write a whole number from {least} to {most}")
        raise ArgumentTypeError(message.format(least=least, most=most))

    return read
