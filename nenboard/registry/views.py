"""Saved views of the case list: what people look for again and again, kept in the registry."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import Row, Storage
from nenboard.registry.errors import UnknownView
from nenboard.registry.query import DEEPEST, AllOf, AnyOf, CaseQuery, Not, Where
from nenboard.registry.records import Stamp

EVERYBODY = ""
_Condition = Where | AllOf | AnyOf | Not


@dataclass(frozen=True)
class View:
    """A query under a name; ``owner`` is a user, or ``EVERYBODY``. ``columns`` are the list's."""

    name: str
    query: CaseQuery
    columns: tuple[str, ...] = ()
    owner: str = EVERYBODY


class ViewStore:
    """The saved views of one registry. Words typed into them stay inside the encrypted file."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def put(self, view: View, *, by: str, at: datetime) -> None:
        """Keep a view, in the place of one of the same name and owner."""
        content = {"query": written(view.query), "columns": list(view.columns)}
        with self._storage.transaction():
            self._storage.execute(
                "INSERT INTO saved_view (name, owner, content, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (owner, name) DO UPDATE SET content = excluded.content,"
                " at = excluded.at",
                (view.name, view.owner, json.dumps(content), moments.stored(at)),
            )
            self._note(Action.VIEW_SAVED, view, stamp=Stamp(by, at))

    def of_user(self, user: str) -> tuple[View, ...]:
        """The views of this user and those of everybody, by name; unreadable ones are left out."""
        rows = self._storage.rows(
            "SELECT name, owner, content FROM saved_view WHERE owner IN (?, ?)"
            " ORDER BY name, owner",
            (user, EVERYBODY),
        )
        return tuple(view for row in rows if (view := _view(row)) is not None)

    def remove(self, name: str, *, owner: str, stamp: Stamp) -> None:
        """Forget a view. Raises UnknownView."""
        with self._storage.transaction():
            gone = self._storage.execute(
                "DELETE FROM saved_view WHERE name = ? AND owner = ?", (name, owner)
            )
            if not gone:
                raise UnknownView
            self._note(Action.VIEW_REMOVED, View(name, CaseQuery(), owner=owner), stamp=stamp)

    def _note(self, action: Action, view: View, *, stamp: Stamp) -> None:
        """Only that it was done, and whose it is: a name or a query may hold a patient's name."""
        shared = {"is_for_everybody": view.owner == EVERYBODY}
        self._audit.note(Event(action, "view", content=shared), by=stamp.by, at=stamp.at)


def _view(row: Row) -> View | None:
    name, owner, content = row
    try:
        found = json.loads(content)
        return View(name, read(found["query"]), tuple(map(str, found["columns"])), owner)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def written(query: CaseQuery) -> dict[str, Any]:
    """The query as plain values."""
    where = None if query.where is None else _written(query.where)
    return {
        "text": query.text,
        "where": where,
        "sort": query.sort,
        "descending": query.descending,
    }


def _written(condition: _Condition) -> dict[str, Any]:
    if isinstance(condition, Where):
        return {
            "field": condition.field,
            "operator": condition.operator,
            "value": condition.value,
        }
    if isinstance(condition, Not):
        return {"not": _written(condition.condition)}
    name = "all" if isinstance(condition, AllOf) else "any"
    return {name: [_written(part) for part in condition.conditions]}


def read(content: Mapping[str, Any]) -> CaseQuery:
    """The query of plain values. Raises ValueError, TypeError or LookupError if it is none."""
    where = content["where"]
    return CaseQuery(
        text=str(content["text"]),
        where=None if where is None else _read(where),
        sort=str(content["sort"]),
        descending=bool(content["descending"]),
    )


def _read(content: Mapping[str, Any], *, depth: int = 0) -> _Condition:
    if depth > DEEPEST:
        raise ValueError("conditions within conditions without end")
    if "not" in content:
        return Not(_read(content["not"], depth=depth + 1))
    for name, kind in (("all", AllOf), ("any", AnyOf)):
        if name in content:
            return kind(tuple(_read(part, depth=depth + 1) for part in content[name]))
    value = content["value"]
    if not isinstance(value, str | int | float | bool):
        raise TypeError("a value that cannot be compared")
    return Where(str(content["field"]), content["operator"], value)
