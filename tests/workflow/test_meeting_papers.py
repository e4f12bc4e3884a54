"""Letters and lists from the registry: final only when signed, about their own case only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nenboard.domain.board import Addendum, Freeze, Meeting
from nenboard.domain.follow_up import OutcomeAddendum
from nenboard.registry.audit import Action
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.reports import reread
from nenboard.reports.document_values import Document
from nenboard.reports.values import State, StateKind
from nenboard.workflow import clock, export, follow_up, meeting_papers, orders, outcomes, papers
from nenboard.workflow.board_errors import NotDiscussed
from nenboard.workflow.errors import NotAllowed, UnusableMonth
from nenboard.workflow.orders import Order
from tests.workflow.board_support import (
    CASE,
    COORDINATOR,
    DAY,
    LEAD,
    MEETING,
    ON_THE_DAY,
    opened,
    signed,
    staffed,
    started,
    typed,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A running meeting of three cases: one outcome signed, one recorded, one open."""
    place = tmp_path_factory.mktemp("board") / "registry"
    with clock.stopped_at(ON_THE_DAY), staffed(place, 1, 2, 3) as registry:
        started(registry, CASE, "NEN-00002", "NEN-00003")
        signed(registry)
        outcomes.record(registry, typed(registry, "NEN-00002"))
    return place


@pytest.fixture
def registry(folder: Path) -> Iterator[Registry]:
    with clock.stopped_at(ON_THE_DAY), opened(folder, COORDINATOR) as found:
        yield found


def words(pdf: bytes) -> str:
    return " ".join(" ".join(reread.page_texts(pdf)).translate(reread.SOFT_HYPHENS).split())


def drawn(document: Document) -> bytes:
    return orders.rendered(document, "A4")


def a_letter(registry: Registry, kind: str, case_id: str = CASE, **changes: str) -> str:
    stored = meeting_papers.discussion(registry, case_id)
    return words(drawn(meeting_papers.letter(registry, kind, stored=stored, **changes)))


@pytest.mark.parametrize("kind", ["outcome-letter", "family-doctor-letter"])
def test_a_letter_is_final_once_the_outcome_is_signed(registry: Registry, kind: str) -> None:
    final, draft = a_letter(registry, kind), a_letter(registry, kind, "NEN-00002")
    assert "FINAL" in final
    assert "Dr Carl S (chair)" in final
    assert "Audit " in final
    assert "DRAFT" in draft
    assert "not signed" in draft


def test_a_letter_to_the_patient_is_a_draft_until_a_clinician_releases_it(
    registry: Registry,
) -> None:
    assert "has to read and release" in a_letter(registry, "patient-letter")
    released = a_letter(registry, "patient-letter", released_by="Dr Carl S")
    assert "FINAL" in released
    assert "released by Dr Carl S" in released
    unsigned = a_letter(registry, "patient-letter", "NEN-00002", released_by="Dr Carl S")
    assert "DRAFT" in unsigned


def test_only_a_board_lead_releases_a_letter_to_the_patient(folder: Path, tmp_path: Path) -> None:
    order = Order("patient-letter", CASE, released_by="Dr Carl S")
    target = tmp_path / "letter.pdf"
    with clock.stopped_at(ON_THE_DAY):
        with opened(folder, COORDINATOR) as registry, pytest.raises(NotAllowed):
            export.export_paper(registry, order, target=target)
        assert not target.exists()
        with opened(folder, LEAD) as registry:
            export.export_paper(registry, order, target=target)
            noted = registry.audit.entries()[-1]
    assert noted.action == Action.EXPORTED
    assert noted.content is not None
    assert noted.content["released_by"] == "Dr Carl S"
    assert "FINAL" in words(target.read_bytes())


def test_a_version_that_was_corrected_says_so(tmp_path: Path) -> None:
    with clock.stopped_at(ON_THE_DAY), staffed(tmp_path / "registry", 1) as registry:
        started(registry)
        first = signed(registry)
        draft = outcomes.correct(registry, MEETING, case_id=CASE, reason="Wrong line")
        outcomes.record(registry, draft)
        old = words(drawn(meeting_papers.letter(registry, "outcome-letter", stored=first)))
    assert "SUPERSEDED" in old
    assert "Superseded by version 2 on 26-Nov-2026" in old


