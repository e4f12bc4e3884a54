"""Whether a window can be shown on this machine."""

import os
import sys


def has_display() -> bool:
    """True if Qt can start: always on macOS and Windows, elsewhere with a display or a named platform."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
