"""The text blocks of the case summary: question, fitness, pathology, imaging, outcome."""

from collections.abc import Sequence
from typing import Final

from nenboard.host.language import _
from nenboard.reports import fonts, page_code, style
from nenboard.reports.blocks import NBSP, Flow, plain, strong, words
from nenboard.reports.drawing import Box, Drawing, Line, Text
from nenboard.reports.fit import LeftOut, Settings
from nenboard.reports.style import SMALLEST, Type
from nenboard.reports.tables import Column, least_width, table
from nenboard.reports.values import (
    Fitness,
    Imaging,
    Outcome,
    PageCode,
    Pathology,
    Phrase,
    Question,
    Sample,
    Span,
    Tone,
    Weight,
)

TITLE_INK: Final = "primary"
_LEAST_LINE: Final = 11.0
_BEST_LINE: Final = 18.0
_SQUARES: Final = page_code.HEIGHT - SMALLEST
"""Height that the squares take beyond the line of the typed code, in points."""
_PATHOLOGY_LEVELS: Final = ((99, 0), (3, 0), (3, 240), (3, 120), (3, 60), (2, 60), (1, 40))
"""How many samples are listed, and the most characters of each free text (0: any), by level."""
_IMAGING_LEVELS: Final = ((False, 0), (True, 0), (True, 240), (True, 120), (True, 60))
"""Whether only the main tests are listed, and the most characters of each free text, by level."""
_SAMPLE_COLUMNS: Final = (
    Column(2),
    Column(3.2, fold=1),
    Column(1.2, is_right=True, fold=2),
    Column(1, is_right=True, fold=4),
    Column(1, fold=3),
    Column(1.4, fold=5),
)
_RESULT_COLUMNS: Final = (Column(1), Column(1, fold=1), Column(2.4))


def heading(flow: Flow, text: str, *, ink: str = TITLE_INK) -> None:
    """Title of a block, 9 pt semibold."""
    size = style.HEADING
    wide = fonts.width(text, Weight.SEMIBOLD, size=size)
    baseline = flow.y + size * 0.95
    colour = style.colour(ink)
    flow.drawing.add(Text(0, baseline, text, size, Weight.SEMIBOLD, colour, wide, flow.type.block))
    flow.y += size * 1.4


def more(count: int, what: str = "") -> Phrase:
    """What was left out, as it is printed: + 3 more samples, see detail."""
    named = f" {what}" if what else ""
    text = _("+ {count} more{what}, see detail").format(count=count, what=named)
    return words(text, tone=Tone.QUIET)


def shortened(text: str, length: int) -> tuple[str, bool]:
    """The text cut at a word end to at most `length` characters, and whether it was cut."""
    if not length or len(text) <= length:
        return text, False
    cut = text[:length].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:") + NBSP + "…", True


Laid = tuple[Drawing, LeftOut]


def shortened_phrase(phrase: Phrase, length: int) -> tuple[Phrase, bool]:
    """Words cut at a word end like `shortened`; a phrase with a missing value stays whole."""
    if any(span.gap for span in phrase):
        return phrase, False
    text, is_cut = shortened(plain(phrase), length)
    return ((Span(text),) if is_cut else phrase), is_cut


def _shortened_all(phrases: Sequence[Phrase], length: int) -> tuple[tuple[Phrase, ...], int]:
    cut = [shortened_phrase(phrase, length) for phrase in phrases]
    return tuple(phrase for phrase, _cut in cut), sum(is_cut for _phrase, is_cut in cut)


def counted(flow: Flow, what: str, *, count: int) -> LeftOut:
    """Print what was left out, and keep it for the record."""
    if not count:
        return ()
    flow.phrase(more(count, what))
    return ((what, count),)


def question_block(question: Question, width: float, *, settings: Settings) -> Laid:
    """Block 2, and how much of "what is new" was left out."""
    flow = Flow(width, Type(settings.body, settings.leading, "question"))
    flow.phrase(words(question.lead, tone=Tone.QUIET), size=settings.table)
    is_asked = not any(span.gap for span in question.question)
    flow.phrase(question.question, size=settings.question_pt if is_asked else settings.body)
    flow.space(1)
    full = plain(question.new)
    text, is_cut = shortened(full, settings.new_length)
    new = (Span(text),) if is_cut else question.new
    flow.phrase((Span(f"{question.new_label} ", Weight.SEMIBOLD), *new))
    rest = len(full) - len(text) if is_cut else 0
    left_out = counted(flow, _("characters of what is new"), count=rest)
    flow.rule()
    for line in question.tumour:
        flow.phrase(line)
    return flow.measured(), left_out


