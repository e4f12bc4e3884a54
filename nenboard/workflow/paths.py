"""Places inside a document as dotted paths that never repeat patient text."""

import re
from typing import Final

_OUR_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def below(path: str, name: str | int) -> str:
    """The path of a member; a name that does not look like one of ours is shown as ``?``."""
    shown = str(name) if isinstance(name, int) or _OUR_NAME.fullmatch(name) else "?"
    return f"{path}.{shown}" if path else shown
