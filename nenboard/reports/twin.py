"""The text twins of the documents: the same words in the same order, charts as tables."""

from collections.abc import Iterator, Sequence

from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.blocks import clean, plain
from nenboard.reports.document_values import (
    Block,
    Document,
    Framed,
    Heading,
    Items,
    Signature,
    Table,
    Words,
)
from nenboard.reports.frame import as_of, facts_of, sitting_words, state_words
from nenboard.reports.marks import strength_words
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.values import (
    Bar,
    Branch,
    CaseReport,
    Phrase,
    Provenance,
    Series,
    Timeline,
)


def render_text(report: CaseReport) -> str:
    """The report as plain text (write it as UTF-8): headings, tables, nothing left out.

    Control and direction signs are stripped; every other character stays as it was typed.
    """
    return _set(_sections(report))


def document_text(document: Document) -> str:
    """A letter, list or detail as plain text."""
    return _set(_document(document))


def pack_text(pack: MeetingPack) -> str:
    """The agenda, then each case as its own page says it."""
    own = _set(_pack(pack))
    return "\n\n".join([own, *(render_text(report) for report in pack.reports)])


def _set(sections: Iterator[tuple[str, Iterator[str]]]) -> str:
    lines: list[str] = []
    for title, body in sections:
        if title:
            lines += ["", title.upper(), "-" * len(title)]
        lines += list(body)
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def _sections(report: CaseReport) -> Iterator[tuple[str, Iterator[str]]]:
    yield "", _banner(report)
    yield _("Question"), _question(report)
    yield _("Fitness and wishes"), _fitness(report)
    yield _("Timeline"), _timeline(report.timeline)
    yield _("Pathology"), _pathology(report)
    yield _("Imaging and markers"), _imaging(report)
    yield _("Options of the algorithm, for the board to weigh"), _advice(report)
    yield _("Outcome"), _outcome(report)
    yield _("About this page"), _footer(report)


def _document(document: Document) -> Iterator[tuple[str, Iterator[str]]]:
    yield "", _head(document)
    title, lines = "", list[str]()
    for block in document.body:
        if isinstance(block, Heading):
            yield title, iter(lines)
            title, lines = block.text, []
        else:
            lines += _block(block)
    yield title, iter(lines)
    yield _("About this document"), _source(document.provenance, document.fingerprint)


def _head(document: Document) -> Iterator[str]:
    who = document.identity
    if who is not None:
        yield _said(who.name)
        yield "; ".join(_words(fact) for fact in facts_of(who))
    yield document.title
    yield _said(sitting_words(document.sitting))
    yield f"{state_words(document.state)} {_said(document.state.note)}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Words(phrase):
            yield _words(phrase)
        case Items(points):
            yield from (f"- {_words(point)}" for point in points)
        case Table(columns, rows):
            cells = [[_words(cell) for cell in row] for row in rows]
            yield from _table([heading for heading, _weight in columns], cells)
        case Framed(blocks):
            yield from (line for inner in blocks for line in _block(inner))
        case Signature(text):
            yield f"____________________ {_said(text)}"


def _pack(pack: MeetingPack) -> Iterator[tuple[str, Iterator[str]]]:
    facts = [f"{label}: {_said(value)}" for label, value in pack.facts]
    numbers = [f"{number} {caption}" for number, caption in pack.figures]
    yield "", iter([pack.title, f"{pack.version}, {state_words(pack.state)}", *facts, *numbers])
    headings = (_("No."), _("Patient"), _("Question"), _("Triage"), _("Min."), _("Presents"))
    rows = [
        (
            str(one.number),
            f"{one.name} {one.patient}",
            one.question,
            one.triage,
            one.minutes,
            one.presenter,
        )
        for one in pack.agenda
    ]
    yield _("Agenda"), _table(headings, rows)
    missing = [
        (str(one.number), "; ".join(f"{need}: {what}" for need, what in one.items), one.who)
        for one in pack.readiness
    ]
    yield (
        _("What is missing, and who can answer"),
        _table((_("No."), _("Missing, and needed for"), _("Who can answer")), missing),
    )
    yield _("About this document"), iter([as_of(pack), pack.confidentiality, pack.statement])


def _said(text: str) -> str:
    """One line of safe text; codes of fonts play no part here."""
    kept = "".join(c if c.isprintable() or c.isspace() else clean(c) for c in text)
    return " ".join(kept.replace("\u00a0", " ").split())


def _words(phrase: Phrase) -> str:
    return _said(plain(phrase))


def _banner(report: CaseReport) -> Iterator[str]:
    yield _said(report.identity.name)
    yield "; ".join(_words(fact) for fact in facts_of(report.identity))
    yield _said(sitting_words(report.sitting))
    yield f"{state_words(report.state)} {_said(report.state.note)}"


def _question(report: CaseReport) -> Iterator[str]:
    question = report.question
    yield _said(question.lead)
    yield _words(question.question)
    yield f"{_said(question.new_label)} {_words(question.new)}"
    yield from (_words(line) for line in question.tumour)


