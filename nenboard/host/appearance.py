"""How the window looks at the first paint, read without loading the settings model."""

import json
from pathlib import Path
from typing import NamedTuple

from nenboard.host import paths


class Appearance(NamedTuple):
    """Theme (system, light, dark), scale, saved geometry (base64), and the registry used last."""

    theme: str = "system"
    scale: float = 1.0
    geometry: str | None = None
    last_registry: Path | None = None


def read() -> Appearance:
    """What the settings file says about the window; first values for whatever is not sound.

    The complete check, with a notice for the person, is settings.read(), after the first paint.
    """
    try:
        data = json.loads((paths.config_folder() / "settings.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return Appearance()
    if not isinstance(data, dict):
        return Appearance()
    first = Appearance()
    theme, scale, geometry, last = (data.get(name) for name in Appearance._fields)
    return Appearance(
        theme if theme in ("system", "light", "dark") else first.theme,
        _sound_scale(scale, first.scale),
        geometry if isinstance(geometry, str) else None,
        Path(last) if isinstance(last, str) and last else None,
    )


def _sound_scale(value: object, first: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return first
    return float(value) if 0.5 <= value <= 3.0 else first
