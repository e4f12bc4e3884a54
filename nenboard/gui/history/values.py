"""Values of a case in words, as the history tells them: of a field, and of a whole row."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from nenboard.gui.case_edit import field_values, fields, places
from nenboard.gui.case_edit.form_field import FormField, TableSpec
from nenboard.gui.case_edit.shape import pattern_of
from nenboard.host.labels import fact_label, missing_label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.workflow.history import Placed

_UNITS: Final = frozenset({"%", "mm", "mm²", "GBq", "mg/m²"})


def field_words(side: "Placed | None", field: FormField, path: str) -> str:
    """A value with its unit, or the kind of missing with its particulars."""
    if side is None:
        return ""
    case = side.case
    place = places.form_path(case, side.place_of(path))
    missing = field_values.missing_at(case, place)
    if missing is not None:
        gap = case.gap(place)
        more = (gap.reason, gap.owner, gap.due.text if gap.due else None) if gap else ()
        return ", ".join((missing_label(missing), *filter(None, more)))
    words = field_values.value_text(field, case, place)
    unit = _(field.unit) if field.unit in _UNITS else ""
    return f"{words}\N{NO-BREAK SPACE}{unit}" if words and unit else words


def row_words(side: "Placed | None", table: TableSpec, path: str) -> str:
    """What a row holds, field by field; empty if it is not there."""
    if side is None:
        return ""
    place = side.place_of(path)
    if places.get_at(side.case, place) is None:
        return ""
    found = []
    for field in table.fields:
        below = field.path.removeprefix(f"{table.path}.*.")
        words = field_words(side, field, f"{place}.{below}")
        if words:
            found.append(f"{_(field.label)} {words}")
    for inner in table.tables:
        rows = places.rows_at(side.case, f"{place}.{inner.path.rpartition('.')[2]}")
        if rows:
            found.append(f"{_(inner.title)}: {len(rows)}")
    return "; ".join(found) or _("an empty row")


def row_names(case: "Case", place: str) -> Iterator[str]:
    """The words of each row that a place stands in: *Sample 2*, or the fact of an entry."""
    parts = place.split(".")
    for at, part in enumerate(parts):
        row = ".".join(parts[: at + 1])
        table = table_of(row) if part.isdigit() else None
        if table is None:
            continue
        fact = getattr(places.get_at(case, row), "fact", None)
        yield fact_label(fact) if isinstance(fact, str) else _numbered(_(table.word), int(part) + 1)


def _numbered(word: str, number: int) -> str:
    """A row by its number; never *ECOG 1*, which reads as a performance status."""
    text = _("{row}, entry {number}") if word.isupper() else _("{row} {number}")
    return text.format(row=word, number=number)


def table_of(place: str) -> TableSpec | None:
    """The table in which the row at a place stands."""
    return _tables().get(pattern_of(place).removesuffix(".*"))


@cache
def _tables() -> dict[str, TableSpec]:
    found: dict[str, TableSpec] = {}
    for tab in fields.TABS:
        for part in fields.tab_parts(tab):
            if isinstance(part, TableSpec):
                found[part.path] = part
                found |= {inner.path: inner for inner in part.tables}
    return found
