"""Comparisons as SQL in three values: yes, no, and NULL where nobody knows.

A field that is not recorded, or recorded as a kind of missing, is neither equal to a value nor
different from it; a list holds a value if one element does, and lacks it only if all are known.
"""

from dataclasses import dataclass, replace

from nenboard.domain.missing import Missing
from nenboard.registry.connection import SqlValue
from nenboard.registry.folding import folded
from nenboard.registry.stored_fields import Kind

_MISSING = tuple(kind.value for kind in Missing)
_MISSING_LIST = ", ".join(f"'{code}'" for code in _MISSING)
_SIGNS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}
OPERATORS = ("is", "is_not", *_SIGNS, "contains", "recorded")

# Two texts each, of the field's value x and of the one asked for v: first day, last day.
_DATES = {
    "is": "WHEN {lo} >= {vlo} AND {hi} <= {vhi} THEN 1 WHEN {hi} < {vlo} OR {lo} > {vhi} THEN 0",
    "at_least": "WHEN {lo} >= {vlo} THEN 1 WHEN {hi} < {vlo} THEN 0",
    "above": "WHEN {lo} > {vhi} THEN 1 WHEN {hi} <= {vhi} THEN 0",
    "at_most": "WHEN {hi} <= {vhi} THEN 1 WHEN {lo} > {vhi} THEN 0",
    "below": "WHEN {hi} < {vlo} THEN 1 WHEN {lo} >= {vlo} THEN 0",
}


@dataclass(frozen=True)
class Asked:
    """What is asked of a field of some kind."""

    operator: str
    value: object
    kind: Kind


def compared(x: str, asked: Asked, *, parameters: dict[str, SqlValue]) -> str:
    """An expression that is 1, 0 or NULL; ``x`` is the SQL of the field's value.

    The value asked for is added to the parameters. Raises ValueError for an operator that does
    not exist or a value that cannot be compared with this kind of field.
    """
    if asked.operator not in OPERATORS:
        raise ValueError("there is no such comparison")
    if asked.operator == "recorded":
        return f"{x} IS NOT NULL" if asked.value else f"{x} IS NULL"
    if asked.operator == "is_not":
        return f"NOT ({compared(x, replace(asked, operator='is'), parameters=parameters)})"
    name = f"value{len(parameters)}"
    if asked.value in _MISSING:
        if asked.operator != "is":
            raise ValueError("a kind of missing can only be asked for with is and is_not")
        parameters[name] = str(asked.value)
        return f"{x} = :{name}"
    test, parameters[name] = _known(x, asked, name=f":{name}")
    return f"CASE WHEN {x} IS NOT NULL AND {x} NOT IN ({_MISSING_LIST}) THEN {test} END"


def _known(x: str, asked: Asked, *, name: str) -> tuple[str, SqlValue]:
    """The comparison of a value that is known, and the parameter it needs."""
    sign = _SIGNS.get(asked.operator, "=")
    if asked.operator == "contains":
        return f"instr(folded({x}), {name}) > 0", folded(_text(asked.value))
    if asked.kind is Kind.DATE:
        return _dates(x, asked.operator, name=name), _text(asked.value)[:10]
    if asked.kind is Kind.NUMBER:
        return f"CAST({x} AS REAL) {sign} {name}", _number(asked.value)
    if asked.kind is Kind.YES_NO:
        return f"{x} {sign} {name}", int(bool(asked.value))
    if asked.kind is Kind.CODE and asked.operator == "is":
        # Several candidates stand in a row of the list as "one / other".
        among = f"instr(' / ' || {x} || ' / ', ' / ' || {name} || ' / ') > 0"
        test = f"CASE WHEN {x} = {name} THEN 1 WHEN {among} THEN NULL ELSE 0 END"
        return test, _text(asked.value)
    return f"{x} {sign} {name}", _text(asked.value)


def _text(value: object) -> str:
    """The value as text that the engine takes: half a character becomes a question mark."""
    return str(value).encode("utf-8", "replace").decode()


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        raise ValueError("this field is compared with a number") from None


def _dates(x: str, operator: str, *, name: str) -> str:
    """Partial dates are compared as the days they may be; an overlap is not known."""
    ends = {"lo": _first_day(x), "hi": _last_day(x)}
    ends |= {"vlo": _first_day(name), "vhi": _last_day(name)}
    return f"CASE {_DATES[operator].format(**ends)} END"


def _first_day(text: str) -> str:
    return f"substr({text} || substr('0000-01-01', length({text}) + 1), 1, 10)"


def _last_day(text: str) -> str:
    return f"substr({text} || substr('0000-12-31', length({text}) + 1), 1, 10)"


def of_any(element: str, *, source: str) -> str:
    """One value for a list: 1 if an element fits, 0 if all are known not to, else NULL."""
    return (
        f"(SELECT CASE WHEN max({element}) = 1 THEN 1"  # noqa: S608 - expressions of ours
        f" WHEN count(*) > 0 AND count(*) = count({element}) THEN 0 END FROM {source})"
    )