def test_a_later_fact_stands_beside_the_signed_outcome(tmp_path: Path) -> None:
    with clock.stopped_at(ON_THE_DAY), staffed(tmp_path / "registry", 1) as registry:
        started(registry)
        signed(registry)
        added = OutcomeAddendum(text="DPYD came back normal", reason="late result")
        follow_up.enter(registry, MEETING, case_id=CASE, entry=added)
        letter = a_letter(registry, "outcome-letter")
        page = words(orders.pdf(registry, Order("case", CASE)))
    assert "DPYD came back normal" in letter
    assert "DPYD came back normal" in page


def test_the_page_of_a_signed_case_is_final_and_says_what_was_decided(registry: Registry) -> None:
    page = words(orders.pdf(registry, Order("case", CASE)))
    assert "FINAL" in page
    assert "Plan agreed" in page
    assert "Book the clinic" in page


def test_a_case_without_an_outcome_has_no_letter(registry: Registry) -> None:
    with pytest.raises(NotDiscussed):
        meeting_papers.discussion(registry, "NEN-00003")


@pytest.mark.parametrize("kind", meeting_papers.LISTS)
def test_every_list_of_a_meeting_reads_back(registry: Registry, kind: str) -> None:
    text = words(orders.pdf(registry, Order(kind, MEETING, "Letter")))
    assert "NET MDT 26-Nov-2026" in text
    assert "Page 1 of" in text


def test_the_action_list_names_owner_and_day(registry: Registry) -> None:
    text = words(orders.pdf(registry, Order("actions", MEETING)))
    assert text.count("Book the clinic") == 2
    assert "02-Dec-2026" in text


def test_the_figures_hold_no_patient(registry: Registry) -> None:
    first, last = meeting_papers.month("2026-11")
    assert (first, last) == (date(2026, 11, 1), date(2026, 11, 30))
    text = words(drawn(meeting_papers.figures(registry, first, last=last)))
    assert "Cases on their agendas 3" in text
    assert "NEN-0" not in text


def test_what_is_no_month_is_refused() -> None:
    with pytest.raises(UnusableMonth, match="2026-11"):
        meeting_papers.month("Nov 2026")


def test_the_detail_tells_of_earlier_discussions(registry: Registry) -> None:
    text = words(orders.pdf(registry, Order("detail", CASE)))
    assert "Earlier discussions" in text
    assert "The first option" in text


def test_the_name_of_a_file_says_the_state_of_its_document(registry: Registry) -> None:
    def named(kind: str, key: str = CASE, **more: str) -> str:
        return orders.file_name(registry, Order(kind, key, **more))

    assert named("case").endswith("_final.pdf")
    assert named("outcome-letter").startswith(f"{CASE}_outcome-letter_r")
    assert named("outcome-letter").endswith("_final.pdf")
    assert named("outcome-letter", "NEN-00002").endswith("_draft.pdf")
    assert named("patient-letter").endswith("_draft.pdf")
    assert named("patient-letter", released_by="Dr Carl S").endswith("_final.pdf")


def test_the_papers_of_a_meeting_are_drafts_until_it_is_frozen_and_name_an_addendum() -> None:
    def state(**changes: object) -> State:
        meeting = Meeting(id=MEETING, date=DAY).model_copy(update=changes)
        return papers.meeting_state(StoredMeeting(MEETING, 3, meeting, "Berta", ON_THE_DAY))

    sent = Freeze(version=1, revision=2, by="Berta", at=ON_THE_DAY)
    later = Addendum(number=2, version=1, by="Berta", at=ON_THE_DAY, changes=())
    assert state() == State(StateKind.DRAFT, 3)
    assert state(editions=(sent,)) == State(StateKind.FINAL, 1)
    assert state(editions=(sent,), addenda=(later,)) == State(StateKind.ADDENDUM, 2)
    assert state(finished=ON_THE_DAY) == State(StateKind.FINAL)
