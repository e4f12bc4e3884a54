"""The one-page case summary: every block laid out, fitted to exactly one sheet."""

from dataclasses import dataclass, field, replace
from typing import Final

from nenboard.host.language import _
from nenboard.reports import blocks, fonts, style
from nenboard.reports.blocks import prepare
from nenboard.reports.drawing import Box, Drawing, Text
from nenboard.reports.fit import LOWEST_MM, TALLEST_MM, Settings, solve
from nenboard.reports.frame import BANNER_HEIGHT, Foot, Pages, banner, footer
from nenboard.reports.options_block import options_block
from nenboard.reports.style import MM, Paper
from nenboard.reports.summary_blocks import (
    Laid,
    fitness_block,
    imaging_block,
    imaging_width,
    outcome_block,
    pathology_block,
    pathology_width,
    question_block,
)
from nenboard.reports.timeline import Chart, ChartCuts, chart
from nenboard.reports.values import CaseReport, StateKind, Weight

_GAP: Final = 4.6
_PAD_X: Final = 6.0
_PAD_Y: Final = 4.2
_TOP_ROW: Final = 27 * MM
_USUAL_BOTTOM: Final = 190.0
_LEAST_TOP: Final = 18 * MM
_FITNESS_SHARES: Final = (0.3, 0.36, 0.42)
_BOTTOM: Final = ("pathology", "imaging", "options", "outcome")
_PATHOLOGY: Final = (0.2, 0.3)
_LEAST_IMAGING: Final = 0.19
_IMAGING: Final = (0.24, 24.0)
_WIDE_IMAGING: Final = (0.285, 60.0)
_NO_SAMPLES: Final = 0.185
_NATURAL: Final = Settings().table
_SHORTER: Final = 4
"""How far options are shortened before results have to make room for them."""
_LEAST_OPTIONS: Final = 0.29
_OUTCOME: Final = 0.17
_Widths = tuple[tuple[str, float], ...]


@dataclass(slots=True)
class SummaryPage:
    """A laid-out page: its marks, the frame of each block, what was left out by block.

    `said` is the report with its texts as they can be drawn.
    """

    drawing: Drawing
    settings: Settings
    frames: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)
    left_out: list[tuple[str, str, int]] = field(default_factory=list)
    undrawable: frozenset[str] = frozenset()
    said: CaseReport | None = None


def titles() -> dict[str, str]:
    """Names of the blocks, for messages."""
    return {
        "banner": _("Identity"),
        "question": _("Question"),
        "fitness": _("Fitness and wishes"),
        "timeline": _("Timeline"),
        "pathology": _("Pathology"),
        "imaging": _("Imaging and markers"),
        "options": _("Options of the algorithm"),
        "outcome": _("Outcome"),
        "footer": _("Footer"),
    }


def lay_out(report: CaseReport, paper: Paper, *, pages: Pages) -> SummaryPage:
    """The page of a case, after the first step of the fit rules that holds everything.

    Raises DoesNotFit, naming the block, if a part that may never be shortened is too long.
    """
    undrawable: set[str] = set()
    cleaned = prepare(report, undrawable)
    notes = ""
    if undrawable:
        codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(undrawable)[:6])
        rest = _(" and {count} more").format(count=len(undrawable) - 6)
        notes = _(
            "Signs that no font here can draw in order are printed as their code: {codes}."
        ).format(codes=codes + (rest if len(undrawable) > 6 else ""))
    try:
        layout = _Layout(cleaned, paper, pages=pages, notes=notes)
        settings = solve(layout, lambda block: titles().get(block, block))
        page = layout.page(settings)
    finally:
        blocks.forget()
    page.undrawable = frozenset(undrawable)
    page.said = cleaned
    return page


