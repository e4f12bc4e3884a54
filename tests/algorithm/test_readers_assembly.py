"""Tests of how readers and entries are put together, and of what holds for any case."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.loader import load_release
from nenboard.algorithm.readers import Origin, ReadingTermsError, Remark, load_terms
from nenboard.algorithm.readers.catalogue import READERS
from nenboard.algorithm.release import Release
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import FactValue, NumberRange
from nenboard.domain.missing import Missing
from nenboard.domain.patient import EcogReading
from nenboard.domain.terms import LabTest
from nenboard.host import resources
from tests.algorithm.reading_help import between, one_of, read, reading, remarks, terms, value
from tests.builders import (
    a_case,
    a_fitness,
    a_lab,
    a_line,
    a_receptor_scan,
    a_sample,
    a_stage,
    an_empty_case,
    an_entry,
    day,
    number,
)
from tests.strategies import cases, partial_dates


@pytest.fixture(scope="module")
def release() -> Release:
    return load_release(resources.release_files("nen-review-2021"))


def _terms_text() -> str:
    return resources.path("terms", "readers.yaml").read_text(encoding="utf-8")


def test_every_fact_the_release_asks_for_has_a_reader_and_no_other(release: Release) -> None:
    assert list(READERS) == list(release.inputs)


def test_it_is_known_of_every_fact_who_can_answer() -> None:
    assert set(terms().who) == set(READERS)


def test_limits_of_the_terms_are_those_of_the_release(release: Release) -> None:
    for fact, limits in terms().limits.items():
        entry = release.inputs[fact]
        allowed = [number for number in entry.allowed or () if isinstance(number, int)]
        low = entry.low if entry.low is not None else min(allowed)
        high = entry.high if entry.high is not None else max(allowed)
        assert (limits.low, limits.high) == (low, high), fact


def test_codes_of_the_terms_are_codes_of_the_release(release: Release) -> None:
    known = set(release.option) | {entry.id for entry in release.options.prior_only}
    told = terms()
    codes = {regimen.code for regimen in told.regimens.values()} - {None}
    codes |= {*told.drugs.values(), *told.classes.values(), *told.platinum_codes}
    codes |= {told.with_radiotherapy, told.class_unknown, told.class_named_not_listed}
    assert codes <= known


def test_the_catalogue_of_regimens_and_the_terms_hold_the_same_ids() -> None:
    text = resources.path("terms", "regimens.json").read_text(encoding="utf-8")
    catalogue = {regimen["id"] for regimen in json.loads(text)["regimens"]}
    assert catalogue <= set(terms().regimens)


def test_terms_without_a_text_for_a_remark_are_refused() -> None:
    without = re.sub(r"\n  stale:\n.*\n.*", "", _terms_text())
    with pytest.raises(ReadingTermsError, match="texts are missing for: stale"):
        load_terms(without)


def test_terms_that_are_not_yaml_name_the_line() -> None:
    with pytest.raises(ReadingTermsError, match="line 3"):
        load_terms('version: "1"\nsites: [')


def test_decisions_carry_their_text_and_are_marked() -> None:
    (note,) = [
        note
        for note in reading("ps", a_case(fitness=a_fitness(ecog=(EcogReading(value=1),)))).notes
        if note.id is Remark.UNDATED_IS_OLDEST
    ]
    assert note.is_decision
    assert "oldest" in note.text


def test_an_entry_wins_and_a_reader_that_says_otherwise_is_shown_beside_it() -> None:
    found = reading("ki67", a_case(entries=(an_entry("ki67", number(25), at=day("2026-11-01")),)))
    assert (found.origin, found.value, found.by) == (Origin.ENTRY, 25, "Dr Synthetic")
    assert (found.read_value, found.differs_from) == (12, 12)
    assert found.is_query


@pytest.mark.parametrize(
    ("fact", "stated"),
    [
        ("ki67", number(12)),
        ("ki67", between(10, 15)),
        ("extent", one_of("metastatic", "resected")),
        ("ps", 1),
        ("hypersensitivity", ()),
    ],
)
def test_an_entry_that_the_reader_allows_is_no_disagreement(fact: str, stated: Any) -> None:
    found = reading(fact, a_case(entries=(an_entry(fact, stated),)))
    assert found.value == stated
    assert found.differs_from is None


@pytest.mark.parametrize(
    ("fact", "stated"),
    [
        ("ki67", between(0, 12, "<")),
        ("extent", "resected"),
        ("shrinkage_goal", True),
        ("hypersensitivity", ("platinum",)),
        ("prior_lines", ()),
    ],
)
def test_an_entry_that_cannot_be_right_with_the_reader_is_a_disagreement(
    fact: str, stated: Any
) -> None:
    assert reading(fact, a_case(entries=(an_entry(fact, stated),))).differs_from is not None


def test_an_entry_for_a_fact_nothing_is_recorded_of_stands_alone() -> None:
    found = reading("lvef", a_case(entries=(an_entry("lvef", number(58)),)))
    assert (found.value, found.read_value, found.differs_from) == (58, None, None)


def test_an_entry_dated_after_the_day_does_not_count() -> None:
    case = a_case(entries=(an_entry("ki67", number(25), at=day("2026-12-01")),))
    assert value("ki67", case) == 12
    assert Remark.DATED_AFTER in remarks("ki67", case)


def test_an_entry_of_a_fact_nobody_asks_for_is_named_and_left_out() -> None:
    derived = read(a_case(entries=(an_entry("shoe_size", 42),)))
    assert derived.ignored_entries == ("shoe_size",)
    assert "shoe_size" not in derived.facts


def test_facts_of_the_published_cases_come_out_unchanged(release: Release) -> None:
    for file in sorted(resources.path("samples", "published").glob("C*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        facts = parse_document({"facts": data["facts"]}, release)
        entries = tuple(an_entry(fact, known) for fact, known in facts.items())
        derived = read(Case(id="P-00001", entries=entries))
        assert derived.facts == facts, file.name
        restored = Case.model_validate_json(Case(id="P-00001", entries=entries).model_dump_json())
        assert read(restored).facts == facts, file.name


def test_of_an_empty_case_nothing_is_known() -> None:
    derived = read(an_empty_case())
    assert dict(derived.facts) == {}
    assert all(found.value is None for found in derived.readings.values())


def test_the_full_case_gives_most_facts() -> None:
    derived = read(a_case())
    assert set(READERS) - set(derived.facts) == {
        *("nec_morphology", "minen_ne_component", "minen_metastasis_component", "colon_side"),
        *("lung_subtype", "margin", "n_category", "report_conflict", "sstr_ihc", "syndrome_type"),
        *("lvef", "neuropathy_grade", "ototoxicity_grade", "ugt1a1", "rb1", "kras", "tp53"),
        *("brca", "msi", "tmb", "ntrk", "braf", "alk", "ros1"),
    }


@settings(max_examples=40)
@given(case=cases(), on=st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_any_case_is_read_and_its_facts_are_legal(case: Case, on: date) -> None:
    derived = read(case, on)
    assert set(derived.readings) == set(READERS)
    assert derived == read(case, on)
    entered = {entry.fact for entry in case.entries}
    read_only = Facts({f: v for f, v in derived.facts.items() if f not in entered})
    data = {"facts": json.loads(json.dumps(read_only.to_json_dict(), default=str))}
    assert dict(parse_document(_exact(data), _RELEASE)).keys() == dict(read_only).keys()


_RELEASE = load_release(resources.release_files("nen-review-2021"))


def _exact(data: Any) -> Any:
    return json.loads(json.dumps(data), parse_float=number)


_UNKNOWNS: list[Callable[[Case], Case]] = [
    lambda case: case.model_copy(
        update={"labs": (*case.labs, a_lab(LabTest.PLATELETS, "1", value=Missing.PENDING))}
    ),
    lambda case: case.model_copy(
        update={
            "fitness": case.fitness.model_copy(
                update={"ecog": (*case.fitness.ecog, EcogReading(value=Missing.NOT_DONE))}
            )
        }
    ),
    lambda case: case.model_copy(
        update={
            "imaging": (
                *case.imaging,
                a_receptor_scan(
                    id="new",
                    krenning_highest=None,
                    krenning_lowest=Missing.PENDING,
                    lesions_above_liver=None,
                ),
            )
        }
    ),
    lambda case: case.model_copy(
        update={"stages": (*case.stages, a_stage(t=None, n="NX", m="MX", group=Missing.UNKNOWN))}
    ),
    lambda case: case.model_copy(
        update={
            "samples": (
                *case.samples,
                a_sample(
                    id="new",
                    date=day("2026-11-18"),
                    ki67=Missing.PENDING,
                    mitoses=None,
                    grade=None,
                    differentiation=Missing.PENDING,
                ),
            )
        }
    ),
]


@pytest.mark.parametrize("add", _UNKNOWNS)
def test_adding_an_unknown_changes_nothing_that_was_known(add: Callable[[Case], Case]) -> None:
    before, after = read(a_case()).facts, read(add(a_case())).facts
    changed = {fact for fact in before if before[fact] != after.get(fact)}
    assert changed <= {"samples_discordant"}
    assert set(after) <= set(before)


@settings(max_examples=25)
@given(case=cases(), later=st.integers(1, 4000))
def test_what_is_dated_after_the_day_never_counts(case: Case, later: int) -> None:
    on = date(2019, 6, 30)
    future = PartialDate.of(on + timedelta(days=later))
    before = read(case, on).facts
    added = case.model_copy(
        update={
            "labs": (*case.labs, a_lab(LabTest.PLATELETS, "77", date=future)),
            "imaging": (*case.imaging, a_receptor_scan(id="later", date=future)),
            "samples": (*case.samples, *_later_samples(case, future)),
            "lines": (*case.lines, a_line(id="later", start=future, progressed=future)),
        }
    )
    assert read(added, on).facts == before


def _later_samples(case: Case, future: PartialDate) -> tuple[Any, ...]:
    keys = [primary.id for primary in case.primaries]
    return tuple(a_sample(id=f"later-{key}", primary_id=key, date=future) for key in keys)


@given(when=partial_dates())
def test_a_date_made_less_exact_never_narrows_a_range_of_ages(when: PartialDate) -> None:
    exact = _with_birth(a_case(), when)
    vague = _with_birth(a_case(), PartialDate(str(when)[:4]))
    known, less = value("age", exact), value("age", vague)
    assert less is None or known is None or _holds(less, known)


def _with_birth(case: Case, when: PartialDate) -> Case:
    patient = case.patient.model_copy(update={"birth_date": when})
    return case.model_copy(update={"patient": patient, "entries": ()})


def _holds(wide: FactValue, narrow: FactValue) -> bool:
    ends = [
        (one.low, one.high) if isinstance(one, NumberRange) else (one, one)
        for one in (wide, narrow)
    ]
    (low, high), (other_low, other_high) = ends
    return bool(low <= other_low and other_high <= high)  # type: ignore[operator]
