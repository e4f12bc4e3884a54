"""The meeting pack: pages in order, links, numbers, nothing of another person."""

import io
from dataclasses import replace

import pikepdf
import pytest

from nenboard.domain.board import AgendaItem, Meeting, Pause
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.reports.content_pack import Issue, meeting_pack
from nenboard.reports.errors import Cancelled, ReportMismatch
from nenboard.reports.pack_values import MeetingPack, OpenPoint
from nenboard.reports.pdf import render_pack
from nenboard.reports.reread import page_texts, squeezed
from nenboard.reports.values import CaseReport, Sitting
from tests.reports.samples import AS_OF, full_report, said, sparse_report

FAMILIES = ("Amberley", "Birchwood", "Cloverfield", "Dunmore")
ISSUE = Issue("Agenda 1, draft", "J. Marlow", AS_OF, is_demo=True)


def reports() -> list[CaseReport]:
    made = []
    for number, family in enumerate(FAMILIES):
        base = full_report() if number % 2 == 0 else sparse_report()
        identity = replace(
            base.identity,
            family=family,
            numbers=(("Hospital No.", f"SYN-{number}00{number}"),),
        )
        made.append(
            replace(
                base,
                case_key=f"SYN-{number}",
                identity=identity,
                sitting=Sitting("NET MDT 26-Nov-2026", number + 1, 4),
                fingerprint=f"{number}a1c92ae" + "0" * 56,
                question=replace(base.question, question=said(f"Question of {family}")),
            )
        )
    return made


def meeting() -> Meeting:
    items = [AgendaItem(case_id=f"SYN-{number}", minutes=12) for number in range(4)]
    waiting = AgendaItem(case_id="SYN-9", triage=Triage.NOT_READY)
    return Meeting(
        id="M1",
        date=PartialDate("2026-11-26"),
        place="Room 4",
        chair="Dr A. Lindqvist",
        agenda=(*items, waiting),
    )


def a_pack() -> MeetingPack:
    return meeting_pack(meeting(), reports(), issue=ISSUE)


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_pack(a_pack())


def texts(data: bytes) -> list[str]:
    return [squeezed(text) for text in page_texts(data)]


def test_pages_come_in_order_and_are_numbered(data: bytes) -> None:
    pages = texts(data)
    assert len(pages) == 9
    for words, number in (("Meetingpack", 0), ("Agenda", 1), ("Whatismissing", 2)):
        assert words in pages[number]
    assert "Attendance" in pages[-1]
    assert all(f"Page{number}of9" in pages[number - 1] for number in (1, 2, 3, 8, 9))
    assert "Page1of1,packpage4of9" in pages[3]


def test_a_case_page_shows_one_person_only(data: bytes) -> None:
    pages = texts(data)[3:7]
    for number, page in enumerate(pages):
        for other, family in enumerate(FAMILIES):
            assert (family.upper() in page) == (other == number)
            assert (f"SYN-{other}00{other}" in page) == (other == number)
            assert (f"Questionof{family}" in page) == (other == number)


def test_every_page_says_what_the_algorithm_is_for(data: bytes) -> None:
    assert all("dosesarenotcomputed" in page for page in texts(data))
    assert all("26-Nov-2026" in page for page in texts(data))


def test_a_case_that_is_not_ready_is_on_the_agenda_without_a_page(data: bytes) -> None:
    pages = texts(data)
    assert "SYN-9" in pages[1]
    assert not any("SYN-9" in page for page in pages[3:7])


