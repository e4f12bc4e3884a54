"""The person's settings: one versioned value in a JSON file."""

import json
import logging
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nenboard.host import paths
from nenboard.host.errors import HostError
from nenboard.host.files import describe_fault, write_atomically
from nenboard.host.language import _

_log = logging.getLogger(__name__)
_COPIES = 20


class Settings(BaseModel):
    """What the program remembers between two starts; holds no patient data."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    version: Literal[1] = 1
    last_registry: Path | None = None
    recent: tuple[Path, ...] = Field(default=(), max_length=10)
    theme: Literal["system", "light", "dark"] = "system"
    scale: float = Field(default=1.0, ge=0.5, le=3.0)
    paper: Literal["A4", "Letter"] = "A4"
    language: str | None = None
    lock_after_min: int | None = Field(default=None, ge=1, le=60)
    """Minutes without use after which the registry locks; None is the figure of the design."""
    geometry: str | None = None
    """Place and size of the window as Qt saves it, base64."""

    def with_registry(self, folder: Path) -> "Settings":
        """The same settings with this registry as the last one and first among the recent."""
        recent = (folder, *(other for other in self.recent if other != folder))[:10]
        return self.model_copy(update={"last_registry": folder, "recent": recent})


class Loaded(NamedTuple):
    """Settings, and a sentence for the person if the file could not be taken as it was."""

    settings: Settings
    notice: str | None


def file() -> Path:
    """Where the settings stand; the file need not exist."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """The saved settings, or the first ones; a damaged file never stops the program."""
    return read().settings


def read() -> Loaded:
    """The saved settings with a notice if something in the file was damaged.

    Sound entries are kept, the others get their first value, and the damaged file is copied
    beside the settings before anything can replace it.
    """
    source = file()
    try:
        raw = source.read_bytes()
    except FileNotFoundError:
        return Loaded(Settings(), None)
    except OSError as error:
        _log.warning("settings not readable: %s", type(error).__name__)
        text = _("Your settings in {path} cannot be read; the program uses its first settings.")
        return Loaded(Settings(), text.format(path=source))
    found = _take_sound(raw)
    if found.is_whole:
        return Loaded(found.settings, None)
    return Loaded(found.settings, _keep_copy(source, raw))


def save(settings: Settings) -> None:
    """Write the settings; raises HostError if the folder does not allow it."""
    target = file()
    try:
        paths.make_private(target.parent)
    except OSError as error:
        raise describe_fault(error, target) from error
    write_atomically(target, (settings.model_dump_json(indent=2) + "\n").encode())


class _Found(NamedTuple):
    settings: Settings
    is_whole: bool


def _take_sound(raw: bytes) -> _Found:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return _Found(Settings(), is_whole=False)
    if not isinstance(data, dict):
        return _Found(Settings(), is_whole=False)
    try:
        return _Found(Settings.model_validate(data), is_whole=True)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
    sound = {key: value for key, value in data.items() if key not in wrong}
    return _Found(Settings.model_validate(sound), is_whole=False)


def _keep_copy(source: Path, raw: bytes) -> str:
    _log.warning("settings damaged")
    text = _("Some of your settings could not be read; the program uses its first values for them.")
    for number in range(1, _COPIES + 1):
        copy = source.with_name(f"settings-damaged-{number}.json")
        if copy.exists() and copy.read_bytes() != raw:
            continue
        try:
            write_atomically(copy, raw)
        except HostError:
            break
        return text + " " + _("The damaged file is kept as {path}.").format(path=copy)
    return text
