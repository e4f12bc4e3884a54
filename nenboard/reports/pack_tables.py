"""The lists of a meeting pack: agenda, readiness, cases without discussion, attendance."""

from collections.abc import Sequence
from typing import Final

from nenboard.host.language import _
from nenboard.reports import style
from nenboard.reports.blocks import Flow, strong, words
from nenboard.reports.drawing import Box, Drawing, Line
from nenboard.reports.errors import DoesNotFit
from nenboard.reports.frame import BANNER_HEIGHT
from nenboard.reports.pack_values import AgendaLine, MeetingPack
from nenboard.reports.style import Paper, Type
from nenboard.reports.summary_blocks import shortened
from nenboard.reports.tables import Column, TableRows, set_rows
from nenboard.reports.values import Phrase, Span, Tone, Weight

_FOOT: Final = 26.0
_LONGEST_CELL: Final = 280
_BREAK_HEIGHT: Final = 17.0


def body_height(paper: Paper) -> float:
    """Height between banner and footer."""
    return paper.inner_height - BANNER_HEIGHT - 8 - _FOOT - 4


def paged(paper: Paper, parts: Sequence[tuple[str, TableRows]]) -> list[Drawing]:
    """Titled tables one after another over as many pages as they need.

    A head is repeated on every page and stands over at least one row; no row is broken. Raises
    DoesNotFit if a single row is taller than a page.
    """
    room = body_height(paper)
    pages: list[Drawing] = []
    flow = _new(paper)
    for title, rows in parts:
        first = rows.rows[0].height if rows.rows else 0.0
        if flow.y and flow.y + 34 + rows.head.height + first > room:
            pages.append(flow.done())
            flow = _new(paper)
        _head(flow, title, rows=rows)
        is_empty = True
        for row in rows.rows:
            if flow.y + row.height > room and not is_empty:
                pages.append(flow.done())
                flow = _new(paper)
                _head(flow, title, rows=rows)
            if flow.y + row.height > room:
                raise DoesNotFit("pack", title)
            flow.drawing.place(row, 0, dy=flow.y)
            flow.y += row.height
            is_empty = False
    pages.append(flow.done())
    return pages


def _new(paper: Paper) -> Flow:
    return Flow(paper.inner_width, Type(8.5, 1.25, "pack"))


def _head(flow: Flow, title: str, *, rows: TableRows) -> None:
    flow.space(16 if flow.y else 0)
    flow.phrase((Span(title, Weight.SEMIBOLD),), size=11)
    flow.space(4)
    flow.drawing.place(rows.head, 0, dy=flow.y)
    flow.y += rows.head.height


def _cell(text: str) -> Phrase:
    """A cell of a list: long texts are cut at a word end and lead to the case page."""
    cut, is_cut = shortened(text, _LONGEST_CELL)
    return words(cut + (" " + _("(see the case page)") if is_cut else ""))


def _table(
    paper: Paper,
    weights: Sequence[float],
    *,
    headings: Sequence[str],
    rows: Sequence[Sequence[Phrase]],
) -> TableRows:
    columns = [Column(weight) for weight in weights]
    return set_rows(
        Type(8.0, 1.25, "pack"), paper.inner_width, columns=columns, content=(headings, rows)
    )


def agenda(pack: MeetingPack, paper: Paper) -> TableRows:
    """Every case in its order, with each break as a row."""
    headings = (
        _("No."),
        _("Patient"),
        _("Tumour"),
        _("Question"),
        _("Triage"),
        _("Min."),
        _("Images and slides"),
        _("Presents"),
    )
    weights = (0.4, 2.3, 2.4, 2.4, 1, 0.6, 2.4, 1.2)
    rows = [
        (
            strong(str(line.number)),
            _patient(line),
            *(
                _cell(text)
                for text in (
                    line.tumour,
                    line.question,
                    line.triage,
                    line.minutes,
                    line.to_show,
                    line.presenter,
                )
            ),
        )
        for line in pack.agenda
    ]
    found = _table(paper, weights, headings=headings, rows=rows)
    placed = list(found.rows)
    for after, minutes in sorted(pack.breaks, reverse=True):
        placed.insert(after, _pause(paper, minutes))
    return TableRows(found.head, tuple(placed))


def _patient(line: AgendaLine) -> Phrase:
    """The name strong, then birth date and number."""
    name = (Span(line.name, Weight.SEMIBOLD),)
    return (*name, Span(f", {line.patient}")) if line.patient else name


