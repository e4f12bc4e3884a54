"""What the list asks as a query of the registry, and a stored query as what the list can show."""

from typing import TYPE_CHECKING, Literal

from nenboard.gui.desk import Condition, ListQuery

if TYPE_CHECKING:
    from nenboard.registry import CaseQuery
    from nenboard.registry.query import AllOf, AnyOf, Not, Where


def to_query(asked: ListQuery) -> "CaseQuery":
    """The query of the registry."""
    from nenboard.registry import CaseQuery
    from nenboard.registry.query import AllOf, AnyOf

    parts = tuple(_part(condition) for condition in asked.conditions)
    joined = AnyOf(parts) if asked.is_any else AllOf(parts)
    return CaseQuery(
        text=asked.text,
        where=joined if parts else None,
        sort=asked.sort,
        descending=asked.descending,
    )


def to_list(query: "CaseQuery") -> ListQuery | None:
    """What the list shows for a stored query; None for one that its conditions cannot say."""
    from nenboard.registry.query import AllOf, AnyOf

    where = query.where
    if where is None:
        return ListQuery(text=query.text, sort=query.sort, descending=query.descending)
    if not isinstance(where, AllOf | AnyOf):
        return None
    found = [_condition(part) for part in where.conditions]
    conditions = tuple(one for one in found if one is not None)
    if len(conditions) < len(found):
        return None
    return ListQuery(
        text=query.text,
        conditions=conditions,
        is_any=isinstance(where, AnyOf),
        sort=query.sort,
        descending=query.descending,
    )


def _part(condition: Condition) -> "AnyOf | Not":
    from nenboard.registry.query import AnyOf, Not

    values = AnyOf(tuple(_where(condition.column, code) for code in condition.codes))
    return Not(values) if condition.is_not else values


def _where(column: str, code: str) -> "Where":
    """One value of a column; "" is not recorded, "4+" is four or more."""
    from nenboard.registry.query import Where

    if code == "":
        return Where(column, "recorded", value=False)
    if column == "line":
        operator: Literal["at_least", "is"] = "at_least" if code.endswith("+") else "is"
        return Where(column, operator, int(code.rstrip("+")))
    return Where(column, "is", code)


def _condition(part: "Where | AllOf | AnyOf | Not") -> Condition | None:
    from nenboard.registry.query import AnyOf, Not, Where

    is_not = isinstance(part, Not)
    values = part.condition if isinstance(part, Not) else part
    if not isinstance(values, AnyOf) or not values.conditions:
        return None
    fields = [one for one in values.conditions if isinstance(one, Where)]
    codes = [_code(one) for one in fields]
    columns = {one.field for one in fields}
    if len(fields) < len(values.conditions) or None in codes or len(columns) != 1:
        return None
    return Condition(columns.pop(), tuple(code for code in codes if code is not None), is_not)


def _code(where: "Where") -> str | None:
    if where.operator == "recorded":
        return "" if where.value is False else None
    if where.operator == "at_least" and where.field == "line":
        return f"{where.value}+"
    return str(where.value) if where.operator == "is" else None
