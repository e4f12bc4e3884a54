"""Lays out as many generated cases as wanted and counts flaws.

Run as python -m tests.reports.many_pages 10000, not part of the normal tests: half of the cases
are invented people with their assessments, half extremes of every part of a page.
"""

import argparse
import sys
from collections import Counter
from datetime import UTC, date, datetime, time
from multiprocessing import Pool
from typing import Any

from nenboard.reports.content import Answer, Edition, Revision, case_summary
from nenboard.reports.errors import DoesNotFit
from nenboard.reports.frame import Pages
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import lay_out
from nenboard.reports.values import CaseReport, Sitting
from nenboard.workflow.answers import assess_case
from nenboard.workflow.papers import release_words
from nenboard.workflow.synthetic import synthetic_case
from tests.reports.extremes import Extremes
from tests.reports.pages import flaws
from tests.reports.whole_words import broken_words

ON = date(2026, 11, 25)
SEED = 77


def report_of(number: int) -> CaseReport:
    """What the page of an invented person says, assessed on the day."""
    case = synthetic_case(number, seed=SEED, on=ON)
    document: dict[str, Any] = assess_case(case, on=ON).assessment.to_json_dict()
    named = document["algorithm"]
    answer = Answer(
        case_id=case.id,
        case_revision=1,
        release_id=named["id"],
        release_version=named["version"],
        release_sha256=named["sha256"],
        on=ON,
        document=document,
    )
    at = datetime.combine(ON, time(9), tzinfo=UTC)
    sitting = Sitting("NET MDT 26-Nov-2026", 1, 24)
    edition = Edition(sitting=sitting, release=release_words())
    return case_summary(Revision(case.id, 1, case, "demo", at), answer, edition=edition)


def checked(number: int) -> tuple[str, ...]:
    """The flaws of one page, or the block because of which there is none."""
    is_person = number % 2 == 0
    report = report_of(number // 2 + 1) if is_person else Extremes(number).report()
    paper = PAPERS["Letter" if number % 10 == 3 else "A4"]
    try:
        page = lay_out(report, paper, pages=Pages())
    except DoesNotFit as refusal:
        kind = "person" if is_person else "extreme"
        return (f"refused: {kind}: {refusal.block}",)
    found = [f"{flaw} (number {number})" for flaw in flaws(page)]
    if is_person:
        found += [f"broken: {word} (number {number})" for word in broken_words(report, page)]
        found += [f"shortened: {block}" for block in {block for block, _w, _n in page.left_out}]
    return tuple(found)


def main() -> int:
    """Print what was found; 1 if a page has a flaw or a person has no page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    found: Counter[str] = Counter()
    with Pool(chosen.processes) as pool:
        for flaw in pool.imap_unordered(checked, range(chosen.count), chunksize=50):
            found.update(flaw)
    sys.stdout.write(f"{chosen.count} pages\n")
    for text, times in found.most_common(60):
        sys.stdout.write(f"{times:6d}  {text}\n")
    harmless = ("shortened: ", "refused: extreme: ")
    return int(any(not text.startswith(harmless) for text in found))


if __name__ == "__main__":
    sys.exit(main())
