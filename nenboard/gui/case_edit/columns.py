"""Boxes of fields in one column or two, read down and then across."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QGridLayout

from nenboard.gui import theme
from nenboard.gui.case_edit.form_field import FormField, Kind

_TWO_FROM: Final = 980
_BESIDE_STRETCH: Final = (2, 1)


def column_count(width: int) -> int:
    """Two columns where there is room for two labels and two editors."""
    return 2 if width >= theme.active().px(_TWO_FROM) else 1


@dataclass(frozen=True, slots=True)
class Place:
    """Row and column of a box in the grid."""

    row: int
    column: int


def places(fields: Sequence[FormField], columns: int) -> dict[str, Place]:
    """Where each field stands by its path; a field beside another one shares its row."""
    rows: list[list[str]] = []
    for field in fields:
        if field.kind is Kind.BESIDE and rows:
            rows[-1].append(field.path)
        else:
            rows.append([field.path])
    per_column = len(rows) if is_paired(fields) else -(-len(rows) // columns)
    return {
        path: Place(at % per_column, at // per_column + offset)
        for at, row in enumerate(rows)
        for offset, path in enumerate(row)
    }


def is_paired(fields: Sequence[FormField]) -> bool:
    """Whether fields share rows; then all stand in one column of pairs."""
    return any(field.kind is Kind.BESIDE for field in fields)


def set_up(grid: QGridLayout, fields: Sequence[FormField], columns: int) -> None:
    """Gaps and widths of the grid."""
    look = theme.active()
    grid.setVerticalSpacing(look.px(8))
    grid.setHorizontalSpacing(look.px(20 if columns > 1 else 8))
    paired = is_paired(fields)
    for column in range(2):
        grid.setColumnStretch(column, _BESIDE_STRETCH[column] if paired else int(column < columns))
