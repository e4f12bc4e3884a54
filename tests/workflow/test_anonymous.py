"""Anonymised documents: no identifier of the source case in their bytes, text, metadata or name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.patient import Patient
from nenboard.registry.folder import Registry
from nenboard.workflow import anonymous, assess, casework, clock, export, orders, published
from nenboard.workflow.errors import NotAnonymous
from nenboard.workflow.orders import Order
from tests.builders import a_case, a_patient, an_entry
from tests.workflow.board_support import (
    CASE,
    LEAD,
    MEETING,
    ON_THE_DAY,
    opened,
    signed,
    staffed,
    started,
)
from tests.workflow.test_pseudonyms import MARK, marked

KINDS = (("case", CASE), ("detail", CASE), ("pack", MEETING))
DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4}|\d{4}-\d{2}-\d{2}")
TOLD = ("testperson", "alba", "9434765870", "943 476 5870", "th-000417", "syn-25-1001", "nen-0000")
STAFF = ("Dr Carl S", "Dr O", "Nurse S", "Berta")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with a marked case that was discussed and signed."""
    place = tmp_path_factory.mktemp("anonymous") / "registry"
    with clock.stopped_at(ON_THE_DAY), staffed(place, 1, 2) as registry:
        held = registry.cases.get(CASE).case
        whole = marked(a_case(id=CASE)).model_copy(update={"patient": held.patient})
        casework.save_case(registry, whole)
        for case_id in (CASE, "NEN-00002"):
            assess.run(registry, case_id, on=ON_THE_DAY.date())
        started(registry, CASE, "NEN-00002")
        signed(registry)
    return place


@pytest.fixture
def registry(folder: Path) -> Iterator[Registry]:
    with clock.stopped_at(ON_THE_DAY), opened(folder, LEAD) as found:
        yield found


def written(pdf: bytes) -> str:
    """All that another program finds in the file: bytes, metadata, outline and text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
        outline = [mark.get_title() for mark in document.get_toc()]
        found = [*texts, *outline, *document.get_metadata_dict().values()]
    finally:
        document.close()
    return " ".join("\n".join(found).replace("\u00a0", " ").split()) + pdf.decode("latin-1")


@pytest.mark.parametrize(("kind", "key"), KINDS)
def test_no_identifier_of_the_case_is_in_the_file(registry: Registry, kind: str, key: str) -> None:
    order = orders.anonymous_order(Order(kind, key))
    named = written(orders.pdf(registry, Order(kind, key)))
    assert "testperson" in named.casefold()
    assert DATE.search(named)
    found = written(orders.pdf(registry, order))
    assert "ANONYMISED" in found
    assert MARK not in found
    assert [told for told in TOLD if told in found.casefold()] == []
    assert [name for name in STAFF if name in found] == []
    assert DATE.search(found) is None
    assert orders.file_name(registry, order).startswith("anonymised_")


def test_the_page_says_what_was_left_out_and_counts_months(registry: Registry) -> None:
    order = orders.anonymous_order(Order("case", CASE))
    found = written(orders.pdf(registry, order))
    code = orders.codes(registry, order)[CASE]
    assert f"CASE {code}, 66-year-old woman" in found
    assert "left out" in found
    assert "month " in found
    assert "Free text is left out." in found


def test_the_same_order_gives_the_same_bytes_and_another_one_other_codes(
    registry: Registry,
) -> None:
    order = orders.anonymous_order(Order("case", CASE))
    assert orders.pdf(registry, order) == orders.pdf(registry, order)
    other = orders.anonymous_order(order)
    assert orders.codes(registry, other) != orders.codes(registry, order)


def test_only_the_audit_trail_leads_from_the_code_to_the_case(
    registry: Registry, tmp_path: Path
) -> None:
    order = orders.anonymous_order(Order("pack", MEETING))
    export.export_paper(registry, order, target=tmp_path / "pack.pdf")
    noted = registry.audit.entries()[-1].content
    assert noted is not None
    assert set(noted["codes"]) == {CASE, "NEN-00002"}


def test_a_letter_cannot_be_anonymised() -> None:
    with pytest.raises(NotAnonymous):
        orders.anonymous_order(Order("patient-letter", CASE))


def test_words_that_stay_are_listed_for_reading(registry: Registry) -> None:
    order = orders.anonymous_order(Order("case", "NEN-00002"))
    assert "liver" in orders.to_be_read(registry, order)
    assert orders.to_be_read(registry, Order("case", CASE)) == ""


def said(case: Case) -> str:
    revision = anonymous_revision(case)
    report, _case = anonymous.anonymised(revision, "seed", by="Berta")
    return report.identity.name


def anonymous_revision(case: Case) -> Any:
    from nenboard.reports.content import Edition, Revision
    from nenboard.reports.values import Sitting
    from nenboard.workflow.papers import Stored

    revision = Revision(case.id, 1, case, "Dr O", ON_THE_DAY)
    return Stored(revision, None, Edition(sitting=Sitting("NET MDT 26-Nov-2026")))


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("1960-05-14", "66-year-old"),
        ("1937-01-01", "89-year-old"),
        ("1936-01-01", "90 or more"),
        ("1960", "65-66-year-old"),
    ],
)
def test_an_age_over_89_is_not_told(born: str, words: str) -> None:
    patient = a_patient(birth_date=PartialDate(born))
    assert words in said(a_case(patient=patient))


def test_a_case_without_an_age_says_so() -> None:
    assert said(a_case(patient=Patient())).endswith("person, age not recorded")


@pytest.mark.parametrize(
    ("typed", "stays"),
    [
        ("liver", True),
        ("1.73 m2", True),
        ("liver of Dr House", False),
        ("liver 03/04/2026", False),
        ("liver 12345678", False),
        ("since 2019", False),
    ],
)
def test_a_short_word_with_a_number_a_date_or_a_person_goes(typed: str, stays: bool) -> None:
    sample = a_case().samples[0].model_copy(update={"organ": typed})
    case = a_case().model_copy(update={"samples": (sample,)})
    left = anonymous.words_left(case, on=ON_THE_DAY.date())
    assert (typed in left) is stays


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-03-14", "month 2"),
        ("2026-03", "month 2"),
        ("2025-12-31", "month -1"),
        ("2026", "months 0 to 11"),
    ],
)
def test_a_date_is_counted_from_the_diagnosis(when: str, words: str) -> None:
    day = anonymous.CountedDate.counted(PartialDate(when), date(2026, 1, 20))
    assert day.text == words
    assert day.earliest == PartialDate(when).earliest


def test_the_source_of_a_published_case_is_left_out() -> None:
    case = published.read_published(published.shipped()[0], case_id="PUB-00001")
    report, bare = anonymous.anonymised(anonymous_revision(case), "seed", by="Berta")
    assert bare.published is None
    assert report.timeline.origin is not None
    assert report.timeline.until - report.timeline.origin >= timedelta(0)


def test_an_age_that_was_entered_by_somebody_is_not_told_if_old() -> None:
    case = a_case(entries=(an_entry("age", 95),))
    report, bare = anonymous.anonymised(anonymous_revision(case), "seed", by="Berta")
    assert bare.entry("age") is None
    assert "90 or more" in report.identity.name
