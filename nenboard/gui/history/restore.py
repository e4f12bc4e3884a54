"""Putting back what the history shows: one value, or a row, in the case as it stands."""

from typing import TYPE_CHECKING

from nenboard.gui.case_edit import field_values, fields, places
from nenboard.gui.case_edit.draft import Draft
from nenboard.gui.case_edit.form_field import FormField, Kind
from nenboard.gui.history.lines import Line

if TYPE_CHECKING:
    from nenboard.domain.case import Case


def with_value_of(case: "Case", earlier: "Case", line: Line) -> "Case":
    """The case with the value of a line as it was in an earlier state; all else stays.

    Raises CannotRestoreValue or EditRefused with a sentence if the case has no place for it.
    """
    from nenboard.workflow.errors import CannotRestoreValue
    from nenboard.workflow.history import Placed, value_restored

    place, then = (Placed(each).place_of(line.path) for each in (case, earlier))
    if line.is_row:
        return value_restored(case, earlier, path=line.path)
    field = fields.field_at(places.form_path(case, place))
    if field is None:
        raise CannotRestoreValue
    scratch = Draft(case)
    scratch.put_all(_values(earlier, field, place, then=then), place=place, label="")
    return scratch.case


def _values(earlier: "Case", field: FormField, place: str, *, then: str) -> dict[str, object]:
    missing = field_values.missing_at(earlier, then)
    found: dict[str, object] = {place: missing or places.get_at(earlier, then)}
    if field.kind is Kind.BOUNDED:
        beside, was = (f"{each.rpartition('.')[0]}.comparator" for each in (place, then))
        found[beside] = places.get_at(earlier, was)
    return found
