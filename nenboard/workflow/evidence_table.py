"""Chosen rows of the evidence library as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from nenboard.algorithm.evidence import MEASURES, Arm, Study
from nenboard.host.language import _
from nenboard.workflow.evidence import library
from nenboard.workflow.evidence_plot import warning
from nenboard.workflow.evidence_words import difference_words
from nenboard.workflow.responses import response_of

_HEADINGS: Final = (
    *("id", "table", "section", "author", "year", "trial", "reference", "design", "line"),
    *("n_printed", "population_printed", "arm", "n_arm"),
    *("orr_pct", "orr_status", "orr_flag", "orr_low_pct", "orr_high_pct", "interval_note"),
    *("pfs_months", "pfs_status", "pfs_flag", "os_months", "os_status", "os_flag"),
    "text_differs",
)


def csv_table(studies: Sequence[Study]) -> bytes:
    """One line for each arm, then what the marks mean; UTF-8 with a mark for spreadsheets."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for study in studies:
        for arm in study.arms:
            writer.writerow(_line(study, arm))
    writer.writerow(())
    for sentence in _notes({study.table for study in studies}):
        writer.writerow((sentence,))
    return out.getvalue().encode("utf-8-sig")


def _line(study: Study, arm: Arm) -> tuple[object, ...]:
    found = response_of(study, arm)
    limits = ("" if limit is None else f"{limit:.1f}" for limit in (found.low, found.high))
    figures: dict[str, tuple[object, ...]] = {}
    for measure in MEASURES:
        figure = arm.figure(measure)
        value = "" if figure.value is None else figure.value
        figures[measure] = (value, figure.status, "/".join(arm.flags.letters(measure)))
    differs = " ".join(difference_words(study, entry) for entry in study.discrepancies)
    return (
        *(study.id, study.table, study.section, study.author, study.year, study.trial or ""),
        *(", ".join(map(str, study.reference)), study.design, study.line or ""),
        *(study.n.printed, study.population_printed or "", arm.regimen, arm.n or ""),
        *figures["orr"],
        *limits,
        found.said,
        *figures["pfs"],
        *figures["os"],
        differs,
    )


def _notes(tables: set[int]) -> Iterator[str]:
    yield warning()
    for (table, letter), flag in library().flags.items():
        if table in tables:
            yield _("Mark {letter} in Table {table}: {meaning}.").format(
                letter=letter, table=table, meaning=flag.meaning
            )
    yield _("Espinosa-Olarte P et al., Rev Endocr Metab Disord 2021;22:595-614")
