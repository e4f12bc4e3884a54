"""Which meeting a pack is made for: one that is planned, or a new one with the chosen cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.gui.page import Change, Services
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.dates import PartialDate
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting to choose: its key, its words, and how many cases."""

    id: str
    words: str
    cases: int


class MeetingDialog(QDialog):
    """Choose a meeting, or give the day of a new one; `case_ids` are put on its agenda."""

    def __init__(
        self,
        services: Services,
        case_ids: tuple[str, ...],
        chosen: Callable[[MeetingChoice], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_dialog")
        self.setWindowTitle(_("Export pack"))
        self._services, self._case_ids, self._chosen = services, case_ids, chosen
        self._choices: tuple[MeetingChoice, ...] = ()
        self._build()
        services.run(lambda _job: meetings(services.desk.registry), done=self._offer, owner=self)

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(10))
        column.addWidget(label(_("Export pack"), "title"))
        count = len(self._case_ids)
        words = counted("{count} case is chosen.", "{count} cases are chosen.", count=count)
        column.addWidget(paragraph(words.format(count=count), "small"))
        self.meeting = QComboBox()
        self.meeting.setObjectName("pack_meeting")
        self.meeting.currentIndexChanged.connect(self._turn)
        column.addWidget(FieldRow(_("Meeting"), self.meeting))
        self.day = QLineEdit()
        self.day.setObjectName("pack_day")
        self.day_row = FieldRow(_("Day of the meeting"), self.day)
        column.addWidget(self.day_row)
        self.message = InlineMessage("", kind="problem", name="pack_message")
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.addStretch(1)
        leave = KeyButton(_("Cancel"), keys="Esc", name="pack_cancel")
        leave.clicked.connect(self.reject)
        self.go = KeyButton(_("Next"), keys="Enter", kind="primary", name="pack_next")
        self.go.setDefault(True)
        self.go.clicked.connect(self._next)
        row.addWidget(leave)
        row.addWidget(self.go)
        column.addLayout(row)
        self.resize(look.px(560), self.sizeHint().height())

    def _offer(self, choices: tuple[MeetingChoice, ...]) -> None:
        self._choices = choices
        self.meeting.clear()
        for choice in choices:
            self.meeting.addItem(f"{choice.words} ({choice.cases})")
        if self._case_ids:
            self.meeting.addItem(_("A new meeting with the chosen cases"))
            self.meeting.setCurrentIndex(len(choices))
        self.go.setEnabled(self.meeting.count() > 0)
        if not self.meeting.count():
            self.message.show_text(_("No meeting is planned, and no case is chosen."), kind="info")
        self._turn()

    def _turn(self) -> None:
        is_new = self.meeting.currentIndex() >= len(self._choices)
        self.day_row.setVisible(is_new and self.meeting.count() > 0)

    def _next(self) -> None:
        at = self.meeting.currentIndex()
        if at < len(self._choices):
            self.accept()
            self._chosen(self._choices[at])
            return
        from nenboard.domain.dates import PartialDate
        from nenboard.workflow import clock

        reading = read_date(self.day.text(), Habits(today=clock.today()))
        if not isinstance(reading.value, PartialDate):
            self.day_row.show_message(reading.problem, "invalid")
            self.day.setFocus()
            return
        self._plan(reading.value)

    def _plan(self, day: "PartialDate") -> None:
        desk, case_ids = self._services.desk, self._case_ids
        self._services.run(
            lambda _job: plan(desk.registry, day, case_ids),
            done=self._planned,
            failed=self._failed,
            owner=self,
        )

    def _planned(self, choice: MeetingChoice) -> None:
        self._services.published(Change("meeting", self._case_ids))
        self.accept()
        self._chosen(choice)

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The meeting could not be planned. The registry is safe.")
        self.message.show_text(sentence, kind="problem")


def meetings(registry: "Registry") -> tuple[MeetingChoice, ...]:
    """The meetings of the registry, newest first; on the database thread."""
    from nenboard.workflow import meeting

    return tuple(choice_of(stored) for stored in meeting.all_meetings(registry))


def plan(registry: "Registry", day: "PartialDate", case_ids: tuple[str, ...]) -> MeetingChoice:
    """A new meeting with these cases on its agenda, and deferred ones that come back."""
    from nenboard.domain.board import AgendaItem
    from nenboard.workflow import meeting, returns

    new = meeting.usual_meeting(registry, day)
    agenda = tuple(AgendaItem(case_id=case_id) for case_id in case_ids)
    planned = new.model_copy(update={"agenda": agenda})
    return choice_of(returns.plan(registry, planned))


def choice_of(stored: "StoredMeeting") -> MeetingChoice:
    """A stored meeting as it can be chosen."""
    return MeetingChoice(
        id=stored.meeting.id,
        words=_("the meeting of {date}").format(date=stored.meeting.date.text),
        cases=len(stored.meeting.agenda),
    )
