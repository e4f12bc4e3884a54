"""What a field shows for its value, what can be chosen in it, and what typed text means in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing
from nenboard.domain.tumour import CALLS, MolecularResult
from nenboard.gui.case_edit import places
from nenboard.gui.case_edit.form_field import FormField, Kind
from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.gui.case_edit.read_facts import read_fact, shapes
from nenboard.gui.case_edit.read_numbers import (
    bounded_text,
    read_bounded,
    read_ki67,
    read_mitoses,
    read_number,
    read_whole,
    sign_text,
)
from nenboard.gui.case_edit.reading import Reading, missing_code
from nenboard.gui.case_edit.shape import Leaf, leaf
from nenboard.host import labels, resources
from nenboard.host.labels import number_text
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.knowledge import FactValue

_CHOSEN: Final = (Kind.ROW, Kind.REGIMEN)


class Editor(Enum):
    """The kinds of editor."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list to choose from."""

    words: str
    value: object


def leaf_of(field: FormField) -> Leaf:
    """What the field can hold."""
    return leaf(field.path)


def editor_of(field: FormField) -> Editor:
    """How the field is edited."""
    holds = leaf_of(field)
    if field.kind is Kind.PROSE:
        return Editor.PROSE
    if field.kind is Kind.FACT_VALUE:
        return Editor.LINE
    if holds.is_list:
        return Editor.MANY
    if field.kind in _CHOSEN or holds.vocabulary is not None or holds.is_flag:
        return Editor.CHOICE
    return Editor.CHOICE if field.kind in (Kind.STATE, Kind.FACT) else Editor.LINE


def value_text(field: FormField, case: Case, path: str) -> str:
    """The value in words; empty for nothing and for a kind of missing (`missing_at` has that)."""
    value = places.get_at(case, path)
    if value is None or isinstance(value, Missing):
        return ""
    if field.kind in _CHOSEN:
        return _chosen_text(field, case, str(value))
    if field.kind is Kind.FACT:
        return labels.fact_label(str(value))
    if field.kind is Kind.FACT_VALUE:
        return labels.fact_value(_fact_of(case, path), cast("FactValue", value))
    if field.kind is Kind.BOUNDED:
        sign = places.get_at(case, f"{path.rpartition('.')[0]}.comparator")
        return sign_text(sign) + plain_text(value)  # type: ignore[arg-type] # a comparator or None
    return plain_text(value)


def plain_text(value: object) -> str:
    """A value in words, whatever field it stands in."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Enum):
        return labels.label(value)
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, tuple):
        return ", ".join(plain_text(item) for item in value)
    return bounded_text(value) or (str(value) if isinstance(value, str | int) else "")


def missing_at(case: Case, path: str) -> Missing | None:
    """The kind of missing of a field, whether its value says it or the gap beside it."""
    value = places.get_at(case, path)
    if isinstance(value, Missing):
        return value
    gap = case.gap(path)
    return gap.kind if gap is not None and value is None else None


def entries(field: FormField, case: Case, path: str) -> tuple[Entry, ...]:
    """What can be chosen in the field, kinds of missing aside."""
    holds = leaf_of(field)
    if field.kind is Kind.FACT:
        own = places.get_at(case, path) if path else None
        shown = (Entry(labels.fact_label(own), own),) if isinstance(own, str) else ()
        return (*shown, *fact_entries(case))
    if field.kind is Kind.REGIMEN:
        return tuple(Entry(name, key) for key, name in regimens().items())
    if field.kind is Kind.ROW:
        rows = places.rows_at(case, field.rows)
        return tuple(Entry(row_words(row, at), getattr(row, "id")) for at, row in enumerate(rows))  # noqa: B009 - rows of several classes
    if holds.vocabulary is not None:
        return tuple(Entry(labels.label(code), code) for code in _codes(holds, case, path))
    return (Entry(_("Yes"), True), Entry(_("No"), False)) if holds.is_flag else ()


def _fact_of(case: Case, path: str) -> str:
    """The fact whose entry a path lies in."""
    return str(places.get_at(case, f"{path.rpartition('.')[0]}.fact") or "")


def fact_entries(case: Case) -> tuple[Entry, ...]:
    """The facts that nobody has entered yet."""
    entered = {entry.fact for entry in case.entries}
    left = (fact for fact in shapes() if fact not in entered)
    return tuple(Entry(labels.fact_label(fact), fact) for fact in left)


def _codes(holds: Leaf, case: Case, path: str) -> tuple[Enum, ...]:
    """The codes of the vocabulary; of the calls of a molecular test, those its marker can have."""
    codes = tuple(holds.vocabulary or ())
    row = places.get_at(case, path.rpartition(".")[0])
    if isinstance(row, MolecularResult) and path.endswith(".result"):
        return tuple(code for code in codes if code in CALLS[row.marker])
    return codes


def row_words(row: object, index: int) -> str:
    """A row of another list in a few words."""
    parts = [getattr(row, name, None) for name in ("site", "site_text", "regimen", "regimen_text")]
    known = regimens()
    words = [known.get(part) or plain_text(part) if isinstance(part, str) else "" for part in parts]
    named = next((text for text in words if text), "")
    return f"{index + 1}  {named}".strip()


@cache
def regimens() -> Mapping[str, str]:
    """The names of the regimens by id, in the order of the catalogue."""
    apart = {"observation", "locoregional"}
    return {each["id"]: each["name"] for each in _catalogue() if each["therapy_class"] not in apart}


@cache
def regimen_classes() -> Mapping[str, str]:
    """The class of each regimen by id, as the catalogue calls it."""
    classes = {each["id"]: each["therapy_class"] for each in _catalogue()}
    return {key: words[:1].upper() + words[1:] for key, words in classes.items()}


def _catalogue() -> list[dict[str, Any]]:
    file = resources.path("terms", "regimens.json")
    listed: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["regimens"]
    return listed


def _chosen_text(field: FormField, case: Case, key: str) -> str:
    if field.kind is Kind.REGIMEN:
        return regimens().get(key, key)
    rows = places.rows_at(case, field.rows)
    found = (row_words(row, at) for at, row in enumerate(rows) if getattr(row, "id", "") == key)
    return next(found, key)


def read_text(field: FormField, case: Case, path: str, *, text: str, habits: Habits) -> Reading:
    """What a typed text means in this field: a value, a kind of missing, a question or a fault."""
    typed = text.strip()
    if not typed:
        return Reading(also={"comparator": None} if field.kind is Kind.BOUNDED else {})
    code = missing_code(typed)
    if code is not None:
        return Reading(value=code)
    if field.kind is Kind.FACT_VALUE:
        return read_fact(_fact_of(case, path), typed, shapes())
    if field.kind is Kind.KI67:
        return read_ki67(typed, places.get_at(case, path))
    if field.kind is Kind.MITOSES:
        return read_mitoses(typed, places.get_at(case, path))
    if field.kind is Kind.BOUNDED:
        return read_bounded(typed)
    if field.kind in _CHOSEN or leaf_of(field).vocabulary is not None:
        return _read_choice(entries(field, case, path), typed)
    return _read_plain(leaf_of(field), typed, habits)


def _read_choice(offered: tuple[Entry, ...], typed: str) -> Reading:
    """The one entry that is meant by its words, their beginning or its code; never a guess."""
    asked = typed.casefold()
    exact = [
        each for each in offered if asked in {each.words.casefold(), str(each.value).casefold()}
    ]
    begun = [each for each in offered if each.words.casefold().startswith(asked)]
    found = exact or begun
    if len(found) == 1:
        return Reading(value=found[0].value)
    if found:
        listed = ", ".join(each.words for each in found[:3])
        return Reading(problem=_("This may be {entries}. Write more of it.").format(entries=listed))
    return Reading(problem=_("This is not in the list. F4 opens it."))


def _read_plain(holds: Leaf, typed: str, habits: Habits) -> Reading:
    if holds.is_date:
        return read_date(typed, habits)
    if holds.is_number:
        return read_number(typed)
    if holds.is_whole:
        return read_whole(typed)
    return Reading(value=typed)
