"""Backups in use, what a restore would lose, and persons erased who still stand in copies."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from nenboard.registry.errors import BackupNeeded, RegistryError, UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, clock, maintain, people
from nenboard.workflow.errors import Cancelled, NotAllowed
from nenboard.workflow.progress import Progress
from tests.workflow.support import AT, PASSPHRASE, actions, files_of, numbered, opened_as


def stopping_after(steps: int) -> Progress:
    """Says to stop once it was told so often."""
    asked = count()
    return lambda _done, _total: next(asked) < steps


def test_half_an_hour_after_a_change_a_backup_is_made_and_not_before(registry: Registry) -> None:
    casework.save_case(registry, numbered(7))
    with clock.stopped_at(AT + timedelta(minutes=29)):
        assert maintain.back_up_if_due(registry) is None
    with clock.stopped_at(AT + timedelta(minutes=31)):
        made = maintain.back_up_if_due(registry)
    assert made is not None
    assert made.why == "in-use"
    with clock.stopped_at(AT + timedelta(hours=5)):
        assert maintain.back_up_if_due(registry) is None
        casework.save_case(registry, numbered(8))
        assert maintain.back_up_if_due(registry) is not None


def test_an_old_backup_asks_for_a_warning(registry: Registry) -> None:
    folder = registry.folder
    assert (maintain.backup_state(folder).is_old, maintain.backup_state(folder).at) == (True, None)
    maintain.back_up(registry)
    assert not maintain.backup_state(folder).is_old
    with clock.stopped_at(AT + timedelta(days=8)):
        assert maintain.backup_state(folder).is_old


def test_a_backup_that_is_stopped_leaves_nothing(registry: Registry) -> None:
    with pytest.raises(Cancelled):
        maintain.back_up(registry, progress=lambda _done, _total: False)
    assert maintain.kept_copies(registry) == ()
    casework.save_case(registry, numbered(7))


def test_opening_tells_how_far_its_checks_are_and_can_be_stopped(registry: Registry) -> None:
    folder = registry.folder
    registry.close()
    before = files_of(folder)
    told: list[tuple[int, int]] = []

    def keep(done: int, total: int) -> None:
        told.append((done, total))

    casework.open_registry(folder, passphrase=PASSPHRASE, read_only=True, progress=keep).close()
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    for steps in range(len(told)):
        with pytest.raises(Cancelled):
            casework.open_registry(folder, passphrase=PASSPHRASE, progress=stopping_after(steps))
    assert files_of(folder) == before
    casework.open_registry(folder, passphrase=PASSPHRASE).close()


def test_what_a_restore_would_take_away_is_told_first(registry: Registry) -> None:
    casework.save_case(registry, numbered(7))
    casework.save_case(registry, numbered(8))
    made = maintain.back_up(registry)
    casework.save_case(registry, numbered(7, note="changed"))
    casework.save_case(registry, numbered(9))
    maintain.erase_case(registry, "NEN-00008")
    folder = registry.folder
    registry.close()
    before = files_of(folder)
    loss = maintain.preview_restore(folder, made.folder, passphrase=PASSPHRASE)
    assert files_of(folder) == before
    assert (loss.at, loss.then["cases"]) == (made.at, made.counts["cases"])
    assert loss.changed_cases == ("NEN-00007",)
    assert loss.added_cases == ("NEN-00009",)
    assert loss.erased_since == ("NEN-00008",)


def test_a_restore_does_not_bring_back_whom_was_erased_since(registry: Registry) -> None:
    casework.save_case(registry, numbered(8))
    made = maintain.back_up(registry)
    maintain.erase_case(registry, "NEN-00008")
    folder = registry.folder
    registry.close()
    done = maintain.restore(folder, made.folder, passphrase=PASSPHRASE)
    assert done.erased_again == ("NEN-00008",)
    again = casework.open_registry(folder, passphrase=PASSPHRASE)
    with pytest.raises(UnknownCase):
        casework.load_case(again, "NEN-00008")
    again.close()
    assert maintain.verify_registry(folder, passphrase=PASSPHRASE).findings == ()


def test_a_viewer_restores_nothing(registry: Registry) -> None:
    folder = registry.folder
    people.add_user(registry, "Vera", role=UserRole.VIEWER, passphrase=PASSPHRASE)
    made = maintain.back_up(registry)
    registry.close()
    before = files_of(folder)
    with pytest.raises(NotAllowed):
        maintain.restore(folder, made.folder, passphrase=PASSPHRASE, user="Vera")
    assert files_of(folder) == before


def copies_with(registry: Registry) -> tuple[str, ...]:
    return tuple(one.name for one in maintain.copies_holding(registry, "NEN-00008"))


@pytest.fixture
def erased(registry: Registry) -> tuple[Registry, maintain.Erased]:
    """A patient who was erased and stands in one of two backups, and in files kept."""
    without = maintain.back_up(registry)
    casework.save_case(registry, numbered(8))
    with clock.stopped_at(AT + timedelta(hours=1)):
        held = maintain.back_up(registry)
    folder = registry.folder
    registry.close()
    maintain.restore(folder, held.folder, passphrase=PASSPHRASE)
    again = casework.open_registry(folder, passphrase=PASSPHRASE)
    done = maintain.erase_case(again, "NEN-00008")
    assert without.name not in {one.name for one in done.copies}
    return again, done


def test_erasing_says_which_copies_still_hold_the_person(
    erased: tuple[Registry, maintain.Erased],
) -> None:
    registry, done = erased
    assert [one.backup is None for one in done.copies] == [True, False]
    assert {one.name.partition("-")[2] for one in done.copies} == {"before-restore", "asked"}
    assert copies_with(registry) == tuple(one.name for one in done.copies)
    registry.close()


def test_the_person_is_taken_out_of_the_copies_and_the_rest_stays(
    erased: tuple[Registry, maintain.Erased],
) -> None:
    registry, done = erased
    everyone = registry.cases.count()
    cleared = maintain.take_out_of_copies(registry, "NEN-00008", which=done.copies)
    assert (len(cleared.remade), len(cleared.removed), cleared.left) == (1, 1, ())
    assert copies_with(registry) == ()
    remade = [one for one in maintain.backups(registry.folder) if one.why == "asked"]
    assert len(remade) == 2
    for one in remade:
        report = maintain.verify_registry(one.folder, passphrase=PASSPHRASE)
        assert report.findings == ()
    assert {one.counts["cases"] for one in remade} == {everyone}
    assert actions(registry)[-2:] == ["backup_removed", "patient_taken_out_of_backup"]
    registry.close()


def test_a_copy_that_cannot_be_read_counts_as_holding_the_person(registry: Registry) -> None:
    casework.save_case(registry, numbered(8))
    made = maintain.back_up(registry)
    (made.folder / "registry.db").write_bytes(b"damaged" * 1000)
    done = maintain.erase_case(registry, "NEN-00008")
    assert [one.name for one in done.copies] == [made.name]
    cleared = maintain.take_out_of_copies(registry, "NEN-00008", which=done.copies)
    assert cleared.removed == (made.name,)


def test_the_only_good_backup_is_not_removed(registry: Registry) -> None:
    maintain.back_up(registry)
    only = maintain.kept_copies(registry)[0]
    with pytest.raises(BackupNeeded):
        maintain.remove_copy(registry, only)
    with clock.stopped_at(AT + timedelta(hours=1)):
        maintain.back_up(registry)
    maintain.remove_copy(registry, only)
    assert only.name not in {one.name for one in maintain.kept_copies(registry)}
    assert "backup_removed" in actions(registry)


def test_copies_under_an_old_key_are_named(registry: Registry) -> None:
    before = maintain.back_up(registry)
    again = people.change_database_key(registry)
    with clock.stopped_at(AT + timedelta(hours=1)):
        after = maintain.back_up(again)
    names = {one.name for one in maintain.backups_of_old_keys(again)}
    assert before.name in names
    assert after.name not in names
    again.close()


def test_nobody_but_an_administrator_erases_or_removes(registry: Registry) -> None:
    maintain.back_up(registry)
    registry.close()
    with opened_as(registry.folder, UserRole.BOARD_LEAD) as lead:
        for refused in (
            lambda: maintain.erase_case(lead, "NEN-00001"),
            lambda: maintain.remove_copy(lead, maintain.kept_copies(lead)[0]),
            lambda: maintain.take_out_of_copies(lead, "NEN-00001", which=()),
        ):
            with pytest.raises(NotAllowed):
                refused()


def test_who_reads_sees_who_writes(registry: Registry) -> None:
    folder = registry.folder
    with casework.open_registry(folder, passphrase=PASSPHRASE, read_only=True):
        holder = maintain.holder(folder)
        assert holder is not None
        assert holder.user == registry.user
    maintain.still_here(registry)
    registry.close()
    assert maintain.holder(folder) is None


def test_a_damaged_registry_can_be_looked_at(registry: Registry, tmp_path: Path) -> None:
    folder = registry.folder
    registry.close()
    data = bytearray((folder / "registry.db").read_bytes())
    data[-100] ^= 1
    (folder / "registry.db").write_bytes(bytes(data))
    with pytest.raises(RegistryError):
        casework.open_registry(folder, passphrase=PASSPHRASE)
    with casework.open_damaged_registry(folder, passphrase=PASSPHRASE) as damaged:
        assert damaged.findings
        assert damaged.is_read_only
