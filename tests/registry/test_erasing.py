"""Erasing a patient: nothing of them stays in the file, and the chain still verifies."""

from pathlib import Path

import pytest

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, OutcomeDraft
from nenboard.registry import verify
from nenboard.registry.connection import Mode
from nenboard.registry.drafts import Draft
from nenboard.registry.errors import ErasedCase, UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.query import CaseQuery
from tests.registry.support import (
    AT,
    USER,
    a_case_of,
    a_named_case,
    an_old_decision,
    create,
    later,
    place_of,
    reopen,
    save,
)
from tests.registry.test_assessments import an_answer

MARK = "Xyzzymarke"
WORDS = "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab (main, 'case_words', 'row')"


def with_patient(folder: Path) -> Registry:
    """A registry in which one patient left traces everywhere, beside another."""
    registry = create(folder).registry
    save(registry, a_case_of(MARK, "Quillona"), a_case_of(MARK, "Quillone"), a_named_case(2))
    registry.assessments.add(an_answer(payload=f'{{"{MARK}":1}}'), by=USER, at=AT)
    an_old_decision(registry, "NEN-00001", revision=2, text=f"plan for {MARK}")
    agenda = (
        AgendaItem(case_id="NEN-00001", question=f"what about {MARK}?"),
        AgendaItem(case_id="NEN-00002"),
    )
    meeting = Meeting(id="MDT-0001", date=PartialDate("2026-03-19"), agenda=agenda)
    registry.meetings.save(meeting, by=USER, at=AT)
    registry.drafts.put(Draft("NEN-00001", USER, AT, MARK))
    return registry


def everything_stored(folder: Path) -> str:
    """All text of every table and every indexed word of a closed registry."""
    with place_of(folder).connect(Mode.WRITE) as storage:
        tables = storage.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
        found = [repr(storage.rows(f"SELECT * FROM {name}")) for (name,) in tables]  # noqa: S608
        storage.execute(WORDS)
        found += [row[0] for row in storage.rows("SELECT term FROM indexed")]
    return "\n".join(found)


def test_the_marked_name_is_there_before(folder: Path) -> None:
    with_patient(folder).close()
    assert everything_stored(folder).lower().count(MARK.lower()) > 10


def test_nothing_of_an_erased_patient_is_left_in_any_table_or_word(folder: Path) -> None:
    with with_patient(folder) as registry:
        registry.erase("NEN-00001", by=USER, at=later(days=1))
    stored = everything_stored(folder).lower()
    assert MARK.lower() not in stored
    assert "quillon" not in stored


def test_the_chain_still_verifies_and_names_the_erasure(folder: Path) -> None:
    with with_patient(folder) as registry:
        head = registry.audit.head()
        registry.erase("NEN-00001", by="Bea", at=later(days=1))
        entries = registry.audit.entries(subject_id="NEN-00001")
        assert registry.audit.head().seq == head.seq + 1
    assert verify.check_file(place_of(folder)).findings == ()
    assert [entry.is_erased for entry in entries] == [True] * 3 + [False]
    assert (entries[-1].action, entries[-1].by) == ("case_erased", "Bea")
    reopen(folder).close()


def test_the_other_patient_and_the_meeting_stay(folder: Path) -> None:
    with with_patient(folder) as registry:
        registry.erase("NEN-00001", by=USER, at=AT)
        assert registry.cases.get("NEN-00002").case == a_named_case(2)
        assert registry.cases.find(CaseQuery()) == ("NEN-00002",)
        agenda = registry.meetings.get("MDT-0001").meeting.agenda
        assert [item.case_id for item in agenda] == ["NEN-00002"]


def test_an_erased_patient_does_not_come_back_under_the_same_id(folder: Path) -> None:
    with with_patient(folder) as registry:
        registry.erase("NEN-00001", by=USER, at=AT)
        for again in (registry.cases.get, registry.cases.history):
            with pytest.raises(UnknownCase):
                again("NEN-00001")
        with pytest.raises(ErasedCase):
            save(registry, a_named_case(1))
        with pytest.raises(ErasedCase):
            registry.cases.save_many([a_named_case(5), a_named_case(1)], by=USER, at=AT)
        assert registry.cases.count() == 1
        assert registry.cases.next_key() == "NEN-00003"


def test_erasing_somebody_unknown_changes_nothing(registry: Registry) -> None:
    head = registry.audit.head()
    with pytest.raises(UnknownCase):
        registry.erase("NEN-00001", by=USER, at=AT)
    assert registry.audit.head() == head


def test_what_was_still_being_typed_cannot_come_back_after_the_erasure(folder: Path) -> None:
    with with_patient(folder) as registry:
        registry.erase("NEN-00001", by=USER, at=later(days=1))
        with pytest.raises(ErasedCase):
            registry.drafts.put(Draft("NEN-00001", USER, AT, MARK))
        outcome = Outcome(meeting_id="MDT-0001", case_id="NEN-00001", revision=1)
        with pytest.raises(ErasedCase):
            registry.outcome_drafts.put(OutcomeDraft(outcome=outcome), user=USER, at=AT)
    assert MARK not in everything_stored(folder)
