"""Program texts in the person's language, looked up when shown and not when imported."""

import gettext
import io
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nenboard.host.po import Entry

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(text: str) -> str:
    """The text in the language in use; the text itself where no translation is accepted."""
    return _catalogue.gettext(text) if text else text


def counted(singular: str, plural: str, *, count: int) -> str:
    """Singular or plural after the rules of the language in use; fill in the number yourself."""
    return _catalogue.ngettext(singular, plural, count)


def use(entries: "Mapping[str, Entry]") -> tuple[str, ...]:
    """Take these translations from now on; returns the texts whose translation was refused.

    A translation whose placeholders differ from the source is refused, and the English text
    stands: a lost {name} would hide a value, an invented one would raise while a page is shown.
    An empty mapping returns to English.
    """
    global _catalogue  # noqa: PLW0603 - one language for the whole program, bound late
    refused = tuple(key for key, entry in entries.items() if key and not _fits(entry))
    kept = {key: entry for key, entry in entries.items() if key not in refused}
    if refused:
        import logging  # late: every start reads this module, hardly one has something to say

        for key in refused:
            logging.getLogger(__name__).warning("translation refused, placeholders differ: %r", key)
    _catalogue = gettext.GNUTranslations(io.BytesIO(_machine_object(kept)))
    return refused


def use_file(file: Path) -> tuple[str, ...]:
    """Take the translations of a nenboard.po; returns the texts whose translation was refused."""
    from nenboard.host.po import read_po

    return use(read_po(file.read_text(encoding="utf-8")))


def placeholders(text: str) -> tuple[str, ...] | None:
    """Names between braces, sorted, each once; None if the braces do not match."""
    import string

    try:
        names = [name for _text, name, _spec, _conversion in string.Formatter().parse(text)]
    except ValueError:
        return None
    return (*(name for name in names if name == ""), *sorted({name for name in names if name}))


def _fits(entry: "Entry") -> bool:
    if entry.plural is None:
        return placeholders(entry.translations[0]) == placeholders(entry.source)
    allowed = {placeholders(entry.source), placeholders(entry.plural)}
    found = [placeholders(text) for text in entry.translations]
    return allowed.issuperset(found) and found[-1] == placeholders(entry.plural)


def _machine_object(entries: "Mapping[str, Entry]") -> bytes:
    """The catalogue in gettext's binary form, so that the library applies its plural rules."""
    pairs = sorted(
        (entry.key.encode(), "\0".join(entry.translations).encode())
        for entry in entries.values()
        if any(entry.translations)
    )
    table_size = 8 * len(pairs)
    offset = 28 + 2 * table_size
    tables: list[bytes] = []
    blob = b""
    for column in (0, 1):
        table = b""
        for pair in pairs:
            table += struct.pack("<II", len(pair[column]), offset + len(blob))
            blob += pair[column] + b"\0"
        tables.append(table)
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + table_size, 0, offset)
    return head + tables[0] + tables[1] + blob
