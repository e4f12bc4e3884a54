"""Where the program keeps its own files on this machine."""

import os
import sys
from pathlib import Path

_NAME = "nenboard"
OVERRIDE = "NENBOARD_CONFIG_DIR"


def config_folder() -> Path:
    """Folder of the settings; NENBOARD_CONFIG_DIR overrides the platform's choice.

    The folder need not exist yet. It is needed before the first paint, so that platformdirs, which
    takes a tenth of a start to load, is asked only where it knows more than a variable.
    """
    override = os.environ.get(OVERRIDE)
    if override:
        return Path(override).expanduser().absolute()
    if sys.platform in {"win32", "darwin"}:
        import platformdirs

        return Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    base = os.environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config"
    return Path(base).expanduser() / _NAME


def log_folder() -> Path:
    """Folder of the log and the crash files; below the settings if these are overridden."""
    if os.environ.get(OVERRIDE):
        return config_folder() / "logs"
    import platformdirs

    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def documents_folder() -> Path:
    """Folder that a file dialog offers first."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def make_private(folder: Path) -> Path:
    """Make a folder, with its parents, that only its owner can enter; returns it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