def fitness_block(fitness: Fitness, width: float, *, settings: Settings) -> Laid:
    """Block 3, and how many co-morbidities were left out."""
    flow = Flow(width, Type(settings.body, settings.leading, "fitness"))
    heading(flow, _("Fitness and wishes"), ink="text")
    for line in fitness.lines:
        flow.phrase(line)
    shown = fitness.comorbidity[: settings.comorbidity_entries]
    if shown:
        flow.phrase((Span(f"{fitness.comorbidity_label} "), Span(", ".join(shown))))
    rest = len(fitness.comorbidity) - len(shown)
    left_out = counted(flow, _("co-morbidities"), count=rest)
    for line in (*fitness.drugs, *fitness.wishes):
        flow.phrase(line)
    return flow.measured(), left_out


def pathology_block(pathology: Pathology, width: float, *, settings: Settings) -> Laid:
    """Block 5, and how many samples and words were left out."""
    most, length = _PATHOLOGY_LEVELS[settings.pathology]
    flow = Flow(width, Type(settings.table, settings.leading, "pathology"))
    shown = pathology.samples[:most]
    heading(flow, _("Pathology"))
    organs, cut_organs = _shortened_all([sample.cells[1] for sample in shown], length)
    if shown:
        rows = [
            (*_first(sample), organ, *sample.cells[2:])
            for sample, organ in zip(shown, organs, strict=True)
        ]
        _samples(flow, pathology.headings, rows=rows)
    left_out = counted(flow, _("samples"), count=len(pathology.samples) - len(shown))
    texts, cut = _shortened_all((*pathology.remarks, pathology.slides), length)
    for remark in texts[:-1]:
        flow.phrase(remark)
    flow.phrase((Span(_("Slides to show:") + " ", Weight.SEMIBOLD), *texts[-1]))
    left_out = (*left_out, *counted(flow, _("texts in full"), count=cut + cut_organs))
    return flow.measured(), left_out


def pathology_width(pathology: Pathology, *, settings: Settings) -> float:
    """Width that the table of samples needs so that no column folds, in points."""
    rows = [(*_first(sample), *sample.cells[1:]) for sample in pathology.samples]
    if not rows:
        return 0.0
    kept, _empty = _answered(rows)
    headings = [pathology.headings[number] for number in kept]
    content = headings, [[row[number] for number in kept] for row in rows]
    return least_width(Type(settings.table, settings.leading, "pathology"), content)


def _samples(flow: Flow, headings: Sequence[str], *, rows: Sequence[Sequence[Phrase]]) -> None:
    """The table of samples; a column that no sample answers becomes words below it."""
    kept, empty = _answered(rows)
    table(
        flow,
        [_SAMPLE_COLUMNS[number] for number in kept],
        headings=[headings[number] for number in kept],
        rows=[[row[number] for number in kept] for row in rows],
    )
    flow.space(2)
    for gap in dict.fromkeys(rows[0][number] for number in empty):
        names = [headings[number] for number in empty if rows[0][number] == gap]
        flow.phrase((Span(f"{', '.join(names)}: "), *gap))


def _answered(rows: Sequence[Sequence[Phrase]]) -> tuple[list[int], list[int]]:
    """The columns with an answer, and those for which every sample lacks it in the same way."""
    optional = range(2, len(_SAMPLE_COLUMNS))
    empty = [
        number
        for number in optional
        if len({row[number] for row in rows}) == 1
        and rows[0][number]
        and rows[0][number][0].gap is not None
    ]
    return [number for number in range(len(_SAMPLE_COLUMNS)) if number not in empty], empty


def _first(sample: Sample) -> tuple[Phrase]:
    """The date of a sample, strong for the latest."""
    if not sample.is_latest:
        return (sample.cells[0],)
    spans = (
        span if span.gap else Span(span.text, Weight.SEMIBOLD, span.tone)
        for span in sample.cells[0]
    )
    return (tuple(spans),)


