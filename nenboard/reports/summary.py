"""The one-page case summary: every block laid out, fitted to exactly one sheet."""

from dataclasses import dataclass, field
from typing import Final

from nenboard.host.language import _
from nenboard.reports import fonts, style
from nenboard.reports.blocks import prepare
from nenboard.reports.drawing import Box, Drawing, Text
from nenboard.reports.fit import TALLEST_MM, Settings, solve
from nenboard.reports.frame import BANNER_HEIGHT, Foot, Pages, banner, footer
from nenboard.reports.legend import Used
from nenboard.reports.options_block import options_block
from nenboard.reports.style import MM, Paper
from nenboard.reports.summary_blocks import (
    Laid,
    fitness_block,
    imaging_block,
    outcome_block,
    pathology_block,
    question_block,
)
from nenboard.reports.timeline import Chart, ChartCuts, chart
from nenboard.reports.values import CaseReport, StateKind, Weight

_GAP: Final = 4.6
_PAD_X: Final = 6.0
_PAD_Y: Final = 4.2
_TOP_ROW: Final = 27 * MM
_USUAL_BOTTOM: Final = 190.0
_COLUMNS: Final = (0.275, 0.235, 0.32, 0.17)
_COLUMNS_BARE: Final = (0.185, 0.235, 0.41, 0.17)


@dataclass(slots=True)
class SummaryPage:
    """A laid-out page: its marks, the frame of each block, what was left out by block.

    `excess` is by how many points the page is too tall, `overflowing` the block to blame.
    """

    drawing: Drawing
    settings: Settings
    frames: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)
    left_out: list[tuple[str, str, int]] = field(default_factory=list)
    excess: float = 0.0
    overflowing: str = ""
    undrawable: frozenset[str] = frozenset()


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
        page = solve(layout.attempt, lambda block: titles().get(block, block))
        layout.finish(page)
    finally:
        fonts.forget()
    page.undrawable = frozenset(undrawable)
    return page


