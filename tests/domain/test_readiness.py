"""Tests of readiness: what blocks, what asks for a look, and what counts as an answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenboard.domain.board import Override
from nenboard.domain.case import Case
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.domain.patient import EcogReading
from nenboard.domain.readiness import DataSet, Readiness, State, Status, readiness
from nenboard.domain.terms import Functioning, LabTest, QuestionTopic, Syndrome
from nenboard.domain.tumour import Function
from nenboard.host import resources
from nenboard.workflow.local_files import LocalFileFaulty
from nenboard.workflow.releases import read_data_set
from tests.builders import (
    ON,
    a_carcinoma_case,
    a_case,
    a_ct,
    a_fitness,
    a_lab,
    a_line,
    a_patient,
    a_referral,
    an_empty_case,
    an_entry,
    day,
    some_labs,
)
from tests.strategies import cases


def _text() -> str:
    return resources.path("terms", "minimum_data_set.yaml").read_text(encoding="utf-8")


DATA_SET: DataSet = read_data_set(_text())


def of(case: Case) -> Readiness:
    return readiness(case, ON, data_set=DATA_SET)


def open_items(case: Case) -> dict[str, State]:
    return {open_item.item.id: open_item.state for open_item in of(case).open_items}


def ready(**changes: Any) -> Case:
    return a_case(**{"referral": a_referral(key_worker="N. Synthetic"), **changes})


def test_a_case_with_every_answer_is_ready() -> None:
    assert of(ready()).status is Status.READY
    assert of(ready()).open_items == ()


def test_an_item_of_level_a_without_an_answer_blocks_and_says_who_can_give_it() -> None:
    case = ready(patient=a_patient(birth_date=None))
    found = of(case)
    assert found.status is Status.BLOCKED
    (open_item,) = found.open_items
    assert (open_item.item.id, open_item.item.who) == ("4", "coordinator")
    assert open_item.item.where == "referral letter"


def test_an_item_of_level_b_without_an_answer_asks_for_a_look() -> None:
    assert of(a_case()).status is Status.CHECK
    assert open_items(a_case()) == {"7": State.NOT_RECORDED}


@pytest.mark.parametrize("kind", [Missing.NOT_DONE, Missing.UNKNOWN, Missing.NOT_APPLICABLE])
def test_coded_as_missing_is_an_answer(kind: Missing) -> None:
    assert of(ready(patient=a_patient(sex=kind))).status is Status.READY


def test_a_pending_answer_asks_for_a_look_and_does_not_block() -> None:
    case = ready(patient=a_patient(sex=Missing.PENDING))
    assert of(case).status is Status.CHECK
    assert open_items(case) == {"5": State.PENDING}


def test_a_gap_beside_an_empty_field_is_an_answer() -> None:
    gap = Gap(path="referral.key_worker", kind=Missing.NOT_APPLICABLE)
    assert of(a_case(gaps=(gap,))).status is Status.READY


def test_a_clinicians_entry_of_the_fact_answers_its_item() -> None:
    case = ready(fitness=a_fitness(ecog=()), entries=(an_entry("ps", 1),))
    assert of(case).status is Status.READY


def test_a_value_of_level_a_over_its_age_limit_blocks_and_says_its_age() -> None:
    old = EcogReading(value=1, date=day("2026-09-01"))
    case = ready(fitness=a_fitness(ecog=(old,)))
    (open_item,) = of(case).open_items
    assert (open_item.state, open_item.age_days) == (State.STALE, 79)
    assert of(case).status is Status.BLOCKED


def test_a_value_of_level_b_over_its_age_limit_asks_for_a_look() -> None:
    old = [a_lab(r.test, "78", date=day("2026-01-12")) for r in some_labs()]
    assert of(ready(labs=tuple(old))).status is Status.CHECK


def test_a_blocked_case_is_listed_by_a_clinician_with_a_reason() -> None:
    case = ready(patient=a_patient(birth_date=None))
    word = Override(by="Dr A", reason="seen today", at=datetime(2026, 11, 18, tzinfo=UTC))
    found = readiness(case, ON, data_set=DATA_SET, override=word)
    assert (found.status, found.override) == (Status.OVERRIDDEN, word)
    assert [one.item.id for one in found.open_items] == ["4"]
    assert readiness(ready(), ON, data_set=DATA_SET, override=word).status is Status.READY


def test_on_the_day_of_the_meeting_nothing_is_kept_back() -> None:
    found = of(ready(patient=a_patient(birth_date=None)))
    assert not found.may_be_listed(ON - timedelta(days=1), meeting_day=ON)
    assert found.may_be_listed(ON, meeting_day=ON)


def test_items_of_the_registry_level_keep_nothing_back_and_are_listed_apart() -> None:
    found = of(ready(patient=a_patient(national_number=None)))
    assert found.status is Status.READY
    assert "2" in {one.item.id for one in found.registry_items}


def test_open_and_answered_items_are_those_asked_for() -> None:
    found = of(a_case())
    assert found.asked == len(found.answered) + 1
    assert "7" not in found.answered
    assert "12" in found.answered


def test_what_is_dated_after_the_day_is_no_answer() -> None:
    later = EcogReading(value=1, date=day("2026-12-01"))
    assert open_items(ready(fitness=a_fitness(ecog=(later,)))) == {"20": State.NOT_RECORDED}


def test_kidney_function_blocks_only_if_prrt_is_asked() -> None:
    labs = tuple(result for result in some_labs() if result.test is not LabTest.EGFR)
    assert of(ready(labs=labs)).status is Status.CHECK
    asked = a_referral(key_worker="N. Synthetic", topics=(QuestionTopic.PRRT,))
    assert of(ready(labs=labs, referral=asked)).status is Status.BLOCKED
    creatinine = a_lab(LabTest.CREATININE, "80")
    assert of(ready(labs=(*labs, creatinine), referral=asked)).status is Status.READY


def test_a_carcinoma_needs_no_receptor_imaging_and_no_grade() -> None:
    assert "65" in open_items(ready(imaging=(a_ct(),)))
    case = a_carcinoma_case(referral=a_referral(key_worker="N. Synthetic"))
    assert open_items(case) == {"43": State.NOT_RECORDED, "66": State.NOT_RECORDED}


def test_a_carcinoid_syndrome_asks_for_an_echocardiogram() -> None:
    function = Function(status=Functioning.SYNDROME, syndrome=Syndrome.CARCINOID)
    assert open_items(ready(function=function)).keys() == {"72", "73a", "74", "78", "80"}
    assert of(ready(function=function)).status is Status.BLOCKED


def test_a_stopped_line_asks_why() -> None:
    assert open_items(ready(lines=(a_line(stop_reason=None),))) == {"88": State.NOT_RECORDED}


def test_frailty_is_asked_from_the_birthday_on() -> None:
    fitness = a_fitness(is_frail=None, rockwood=None)
    for born, is_asked in (("1961-11-19", True), ("1961-11-20", False), ("1961", True)):
        case = ready(patient=a_patient(birth_date=day(born)), fitness=fitness)
        assert ("21" in open_items(case)) is is_asked


def test_items_of_level_a_stand_first() -> None:
    levels = [open_item.level for open_item in of(an_empty_case()).open_items]
    assert levels == sorted(levels)


def test_limits_of_age_are_given_to_the_facts_they_belong_to() -> None:
    days = DATA_SET.freshness_days()
    assert (days["ps"], days["sstr"]) == (28, 365)


def test_a_faulty_file_names_every_fault_and_its_place() -> None:
    with pytest.raises(LocalFileFaulty, match=r"items\.0\.level"):
        read_data_set(_text().replace("level: A", "level: Z", 1))
    with pytest.raises(LocalFileFaulty, match="not defined: seen_befre"):
        read_data_set(_text().replace("if: seen_before", "if: seen_befre"))
    with pytest.raises(LocalFileFaulty, match="line"):
        read_data_set("items: [")


@settings(max_examples=25)
@given(case=cases(), on=st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_any_case_has_a_readiness(case: Case, on: date) -> None:
    found = readiness(case, on, data_set=DATA_SET)
    assert (found.status is Status.READY) is (found.open_items == ())
