"""Pseudonymised cases: nobody can be told from them, and the algorithm says the same."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import NumberRange
from nenboard.workflow import published
from nenboard.workflow.answers import assess_case
from nenboard.workflow.pseudonyms import has_identity, pseudonymised
from tests.builders import a_case, a_patient, a_sample, an_entry
from tests.strategies import cases
from tests.workflow.support import ON

MARK = "Zzyzxname"


def marked(value: Any) -> Any:
    """The case with a marked name in every text that anybody may type."""
    from nenboard.workflow.pseudonyms import _is_free_text

    if isinstance(value, tuple):
        return tuple(marked(item) for item in value)
    if not isinstance(value, Value):
        return value
    changes: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        free = _is_free_text(field.annotation, tuple(field.metadata))
        changes[name] = MARK if free else marked(held)
    return value.model_copy(update=changes)


def test_no_typed_text_with_the_name_is_left() -> None:
    case = marked(a_case(patient=a_patient()))
    assert MARK in case.model_dump_json()
    assert MARK not in pseudonymised(case, on=ON).model_dump_json()


def test_numbers_birth_date_and_staff_are_gone() -> None:
    text = pseudonymised(a_case(), on=ON).model_dump_json()
    for told in ("Testperson", "Alba", "9434765870", "TH-000417", "1960-05", "Dr ", "SYN-25-1001"):
        assert told not in text
    assert not has_identity(pseudonymised(a_case(), on=ON))
    assert has_identity(a_case())


def test_the_birth_date_becomes_the_age() -> None:
    entry = pseudonymised(a_case(), on=ON).entry("age")
    assert entry is not None
    assert entry.value == 66


def test_a_partial_birth_date_becomes_a_range_of_ages() -> None:
    patient = a_patient(birth_date=PartialDate("1960"))
    entry = pseudonymised(a_case(patient=patient), on=date(2026, 6, 1)).entry("age")
    assert entry is not None
    assert entry.value == NumberRange(low=Decimal(65), high=Decimal(66))


def test_an_age_that_was_entered_stays() -> None:
    case = a_case(entries=(an_entry("age", 40),))
    entry = pseudonymised(case, on=ON).entry("age")
    assert entry is not None
    assert (entry.value, entry.by, entry.source) == (40, "removed", None)


def test_the_algorithm_says_the_same_of_the_pseudonymised_case() -> None:
    assert assess_case(pseudonymised(a_case(), on=ON), on=ON).assessment == (
        assess_case(a_case(), on=ON).assessment
    )


def test_clinical_words_stay_unless_they_name_the_person() -> None:
    kept = pseudonymised(a_case(samples=(a_sample(organ="liver"),)), on=ON)
    assert kept.samples[0].organ == "liver"
    named = pseudonymised(a_case(samples=(a_sample(organ="Testperson's liver"),)), on=ON)
    assert named.samples[0].organ is None


def test_a_published_case_keeps_its_source() -> None:
    case = published.read_published(published.shipped()[0], case_id="PUB-00001")
    bare = pseudonymised(case, on=ON)
    assert bare.published == case.published
    assert bare.entries == case.entries
    assert bare.patient.name is None
    assert bare.patient.is_synthetic


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_can_be_pseudonymised_and_stays_a_case(case: Case) -> None:
    bare = pseudonymised(case, on=ON)
    assert Case.model_validate_json(bare.model_dump_json()) == bare
    assert not has_identity(bare)
