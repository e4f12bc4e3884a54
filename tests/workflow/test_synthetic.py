"""Synthetic cases: the same seed gives the same people, marked as such, of every kind."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from nenboard.domain.case import Case
from nenboard.domain.checks import Severity, check_case
from nenboard.domain.readiness import Status, readiness
from nenboard.domain.terms import LiverBurden, MetastaticSite, Response
from nenboard.domain.treatment import ResponseRecord
from nenboard.registry.folder import Registry
from nenboard.workflow.answers import assess_case
from nenboard.workflow.releases import data_set
from nenboard.workflow.synthetic import synthetic_case, synthetic_cases
from nenboard.workflow.synthetic.cases import meeting_day
from nenboard.workflow.synthetic.people import nhs_test_number
from tests.workflow.support import AT, ON, SAMPLES


@pytest.fixture(scope="module")
def some() -> tuple[Case, ...]:
    return tuple(synthetic_cases(300, seed=7, on=ON))


def test_the_same_seed_gives_the_same_case_whatever_the_number_made(some: tuple[Case, ...]) -> None:
    assert synthetic_case(217, seed=7, on=ON) == some[216]
    assert synthetic_case(217, seed=8, on=ON) != some[216]


def test_everybody_is_marked_synthetic_and_has_an_invented_name(some: tuple[Case, ...]) -> None:
    names = json.loads((SAMPLES.parent / "names.json").read_text(encoding="utf-8"))
    assert all(case.patient.is_synthetic for case in some)
    assert {case.patient.name.family for case in some if case.patient.name} <= set(names["family"])


def test_the_numbers_lie_in_the_range_given_to_nobody_and_have_their_check_digit() -> None:
    for number in (1, 2, 17, 99_999, 499_999):
        digits = [int(sign) for sign in nhs_test_number(number)]
        assert digits[:3] == [9, 9, 9]
        assert sum((10 - place) * digit for place, digit in enumerate(digits)) % 11 == 0


def test_no_two_people_share_a_number() -> None:
    assert len({nhs_test_number(number) for number in range(1, 20_001)}) == 20_000


def test_every_kind_of_answer_and_gap_occurs(some: tuple[Case, ...]) -> None:
    answers = [assess_case(case, on=ON).assessment for case in some]
    nodes = Counter(outcome.node for answer in answers for outcome in answer.outcomes)
    assert {answer.result for answer in answers} >= {"options", "no_recommendation"}
    assert len(nodes) > 20
    assert any(len(answer.outcomes) > 1 for answer in answers)
    assert {len(case.lines) for case in some} >= {0, 1, 2, 3}
    assert any(not case.fitness.ecog for case in some)
    assert any(study.state is not None for case in some for study in case.imaging)


def test_nothing_happens_after_the_day_of_the_case(some: tuple[Case, ...]) -> None:
    for case in some:
        days = [line.start for line in case.lines] + [lab.date for lab in case.labs]
        days += [sample.date for sample in case.samples]
        assert all(day is None or day.earliest <= ON for day in days), case.id


def test_no_record_contradicts_another(some: tuple[Case, ...]) -> None:
    serious = {Severity.INVALID, Severity.RARE}
    found = [issue for case in some for issue in check_case(case, ON)]
    assert [issue for issue in found if issue.severity in serious] == []
    assert not any(issue.code == "edition_and_year" for issue in found)
    assert all(case.referral.referred.latest <= ON for case in some if case.referral.referred)


def test_responses_follow_from_the_sums_of_the_targets(some: tuple[Case, ...]) -> None:
    seen: Counter[Response] = Counter()
    for case in some:
        sums: Counter[str] = Counter()
        for lesion in case.lesions:
            for measured in lesion.measurements:
                assert isinstance(measured.mm, Decimal)
                sums[str(measured.date)] += int(measured.mm)
        for record in case.responses:
            first = min(str(other.date) for other in case.responses if same_line(other, record))
            start = max(day for day in sums if day < first)
            here = str(record.date)
            lowest = min(total for day, total in sums.items() if start <= day < here)
            is_grown = sums[here] >= 1.2 * lowest and sums[here] - lowest >= 5
            assert (record.response is Response.PD) == is_grown, case.id
            is_shrunk = sums[here] <= 0.7 * sums[start] and not is_grown
            assert (record.response is Response.PR) == is_shrunk, case.id
            assert isinstance(record.response, Response)
            seen[record.response] += 1
    assert min(seen[Response.PD], seen[Response.PR], seen[Response.SD]) > 50


def same_line(one: ResponseRecord, other: ResponseRecord) -> bool:
    return one.line_id == other.line_id


def test_the_liver_burden_agrees_with_the_liver(some: tuple[Case, ...]) -> None:
    for case in some:
        rows = [row for row in case.extent.metastases if row.site is MetastaticSite.LIVER]
        if rows:
            is_free = case.extent.liver_burden is LiverBurden.NONE
            assert (rows[0].involved is False) == is_free, case.id


def test_most_people_can_be_discussed_and_some_are_blocked(some: tuple[Case, ...]) -> None:
    found = Counter(readiness(case, meeting_day(ON), data_set=data_set()).status for case in some)
    assert found[Status.READY] > found[Status.BLOCKED] > len(some) // 20
    assert found[Status.CHECK] > len(some) // 10


def test_the_meeting_is_the_next_thursday() -> None:
    assert meeting_day(date(2026, 11, 19)) == date(2026, 11, 26)
    assert meeting_day(date(2026, 11, 20)) == date(2026, 11, 26)


def test_many_are_saved_in_one_step(registry: Registry, some: tuple[Case, ...]) -> None:
    registry.cases.save_many(some, by="Anna", at=AT)
    assert registry.cases.count() == 302
