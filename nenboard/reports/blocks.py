"""Text of the registry made safe, set in lines: the only place where text becomes marks.

Nothing here knows a markup: a `<` is a sign like any other. Control characters and invisible
direction signs are stripped, and what no bundled font can draw is written as its code.
"""

import dataclasses
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from nenboard.reports import fonts, marks, style
from nenboard.reports.drawing import Deferred, Drawing, Line, Text
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
_SLACK: Final = 0.01
"""How much too long a line may be, in points, so that sums of lengths do not break it."""
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
    before = ""
    for char in unicodedata.normalize("NFC", text):
        # A mark set twice on one letter is read back once.
        is_doubled = char == before and unicodedata.combining(char)
        piece = None if is_doubled else _drawable_form(char)
        before = before if piece == "" else char
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
    kind: type = type(value)
    result: Any = value
    if kind is str:
        result = clean(result, undrawable)
    elif kind is tuple:
        result = tuple([prepare(item, undrawable) for item in result])
    else:
        changed = {}
        for name in _field_names(kind):
            before = getattr(value, name)
            after = prepare(before, undrawable)
            if after is not before and after != before:
                changed[name] = after
        if changed:
            result = dataclasses.replace(result, **changed)
    return result  # type: ignore[no-any-return]  # the same type as came in


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a frozen value; none of anything else."""
    is_value = dataclasses.is_dataclass(kind)
    return tuple(field.name for field in dataclasses.fields(kind)) if is_value else ()


_Token = tuple[Span, str, float, float]
"""A run of words, one word of it, its width and the blank before it for type of one point."""
TextLine = Sequence[_Token]
"""The words of a line; the blank before its first word is not drawn."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of a phrase; its length on one line and its longest word for type of one point."""

    words: tuple[_Token, ...]
    length: float
    longest: float
    has_chip: bool


_tokens: dict[Phrase, _Tokens] = {}
_lines: dict[tuple[Phrase, float, float], Sequence[TextLine]] = {}
_seen: dict[int, tuple[Phrase, _Tokens]] = {}
_wrapped_before: dict[tuple[int, float, float], tuple[Phrase, Sequence[TextLine]]] = {}
"""The same by identity, which is cheaper to look up than words; each keeps its phrase alive."""


def forget() -> None:
    """Drop the remembered phrases and words: no text of a patient outlives the page it is on."""
    for remembered in (_tokens, _lines, _seen, _wrapped_before):
        remembered.clear()
    fonts.forget()


def span_width(span: Span, size: float) -> float:
    """Width of a run of words in points; a missing value includes its frame."""
    inner = fonts.width(span.text, span.weight, size=size)
    return inner + marks.chip_extra(size) if span.gap else inner


def phrase_width(phrase: Phrase, size: float) -> float:
    """Width of a phrase set on one line."""
    return sum(span_width(span, size) for span in phrase)


def _as_words(span: Span) -> Span:
    """A missing value without its frame, for a place too narrow to hold it."""
    return Span(span.text, span.weight, Tone.QUIET)


def _tokenised(phrase: Phrase) -> _Tokens:
    """The words of a phrase, measured once."""
    seen = _seen.get(id(phrase))
    if seen is not None:
        return seen[1]
    known = _tokens.get(phrase)
    if known is None:
        found = tuple(_words_of(phrase))
        known = _tokens[phrase] = _Tokens(
            found,
            sum([blank + wide for _span, _word, wide, blank in found]),
            max([wide for _span, _word, wide, _blank in found], default=0.0),
            any(span.gap for span in phrase),
        )
    _seen[id(phrase)] = phrase, known
    return known


def _words_of(phrase: Phrase) -> Iterator[_Token]:
    pending = 0.0
    for span in phrase:
        if span.gap:
            yield span, span.text, span_width(span, 1.0), pending
            pending = 0.0
            continue
        space = fonts.width(" ", span.weight, size=1.0)
        for number, word in enumerate(span.text.split(" ")):
            if number:
                pending = space
            if word:
                yield span, word, fonts.width(word, span.weight, size=1.0), pending
                pending = 0.0


def _narrowed(tokens: TextLine, width: float) -> Iterator[_Token]:
    """The words, those broken that no line of this width, for type of one point, can hold."""
    for token in tokens:
        span, word, wide, blank = token
        if wide <= width:
            yield token
        elif span.gap:
            yield from _unframed(span, width=width, blank=blank)
        else:
            yield from _broken(span, word, width=width, blank=blank)


def _unframed(span: Span, *, width: float, blank: float) -> Iterator[_Token]:
    """A missing value as words: on one line if it can be, else broken at its blanks."""
    bare = _as_words(span)
    wide = fonts.width(bare.text, bare.weight, size=1.0)
    if wide <= width:
        yield bare, bare.text, wide, blank
        return
    for number, word in enumerate(bare.text.replace(NBSP, " ").split(" ")):
        before = fonts.width(" ", bare.weight, size=1.0) if number else blank
        yield from _broken(bare, word, width=width, blank=before)


