"""Sizes and colours of the documents, from the design tokens that the window uses too."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from nenboard.host import resources

MM: Final = 72 / 25.4
SMALLEST: Final = 7.5
QUESTION: Final = 13.0
HEADING: Final = 9.0
RULE_COLOUR: Final = "control"


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: size in points, line height as a factor, the block it belongs to."""

    size: float
    leading: float
    block: str

    @property
    def line(self) -> float:
        """Line height in points."""
        return self.size * self.leading

    def sized(self, size: float) -> "Type":
        """The same at another size."""
        return self if size == self.size else Type(size, self.leading, self.block)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points."""

    name: str
    width: float
    height: float
    margin: float = 8 * MM

    @property
    def inner_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def inner_height(self) -> float:
        """Height between the margins."""
        return self.height - 2 * self.margin


PAPERS: Final = {
    "A4": Paper("A4", 297 * MM, 210 * MM),
    "Letter": Paper("Letter", 11 * 72, 8.5 * 72),
}


@cache
def tokens() -> dict[str, Any]:
    """The design tokens as read from resources/styles/tokens.json."""
    text = resources.path("styles", "tokens.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def colour(name: str) -> str:
    """A colour of the light theme as #RRGGBB."""
    return str(tokens()["color"]["light"][name])


@cache
def strength(code: str) -> tuple[str, str, str]:
    """Label, ink and background of a strength of support."""
    table = tokens()["strength_of_recommendation"]
    entry = table["undetermined"] if code == "undetermined" else table["values"][code]
    light = entry["light"]
    return str(entry["label"]), str(light["foreground"]), str(light["background"])


@cache
def therapy(code: str) -> tuple[str, str, str, str]:
    """Label, letter, fill and pattern of a class of treatment; unknown is white and bare."""
    if code == "unknown":
        return "", "", "#FFFFFF", "none"
    entry = tokens()["therapy_class"]["values"][code]
    return (
        str(entry["label"]),
        str(entry["letter"]),
        str(entry["light"]["fill"]),
        str(entry["pattern"]),
    )
