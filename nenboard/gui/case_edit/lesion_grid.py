"""Diameters as a grid: a row for each lesion, a column for each day, and the sum of the targets."""

from decimal import Decimal
from typing import Final, cast

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from nenboard.domain.dates import PartialDate
from nenboard.domain.imaging import Lesion, Measurement
from nenboard.domain.missing import Missing
from nenboard.domain.response.of_case import size_of
from nenboard.gui.case_edit.draft import Rough
from nenboard.gui.case_edit.editors import FieldEditor, LineEditor
from nenboard.gui.case_edit.lesion_rows import Row, derived_rows
from nenboard.gui.case_edit.read_numbers import read_number
from nenboard.gui.case_edit.reading import DOT_CODES, missing_code
from nenboard.gui.case_edit.rows_model import MISSING_ROLE, Index, RowsDelegate
from nenboard.gui.case_edit.session import EditSession
from nenboard.host.labels import missing_label, number_text
from nenboard.host.language import _

_ROOT = QModelIndex()
_MOST_MM: Final = 1000
_WITH: Final = "with"
_SMALL: Final = frozenset({"ts", "too small", "small"})


class LesionModel(QAbstractTableModel):
    """Lesions across days, the sum where every target was measured, and what follows from it."""

    def __init__(self, session: EditSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.days: tuple[PartialDate, ...] = ()
        self.lesions: tuple[Lesion, ...] = ()
        self.derived: tuple[Row, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """The draft has changed."""
        lesions = self._session.case.lesions
        found = {str(m.date): m.date for lesion in lesions for m in lesion.measurements}
        days = tuple(found[key] for key in sorted(found))
        today = self._session.habits.today
        derived = derived_rows(self._session.case, today) if today is not None else ()
        if days == self.days and len(lesions) == len(self.lesions):
            self.lesions, self.derived = lesions, derived
            if lesions:
                last = self.index(self.rowCount() - 1, len(days))
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lesions, self.days, self.derived = lesions, days, derived
        self.endResetModel()

    def measured(self, row: int, column: int) -> Measurement | None:
        """The measurement of a lesion on a day."""
        if not 0 <= row < len(self.lesions) or not 0 < column <= len(self.days):
            return None
        day = self.days[column - 1]
        return next((m for m in self.lesions[row].measurements if m.date == day), None)

    def path_at(self, row: int, column: int) -> str:
        """The path of a measured diameter; a measurement that is not there comes last."""
        rows = self.lesions[row].measurements
        day = self.days[column - 1]
        at = next((i for i, m in enumerate(rows) if m.date == day), len(rows))
        return f"lesions.{row}.measurements.{at}.mm"

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Lesions, the sum, and what follows from it."""
        if parent.isValid() or not self.lesions:
            return 0
        return len(self.lesions) + 1 + len(self.derived)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The name, and the days."""
        return 0 if parent.isValid() else len(self.days) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Diameters can be edited; names and the sum cannot."""
        base = super().flags(index)
        is_diameter = index.column() > 0 and index.row() < len(self.lesions)
        return base | Qt.ItemFlag.ItemIsEditable if index.isValid() and is_diameter else base

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Days across, above their numbers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.days[section - 1].text if section else _("Lesion, mm")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Diameter, sum or name."""
        if not index.isValid():
            return None
        if role == MISSING_ROLE:
            found = self.measured(index.row(), index.column())
            return found.mm if found is not None and isinstance(found.mm, Missing) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(index.row(), index.column()) or missing_label(None)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: int, column: int) -> str:
        if row >= len(self.lesions):
            return self._below(row - len(self.lesions), column)
        if not column:
            return lesion_name(self.lesions[row])
        rough = self._session.draft.rough.get(self.path_at(row, column))
        if rough is not None:
            return rough.text
        return _size_words(self.measured(row, column))

    def _below(self, row: int, column: int) -> str:
        """The sum, and what follows from it."""
        if not row:
            return self._sum(column) if column else _("Sum of targets")
        title, by_day = self.derived[row - 1]
        return by_day.get(self.days[column - 1], "") if column else title

    def _sum(self, column: int) -> str:
        """The sum in mm, only where every target was measured on that day."""
        found = [
            self.measured(row, column)
            for row, lesion in enumerate(self.lesions)
            if lesion.is_target
        ]
        sizes = [size_of(each) if each is not None else None for each in found]
        known = [size for size in sizes if isinstance(size, Decimal)]
        if not known or any(size is None for size in sizes):
            return _("not complete")
        return number_text(sum(known, Decimal(0)))

    def mark_of(self, index: Index) -> str:
        """Danger for text that is no number."""
        is_diameter = index.column() > 0 and index.row() < len(self.lesions)
        if is_diameter and self.path_at(index.row(), index.column()) in self._session.draft.rough:
            return "danger"
        return ""

    def put(self, row: int, column: int, text: str) -> None:
        """Take what was typed for a lesion on a day."""
        path = self.path_at(row, column)
        rows = self.lesions[row].measurements
        known = self.measured(row, column) or Measurement(date=self.days[column - 1])
        label = _("Change a diameter of {day}").format(day=self.days[column - 1].text)
        read = self._read(known, text)
        if isinstance(read, Rough):
            self._session.keep_rough(path, read, label=label)
            return
        others = tuple(m for m in rows if m.date != known.date)
        ordered = tuple(sorted((*others, read), key=lambda m: str(m.date)))
        place = f"lesions.{row}.measurements"
        self._session.put_all({place: ordered}, place=path, label=label)
        self._session.left()

    def remove_day(self, column: int) -> None:
        """Take a day out of every lesion as one step, which can be undone."""
        day = self.days[column - 1]
        values: dict[str, object] = {
            f"lesions.{row}.measurements": tuple(m for m in lesion.measurements if m.date != day)
            for row, lesion in enumerate(self.lesions)
            if any(m.date == day for m in lesion.measurements)
        }
        label = _("Remove the measurements of {day}").format(day=day.text)
        self._session.put_all(values, place="", label=label)
        self._session.left()
        said = _("Measurements of {day} removed.").format(day=day.text)
        self._session.services.offer_undo(said, self._session.undo)

    def _read(self, known: Measurement, text: str) -> Measurement | Rough:
        typed = text.strip().lower().removesuffix("mm").strip()
        blank = {"mm": None, "is_too_small": False, "parts": (), "merged_into": None}
        code = missing_code(typed)
        if typed in _SMALL:
            return known.model_copy(update={**blank, "is_too_small": True})
        if not typed or code is not None:
            return known.model_copy(update={**blank, "mm": code})
        if typed.startswith(_WITH):
            return self._read_merged(known.model_copy(update=blank), text)
        if "+" in typed:
            return self._read_parts(known.model_copy(update=blank), text)
        reading = read_number(typed)
        if reading.problem or not isinstance(reading.value, Decimal) or reading.value > _MOST_MM:
            return Rough(text, reading.problem or _("A diameter is at most 1000 mm."))
        return known.model_copy(update={**blank, "mm": reading.value})

    def _read_parts(self, blank: Measurement, text: str) -> Measurement | Rough:
        """A lesion that has split: its parts joined by plus signs."""
        readings = [
            read_number(part.strip()) for part in text.lower().removesuffix("mm").split("+")
        ]
        parts = [reading.value for reading in readings if isinstance(reading.value, Decimal)]
        if len(parts) < len(readings) or any(part > _MOST_MM for part in parts):
            return Rough(text, _("Write the parts of a split lesion as 12+9, in mm."))
        return blank.model_copy(update={"parts": tuple(parts)})

    def _read_merged(self, blank: Measurement, text: str) -> Measurement | Rough:
        """A lesion that has merged with another one: the key of that one."""
        asked = text.strip()[len(_WITH) :].strip().casefold()
        found = [each.id for each in self.lesions if asked == each.id.casefold()]
        if not found:
            keys = ", ".join(each.id for each in self.lesions)
            problem = _("Write the lesion it merged with, such as: with {key}. There are {keys}.")
            return Rough(text, problem.format(key=self.lesions[0].id, keys=keys))
        return blank.model_copy(update={"merged_into": found[0]})


def lesion_name(lesion: Lesion) -> str:
    """The organ of a lesion with its key, by which other lesions name it."""
    node = _(" (node)") if lesion.is_node else ""
    return f"{lesion.id}  {lesion.organ}{node}"


def _size_words(found: Measurement | None) -> str:
    """A measurement as typed: mm, parts, merged, too small; empty without one."""
    if found is None or isinstance(found.mm, Missing):
        return ""
    if found.merged_into is not None:
        return _("with {lesion}").format(lesion=found.merged_into)
    if found.parts:
        return "+".join(number_text(part) for part in found.parts)
    if found.is_too_small and found.mm is None:
        return _("too small")
    return number_text(found.mm) if found.mm is not None else ""


class LesionDelegate(RowsDelegate):
    """Edits a diameter in place; drawing is that of every table."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line; a dot code is taken at once."""
        model = cast("LesionModel", index.model())
        row, column = index.row(), index.column()
        editor = LineEditor(parent)
        editor.setObjectName("cell_diameter")
        name = _("{lesion} on {day}, mm")
        day = model.days[column - 1].text
        editor.setAccessibleName(name.format(lesion=lesion_name(model.lesions[row]), day=day))

        def picked(value: object) -> None:
            code = next((dot for dot, kind in DOT_CODES.items() if kind is value), "")
            self.closeEditor.emit(editor)
            model.put(row, column, code)

        editor.picked.connect(picked)
        editor.finished.connect(lambda text: model.put(row, column, text))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds, once."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        cast("FieldEditor", editor).show_state(text, None, None)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed."""
        text = cast("FieldEditor", editor).text_now()
        if text is not None:
            cast("LesionModel", model).put(index.row(), index.column(), text)
