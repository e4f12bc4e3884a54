"""nenboard verify, backup and restore, and check-rules."""

import shutil
from pathlib import Path

from tests.cli.support import ROOT, Run, key_of

RULES = ROOT / "resources" / "algorithm" / "nen-review-2021" / "1.1"


def test_a_sound_registry_is_told_with_its_counts(run: Run, folder: Path) -> None:
    done = run("verify", folder, *key_of(folder)[2:])
    assert done.code == 0
    assert "passed every check" in done.out
    document = run("verify", *key_of(folder), "--json").document
    assert (document["is_good"], document["counts"]["cases"]) == (True, 2)


def test_every_damage_is_told_and_is_exit_3(run: Run, folder: Path) -> None:
    file = folder / "registry.db"
    data = bytearray(file.read_bytes())
    for at in (len(data) // 3, len(data) // 2):
        data[at] ^= 1
    file.write_bytes(data)
    done = run("verify", *key_of(folder), "--json")
    assert done.code == 3
    assert "page_authentication" in done.codes
    plain = run("verify", *key_of(folder))
    assert (plain.code, plain.out) == (3, "")


def test_a_backup_is_made_and_put_back_by_its_name(run: Run, folder: Path) -> None:
    made = run("backup", *key_of(folder))
    assert made.code == 0
    name = Path(made.out.splitlines()[1]).name
    done = run("restore", name, *key_of(folder))
    assert done.code == 0
    assert "2 cases" in done.out
    assert run("restore", "no-such-backup", *key_of(folder)).code == 2


def test_what_a_restore_would_lose_is_told_and_nothing_is_changed(run: Run, folder: Path) -> None:
    name = Path(run("backup", *key_of(folder)).out.splitlines()[1]).name
    before = (folder / "registry.db").read_bytes()
    done = run("restore", name, *key_of(folder), "--dry-run")
    assert done.code == 0
    assert "The registry holds 2 cases." in done.out
    assert done.out.rstrip().endswith("Nothing was changed.")
    assert (folder / "registry.db").read_bytes() == before


def test_the_backups_are_listed_and_an_old_one_is_warned_of(run: Run, folder: Path) -> None:
    place = key_of(folder)[:2]
    assert "no good backup" in run("backups", *place).out
    assert run("backups", *place, "--json").document["is_old"] is True
    name = Path(run("backup", *key_of(folder)).out.splitlines()[1]).name
    document = run("backups", *place, "--json").document
    assert document["backups"][0]["name"] == name
    assert name in run("backups", *place).out


def test_the_shipped_rules_have_no_problems(run: Run) -> None:
    done = run("check-rules")
    assert (done.code, done.out) == (0, "nen-review-2021/1.1: no problems\n")


def test_the_problems_of_a_rule_folder_are_told_with_file_and_place(
    run: Run, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    (rules / "trials.yaml").unlink()
    text = (rules / "notes.yaml").read_text(encoding="utf-8")
    (rules / "notes.yaml").write_text(text + "\nnotes: []\n", encoding="utf-8")
    done = run("check-rules", rules, "--json")
    assert done.code == 2
    paths = " ".join(done.codes)
    assert "trials.yaml" in paths
    assert "notes.yaml:" in paths
    assert run("check-rules", tmp_path / "none").code == 2


def test_an_option_that_a_command_does_not_take_is_named_with_what_to_do(run: Run) -> None:
    done = run("backups", "--passphrase-file", "Jane Doe")
    assert done.code == 2
    assert "takes no --passphrase-file. Leave it out" in done.err
    assert "Jane" not in done.err
