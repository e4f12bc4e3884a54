"""The agenda as a table: one row for each line, values that are worked out already."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nenboard.gui.board.lines import BREAK, CASE, Line
from nenboard.host.language import _

LINE: Final = int(Qt.ItemDataRole.UserRole)
COLUMNS: Final = ("number", "patient", "tumour", "question", "triage", "readiness", "minutes")
RIGHT: Final = frozenset({"number", "minutes"})
Index = QModelIndex | QPersistentModelIndex


def heading(column: str) -> str:
    """The words over a column."""
    return {
        "number": _("No."),
        "patient": _("Patient"),
        "tumour": _("Tumour"),
        "question": _("Question"),
        "triage": _("Triage"),
        "readiness": _("Readiness, items"),
        "minutes": _("Min"),
    }[column]


class AgendaModel(QAbstractTableModel):
    """The lines of an agenda; the page replaces them as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._has_outcomes = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows shown."""
        return self._lines

    def show_lines(self, lines: tuple[Line, ...], *, has_outcomes: bool = False) -> None:
        """Show other rows; of a meeting that began, outcomes stand in the place of readiness."""
        self.beginResetModel()
        self._lines, self._has_outcomes = lines, has_outcomes
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, case_id: str, kind: str = CASE) -> int:
        """Where a case, or the break after it, stands; -1 if it does not."""
        places = (
            n for n, one in enumerate(self._lines) if (one.case_id, one.kind) == (case_id, kind)
        )
        return next(places, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Cases and breaks."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a cell; LINE gives the whole row."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line, column)
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell_text(line, column) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return line.said()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """The words over a column; the key of the case beside a row, for screen readers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _side(COLUMNS[section])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            column = COLUMNS[section]
            is_outcome = self._has_outcomes and column == "readiness"
            return _("Outcome") if is_outcome else heading(column)
        line = self.line(section)
        return line.case_id if line is not None else None


def cell_text(line: Line, column: str) -> str:
    """The words of a cell in one line."""
    if line.kind == BREAK:
        return line.patient[0] if column == "patient" else ""
    cells = {
        "number": (line.number,),
        "patient": line.patient,
        "tumour": line.tumour,
        "question": (line.question,),
        "triage": (line.triage_words, line.triage_note),
        "readiness": (line.status_words, line.answered, line.items),
        "minutes": (line.minutes, line.starts),
    }[column]
    return ", ".join(part for part in cells if part)


def _side(column: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
