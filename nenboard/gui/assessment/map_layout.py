"""Where the nodes of the decision map stand: one row for each question, the lit node at its left.

Other branches stand beside the lit node, in as many lines as they need; none is folded away. A
branch that was opened shows the nodes it leads to in a row of its own, and so on inside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nenboard.gui.assessment.graph_view import Graph
from nenboard.gui.assessment.view import OutcomeView

_GAP: Final = 8.0
_ROW_GAP: Final = 34.0
_LINE_GAP: Final = 24.0
_BEND: Final = 13.0
_LIT_WIDTH: Final = 132.0
_OTHER_WIDTH: Final = 112.0
"""Room for the longest word of a title."""
_MARGIN: Final = 8.0

Key = tuple[str, int, str]
"""The kind of row (path or open), its number, and the node."""
Point = tuple[float, float]
Measure = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Box:
    """A node on the map."""

    key: Key
    title: str
    left: float
    top: float
    width: float
    height: float
    line: int = 0
    is_lit: bool = False
    is_end: bool = False
    opens: bool = False
    is_open: bool = False

    @property
    def code(self) -> str:
        """The node."""
        return self.key[2]

    @property
    def centre(self) -> float:
        """The middle of the box, across."""
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Link:
    """From a box to one of the next row; a lit one carries what decided."""

    start: Key
    end: Key
    points: tuple[Point, ...]
    is_lit: bool
    words: str = ""

    @property
    def words_top(self) -> float:
        """Where the words stand: above the row they lead to, clear of lines to other branches."""
        return self.points[-1][1] - _ROW_GAP + 2


@dataclass(frozen=True, slots=True)
class PathMap:
    """Boxes by row in reading order, links, and the room they take."""

    rows: tuple[tuple[Box, ...], ...]
    links: tuple[Link, ...]
    width: float
    height: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes in reading order."""
        return tuple(box for row in self.rows for box in row)

    def box(self, key: Key) -> Box | None:
        """A box by its key."""
        return next((box for box in self.boxes if box.key == key), None)


@dataclass
class _Row:
    kind: str
    number: int
    lit: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)

    def key(self, code: str) -> Key:
        return (self.kind, self.number, code)


def lay_out(
    outcomes: Sequence[OutcomeView],
    graph: Graph,
    *,
    opened: Sequence[str],
    width: float,
    measure: Measure,
) -> PathMap:
    """Place the ways of all branches and the branches that were opened, one inside the other.

    `measure` tells the height of a title in a width.
    """
    rows = list(_with_opened(_path_rows(outcomes), graph, opened))
    ends = {outcome.code for outcome in outcomes}
    most_lit = max((len(row.lit) for row in rows), default=1)
    shape = _Shape(width - _MARGIN, max(most_lit, 1), measure)
    placed: list[tuple[Box, ...]] = []
    top = 1.0
    for row in rows:
        boxes = tuple(_marked(box, row, graph, ends, opened) for box in shape.place(row, top))
        placed.append(boxes)
        top = max(box.bottom for box in boxes) + _ROW_GAP
    links = tuple(sorted(_links(outcomes, graph, placed, opened), key=lambda link: link.is_lit))
    return PathMap(tuple(placed), links, width, top - _ROW_GAP + 2)


def _path_rows(outcomes: Sequence[OutcomeView]) -> list[_Row]:
    """The lit nodes of each depth, and what else was possible there."""
    depth = max((len(outcome.steps) for outcome in outcomes), default=0)
    rows = [_Row("path", number) for number in range(depth)]
    for outcome in outcomes:
        for at, step in enumerate(outcome.steps):
            rows[at].lit.setdefault(step.node, step.title)
            if at + 1 < len(outcome.steps):
                rows[at + 1].others.update(step.others)
    for row in rows:
        row.others = {code: title for code, title in row.others.items() if code not in row.lit}
    return rows


def _with_opened(rows: list[_Row], graph: Graph, opened: Sequence[str]) -> Iterator[_Row]:
    """The rows with those of the opened branches after the row in which they start."""
    for row in rows:
        yield row
        if opened and opened[0] in row.others:
            for number, code in enumerate(opened):
                titles = {child: graph[child].title for child in graph[code].children}
                yield _Row("open", number, others=titles)


