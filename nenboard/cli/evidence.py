"""nenboard evidence: the studies of the review as one JSON document or as readable text."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nenboard.cli import exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study


def run_evidence(arguments: Namespace) -> int:
    """Find rows and show them; with --plot write their responses as PDF too."""
    from nenboard.workflow import evidence

    query = evidence.EvidenceQuery(
        table=arguments.table,
        site=arguments.site,
        regimen=arguments.regimen,
        line=arguments.line,
        design=arguments.design,
        text=arguments.text,
    )
    studies = evidence.find(query)
    if arguments.plot is not None:
        _write_plot(studies, Path(arguments.plot))
    if arguments.json:
        exits.print_json(_document(studies, with_intervals=arguments.intervals))
        return exits.RESULT
    from nenboard.cli.evidence_text import study_lines

    for line in study_lines(studies, with_intervals=arguments.intervals):
        print(line)
    if arguments.plot is not None:
        print(_("The plot was written."))
    return exits.RESULT


def _document(studies: "tuple[Study, ...]", *, with_intervals: bool) -> dict[str, Any]:
    from nenboard.algorithm.evidence_document import to_document
    from nenboard.workflow.evidence import library

    document = to_document(library(), studies)
    if with_intervals:
        _add_intervals(studies, document["studies"])
    return document


def _add_intervals(studies: "tuple[Study, ...]", shown: list[dict[str, Any]]) -> None:
    """Put `orr_interval` beside each response: limits in per cent, or null with the reason."""
    from nenboard.workflow.responses import response_of

    for study, document in zip(studies, shown, strict=True):
        for arm, made in zip(study.arms, document["arms"], strict=True):
            found = response_of(study, arm)
            made["orr_interval"] = {
                "low_pct": None if found.low is None else round(found.low, 2),
                "high_pct": None if found.high is None else round(found.high, 2),
                "responses": found.responses,
                "n": found.people,
                "method": "Clopper-Pearson, 95 %",
                "note": found.said,
            }


def _write_plot(studies: "tuple[Study, ...]", file: Path) -> None:
    from nenboard.host import files
    from nenboard.workflow.evidence_plot import plot_pdf

    if not studies:
        raise exits.UsageError(_("No row fits, so there is nothing to plot. Ask for less."))
    files.write_atomically(file, plot_pdf(studies))
