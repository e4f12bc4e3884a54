"""Reading and replacing what stands at a path of a Case; a replacement is always checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from nenboard.domain.base import Value, problems_of
from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.gui.case_edit import shape
from nenboard.host import labels
from nenboard.host.language import _

V = TypeVar("V", bound=Value)


class EditRefused(Exception):
    """The case cannot hold this value; the text of the exception says why, without the value."""


def get_at(case: Case, path: str) -> object:
    """What stands at a path; None where something on the way is empty."""
    node: object = case
    for part in path.split("."):
        node = None if isinstance(node, Missing) else _child(node, part)
        if node is None:
            return None
    return node


def set_at(case: Case, values: Mapping[str, object]) -> Case:
    """The case with other values at some paths, all of them or none; EditRefused says why not."""
    changed = case
    for path, value in values.items():
        found = _replace(changed, path.split("."), value)
        assert isinstance(found, Case)  # noqa: S101 - the root of a path is the case
        changed = found
    return changed


def rows_at(case: Case, path: str) -> tuple[Value, ...]:
    """The rows of the list at a path."""
    found = get_at(case, path)
    return found if isinstance(found, tuple) else ()


def form_path(case: Case, path: str) -> str:
    """A path as the form writes it: a metastatic site by its name instead of its index."""
    prefix = "extent.metastases."
    index, dot, rest = path.removeprefix(prefix).partition(".")
    if not path.startswith(prefix) or not index.isdigit():
        return path
    rows = case.extent.metastases
    if int(index) >= len(rows):
        return path
    return f"{prefix}site={rows[int(index)].site.value}{dot}{rest}"


def _child(node: object, part: str) -> object:
    if isinstance(node, tuple):
        index = _row_index(node, part)
        return node[index] if index is not None and index < len(node) else None
    return getattr(node, part, None)


def _row_index(rows: tuple[Any, ...], part: str) -> int | None:
    if part.isdigit():
        return int(part)
    name, _equals, code = part.partition("=")
    found = (i for i, row in enumerate(rows) if str(getattr(row, name, None)) == code)
    return next(found, None)


def _replace(node: Value, parts: list[str], value: object) -> Value:
    name, rest = parts[0], parts[1:]
    current = getattr(node, name)
    if not rest:
        return _rebuilt(node, name, value)
    if isinstance(current, tuple):
        return _rebuilt(node, name, _replace_row(node, name, (rest, value)))
    if isinstance(current, Missing):
        reason = _("This is recorded as {missing}. Clear that first.")
        raise EditRefused(reason.format(missing=labels.label(current).lower()))
    if current is None:
        return _rebuilt(node, name, _grown(node, name, (rest, value)))
    inner = _replace(current, rest, value)
    return _rebuilt(node, name, _emptied(node, name, inner))


def _replace_row(node: Value, name: str, edit: tuple[list[str], object]) -> tuple[object, ...]:
    """The rows with one of them changed; a row named by a code is made, or goes when empty."""
    (part, *rest), value = edit
    rows: tuple[Any, ...] = getattr(node, name)
    index = _row_index(rows, part)
    if index is None:
        key, _equals, code = part.partition("=")
        pattern = shape.row_model(type(node), name)
        made = checked(pattern, {key: code, rest[0]: value})
        return (*rows, made) if value is not None else rows
    if index >= len(rows):
        raise EditRefused(_("This row is not there any more."))
    if not rest:
        return (*rows[:index], value, *rows[index + 1 :])
    changed = _replace(rows[index], rest, value)
    if "=" in part and _is_blank(changed, part.partition("=")[0]):
        return (*rows[:index], *rows[index + 1 :])
    return (*rows[:index], changed, *rows[index + 1 :])


def _grown(node: Value, name: str, edit: tuple[list[str], object]) -> Value | None:
    """A value made for its first part; nothing when that part is empty too."""
    rest, value = edit
    kind = shape.model_at(type(node), name)
    if value is None or kind is None:
        return None
    return checked(kind, {rest[0]: value})


def _emptied(node: Value, name: str, inner: Value) -> Value | None:
    """None in the place of a value of which nothing is left, where None is allowed."""
    default = type(node).model_fields[name].default
    return None if default is None and _is_blank(inner) else inner


def _is_blank(value: Value, key: str = "") -> bool:
    fields = type(value).model_fields
    return all(
        getattr(value, name) == (None if field.is_required() else field.default)
        for name, field in fields.items()
        if name != key
    )


def _rebuilt(node: Value, name: str, value: object) -> Value:
    content = {field: getattr(node, field) for field in type(node).model_fields}
    return checked(type(node), {**content, name: value})


def checked(kind: type[V], content: Mapping[str, object]) -> V:
    """A value made of its parts; EditRefused says which part it cannot hold."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        problem = problems_of(error)[0]
        words = problem.message.removeprefix(f"{problem.path}: ").removeprefix(": ")
        raise EditRefused(sentence(words)) from None


def sentence(words: str) -> str:
    """Words of a check as a sentence."""
    text = words.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
