"""The table of studies: sections as printed, a line for each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study
    from nenboard.reports.plot_values import PlotRow

LINE: Final = int(Qt.ItemDataRole.UserRole)
SORT: Final = LINE + 1
COLUMNS: Final = ("study", "design", "n", "treatment", "plot", "orr", "pfs", "os")
PLOT: Final = COLUMNS.index("plot")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: the title of a section, or a row with its cells and its plot."""

    title: str
    study: "Study | None" = None
    cells: tuple[str, ...] = ()
    plot: "PlotRow | None" = None

    @property
    def is_section(self) -> bool:
        """Whether it is the title of a section."""
        return self.study is None


def lines_of(studies: "Sequence[Study]") -> tuple[Line, ...]:
    """The lines that show these rows."""
    from nenboard.workflow.evidence_plot import describe
    from nenboard.workflow.evidence_words import cell_words

    plots = {row.id: row for group in describe(studies).groups for row in group.rows}
    lines: list[Line] = []
    section = ""
    for study in studies:
        if study.section != section:
            section = study.section
            lines.append(Line(section))
        plot = plots[study.id]
        responses = "; ".join(mark.words for mark in plot.marks if mark) or _("not reported")
        cells = (
            study.title,
            design_words(study),
            study.n.printed,
            " v ".join(arm.regimen for arm in study.arms),
            responses,
            cell_words(study, "orr"),
            cell_words(study, "pfs"),
            cell_words(study, "os"),
        )
        lines.append(Line(study.title, study, cells, plot))
    return tuple(lines)


def design_words(study: "Study") -> str:
    """The phase as printed; registries and retrospective series in one word."""
    kinds = {"registry": _("Registry"), "retrospective": _("Retrospective")}
    return kinds.get(study.design_kind, study.design)


class StudyModel(QAbstractTableModel):
    """Values for the view; printed order is kept and nothing is sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._n_heading = "N"

    def show_lines(self, lines: tuple[Line, ...], *, n_heading: str) -> None:
        """Show these lines; `n_heading` explains the brackets of the N column."""
        self.beginResetModel()
        self._lines = lines
        self._n_heading = n_heading
        self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self._lines

    def row_of(self, study_id: str) -> int:
        """Where a study stands; -1 if it is not shown."""
        for row, line in enumerate(self._lines):
            if line.study is not None and line.study.id == study_id:
                return row
        return -1

    def study(self, row: int) -> "Study | None":
        """The study in a line."""
        return self._lines[row].study if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The title of a section cannot be chosen."""
        if index.isValid() and self._lines[index.row()].is_section:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a cell; LINE gives the whole line, SORT its place in the table."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if line.is_section:
                return line.title if index.column() == 0 else None
            return line.cells[index.column()]
        if role == LINE:
            return line
        return index.row() if role == SORT else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """The words over a column; the id of the study beside a row, for screen readers."""
        if orientation == Qt.Orientation.Vertical:
            study = self.study(section)
            return study.id if study and role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "n":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[section] == "n":
            return self._n_heading
        return heading(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None


def heading(column: str) -> str:
    """The words over a column."""
    return {
        "study": _("Study, as printed"),
        "design": _("Phase"),
        "n": "N",
        "treatment": _("Treatment"),
        "plot": _("Response with 95 % interval"),
        "orr": _("Response, %"),
        "pfs": _("PFS, months"),
        "os": _("OS, months"),
    }[column]
