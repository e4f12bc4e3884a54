"""Assessments: kept as they were said, each about one revision of a case."""

from datetime import date

import pytest

from nenboard.registry.assessments import NewAssessment
from nenboard.registry.errors import StorageFault, UnknownCase
from nenboard.registry.folder import Registry
from tests.registry.support import AT, USER, a_named_case, an_old_decision, later, save

CASE = a_named_case(1)


def an_answer(revision: int = 1, payload: str = '{"result":"ask"}') -> NewAssessment:
    return NewAssessment(
        case_id=CASE.id,
        case_revision=revision,
        release_id="nen-2021",
        release_version="1.0",
        release_sha256="ab" * 32,
        on=date(2026, 3, 14),
        payload=payload,
    )


def test_an_assessment_comes_back_as_it_was_stored(registry: Registry) -> None:
    save(registry, CASE)
    stored = registry.assessments.add(an_answer(), by=USER, at=AT)
    assert registry.assessments.latest(CASE.id) == stored
    assert (stored.number, stored.case_revision, stored.on) == (1, 1, date(2026, 3, 14))
    assert (stored.by, stored.at, stored.payload) == (USER, AT, '{"result":"ask"}')


def test_a_later_assessment_is_a_new_one(registry: Registry) -> None:
    save(registry, CASE)
    registry.assessments.add(an_answer(), by=USER, at=AT)
    registry.assessments.add(an_answer(payload="{}"), by=USER, at=later(days=1))
    assert [one.payload for one in registry.assessments.history(CASE.id)] == [
        '{"result":"ask"}',
        "{}",
    ]
    latest = registry.assessments.latest(CASE.id)
    assert latest is not None
    assert (latest.number, registry.assessments.count()) == (2, 2)


def test_a_case_that_was_never_assessed_has_none(registry: Registry) -> None:
    assert registry.assessments.latest(CASE.id) is None
    assert registry.assessments.history(CASE.id) == ()


def test_nothing_is_stored_about_a_revision_that_is_not_there(registry: Registry) -> None:
    save(registry, CASE)
    with pytest.raises(UnknownCase):
        registry.assessments.add(an_answer(revision=2), by=USER, at=AT)
    assert registry.audit.count() == 2


def test_the_audit_entry_names_release_and_revision(registry: Registry) -> None:
    save(registry, CASE)
    registry.assessments.add(an_answer(), by=USER, at=AT)
    newest = registry.audit.entries()[-1]
    assert (newest.action, newest.subject, newest.revision) == (
        "assessment_stored",
        "assessment",
        1,
    )
    assert newest.content is not None
    assert newest.content["release_version"] == "1.0"
    assert "payload" not in newest.content


@pytest.mark.parametrize("table", ["assessment", "decision"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET payload = 'x'", "DELETE FROM {}"])
def test_neither_is_ever_changed(registry: Registry, table: str, verb: str) -> None:
    save(registry, CASE)
    registry.assessments.add(an_answer(), by=USER, at=AT)
    an_old_decision(registry, CASE.id, revision=1, text="{}")
    with pytest.raises(StorageFault):
        registry._storage.execute(verb.format(table))
