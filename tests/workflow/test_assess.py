"""Stored answers: which revision, which rules, which day; never changed, never twice the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import assess, casework
from nenboard.workflow.errors import Cancelled, NotAllowed
from tests.workflow.support import AT, ON, numbered, opened_as


def test_an_answer_is_kept_with_revision_release_and_day(registry: Registry) -> None:
    stored = assess.run(registry, "NEN-00001", on=ON)
    rules = assess.release()
    assert (stored.case_id, stored.case_revision, stored.on, stored.at) == ("NEN-00001", 1, ON, AT)
    assert (stored.release_id, stored.release_version) == (rules.id, rules.version)
    assert stored.release_sha256 == rules.sha256
    assert json.loads(stored.payload)["algorithm"]["sha256"] == rules.sha256
    assert registry.assessments.latest("NEN-00001") == stored


def test_without_a_day_today_counts(registry: Registry) -> None:
    assert assess.run(registry, "NEN-00001").on == AT.date()


def test_the_same_answer_is_not_stored_twice(registry: Registry) -> None:
    first = assess.run(registry, "NEN-00001", on=ON)
    assert assess.run(registry, "NEN-00001", on=ON) == first
    assert registry.assessments.count() == 1


def test_a_run_on_another_day_is_a_new_answer(registry: Registry) -> None:
    first = assess.run(registry, "NEN-00001", on=ON)
    second = assess.run(registry, "NEN-00001", on=date(2026, 12, 3))
    assert registry.assessments.history("NEN-00001") == (first, second)


def test_an_answer_is_out_of_date_once_the_case_has_changed(registry: Registry) -> None:
    stored = assess.run(registry, "NEN-00001", on=ON)
    assert assess.is_current(registry, stored)
    casework.save_case(registry, numbered(1, note="new"))
    assert not assess.is_current(registry, stored)


def test_many_cases_are_assessed_together_or_not_at_all(registry: Registry) -> None:
    with pytest.raises(UnknownCase):
        assess.run_many(registry, ("NEN-00001", "NEN-99999"), on=ON)
    assert registry.assessments.count() == 0
    kept = assess.run_many(registry, ("NEN-00001", "NEN-00002"), on=ON)
    assert [one.case_id for one in kept] == ["NEN-00001", "NEN-00002"]
    assert {assess.result_of(one) for one in kept} == {"options"}


def test_cancelling_many_keeps_none(registry: Registry) -> None:
    with pytest.raises(Cancelled):
        assess.run_many(
            registry,
            ("NEN-00001", "NEN-00002"),
            on=ON,
            progress=lambda done, _total: done < 1,
        )
    assert registry.assessments.count() == 0
    assert assess.latest_answers(registry, ("NEN-00001",)) == {"NEN-00001": None}


def test_a_viewer_cannot_store_an_answer(registry: Registry, folder: Path) -> None:
    registry.close()
    with opened_as(folder, UserRole.VIEWER) as viewed, pytest.raises(NotAllowed):
        assess.run(viewed, "NEN-00001", on=ON)
