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


def read_po(text: str) -> dict[str, Entry]:
    """Entries of a catalogue by source text; the header has the empty text as its key.

    Entries marked fuzzy and entries without a translation are left out. Raises ValueError with the
    number of the line that cannot be read.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            reader.take(line.strip())
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from error
    reader.close_entry()
    return reader.entries


@dataclass
class _Reader:
    """The entry being read, line by line, and those already complete."""

    entries: dict[str, Entry] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    keyword: str = ""
    is_fuzzy: bool = False

    def take(self, line: str) -> None:
        if line.startswith("#~"):
            return
        if not line or (line.startswith("#") and self._translations()):
            self.close_entry()
        if line.startswith("#"):
            self.is_fuzzy = self.is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line:
            self._take_text(line)

    def close_entry(self) -> None:
        translations = self._translations()
        if "msgid" in self.texts and not self.is_fuzzy and translations and all(translations):
            source = self.texts["msgid"]
            self.entries[source] = Entry(source, self.texts.get("msgid_plural"), translations)
        self.texts = {}
        self.keyword = ""
        self.is_fuzzy = False

    def _take_text(self, line: str) -> None:
        keyword, quote, rest = line.partition('"')
        keyword = keyword.strip()
        is_known = keyword in {"", "msgid", "msgid_plural", "msgstr"}
        if not quote or not (is_known or keyword.startswith("msgstr[")):
            raise ValueError("expected msgid, msgid_plural, msgstr or a quoted text")
        try:
            value = ast.literal_eval('"' + rest)
        except (SyntaxError, ValueError) as error:
            raise ValueError("the quoted text does not end properly") from error
        if keyword == "msgid" and "msgid" in self.texts:
            self.close_entry()
        self.keyword = keyword or self.keyword
        self.texts[self.keyword] = self.texts.get(self.keyword, "") + value

    def _translations(self) -> tuple[str, ...]:
        return tuple(value for key, value in self.texts.items() if key.startswith("msgstr"))
