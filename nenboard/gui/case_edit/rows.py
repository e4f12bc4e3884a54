"""New rows of a table: a key of their own, and the primary they belong to."""

import re
from collections.abc import Mapping
from typing import Final

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.tumour import Primary
from nenboard.gui.case_edit import places, shape
from nenboard.gui.case_edit.form_field import TableSpec
from nenboard.gui.case_edit.places import EditRefused
from nenboard.host.language import _

_FIRST_PRIMARY: Final = "P1"


def fresh_row(
    case: Case, spec: TableSpec, table: str, *, given: Mapping[str, object]
) -> tuple[Case, Value]:
    """A new row with what was asked for it, and the case it fits into.

    A row that must belong to a primary gets the one under discussion; where there is none yet,
    the case gets its first. Raises EditRefused with what the row lacks.
    """
    owner, _dot, name = spec.path.rpartition(".")
    model = _owner_model(owner)
    kind = shape.row_model(model, name or spec.path)
    content = dict(given)
    if spec.prefix:
        content["id"] = free_key(places.rows_at(case, table), spec.prefix)
    needed = kind.model_fields.get("primary_id")
    if needed is not None and needed.is_required() and "primary_id" not in content:
        case = with_a_primary(case)
        if case.discussed_primary is None:
            raise EditRefused(_("Say first which tumour is under discussion."))
        content["primary_id"] = case.discussed_primary.id
    return case, places.checked(kind, content)


def with_a_primary(case: Case) -> Case:
    """The case with at least one primary, of which nothing is known yet."""
    if case.primaries:
        return case
    return places.set_at(case, {"primaries": (Primary(id=_FIRST_PRIMARY),)})


def free_key(rows: tuple[Value, ...], prefix: str) -> str:
    """The next key after the highest number in use."""
    keys = (str(getattr(row, "id", "")) for row in rows)
    numbers = [int(found[0]) for key in keys if (found := re.findall(r"\d+$", key))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _owner_model(owner: str) -> type[Value]:
    """The class that has the list, from the pattern of what stands before its name."""
    model: type[Value] = Case
    parts = owner.split(".") if owner else []
    for at, part in enumerate(parts):
        if part == "*":
            continue
        has_rows = parts[at + 1 : at + 2] == ["*"]
        found = shape.row_model(model, part) if has_rows else shape.model_at(model, part)
        if found is None:
            raise KeyError(owner)
        model = found
    return model