def _pause(paper: Paper, minutes: int) -> Drawing:
    flow = Flow(paper.inner_width, Type(8.0, 1.25, "pack"))
    flow.drawing.add(Box(0, 0, paper.inner_width, _BREAK_HEIGHT, style.colour("surface2")))
    flow.space(3.4)
    text = _("Break, {count} minutes").format(count=minutes)
    flow.phrase((Span(text, Weight.SEMIBOLD, Tone.QUIET),), x=24)
    flow.y = _BREAK_HEIGHT
    ink = style.colour("line")
    flow.drawing.add(Line(0, flow.y, paper.inner_width, flow.y, ink, 0.5))
    return flow.done()


def readiness(pack: MeetingPack, paper: Paper) -> TableRows:
    """What is open for whom, who can answer and where the answer is usually found."""
    headings = (
        _("No."),
        _("Case"),
        _("Missing, and needed for"),
        _("Who can answer"),
        _("Where it is usually found"),
    )
    rows: list[tuple[Phrase, ...]] = [
        (
            strong(str(line.number)),
            _cell(f"{line.initials}, {line.case_key}".strip(", ")),
            _needs(line.items),
            _cell(line.who),
            _cell(line.where),
        )
        for line in pack.readiness
    ]
    if pack.ready or not rows:
        numbers = ", ".join(str(number) for number in pack.ready) or _("all")
        rows.append(
            (
                words("\u00a0"),
                words(_("Cases {numbers}").format(numbers=numbers)),
                words(_("Nothing missing")),
                words(_("nobody is asked")),
                words(_("in the registry")),
            )
        )
    return _table(paper, (0.4, 1.5, 5, 1.8, 2.4), headings=headings, rows=rows)


def _needs(items: Sequence[tuple[str, str]]) -> Phrase:
    """Items by what they are needed for: for listing: Sex, TNM; for discussion: eGFR."""
    phrase: Phrase = ()
    for need, what in items:
        lead = _("for {need}:").format(need=need) if need else ""
        gap = "; " if phrase else ""
        phrase = (*phrase, Span(f"{gap}{lead} ", tone=Tone.QUIET), *_cell(what))
    return phrase


def without_discussion(pack: MeetingPack, paper: Paper) -> list[tuple[str, TableRows]]:
    """Cases for the protocol, and cases that are not ready: a table each, none if empty."""
    found = []
    if pack.standard:
        title = _("Standard of care, confirmed without discussion")
        found.append((title, _standard(pack, paper)))
    if pack.waiting:
        found.append((_("Not ready, not discussed"), _waiting(pack, paper)))
    return found


def _standard(pack: MeetingPack, paper: Paper) -> TableRows:
    headings = (
        _("No."),
        _("Patient"),
        _("Tumour"),
        _("Question"),
        _("Protocol"),
        _("To confirm"),
        _("Confirmed: signature, date"),
    )
    rows = [
        (
            *_who(item.line),
            _cell(item.line.question),
            words(item.protocol),
            words(item.confirms),
            words("\u00a0"),
        )
        for item in pack.standard
    ]
    return _table(paper, (0.4, 2.3, 2.3, 2, 1.2, 1.3, 2.4), headings=headings, rows=rows)


def _waiting(pack: MeetingPack, paper: Paper) -> TableRows:
    headings = (_("No."), _("Patient"), _("Tumour"), _("Cause"), _("Owner"), _("By"))
    rows = [
        (*_who(item.line), _cell(item.cause), _cell(item.owner), words(item.due))
        for item in pack.waiting
    ]
    return _table(paper, (0.4, 2.3, 2.3, 4, 2, 1), headings=headings, rows=rows)


def _who(line: AgendaLine) -> tuple[Phrase, Phrase, Phrase]:
    return strong(str(line.number)), _patient(line), _cell(line.tumour)


def attendance(pack: MeetingPack, paper: Paper) -> TableRows:
    """Roles with room for names and signatures, and the line for the quorum."""
    headings = (_("Role"), _("Name"), _("Signature"))
    columns = (Column(2), Column(3), Column(3))
    rows = [
        (words(seat.role) or words("\u00a0"), words(seat.name), words("\u00a0"))
        for seat in pack.seats
    ]
    rows.append((strong(_("Quorum")), words(pack.quorum), ()))
    typeface = Type(9.0, 2.0, "pack")
    return set_rows(typeface, paper.inner_width, columns=columns, content=(headings, rows))