def _fitness(report: CaseReport) -> Iterator[str]:
    fitness = report.fitness
    yield from (_words(line) for line in fitness.lines)
    if fitness.comorbidity:
        yield f"{_said(fitness.comorbidity_label)} {_said(', '.join(fitness.comorbidity))}"
    yield from (_words(line) for line in (*fitness.drugs, *fitness.wishes))


def _timeline(timeline: Timeline) -> Iterator[str]:
    lines = sum(not bar.is_spell for bar in timeline.bars)
    yield _(
        "{day}: {lines} lines of treatment, {events} events, {responses} responses, "
        "{scans} examinations."
    ).format(
        day=_said(words.sentence(timeline.until_label)),
        lines=lines,
        events=len(timeline.events),
        responses=len(timeline.responses),
        scans=len(timeline.imaging),
    )
    yield from _table(
        (_("Date"), _("Event")), [(item.day.text, item.label) for item in timeline.events]
    )
    if timeline.bars:
        headings = (_("Line"), _("Treatment"), _("From"), _("To"), _("Response"), _("Stopped"))
        yield from _table(headings, [_bar(bar) for bar in timeline.bars])
    else:
        yield f"{_('Treatment')}: {_words(timeline.treatment_words)}"
    marks = [(item.day.text, item.words) for item in timeline.responses]
    yield from _table((_("Date"), _("Response")), marks)
    marks = [(item.day.text, item.words) for item in timeline.imaging]
    yield from _table((_("Date"), _("Examination")), marks)
    for series in timeline.series:
        yield from _series(series)
    if timeline.undated:
        yield _("Without a date: ") + _said("; ".join(timeline.undated))


def _bar(bar: Bar) -> tuple[str, ...]:
    missing = _("Not recorded")
    stop = bar.stop.text if bar.stop is not None else missing
    if bar.stop is None and bar.ongoing:
        stop = _("continues")
    start = bar.start.text if bar.start is not None else missing
    return bar.number, bar.label, start, stop, bar.response, bar.stop_reason


def _series(series: Series) -> Iterator[str]:
    name = f"{series.name} ({series.unit})"
    if not series.points:
        yield f"{series.name}: {_words(series.absent)}"
        return
    rows = [(point.day.text, f"{point.text} {point.organ}") for point in series.points]
    yield from _table((_("Date"), name), rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield " | ".join(headings)
    for row in rows:
        yield " | ".join(_said(cell) or _("Not recorded") for cell in row)


def _pathology(report: CaseReport) -> Iterator[str]:
    pathology = report.pathology
    rows = [[_words(cell) for cell in sample.cells] for sample in pathology.samples]
    yield from _table(pathology.headings, rows)
    yield from (_words(remark) for remark in pathology.remarks)
    yield f"{_('Slides to show:')} {_words(pathology.slides)}"


def _imaging(report: CaseReport) -> Iterator[str]:
    imaging = report.imaging
    yield from _table(
        imaging.headings,
        [[_words(cell) for cell in row.cells if cell] for row in imaging.rows],
    )
    yield f"{_('Images to show:')} {_words(imaging.images)}"


def _advice(report: CaseReport) -> Iterator[str]:
    advice = report.advice
    yield from (line for line in (_said(advice.heading), _words(advice.not_run)) if line)
    for branch in advice.branches:
        yield from _branch(branch)
    for fact in advice.missing:
        state = f" {_said(fact.state.text)}" if fact.state is not None else ""
        yield f"{_('Missing, and would change this:')} {_said(fact.label)}{state}: {fact.effect}"
    yield from (f"{_('Not offered:')} {_said(item.text)}" for item in advice.not_offered)
    yield from (_said(text) for text in advice.notes)


def _branch(branch: Branch) -> Iterator[str]:
    yield _said(f"{branch.title} {branch.holds} {branch.none_because}")
    for option in branch.options:
        limits = "; ".join(text for text in (option.reason, *option.cautions) if text)
        yield f"- {strength_words(option.strength)}: {_said(option.label)}" + (
            f" ({_said(limits)})" if limits else ""
        )


def _outcome(report: CaseReport) -> Iterator[str]:
    outcome = report.outcome
    yield from (_words(line) for line in outcome.lines)
    if outcome.ticks:
        yield "   ".join(f"[ ] {tick}" for tick in outcome.ticks)
    for prompt, _lines in outcome.prompts:
        yield f"{prompt}: ____________________"
    if outcome.signature:
        yield f"{outcome.signature}: ____________________"
    if outcome.code is not None:
        yield _("Code of this page: {code}").format(code=outcome.code.typed)


def _footer(report: CaseReport) -> Iterator[str]:
    return _source(report.provenance, report.fingerprint)


def _source(source: Provenance, fingerprint: str) -> Iterator[str]:
    if source.synthetic:
        yield _said(source.synthetic)
    yield _said(as_of(source))
    parts = (source.version, source.release, source.program)
    yield ". ".join(part for part in parts if part) + "."
    yield _("Fingerprint {print}").format(print=fingerprint[:8])
    yield source.statement
