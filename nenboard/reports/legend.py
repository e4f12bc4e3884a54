"""The legend of a page: only the marks that the page uses, each drawn beside its words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nenboard.host.language import _
from nenboard.reports import fonts, marks, style
from nenboard.reports.blocks import Flow
from nenboard.reports.drawing import Drawing, Text
from nenboard.reports.values import Symbol, Tone, Weight

_Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Used:
    """What the page's chart uses: response codes, event symbols, organ letters with words."""

    responses: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    has_receptor_scan: bool = False
    has_counts: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    draw: Callable[[Drawing, _Place], None]
    room: float
    words: str


def legend(flow: Flow, used: Used) -> None:
    """Set the legend into the footer; nothing if the page uses no marks."""
    items = list(_items(used))
    if not items:
        return
    size = style.SMALLEST
    x, line = 0.0, max(flow.type.line, 11.0)
    for item in items:
        wide = fonts.width(item.words, Weight.REGULAR, size=size)
        if x and x + item.room + wide > flow.drawing.width:
            x = 0.0
            flow.y += line
        middle = flow.y + line / 2
        item.draw(flow.drawing, (x + item.room / 2, middle))
        left, baseline = x + item.room + (1.5 if item.room else 0.0), middle + size * 0.36
        ink = style.colour(Tone.QUIET)
        flow.drawing.add(
            Text(left, baseline, item.words, size, Weight.REGULAR, ink, wide, flow.type.block)
        )
        x += item.room + wide + 10
    flow.y += line


def _items(used: Used) -> Iterator[_Item]:
    meanings = {
        "CR": _("complete response"),
        "PR": _("partial response"),
        "SD": _("stable disease"),
        "PD": _("progressive disease"),
        "MIXED": _("mixed response"),
        "NE": _("not evaluable"),
    }
    for code in used.responses:
        yield _Item(_response_mark(code), 9.0, f"{code} {meanings.get(code, '')}".strip())
    events = {
        Symbol.BIOPSY: _("biopsy"),
        Symbol.OPERATION: _("operation"),
        Symbol.PROCEDURE: _("local treatment"),
        Symbol.MEETING: _("board"),
        Symbol.OTHER: _("other event"),
    }
    for symbol in used.symbols:
        is_ringed = symbol is Symbol.MEETING
        yield _Item(_event_mark(symbol), 12.5 if is_ringed else 9.5, events[symbol])
    if used.has_receptor_scan:
        yield _Item(_no_mark, 0.0, _("S0-S4 receptor imaging with Krenning score"))
    if used.has_counts:
        yield _Item(_no_mark, 0.0, _("a number in a ring: so many marks of about that time"))
    if used.letters:
        listed = ", ".join(f"{letter} {organ}" for letter, organ in used.letters)
        yield _Item(_no_mark, 0.0, _("Ki-67 sample: {organs}").format(organs=listed))


def _no_mark(_drawing: Drawing, _at: _Place) -> None:
    """Words alone."""


def _response_mark(code: str) -> Callable[[Drawing, _Place], None]:
    return lambda drawing, at: marks.response(drawing, at[0], y=at[1], code=code)


def _event_mark(symbol: Symbol) -> Callable[[Drawing, _Place], None]:
    return lambda drawing, at: marks.event(drawing, at[0], y=at[1], symbol=symbol, block="footer")
