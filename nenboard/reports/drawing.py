"""A page as plain marks: text boxes, lines, shapes. Origin top left, points, y downwards."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nenboard.reports.fonts import ASCENT, DESCENT
from nenboard.reports.style import Type
from nenboard.reports.values import Span, Weight


@dataclass(slots=True)
class Text:
    """A run of words at a baseline. A watermark lies behind and may touch other text."""

    x: float
    y: float
    words: str
    size: float
    weight: Weight
    colour: str
    width: float
    block: str = ""
    is_watermark: bool = False
    angle: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the letters."""
        return (
            self.x,
            self.y - ASCENT * self.size,
            self.x + self.width,
            self.y + DESCENT * self.size,
        )


@dataclass(slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float = 0.6
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class Box:
    """A rectangle, filled, outlined or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thickness: float = 0.6
    radius: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class Polygon:
    """A closed or open path of straight pieces."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    thickness: float = 0.8
    is_closed: bool = True
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class Circle:
    """A circle, filled, outlined or both."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    thickness: float = 0.8
    dash: tuple[float, ...] = ()


@dataclass(slots=True)
class Link:
    """A rectangle that leads to another page of the document."""

    x: float
    y: float
    width: float
    height: float
    target: str


@dataclass(slots=True)
class Tiles:
    """Dark tiles of one height in a box: each with its place from the corner and its width."""

    x: float
    y: float
    width: float
    height: float
    tile: float
    tiles: tuple[tuple[float, float, float], ...]
    fill: str


@dataclass(slots=True)
class Deferred:
    """Words whose marks are made only where the drawing is placed: most layouts are only measured.

    `words` stand on a baseline from `x`, each with its width and the blank before it for type of
    one point; `draw` makes their marks.
    """

    x: float
    y: float
    words: Sequence[tuple[Span, str, float, float]]
    typeface: Type
    draw: "Callable[[Drawing, Deferred], None]"

    @property
    def width(self) -> float:
        """Length of the words."""
        length = sum([blank + wide for _span, _word, wide, blank in self.words])
        return (length - self.words[0][3]) * self.typeface.size


Mark = Text | Line | Box | Polygon | Circle | Link | Tiles


@dataclass(slots=True)
class Drawing:
    """Marks laid out at their own origin, with the height they take."""

    width: float
    height: float = 0.0
    marks: list[Mark | Deferred] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where its words end."""
        found = (m.x + m.width for m in self.marks if isinstance(m, Text | Deferred))
        return max(found, default=0.0)

    def settle(self) -> None:
        """Make the marks of words that were only measured so far."""
        if not any(type(mark) is Deferred for mark in self.marks):
            return
        before, self.marks = self.marks, []
        for mark in before:
            if isinstance(mark, Deferred):
                mark.draw(self, mark)
            else:
                self.marks.append(mark)

    def drawn(self) -> Iterator[Mark]:
        """All marks in order, words made into marks first."""
        self.settle()
        for mark in self.marks:
            if not isinstance(mark, Deferred):
                yield mark

    def add(self, *marks: Mark | Deferred) -> None:
        """Put marks on top of what is there."""
        self.marks.extend(marks)

    def texts(self) -> Iterator[Text]:
        """All runs of words in speaking order, watermarks left out."""
        self.settle()
        for mark in self.marks:
            if isinstance(mark, Text) and not mark.is_watermark:
                yield mark

    def place(self, other: "Drawing", dx: float, *, dy: float) -> None:
        """Copy the marks of another drawing here, moved."""
        other.settle()
        self.marks.extend(moved(other.marks, dx, dy=dy))

    def absorb(self, other: "Drawing", dx: float, *, dy: float) -> None:
        """Move the marks of another drawing here; the other one is used up."""
        for mark in other.marks:
            _shift(mark, dx, dy=dy)
        self.marks.extend(other.marks)
        other.marks = []


def _shift(mark: Mark | Deferred, dx: float, *, dy: float) -> None:
    if isinstance(mark, Line):
        mark.x1 += dx
        mark.x2 += dx
        mark.y1 += dy
        mark.y2 += dy
    elif isinstance(mark, Polygon):
        mark.points = tuple((x + dx, y + dy) for x, y in mark.points)
    else:
        mark.x += dx
        mark.y += dy


def moved(marks: Iterable[Mark | Deferred], dx: float, *, dy: float) -> Iterator[Mark]:
    """The same marks, moved."""
    for mark in marks:
        match mark:
            case Text(x, y, words, size, weight, colour, width, block, water, angle):
                yield Text(x + dx, y + dy, words, size, weight, colour, width, block, water, angle)
            case Line(x1, y1, x2, y2, colour, thickness, dash):
                yield Line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, colour, thickness, dash)
            case Box(x, y, width, height, fill, stroke, thickness, radius, dash):
                yield Box(x + dx, y + dy, width, height, fill, stroke, thickness, radius, dash)
            case Polygon(points, fill, stroke, thickness, closed, dash):
                shifted = tuple((x + dx, y + dy) for x, y in points)
                yield Polygon(shifted, fill, stroke, thickness, closed, dash)
            case Circle(x, y, radius, fill, stroke, thickness, dash):
                yield Circle(x + dx, y + dy, radius, fill, stroke, thickness, dash)
            case Link(x, y, width, height, target):
                yield Link(x + dx, y + dy, width, height, target)
            case Tiles(x, y, width, height, tile, tiles, fill):
                yield Tiles(x + dx, y + dy, width, height, tile, tiles, fill)
