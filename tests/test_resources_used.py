"""Every shipped file has a known origin and licence, and every entry still has its file."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
SOURCES = RESOURCES / "SOURCES.md"


def entries() -> dict[str, str]:
    """What SOURCES.md names, each with the text of its section.

    A heading names files or folders below resources/, separated by commas: `fonts/A.ttf, B.ttf`
    or `icons/`. A name without a folder lies in the folder of the one before it.
    """
    found: dict[str, str] = {}
    for section in re.split(r"^## ", SOURCES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        folder = ""
        for name in heading.strip().split(", "):
            path = name if "/" in name else folder + name
            folder = path.rpartition("/")[0] + "/"
            found[path] = text.strip()
    return found


def files() -> list[str]:
    return sorted(
        file.relative_to(RESOURCES).as_posix()
        for file in RESOURCES.rglob("*")
        if file.is_file() and file != SOURCES
    )


def covers(entry: str, file: str) -> bool:
    return file.startswith(entry) if entry.endswith("/") else file == entry


def test_every_file_is_listed_with_its_origin() -> None:
    known = entries()
    assert [file for file in files() if not any(covers(entry, file) for entry in known)] == []


def test_every_listed_file_exists() -> None:
    present = files()
    assert [name for name in entries() if not any(covers(name, file) for file in present)] == []


def test_every_section_says_under_which_licence() -> None:
    assert [name for name, text in entries().items() if "licence" not in text.lower()] == []


def test_nothing_shipped_is_empty() -> None:
    assert [file for file in files() if (RESOURCES / file).stat().st_size == 0] == []
