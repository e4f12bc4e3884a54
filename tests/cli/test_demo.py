"""nenboard demo: says where everything is, and what it made can be used by the other commands."""

from datetime import date
from pathlib import Path

import pytest

from nenboard.registry import keys
from nenboard.workflow import demo, demo_folder
from tests.cli.support import Run
from tests.workflow.support import COST


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys quickly: what is tested here is the command."""
    monkeypatch.setattr(keys, "Argon2Cost", lambda: COST)


def test_it_says_where_everything_is(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = run("demo", "--out", folder, "--synthetic", "1", "--on", "2026-11-19")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[:13]] == [
        *(f"PUB-{n:05d}" for n in range(1, 13)),
        "SYN-00001",
    ]
    assert f"Passphrase:  {demo.PASSPHRASE}" in lines
    (pack,) = [line.split(maxsplit=1)[1] for line in lines if line.startswith("Pack:")]
    assert Path(pack).name == "NET-MDT_2026-11-26_pack_v1_draft.pdf"
    assert Path(pack).is_file()


def test_what_was_made_can_be_listed_verified_and_exported(run: Run, tmp_path: Path) -> None:
    plan = demo.Plan(date(2026, 11, 19), synthetic=2, cost=COST, with_published=False)
    made = demo.build(tmp_path / "demo", plan)
    secret = made.folder / demo_folder.PASSPHRASE_FILE
    key = ("--registry", made.registry, "--passphrase-file", secret)
    assert run("list", *key, "--json").document["total"] == 2
    pack = tmp_path / "pack.pdf"
    assert run("export", "pack", made.meeting_id, "--out", pack, *key).code == 0
    assert pack.read_bytes().startswith(b"%PDF-")
    assert run("verify", *key).code == 0


def test_a_foreign_folder_is_exit_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    done = run("demo", "--out", tmp_path, "--json")
    assert (done.code, done.codes) == (2, {"": "foreign_folder"})
