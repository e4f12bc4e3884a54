"""What all faults of a registry share, and the values they carry."""

from dataclasses import dataclass


class RegistryError(Exception):
    """Something about the registry went wrong; the text is fit to be shown."""


@dataclass(frozen=True)
class Finding:
    """One thing a check found wrong: which check, and what, without patient text."""

    check: str
    what: str


@dataclass(frozen=True)
class Holder:
    """Who has a registry open for writing, as far as it is known."""

    user: str | None
    host: str | None
    since: str | None
