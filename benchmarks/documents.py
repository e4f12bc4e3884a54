"""Documents: one case page, and the pack of forty cases against bare calls of the PDF library."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import bare_pages
from benchmarks.measure import Figure, in_turn, timed
from nenboard.domain.board import AgendaItem
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.reports import fonts
from nenboard.reports.pdf import render_case
from nenboard.reports.values import Weight
from nenboard.workflow import assess, casework, meeting, papers

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
            return [*pages(registry, cases), pack(registry, meeting_id, times=times)]


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


def pack(registry: Registry, meeting_id: str, *, times: int) -> Figure:
    """The whole pack, and its floor: the same words and shapes drawn without any layout."""
    finished = papers.pack_pdf(registry, meeting_id)
    drawn = bare_pages.read(finished)
    font = fonts.main_face(Weight.REGULAR).name
    count = max(3, times // 3)
    samples, floor = in_turn(
        lambda: papers.pack_pdf(registry, meeting_id),
        lambda: bare_pages.draw(drawn, font=font),
        times=count,
    )
    notes: dict[str, float | int | str] = {"pages": len(drawn)}
    return Figure("meeting pack", samples, goal="at most 2.5 x", floor=floor, notes=notes)