def test_cases_without_discussion_stand_in_lists_of_their_own() -> None:
    standard = AgendaItem(
        case_id="SYN-3", triage=Triage.STANDARD_OF_CARE, protocol="P-7", confirmed_by="Dr C. Sample"
    )
    agenda = (*meeting().agenda[:3], standard, meeting().agenda[4])
    point = OpenPoint("listing", "Slides to show", "pathology", "pathology system")
    pack = meeting_pack(
        meeting().model_copy(update={"agenda": agenda, "cut_off": PartialDate("2026-11-24")}),
        reports(),
        issue=ISSUE,
        readiness={"SYN-9": (point,), "SYN-0": ()},
    )
    pages = texts(render_pack(pack))
    lists = pages[-2]
    assert "DUNMORE" in lists
    assert "P-7DrC.Sample" in lists
    assert "SlidestoshowPathology" in lists.replace("pathology", "Pathology")
    assert "24-Nov-2026" in lists
    assert sum("Page1of1" in page for page in pages) == 3
    assert "pathologysystem" in pages[2]
    assert "Cases1" in pages[2]


def test_a_break_is_a_row_after_its_case() -> None:
    paused = meeting().model_copy(update={"pauses": (Pause(after="SYN-1", minutes=10),)})
    agenda = texts(render_pack(meeting_pack(paused, reports(), issue=ISSUE)))[1]
    places = [agenda.index(word) for word in ("BIRCHWOOD", "Break,10minutes", "CLOVERFIELD")]
    assert places == sorted(places)


def test_the_cover_counts_cases_and_minutes(data: bytes) -> None:
    cover = texts(data)[0]
    for words in ("4todiscuss", "0standardofcare", "1notready", "48minutesplanned"):
        assert words in cover


def test_contents_lead_to_the_pages(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        targets = [str(item.get("/Dest", "")) for item in document.pages[0].Annots]
    assert len(targets) == 8
    assert all(targets)
    cover = texts(data)[0]
    assert "Case1:RA,SYN-04" in cover
    assert "Attendance9" in cover


def test_bookmarks_carry_numbers_and_initials_but_no_name(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:4] == ["Cover", "Agenda", "What is missing", "Case 1: RA, SYN-0"]
    assert not any(family in title for family in FAMILIES for title in titles)


def test_metadata_hold_no_patient_text(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        words = " ".join(str(value) for _name, value in document.docinfo.items())
    assert "Meeting pack" in words
    assert not any(family in words for family in FAMILIES)


def test_the_same_pack_gives_the_same_bytes(data: bytes) -> None:
    assert render_pack(a_pack()) == data


def test_progress_ends_with_everything_done() -> None:
    seen: list[tuple[int, int]] = []
    render_pack(a_pack(), progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_cancelling_hands_nothing_over(after: int) -> None:
    asked: list[int] = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > after

    with pytest.raises(Cancelled):
        render_pack(a_pack(), is_cancelled=is_cancelled)


def test_a_long_agenda_repeats_its_head_and_breaks_no_row() -> None:
    one = reports()[0]
    many = [
        replace(
            one, case_key=f"SYN-{number}", question=replace(one.question, question=said("w " * 120))
        )
        for number in range(30)
    ]
    items = tuple(AgendaItem(case_id=report.case_key) for report in many)
    pack = meeting_pack(meeting().model_copy(update={"agenda": items}), many, issue=ISSUE)
    pages = [page for page in texts(render_pack(pack)) if "AgendaNo.Patient" in page]
    assert len(pages) > 1
    assert all("TriageMin." in page for page in pages)


def test_a_report_that_is_not_on_the_agenda_is_refused() -> None:
    stranger = replace(full_report(), case_key="SYN-77")
    with pytest.raises(ReportMismatch):
        meeting_pack(meeting(), [*reports(), stranger], issue=ISSUE)


def test_two_pages_of_one_case_are_refused() -> None:
    twice = [*reports(), reports()[0]]
    with pytest.raises(ReportMismatch):
        meeting_pack(meeting(), twice, issue=ISSUE)


def test_a_pack_without_cases_still_has_its_lists() -> None:
    empty = meeting().model_copy(update={"agenda": ()})
    pages = texts(render_pack(meeting_pack(empty, [], issue=ISSUE)))
    assert len(pages) == 4
    assert "Nothingmissing" in pages[2]
