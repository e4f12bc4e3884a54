"""Reading a translation catalogue in gettext's text form (.po)."""

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One text with its translations: one, or one for each plural form."""

    source: str
    plural: str | None
    translations: tuple[str, ...]

    @property
    def key(self) -> str:
        """How gettext's binary form names the entry."""
        return self.source if self.plural is None else f"{self.source}\0{self.plural}"


@dataclass
class _Open:
    texts: dict[str, str] = field(default_factory=dict)
    current: str = ""
    is_fuzzy: bool = False

    @property
    def is_translated(self) -> bool:
        return any(key.startswith("msgstr") for key in self.texts)


def read_po(text: str) -> dict[str, Entry]:
    """Entries of a catalogue by source text; the header has the empty text as its key.

    Entries marked fuzzy and entries without a translation are left out. Raises ValueError with the
    number of the line that cannot be read.
    """
    entries: dict[str, Entry] = {}
    building = _Open()
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("#~"):
            continue
        if not line or (line.startswith("#") and building.is_translated):
            _close(building, entries)
            building = _Open()
        if line.startswith("#,") and "fuzzy" in line:
            building.is_fuzzy = True
        if line and not line.startswith("#"):
            building = _take(line, number, building, entries)
    _close(building, entries)
    return entries


def _take(line: str, number: int, building: _Open, entries: dict[str, Entry]) -> _Open:
    keyword, quote, rest = line.partition('"')
    keyword = keyword.strip()
    known = keyword in {"", "msgid", "msgid_plural", "msgstr"} or keyword.startswith("msgstr[")
    if not quote or not known:
        raise ValueError(f"line {number}: expected msgid, msgid_plural, msgstr or a quoted text")
    try:
        value = ast.literal_eval('"' + rest)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"line {number}: the quoted text does not end properly") from error
    if keyword == "msgid" and "msgid" in building.texts:
        _close(building, entries)
        building = _Open()
    if keyword:
        building.current = keyword
    building.texts[building.current] = building.texts.get(building.current, "") + value
    return building


def _close(building: _Open, entries: dict[str, Entry]) -> None:
    texts = building.texts
    if "msgid" not in texts or building.is_fuzzy:
        return
    translations = tuple(value for key, value in texts.items() if key.startswith("msgstr"))
    if translations and all(translations):
        source = texts["msgid"]
        entries[source] = Entry(source, texts.get("msgid_plural"), translations)
