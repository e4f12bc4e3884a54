"""What a kind of missing asks for: who answers and by when if pending, otherwise the reason."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from nenboard.domain.dates import PartialDate
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.gui import theme
from nenboard.gui.case_edit.places import EditRefused, checked
from nenboard.gui.case_edit.read_dates import read_date
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.widgets.texts import set_state
from nenboard.host.language import _

_ASKED: Final = {Missing.PENDING: ("owner", "due")}


class Particulars(QWidget):
    """One line of small fields below an editor; each is stored when it is left."""

    def __init__(self, session: EditSession, name: str) -> None:
        super().__init__()
        self._session = session
        self._path = ""
        self._kind: Missing | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(6))
        words = {"owner": _("Who answers"), "due": _("Due"), "reason": _("Reason, optional")}
        self._edits = {key: self._edit(key, name, said) for key, said in words.items()}
        for edit in self._edits.values():
            row.addWidget(edit)

    def _edit(self, key: str, name: str, words: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(f"{key}_{name}")
        edit.setPlaceholderText(words)
        edit.setAccessibleName(words)
        edit.editingFinished.connect(lambda: self._take(key))
        return edit

    def show_gap(self, path: str, kind: Missing) -> None:
        """Show what is recorded about the gap of a field."""
        self._path, self._kind = path, kind
        gap = self._session.case.gap(path)
        for key, edit in self._edits.items():
            edit.setVisible(key in _ASKED.get(kind, ("reason",)))
            if not edit.isModified():
                edit.setText(_text(getattr(gap, key, None)))

    def _take(self, key: str) -> None:
        edit = self._edits[key]
        if not edit.isModified() or self._kind is None:
            return
        text = edit.text().strip()
        value: object = text or None
        if key == "due" and text:
            reading = read_date(text, self._session.habits)
            if not isinstance(reading.value, PartialDate):
                self._complain(edit, reading.problem)
                return
            value = reading.value
        self._put(key, value)

    def _put(self, key: str, value: object) -> None:
        known = self._session.case.gap(self._path)
        content = known.model_dump() if known is not None else {"path": self._path}
        edit = self._edits[key]
        try:
            gap = checked(Gap, {**content, "kind": self._kind, key: value})
        except EditRefused as refused:
            self._complain(edit, str(refused))
            return
        edit.setModified(False)
        self._complain(edit, "")
        label = _("Say more about what is missing")
        self._session.describe_gap(gap, label=label)
        self._session.left()

    def _complain(self, edit: QLineEdit, problem: str) -> None:
        edit.setToolTip(problem)
        edit.setAccessibleDescription(problem)
        set_state(edit, "severity", "invalid" if problem else "ok")


def _text(value: object) -> str:
    return value.text if isinstance(value, PartialDate) else str(value or "")