def imaging_block(imaging: Imaging, width: float, *, settings: Settings) -> Laid:
    """Block 6, and how many results and words were left out."""
    has_main_only, length = _IMAGING_LEVELS[settings.imaging]
    flow = Flow(width, Type(settings.table, settings.leading, "imaging"))
    heading(flow, _("Imaging and markers"))
    shown = [row for row in imaging.rows if row.keep or not has_main_only]
    results, cut = _shortened_all([row.cells[2] for row in shown], length)
    rows = [(*row.cells[:2], result) for row, result in zip(shown, results, strict=True)]
    table(flow, _RESULT_COLUMNS, headings=imaging.headings, rows=rows)
    flow.space(2)
    left_out = counted(flow, _("results"), count=len(imaging.rows) - len(shown))
    (images,), more_cut = _shortened_all([imaging.images], length)
    flow.phrase((Span(_("Images to show:") + " ", Weight.SEMIBOLD), *images))
    left_out = (*left_out, *counted(flow, _("texts in full"), count=cut + more_cut))
    return flow.measured(), left_out


def imaging_width(imaging: Imaging, *, settings: Settings) -> float:
    """Width that the table of results needs so that no column folds, in points."""
    content = imaging.headings, [row.cells for row in imaging.rows]
    return least_width(Type(settings.table, settings.leading, "imaging"), content)


def outcome_block(
    outcome: Outcome, width: float, *, settings: Settings, room: float = 0.0
) -> Drawing:
    """Block 8: tick boxes and lines to write on before the meeting, the result after it.

    The squares of the code stand where the page has `room` for them; the lines to write on lie
    further apart, up to a limit, where it has more.
    """
    drawing = _outcome(outcome, width, settings=settings, line_height=_LEAST_LINE)
    spare = room - drawing.height
    has_squares = outcome.code is not None and spare >= _SQUARES
    lines = sum(count for _prompt, count in outcome.prompts) + bool(outcome.signature)
    if has_squares:
        spare -= _SQUARES
    if lines and spare > 0:
        height = min(_LEAST_LINE + spare / lines, _BEST_LINE)
        drawing = _outcome(outcome, width, settings=settings, line_height=height)
    if outcome.code is not None and room:
        _code(drawing, outcome.code, settings=settings, has_squares=has_squares)
    return drawing


def _code(drawing: Drawing, code: PageCode, *, settings: Settings, has_squares: bool) -> None:
    """The code below the rest, in the room that is kept for it."""
    small = Type(SMALLEST, settings.leading, "outcome")
    if has_squares:
        page_code.draw(drawing, code, top=drawing.height - small.line, typeface=small)
        drawing.height += _SQUARES
    else:
        page_code.line(drawing, code, at=(0.0, drawing.height - small.line / 4), typeface=small)


def _outcome(outcome: Outcome, width: float, *, settings: Settings, line_height: float) -> Drawing:
    flow = Flow(width, Type(settings.table, settings.leading, "outcome"))
    heading(flow, _("Outcome"))
    for line in outcome.lines:
        flow.phrase(line)
    _ticks(flow, outcome.ticks)
    for prompt, lines in outcome.prompts:
        flow.space(1.5)
        flow.phrase(words(prompt, tone=Tone.QUIET))
        for _number in range(max(1, lines - settings.outcome)):
            _write_line(flow, line_height)
    if outcome.signature:
        _write_line(flow, line_height + 2)
        flow.phrase(words(outcome.signature, tone=Tone.QUIET))
    if outcome.code is not None:
        flow.space(SMALLEST * settings.leading)
    return flow.measured()


def _ticks(flow: Flow, ticks: tuple[str, ...]) -> None:
    size = flow.type.size
    half = flow.drawing.width / 2
    line = flow.type.line + 2.2
    widest = max((fonts.width(tick, Weight.REGULAR, size=size) for tick in ticks), default=0.0)
    per_row = 2 if widest + 12 <= half else 1
    for number, tick in enumerate(ticks):
        column = number % per_row
        if number and not column:
            flow.y += line
        x = column * half
        middle = flow.y + line / 2
        flow.drawing.add(Box(x, middle - 4, 8, 8, "", style.colour("text"), 0.9))
        wide = fonts.width(tick, Weight.REGULAR, size=size)
        ink = style.colour("text")
        baseline = middle + size * 0.36
        flow.drawing.add(
            Text(x + 11.5, baseline, tick, size, Weight.REGULAR, ink, wide, flow.type.block)
        )
    flow.y += line if ticks else 0.0


def _write_line(flow: Flow, height: float) -> None:
    flow.y += height - 1
    ink = style.colour("text2")
    flow.drawing.add(Line(0, flow.y, flow.drawing.width, flow.y, ink, 0.5))
    flow.y += 1


def named(label: str, value: str) -> Phrase:
    """A strong label before plain words."""
    return (*strong(label + " "), Span(value))
