"""Hostile strings through a letter, a chase list and an action list, and documents of many people.

Run as python -m tests.reports.many_documents --strings 5000 --documents 2000, not part of the
normal tests. Every page of a document is read back; a person is known by a name nobody else has.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.case import Case
from nenboard.domain.chase import ChaseLine, ChaseState
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import ActionState, LedgerLine
from nenboard.domain.outcome import PlannedAction
from nenboard.reports import reread
from nenboard.reports.blocks import clean
from nenboard.reports.content_lists import (
    Discipline,
    Edition,
    Listed,
    action_document,
    chase_document,
    discipline_list,
)
from nenboard.reports.content_pack import Issue, meeting_pack
from nenboard.reports.document_values import Document
from nenboard.reports.pdf import render_document, render_pack
from nenboard.reports.values import CaseReport, Sitting, State, StateKind
from nenboard.workflow.synthetic import synthetic_case
from tests.reports.documents import AT, a_document, said
from tests.reports.hostile import hostile_texts
from tests.reports.many_pages import ON, SEED, report_of

PEOPLE = 60
EDITION = Edition(Sitting("NET MDT"), State(StateKind.DRAFT, 1), "Revision 1", "Nurse E", AT)


def wrong_strings(count: int) -> int:
    """How often a string does not come back as it was typed, blanks aside."""
    wrong = 0
    somebody = report_of(1)
    for number, text in enumerate(hostile_texts(SEED, count)):
        shown = reread.squeezed(clean(text) or " ")
        for kind, document, times in documents_of(text, somebody):
            read = reread.squeezed("".join(reread.page_texts(render_document(document))))
            if shown and read.count(shown) < times:
                wrong += 1
                sys.stdout.write(f"string {number} in a {kind}: {text!a}\n")
    return wrong


def documents_of(text: str, somebody: CaseReport) -> Iterator[tuple[str, Document, int]]:
    """Documents that hold a typed text: their kind, and in how many places it stands."""
    yield "letter", a_document(said(text)), 1
    reports, day = {somebody.case_key: somebody}, AT.date()
    asked = ChaseLine(somebody.case_key, "age", text, text, text, "B", ChaseState.ASKED, day)
    yield "chase list", chase_document({text: [asked]}, reports, edition=EDITION, on=day), 3
    todo = PlannedAction.model_construct(id="a1", what=text, owner=text, due=None)
    line = LedgerLine(somebody.case_key, "MDT-0001", todo, ActionState.OPEN)
    yield "action list", action_document([line], reports, edition=EDITION, on=day), 2


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
