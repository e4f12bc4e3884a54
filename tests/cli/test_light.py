"""Commands load no more than they need, and never the window."""

import subprocess
import sys
from pathlib import Path

from tests.cli.support import ROOT, SAMPLES, key_of

HEAVY = ("PySide6", "sqlcipher3", "sqlite_utils", "reportlab", "numpy", "scipy", "pypdfium2")


def loaded_by(*arguments: str | Path) -> set[str]:
    """Which heavy packages a command has loaded at its end."""
    code = (
        "import sys; from nenboard.__main__ import main; code = main(sys.argv[1:]);"
        f"sys.stderr.write(' '.join(n for n in {HEAVY!r} if n in sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_assess_loads_neither_window_nor_database_nor_pdf() -> None:
    assert loaded_by("assess", SAMPLES / "C02.json", "--json") == set()
    assert loaded_by("assess", SAMPLES / "C02.json") == set()


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help") == set()


def test_checking_rules_loads_nothing_heavy() -> None:
    assert loaded_by("check-rules") == set()


def test_a_registry_is_read_without_window_and_pdf(folder: Path) -> None:
    assert loaded_by("list", *key_of(folder)) <= {"sqlcipher3", "sqlite_utils", "numpy"}
