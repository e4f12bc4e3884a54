"""History: who changed what, what a change was, and the way back."""

from decimal import Decimal

import pytest

from nenboard.domain.case import Case
from nenboard.domain.terms import Grade
from nenboard.registry.audit import Action, Event
from nenboard.registry.errors import RevisionConflict, UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, history, maintain
from nenboard.workflow.errors import CannotRestoreValue, NotAllowed
from nenboard.workflow.history import ChangeMark, Marked
from tests.builders import a_primary, a_sample, a_stage
from tests.workflow.support import AT, PASSPHRASE, USER, numbered, opened_as

FIRST = numbered(7, note="first")


def graded(grade: Grade | None, **changes: object) -> Case:
    return FIRST.model_copy(update={"samples": (a_sample(grade=grade),), **changes})


@pytest.fixture
def registry(registry: Registry) -> Registry:
    casework.save_case(registry, FIRST)
    return registry


def test_each_change_of_a_field_is_told_newest_first(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3), reason="second report")
    casework.save_case(registry, graded(Grade.G3, note=None))
    newest, second = history.field_history(registry, FIRST.id)[:2]
    assert (newest.revision, newest.path, newest.old, newest.new) == (3, "note", "first", None)
    assert (second.path, second.old, second.new) == ("samples.s1.grade", "G2", "G3")
    assert (second.by, second.reason, second.revision) == (USER, "second report", 2)


def test_the_history_of_one_field_leaves_the_others_out(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3, note="second"))
    steps = history.field_history(registry, FIRST.id, path="samples.s1")
    assert {step.path for step in steps if step.revision == 2} == {"samples.s1.grade"}


def test_class_grade_and_stage_are_what_is_asked_about() -> None:
    after = graded(Grade.G3, stages=(a_stage(group="III"),))
    found = {(c.what, c.old, c.new) for c in history.changes_to_mark(FIRST, after)}
    assert found == {(Marked.GRADE, "G2", "G3"), (Marked.STAGE, "IV", "III")}


def test_a_first_value_or_another_tumour_is_not_asked_about() -> None:
    assert history.changes_to_mark(graded(None), graded(Grade.G2)) == ()
    both = (a_primary(), a_primary(id="p2"))
    one = FIRST.model_copy(update={"primaries": both, "primary_under_discussion": "p1"})
    other = one.model_copy(update={"primary_under_discussion": "p2"})
    assert history.changes_to_mark(one, other) == ()


def test_a_mark_is_stored_with_its_revision_and_in_the_audit_trail(registry: Registry) -> None:
    marks = {Marked.GRADE: ChangeMark.TRUE_CHANGE}
    casework.save_case(registry, graded(Grade.G3), marks=marks)
    entry = registry.audit.entries()[-1]
    assert entry.content is not None
    assert entry.content["marks"] == {"grade": "true_change"}
    assert history.marked_changes(registry, FIRST.id)[0].mark is ChangeMark.TRUE_CHANGE


