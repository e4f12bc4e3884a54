"""The registry a command works on: its path, its passphrase, and its opening and closing."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nenboard.cli.exits import UsageError
from nenboard.host.errors import HostError
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.folder import Registry

_STANDARD_INPUT: Final = "-"
_LONGEST: Final = 10_000


def registry_path(arguments: Namespace) -> Path:
    """The registry named, or else the one used last. Raises UsageError if there is neither."""
    if arguments.registry is not None:
        return Path(arguments.registry).absolute()
    from nenboard.host import settings

    last = settings.load().last_registry
    if last is None:
        raise UsageError(_("No registry was used here before. Name one with --registry PATH."))
    return last


def passphrase(arguments: Namespace, *, is_new: bool = False) -> str:
    """From --passphrase-file, or asked at the terminal; a new one is asked twice.

    Raises UsageError if it cannot be read, HostError for a file that cannot.
    """
    if arguments.passphrase_file is not None:
        return _from_file(arguments.passphrase_file)
    if not sys.stdin.isatty():
        raise UsageError(
            _("There is no terminal to ask for the passphrase. Give --passphrase-file FILE.")
        )
    typed = getpass(_("Passphrase: "))
    if is_new and getpass(_("The same again: ")) != typed:
        raise UsageError(_("The two passphrases differ. Nothing was made. Try again."))
    return typed


def _from_file(name: str) -> str:
    try:
        if name == _STANDARD_INPUT:
            line = sys.stdin.readline(_LONGEST)
        else:
            with Path(name).open(encoding="utf-8") as file:
                line = file.readline(_LONGEST)
    except OSError:
        raise UsageError(_("The file of the passphrase cannot be read. Check its name.")) from None
    except UnicodeDecodeError:
        raise UsageError(_("The file of the passphrase is not UTF-8 text.")) from None
    return line.removesuffix("\n").removesuffix("\r")


@dataclass(frozen=True)
class Credentials:
    """Which registry, and who opens it with what."""

    folder: Path
    user: str | None
    passphrase: str = field(repr=False)


def credentials(arguments: Namespace) -> Credentials:
    """Registry, user and passphrase of a command. Raises UsageError."""
    return Credentials(registry_path(arguments), arguments.user, passphrase(arguments))


@contextmanager
def opened(key: Credentials, *, is_read_only: bool = False) -> Iterator["Registry"]:
    """The registry, unlocked and checked; closed with a backup if anything has changed.

    Read-only leaves it as it is, unless a program was killed in the midst of saving: then it is
    opened for writing, which brings back the state of the last save.
    """
    from nenboard.registry.errors import RecoveryNeeded
    from nenboard.workflow import casework

    unlocked = partial(casework.open_registry, key.folder, passphrase=key.passphrase, user=key.user)
    try:
        registry = unlocked(read_only=is_read_only)
    except RecoveryNeeded:
        registry = unlocked()
    remember(key.folder)
    try:
        yield registry
    except BaseException:
        registry.close()
        raise
    casework.close_registry(registry)


def remember(folder: Path) -> None:
    """Make this the registry used last; a settings folder that takes no file is no reason to stop.

    The path is the person's own choice and holds no record.
    """
    from nenboard.host import settings

    known = settings.load()
    if known.last_registry == folder:
        return
    try:
        settings.save(known.with_registry(folder))
    except HostError as error:
        sys.stderr.write(f"{error}\n")


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises UsageError."""
    from nenboard.workflow.json_input import LARGEST_BYTES

    try:
        if name == _STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(_("There is no such file. Check its name.")) from None
    except IsADirectoryError:
        raise UsageError(_("That is a folder, not a file.")) from None
    except OSError:
        raise UsageError(_("The file cannot be read. Check who may read it.")) from None
