"""Finding cases: what is asked as values, and the SQL it becomes, with every word bound."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from nenboard.registry.comparisons import Asked, compared, of_any
from nenboard.registry.connection import SqlValue
from nenboard.registry.folding import folded
from nenboard.registry.rows import SUMMARY_COLUMNS
from nenboard.registry.stored_fields import Kind, StoredField, stored_fields

FIELDS = ("case_id", "changed_at", *SUMMARY_COLUMNS)
LONGEST_TEXT = 2000
MOST_WORDS = 40

Operator = Literal["is", "is_not", "at_least", "above", "at_most", "below", "contains", "recorded"]

_SORTED_BY = {
    "case_id": ("length(r.case_id)", "r.case_id"),
    "name": ("r.sort_name",),
    "ki67": ("r.ki67_low", "r.ki67"),
}
_DATES = ("birth_date", "target_meeting")
_NUMBERS = ("ki67_low", "line")
_CODES = ("site", "tumour_class", "grade", "stage", "extent", "sex", "last_response")
_PAYLOAD = "v.payload"
_NEWEST = "JOIN case_revision AS v ON v.case_id = r.case_id AND v.number = r.revision"
MOST_CONDITIONS = 200
DEEPEST = 20
_TOKEN_CATEGORIES = ("L", "N", "Co")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Where:
    """One field compared with a value.

    The field is one of ``FIELDS``, a column of the list, or a path of ``stored_fields``, which
    below a list means any of its elements. A field that is not recorded, or recorded as unknown,
    fits neither ``is`` nor ``is_not`` nor any other comparison, since unknown is never "no";
    ``recorded`` with True or False asks for that itself, ``is`` with a kind of missing for that.
    """

    field: str
    operator: Operator
    value: str | float | bool


@dataclass(frozen=True)
class AllOf:
    """Every one of these holds."""

    conditions: "tuple[Where | AllOf | AnyOf | Not, ...]"


@dataclass(frozen=True)
class AnyOf:
    """At least one of these holds."""

    conditions: "tuple[Where | AllOf | AnyOf | Not, ...]"


@dataclass(frozen=True)
class Not:
    """This is known not to hold."""

    condition: "Where | AllOf | AnyOf | Not"


@dataclass(frozen=True)
class CaseQuery:
    """Which cases, in which order.

    ``text`` is what was typed: every word must occur, the last one may be unfinished; at most 40
    words of the first 2,000 characters are looked at. ``sort`` is a field of the row; cases
    without a value there come last in both directions.
    """

    text: str = ""
    where: "Where | AllOf | AnyOf | Not | None" = None
    sort: str = "name"
    descending: bool = False
    limit: int | None = None
    offset: int = 0


def compiled(query: CaseQuery) -> tuple[str, dict[str, SqlValue]]:
    """The query as SQL that yields case ids in order, and its parameters.

    Raises ValueError for a field or operator that does not exist.
    """
    words, loose = _words(query.text)
    parameters: dict[str, SqlValue] = {}
    tables = ["case_row AS r"]
    tests = []
    if words:
        tables.append("JOIN case_words AS w ON w.rowid = r.id")
        tests.append("case_words MATCH :words")
        parameters["words"] = words
    if loose:
        tables.append("JOIN case_text AS t ON t.id = r.id")
    for place, sign in enumerate(loose):
        tests.append(f"instr(t.words, :loose{place}) > 0")
        parameters[f"loose{place}"] = sign
    if query.where is not None:
        tests.append(_condition(query.where, parameters))
        if _PAYLOAD in tests[-1]:
            tables.append(_NEWEST)
    parameters |= {"limit": -1 if query.limit is None else query.limit, "offset": query.offset}
    sql = f"SELECT r.case_id FROM {' '.join(tables)}"  # noqa: S608 - only names of ours
    if tests:
        sql += f" WHERE {' AND '.join(tests)}"
    return f"{sql} ORDER BY {_order(query)} LIMIT :limit OFFSET :offset", parameters


def match_expression(text: str) -> str:
    """What was typed as an expression of the word index; empty if it holds no word."""
    return _words(text)[0]


def _words(text: str) -> tuple[str, list[str]]:
    """The expression for the word index, and what holds no letter or digit, to look for as it is.

    Each word is quoted by itself, so that nothing in it is taken for an operator.
    """
    found = folded(text[:LONGEST_TEXT]).split()[:MOST_WORDS]
    whole = [word for word in found if any(map(_is_token_sign, word))]
    loose = [word for word in found if word not in whole]
    is_unfinished = bool(whole) and found[-1] == whole[-1] and not text[-1:].isspace()
    phrases = [_alternatives(word, unfinished=False) for word in whole]
    if is_unfinished:
        phrases[-1] = _alternatives(whole[-1], unfinished=True)
    return " AND ".join(phrases), loose


def _alternatives(word: str, *, unfinished: bool) -> str:
    """The word as a quoted phrase; a date written by day, month and year also as year first."""
    as_typed = _quoted(word) + (" *" if unfinished else "")
    date = _DATE.fullmatch(word)
    if date is None:
        return as_typed
    first, second, year = (int(part) for part in date.groups())
    day, month = (first, second) if second <= 12 else (second, first)
    return f'({as_typed} OR "{year:04d}-{month:02d}-{day:02d}")'


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _is_token_sign(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_TOKEN_CATEGORIES)


def _condition(
    condition: Where | AllOf | AnyOf | Not, parameters: dict[str, SqlValue], *, depth: int = 0
) -> str:
    if depth > DEEPEST or len(parameters) > MOST_CONDITIONS:
        raise ValueError("these are more conditions than can be asked for at once")
    if isinstance(condition, Where):
        return f"({_comparison(condition, parameters)})"
    if isinstance(condition, Not):
        return f"NOT {_condition(condition.condition, parameters, depth=depth + 1)}"
    parts = [_condition(part, parameters, depth=depth + 1) for part in condition.conditions]
    if isinstance(condition, AllOf):
        return f"({' AND '.join(parts)})" if parts else "TRUE"
    return f"({' OR '.join(parts)})" if parts else "FALSE"


def _comparison(where: Where, parameters: dict[str, SqlValue]) -> str:
    if where.field in FIELDS:
        asked = Asked(where.operator, where.value, _kind_of_column(where.field))
        return compared(f"r.{where.field}", asked, parameters=parameters)
    field = stored_fields().get(where.field)
    if field is None:
        raise ValueError("there is no such field to filter by")
    first, *inner = field.steps
    if not inner:
        x = f"json_extract({_PAYLOAD}, '$.{first}')"
        asked = Asked(where.operator, where.value, field.kind)
        return compared(x, asked, parameters=parameters)
    return _in_list(where, field, parameters=parameters)


def _in_list(where: Where, field: StoredField, *, parameters: dict[str, SqlValue]) -> str:
    """The comparison for the elements of a list, or of lists within lists."""
    source, outer = [], _PAYLOAD
    for level, step in enumerate(field.steps[:-1]):
        source.append(f"json_each({outer}, '$.{step}') AS e{level}")
        outer = f"e{level}.value"
    last = field.steps[-1]
    x = f"json_extract({outer}, '$.{last}')" if last else outer
    if where.operator == "recorded":
        found = f"EXISTS (SELECT 1 FROM {', '.join(source)} WHERE {x} IS NOT NULL)"  # noqa: S608
        return found if where.value else f"NOT {found}"
    if where.operator == "is_not":
        is_so = replace(where, operator="is")
        return f"NOT {_in_list(is_so, field, parameters=parameters)}"
    asked = Asked(where.operator, where.value, field.kind)
    element = compared(x, asked, parameters=parameters)
    return of_any(element, source=", ".join(source))


def _kind_of_column(column: str) -> Kind:
    if column in _DATES:
        return Kind.DATE
    if column in _NUMBERS:
        return Kind.NUMBER
    if column == "is_synthetic":
        return Kind.YES_NO
    return Kind.CODE if column in _CODES else Kind.TEXT


def _order(query: CaseQuery) -> str:
    if query.sort not in FIELDS:
        raise ValueError("there is no such field to sort by")
    direction = "DESC" if query.descending else "ASC"
    columns = _SORTED_BY.get(query.sort, (f"r.{query.sort}",))
    keys = [f"{column} {direction} NULLS LAST" for column in columns]
    return ", ".join([*keys, f"r.case_id {direction}"])