def test_a_change_without_a_mark_is_listed_until_somebody_marks_it(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    open_one = history.marked_changes(registry, FIRST.id)[0]
    assert (open_one.change.what, open_one.mark, open_one.revision) == (Marked.GRADE, None, 2)
    for mark in (ChangeMark.TRUE_CHANGE, ChangeMark.BETTER_WORK_UP):
        history.mark(registry, FIRST.id, revision=2, marks_of={Marked.GRADE: mark})
        assert history.marked_changes(registry, FIRST.id)[0].mark is mark


def test_what_does_not_change_cannot_be_marked(registry: Registry) -> None:
    with pytest.raises(ValueError, match="only a class, grade or stage"):
        casework.save_case(
            registry,
            graded(Grade.G3),
            marks={Marked.STAGE: ChangeMark.TRUE_CHANGE},
        )
    assert registry.cases.get(FIRST.id).revision == 1


def test_an_earlier_revision_becomes_the_newest_and_nothing_is_lost(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    saved = history.restore_revision(registry, FIRST.id, revision=1, expected_revision=2)
    assert saved.number == 3
    assert registry.cases.get(FIRST.id).case == FIRST
    assert registry.cases.get(FIRST.id, 2).case == graded(Grade.G3)
    with pytest.raises(RevisionConflict):
        history.restore_revision(registry, FIRST.id, revision=2, expected_revision=2)


def test_the_last_save_is_undone_and_redone(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    history.undo_last(registry, FIRST.id, expected_revision=2)
    assert registry.cases.get(FIRST.id).case == FIRST
    history.undo_last(registry, FIRST.id, expected_revision=3)
    assert registry.cases.get(FIRST.id).case == graded(Grade.G3)


def test_before_the_first_revision_there_is_nothing_to_go_back_to(registry: Registry) -> None:
    with pytest.raises(UnknownCase):
        history.undo_last(registry, FIRST.id, expected_revision=1)


def test_one_value_comes_back_and_later_changes_stay(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    casework.save_case(registry, graded(Grade.G3, note="later"))
    history.restore_value(
        registry, FIRST.id, path="samples.s1.grade", revision=1, expected_revision=3
    )
    assert registry.cases.get(FIRST.id).case == graded(Grade.G2, note="later")


def test_a_value_that_was_not_recorded_is_taken_away_again(registry: Registry) -> None:
    casework.save_case(registry, graded(None))
    casework.save_case(registry, graded(Grade.G3))
    history.restore_value(
        registry, FIRST.id, path="samples.s1.grade", revision=2, expected_revision=3
    )
    assert registry.cases.get(FIRST.id).case.samples[0].grade is None


def test_a_removed_element_comes_back_whole(registry: Registry) -> None:
    casework.save_case(registry, FIRST.model_copy(update={"samples": ()}))
    history.restore_value(registry, FIRST.id, path="samples.s1", revision=1, expected_revision=2)
    assert registry.cases.get(FIRST.id).case.samples == FIRST.samples


def test_a_value_without_a_place_is_refused_and_changes_nothing(registry: Registry) -> None:
    casework.save_case(registry, FIRST.model_copy(update={"samples": ()}))
    with pytest.raises(CannotRestoreValue):
        history.restore_value(
            registry, FIRST.id, path="samples.s1.grade", revision=1, expected_revision=2
        )
    assert registry.cases.get(FIRST.id).revision == 2


def test_every_changed_field_can_be_put_back_alone(registry: Registry) -> None:
    changed = graded(
        Grade.G3,
        note="other",
        primaries=(a_primary(size_mm=Decimal(50)),),
        patient=FIRST.patient.model_copy(update={"hospital_number": None}),
    )
    casework.save_case(registry, changed)
    steps = [one for one in history.field_history(registry, FIRST.id) if one.revision == 2]
    assert len(steps) == 4
    for number, step in enumerate(steps, start=2):
        history.restore_value(
            registry, FIRST.id, path=step.path, revision=1, expected_revision=number
        )
    assert registry.cases.get(FIRST.id).case == FIRST


def test_a_viewer_restores_and_marks_nothing(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    registry.close()
    with opened_as(registry.folder, UserRole.VIEWER) as viewer:
        with pytest.raises(NotAllowed):
            history.restore_revision(viewer, FIRST.id, revision=1)
        with pytest.raises(NotAllowed):
            history.mark(viewer, FIRST.id, revision=2, marks_of={})
        assert history.field_history(viewer, FIRST.id)


def test_a_registry_with_marks_passes_every_check_and_a_changed_mark_is_found(
    registry: Registry,
) -> None:
    casework.save_case(registry, graded(Grade.G3), marks={Marked.GRADE: ChangeMark.TRUE_CHANGE})
    history.mark(registry, FIRST.id, revision=2, marks_of={Marked.GRADE: ChangeMark.BETTER_WORK_UP})
    registry.close()
    report = maintain.verify_registry(registry.folder, passphrase=PASSPHRASE)
    assert report.findings == ()
    assert report.counts["change_marks"] == 2
    from tests.registry.support import tamper

    tamper(registry.folder, "DELETE FROM change_mark WHERE id = 2")
    report = maintain.verify_registry(registry.folder, passphrase=PASSPHRASE)
    assert "audit trail" in {finding.check for finding in report.findings}


def test_a_change_that_was_taken_back_needs_no_answer(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    assert [step.revision for step in history.open_marks(registry, FIRST.id)] == [2]
    casework.save_case(registry, graded(Grade.G2))
    assert history.open_marks(registry, FIRST.id) == ()


def test_a_value_that_came_or_went_needs_no_answer(registry: Registry) -> None:
    casework.save_case(registry, graded(None))
    casework.save_case(registry, graded(Grade.G3))
    assert history.open_marks(registry, FIRST.id) == ()


def test_what_was_answered_waits_no_more_and_names_who_said_it(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    casework.save_case(registry, graded(Grade.G1))
    marks = {Marked.GRADE: ChangeMark.TRUE_CHANGE}
    history.mark(registry, FIRST.id, revision=3, marks_of=marks)
    assert [step.revision for step in history.open_marks(registry, FIRST.id)] == [2]
    assert history.marked_changes(registry, FIRST.id)[0].marked_by == USER


def test_an_editor_sees_only_what_they_did_themselves_a_lead_sees_all(
    registry: Registry,
) -> None:
    for by in (USER, "Berta"):
        registry.audit.note(Event(Action.EXPORTED, "case", FIRST.id), by=by, at=AT)
    folder = registry.folder
    registry.close()
    with opened_as(folder, UserRole.EDITOR) as as_editor:
        own = history.other_entries(as_editor, FIRST.id)
        assert [entry.by for entry in own] == ["Berta"]
    with casework.open_registry(folder, passphrase=PASSPHRASE, user=USER) as as_admin:
        assert len(history.other_entries(as_admin, FIRST.id)) == 2


def test_steps_come_newest_first_with_the_case_before_and_after(registry: Registry) -> None:
    casework.save_case(registry, graded(Grade.G3))
    newest, first = history.steps(registry, FIRST.id)
    assert (newest.before, newest.after) == (FIRST, graded(Grade.G3))
    assert first.before is None
    assert history.Placed(newest.after).place_of(newest.changes[0].path) == "samples.0.grade"
