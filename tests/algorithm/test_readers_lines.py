"""Tests of earlier lines: regimens, intent, response, stop, months, disease, doxorubicin."""

from datetime import date
from typing import Any

import pytest

from nenboard.algorithm.readers import Remark
from nenboard.domain.case import Case
from nenboard.domain.knowledge import EarlierLine, NumberRange
from nenboard.domain.missing import Missing
from nenboard.domain.terms import (
    GivenFor,
    Intent,
    Response,
    ResponseMethod,
    Role,
    StopReason,
    TherapyClass,
)
from nenboard.domain.treatment import Component, ResponseRecord
from tests.algorithm.reading_help import UNKNOWN, between, one_of, remarks, terms, value
from tests.builders import ON, a_case, a_line, day, number


def treated(*lines: dict[str, Any], **changes: Any) -> Case:
    made = [a_line(**{"id": f"l{i}", **given}) for i, given in enumerate(lines, start=1)]
    return a_case(**{"lines": tuple(made), "responses": (), "lesions": (), **changes})


def read_lines(case: Case, on: date = ON) -> tuple[EarlierLine, ...]:
    found = value("prior_lines", case, on=on)
    assert isinstance(found, tuple)
    return tuple(line for line in found if isinstance(line, EarlierLine))


def read_line(**given: Any) -> EarlierLine:
    (line,) = read_lines(treated(given))
    return line


def test_no_treatment_must_be_stated_and_an_empty_table_is_unknown() -> None:
    stated = a_case(has_had_systemic_treatment=False, lines=(), responses=())
    assert value("prior_lines", stated) == ()
    for told in (None, True, Missing.UNKNOWN):
        silent = a_case(has_had_systemic_treatment=told, lines=(), responses=())
        assert value("prior_lines", silent) is UNKNOWN


@pytest.mark.parametrize(
    ("regimen", "code"),
    [
        ("CAPTEM", "captem"),
        ("TEM", "tem"),
        ("STZ5FU_MOERTEL", "stz5fu"),
        ("STZ5FU_UPPSALA", "stz5fu"),
        ("STZDOXO", "stzdoxo"),
        ("FAS", "stzdoxo"),
        ("FCIST", "stz5fu"),
        ("FOLFOX", "folfox"),
        ("XELOX", "xelox"),
        ("FOLFIRI", "folfiri"),
        ("EP", "cddp_vp16"),
        ("CE", "cbdca_vp16"),
        ("IP", "iri_plat"),
        ("DTIC", "dtic"),
        ("FDE", "dtic"),
        ("OCTLAR", "ssa"),
        ("LAN120", "ssa"),
        ("EVE", "eve"),
        ("SUN", "sun"),
        ("LUTATE", "prrt"),
        ("IFN", "inf"),
        ("CAPBEV", "bev_combo"),
        ("CABO", "other_systemic"),
        ("TOPO", "other_systemic"),
    ],
)
def test_each_regimen_of_the_catalogue_has_its_code(regimen: str, code: str) -> None:
    assert read_line(regimen=regimen).regimen == code


@pytest.mark.parametrize("regimen", ["OBS", "LOCO"])
def test_watching_and_local_treatment_are_no_lines(regimen: str) -> None:
    lines = read_lines(treated({"regimen": regimen}, {"regimen": "EVE"}))
    assert [line.regimen for line in lines] == ["eve"]


def test_watching_alone_beside_the_answer_that_there_was_none_is_none() -> None:
    case = treated({"regimen": "OBS"}, has_had_systemic_treatment=False)
    assert value("prior_lines", case) == ()
    assert value("doxo_cumulative", case) == 0


def test_lines_beside_the_answer_that_there_were_none_leave_it_unknown() -> None:
    case = treated({"regimen": "EVE"}, has_had_systemic_treatment=False)
    assert value("prior_lines", case) is UNKNOWN
    assert Remark.LINES_CONTRADICT_ANSWER in remarks("prior_lines", case)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (None, None, "unknown_systemic"),
        (Missing.UNKNOWN, "a trial drug", "unknown_systemic"),
        (TherapyClass.CHEMOTHERAPY, None, "unknown_chemo"),
        (TherapyClass.PLATINUM, None, "platinum_unspecified"),
        (TherapyClass.PLATINUM, "platinum and etoposide", "cbdca_vp16"),
        (TherapyClass.TKI, "pazopanib", "other_systemic"),
        (TherapyClass.IMMUNOTHERAPY, "pembrolizumab", "other_systemic"),
        (TherapyClass.TKI, None, "unknown_systemic"),
        (TherapyClass.SSA, None, "ssa"),
        (TherapyClass.PRRT, None, "prrt"),
    ],
)
def test_what_the_catalogue_lacks_is_read_by_its_class(kind: Any, text: Any, code: str) -> None:
    line = read_line(regimen=None, regimen_text=text, therapy_class=kind)
    assert line.regimen == code


