"""The new-case dialog: four fields, a duplicate check while typing, then the case itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.case_list import words
from nenboard.gui.case_list.new_person import number_problem
from nenboard.gui.desk import NewPerson
from nenboard.gui.page import Change, Services
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import CaseRow

_CHECK_AFTER_MS = 300
_QUESTION_TAB = "person"


def ask_new_case(services: Services, parent: QWidget) -> "NewCaseDialog":
    """Open the dialog; the case is stored and opened when the user says so."""
    dialog = NewCaseDialog(services, parent)
    dialog.open()
    return dialog


class NewCaseDialog(QDialog):
    """Number, name, birth date, sex. Possible duplicates are shown, never merged."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.active()
        self._services = services
        self._ticket: Ticket | None = None
        self.setObjectName("new_case_dialog")
        self.setWindowTitle(_("New case"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(look.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(18))
        column.setSpacing(look.px(10))
        column.addWidget(label(_("New case"), "title"))
        self._build_fields(column)
        self.message = InlineMessage(name="new_case_message")
        column.addWidget(self.message)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_CHECK_AFTER_MS)
        self._pause.timeout.connect(self._look_for_alike)
        for field in (self.national, self.hospital, self.family, self.given, self.birth):
            field.textChanged.connect(self._typed)
        self.national.setFocus()
        self._typed()

    def _build_fields(self, column: QVBoxLayout) -> None:
        self.national = _line("new_case_national", 16)
        self.hospital = _line("new_case_hospital", 40)
        self.family = _line("new_case_family", 200)
        self.given = _line("new_case_given", 200)
        self.birth = _line("new_case_birth", 20)
        self.birth.setPlaceholderText(_("7-Feb-1965, 1965-02-07, 1965"))
        self.sex = QComboBox()
        self.sex.setObjectName("new_case_sex")
        self.sex.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for code, text in _sexes():
            self.sex.addItem(text, code)
        self.national_row = FieldRow(_("NHS &No."), self.national, stacked=True)
        self.birth_row = FieldRow(_("&Birth date"), self.birth, stacked=True)
        column.addLayout(
            _pair(self.national_row, FieldRow(_("&Hospital No."), self.hospital, stacked=True))
        )
        column.addLayout(
            _pair(
                FieldRow(_("&Family name"), self.family, stacked=True),
                FieldRow(_("&Given name"), self.given, stacked=True),
            )
        )
        column.addLayout(_pair(self.birth_row, FieldRow(_("&Sex"), self.sex, stacked=True)))
        column.addWidget(
            paragraph(_("One number and the family name are needed; the rest can follow."), "small")
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = KeyButton(_("Cancel"), keys="Esc", name="new_case_cancel")
        cancel.clicked.connect(self.reject)
        self.create_button = KeyButton(
            _("Create case"), keys="Enter", kind="primary", name="new_case_create"
        )
        self.create_button.setDefault(True)
        self.create_button.clicked.connect(self._create)
        row.addWidget(cancel)
        row.addWidget(self.create_button)
        return row

    def person(self) -> NewPerson:
        """What is typed, with the birth date as it is stored."""
        return NewPerson(
            family=self.family.text().strip(),
            given=self.given.text().strip(),
            birth_date=self._birth_date()[0],
            sex=self.sex.currentData() or "",
            national_number=self.national.text().replace(" ", ""),
            hospital_number=self.hospital.text().strip(),
        )

    def _birth_date(self) -> tuple[str, str]:
        """The stored form of the birth date, and what is wrong with it."""
        typed = self.birth.text().strip()
        if not typed:
            return "", ""
        from nenboard.domain.dates import PartialDate
        from nenboard.gui.case_edit.read_dates import read_date

        reading = read_date(typed)
        if isinstance(reading.value, PartialDate) and not reading.problem:
            return str(reading.value), ""
        offered = _(" or ").join(choice.words for choice in reading.choices)
        return "", reading.problem or offered or _("This is not a date.")

    def _typed(self) -> None:
        problem = number_problem(self.national.text())
        self.national_row.show_message(problem, "query" if problem else "ok")
        stored, wrong = self._birth_date()
        said = wrong or (words.date_text(stored) if stored else "")
        self.birth_row.show_message(said, "invalid" if wrong else "ok")
        person = self.person()
        number = person.national_number or person.hospital_number
        self.create_button.setEnabled(bool(person.family and number and not wrong))
        self._pause.start()

    def _look_for_alike(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        person, desk = self.person(), self._services.desk

        def work(_job: Job) -> "tuple[CaseRow, ...]":
            return desk.alike(person)

        self._ticket = self._services.run(
            work, done=self._show_alike, failed=self._refused, owner=self
        )

    def _show_alike(self, rows: "tuple[CaseRow, ...]") -> None:
        if not rows:
            self.message.clear()
            return
        row = rows[0]
        text = _(
            "Perhaps the same person: {name}, born {date}, {key}. Nothing is merged; a new case "
            "stays a case of its own."
        ).format(
            name=words.patient(row),
            date=words.date_text(row.birth_date) or _("not known"),
            key=row.case_id,
        )
        actions = ((_("Open that case"), lambda: self._open(row.case_id)),)
        self.message.show_text(text, kind="query", actions=actions)

    def _open(self, case_id: str) -> None:
        self.accept()
        self._services.open_case(case_id)

    def _create(self) -> None:
        if not self.create_button.isEnabled():
            return
        self.create_button.setEnabled(False)
        person, desk = self.person(), self._services.desk

        def work(_job: Job) -> str:
            return desk.create_case(person)

        self._services.run(work, done=self._created, failed=self._refused, owner=self)

    def _created(self, case_id: str) -> None:
        self.accept()
        self._services.published(Change("case", (case_id,)))
        self._services.open_case(case_id, _QUESTION_TAB)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
        else:
            self.message.show_text(sentence, kind="problem")
        self._typed()


def _line(name: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(longest)
    return made


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.active().px(14))
    for widget in (left, right):
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row


def _sexes() -> tuple[tuple[str, str], ...]:
    from nenboard.domain.terms import Sex
    from nenboard.host.labels import label as words_of

    return (("", _("Not recorded")), *((sex.value, words_of(sex)) for sex in Sex))
