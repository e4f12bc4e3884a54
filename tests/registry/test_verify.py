"""The checks: every damage is found before a record is shown, and the file stays as it was."""

import os
import threading
from pathlib import Path

import pytest

from nenboard.registry import verify
from nenboard.registry.connection import PAGE_BYTES, Mode
from nenboard.registry.errors import (
    DamagedRegistry,
    MissingDatabase,
    MissingKeys,
    NotARegistry,
    RecoveryNeeded,
    RegistryError,
)
from nenboard.registry.folder import Registry
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    create,
    database,
    filled,
    overwrite,
    page,
    place_of,
    reopen,
    save,
    seeded,
    stop_in_the_midst,
    tamper,
)

UNRECORDED = """INSERT INTO case_revision (case_id, number, by, at, payload_version, payload)
    SELECT 'NEN-00009', 1, by, at, 1, payload FROM case_revision LIMIT 1"""


def checks_of(folder: Path) -> set[str]:
    """The checks that fail on opening; the file must not be altered by it."""
    before = content(folder)
    with pytest.raises(DamagedRegistry) as caught:
        reopen(folder)
    assert content(folder) == before
    return {finding.check for finding in caught.value.findings}


def test_a_healthy_registry_passes_every_check(folder: Path) -> None:
    report = verify.check_file(place_of(filled(folder)))
    assert report.findings == ()
    assert (report.counts["cases"], report.counts["audit_entries"], report.head_seq) == (3, 4, 4)


def test_a_flipped_bit_anywhere_is_found(folder: Path) -> None:
    file = database(filled(folder))
    source = seeded(7)
    whole = file.read_bytes()
    for _flip in range(40):
        place = source.randrange(len(whole))
        overwrite(file, place, bytes([whole[place] ^ 1 << source.randrange(8)]))
        checks_of(folder)
        overwrite(file, place, whole[place : place + 1])
    reopen(folder).close()


def test_a_page_of_zeros_is_found(folder: Path) -> None:
    file = database(filled(folder))
    overwrite(file, 7 * PAGE_BYTES, bytes(PAGE_BYTES))
    assert "page authentication" in checks_of(folder)


def test_a_page_in_the_place_of_another_is_found(folder: Path) -> None:
    file = database(filled(folder))
    overwrite(file, 7 * PAGE_BYTES, page(file, 5))
    assert "page authentication" in checks_of(folder)