def _broken(span: Span, word: str, *, width: float, blank: float) -> Iterator[_Token]:
    """The word, cut at its held blanks or between characters because no line can hold it."""
    whole = fonts.width(word, span.weight, size=1.0)
    if NBSP in word and whole > width:
        for number, part in enumerate(word.split(NBSP)):
            before = fonts.width(" ", span.weight, size=1.0) if number else blank
            yield from _broken(span, part, width=width, blank=before)
        return
    while whole > width and len(word) > 1:
        cut = 1
        taken = fonts.width(word[0], span.weight, size=1.0)
        while cut < len(word):
            more = fonts.width(word[cut], span.weight, size=1.0)
            if taken + more > width:
                break
            taken, cut = taken + more, cut + 1
        yield span, word[:cut], taken, blank
        word, blank = word[cut:], 0.0
        whole = fonts.width(word, span.weight, size=1.0)
    yield span, word, whole, blank


def longest_word(phrase: Phrase, size: float) -> float:
    """Width of the widest piece that does not break, in points; missing values without frame."""
    widest = glued = 0.0
    for span, word, wide, blank in _tokenised(phrase).words:
        bare = fonts.width(word, span.weight, size=1.0) if span.gap else wide
        glued = bare if blank else glued + bare
        widest = max(widest, glued)
    return widest * size


def wrap(phrase: Phrase, width: float, *, size: float) -> Sequence[TextLine]:
    """The phrase broken at blanks into lines of at most `width` points."""
    quick = (id(phrase), width, size)
    seen = _wrapped_before.get(quick)
    if seen is not None:
        return seen[1]
    key = (phrase, width, size)
    known = _lines.get(key)
    if known is None:
        known = _lines[key] = _wrapped(phrase, width / size, slack=_SLACK / size)
    _wrapped_before[quick] = phrase, known
    return known


def _wrapped(phrase: Phrase, width: float, *, slack: float) -> Sequence[TextLine]:
    """The lines, measured for type of one point."""
    found = _tokenised(phrase)
    if found.length <= width:
        return (found.words,) if found.words else ()
    tokens = found.words if found.longest <= width else tuple(_narrowed(found.words, width))
    room = width + slack
    lines: list[list[_Token]] = []
    used = 0.0
    for run, length in _runs(tokens):
        blank = run[0][3]
        if lines and used + blank + length <= room:
            lines[-1] += run
            used += blank + length
        elif length <= room:
            lines.append(run)
            used = length
        else:
            used = _spread(lines, run, width=room)
    return lines


def _runs(tokens: TextLine) -> Iterator[tuple[list[_Token], float]]:
    """Words that stand together without a blank, such as a value and the full stop after it."""
    run: list[_Token] = []
    length = 0.0
    for token in tokens:
        if token[3] and run:
            yield run, length
            run, length = [], 0.0
        run.append(token)
        length += token[2]
    if run:
        yield run, length


def _spread(lines: list[list[_Token]], run: list[_Token], *, width: float) -> float:
    """A run that no line can hold, word by word; gives the length of its last line."""
    used = width
    for number, token in enumerate(run):
        if number and used + token[2] <= width:
            lines[-1].append(token)
            used += token[2]
        else:
            lines.append([token])
            used = token[2]
    return used


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
        has_chip = _tokenised(phrase).has_chip
        for line in wrap(phrase, room, size=size):
            self.line(line, x, size=size, may_have_chip=has_chip)

    def line(self, line: TextLine, x: float, *, size: float, may_have_chip: bool = True) -> None:
        """Set one line that was wrapped before."""
        height = size * self.type.leading
        if may_have_chip and any(token[0].gap for token in line):
            height = max(height, marks.chip_height(size) + marks.CHIP_APART)
        baseline = self.y + height / 2 + size * 0.36
        typeface = self.type.sized(size)
        self.drawing.marks.append(Deferred(x, baseline, line, typeface, set_line))
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
        self.drawing.settle()
        return self.drawing

    def measured(self) -> Drawing:
        """The drawing at its height, its words not drawn before it is placed."""
        self.drawing.height = self.y
        return self.drawing


def set_line(drawing: Drawing, place: Deferred) -> None:
    """Draw the words of a line from a place on its baseline, neighbours of one style as one."""
    x, baseline, typeface = place.x, place.y, place.typeface
    size, block = typeface.size, typeface.block
    run: Text | None = None
    is_first = True
    for span, word, wide, blank in place.words:
        if not is_first:
            x += blank * size
        if span.gap:
            marks.chip(drawing, span, at=(x, baseline), typeface=typeface)
            run = None
        else:
            ink = style.colour(span.tone)
            if run is not None and run.weight is span.weight and run.colour == ink:
                run.words += (" " if blank else "") + word
                run.width = x + wide * size - run.x
            else:
                run = Text(x, baseline, word, size, span.weight, ink, wide * size, block)
                drawing.add(run)
        x += wide * size
        is_first = False


def plain(phrase: Phrase) -> str:
    """The words of a phrase."""
    return "".join(span.text for span in phrase)


def words(text: str, *, tone: Tone = Tone.TEXT) -> Phrase:
    """A phrase in regular weight."""
    return (Span(text, tone=tone),) if text else ()


def strong(text: str) -> Phrase:
    """A phrase in bold."""
    return (Span(text, Weight.BOLD),) if text else ()
