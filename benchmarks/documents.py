"""Documents: one case page, and the pack of forty cases against bare calls of the PDF library."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import bare_pages
from benchmarks.measure import Figure, in_turn, timed
from nenboard.domain.board import AgendaItem
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.reports import fonts, reread
from nenboard.reports.pdf import draw_pack, render_case, sheet_of
from nenboard.reports.values import Weight
from nenboard.workflow import assess, casework, meeting, orders, papers

DAY = PartialDate.model_validate("2026-03-14")
CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)


def figures(cases: Sequence[Case], *, times: int) -> list[Figure]:
    """Put the cases into a registry and on one agenda, assess them, and print."""
    with tempfile.TemporaryDirectory() as name:
        made = casework.create_registry(
            Path(name) / "registry", passphrase="measured, then thrown away", user="b", cost=CHEAP
        )
        with made.registry as registry:
            meeting_id = prepared(registry, cases)
            return [*pages(registry, cases), *pack(registry, meeting_id, times=times)]


def prepared(registry: Registry, cases: Sequence[Case]) -> str:
    """Save and assess the cases; the key of a meeting that has them all on its agenda."""
    for case in cases:
        casework.save_case(registry, case)
    ids = [case.id for case in cases]
    assess.run_many(registry, ids, on=DAY.earliest)
    planned = meeting.new_meeting(registry, DAY)
    agenda = tuple(AgendaItem(case_id=case_id) for case_id in ids)
    saved = meeting.save_meeting(registry, planned.model_copy(update={"agenda": agenda}))
    return saved.meeting.id


def pages(registry: Registry, cases: Sequence[Case]) -> list[Figure]:
    """The page of each case, after one that pays for fonts and imports."""
    reports = [papers.case_report(registry, case.id) for case in cases]
    cold = timed(lambda: render_case(reports[0]))
    rendered = tuple(timed(partial(render_case, report)) for report in reports)
    said = tuple(timed(partial(papers.case_report, registry, case.id)) for case in cases)
    return [
        Figure("one page, read back and compared", rendered, goal="at most 150 ms"),
        Figure("the first page of a process", (cold,)),
        Figure("what a page says, from the registry", said),
    ]


def pack(registry: Registry, meeting_id: str, *, times: int) -> list[Figure]:
    """A pack against its floor, the same words and shapes drawn by bare calls without any layout.

    Apart: drawing it, reading it back, and all of it with what it says from the registry.
    """
    order = orders.Order("pack", meeting_id)
    said, sheet = papers.said_pack(registry, meeting_id), sheet_of(papers.DEFAULT_PAPER)
    drawn, pages = draw_pack(said, sheet, step=lambda _page: None)
    bare = bare_pages.read(drawn)

    def floor() -> object:
        return bare_pages.draw(bare, font=fonts.main_face(Weight.REGULAR).name)

    works: dict[str, Callable[[], object]] = {
        "meeting pack, pages drawn": lambda: draw_pack(said, sheet, step=lambda _page: None),
        "meeting pack, read back and compared": lambda: reread.check(
            drawn, pages.drawings, expected=pages.expected
        ),
        "meeting pack, from the registry to bytes": lambda: orders.pdf(registry, order),
    }
    goals = {"meeting pack, pages drawn": "at most 2.5 x"}
    notes: dict[str, float | int | str] = {"pages": len(bare)}
    found = []
    for name, work in works.items():
        samples, least = in_turn(work, floor, times=max(3, times // 3))
        found.append(Figure(name, samples, goals.get(name, ""), least, notes))
    return found