class _Layout:
    """Lays out one report again and again; blocks that a step does not touch are kept."""

    def __init__(self, report: CaseReport, paper: Paper, *, pages: Pages, notes: str) -> None:
        self.report = report
        self.paper = paper
        self.pages = pages
        self.notes = notes
        self.banner = banner(report, paper.inner_width)
        self._charts: dict[ChartCuts, Chart] = {}
        self._feet: dict[tuple[bool, ChartCuts], Drawing] = {}
        self._kept: dict[tuple[object, ...], Laid] = {}

    def attempt(self, settings: Settings) -> SummaryPage:
        """Whether the page holds everything under these settings; nothing is placed yet."""
        width = self.paper.inner_width
        page = SummaryPage(Drawing(self.paper.width, self.paper.height), settings)
        _top, chart_height, room = self._heights(settings)
        bottom = self._bottom_row(settings, width)
        tallest = max(bottom, key=lambda name: bottom[name].height)
        over = (block.height + 2 * _PAD_Y - room for block in bottom.values())
        page.excess = sum(max(points, 0.0) for points in over)
        if page.excess:
            page.overflowing = self._too_tall(tallest, chart_height)
        return page

    def _heights(self, settings: Settings) -> tuple[float, float, float]:
        """Height of the upper row, of the chart, and what is left for the lower row."""
        width = self.paper.inner_width
        upper = (
            self._block(name, settings, width=room - 2 * _PAD_X)[0].height
            for name, room in self._top_widths(settings, width)
        )
        top = max(_TOP_ROW, *(height + 2 * _PAD_Y for height in upper))
        chart_height = self._measured(settings).height_for(self._wanted(settings)) + 2 * _PAD_Y
        used = self.banner.height + top + chart_height + self._reserved(settings) + 4 * _GAP
        return top, chart_height, self.paper.inner_height - used

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

    def finish(self, page: SummaryPage) -> None:
        """Place everything on a page that fits, the chart at its full height."""
        settings = page.settings
        heights = self._heights(settings)
        time = self._chart(settings, heights[1] - 2 * _PAD_Y)
        foot = self._footer(settings, time)
        if foot.height > self._reserved(settings):
            time = self._measured(settings)
            foot = self._footer(settings, time)
        for name, laid in self._laid(settings).items():
            page.left_out += [(name, what, count) for what, count in laid[1]]
        page.left_out += [("timeline", what, count) for what, count in time.left_out]
        self._assemble(page, heights, parts=(time, foot))

    def _laid(self, settings: Settings) -> dict[str, Laid]:
        width = self.paper.inner_width
        widths = (*self._top_widths(settings, width), *self._bottom_widths(width))
        return {name: self._block(name, settings, width=room - 2 * _PAD_X) for name, room in widths}

    def _too_tall(self, tallest: str, chart_height: float) -> str:
        """The block to blame: the one that takes most beyond its usual share of the page."""
        heights = {str(key[0]): laid[0].height for key, laid in self._kept.items()}
        beyond = {
            "banner": self.banner.height - BANNER_HEIGHT,
            "question": heights["question"] - _TOP_ROW,
            "fitness": heights["fitness"] - _TOP_ROW,
            "timeline": chart_height - TALLEST_MM * MM,
            tallest: heights[tallest] - _USUAL_BOTTOM,
        }
        return max(beyond, key=lambda name: beyond[name])

    def _block(self, name: str, settings: Settings, *, width: float) -> Laid:
        """A block under these settings, laid out once for all settings that look alike to it."""
        s = settings
        cuts: dict[str, tuple[object, ...]] = {
            "question": (s.new_length, s.fitness_share, s.question_pt),
            "fitness": (s.comorbidity_entries, s.fitness_share),
            "pathology": (s.sample_rows, s.text_length),
            "imaging": (s.main_markers_only, s.text_length),
            "options": (s.count_notes, s.count_not_routine, s.option_words, s.count_supported),
        }
        key = (name, s.leading, s.body, s.table, *cuts.get(name, (s.fewer_lines,)))
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

    def _top_widths(self, settings: Settings, width: float) -> tuple[tuple[str, float], ...]:
        right = width * settings.fitness_share
        return ("question", width - right - _GAP), ("fitness", right)

    def _bottom_widths(self, width: float) -> tuple[tuple[str, float], ...]:
        room = width - 3 * _GAP
        names = ("pathology", "imaging", "options", "outcome")
        shares = _COLUMNS if self.report.pathology.samples else _COLUMNS_BARE
        return tuple((name, room * share) for name, share in zip(names, shares, strict=True))

    def _bottom_row(self, settings: Settings, width: float) -> dict[str, Drawing]:
        return {
            name: self._block(name, settings, width=room - 2 * _PAD_X)[0]
            for name, room in self._bottom_widths(width)
        }

    def _footer(self, settings: Settings, time: Chart) -> Drawing:
        letters = tuple(time.letters.items())
        used = Used(time.responses, time.symbols, letters, time.has_receptor_scan)
        notes = self.notes
        counted = "; ".join(f"{count} {what}" for what, count in time.left_out)
        if counted:
            notes = _("Timeline: {counted}, see detail. {notes}").format(
                counted=counted, notes=notes
            )
        if settings.short_legend:
            notes = _("Legend of the marks: see detail. {notes}").format(notes=notes)
        foot = Foot(self.pages, used, notes.strip(), has_legend=not settings.short_legend)
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
        top = {
            name: self._block(name, page.settings, width=room - 2 * _PAD_X)[0]
            for name, room in self._top_widths(page.settings, width)
        }
        self._row(page, self._top_widths(page.settings, width), y=y, height=heights[0], blocks=top)
        y += heights[0] + _GAP
        chart_row = (("timeline", width),)
        self._row(page, chart_row, y=y, height=heights[1], blocks={"timeline": parts[0].drawing})
        y += heights[1] + _GAP
        widths = self._bottom_widths(width)
        bottom = self._bottom_row(page.settings, width)
        bottom["outcome"] = outcome_block(
            self.report.outcome,
            widths[-1][1] - 2 * _PAD_X,
            settings=page.settings,
            room=heights[2] - 2 * _PAD_Y,
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
        for name, room in widths:
            box = (x, y, room, height)
            page.frames[name] = box
            if name == "outcome" and self.report.state.kind is StateKind.DRAFT:
                _watermark(page.drawing, box)
            is_fitness = name == "fitness"
            ink = style.colour("text" if is_fitness else style.RULE_COLOUR)
            thickness = 1.6 if is_fitness else 0.7
            page.drawing.add(Box(*box, stroke=ink, thickness=thickness, radius=2))
            page.drawing.place(blocks[name], x + _PAD_X, dy=y + _PAD_Y)
            x += room + _GAP


def _watermark(drawing: Drawing, box: tuple[float, float, float, float]) -> None:
    """The word of a draft, outlined, behind the outcome block only."""
    x, y, width, height = box
    word, size = _("DRAFT"), 40.0
    wide = fonts.width(word, Weight.BOLD, size=size)
    mark = Text(x + width / 2, y + height / 2, word, size, Weight.BOLD, "#EBEBEB", wide, "outcome")
    mark.is_watermark, mark.angle = True, 52.0
    drawing.add(mark)
