"""Why nothing can be changed in a registry that is open, and who could change that."""

import os
from dataclasses import dataclass
from enum import StrEnum

from nenboard.registry import backup, lock
from nenboard.registry.errors import Holder
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles


class Kind(StrEnum):
    """What stands in the way."""

    DAMAGED = "damaged"
    BACKUP = "backup"
    FOLDER = "folder"
    HELD = "held"
    ASKED = "asked"
    VIEWER = "viewer"


@dataclass(frozen=True)
class WhyReadOnly:
    """What stands in the way; for HELD who has it, and whether that program is dead by all signs.

    ``checks`` names the checks that a damaged registry failed.
    """

    kind: Kind
    holder: Holder | None = None
    is_dead: bool = False
    checks: tuple[str, ...] = ()


def why(registry: Registry) -> WhyReadOnly | None:
    """Why this person cannot change anything here; None if they can."""
    if not registry.is_read_only:
        may = registry.role in roles.EDITORS
        return None if may else WhyReadOnly(Kind.VIEWER)
    if registry.findings:
        checks = tuple(dict.fromkeys(found.check for found in registry.findings))
        return WhyReadOnly(Kind.DAMAGED, checks=checks)
    folder = registry.folder
    if backup.read(folder) is not None:
        return WhyReadOnly(Kind.BACKUP)
    if not os.access(folder, os.W_OK):
        return WhyReadOnly(Kind.FOLDER)
    holder = lock.read_holder(folder)
    if holder != Holder(None, None, None):
        return WhyReadOnly(Kind.HELD, holder, lock.is_dead(folder, clock.now()))
    return WhyReadOnly(Kind.ASKED)
