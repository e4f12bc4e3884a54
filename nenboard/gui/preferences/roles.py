"""Roles in words: what each may do, and why somebody may not do something here."""

from typing import TYPE_CHECKING

from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.desk import OpenRegistry

ROLES = ("viewer", "editor", "board_lead", "admin")


def role_words(role: str) -> str:
    """A role."""
    return {
        "viewer": _("Viewer"),
        "editor": _("Editor"),
        "board_lead": _("Board lead"),
        "admin": _("Admin"),
    }.get(role, role)


def may_words(role: str) -> str:
    """What a role may do."""
    return {
        "viewer": _("reads cases and their history"),
        "editor": _("enters and changes cases, prepares meetings, makes backups"),
        "board_lead": _("signs outcomes as well, and releases exports with names"),
        "admin": _("looks after people, keys, backups and erasing as well"),
    }.get(role, "")


def refused(opened: "OpenRegistry | None", admins: tuple[str, ...] = ()) -> str:
    """Why this person can change nothing about people and keys here, or an empty text."""
    if opened is None:
        return ""
    if opened.is_read_only:
        return _("The registry is open to read only: people and keys stay as they are.")
    if opened.is_admin:
        return ""
    words = _("Only an admin looks after people and keys.")
    if not admins:
        return words
    return f"{words} " + _("Ask {names}.").format(names=", ".join(admins))
