"""What stands at the top of the repository, and what must never stand in it."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import nenboard

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {".ci", "benchmarks", "db", "nenboard", "resources", "tests"}
FILES = {
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "build.spec",
    "dev.py",
    "pyproject.toml",
    "requirements.txt",
}


@cache
def tracked() -> tuple[str, ...]:
    """Files that git keeps, or those of an unpacked archive."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return tuple(name for name in done.stdout.decode().split("\0") if (ROOT / name).is_file())


@cache
def settings() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_top_level_holds_what_the_readme_explains_and_nothing_else() -> None:
    assert {name.split("/")[0] for name in tracked()} == FOLDERS | FILES


def test_the_version_is_written_in_one_place() -> None:
    assert "version" not in settings()["project"]
    assert settings()["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", nenboard.__version__)
    written = [
        name
        for name in tracked()
        if name.endswith((".py", ".toml", ".spec"))
        and f'"{nenboard.__version__}"' in (ROOT / name).read_text(encoding="utf-8")
    ]
    assert written == ["nenboard/__init__.py"]


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {nenboard.__version__}" in text


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    names = re.findall(r"\]\(([^)#:]+)\)", text)
    names += re.findall(r"`((?:nenboard|resources|db|tests|benchmarks|\.ci)/[^` ]*)`", text)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_requirements_are_pinned_hashed_and_name_no_address() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"https?:|www\.|--(?:extra-)?index|--find-links|--trusted| @ ", text) == []
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 30
    for block in blocks:
        assert re.match(r"[a-z0-9-]+==\S+", block), block[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:60]


def test_every_dependency_is_pinned_within_its_range() -> None:
    project = settings()["project"]["dependencies"]
    tools = settings()["dependency-groups"]["dev"]
    assert isinstance(project, list)
    assert isinstance(tools, list)
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, flags=re.MULTILINE)
    for line in project + tools:
        wanted = Requirement(line)
        found = [version for name, version in pins if name == canonicalize_name(wanted.name)]
        inside = [version for version in found if version in wanted.specifier]
        assert inside, f"{line}: pinned are {found}"
        assert wanted.marker or inside == found, f"{line}: pinned are {found}"


def test_every_dependency_of_the_program_is_used_by_it() -> None:
    # Their package has another name; reportlab takes rl_accel by itself where it finds it.
    modules = {"PySide6-Essentials": "PySide6", "PyYAML": "yaml", "rl_accel": "reportlab"}
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "nenboard").rglob("*.py"))
    project = settings()["project"]["dependencies"]
    assert isinstance(project, list)
    for line in project:
        name = Requirement(line).name
        module = modules.get(name, name.replace("-", "_"))
        assert re.search(rf"^\s*(from|import) {module}\b", source, flags=re.MULTILINE), name


def test_the_qt_that_kills_the_process_is_kept_out_with_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"PySide6-Essentials==6.11.3"' in text
    assert "reference to None" in text


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    # Written in pieces, so that this file does not name them either.
    hosts = [
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
    ]
    folders = [("/ro", "ot/"), ("/wo", "rk/"), ("/ho", "me/")]
    words = ["".join(pieces).encode() for pieces in hosts + folders]
    found = {
        (name, word.decode())
        for name in tracked()
        if not name.endswith((".ttf", ".png", ".pdf", ".db"))
        for word in words
        if word in (ROOT / name).read_bytes()
    }
    assert found == set()


def test_the_scripts_that_are_called_directly_may_be_executed() -> None:
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--stage", ".ci/run", "dev.py"]
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert [line[:6] for line in done.stdout.decode().splitlines()] == ["100755", "100755"]