def test_platinum_etoposide_with_radiotherapy_is_chemoradiotherapy() -> None:
    assert read_line(regimen="EP", with_radiotherapy=True).regimen == "crt"
    assert read_line(regimen="EP", with_radiotherapy=Missing.UNKNOWN).regimen == "cddp_vp16"


def test_drugs_given_together_are_one_line_with_a_list() -> None:
    both = (Component(name="Everolimus"), Component(name="Octreotide LAR"))
    assert read_line(regimen="EVE", components=both).regimen == ("eve", "ssa")
    parts = (Component(name="capecitabine"), Component(name="temozolomide"))
    assert read_line(regimen="CAPTEM", components=parts).regimen == "captem"


@pytest.mark.parametrize(
    ("role", "intent", "fact"),
    [
        (Role.ADJUVANT, Intent.CURATIVE, "adjuvant"),
        (Role.NEOADJUVANT, Intent.CURATIVE, "adjuvant"),
        (Role.NONE, Intent.CURATIVE, "palliative"),
        (None, Intent.PALLIATIVE, "palliative"),
        (None, Intent.SYMPTOM, "palliative"),
        (Role.MAINTENANCE, None, "palliative"),
        (None, None, UNKNOWN),
    ],
)
def test_adjuvant_is_told_by_the_role_and_everything_else_is_palliative(
    role: Any, intent: Any, fact: Any
) -> None:
    assert read_line(role=role, intent=intent).intent == fact


def test_maintenance_with_part_of_the_same_drugs_belongs_to_the_line_before() -> None:
    first = {
        "regimen": "CAPTEM",
        "start": day("2025-01-01"),
        "stop": day("2025-06-30"),
        "stop_reason": StopReason.COMPLETED,
        "best_response": Response.PR,
        "progressed": None,
    }
    kept = {
        "regimen": "TEM",
        "role": Role.MAINTENANCE,
        "start": day("2025-07-01"),
        "stop": day("2026-02-01"),
        "progressed": day("2026-02-01"),
    }
    case = treated(first, kept)
    (line,) = read_lines(case)
    assert (line.regimen, line.best_response) == ("captem", "PR")
    assert (line.stop_reason, line.stop) == ("progression", "2026-02-01")
    assert Remark.MAINTENANCE in remarks("prior_lines", case)
    other = read_lines(treated(first, {**kept, "regimen": "EVE"}))
    assert [line.regimen for line in other] == ["captem", "eve"]


@pytest.mark.parametrize("response", list(Response))
def test_the_best_response_is_read_as_entered(response: Response) -> None:
    assert read_line(best_response=response).best_response == response.value


def records(*found: tuple[str, ResponseMethod, Response]) -> tuple[ResponseRecord, ...]:
    return tuple(
        ResponseRecord(date=day(when), method=method, response=response, line_id="l1")
        for when, method, response in found
    )


def test_without_an_entry_the_best_recist_record_up_to_progression_counts() -> None:
    recist = ResponseMethod.RECIST
    case = treated(
        {"best_response": None, "progressed": None},
        responses=records(
            ("2025-07-01", recist, Response.SD),
            ("2025-10-01", recist, Response.PR),
            ("2026-01-01", recist, Response.PD),
            ("2026-04-01", recist, Response.CR),
        ),
    )
    assert read_lines(case)[0].best_response == "PR"


def test_pet_biochemical_and_symptomatic_responses_never_feed_it() -> None:
    others = [m for m in ResponseMethod if m is not ResponseMethod.RECIST]
    found = [("2025-07-01", method, Response.CR) for method in others]
    case = treated({"best_response": None, "progressed": None}, responses=records(*found))
    assert read_lines(case)[0].best_response is UNKNOWN


