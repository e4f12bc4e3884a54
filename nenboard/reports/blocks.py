"""Text of the registry made safe, set in lines: the only place where text becomes marks.

Nothing here knows a markup: a `<` is a sign like any other. Control characters and invisible
direction signs are stripped, and what no bundled font can draw is written as its code.
"""

import dataclasses
import math
import unicodedata
from collections.abc import Iterator
from typing import Any, Final, TypeVar

from nenboard.reports import fonts, marks, style
from nenboard.reports.drawing import Drawing, Line, Text
from nenboard.reports.style import Type
from nenboard.reports.values import Phrase, Span, Tone, Weight

NBSP: Final = "\u00a0"
_STRIPPED: Final = frozenset({"Cc", "Cf", "Cs"})
_SPACES: Final = frozenset({"Zs", "Zl", "Zp"})
_KEPT_SPACES: Final = frozenset({NBSP, "\u202f", "\u2007"})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_SPELLED: Final = 3
_SPELLED_OUT: Final = frozenset(chr(code) for code in range(0xFB00, 0xFB07))
"""Ligatures that another program reads back as the letters they stand for."""
_LAST_READABLE: Final = 0xFFFF
"""Signs beyond the basic plane are drawn by the writer but do not read back."""
_OBJECT: Final = "\ufffc"
_BREAKS: Final = frozenset("\n\t\r\v\f\u2800")
_IGNORED: Final = frozenset(chr(code) for code in (*range(0xFE00, 0xFE10), 0x034F, 0x115F))

V = TypeVar("V")


def clean(text: str, undrawable: set[str] | None = None) -> str:
    """The text with control signs stripped and blanks made plain, characters composed (NFC).

    A character that cannot be drawn faithfully (no glyph, or written from right to left, which
    this writer cannot order) becomes its code, for example ⟨U+1F600⟩, and is added to
    `undrawable`; of a run the first three are spelled, the rest counted: ⟨U+6F22 U+5B57 U+540D +2⟩.
    """
    if text.isascii() and text.isprintable():
        return text
    out: list[str] = []
    codes: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        piece = _drawable_form(char)
        if piece is None:
            codes.append(f"U+{ord(char):04X}")
            if undrawable is not None:
                undrawable.add(char)
            continue
        if piece and codes:
            out.append(_coded(codes))
            codes = []
        out.append(piece)
    if codes:
        out.append(_coded(codes))
    return "".join(out)


def _coded(codes: list[str]) -> str:
    rest = f" +{len(codes) - _SPELLED}" if len(codes) > _SPELLED else ""
    return "⟨" + " ".join(codes[:_SPELLED]) + rest + "⟩"


def _drawable_form(char: str) -> str | None:
    """The sign to draw: itself, a space, nothing for an invisible one; None if impossible."""
    if " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if char in _KEPT_SPACES:
        return NBSP
    if char in _BREAKS or category in _SPACES:
        return " "
    if category in _STRIPPED or char in _IGNORED:
        return ""
    if char in _SPELLED_OUT:
        return unicodedata.normalize("NFKC", char)
    if ord(char) > _LAST_READABLE or char == _OBJECT:
        return None
    if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT or not fonts.is_drawable(char):
        return None
    return char


