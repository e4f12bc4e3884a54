"""The bundled typefaces: Inter, DejaVu Sans as fall-back, their coverage and their widths."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nenboard.host import resources
from nenboard.reports.values import Weight

ASCENT: Final = 0.76
DESCENT: Final = 0.21

_MAIN: Final = {
    Weight.REGULAR: ("Inter", "Inter-Regular.ttf"),
    Weight.SEMIBOLD: ("Inter-SemiBold", "Inter-SemiBold.ttf"),
    Weight.BOLD: ("Inter-Bold", "Inter-Bold.ttf"),
}
_FALLBACK: Final = {
    Weight.REGULAR: ("DejaVuSans", "DejaVuSans.ttf"),
    Weight.SEMIBOLD: ("DejaVuSans-Bold", "DejaVuSans-Bold.ttf"),
    Weight.BOLD: ("DejaVuSans-Bold", "DejaVuSans-Bold.ttf"),
}


_known: dict[tuple[str, Weight], float] = {}


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: its name in the document, its signs and their advance in 1/1000."""

    name: str
    widths: dict[int, float]
    signs: frozenset[str]


@cache
def _face(name: str, file: str) -> Face:
    font = TTFont(name, str(resources.path("fonts", file)))
    pdfmetrics.registerFont(font)
    widths = {code: width for code, width in font.face.charWidths.items() if code >= 0x20}
    return Face(name, widths, frozenset(chr(code) for code in widths))


def main_face(weight: Weight) -> Face:
    """Inter in that weight, loaded on first use."""
    return _face(*_MAIN[weight])


def fallback_face(weight: Weight) -> Face:
    """DejaVu Sans in the nearest weight, loaded on first use."""
    return _face(*_FALLBACK[weight])


def is_drawable(char: str) -> bool:
    """Whether one of the two families has the character in every weight used."""
    code = ord(char)
    return all(code in main_face(weight).widths for weight in Weight) or all(
        code in fallback_face(weight).widths for weight in (Weight.REGULAR, Weight.BOLD)
    )


def runs(text: str, weight: Weight) -> tuple[tuple[str, str], ...]:
    """The text as pieces of (font name, text), each wholly covered by its font."""
    main = main_face(weight)
    if main.signs.issuperset(text):
        return ((main.name, text),)
    pieces: list[tuple[str, str]] = []
    for char in text:
        face = main if ord(char) in main.widths else fallback_face(weight)
        if pieces and pieces[-1][0] == face.name:
            pieces[-1] = (face.name, pieces[-1][1] + char)
        else:
            pieces.append((face.name, char))
    return tuple(pieces)


def width(text: str, weight: Weight, *, size: float) -> float:
    """Advance of the text in points; remembered until `forget` is called."""
    key = (text, weight)
    known = _known.get(key)
    if known is None:
        known = _known[key] = _advance(text, weight)
    return known * size


def _advance(text: str, weight: Weight) -> float:
    widths = main_face(weight).widths
    try:
        return sum([widths[ord(char)] for char in text]) / 1000
    except KeyError:
        other = fallback_face(weight).widths
        return sum(widths.get(ord(char)) or other.get(ord(char), 0.0) for char in text) / 1000


def forget() -> None:
    """Drop the remembered words: no text of a patient outlives the page it is on."""
    _known.clear()
