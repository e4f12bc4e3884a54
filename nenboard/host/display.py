"""Whether a window can be shown on this machine."""

import os
import sys


def has_display() -> bool:
    """True on macOS and Windows; elsewhere if there is a display or Qt was told a platform."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
