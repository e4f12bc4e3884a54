"""Backups: encrypted, reopened and checked before they count, thinned without losing the newest."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenboard.registry import backup, verify
from nenboard.registry.backup import Backup, is_old, to_remove
from nenboard.registry.connection import Storage, size_findings
from nenboard.registry.errors import BackupFailed
from nenboard.registry.folder import Registry
from nenboard.registry.keys import read_key_file, unlock
from nenboard.registry.place import Place
from tests.registry.support import (
    AT,
    PASSPHRASE,
    a_case_of,
    a_named_case,
    create,
    database,
    later,
    overwrite,
    reopen,
    save,
)

MARK = "Xyzzymarke"


def place_in(one: Backup) -> Place:
    return Place(one.folder, unlock(read_key_file(one.folder), passphrase=PASSPHRASE))


def test_a_backup_is_a_whole_checked_registry_of_its_own(registry: Registry) -> None:
    save(registry, a_named_case(1), a_named_case(2))
    head = registry.audit.head()
    made = registry.back_up(at=later(hours=1), why="import")
    report = verify.check_file(place_in(made))
    assert report.findings == ()
    assert made.counts == report.counts
    assert (made.counts["cases"], made.head) == (2, str(head))
    assert (made.at, made.why) == (later(hours=1), "import")
    assert backup.listed(registry.folder) == (made,)


def test_a_backup_opens_with_the_passphrase_like_any_registry(registry: Registry) -> None:
    save(registry, a_named_case(1))
    made = registry.back_up(at=AT, why="test")
    with reopen(made.folder, read_only=True) as copy:
        assert copy.cases.get("NEN-00001").case == a_named_case(1)


def test_nothing_readable_is_in_a_backup(registry: Registry) -> None:
    save(registry, a_case_of(MARK))
    made = registry.back_up(at=AT, why="test")
    for file in made.folder.iterdir():
        assert MARK.encode() not in file.read_bytes()
        assert MARK not in file.name


def test_the_backup_is_noted_with_its_head(registry: Registry) -> None:
    made = registry.back_up(at=AT, why="test")
    newest = registry.audit.entries()[-1]
    assert newest.action == "backup_made"
    assert newest.content == {"name": made.name, "head": made.head}


def test_closing_after_a_change_makes_one(folder: Path) -> None:
    registry = create(folder).registry
    save(registry, a_named_case(1))
    made = registry.close(at=later(minutes=5))
    assert made is not None
    assert made.why == "close"
    assert backup.listed(folder) == (made,)


def test_two_backups_in_one_second_have_two_names(registry: Registry) -> None:
    names = {registry.back_up(at=AT, why="test").name for _time in range(3)}
    assert names == {f"20260314T104200Z-test{end}" for end in ("", "-2", "-3")}


def spoiled(place: Storage, copy: Storage, *, progress: object = None) -> None:
    """What a failing disk does to a copy: the copied file has a page of zeros."""
    del place, progress
    copy.close()
    overwrite(copy.file, copy.file.stat().st_size, b"\1" * 4096)


def test_a_copy_that_does_not_pass_its_checks_is_no_backup(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(registry, a_named_case(1))
    good = registry.back_up(at=AT, why="test")
    monkeypatch.setattr(Storage, "copy_into", spoiled)
    with pytest.raises(BackupFailed):
        registry.back_up(at=later(hours=1), why="test")
    assert [one.name for one in (registry.folder / "backups").iterdir()] == [good.name]
    assert backup.listed(registry.folder) == (good,)


def test_a_backup_that_cannot_be_written_leaves_the_registry_open_and_whole(
    registry: Registry,
) -> None:
    save(registry, a_named_case(1))
    (registry.folder / "backups").write_text("in the way")
    with pytest.raises(BackupFailed, match="registry itself is safe"):
        registry.back_up(at=AT, why="test")
    save(registry, a_named_case(2))
    assert registry.cases.count() == 2


def test_a_failed_backup_at_closing_is_said_after_closing(folder: Path) -> None:
    registry = create(folder).registry
    (folder / "backups").write_text("in the way")
    save(registry, a_named_case(1))
    with pytest.raises(BackupFailed):
        registry.close(at=AT)
    (folder / "backups").unlink()
    reopen(folder).close()


def test_what_is_half_made_or_not_ours_is_not_listed(registry: Registry) -> None:
    made = registry.back_up(at=AT, why="test")
    backups = registry.folder / "backups"
    (backups / ".partial-0011").mkdir()
    (backups / "letters").mkdir()
    (backups / "letters" / "about.json").write_text("{")
    (backups / "note.txt").write_text("x")
    assert backup.listed(registry.folder) == (made,)


def test_a_backup_without_its_file_is_seen_by_its_size(registry: Registry) -> None:
    made = registry.back_up(at=AT, why="test")
    database(made.folder).write_bytes(b"")
    assert size_findings(database(made.folder))


def pretended(hours_ago: float) -> Backup:
    at = AT - timedelta(hours=hours_ago)
    return Backup(f"{at:%Y%m%dT%H%M%SZ}-close", Path("none"), at, "close", {}, "1-00")


AGES = st.lists(st.floats(0, 24 * 900), max_size=60).map(lambda ages: [pretended(a) for a in ages])


@given(AGES)
def test_thinning_never_removes_the_newest(backups: list[Backup]) -> None:
    removed = to_remove(backups, AT)
    if backups:
        newest = max(backups, key=lambda one: (one.at, one.name))
        assert newest.at not in {one.at for one in removed if one is newest}
        assert len(removed) < len(backups)


@given(AGES)
def test_thinning_twice_removes_no_more(backups: list[Backup]) -> None:
    removed = to_remove(backups, AT)
    kept = [one for one in backups if not any(one is gone for gone in removed)]
    assert to_remove(kept, AT) == ()


def test_thinning_keeps_all_of_two_days_then_one_a_day_a_week_a_month() -> None:
    half_hours = [pretended(hour / 2) for hour in range(2 * 24 * 400)]
    removed = {one.name for one in to_remove(half_hours, AT)}
    kept = [one for one in half_hours if one.name not in removed]
    ages = [AT - one.at for one in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 97
    assert sum(timedelta(days=2) < age <= timedelta(days=14) for age in ages) == 13
    assert sum(timedelta(days=14) < age <= timedelta(days=70) for age in ages) == 9
    assert 10 <= sum(age > timedelta(days=70) for age in ages) <= 13


def test_thinned_backups_leave_the_disk(registry: Registry) -> None:
    for hour in (0, 1, 30 * 24, 30 * 24 + 1):
        registry.back_up(at=later(hours=hour), why="test")
    left = {one.at for one in backup.listed(registry.folder)}
    assert left == {later(hours=hour) for hour in (1, 30 * 24, 30 * 24 + 1)}
    assert len(list((registry.folder / "backups").iterdir())) == 3


def test_the_last_good_backup_grows_old_after_seven_days() -> None:
    assert is_old((), AT)
    assert not is_old((pretended(24 * 7),), AT)
    assert is_old((pretended(24 * 7 + 1), pretended(24 * 30)), AT)