def test_an_older_page_put_back_is_found(folder: Path) -> None:
    file = database(filled(folder, cases=60))
    older = file.read_bytes()
    with reopen(folder) as registry:
        save(registry, *(a_named_case(number, note=f"{number}") for number in range(1, 80)))
    newer = file.read_bytes()
    pages = range(1, len(older) // PAGE_BYTES)
    changed = [number for number in pages if _page(older, number) != _page(newer, number)]
    assert len(changed) > 5
    unseen = []
    for number in changed:
        overwrite(file, number * PAGE_BYTES, _page(older, number))
        try:
            reopen(folder, read_only=True).close()
            unseen.append(number)
        except DamagedRegistry:
            pass
        overwrite(file, number * PAGE_BYTES, _page(newer, number))
    assert unseen == []


def _page(data: bytes, index: int) -> bytes:
    return data[index * PAGE_BYTES : (index + 1) * PAGE_BYTES]


def test_the_whole_file_put_back_is_found(folder: Path) -> None:
    file = database(filled(folder))
    older = file.read_bytes()
    with reopen(folder) as registry:
        save(registry, a_named_case(4))
    file.write_bytes(older)
    assert checks_of(folder) == {"anchor"}


@pytest.mark.parametrize("size", [0, 1, 100, PAGE_BYTES - 1, PAGE_BYTES, 9 * PAGE_BYTES])
def test_a_truncated_file_is_found(folder: Path, size: int) -> None:
    os.truncate(database(filled(folder)), size)
    assert checks_of(folder)


def test_a_missing_last_page_is_found(folder: Path) -> None:
    file = database(filled(folder))
    os.truncate(file, file.stat().st_size - PAGE_BYTES)
    assert checks_of(folder)


def test_pages_added_at_the_end_are_found(folder: Path) -> None:
    file = database(filled(folder))
    overwrite(file, file.stat().st_size, bytes(PAGE_BYTES))
    assert "file size" in checks_of(folder)


def test_an_empty_file_is_not_taken_for_a_new_registry(folder: Path) -> None:
    database(filled(folder)).write_bytes(b"")
    assert checks_of(folder) == {"file size"}


def test_random_bytes_are_not_a_registry(folder: Path) -> None:
    database(filled(folder)).write_bytes(seeded(1).randbytes(20 * PAGE_BYTES))
    assert checks_of(folder)


def test_the_database_of_another_registry_is_refused(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    other = filled(tmp_path / "other")
    database(folder).write_bytes(database(other).read_bytes())
    assert checks_of(folder)


def test_the_keys_of_another_registry_unlock_nothing_here(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    other = filled(tmp_path / "other")
    (folder / "keys.json").write_bytes((other / "keys.json").read_bytes())
    assert checks_of(folder)


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("DROP TABLE draft", "schema"),
        ("ALTER TABLE draft ADD COLUMN device TEXT", "schema"),
        ("CREATE TABLE extra (a)", "schema"),
        ("CREATE TRIGGER extra AFTER INSERT ON draft BEGIN DELETE FROM draft; END", "schema"),
        ("DROP INDEX case_row_by_name", "schema"),
        ("UPDATE registry SET registry_id = 'another'", "identity"),
        ("DELETE FROM registry", "identity"),
        ("UPDATE tally SET case_revisions = 2", "record counts"),
        ("DELETE FROM tally", "record counts"),
        ("DELETE FROM case_revision WHERE case_id = 'NEN-00002'", "audit trail"),
        ("UPDATE case_revision SET number = 2 WHERE case_id = 'NEN-00002'", "audit trail"),
        (UNRECORDED, "audit trail"),
        ("UPDATE case_row SET revision = 7", "list rows"),
        ("DELETE FROM case_text WHERE id = 1", "list rows"),
        ("DELETE FROM audit", "audit chain"),
    ],
)
def test_a_change_by_hand_is_found_by_its_own_check(
    folder: Path, statement: str, check: str
) -> None:
    tamper(filled(folder), statement)
    assert check in checks_of(folder)


def test_a_record_edited_by_hand_is_found(folder: Path) -> None:
    tamper(filled(folder), "UPDATE case_revision SET payload = replace(payload, 'Alba', 'Olga')")
    assert checks_of(folder) == {"payloads"}


def test_a_finding_does_not_repeat_what_is_in_the_file(folder: Path) -> None:
    tamper(filled(folder), "CREATE TABLE Testperson (Alba)")
    with pytest.raises(DamagedRegistry) as caught:
        reopen(folder)
    assert "estperson" not in repr(caught.value.findings)
    assert "estperson" not in str(caught.value)


def test_a_damaged_registry_can_be_read_and_not_changed(folder: Path) -> None:
    tamper(filled(folder), "UPDATE tally SET cases = 77")
    before = content(folder)
    with Registry.open_damaged(folder, passphrase=PASSPHRASE, at=AT) as registry:
        assert [finding.check for finding in registry.findings] == ["record counts"]
        assert registry.cases.get("NEN-00002").case == a_named_case(2)
        with pytest.raises(RegistryError):
            save(registry, a_named_case(4))
    assert content(folder) == before


def test_damage_in_one_place_leaves_the_rest_readable(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, *(a_named_case(number) for number in range(1, 60)))
        last = registry._storage.value("PRAGMA page_count")
    overwrite(database(folder), (last - 2) * PAGE_BYTES + 50, b"\0" * 8)
    with Registry.open_damaged(folder, passphrase=PASSPHRASE, at=AT) as registry:
        assert registry.findings
        assert registry.cases.get("NEN-00001").case == a_named_case(1)


def test_a_missing_part_is_named(folder: Path) -> None:
    keys = filled(folder) / "keys.json"
    text = keys.read_bytes()
    keys.unlink()
    with pytest.raises(MissingKeys):
        reopen(folder)
    keys.write_bytes(text)
    database(folder).unlink()
    with pytest.raises(MissingDatabase):
        reopen(folder)
    keys.unlink()
    with pytest.raises(NotARegistry):
        reopen(folder)


def test_somebody_saving_meanwhile_is_not_taken_for_damage(folder: Path) -> None:
    filled(folder)
    place = place_of(folder)

    def write() -> None:
        with reopen(folder) as registry:
            save(registry, *(a_named_case(number) for number in range(4, 40)))

    writer = threading.Thread(target=write)
    writer.start()
    reports = []
    while writer.is_alive():
        reports.append(verify.check_file(place))
    writer.join()
    assert [report.findings for report in reports if report.findings] == []
    assert verify.check_file(place).counts["cases"] == 39


def test_a_commit_cut_off_is_undone_by_the_next_writer_and_not_read_half(folder: Path) -> None:
    filled(folder)
    stop_in_the_midst(folder)
    before = content(folder)
    with pytest.raises(RecoveryNeeded):
        reopen(folder, read_only=True)
    assert content(folder) == before
    with reopen(folder) as registry:
        assert registry.drafts.of_user("x") == ()
        assert registry.cases.count() == 3
    reopen(folder, read_only=True).close()


def test_the_checks_of_a_copy_use_a_connection_of_their_own(folder: Path) -> None:
    with create(folder).registry as registry:
        registry.cases.save(a_named_case(1), by=USER, at=AT)
        assert verify.check_file(place_of(folder)).is_good
        registry.cases.save(a_named_case(2), by=USER, at=AT)
    with place_of(folder).connect(Mode.READ) as storage:
        assert storage.value("SELECT count(*) FROM case_row") == 2


def test_a_word_index_of_merged_parts_is_healthy_and_its_lost_entries_are_found(
    folder: Path,
) -> None:
    with create(folder).registry as registry:
        for start in (1, 100):
            cases = (a_named_case(n, note="a long text " * 900) for n in range(start, start + 90))
            registry.cases.save_many(cases, by=USER, at=AT)
        registry._storage.execute("INSERT INTO case_words (case_words) VALUES ('optimize')")
        entries = registry._storage.value("SELECT count(*) FROM case_words_idx")
        leaves = registry._storage.value(
            "SELECT count(*) FROM case_words_data WHERE id >= 1 << 37 AND id >> 31 & 63 = 0"
        )
    assert 2 < entries < leaves / 2
    assert verify.check_file(place_of(folder)).findings == ()
    tamper(
        folder,
        "DELETE FROM case_words_idx WHERE pgno = (SELECT max(pgno) FROM case_words_idx)",
    )
    assert checks_of(folder) == {"word index"}


def test_words_that_are_not_those_of_the_cases_are_found(folder: Path) -> None:
    tamper(filled(folder), "UPDATE case_text SET words = words || ' smuggled' WHERE id = 2")
    assert checks_of(folder) == {"word index"}
