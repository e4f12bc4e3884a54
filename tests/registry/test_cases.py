"""Cases: append-only revisions, saved whole with row, words and audit entry, or not at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from nenboard.domain.case import Case
from nenboard.registry import cases as cases_module
from nenboard.registry import payloads
from nenboard.registry.connection import Storage
from nenboard.registry.errors import DiskFull, RevisionConflict, StorageFault, UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.query import CaseQuery
from tests.registry.support import (
    AT,
    USER,
    a_case_of,
    a_named_case,
    create,
    later,
    memory_page_limit,
    reopen,
    save,
)
from tests.strategies import cases

CASE = a_named_case(1)
CHANGED = CASE.model_copy(update={"note": "seen again in clinic"})


def storage_of(registry: Registry) -> Storage:
    return registry._storage


def test_a_saved_case_comes_back_equal(registry: Registry) -> None:
    saved = registry.cases.save(CASE, by=USER, at=AT)
    stored = registry.cases.get(CASE.id)
    assert (saved.case_id, saved.number, saved.at) == (CASE.id, 1, AT)
    assert (stored.case, stored.revision, stored.by, stored.at) == (CASE, 1, USER, AT)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases())
def test_any_case_is_stored_without_loss(case: Case) -> None:
    assert payloads.read(payloads.written(case), version=payloads.VERSION) == case


def test_a_case_is_still_there_after_closing(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, CASE)
    with reopen(folder) as registry:
        assert registry.cases.get(CASE.id).case == CASE


def test_an_earlier_revision_stays_as_it_was(registry: Registry) -> None:
    save(registry, CASE, CHANGED)
    assert registry.cases.get(CASE.id).case == CHANGED
    assert registry.cases.get(CASE.id, revision=1).case == CASE


def test_the_history_says_who_when_and_why(registry: Registry) -> None:
    registry.cases.save(CASE, by=USER, at=AT)
    registry.cases.save(CHANGED, by="Bea", at=later(days=1), reason="second report")
    steps = registry.cases.history(CASE.id)
    assert [(step.number, step.by, step.at, step.reason) for step in steps] == [
        (1, USER, AT, None),
        (2, "Bea", later(days=1), "second report"),
    ]


def test_what_a_revision_changed_is_told_field_by_field(registry: Registry) -> None:
    save(registry, CASE, CHANGED)
    (change,) = registry.cases.changes(CASE.id, 2)
    assert (change.path, change.old, change.new) == ("note", CASE.note, CHANGED.note)


def test_a_save_that_changes_nothing_makes_no_revision(registry: Registry) -> None:
    save(registry, CASE)
    head = registry.audit.head()
    again = registry.cases.save(CASE, by=USER, at=later(days=1))
    assert (again.number, again.at) == (1, AT)
    assert registry.audit.head() == head


def test_a_change_from_an_outdated_revision_is_refused(registry: Registry) -> None:
    save(registry, CASE, CHANGED)
    with pytest.raises(RevisionConflict) as caught:
        registry.cases.save(CASE, by=USER, at=AT, expected_revision=1)
    assert (caught.value.expected, caught.value.found) == (1, 2)
    assert registry.cases.get(CASE.id).case == CHANGED


def test_a_case_that_must_be_new_does_not_overwrite(registry: Registry) -> None:
    registry.cases.save(CASE, by=USER, at=AT, expected_revision=0)
    with pytest.raises(RevisionConflict):
        registry.cases.save(CHANGED, by=USER, at=AT, expected_revision=0)


@pytest.mark.parametrize("revision", [None, 2, 0, -1])
def test_an_unknown_case_or_revision_is_said(registry: Registry, revision: int | None) -> None:
    save(registry, CASE)
    wanted = "NEN-99999" if revision is None else CASE.id
    with pytest.raises(UnknownCase):
        registry.cases.get(wanted, revision)


def test_a_moment_without_time_zone_is_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match="time zone"):
        registry.cases.save(CASE, by=USER, at=AT.replace(tzinfo=None))
    assert registry.cases.count() == 0


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many cases go through in steps; here the steps are small."""
    monkeypatch.setattr(cases_module, "_AT_A_TIME", 20)


@pytest.mark.usefixtures("small_batches")
def test_many_cases_are_saved_with_an_audit_entry_each(registry: Registry) -> None:
    many = [a_named_case(number) for number in range(1, 52)]
    before = registry.audit.count()
    saved = registry.cases.save_many(many, by=USER, at=AT)
    assert [one.case_id for one in saved] == [case.id for case in many]
    assert registry.cases.count() == 51
    assert registry.audit.count() == before + 51
    assert len(registry.cases.find(CaseQuery("testperson"))) == 51


