"""Rows of the evidence library as plain text for the terminal."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from nenboard.algorithm.evidence import MEASURES, Arm, Study
from nenboard.algorithm.evidence import Update as LaterReport
from nenboard.host.language import _
from nenboard.workflow.evidence import library
from nenboard.workflow.evidence_words import (
    comparison_words,
    difference_words,
    figure_words,
    measure_name,
    update_words,
)
from nenboard.workflow.responses import response_of

_WIDTH: Final = 96


def study_lines(studies: Sequence[Study], *, with_intervals: bool) -> Iterator[str]:
    """The rows under the headings of their tables, then what the marks mean."""
    heading = ""
    for study in studies:
        table = next(t for t in library().tables if t.table == study.table)
        wanted = f"{table.table} {study.section}"
        if wanted != heading:
            heading = wanted
            yield ""
            yield _("Table {number}: {title}. {section}").format(
                number=table.table, title=table.title, section=study.section
            )
        yield ""
        yield from _study(study, with_intervals=with_intervals)
    yield ""
    if not studies:
        yield _("No row fits.")
        return
    for number in sorted({study.table for study in studies}):
        for (table_number, letter), flag in library().flags.items():
            if table_number == number:
                yield _("Mark {letter} in Table {table}: {meaning}.").format(
                    letter=letter, table=number, meaning=flag.meaning
                )
    yield _("NR: not reported. Do not compare arms of different trials.")


def _study(study: Study, *, with_intervals: bool) -> Iterator[str]:
    reference = ", ".join(str(number) for number in study.reference)
    parts = [study.title, f"[{reference}]", study.design, f"N {study.n.printed}"]
    if study.line:
        parts.append(_("{line} line").format(line=study.line))
    if study.population_printed:
        parts.append(study.population_printed)
    yield from wrap("  ".join((*parts, f"({study.id})")), _WIDTH, subsequent_indent="    ")
    for arm in study.arms:
        yield from _arm(study, arm, with_intervals=with_intervals)
    for comparison in study.comparisons:
        yield from _indented(comparison_words(comparison))
    for entry in study.discrepancies:
        yield from _indented(difference_words(study, entry))
    for remark in study.remarks:
        yield from _indented(f"{remark.text} ({remark.where})")
    for doubt in study.doubts:
        yield from _indented(_("Reading: {text}").format(text=doubt))
    trial = library().trial_of(study)
    for update in library().updates_of(trial.name) if trial else ():
        yield from _update(update)


def _arm(study: Study, arm: Arm, *, with_intervals: bool) -> Iterator[str]:
    named = f"{arm.regimen} (N {arm.n})" if arm.n is not None else arm.regimen
    figures = "; ".join(
        f"{measure_name(measure)} {figure_words(arm, measure)}" for measure in MEASURES
    )
    yield from _indented(f"{named}: {figures}")
    if with_intervals:
        found = response_of(study, arm)
        if found.low is not None and found.high is not None:
            limits = _("95 % interval {low:.1f} to {high:.1f} %").format(
                low=found.low, high=found.high
            )
            yield from _indented(f"{limits}: {found.said}", indent=6)
        else:
            yield from _indented(found.said, indent=6)


def _update(update: LaterReport) -> Iterator[str]:
    for line in update_words(update):
        yield from _indented(line)


def _indented(text: str, *, indent: int = 4) -> Iterator[str]:
    space = " " * indent
    yield from wrap(text, _WIDTH, initial_indent=space, subsequent_indent=space + "  ")