class _Shape:
    """Widths and columns of one map."""

    def __init__(self, width: float, most_lit: int, measure: Measure) -> None:
        self.width, self.measure = width, measure
        room = (width - _OTHER_WIDTH - _GAP) / most_lit - _GAP
        self.lit_width = max(min(_LIT_WIDTH, room), 60.0)

    def place(self, row: _Row, top: float) -> list[Box]:
        boxes: list[Box] = []
        heights = [self.measure(title, self.lit_width) for title in row.lit.values()]
        lit_height = max(heights, default=0.0)
        left = 0.0
        for code, title in row.lit.items():
            box = Box(row.key(code), title, left, top, self.lit_width, lit_height, is_lit=True)
            boxes.append(box)
            left += self.lit_width + _GAP
        left = max(left, self.lit_width + _GAP)
        columns = max(int((self.width - left + _GAP) // (_OTHER_WIDTH + _GAP)), 1)
        others = list(row.others.items())
        room = self.width - left + _GAP
        used = min(columns, max(len(others), 1))
        wide = min(room / used - _GAP, _OTHER_WIDTH * 1.25)
        for number, start in enumerate(range(0, len(others), columns)):
            line = others[start : start + columns]
            height = max(self.measure(title, wide) for _code, title in line)
            if number == 0 and row.lit:
                height = max(height, lit_height)
                boxes = [replace(box, height=height) for box in boxes]
            for place, (code, title) in enumerate(line):
                at = left + place * (wide + _GAP)
                boxes.append(Box(row.key(code), title, at, top, wide, height, line=number))
            top += height + _LINE_GAP
        return boxes


def _marked(box: Box, row: _Row, graph: Graph, ends: set[str], opened: Sequence[str]) -> Box:
    """The box with what it is: the end of a way, a branch that opens, one that is open."""
    if box.is_lit:
        return replace(box, is_end=box.code in ends)
    node = graph.get(box.code)
    depth = 0 if row.kind == "path" else row.number + 1
    is_open = depth < len(opened) and opened[depth] == box.code
    return replace(box, opens=node is not None and bool(node.children), is_open=is_open)


def _links(
    outcomes: Sequence[OutcomeView],
    graph: Graph,
    placed: Sequence[tuple[Box, ...]],
    opened: Sequence[str],
) -> Iterator[Link]:
    boxes = {box.key: box for row in placed for box in row}
    edge = max((box.left + box.width for box in boxes.values()), default=0.0)
    seen: set[tuple[Key, Key]] = set()
    for outcome in outcomes:
        for at, step in enumerate(outcome.steps[:-1]):
            start = boxes["path", at, step.node]
            onward = outcome.steps[at + 1].node
            for code in (onward, *(code for code, _title in step.others)):
                end = boxes["path", at + 1, code]
                is_lit = code == onward
                if (end.is_lit and not is_lit) or (start.key, end.key) in seen:
                    continue
                seen.add((start.key, end.key))
                words = step.because if is_lit else ""
                yield Link(start.key, end.key, _route(start, end, placed, edge), is_lit, words)
    for number, code in enumerate(opened):
        start_box = next((box for box in boxes.values() if box.is_open and box.code == code), None)
        for child in graph[code].children if start_box is not None else ():
            end = boxes["open", number, child]
            assert start_box is not None  # noqa: S101 - the loop is empty without it
            yield Link(start_box.key, end.key, _route(start_box, end, placed, edge), False)


def _route(
    start: Box, end: Box, placed: Sequence[tuple[Box, ...]], edge: float
) -> tuple[Point, ...]:
    """Down, across, down; round the boxes where lines stand between."""
    row = next(row for row in placed if any(box.key == end.key for box in row))
    top = min(box.top for box in row) - _BEND
    points: list[Point] = [(start.centre, start.bottom)]
    own = next(row for row in placed if any(box.key == start.key for box in row))
    if not start.is_lit and start.line < max(box.line for box in own):
        low = start.bottom + 6
        points += [(start.centre, low), (edge + 4, low), (edge + 4, top)]
    else:
        points.append((start.centre, top))
    if end.line:
        trunk = min(box.left for box in row if not box.is_lit) - _GAP / 2
        points += [(trunk, top), (trunk, end.top - _BEND), (end.centre, end.top - _BEND)]
    else:
        points.append((end.centre, top))
    return (*points, (end.centre, end.top))
