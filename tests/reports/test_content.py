"""What a page says of a case: mapped from the real domain values, never mixed, never blank."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.domain.outcome import Departure
from nenboard.domain.terms import DepartureReason
from nenboard.reports.content import Answer, Edition, Revision, case_summary
from nenboard.reports.content_outcome import Recorded
from nenboard.reports.errors import DoesNotFit, ReportMismatch
from nenboard.reports.frame import Pages
from nenboard.reports.release_words import ReleaseWords
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import lay_out
from nenboard.reports.twin import render_text
from nenboard.reports.values import CaseReport, NotOffered, Sitting, State, StateKind, Strength
from tests.builders import ON, a_case, an_empty_case
from tests.domain.outcomes import an_outcome
from tests.reports.pages import flaws
from tests.strategies import cases

AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
SHA = "ab" * 32
WORDS = ReleaseWords(
    {"PNET-2": "P-NET <=20 %"}, {"ssa": "Somatostatin analogue"}, {"ssa": ("ssa",)}
)
EDITION = Edition(Sitting("NET MDT 26-Nov-2026", 1, 9), release=WORDS)


def a_document(**changes: Any) -> dict[str, Any]:
    option = {
        "id": "captem",
        "label": "CAPTEM",
        "rank": 1,
        "strength": "preferred",
        "reason": "used most",
        "cautions": [{"id": "C-1", "text": "check marrow", "code": "E"}],
        "check_first": ["egfr"],
        "conditional": None,
    }
    waiting = option | {
        "id": "prrt",
        "label": "PRRT",
        "strength": None,
        "conditional": {"waits_for": ["sstr"], "could_be": ["preferred", "option"]},
    }
    outcome = {
        "node": "PNET-2",
        "branch_depends_on": [],
        "no_recommendation": None,
        "options": [option, waiting],
        "removed": [{"id": "ssa", "why": "used before"}],
    }
    document = {
        "format": "nenboard-assessment/1",
        "algorithm": {"id": "nen", "version": "1.1", "sha256": SHA},
        "outcomes": [outcome],
        "missing": [
            {"fact": "sstr", "label": "receptor imaging", "changes": "strength", "effects": []}
        ],
        "notes": [{"id": "N-1", "text": "A remark."}],
    }
    return document | changes


def an_answer(case: Case, **changes: Any) -> Answer:
    answer = Answer(case.id, 3, "nen", "1.1", SHA, ON, a_document())
    return replace(answer, **changes)


def a_report(case: Case, answer: Answer | None = None) -> CaseReport:
    revision = Revision(case.id, 3, case, "J. Marlow", AT)
    return case_summary(revision, answer or an_answer(case), edition=EDITION)


def test_a_case_says_who_what_and_by_which_rules() -> None:
    text = render_text(a_report(a_case()))
    for words in (
        "TESTPERSON, Alba",
        "12-May-1960 (66y)",
        "943 476 5870",
        "Which treatment after progression on the analogue?",
        "Ki-67 12 % (04-Mar-2025)",
        "ECOG 1 (10-Nov-2026)",
        "Lanreotide autogel",
        "Rules nen 1.1, abababab",
        "Revision 3, draft",
    ):
        assert words in text


def test_options_say_strength_reason_cautions_and_what_they_wait_for() -> None:
    report = a_report(a_case())
    branch = report.advice.branches[0]
    assert branch.title == "P-NET ≤20 %."
    assert branch.options[0].strength is Strength.PREFERRED
    assert branch.options[0].cautions == ("check first: eGFR", "check marrow")
    assert branch.options[1].strength is Strength.UNDETERMINED
    assert "could be preferred or option" in branch.options[1].reason
    assert report.advice.not_offered == (NotOffered(("Somatostatin analogue",), "used before"),)


def test_a_case_not_yet_assessed_says_so() -> None:
    case = a_case()
    report = case_summary(Revision(case.id, 3, case, "J. Marlow", AT), None, edition=EDITION)
    assert "has not been run on this revision" in render_text(report)


def test_nothing_recorded_is_printed_as_words_everywhere() -> None:
    text = render_text(a_report(an_empty_case()))
    assert text.count("Not recorded") >= 12
    assert "None" not in text
    assert " |  |" not in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Missing.NOT_DONE, "Not done"),
        (Missing.UNKNOWN, "Unknown"),
        (Missing.NOT_APPLICABLE, "Not applicable"),
    ],
)
def test_each_kind_of_missing_keeps_its_own_words(kind: Missing, words: str) -> None:
    case = an_empty_case()
    wishes = case.fitness.wishes.model_copy(update={"view": kind})
    fitness = case.fitness.model_copy(update={"wishes": wishes})
    report = a_report(case.model_copy(update={"fitness": fitness}))
    assert words in "".join(span.text for span in report.fitness.wishes[0]).replace("\u00a0", " ")


def test_a_pending_value_names_when_it_is_due() -> None:
    gap = Gap(path="fitness.ecog", kind=Missing.PENDING, due=PartialDate("2026-11-24"))
    case = an_empty_case().model_copy(update={"gaps": (gap,)})
    assert "Pending, due 24-Nov-2026" in render_text(a_report(case))


def test_an_assessment_of_another_case_is_refused() -> None:
    case = a_case()
    with pytest.raises(ReportMismatch):
        a_report(case, an_answer(case, case_id="N-0001"))


def test_an_assessment_of_another_revision_is_refused() -> None:
    case = a_case()
    with pytest.raises(ReportMismatch):
        a_report(case, an_answer(case, case_revision=2))


def test_an_assessment_stored_under_another_release_is_refused() -> None:
    case = a_case()
    with pytest.raises(ReportMismatch):
        a_report(case, an_answer(case, release_sha256="cd" * 32))


def test_a_revision_that_holds_another_case_is_refused() -> None:
    case = a_case()
    with pytest.raises(ReportMismatch):
        case_summary(Revision("N-0001", 3, case, "J. Marlow", AT), None, edition=EDITION)


def recorded(case: Case, *, revision: int, **changes: Any) -> Recorded:
    outcome = an_outcome(case_id=case.id, revision=revision, **changes)
    return Recorded(outcome, 1, State(StateKind.DRAFT, 1), "J. Marlow", AT)


def test_an_outcome_of_another_revision_is_refused() -> None:
    case = a_case()
    revision = Revision(case.id, 3, case, "J. Marlow", AT)
    with pytest.raises(ReportMismatch):
        case_summary(
            revision, an_answer(case), edition=EDITION, recorded=recorded(case, revision=2)
        )


def test_an_outcome_takes_the_place_of_the_boxes_to_tick() -> None:
    case = a_case()
    departure = Departure(reason=DepartureReason.PATIENT_WISH, words="Wants no tablets")
    kept = recorded(case, revision=3, departure=departure)
    revision = Revision(case.id, 3, case, "J. Marlow", AT)
    report = case_summary(revision, an_answer(case), edition=EDITION, recorded=kept)
    text = render_text(report)
    assert "departs from the rule set" in text
    assert "Wants no tablets" in text
    assert report.outcome.ticks == ()


def test_the_fingerprint_changes_with_any_word_and_only_then() -> None:
    case = a_case()
    changed = case.model_copy(update={"note": None, "id": "N-0418"})
    assert a_report(case).fingerprint == a_report(case).fingerprint
    assert a_report(case).fingerprint != a_report(changed, an_answer(changed)).fingerprint


def test_messages_name_no_person() -> None:
    case = a_case()
    with pytest.raises(ReportMismatch) as fault:
        a_report(case, an_answer(case, case_id="N-0001"))
    assert "Testperson" not in str(fault.value)
    assert case.id not in str(fault.value)


def test_a_partial_birth_date_gives_a_range_of_ages() -> None:
    case = a_case()
    patient = case.patient.model_copy(update={"birth_date": PartialDate("1960")})
    report = a_report(case.model_copy(update={"patient": patient}))
    assert report.identity.age == "65-66y"


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_is_laid_out_without_a_flaw_or_refused_by_block(case: Case) -> None:
    revision = Revision(case.id, 1, case, "J. Marlow", AT)
    report = case_summary(revision, None, edition=EDITION)
    render_text(report)
    try:
        page = lay_out(report, PAPERS["A4"], pages=Pages())
    except DoesNotFit:
        return
    assert flaws(page) == []


def test_a_report_is_plain_data() -> None:
    report = a_report(a_case())
    assert json.dumps(report.identity.numbers)
    assert report.timeline.until == date(2026, 11, 19)
