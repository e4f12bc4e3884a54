"""Filters over any stored field: three values, lists, partial dates, and any combination."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing
from nenboard.domain.terms import Grade, Site
from nenboard.registry.folder import Registry
from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where
from nenboard.registry.stored_fields import Kind, stored_fields
from tests.builders import a_line, a_patient, a_primary, a_sample, number
from tests.registry.support import a_named_case, save

Condition = Where | AllOf | AnyOf | Not


def found(registry: Registry, condition: Condition) -> set[int]:
    ids = registry.cases.find(CaseQuery(where=condition))
    return {int(case_id[-5:]) for case_id in ids}


def with_samples(place: int, *grades: Any) -> Case:
    samples = tuple(a_sample(id=f"s{at}", grade=grade) for at, grade in enumerate(grades))
    return a_named_case(place, samples=samples)


def test_every_field_of_a_case_has_a_way_to_ask_for_it() -> None:
    fields = stored_fields()
    assert len(fields) > 250
    assert fields["samples.ki67.value"].kind is Kind.NUMBER
    assert fields["lines.toxicities.grade"].steps == ("lines", "toxicities", "grade")
    assert "pancreas" in fields["primaries.site"].choices
    assert fields["patient.birth_date"].kind is Kind.DATE


def test_each_field_can_be_asked_for_in_every_way(registry: Registry) -> None:
    save(registry, a_named_case(1))
    for path, field in stored_fields().items():
        value = "2026" if field.kind is Kind.DATE else "1"
        for operator in ("is", "is_not", "at_least", "above", "at_most", "below", "contains"):
            where = Where(path, operator, value)
            assert not found(registry, where) & found(registry, Not(where))
        is_there = found(registry, Where(path, "recorded", value=True))
        assert found(registry, Where(path, "recorded", value=False)) == {1} - is_there


def test_a_list_holds_a_value_if_one_element_does(registry: Registry) -> None:
    save(registry, with_samples(1, Grade.G1, Grade.G2), with_samples(2, Grade.G1))
    assert found(registry, Where("samples.grade", "is", "G2")) == {1}
    assert found(registry, Where("samples.grade", "is_not", "G2")) == {2}


def test_a_list_with_an_unknown_element_is_not_known_to_lack_a_value(registry: Registry) -> None:
    save(
        registry,
        with_samples(1, Grade.G1, None),
        with_samples(2, Grade.G1, Missing.UNKNOWN),
        with_samples(3),
        with_samples(4, Grade.G1),
    )
    assert found(registry, Where("samples.grade", "is_not", "G2")) == {4}
    assert found(registry, Not(Where("samples.grade", "is", "G2"))) == {4}
    assert found(registry, Where("samples.grade", "is", "unknown")) == {2}
    assert found(registry, Where("samples.grade", "recorded", value=False)) == {3}


def test_a_kind_of_missing_is_no_value_of_the_list_either(registry: Registry) -> None:
    save(registry, with_samples(1, Missing.PENDING), with_samples(2, Grade.G1))
    assert found(registry, Where("grade", "is_not", "G2")) == {2}
    assert found(registry, Where("grade", "is", "pending")) == {1}


def test_numbers_are_compared_as_numbers(registry: Registry) -> None:
    for place, size in enumerate(("9", "10", "100.5"), start=1):
        save(registry, a_named_case(place, primaries=(a_primary(size_mm=number(size)),)))
    save(registry, a_named_case(4, primaries=(a_primary(size_mm=Missing.NOT_DONE),)))
    assert found(registry, Where("primaries.size_mm", "at_least", 10)) == {2, 3}
    assert found(registry, Where("primaries.size_mm", "below", "100.5")) == {1, 2}
    assert found(registry, Not(Where("primaries.size_mm", "below", 100))) == {3}


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        ("is", "1960", {1, 2, 3}),
        ("is", "1960-05", {2, 3}),
        ("is_not", "1960-06", {2, 3, 4}),
        ("at_least", "1960-05-12", {3, 4}),
        ("below", "1960-06-01", {2, 3}),
        ("above", "1960", {4}),
        ("at_most", "1960", {1, 2, 3}),
    ],
)
def test_a_partial_date_fits_only_if_every_day_it_may_be_does(
    registry: Registry, operator: Any, value: str, expected: set[int]
) -> None:
    for place, born in enumerate(("1960", "1960-05", "1960-05-12", "1961-01-01"), start=1):
        patient = a_patient(birth_date=PartialDate(born))
        save(registry, a_named_case(place, patient=patient))
    for field in ("birth_date", "patient.birth_date"):
        assert found(registry, Where(field, operator, value)) == expected


def test_candidates_are_neither_the_one_nor_known_not_to_be(registry: Registry) -> None:
    several = a_primary(site=None, subsite=None, site_candidates=(Site.PANCREAS, Site.ILEUM))
    save(registry, a_named_case(1, primaries=(several,)), a_named_case(2))
    assert found(registry, Where("site", "is", "pancreas")) == {2}
    assert found(registry, Where("site", "is_not", "pancreas")) == set()
    assert found(registry, Where("site", "is_not", "rectum")) == {1, 2}


def test_text_is_found_without_capitals_and_accents(registry: Registry) -> None:
    save(registry, a_named_case(1, note="Müller's LÉSION"), a_named_case(2))
    assert found(registry, Where("note", "contains", "MULLER'S lesion")) == {1}


def test_fields_are_combined_as_asked(registry: Registry) -> None:
    save(
        registry,
        a_named_case(1, lines=(a_line(regimen="CAPTEM"),)),
        a_named_case(2, lines=(a_line(regimen="CAPTEM"),), note="trial"),
        a_named_case(3),
    )
    captem, trial = Where("lines.regimen", "is", "CAPTEM"), Where("note", "contains", "trial")
    assert found(registry, AllOf((captem, trial))) == {2}
    assert found(registry, AnyOf((trial, Not(captem)))) == {2, 3}
    assert found(registry, AllOf((captem, Where("note", "recorded", value=False)))) == {1}


@pytest.mark.parametrize(
    "where",
    [
        Where("patient", "is", "x"),
        Where("samples'; DROP TABLE case_row; --", "is", "x"),
        Where("samples.grade", "resembles", "x"),  # type: ignore[arg-type]
        Where("samples.ki67.value", "above", "many"),
        Where("samples.grade", "above", "unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(registry: Registry, where: Where) -> None:
    with pytest.raises(ValueError, match=r"there is no such|compared with|kind of missing"):
        registry.cases.find(CaseQuery(where=where))


def test_conditions_without_end_are_refused(registry: Registry) -> None:
    deep: Condition = Where("note", "is", "x")
    for _level in range(100):
        deep = Not(deep)
    wide = AnyOf((Where("note", "is", "x"),) * 5000)
    for conditions in (deep, wide):
        with pytest.raises(ValueError, match="more conditions"):
            registry.cases.find(CaseQuery(where=conditions))


LEAVES = st.sampled_from(
    [
        Where("samples.grade", "is", "G2"),
        Where("note", "contains", "a"),
        Where("birth_date", "at_least", "1960-05"),
        Where("primaries.size_mm", "above", 20),
        Where("line", "recorded", value=True),
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not), st.tuples(inner, inner).map(AllOf), st.tuples(inner, inner).map(AnyOf)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(condition=CONDITIONS)
def test_a_condition_and_its_opposite_never_both_hold(
    registry: Registry, condition: Condition
) -> None:
    if registry.cases.count() == 0:
        save(registry, with_samples(1, Grade.G1, None), with_samples(2), a_named_case(3, note="a"))
    holds, fails = found(registry, condition), found(registry, Not(condition))
    assert not holds & fails
    assert found(registry, Not(Not(condition))) == holds