class _Layout:
    """Measures one report under any settings; what a setting does not touch is kept."""

    blocks = ("options", "pathology", "imaging", "outcome")

    def __init__(self, report: CaseReport, paper: Paper, *, pages: Pages, notes: str) -> None:
        self.report = report
        self.paper = paper
        self.pages = pages
        self.notes = notes
        self.banner = banner(report, paper.inner_width)
        self._charts: dict[ChartCuts, Chart] = {}
        self._feet: dict[tuple[bool, ChartCuts], Drawing] = {}
        self._kept: dict[tuple[object, ...], Laid] = {}
        self._balanced: _Widths | None = None
        self._shared: dict[float, tuple[tuple[str, float], ...]] = {}

    def room(self, settings: Settings) -> float:
        """Height inside the frames of the lower row."""
        return self._heights(settings)[2] - 2 * _PAD_Y

    def height(self, block: str, settings: Settings) -> float:
        """Height of a block of the lower row."""
        width = dict(self._bottom_widths(settings))[block]
        return self._block(block, settings, width=width)[0].height

    def _heights(self, settings: Settings) -> tuple[float, float, float]:
        """Height of the upper row, of the chart, and what is left for the lower row."""
        least = _LEAST_TOP if settings.is_balanced else _TOP_ROW
        top = max(least, self._top_height(settings, self._top_widths(settings)))
        chart_height = self._measured(settings).height_for(self._wanted(settings)) + 2 * _PAD_Y
        used = self.banner.height + top + chart_height + self._reserved(settings) + 4 * _GAP
        return top, chart_height, self.paper.inner_height - used

    def _top_height(self, settings: Settings, widths: _Widths) -> float:
        heights = (self._block(name, settings, width=room)[0].height for name, room in widths)
        return max(heights) + 2 * _PAD_Y

    def _wanted(self, settings: Settings) -> float:
        return settings.timeline_mm * MM - 2 * _PAD_Y

    def _measured(self, settings: Settings) -> Chart:
        """The chart at its least height: what it needs, and the most that it leaves out."""
        if settings.chart not in self._charts:
            self._charts[settings.chart] = self._chart(settings, 0.0)
        return self._charts[settings.chart]

    def _chart(self, settings: Settings, height: float) -> Chart:
        width = self.paper.inner_width - 2 * _PAD_X
        return chart(self.report.timeline, width, height=height, cuts=settings.chart)

    def _reserved(self, settings: Settings) -> float:
        """Height of the footer with everything that the measured chart leaves out."""
        key = (settings.short_legend, settings.chart)
        if key not in self._feet:
            self._feet[key] = self._footer(settings, self._measured(settings))
        return self._feet[key].height

    def page(self, settings: Settings) -> SummaryPage:
        """Everything placed under settings that fit, the chart at its full height."""
        page = SummaryPage(Drawing(self.paper.width, self.paper.height), settings)
        heights = self._heights(settings)
        inner = heights[1] - 2 * _PAD_Y
        time = self._measured(settings)
        if inner > time.drawing.height + 0.01:
            time = self._chart(settings, inner)
        foot = self._footer(settings, time)
        if foot.height > self._reserved(settings):
            time = self._measured(settings)
            foot = self._footer(settings, time)
        for name, room in (*self._top_widths(settings), *self._bottom_widths(settings)):
            laid = self._block(name, settings, width=room)
            page.left_out += [(name, what, count) for what, count in laid[1]]
        page.left_out += [("timeline", what, count) for what, count in time.left_out]
        self._assemble(page, heights, parts=(time, foot))
        page.drawing.settle()
        return page

    def blame(self, settings: Settings) -> str:
        """The block that takes most beyond its usual share of the page."""
        heights = {
            name: self._block(name, settings, width=room)[0].height
            for name, room in (*self._top_widths(settings), *self._bottom_widths(settings))
        }
        beyond = {
            "banner": self.banner.height - BANNER_HEIGHT,
            "question": heights["question"] - _TOP_ROW,
            "fitness": heights["fitness"] - _TOP_ROW,
            "timeline": self._heights(settings)[1] - TALLEST_MM * MM,
        } | {name: heights[name] - _USUAL_BOTTOM for name in _BOTTOM}
        return max(beyond, key=lambda name: beyond[name])

    def _block(self, name: str, settings: Settings, *, width: float) -> Laid:
        """A block under these settings, laid out once for all settings that look alike to it."""
        s = settings
        cuts: dict[str, tuple[object, ...]] = {
            "question": (s.new_length, s.question_pt),
            "fitness": (s.comorbidity_entries,),
            "pathology": (s.pathology,),
            "imaging": (s.imaging,),
            "options": (s.options,),
            "outcome": (s.outcome,),
        }
        key = (name, round(width, 3), s.leading, s.body, s.table, *cuts[name])
        if key not in self._kept:
            self._kept[key] = self._made(name, settings, width=width)
        return self._kept[key]

    def _made(self, name: str, settings: Settings, *, width: float) -> Laid:
        r = self.report
        match name:
            case "question":
                return question_block(r.question, width, settings=settings)
            case "fitness":
                return fitness_block(r.fitness, width, settings=settings)
            case "pathology":
                return pathology_block(r.pathology, width, settings=settings)
            case "imaging":
                return imaging_block(r.imaging, width, settings=settings)
            case "options":
                return options_block(r.advice, width, settings=settings)
            case _:
                return outcome_block(r.outcome, width, settings=settings), ()

    def _top_widths(self, settings: Settings) -> _Widths:
        """Widths inside the frames of the upper row; balanced, those that make it lowest."""
        width = self.paper.inner_width
        choices = [
            _split(width, (("question", 1 - share), ("fitness", share)))
            for share in _FITNESS_SHARES
        ]
        if not settings.is_balanced:
            return choices[0]
        if self._balanced is None:
            self._balanced = min(choices, key=lambda widths: self._top_height(settings, widths))
        return self._balanced

    def _bottom_widths(self, settings: Settings) -> _Widths:
        """Widths inside the frames of the lower row: the tables get what their words need."""
        if settings.table not in self._shared:
            narrow = self._shares(settings, results=_IMAGING)
            level = 0 if settings.table >= _NATURAL else _SHORTER
            plain = replace(settings, options=level, imaging=0)
            widths = dict(narrow)
            options = self._block("options", plain, width=widths["options"])[0].height
            imaging = self._block("imaging", plain, width=widths["imaging"])[0].height
            is_wide = imaging > max(options, self.room(replace(plain, timeline_mm=LOWEST_MM)))
            self._shared[settings.table] = (
                self._shares(settings, results=_WIDE_IMAGING) if is_wide else narrow
            )
        return self._shared[settings.table]

    def _shares(self, settings: Settings, *, results: tuple[float, float]) -> _Widths:
        """The lower row; `results` is the most for their block and what it gets beyond its need."""
        width = self.paper.inner_width - 3 * _GAP
        report = self.report
        needed = (pathology_width(report.pathology, settings=settings) + 2 * _PAD_X) / width
        low, high = _PATHOLOGY
        pathology = min(max(needed, low), high) if report.pathology.samples else _NO_SAMPLES
        most, spare = results
        needed = imaging_width(report.imaging, settings=settings) + spare + 2 * _PAD_X
        most = min(most, 1 - pathology - _OUTCOME - _LEAST_OPTIONS)
        imaging = min(max(needed / width, _LEAST_IMAGING), most)
        shares = (pathology, imaging, 1 - pathology - imaging - _OUTCOME, _OUTCOME)
        return _split(self.paper.inner_width, tuple(zip(_BOTTOM, shares, strict=True)))

    def _footer(self, settings: Settings, time: Chart) -> Drawing:
        notes = self.notes
        counted = "; ".join(f"{count} {what}" for what, count in time.left_out)
        if counted:
            notes = _("Timeline: {counted}, see detail. {notes}").format(
                counted=counted, notes=notes
            )
        if settings.short_legend:
            notes = _("Legend of the marks: see detail. {notes}").format(notes=notes)
        foot = Foot(self.pages, time.used, notes.strip(), has_legend=not settings.short_legend)
        return footer(self.report, self.paper.inner_width, foot=foot)

    def _assemble(
        self,
        page: SummaryPage,
        heights: tuple[float, float, float],
        *,
        parts: tuple[Chart, Drawing],
    ) -> None:
        width, left, y = self.paper.inner_width, self.paper.margin, self.paper.margin
        foot = parts[1]
        foot_y = self.paper.height - self.paper.margin - foot.height
        page.frames["banner"] = (left, y, width, self.banner.height)
        page.frames["footer"] = (left, foot_y, width, foot.height)
        page.drawing.place(self.banner, left, dy=y)
        y += self.banner.height + _GAP
        settings = page.settings
        widths = self._top_widths(settings)
        top = {name: self._block(name, settings, width=room)[0] for name, room in widths}
        self._row(page, widths, y=y, height=heights[0], blocks=top)
        y += heights[0] + _GAP
        chart_row = (("timeline", width - 2 * _PAD_X),)
        self._row(page, chart_row, y=y, height=heights[1], blocks={"timeline": parts[0].drawing})
        y += heights[1] + _GAP
        widths = self._bottom_widths(settings)
        bottom = {name: self._block(name, settings, width=room)[0] for name, room in widths}
        room = heights[2] - 2 * _PAD_Y
        bottom["outcome"] = outcome_block(
            self.report.outcome, widths[-1][1], settings=settings, room=room
        )
        self._row(page, widths, y=y, height=heights[2], blocks=bottom)
        page.drawing.place(foot, left, dy=foot_y)

    def _row(
        self,
        page: SummaryPage,
        widths: tuple[tuple[str, float], ...],
        *,
        y: float,
        height: float,
        blocks: dict[str, Drawing],
    ) -> None:
        """Blocks of one height beside each other, each in its frame."""
        x = self.paper.margin
        for name, inner in widths:
            room = inner + 2 * _PAD_X
            box = (x, y, room, height)
            page.frames[name] = box
            if name == "outcome" and self.report.state.kind is StateKind.DRAFT:
                _watermark(page.drawing, box)
            is_fitness = name == "fitness"
            ink = style.colour("text" if is_fitness else style.RULE_COLOUR)
            thickness = 1.6 if is_fitness else 0.7
            page.drawing.add(Box(*box, stroke=ink, thickness=thickness, radius=2))
            page.drawing.absorb(blocks[name], x + _PAD_X, dy=y + _PAD_Y)
            x += room + _GAP


def _split(width: float, shares: tuple[tuple[str, float], ...]) -> _Widths:
    """Widths inside the frames of blocks that share a row."""
    room = width - (len(shares) - 1) * _GAP
    return tuple((name, room * share - 2 * _PAD_X) for name, share in shares)


def _watermark(drawing: Drawing, box: tuple[float, float, float, float]) -> None:
    """The word of a draft, outlined, behind the outcome block only."""
    x, y, width, height = box
    word, size = _("DRAFT"), 40.0
    wide = fonts.width(word, Weight.BOLD, size=size)
    mark = Text(x + width / 2, y + height / 2, word, size, Weight.BOLD, "#EBEBEB", wide, "outcome")
    mark.is_watermark, mark.angle = True, 52.0
    drawing.add(mark)
