"""The design tokens: one source of colours, sizes and words of marks for window and PDF."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from nenboard.host import resources


@cache
def read() -> Mapping[str, Any]:
    """The tokens as they stand in the resources."""
    text = resources.path("styles", "tokens.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded
