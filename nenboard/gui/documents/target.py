"""Where an export goes: a folder and a file name that are checked before anything is written."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nenboard.host.language import _

_ALLOWED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()-]{0,119}")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def problem_of(folder: str, name: str, *, names: Sequence[str] = ()) -> str:
    """Why nothing can be written there; empty if it can. `names` are words of a patient's name."""
    if not folder.strip():
        return _("Choose a folder.")
    if not Path(folder).expanduser().is_dir():
        return _("There is no such folder. Choose another one.")
    if not _ALLOWED.fullmatch(name):
        return _("Use letters, figures, spaces, and . _ - ( ) in the file name.")
    if _RESERVED.fullmatch(name):
        return _("Windows keeps this name for itself. Choose another one.")
    words = set(re.findall(r"[a-z]+", name.lower()))
    if any(part.lower() in words for part in names if len(part) > 2):
        return _("Leave the patient's name out of the file name.")
    return ""


def path_of(folder: str, name: str, *, suffix: str = ".pdf") -> Path:
    """The file, with the suffix at its end."""
    full = name if name.lower().endswith(suffix) else f"{name}{suffix}"
    return Path(folder).expanduser() / full
