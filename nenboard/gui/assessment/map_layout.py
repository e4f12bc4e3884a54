"""Where the nodes of the path map stand: one row for each question, the lit node among its kin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from nenboard.gui.assessment.view import OutcomeView

_GAP: Final = 10.0
_ROW_GAP: Final = 34.0
_FOLDED: Final = "…"
_LIT_WIDTH: Final = 172.0
_OTHER_WIDTH: Final = 112.0
_FOLDED_WIDTH: Final = 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node on the map; a folded one stands for several that found no room."""

    code: str
    title: str
    row: int
    left: float
    top: float
    width: float
    height: float
    is_lit: bool
    is_end: bool = False
    folded: tuple[str, ...] = ()

    @property
    def centre(self) -> float:
        """The middle of the box, across."""
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class Link:
    """From the lit box of one row to a box of the next; a lit one carries what decided."""

    start: Box
    end: Box
    is_lit: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class PathMap:
    """Boxes and links, and the room they take."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: float
    height: float


@dataclass
class _Row:
    lit: dict[str, tuple[str, str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)


Measure = Callable[[str, float], float]


def lay_out(outcomes: Sequence[OutcomeView], width: float, measure: Measure) -> PathMap:
    """Place the paths of all branches; `measure` tells the height of a title in a width."""
    rows = _rows(outcomes)
    ends = {outcome.code for outcome in outcomes}
    boxes: list[Box] = []
    top = 1.0
    for number, row in enumerate(rows):
        placed = _place_row(row, number, (width, top), measure)
        placed = [_as_end(box, ends) for box in placed]
        boxes += placed
        top += max(box.height for box in placed) + _ROW_GAP
    return PathMap(tuple(boxes), _links(outcomes, boxes), width, top - _ROW_GAP + 2)


def _rows(outcomes: Sequence[OutcomeView]) -> list[_Row]:
    """The lit nodes of each depth with the node before them, and what else was possible there."""
    depth = max((len(outcome.steps) for outcome in outcomes), default=0)
    rows = [_Row() for _number in range(depth)]
    for outcome in outcomes:
        for at, step in enumerate(outcome.steps):
            before = outcome.steps[at - 1].node if at else ""
            rows[at].lit.setdefault(step.node, (step.title, before))
            if at + 1 < len(outcome.steps):
                for code, title in step.others:
                    rows[at + 1].others.setdefault(code, title)
    for row in rows:
        row.others = {code: title for code, title in row.others.items() if code not in row.lit}
    return rows


def _place_row(row: _Row, number: int, place: tuple[float, float], measure: Measure) -> list[Box]:
    width, top = place
    lit_width = min(_LIT_WIDTH, (width - _GAP * (len(row.lit) - 1)) / max(len(row.lit), 1))
    room = width - len(row.lit) * (lit_width + _GAP)
    fits = max(int(room // (_OTHER_WIDTH + _GAP)), 0)
    others = list(row.others.items())
    shown, folded = (
        (others, []) if len(others) <= fits else (others[: fits - 1], others[fits - 1 :])
    )
    if fits == 0:
        shown, folded = [], []
    heights = [measure(title, lit_width) for title, _before in row.lit.values()]
    heights += [measure(title, _OTHER_WIDTH) for _code, title in shown]
    height = max(heights, default=28.0)
    left = 0.0
    placed: list[Box] = []
    for code, (title, _before) in row.lit.items():
        placed.append(Box(code, title, number, left, top, lit_width, height, is_lit=True))
        left += lit_width + _GAP
    for code, title in shown:
        placed.append(Box(code, title, number, left, top, _OTHER_WIDTH, height, is_lit=False))
        left += _OTHER_WIDTH + _GAP
    if folded:
        names = tuple(title for _code, title in folded)
        title = f"+ {len(folded)}"
        placed.append(
            Box(
                _FOLDED, title, number, left, top, _FOLDED_WIDTH, height, is_lit=False, folded=names
            )
        )
    return placed


def _as_end(box: Box, ends: set[str]) -> Box:
    if box.code not in ends or not box.is_lit:
        return box
    return Box(
        box.code,
        box.title,
        box.row,
        box.left,
        box.top,
        box.width,
        box.height,
        is_lit=True,
        is_end=True,
    )


def _links(outcomes: Sequence[OutcomeView], boxes: Sequence[Box]) -> tuple[Link, ...]:
    by_place = {(box.row, box.code): box for box in boxes}
    links: dict[tuple[int, str, str], Link] = {}
    for outcome in outcomes:
        for at, step in enumerate(outcome.steps[:-1]):
            start = by_place[at, step.node]
            end = by_place[at + 1, outcome.steps[at + 1].node]
            links[at, start.code, end.code] = Link(start, end, True, step.because)
            for code in (*(code for code, _title in step.others), _FOLDED):
                other = by_place.get((at + 1, code))
                if other is not None and not other.is_lit:
                    links.setdefault((at, start.code, code), Link(start, other, False))
    return tuple(sorted(links.values(), key=lambda link: link.is_lit))
