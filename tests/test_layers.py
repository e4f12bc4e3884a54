"""The architecture, as rules that a reader can follow."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nenboard"
LAYERS = ("domain", "algorithm", "host", "registry", "reports", "workflow", "gui", "cli")


@cache
def imports() -> tuple[tuple[str, str], ...]:
    """Every import written in the package: (module that imports, module imported)."""
    return tuple(
        (module_name(file), name)
        for file in sorted(PACKAGE.rglob("*.py"))
        for name in imported_names(file)
    )


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported_names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def who_imports(*names: str) -> set[str]:
    """Modules of ours that import one of these packages."""
    return {module for module, name in imports() if name.split(".")[0] in names}


def test_the_contracts_of_pyproject_are_kept() -> None:
    # In a process of its own: it sets up logging anew, and would silence ours.
    code = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contracts_name_every_layer_once() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = [name.strip() for line in layers for name in line.split("|")]
    assert sorted(named) == sorted(LAYERS)


def test_no_package_stands_outside_the_layers() -> None:
    found = {entry.name for entry in PACKAGE.iterdir() if entry.is_dir()}
    assert found - {"__pycache__"} <= set(LAYERS)


@pytest.mark.parametrize(
    ("libraries", "home"),
    [
        (("PySide6", "shiboken6"), "nenboard.gui"),
        (("sqlcipher3", "sqlite3", "sqlite_utils"), "nenboard.registry"),
        (("reportlab",), "nenboard.reports"),
        (("scipy", "numpy"), "nenboard.workflow.figures"),
    ],
)
def test_a_library_is_imported_in_its_one_place(libraries: tuple[str, ...], home: str) -> None:
    elsewhere = {module for module in who_imports(*libraries) if not module.startswith(home)}
    assert elsewhere == set()


def test_the_page_renderer_is_for_reading_back_and_for_the_preview() -> None:
    allowed = ("nenboard.reports", "nenboard.gui")
    assert {m for m in who_imports("pypdfium2") if not m.startswith(allowed)} == set()


@pytest.mark.parametrize("layer", ["domain", "algorithm"])
def test_a_pure_layer_cannot_reach_the_machine(layer: str) -> None:
    machine = "gettext io locale os pathlib platformdirs random shutil socket sqlite3 subprocess"
    machine += " tempfile threading time"
    reached = {m for m in who_imports(*machine.split()) if m.startswith(f"nenboard.{layer}")}
    assert reached == set()


def test_nothing_opens_a_connection_or_runs_foreign_code() -> None:
    names = "ftplib http httpx marshal pickle requests shelve smtplib socket ssl subprocess"
    names += " urllib webbrowser xmlrpc"
    assert who_imports(*names.split()) == set()


def test_the_domain_needs_pydantic_and_the_standard_library_only() -> None:
    foreign = {"cryptography", "filelock", "pikepdf", "platformdirs", "rapidfuzz", "yaml"}
    reached = {m for m in who_imports(*foreign) if m.startswith("nenboard.domain")}
    assert reached == set()


@pytest.mark.parametrize("layer", ["domain", "algorithm", "host", "registry", "reports"])
def test_the_clock_is_asked_above_the_reports(layer: str) -> None:
    asks = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted((PACKAGE / layer).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]
    assert asks == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    names = {file.stem for file in PACKAGE.rglob("*.py")} | {d.name for d in PACKAGE.rglob("*")}
    assert names.isdisjoint({"utils", "util", "helpers", "common", "misc", "tools"})
