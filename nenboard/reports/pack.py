"""The sheets of a meeting pack in their order, with banner, footer and page numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nenboard.host.language import _
from nenboard.reports import blocks, fonts, reread, style
from nenboard.reports.blocks import Flow, prepare, strong, words
from nenboard.reports.drawing import Box, Drawing, Line, Text
from nenboard.reports.frame import BANNER_HEIGHT, Pages, as_of, state_mark
from nenboard.reports.pack_cover import Entry, cover, cover_pages
from nenboard.reports.pack_tables import agenda, attendance, paged, readiness, without_discussion
from nenboard.reports.pack_values import AgendaLine, MeetingPack
from nenboard.reports.paint import Sheet
from nenboard.reports.style import Paper, Type
from nenboard.reports.summary import lay_out
from nenboard.reports.values import Phrase, Span, Tone, Weight

_PAD: Final = 7.0


@dataclass(slots=True)
class PackSheets:
    """The pages in order, and what each must read back."""

    sheets: list[Sheet] = field(default_factory=list)
    expected: list[tuple[reread.Expected, ...]] = field(default_factory=list)

    @property
    def drawings(self) -> list[Drawing]:
        """The pages as drawn."""
        return [sheet.drawing for sheet in self.sheets]

    def add(self, sheet: Sheet, expected: tuple[reread.Expected, ...] = ()) -> None:
        """Append a page."""
        self.sheets.append(sheet)
        self.expected.append(expected)


def lay_out_pack(
    pack: MeetingPack, paper: Paper, *, after_case: Callable[[int], None]
) -> PackSheets:
    """All pages with their numbers. `after_case` is told how many case pages are done."""
    try:
        return _laid_out(pack, paper, after_case=after_case)
    finally:
        blocks.forget()


def _laid_out(pack: MeetingPack, paper: Paper, *, after_case: Callable[[int], None]) -> PackSheets:
    reports = pack.reports
    has_page = [line.report is not None for line in pack.agenda]
    bare = tuple(replace(line, report=None) for line in pack.agenda)
    pack = prepare(replace(pack, agenda=bare))
    lists = _lists(pack, paper)
    before, after = lists[:2], lists[2:]
    paged_lines = [line for line, is_paged in zip(pack.agenda, has_page, strict=True) if is_paged]
    covers = cover_pages(len(reports) + len(lists), paper)
    first_case = covers + sum(len(item.pages) for item in before) + 1
    total = covers + len(reports) + sum(len(item.pages) for item in lists)
    cases = [
        (_case_name(line), first_case + place, _anchor(place))
        for place, line in enumerate(paged_lines)
    ]
    entries = [
        *_placed(before, first=covers + 1),
        *cases,
        *_placed(after, first=first_case + len(reports)),
    ]
    out = PackSheets()
    page = _Numbered(pack, paper, total=total)
    for number, drawing in enumerate(cover(pack, paper, entries=entries)):
        out.add(Sheet(page.finished(drawing), f"cover{number}", "" if number else _("Cover")))
    _add_all(out, page, lists=before)
    for place, (line, report) in enumerate(zip(paged_lines, reports, strict=True)):
        page.number += 1
        laid = lay_out(report, paper, pages=Pages(1, 1, page.number, total))
        sheet = Sheet(laid.drawing, _anchor(place), _case_name(line))
        out.add(sheet, reread.must_print(report, laid))
        after_case(place + 1)
    _add_all(out, page, lists=after)
    return out


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the pack: its name in contents and bookmarks, its anchor, its pages."""

    name: str
    anchor: str
    pages: list[Drawing]


def _lists(pack: MeetingPack, paper: Paper) -> list[_List]:
    """Agenda and readiness, which stand before the cases; then what stands after them."""
    missing = _("What is missing, and who can answer")
    found = [
        _List(_("Agenda"), "agenda", paged(paper, [(_("Agenda"), agenda(pack, paper))])),
        _List(_("What is missing"), "missing", paged(paper, [(missing, readiness(pack, paper))])),
    ]
    others = without_discussion(pack, paper)
    if others:
        found.append(_List(_("Cases without discussion"), "others", paged(paper, others)))
    if pack.seats:
        sheet = paged(paper, [(_("Attendance"), attendance(pack, paper))])
        found.append(_List(_("Attendance"), "attendance", sheet))
    return found


