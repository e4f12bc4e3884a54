"""Exit codes and errors: one JSON document with --json, sentences without, no text of records."""

import json
from pathlib import Path

import pytest

import nenboard
from nenboard.cli import main, parser
from nenboard.host import paths
from nenboard.workflow import casework
from tests.cli.support import ROOT, Run, key_of
from tests.workflow.support import PASSPHRASE

COMMANDS = ("assess", "demo", "create", "import", "list", "export", "verify", "backup", "restore")


def test_the_version_is_told(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.out) == (0, f"nenboard {nenboard.__version__}\n")


def test_help_lists_every_command_and_shows_examples(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert "examples:" in done.out
    for command in (*COMMANDS, "check-rules", "compare"):
        assert command in done.out


@pytest.mark.parametrize(
    "command", [*COMMANDS, "check-rules", "compare", "export case", "export pack"]
)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.code == 0
    assert f"example:\n  nenboard {command}" in done.out


def test_every_command_of_the_parser_has_its_function() -> None:
    for name in main._HOMES:
        assert callable(main._command(name))
    usage = parser.build().format_help()
    assert all(name in usage for name in main._HOMES)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("assess",),
        ("frobnicate", "Jane Doe"),
        ("assess", "a", "Jane Doe"),
        ("assess", "a", "--on", "Jane Doe"),
        ("demo", "--out", "x", "--synthetic", "-3"),
        ("demo", "--out", "x", "--synthetic", "100001"),
        ("export", "case", "NEN-1", "--out", "x", "--paper", "Jane Doe"),
    ],
)
def test_wrong_usage_is_exit_2_and_repeats_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    plain = run(*arguments)
    assert (plain.code, plain.out) == (2, "")
    assert plain.err.startswith("usage: nenboard")
    as_json = run(*arguments, "--json")
    assert (as_json.code, as_json.codes, as_json.err) == (2, {"": "usage"}, "")
    assert "Jane" not in plain.err + as_json.out


def test_a_wrong_passphrase_is_exit_3(run: Run, folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    arguments = ("list", "--registry", folder, "--passphrase-file", wrong)
    assert run(*arguments).code == 3
    assert run(*arguments, "--json").codes == {"": "wrong_passphrase"}


def test_a_registry_that_is_open_elsewhere_is_exit_3_for_writing_only(
    run: Run, folder: Path
) -> None:
    with casework.open_registry(folder, passphrase=PASSPHRASE):
        done = run("backup", *key_of(folder))
        assert (done.code, "Anna" in done.err) == (3, True)
        assert run("list", *key_of(folder)).code == 0


def test_a_damaged_registry_is_exit_3(run: Run, folder: Path) -> None:
    file = folder / "registry.db"
    file.write_bytes(file.read_bytes()[:-100])
    done = run("list", *key_of(folder), "--json")
    assert (done.code, done.codes) == (3, {"": "damaged_registry"})


def test_what_was_asked_wrongly_of_a_sound_registry_is_exit_2(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    key = key_of(folder)
    assert run("export", "case", "NEN-09999", "--out", tmp_path / "x.json", *key).code == 2
    assert run("export", "pack", "MDT-0001", "--out", tmp_path / "x.pdf", *key).code == 2
    missing = ("--registry", tmp_path / "nowhere", *key[2:])
    assert run("list", *missing, "--json").codes == {"": "not_a_registry"}


@pytest.mark.parametrize("name", ["no such file", "."])
def test_a_passphrase_file_that_cannot_be_read_is_exit_2(
    run: Run, folder: Path, tmp_path: Path, name: str
) -> None:
    done = run("list", "--registry", folder, "--passphrase-file", tmp_path / name)
    assert (done.code, done.out) == (2, "")


def test_without_a_terminal_the_passphrase_is_not_asked_for(run: Run, folder: Path) -> None:
    done = run("list", "--registry", folder)
    assert done.code == 2
    assert "--passphrase-file" in done.err


def test_a_fault_of_ours_is_exit_1_with_a_local_file_and_no_record_text(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError("Testperson")

    monkeypatch.setattr(casework, "find_cases", broken)
    done = run("list", *key_of(folder), "--json")
    assert (done.code, done.codes) == (1, {"": "fault"})
    (file,) = paths.log_folder().glob("crash-*.txt")
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")
    assert "Testperson" not in file.read_text(encoding="utf-8") + done.out + done.err


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    import subprocess
    import sys

    sample = ROOT / "resources" / "samples" / "published" / "C02.json"
    command = [sys.executable, "-m", "nenboard", "assess", str(sample)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_json_errors_are_one_document(run: Run) -> None:
    out = run("assess", "-", "--json", text="{").out
    assert set(json.loads(out)) == {"errors"}
