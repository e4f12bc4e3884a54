"""nenboard import: documents in, problems out, nothing in between."""

import json
from pathlib import Path
from typing import Any

from nenboard.workflow import casework
from tests.cli.support import SAMPLES, Run, key_of
from tests.workflow.support import PASSPHRASE, files_of

ALL = sorted(SAMPLES.glob("*.json"))


def count(folder: Path) -> int:
    with casework.open_registry(folder, passphrase=PASSPHRASE, read_only=True) as registry:
        return registry.cases.count()


def counts(done: Any) -> tuple[int, ...]:
    told = done.document["counts"]
    return tuple(told[name] for name in ("read", "added", "updated", "unchanged", "rejected"))


def test_all_published_cases_are_imported_once(run: Run, folder: Path) -> None:
    done = run("import", *ALL, *key_of(folder))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "PUB-00001  added"
    assert lines[-1] == "12 read: 12 added, 0 updated, 0 unchanged."
    again = run("import", *ALL, *key_of(folder), "--json")
    assert counts(again) == (12, 0, 0, 12, 0)
    assert count(folder) == 14


def test_a_dry_run_reports_and_changes_nothing(run: Run, folder: Path) -> None:
    before = files_of(folder)
    done = run("import", *ALL, *key_of(folder), "--dry-run", "--json")
    assert counts(done) == (12, 12, 0, 0, 0)
    assert done.document["dry_run"] is True
    assert files_of(folder) == before


def test_a_bad_document_keeps_all_out_and_leaves_the_registry_byte_for_byte(
    run: Run, folder: Path
) -> None:
    bad = json.loads(ALL[2].read_bytes())
    bad["facts"]["ki67"] = {"low": 60, "high": 50, "comparator": "range"}
    bad["facts"]["Jane Doe"] = 1
    before = files_of(folder)
    text = json.dumps([json.loads(ALL[0].read_bytes()), bad])
    done = run("import", "-", *key_of(folder), "--json", text=text)
    assert done.code == 2
    assert done.codes == {"1.facts.ki67": "range_order", "1.facts.?": "unknown_fact"}
    assert counts(done) == (2, 1, 0, 0, 1)
    assert files_of(folder) == before
    plain = run("import", "-", *key_of(folder), text=text)
    assert (plain.code, plain.out, len(plain.err.splitlines())) == (2, "", 2)
    assert "Jane" not in plain.err


def test_a_file_that_is_no_json_is_refused_without_opening_anything(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(b"%PDF-1.7")
    done = run("import", file, "--registry", tmp_path / "none", "--json")
    assert (done.code, done.codes) == (2, {"": "not_json"})


def test_an_exported_case_is_unchanged_when_it_comes_back(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "case.json"
    assert run("export", "case", "NEN-00001", "--out", out, *key_of(folder)).code == 0
    assert counts(run("import", out, *key_of(folder), "--json")) == (1, 0, 0, 1, 0)
