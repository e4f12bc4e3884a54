"""Casework: what is saved is there, with its row and its audit entry, and nobody is overwritten."""

from pathlib import Path

import pytest

from nenboard.domain.patient import Patient, PersonName
from nenboard.registry.errors import RevisionConflict
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.registry.query import CaseQuery
from nenboard.workflow import casework
from nenboard.workflow.errors import NotAllowed
from tests.workflow.support import AT, PASSPHRASE, actions, numbered, opened_as


def test_a_new_case_has_the_next_key_and_is_not_saved_yet(registry: Registry) -> None:
    made = casework.new_case(registry, Patient(name=PersonName(family="Harebell")))
    assert made.id == "NEN-00003"
    assert len(casework.find_cases(registry)) == 2


def test_a_save_brings_revision_row_and_audit_entry_together(registry: Registry) -> None:
    case = casework.new_case(registry, Patient(name=PersonName(family="O'Bracken")))
    saved = casework.save_case(registry, case, expected_revision=0)
    assert (saved.case_id, saved.number, saved.at) == (case.id, 1, AT)
    assert casework.load_case(registry, case.id).case == case
    assert casework.find_cases(registry, CaseQuery(text="O'Bracken")) == (case.id,)
    assert registry.audit.entries(subject_id=case.id)[0].action == "case_created"


def test_a_change_that_began_from_an_older_revision_is_refused(registry: Registry) -> None:
    casework.save_case(registry, numbered(1, note="first"), expected_revision=1)
    with pytest.raises(RevisionConflict):
        casework.save_case(registry, numbered(1, note="second"), expected_revision=1)
    assert casework.load_case(registry, "NEN-00001").case.note == "first"


def test_the_history_names_every_revision_and_its_changes(registry: Registry) -> None:
    casework.save_case(registry, numbered(1, note="new"), reason="better work-up")
    steps = casework.history(registry, "NEN-00001")
    assert [(step.number, step.reason) for step in steps] == [(1, None), (2, "better work-up")]
    changed = casework.changes(registry, "NEN-00001", number=2)
    assert [(change.path, change.old, change.new) for change in changed] == [("note", None, "new")]
    assert casework.load_case(registry, "NEN-00001", revision=1).case.note is None


def test_a_viewer_reads_and_saves_nothing(registry: Registry, folder: Path) -> None:
    registry.close()
    with opened_as(folder, UserRole.VIEWER) as viewed:
        assert casework.load_case(viewed, "NEN-00001").case == numbered(1)
        with pytest.raises(NotAllowed, match="viewer"):
            casework.save_case(viewed, numbered(3))
        assert casework.find_cases(viewed) == ("NEN-00001", "NEN-00002")


def test_closing_after_a_change_makes_a_backup(registry: Registry, folder: Path) -> None:
    casework.save_case(registry, numbered(3))
    made = casework.close_registry(registry)
    assert made is not None
    assert made.counts["cases"] == 3
    with casework.open_registry(folder, passphrase=PASSPHRASE) as again:
        assert "backup_made" in actions(again)


def test_the_recovery_key_gives_a_new_passphrase(tmp_path: Path) -> None:
    from tests.workflow.support import COST

    made = casework.create_registry(tmp_path / "r", passphrase=PASSPHRASE, user="Anna", cost=COST)
    made.registry.close()
    new = "another long passphrase"
    again = casework.recover_registry(
        tmp_path / "r", recovery_key=made.recovery_key, user="Anna", passphrase=new
    )
    again.close()
    casework.open_registry(tmp_path / "r", passphrase=new).close()