def _placed(lists: Sequence[_List], *, first: int) -> list[Entry]:
    entries = []
    for item in lists:
        entries.append((item.name, first, item.anchor))
        first += len(item.pages)
    return entries


def _case_name(line: AgendaLine) -> str:
    """Number, initials if there are any, and case key: no name in contents or bookmarks."""
    who = f"{line.initials}, {line.case_key}".removeprefix(", ")
    return _("Case {number}: {who}").format(number=line.number, who=who)


def _anchor(place: int) -> str:
    return f"case{place}"


def _add_all(out: PackSheets, page: "_Numbered", *, lists: Sequence[_List]) -> None:
    for item in lists:
        for number, drawing in enumerate(item.pages):
            anchor = f"{item.anchor}{number}" if number else item.anchor
            out.add(Sheet(page.finished(drawing), anchor, "" if number else item.name))


class _Numbered:
    """Puts banner and footer of the meeting on pages that show no single person."""

    def __init__(self, pack: MeetingPack, paper: Paper, *, total: int) -> None:
        self.pack = pack
        self.paper = paper
        self.total = total
        self.number = 0

    def finished(self, body: Drawing) -> Drawing:
        """The page with its banner, number and footer."""
        self.number += 1
        paper = self.paper
        drawing = Drawing(paper.width, paper.height)
        self._banner(drawing)
        drawing.place(body, paper.margin, dy=paper.margin + BANNER_HEIGHT + 8)
        foot = self._footer()
        drawing.place(foot, paper.margin, dy=paper.height - paper.margin - foot.height)
        return drawing

    def _banner(self, drawing: Drawing) -> None:
        x, y, width = self.paper.margin, self.paper.margin, self.paper.inner_width
        ground, edge = style.colour("banner"), style.colour("primary")
        drawing.add(Box(x, y, width, BANNER_HEIGHT, ground, edge, 1.0, 2))
        middle, size = y + BANNER_HEIGHT / 2, style.QUESTION
        ink = style.colour("text")
        name, mark = self.pack.title, self.pack.version
        wide = fonts.width(name, Weight.BOLD, size=size)
        baseline = middle + size * 0.36
        drawing.add(Text(x + _PAD, baseline, name, size, Weight.BOLD, ink, wide, "banner"))
        framed = state_mark(drawing, self.pack.state, x=x + width - _PAD, middle=middle)
        wide = fonts.width(mark, Weight.BOLD, size=8.5)
        left = framed - 10 - wide
        drawing.add(Text(left, middle + 3.1, mark, 8.5, Weight.BOLD, ink, wide, "banner"))

    def _footer(self) -> Drawing:
        pack, width = self.pack, self.paper.inner_width
        flow = Flow(width, Type(style.SMALLEST, 1.2, "footer"))
        flow.drawing.add(Line(0, 0, width, 0, style.colour(style.RULE_COLOUR), 0.6))
        flow.space(2.4)
        page = strong(_("Page {page} of {pages}").format(page=self.number, pages=self.total))
        wide = fonts.width(page[0].text, Weight.BOLD, size=style.SMALLEST)
        top = flow.y
        first: Phrase = (Span(pack.synthetic, Weight.BOLD, Tone.SYNTHETIC), Span("\u00a0\u00a0 "))
        mark = f"{pack.fingerprint[:4]}\u00a0{pack.fingerprint[4:8]}"
        said = [as_of(pack), _("Fingerprint {print}").format(print=mark), pack.program]
        if pack.audit_head:
            said.append(_("Audit {head}").format(head=pack.audit_head))
        text = "\u00a0\u00a0 ".join(said)
        flow.phrase((*(first if pack.synthetic else ()), Span(text)), width=width - wide - 13)
        bottom, flow.y = flow.y, top
        flow.phrase(page, x=width - wide, width=wide + 1)
        flow.y = max(bottom, flow.y)
        line = f"{pack.confidentiality} {pack.statement}"
        flow.phrase(words(line, tone=Tone.QUIET))
        return flow.done()