@pytest.mark.parametrize(
    ("reason", "fact"),
    [
        (StopReason.PROGRESSION, "progression"),
        (StopReason.TOXICITY, "toxicity"),
        (StopReason.COMPLETED, "completed"),
        (StopReason.COMPLETED_REDUCED, "completed"),
        (StopReason.DETERIORATION, "other"),
        (StopReason.PATIENT_WISH, "other"),
        (Missing.UNKNOWN, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_the_reason_for_stopping_is_grouped(reason: Any, fact: Any) -> None:
    assert read_line(stop_reason=reason).stop_reason == fact


def test_a_line_still_given_is_ongoing() -> None:
    line = read_line(stop=None, stop_reason=None, is_ongoing=True, progressed=None)
    assert line.stop_reason == "ongoing"
    assert read_line(stop=None, stop_reason=None, is_ongoing=None).stop_reason is UNKNOWN


def test_months_to_progression_count_both_ends() -> None:
    exact = read_line(start=day("2026-01-01"), progressed=day("2026-07-02"))
    assert exact.pfs_months == between("6.01232032854", "6.01232032854").low
    partial = read_line(start=day("2026-01-01"), progressed=day("2026-07")).pfs_months
    assert isinstance(partial, NumberRange)
    assert partial.low is not None
    assert partial.high is not None
    assert partial.low < 6 < partial.high < 7


def test_without_progression_months_are_at_least_up_to_the_last_assessment() -> None:
    case = treated(
        {"start": day("2026-01-01"), "progressed": None, "best_response": None},
        responses=records(("2026-07-02", ResponseMethod.RECIST, Response.SD)),
    )
    found = read_lines(case)[0].pfs_months
    assert isinstance(found, NumberRange)
    assert (found.comparator, found.high) == (">=", None)
    assert read_line(progressed=None).pfs_months is UNKNOWN


@pytest.mark.parametrize(
    ("last", "progressed", "months"),
    [
        ("2026-01-15", "2026-07-15", "6"),
        ("2026-01-31", "2026-02-28", "1"),
        ("2026-05-10", "2026-05-01", "0"),
    ],
)
def test_the_platinum_free_interval_counts_whole_calendar_months(
    last: str, progressed: str, months: str
) -> None:
    line = read_line(regimen="CE", stop=day(last), progressed=day(progressed))
    assert line.months_since_last_platinum == number(months)


def test_a_partial_end_of_platinum_gives_a_range_and_other_lines_have_none() -> None:
    line = read_line(regimen="CE", stop=day("2026-01"), progressed=day("2026-07-15"))
    assert isinstance(line.months_since_last_platinum, NumberRange)
    other = read_line(regimen="EVE", stop=day("2026-01-15"), progressed=day("2026-07-15"))
    assert other.months_since_last_platinum is UNKNOWN


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        (GivenFor.OTHER_CANCER, "other_cancer"),
        (GivenFor.OTHER_DIAGNOSIS, "other_diagnosis"),
        (None, "this"),
        (Missing.UNKNOWN, one_of("this", "other_diagnosis", "other_cancer")),
    ],
)
def test_a_line_was_given_for_this_disease_unless_it_says_otherwise(told: Any, fact: Any) -> None:
    assert read_line(given_for=told).given_for == fact


def test_lines_stand_in_their_explicit_order() -> None:
    lines = read_lines(treated({"regimen": "SUN", "start": None}, {"regimen": "EVE"}))
    assert [line.regimen for line in lines] == ["sun", "eve"]


def test_what_happened_after_the_day_is_not_read() -> None:
    case = treated(
        {"regimen": "LAN120", "start": day("2025-04-10"), "stop": day("2026-11-05")},
        {"regimen": "EVE", "start": day("2026-11-10"), "stop": None, "stop_reason": None},
    )
    (line,) = read_lines(case, on=date(2026, 1, 1))
    assert (line.regimen, line.stop_reason, line.stop) == ("ssa", "ongoing", None)
    assert line.pfs_months is UNKNOWN


def test_doxorubicin_is_summed_over_its_lines() -> None:
    given = {"regimen": "STZDOXO", "doxorubicin_mg_m2": number(150)}
    assert value("doxo_cumulative", treated(given, given)) == 300
    other = treated({**given, "given_for": GivenFor.OTHER_CANCER}, {"regimen": "EVE"})
    assert value("doxo_cumulative", other) == 150


def test_without_anthracycline_and_with_all_lines_known_the_sum_is_zero() -> None:
    assert value("doxo_cumulative", treated({"regimen": "EVE"})) == 0
    none = a_case(has_had_systemic_treatment=False, lines=(), responses=())
    assert value("doxo_cumulative", none) == 0
    assert value("doxo_cumulative", a_case(lines=(), responses=())) is UNKNOWN


def test_a_missing_dose_or_another_anthracycline_makes_it_at_least_the_sum() -> None:
    given = {"regimen": "STZDOXO", "doxorubicin_mg_m2": number(150)}
    for other in (
        {"regimen": "FAS"},
        {"regimen": "FDE"},
        {"regimen": None, "therapy_class": TherapyClass.CHEMOTHERAPY},
    ):
        case = treated(given, other)
        assert value("doxo_cumulative", case) == between(150, 1000, ">=")
        assert Remark.DOSE_MISSING in remarks("doxo_cumulative", case)
    assert value("doxo_cumulative", treated({"regimen": "FAS"})) is UNKNOWN


def test_codes_of_the_terms_exist_in_the_catalogue_of_regimens() -> None:
    assert {"PE_NOS", "OBS", "LOCO"} <= set(terms().regimens)