def prepare(value: V, undrawable: set[str] | None = None) -> V:
    """The same frozen value with every text in it cleaned."""
    result: Any = value
    if isinstance(value, str) and type(value) is str:
        result = clean(value, undrawable)
    elif isinstance(value, tuple):
        result = tuple(prepare(item, undrawable) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in dataclasses.fields(value):
            before = getattr(value, field.name)
            after = prepare(before, undrawable)
            if after is not before and after != before:
                changed[field.name] = after
        result = dataclasses.replace(value, **changed) if changed else value
    return result  # type: ignore[no-any-return]  # the same type as came in


@dataclasses.dataclass(slots=True)
class _Piece:
    """A word, or a chip, with its width and whether a blank stands before it."""

    span: Span
    text: str
    width: float
    blank: float


def span_width(span: Span, size: float) -> float:
    """Width of a run of words in points; a missing value includes its frame."""
    inner = fonts.width(span.text, span.weight, size=size)
    return inner + marks.chip_extra(size) if span.gap else inner


def phrase_width(phrase: Phrase, size: float) -> float:
    """Width of a phrase set on one line."""
    return sum(span_width(span, size) for span in phrase)


def _as_words(span: Span) -> Span:
    """A missing value without its frame, for a column too narrow to hold it."""
    return Span(span.text.replace(NBSP, " "), span.weight, Tone.QUIET)


def _pieces(phrase: Phrase, size: float, *, width: float) -> Iterator[_Piece]:
    pending = 0.0
    for given in phrase:
        if given.gap and span_width(given, size) <= width:
            yield _Piece(given, given.text, span_width(given, size), pending)
            pending = 0.0
            continue
        span = _as_words(given) if given.gap else given
        space = fonts.width(" ", span.weight, size=size)
        for number, word in enumerate(span.text.split(" ")):
            if number:
                pending = space
            if word:
                yield from _broken(span, word, size=size, width=width, blank=pending)
                pending = 0.0


def _broken(span: Span, word: str, *, size: float, width: float, blank: float) -> Iterator[_Piece]:
    """The word, cut between characters only if a whole line cannot hold it."""
    whole = fonts.width(word, span.weight, size=size)
    while whole > width and len(word) > 1:
        cut = 1
        taken = fonts.width(word[0], span.weight, size=size)
        while cut < len(word):
            more = fonts.width(word[cut], span.weight, size=size)
            if taken + more > width:
                break
            taken, cut = taken + more, cut + 1
        yield _Piece(span, word[:cut], taken, blank)
        word, blank = word[cut:], 0.0
        whole = fonts.width(word, span.weight, size=size)
    yield _Piece(span, word, whole, blank)


def longest_word(phrase: Phrase, size: float) -> float:
    """Width of the widest piece that does not break, in points; missing values count as words."""
    widest = glued = 0.0
    plainly = tuple(_as_words(span) if span.gap else span for span in phrase)
    for piece in _pieces(plainly, size, width=math.inf):
        glued = piece.width if piece.blank else glued + piece.width
        widest = max(widest, glued)
    return widest


def wrap(phrase: Phrase, width: float, *, size: float) -> list[list[_Piece]]:
    """The phrase broken at blanks into lines of at most `width` points."""
    lines: list[list[_Piece]] = []
    used = 0.0
    for piece in _pieces(phrase, size, width=width):
        if lines and used + piece.blank + piece.width <= width + 0.01:
            lines[-1].append(piece)
            used += piece.blank + piece.width
        elif lines and not piece.blank and not piece.span.gap and _joins(lines[-1]):
            used = _carry_over(lines, piece)
        else:
            piece.blank = 0.0
            lines.append([piece])
            used = piece.width
    return lines


def _joins(line: list[_Piece]) -> bool:
    """Whether the line ends in a word that the next piece belongs to and can move with it."""
    return len(line) > 1 and line[-1].blank > 0 and not line[-1].span.gap


def _carry_over(lines: list[list[_Piece]], piece: _Piece) -> float:
    word = lines[-1].pop()
    word.blank = 0.0
    lines.append([word, piece])
    return word.width + piece.width


class Flow:
    """A column that grows downwards; every mark it makes is kept with its block."""

    def __init__(self, width: float, typeface: Type) -> None:
        self.drawing = Drawing(width)
        self.type = typeface
        self.y = 0.0

    def space(self, points: float) -> None:
        """Leave room."""
        self.y += points

    def phrase(
        self,
        phrase: Phrase,
        *,
        size: float | None = None,
        x: float = 0.0,
        width: float | None = None,
    ) -> None:
        """Set a phrase, wrapped, in the whole column or in a part of it."""
        size = size or self.type.size
        room = width if width is not None else self.drawing.width - x
        for line in wrap(phrase, room, size=size):
            self._line(line, x, size=size)

    def _line(self, line: list[_Piece], x: float, *, size: float) -> None:
        has_chip = any(piece.span.gap for piece in line)
        height = size * self.type.leading
        if has_chip:
            height = max(height, marks.chip_height(size) + 1.2)
        baseline = self.y + height / 2 + size * 0.36
        set_line(self.drawing, line, at=(x, baseline), typeface=self.type.sized(size))
        self.y += height

    def rule(self, *, colour: str = "line", before: float = 2.0, after: float = 2.0) -> None:
        """A thin line across the column."""
        self.y += before
        self.drawing.add(
            Line(0, self.y, self.drawing.width, self.y, style.colour(colour), thickness=0.5)
        )
        self.y += after

    def done(self) -> Drawing:
        """The drawing at its height."""
        self.drawing.height = self.y
        return self.drawing


def set_line(
    drawing: Drawing, line: list[_Piece], *, at: tuple[float, float], typeface: Type
) -> None:
    """Draw the pieces of a line from a place on its baseline, neighbours of one style as one."""
    x, baseline = at
    size, block = typeface.size, typeface.block
    run: Text | None = None
    for piece in line:
        x += piece.blank
        if piece.span.gap:
            marks.chip(drawing, piece.span, at=(x, baseline), typeface=typeface)
            run = None
        else:
            ink = style.colour(piece.span.tone)
            if run is not None and run.weight is piece.span.weight and run.colour == ink:
                run.words += (" " if piece.blank else "") + piece.text
                run.width = x + piece.width - run.x
            else:
                run = Text(x, baseline, piece.text, size, piece.span.weight, ink, 0, block)
                run.width = piece.width
                drawing.add(run)
        x += piece.width


def plain(phrase: Phrase) -> str:
    """The words of a phrase."""
    return "".join(span.text for span in phrase)


def words(text: str, *, tone: Tone = Tone.TEXT) -> Phrase:
    """A phrase in regular weight."""
    return (Span(text, tone=tone),) if text else ()


def strong(text: str) -> Phrase:
    """A phrase in bold."""
    return (Span(text, Weight.BOLD),) if text else ()
