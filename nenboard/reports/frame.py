"""Banner and footer: who the page is about and where it comes from, on every page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from nenboard.domain.dates import PartialDate
from nenboard.host.language import _
from nenboard.reports import fonts, marks, style
from nenboard.reports.blocks import Flow, phrase_width, strong, words
from nenboard.reports.drawing import Box, Drawing, Line, Text
from nenboard.reports.legend import Used, legend
from nenboard.reports.style import Type
from nenboard.reports.values import (
    Identity,
    Phrase,
    Provenance,
    Sitting,
    Span,
    State,
    StateKind,
    Tone,
    Weight,
)

BANNER_HEIGHT: Final = 9 * style.MM
_PAD: Final = 7.0
_GAP: Final = 13.0


@dataclass(frozen=True, slots=True)
class Pages:
    """Page n of N of the document, and of the pack around it (0: no pack)."""

    page: int = 1
    pages: int = 1
    pack_page: int = 0
    pack_pages: int = 0

    @property
    def text(self) -> str:
        """As printed in the footer."""
        own = _("Page {page} of {pages}").format(page=self.page, pages=self.pages)
        if not self.pack_pages:
            return own
        pack = _("pack page {page} of {pages}").format(page=self.pack_page, pages=self.pack_pages)
        return f"{own}, {pack}"


class Headed(Protocol):
    """What the banner of a page says."""

    @property
    def identity(self) -> Identity:
        """Who the page is about."""

    @property
    def sitting(self) -> Sitting:
        """The meeting it is for."""

    @property
    def state(self) -> State:
        """Draft, final or superseded."""


class Sourced(Protocol):
    """What the footer of a page says."""

    @property
    def provenance(self) -> Provenance:
        """Where the page comes from."""

    @property
    def fingerprint(self) -> str:
        """Content hash, 64 hex digits."""


def moment(at: datetime) -> str:
    """A time as people read it: 24-Nov-2026 14:02."""
    return f"{PartialDate.of(at.date()).text} {at:%H:%M}"


class Stamped(Protocol):
    """What says when its data were so; `when` replaces the time in words."""

    @property
    def as_of(self) -> datetime:
        """When they were saved (UTC)."""

    @property
    def author(self) -> str:
        """Who saved them."""

    @property
    def when(self) -> str:
        """Printed in place of the time."""


def as_of(source: Stamped) -> str:
    """When the data were as the page says, and who saved them."""
    when = source.when or moment(source.as_of)
    return _("Data as of {time}, {author}").format(time=when, author=source.author)


def state_words(state: State) -> str:
    """DRAFT 3, FINAL, ADDENDUM 1, SUPERSEDED."""
    names = {
        StateKind.DRAFT: _("DRAFT"),
        StateKind.FINAL: _("FINAL"),
        StateKind.ADDENDUM: _("ADDENDUM"),
        StateKind.SUPERSEDED: _("SUPERSEDED"),
    }
    number = f" {state.number}" if state.number else ""
    return names[state.kind] + number


def sitting_words(sitting: Sitting) -> str:
    """NET MDT 26-Nov-2026, case 1 of 9."""
    if not sitting.total:
        return sitting.text
    case = _("case {number} of {total}").format(number=sitting.number, total=sitting.total)
    return f"{sitting.text}, {case}"


def facts_of(identity: Identity) -> list[Phrase]:
    """Birth date with age, sex, numbers, date of death: each a label and a value."""
    age = f" ({identity.age})" if identity.age else ""
    pairs = [(_("Born"), identity.born + age), (_("Sex"), identity.sex), *identity.numbers]
    if identity.died:
        pairs.append((_("Died"), identity.died))
    return [_pair(label, value) for label, value in pairs if value]


def _pair(label: str, value: str) -> Phrase:
    return (Span(f"{label} ", tone=Tone.QUIET), Span(value.replace(" ", "\u00a0"), Weight.BOLD))


def banner(report: Headed, width: float) -> Drawing:
    """Identity, meeting and state: one line if they fit, more if they do not, always whole."""
    name = fonts.width(report.identity.name, Weight.BOLD, size=style.QUESTION)
    facts = facts_of(report.identity)
    facts_width = sum(phrase_width(fact, 8.5) + _GAP for fact in facts)
    meeting = strong(sitting_words(report.sitting))
    mark = fonts.width(state_words(report.state), Weight.BOLD, size=8.5) + 10
    right = phrase_width(meeting, 8.5) + _GAP + mark
    if 2 * _PAD + name + _GAP + facts_width + right <= width and not report.state.note:
        drawing = _one_line(report, width, facts=facts, meeting=meeting)
    else:
        drawing = _many_lines(report, width, facts=facts, meeting=meeting)
    ground = Box(
        0, 0, width, drawing.height, style.colour("banner"), style.colour("primary"), 1.0, 2
    )
    drawing.marks.insert(0, ground)
    return drawing


def _one_line(report: Headed, width: float, *, facts: list[Phrase], meeting: Phrase) -> Drawing:
    drawing = Drawing(width, BANNER_HEIGHT)
    middle = BANNER_HEIGHT / 2
    x = _put(
        drawing,
        _PAD,
        middle=middle,
        phrase=(Span(report.identity.name, Weight.BOLD),),
        size=style.QUESTION,
    )
    for fact in facts:
        x = _put(drawing, x + _GAP, middle=middle, phrase=fact, size=8.5)
    mark = fonts.width(state_words(report.state), Weight.BOLD, size=8.5) + 10
    left = width - _PAD - mark - _GAP - phrase_width(meeting, 8.5)
    _put(drawing, left, middle=middle, phrase=meeting, size=8.5)
    state_mark(drawing, report.state, x=width - _PAD, middle=middle)
    return drawing


def _put(drawing: Drawing, x: float, *, middle: float, phrase: Phrase, size: float) -> float:
    for span in phrase:
        wide = fonts.width(span.text, span.weight, size=size)
        ink = style.colour(span.tone)
        baseline = middle + size * 0.36
        drawing.add(Text(x, baseline, span.text, size, span.weight, ink, wide, "banner"))
        x += wide
    return x


def state_mark(drawing: Drawing, state: State, *, x: float, middle: float) -> float:
    """The framed word of a state, up to `x`; gives where it begins."""
    text = state_words(state)
    ink = style.colour("text" if state.kind is StateKind.FINAL else "warning")
    wide = fonts.width(text, Weight.BOLD, size=8.5)
    x -= wide + 10
    drawing.add(Box(x, middle - 7, wide + 10, 14, marks.WHITE, ink, 1.1, 2))
    drawing.add(Text(x + 5, middle + 8.5 * 0.36, text, 8.5, Weight.BOLD, ink, wide, "banner"))
    return x


def _many_lines(report: Headed, width: float, *, facts: list[Phrase], meeting: Phrase) -> Drawing:
    mark = fonts.width(state_words(report.state), Weight.BOLD, size=8.5) + 10
    flow = Flow(width - 2 * _PAD, Type(8.5, 1.3, "banner"))
    flow.space(4)
    name = (Span(report.identity.name, Weight.BOLD),)
    flow.phrase(name, size=style.QUESTION, width=flow.drawing.width - mark - _GAP)
    line: Phrase = ()
    for item in (*facts, meeting, words(report.state.note, tone=Tone.WARNING)):
        line = (*line, Span("   "), *item) if line else item
    flow.phrase(_spaced(line))
    flow.space(4)
    drawing = Drawing(width, flow.y)
    drawing.place(flow.done(), _PAD, dy=0)
    state_mark(drawing, report.state, x=width - _PAD, middle=13)
    return drawing


def _spaced(phrase: Phrase) -> Phrase:
    """Wider gaps between facts: a no-break blank beside the ordinary one."""
    return tuple(Span("\u00a0\u00a0 ") if span.text == "   " else span for span in phrase)


@dataclass(frozen=True, slots=True)
class Foot:
    """What the footer of a case page adds: page numbers, legend, what was left out."""

    pages: Pages
    used: Used
    notes: str = ""
    has_legend: bool = True


def footer(report: Sourced, width: float, *, foot: Foot) -> Drawing:
    """State of the data, legend of the marks used here, the standing sentence, page n of N."""
    source = report.provenance
    flow = Flow(width, Type(style.SMALLEST, 1.2, "footer"))
    ink = style.colour(style.RULE_COLOUR)
    flow.drawing.add(Line(0, 0, width, 0, ink, 0.6))
    flow.space(2.4)
    page = strong(foot.pages.text)
    page_width = phrase_width(page, style.SMALLEST)
    first = _first_line(report, source)
    top = flow.y
    flow.phrase(first, width=width - page_width - _GAP)
    bottom, flow.y = flow.y, top
    flow.phrase(page, x=width - page_width, width=page_width + 1)
    flow.y = max(bottom, flow.y)
    if foot.has_legend:
        legend(flow, foot.used)
    flow.phrase(words(f"{source.statement} {foot.notes}".strip(), tone=Tone.QUIET))
    return flow.done()


def _first_line(report: Sourced, source: Provenance) -> Phrase:
    print_mark = " ".join((report.fingerprint[:4], report.fingerprint[4:8]))
    parts = [
        as_of(source),
        source.version,
        _("Fingerprint {print}").format(print=print_mark.replace(" ", "\u00a0")),
        source.release,
        source.program.replace(" ", "\u00a0"),
    ]
    if source.audit_head:
        parts.append(_("Audit {head}").format(head=source.audit_head))
    synthetic = (
        (Span(source.synthetic, Weight.BOLD, Tone.SYNTHETIC), Span("\u00a0\u00a0 "))
        if source.synthetic
        else ()
    )
    return (*synthetic, Span("\u00a0\u00a0 ".join(part for part in parts if part)))
