"""The sheets of a meeting pack: cover with contents, tables, case pages, attendance."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from nenboard.host.language import _
from nenboard.reports import blocks, fonts, reread, style
from nenboard.reports.blocks import Flow, prepare, strong, words
from nenboard.reports.drawing import Box, Drawing, Line, Link, Text
from nenboard.reports.errors import DoesNotFit
from nenboard.reports.frame import BANNER_HEIGHT, Pages, moment
from nenboard.reports.pack_values import AgendaLine, MeetingPack
from nenboard.reports.paint import Sheet
from nenboard.reports.style import Paper, Type
from nenboard.reports.summary import lay_out
from nenboard.reports.summary_blocks import shortened
from nenboard.reports.tables import Column, TableRows, set_rows
from nenboard.reports.values import Phrase, Span, Tone, Weight

_PAD: Final = 7.0
_FOOT: Final = 26.0
_CONTENT_COLUMNS: Final = 3
_LONGEST_CELL: Final = 280


@dataclass(slots=True)
class PackSheets:
    """The pages in order, and what each must read back."""

    sheets: list[Sheet] = field(default_factory=list)
    expected: list[tuple[reread.Expected, ...]] = field(default_factory=list)

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
    pack = prepare(pack)
    agenda = _paged(paper, _("Agenda"), rows=_agenda(pack, paper))
    readiness = _paged(
        paper, _("What is missing, and who can answer"), rows=_readiness(pack, paper)
    )
    attendance = _paged(paper, _("Attendance"), rows=_attendance(pack, paper))
    contents = len(reports) + 3
    covers = _cover_pages(contents, paper)
    first_case = covers + len(agenda) + len(readiness) + 1
    total = first_case - 1 + len(reports) + len(attendance)
    entries = [
        (_("Agenda"), covers + 1, "agenda"),
        (_("What is missing"), covers + len(agenda) + 1, "missing"),
        *(
            (_case_name(number, line), first_case + place, _anchor(place))
            for place, (number, line) in enumerate(_with_pages(pack))
        ),
        (_("Attendance"), first_case + len(reports), "attendance"),
    ]
    out = PackSheets()
    page = _Numbered(pack, paper, total=total)
    for number, drawing in enumerate(_cover(pack, paper, entries=entries, covers=covers)):
        out.add(Sheet(page.finished(drawing), f"cover{number}", "" if number else _("Cover")))
    _add_all(out, page, drawings=agenda, anchor="agenda", name=_("Agenda"))
    _add_all(out, page, drawings=readiness, anchor="missing", name=_("What is missing"))
    for place, ((number, line), report) in enumerate(zip(_with_pages(pack), reports, strict=True)):
        page.number += 1
        laid = lay_out(report, paper, pages=Pages(1, 1, page.number, total))
        sheet = Sheet(laid.drawing, _anchor(place), _case_name(number, line))
        out.add(sheet, reread.must_print(report, laid))
        after_case(place + 1)
    _add_all(out, page, drawings=attendance, anchor="attendance", name=_("Attendance"))
    return out


def _with_pages(pack: MeetingPack) -> list[tuple[int, AgendaLine]]:
    """The agenda lines that have a page of their own, with their agenda number."""
    numbered = enumerate(pack.agenda, start=1)
    return [(number, line) for number, line in numbered if line.report is not None]


def _case_name(number: int, line: AgendaLine) -> str:
    """Number, initials and case key: no name stands in contents or bookmarks."""
    return _("Case {number}: {initials}, {key}").format(
        number=number, initials=line.initials, key=line.case_key
    )


def _anchor(place: int) -> str:
    return f"case{place}"


def _add_all(
    out: PackSheets, page: "_Numbered", *, drawings: Sequence[Drawing], anchor: str, name: str
) -> None:
    for number, drawing in enumerate(drawings):
        is_first = number == 0
        key = anchor if is_first else f"{anchor}{number}"
        out.add(Sheet(page.finished(drawing), key, name if is_first else ""))


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
        wide = fonts.width(mark, Weight.BOLD, size=8.5)
        left = x + width - _PAD - wide
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
        text = _("Data as of {time}, {author}\u00a0\u00a0 {program}").format(
            time=moment(pack.as_of), author=pack.author, program=pack.program
        )
        flow.phrase((*(first if pack.synthetic else ()), Span(text)), width=width - wide - 13)
        bottom, flow.y = flow.y, top
        flow.phrase(page, x=width - wide, width=wide + 1)
        flow.y = max(bottom, flow.y)
        line = f"{pack.confidentiality} {pack.statement}"
        flow.phrase(words(line, tone=Tone.QUIET))
        return flow.done()


def _body(paper: Paper) -> float:
    """Height between banner and footer."""
    return paper.inner_height - BANNER_HEIGHT - 8 - _FOOT - 4


def _paged(paper: Paper, title: str, *, rows: TableRows) -> list[Drawing]:
    """A table over as many pages as it needs: head repeated, no row broken."""
    room = _body(paper)
    pages: list[Drawing] = []
    flow = _started(paper, title, rows=rows)
    is_empty = True
    for row in rows.rows:
        if flow.y + row.height > room and not is_empty:
            pages.append(flow.done())
            flow, is_empty = _started(paper, title, rows=rows), True
        if flow.y + row.height > room:
            raise DoesNotFit("pack", title)
        flow.drawing.place(row, 0, dy=flow.y)
        flow.y += row.height
        is_empty = False
    pages.append(flow.done())
    return pages


def _started(paper: Paper, title: str, *, rows: TableRows) -> Flow:
    flow = Flow(paper.inner_width, Type(8.5, 1.25, "pack"))
    flow.phrase((Span(title, Weight.SEMIBOLD),), size=11)
    flow.space(4)
    flow.drawing.place(rows.head, 0, dy=flow.y)
    flow.y += rows.head.height
    return flow


def _cell(text: str) -> Phrase:
    """A cell of a list: long texts are cut at a word end and lead to the case page."""
    cut, is_cut = shortened(text, _LONGEST_CELL)
    return words(cut + (" " + _("(see the case page)") if is_cut else ""))


def _agenda(pack: MeetingPack, paper: Paper) -> TableRows:
    headings = (
        _("No."),
        _("Patient"),
        _("Tumour"),
        _("Question"),
        _("Triage"),
        _("Min."),
        _("Images"),
        _("Slides"),
        _("Presents"),
    )
    columns = tuple(Column(weight) for weight in (0.4, 2.2, 2.6, 2.6, 1, 0.6, 1.6, 1.3, 1.2))
    rows = [
        (
            strong(str(number)),
            *(
                _cell(text)
                for text in (
                    line.patient,
                    line.tumour,
                    line.question,
                    line.triage,
                    line.minutes,
                    line.images,
                    line.slides,
                    line.presenter,
                )
            ),
        )
        for number, line in enumerate(pack.agenda, start=1)
    ]
    return _table(paper, columns, headings=headings, rows=rows)


def _table(
    paper: Paper,
    columns: Sequence[Column],
    *,
    headings: Sequence[str],
    rows: Sequence[Sequence[Phrase]],
) -> TableRows:
    return set_rows(
        Type(8.0, 1.25, "pack"), paper.inner_width, columns=columns, content=(headings, rows)
    )


def _readiness(pack: MeetingPack, paper: Paper) -> TableRows:
    headings = (_("No."), _("Case"), _("Missing"), _("What it changes"), _("Who can answer"))
    columns = tuple(Column(weight) for weight in (0.4, 1.4, 2.5, 3, 2))
    rows = [
        tuple(
            _cell(text)
            for text in (
                str(line.number),
                f"{line.initials}, {line.case_key}".strip(", "),
                line.what,
                line.effect,
                line.who,
            )
        )
        for line in pack.readiness
    ]
    if not rows:
        rows = [(words(_("all")), words(_("All cases")), words(_("Nothing missing")), (), ())]
    return _table(paper, columns, headings=headings, rows=rows)


def _attendance(pack: MeetingPack, paper: Paper) -> TableRows:
    headings = (_("Role"), _("Name"), _("Signature"))
    columns = (Column(2), Column(3), Column(3))
    rows = [
        (words(seat.role) or words("\u00a0"), words(seat.name), words("\u00a0"))
        for seat in pack.seats
    ]
    rows.append((strong(_("Quorum")), words(pack.quorum), ()))
    typeface = Type(9.0, 2.0, "pack")
    return set_rows(typeface, paper.inner_width, columns=columns, content=(headings, rows))


Entry = tuple[str, int, str]
_ENTRY_LINE: Final = 13.0
_COVER_HEAD: Final = 172.0


def _per_page(paper: Paper, *, first: bool) -> int:
    room = _body(paper) - (_COVER_HEAD if first else 24.0)
    return int(room // _ENTRY_LINE) * _CONTENT_COLUMNS


def _cover_pages(entries: int, paper: Paper) -> int:
    rest = entries - _per_page(paper, first=True)
    return 1 + max(0, math.ceil(rest / _per_page(paper, first=False)))


def _cover(
    pack: MeetingPack, paper: Paper, *, entries: Sequence[Entry], covers: int
) -> list[Drawing]:
    pages: list[Drawing] = []
    rest = list(entries)
    for number in range(covers):
        flow = Flow(paper.inner_width, Type(9.0, 1.3, "pack"))
        if number == 0:
            _cover_head(flow, pack)
            flow.y = max(flow.y, _COVER_HEAD - 20)
        flow.phrase((Span(_("Contents"), Weight.SEMIBOLD),), size=11)
        flow.space(3)
        count = _per_page(paper, first=number == 0)
        _contents(flow, rest[:count])
        rest = rest[count:]
        pages.append(flow.done())
    return pages


def _cover_head(flow: Flow, pack: MeetingPack) -> None:
    flow.phrase((Span(_("Meeting pack"), Weight.BOLD),), size=20)
    flow.space(3)
    for label, value in pack.facts:
        shown = shortened(value, 160)[0]
        flow.phrase((Span(f"{label}: ", tone=Tone.QUIET), Span(shown, Weight.SEMIBOLD)))
    flow.space(3)
    flow.phrase((Span(pack.confidentiality, Weight.SEMIBOLD, Tone.DANGER),))


def _contents(flow: Flow, entries: Sequence[Entry]) -> None:
    """Entries in columns, each a link to its page."""
    gap = 18.0
    wide = (flow.drawing.width - gap * (_CONTENT_COLUMNS - 1)) / _CONTENT_COLUMNS
    rows = math.ceil(len(entries) / _CONTENT_COLUMNS)
    top, size, ink = flow.y, 9.0, style.colour("text")
    for place, (name, page, anchor) in enumerate(entries):
        column, row = divmod(place, rows)
        x, y = column * (wide + gap), top + row * _ENTRY_LINE
        number = str(page)
        number_width = fonts.width(number, Weight.SEMIBOLD, size=size)
        shown = _narrowed(name, wide - number_width - 12, size=size)
        shown_width = fonts.width(shown, Weight.REGULAR, size=size)
        baseline = y + 9.5
        right = x + wide - number_width
        flow.drawing.add(
            Text(x, baseline, shown, size, Weight.REGULAR, ink, shown_width, "pack"),
            Line(x + shown_width + 3, baseline, right - 3, baseline, style.colour("line"), 0.5),
            Text(right, baseline, number, size, Weight.SEMIBOLD, ink, number_width, "pack"),
            Link(x, y, wide, _ENTRY_LINE, anchor),
        )
    flow.y = top + rows * _ENTRY_LINE


def _narrowed(text: str, room: float, *, size: float) -> str:
    while fonts.width(text, Weight.REGULAR, size=size) > room and len(text) > 2:
        text = text[:-2].rstrip() + "…"
    return text
