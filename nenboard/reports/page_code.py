"""The code of a page, to find it again when a paper outcome is keyed in: typed, and as squares.

It holds no name, birth date or number of the patient: the key of the case, its revision, and nine
signs drawn from the content hash, the last of which finds typing errors.
"""

from collections.abc import Iterator
from typing import Final

from nenboard.reports import fonts
from nenboard.reports.drawing import Drawing, Text, Tiles
from nenboard.reports.style import MM, Type, colour
from nenboard.reports.values import PageCode, Weight

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs, a prime number, so that every single error and every swap changes the check sign."""
_LENGTH: Final = 8
SIDE: Final = 15 * MM
QUIET: Final = 2 * MM
HEIGHT: Final = SIDE + 2 * QUIET
_MASK: Final = 3
"""Every reader takes any of the eight patterns; trying them all takes longer than the page."""


def page_code(case_key: str, revision: int, *, fingerprint: str) -> PageCode:
    """The code of a page of a case."""
    number = int(fingerprint[:16], 16)
    signs = "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(_LENGTH))
    whole = signs + _check(signs)
    return PageCode(
        f"{whole[:4]}-{whole[4:8]}-{whole[8]}", f"{case_key.upper()} {revision} {whole}"
    )


def is_typed_right(code: str) -> bool:
    """Whether nine signs, in groups or not, in any case, can be the code of a page."""
    signs = "".join(code.split()).replace("-", "").upper()
    is_whole = len(signs) == _LENGTH + 1 and set(signs) <= set(SIGNS)
    return is_whole and _check(signs[:_LENGTH]) == signs[_LENGTH]


def _check(signs: str) -> str:
    total = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=1))
    return SIGNS[total * _INVERSE % len(SIGNS)]


_INVERSE: Final = pow(-(_LENGTH + 1), -1, len(SIGNS))
"""Makes the sum of all nine places, each times its number, a multiple of 31."""


def draw(drawing: Drawing, code: PageCode, *, top: float, typeface: Type) -> None:
    """The squares in their quiet zone from the left edge, the typed code beside them."""
    rows = list(_rows(code.held))
    step = SIDE / len(rows)
    tiles = tuple((x * step, y * step, width * step) for y, x, width in _runs(rows))
    drawing.add(Tiles(QUIET, top + QUIET, SIDE, SIDE, step, tiles, colour("text")))
    line(drawing, code, at=(HEIGHT, top + HEIGHT / 2), typeface=typeface)


def line(drawing: Drawing, code: PageCode, *, at: tuple[float, float], typeface: Type) -> None:
    """The typed code on a baseline."""
    wide = fonts.width(code.typed, Weight.SEMIBOLD, size=typeface.size)
    ink = colour("text")
    size, block = typeface.size, typeface.block
    drawing.add(Text(at[0], at[1], code.typed, size, Weight.SEMIBOLD, ink, wide, block))


def _rows(held: str) -> list[list[bool]]:
    """The squares row by row, true for a dark one."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    made = QRCode(None, QRErrorCorrectLevel.M)
    made.addData(held)
    made.version = made.calculate_version()
    made.makeImpl(False, _MASK)
    return [[bool(dark) for dark in row] for row in made.modules]


def _runs(rows: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    """Dark squares that touch in a row: the row, where they begin, how many they are."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                yield y, x, end - x
            x = max(end, x + 1)