def test_many_cases_again_add_only_what_changed(registry: Registry) -> None:
    save(registry, CASE, a_named_case(2))
    saved = registry.cases.save_many([CHANGED, a_named_case(2)], by=USER, at=later(days=1))
    assert [one.number for one in saved] == [2, 1]
    assert registry.audit.entries()[-1].subject_id == CASE.id


@pytest.mark.usefixtures("small_batches")
def test_one_bad_case_among_many_saves_none(registry: Registry) -> None:
    def breaking() -> object:
        yield from (a_named_case(number) for number in range(1, 45))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        registry.cases.save_many(breaking(), by=USER, at=AT)  # type: ignore[arg-type]
    assert registry.cases.count() == 0
    assert registry.audit.count() == 1


def test_a_case_twice_in_one_step_is_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match="once in one step"):
        registry.cases.save_many([CASE, CHANGED], by=USER, at=AT)


def test_a_full_disk_saves_neither_case_nor_audit_entry(registry: Registry) -> None:
    save(registry, CASE)
    head = registry.audit.head()
    memory_page_limit(storage_of(registry))
    long = CASE.model_copy(update={"note": "x" * 20_000})
    with pytest.raises(DiskFull):
        save(registry, long)
    assert registry.cases.get(CASE.id).case == CASE
    assert registry.audit.head() == head
    storage_of(registry).execute("PRAGMA max_page_count = 1000000")
    save(registry, long)
    assert registry.cases.get(CASE.id).case == long


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_revision SET payload = '{}'",
        "DELETE FROM case_revision",
        "INSERT OR REPLACE INTO case_revision SELECT * FROM case_revision",
        "UPDATE audit SET by = 'Mallory'",
        "UPDATE audit SET content = NULL, salt = NULL",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ],
)
def test_the_file_itself_refuses_to_overwrite_history(registry: Registry, statement: str) -> None:
    save(registry, CASE)
    with pytest.raises(StorageFault):
        storage_of(registry).execute(statement)
    assert registry.cases.get(CASE.id).case == CASE


def test_a_gap_between_revisions_is_refused(registry: Registry) -> None:
    save(registry, CASE)
    with pytest.raises(StorageFault):
        storage_of(registry).execute(
            "INSERT INTO case_revision (case_id, number, by, at, payload_version, payload)"
            " VALUES (?, 3, 'x', 'x', 1, '{}')",
            (CASE.id,),
        )


def test_the_next_key_follows_the_highest(registry: Registry) -> None:
    assert registry.cases.next_key() == "NEN-00001"
    save(
        registry,
        a_named_case(41),
        a_named_case(7),
        a_named_case(3).model_copy(update={"id": "X-99"}),
    )
    assert registry.cases.next_key() == "NEN-00042"
    assert registry.cases.next_key("X") == "X-00100"
    assert registry.cases.next_key("NE") == "NE-00001"


def test_rows_come_in_the_order_asked_and_leave_out_what_is_not_there(registry: Registry) -> None:
    save(registry, a_named_case(1), a_named_case(2))
    found = registry.cases.rows(["NEN-00002", "NEN-77777", "NEN-00001"])
    assert [row.case_id for row in found] == ["NEN-00002", "NEN-00001"]


def test_a_row_shows_what_the_case_says(registry: Registry) -> None:
    save(registry, a_case_of("O'Brien", "Zoë"))
    (row,) = registry.cases.rows(["NEN-00001"])
    assert (row.name, row.given_name, row.birth_date) == ("O'Brien", "Zoë", "1960-05-12")
    assert (row.revision, row.changed_at, row.is_synthetic) == (1, AT, True)


def test_what_is_not_recorded_is_none_in_the_row(registry: Registry) -> None:
    save(registry, Case(id="NEN-00009"))
    (row,) = registry.cases.rows(["NEN-00009"])
    assert (row.name, row.birth_date, row.grade, row.ki67, row.line) == (None,) * 5


def test_rows_rebuilt_from_the_revisions_are_the_same(registry: Registry) -> None:
    save(registry, a_case_of("O'Brien", "Zoë"), a_named_case(2), CHANGED)
    ids = registry.cases.find(CaseQuery())
    before = registry.cases.rows(ids)
    storage_of(registry).execute("UPDATE case_row SET name = 'wrong', sort_name = 'wrong'")
    assert registry.cases.rebuild_rows() == 2
    assert registry.cases.rows(registry.cases.find(CaseQuery())) == before
    assert registry.cases.find(CaseQuery("clinic")) == (CASE.id,)


def test_steps_inside_one_transaction_are_saved_together_or_not_at_all(registry: Registry) -> None:
    def both() -> None:
        with registry.transaction():
            save(registry, CASE)
            save(registry, a_named_case(2))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        both()
    assert registry.cases.count() == 0
    assert registry.audit.count() == 1
