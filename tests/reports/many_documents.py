"""Hostile strings through a portrait document, and documents of several people, as many as wanted.

Run as python -m tests.reports.many_documents --strings 5000 --documents 2000, not part of the
normal tests. Every page of a document is read back; a person is known by a name nobody else has.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.reports import reread
from nenboard.reports.blocks import clean
from nenboard.reports.content_lists import Discipline, Edition, Listed, discipline_list
from nenboard.reports.content_pack import Issue, meeting_pack
from nenboard.reports.pdf import render_document, render_pack
from nenboard.reports.values import CaseReport, Sitting, State, StateKind
from nenboard.workflow.synthetic import synthetic_case
from tests.reports.documents import AT, a_document, said
from tests.reports.hostile import hostile_texts
from tests.reports.many_pages import ON, SEED, report_of

PEOPLE = 60
EDITION = Edition(Sitting("NET MDT"), State(StateKind.DRAFT, 1), "Revision 1", "Nurse E", AT)


def wrong_strings(count: int) -> int:
    """How many strings do not come back as they were typed, blanks aside."""
    wrong = 0
    for number, text in enumerate(hostile_texts(SEED, count)):
        shown = clean(text) or " "
        read = reread.squeezed("".join(reread.page_texts(render_document(a_document(said(text))))))
        if reread.squeezed(shown) not in read:
            wrong += 1
            sys.stdout.write(f"string {number}: {text!a}\n")
    return wrong


def people() -> list[CaseReport]:
    """Reports of invented people, each under a name of letters that no other name holds."""
    return [
        replace(found, identity=replace(found.identity, family=_mark(number), given="Synthetic"))
        for number, found in enumerate(report_of(number + 1) for number in range(PEOPLE))
    ]


def _mark(number: int) -> str:
    first, second = divmod(number, 26)
    return f"QX{chr(65 + first)}{chr(65 + second)}ZZ"


def foreign_pages(number: int, everybody: Sequence[CaseReport]) -> tuple[int, Counter[str]]:
    """Pages of one pack or list, and those that name somebody who has no place there."""
    chosen = [everybody[(number * 7 + step) % PEOPLE] for step in range(2 + number % 4)]
    if number % 2:
        return _of_list(number, chosen, everybody)
    items = tuple(AgendaItem(case_id=report.case_key) for report in chosen)
    meeting = Meeting(id="MDT-0001", date=PartialDate("2026-11-26"), agenda=items)
    pack = meeting_pack(meeting, chosen, issue=Issue("Agenda version 1", "Nurse E", AT))
    found: Counter[str] = Counter()
    texts = reread.page_texts(render_pack(pack))
    seen = [_named(text, everybody) for text in texts]
    own = [report.identity.family for report in chosen]
    pages_of_cases = [names for text, names in zip(texts, seen, strict=True) if _is_case_page(text)]
    found["not one person on a case page"] += sum(
        names != {name} for names, name in zip(pages_of_cases, own, strict=True)
    )
    found["somebody not on the agenda"] += sum(not names <= set(own) for names in seen)
    return len(texts), found


def _is_case_page(text: str) -> bool:
    return "Page 1 of 1, pack page" in text


def _of_list(
    number: int, chosen: Sequence[CaseReport], everybody: Sequence[CaseReport]
) -> tuple[int, Counter[str]]:
    cases = [
        Listed(place, report, _case_of(report, everybody))
        for place, report in enumerate(chosen, start=1)
    ]
    discipline = tuple(Discipline)[number // 2 % len(Discipline)]
    texts = reread.page_texts(render_document(discipline_list(discipline, cases, edition=EDITION)))
    own = {report.identity.family for report in chosen}
    wrong = sum(not _named(text, everybody) <= own for text in texts)
    return len(texts), Counter({"somebody not on the list": wrong})


def _case_of(report: CaseReport, everybody: Sequence[CaseReport]) -> Case:
    return synthetic_case(everybody.index(report) + 1, seed=SEED, on=ON)


def _named(text: str, everybody: Sequence[CaseReport]) -> set[str]:
    read = reread.squeezed(text)
    return {one.identity.family for one in everybody if one.identity.family in read}


def main() -> int:
    """Print what was found; 1 if a string or a page is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=5_000)
    parser.add_argument("--documents", type=int, default=2_000)
    chosen = parser.parse_args()
    wrong = wrong_strings(chosen.strings)
    sys.stdout.write(f"{chosen.strings} strings, {wrong} wrong\n")
    everybody, pages, found = people(), 0, Counter[str]()
    for number in range(chosen.documents):
        more, flaws = foreign_pages(number, everybody)
        pages += more
        found += flaws
    sys.stdout.write(f"{chosen.documents} documents, {pages} pages, {sum(found.values())} wrong\n")
    for text, times in found.items():
        sys.stdout.write(f"{times:6d}  {text}\n")
    return int(bool(wrong or sum(found.values())))


if __name__ == "__main__":
    sys.exit(main())
