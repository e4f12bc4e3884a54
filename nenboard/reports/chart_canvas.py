"""What the rows of the time chart draw on: axis, row labels, labels beside marks."""

from dataclasses import dataclass, field
from typing import Final

from nenboard.reports import fonts, marks, style
from nenboard.reports.axis import Axis
from nenboard.reports.drawing import Box, Drawing, Line, Text
from nenboard.reports.sayings import Saying
from nenboard.reports.values import Tone, Weight

BLOCK: Final = "timeline"
LABELS: Final = 92.0
RIGHT: Final = 16.0
LANE: Final = 11.5
HEAD: Final = 13.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark that can be pointed at: its middle and half its size in points, and what it says.

    It says several things where it stands for several marks.
    """

    x: float
    y: float
    half: float
    tall: float
    says: tuple[Saying, ...]


@dataclass(slots=True)
class Canvas:
    """What every row draws on: the drawing, the axis, the next free height, what was left out."""

    drawing: Drawing
    axis: Axis
    y: float
    left_out: list[tuple[str, int]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def label(
        self, name: str, below: str = "", *, height: float, width: float = LABELS - 6
    ) -> None:
        """Name of the row that starts here, with a quiet second line where there is room."""
        size = style.SMALLEST
        two = bool(below) and height >= 2 * size * 1.25
        baseline = self.y + (size * 1.1 if two else height / 2 + size * 0.36)
        self._name(name, baseline, weight=Weight.SEMIBOLD, width=width)
        if two:
            self._name(below, baseline + size * 1.25, weight=Weight.REGULAR, width=width)

    def _name(self, name: str, baseline: float, *, weight: Weight, width: float) -> None:
        shown, size = name, style.SMALLEST
        while fonts.width(shown, weight, size=size) > width and len(shown) > 1:
            shown = shown[:-2].rstrip() + "…"
        wide = fonts.width(shown, weight, size=size)
        ink = style.colour(Tone.TEXT if weight is Weight.SEMIBOLD else Tone.QUIET)
        self.drawing.add(Text(0, baseline, shown, size, weight, ink, wide, BLOCK))

    def rule(self) -> None:
        """A thin line below the row."""
        ink = style.colour("line")
        self.drawing.add(Line(0, self.y, self.drawing.width, self.y, ink, 0.5))


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark, with their weight and the ground they stand on."""

    words: str
    weight: Weight = Weight.REGULAR
    ground: str = marks.WHITE


def beside(drawing: Drawing, label: Label, *, at: tuple[float, float], offset: float) -> None:
    """A label right (positive offset) or left of a mark on a clean ground; none for 0."""
    if not offset or not label.words:
        return
    x, middle = at
    size = style.SMALLEST
    wide = fonts.width(label.words, label.weight, size=size)
    left = x + offset if offset > 0 else x + offset - wide
    drawing.add(Box(left - 1, middle - size * 0.55, wide + 2, size * 1.1, label.ground))
    ink = style.colour("text")
    baseline = middle + size * 0.36
    drawing.add(Text(left, baseline, label.words, size, label.weight, ink, wide, BLOCK))
