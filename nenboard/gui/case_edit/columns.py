"""Boxes of fields in one column or two, read down and then across."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.form_field import Kind

_TWO_FROM: Final = 980
_BESIDE_STRETCH: Final = (2, 1)


def column_count(width: int) -> int:
    """Two columns where there is room for two labels and two editors."""
    return 2 if width >= theme.active().px(_TWO_FROM) else 1


def arrange(grid: QGridLayout, boxes: Sequence[FieldBox], columns: int) -> int:
    """Place the boxes; returns the number of rows used. Boxes beside others share their row."""
    look = theme.active()
    grid.setVerticalSpacing(look.px(8))
    grid.setHorizontalSpacing(look.px(20 if columns > 1 else 8))
    rows = _rows_of(boxes)
    paired = any(len(row) > 1 for row in rows)
    per_column = len(rows) if paired else -(-len(rows) // columns)
    for at, row in enumerate(rows):
        for offset, box in enumerate(row):
            grid.addWidget(box, at % per_column, at // per_column + offset)
    for column in range(2):
        used = paired or column < columns
        grid.setColumnStretch(column, _BESIDE_STRETCH[column] if paired else int(used))
    return per_column


def _rows_of(boxes: Sequence[FieldBox]) -> list[list[QWidget]]:
    rows: list[list[QWidget]] = []
    for box in boxes:
        if box.field.kind is Kind.BESIDE and rows:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows
