"""Before a meeting begins: when and where it is, who is there, and the button that starts it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.meeting.people import PeopleTable
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene

_WIDTH = 760


class StartFace(QWidget):
    """`start_wanted` begins the meeting; `left` goes back; `marked` marks a person."""

    start_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("meeting_start")
        self.setProperty("surface", "window")
        self.title = label("", "title", name="meeting_start_title")
        self.about = paragraph("", "muted", name="meeting_start_about")
        self.warning = paragraph("", "warning", name="meeting_start_warning")
        self.people = PeopleTable()
        self.button = KeyButton(
            _("Start the meeting"), keys="Enter", kind="primary", name="meeting_start_button"
        )
        self.button.setDefault(True)
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.start_wanted)
        back = KeyButton(_("Not now"), keys="Esc", name="meeting_start_back")
        back.clicked.connect(self.left)
        card = Card(_("Attendance"), note=_("Space: is there   A: apologies"), name="card_people")
        card.body.addWidget(self.people)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.button)
        content = QWidget()
        keep(content, content.setMaximumWidth, _WIDTH)
        column = QVBoxLayout(content)
        column.setSpacing(look.px(10))
        for widget in (self.title, self.about, self.warning):
            column.addWidget(widget)
        column.addWidget(card, 1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(28), look.px(16), look.px(28))
        row.addStretch(1)
        row.addWidget(content, 100)
        row.addStretch(1)

    def show_scene(self, scene: "Scene") -> None:
        """Show a meeting that was not started, or is over."""
        from nenboard.workflow import clock

        found = scene.meeting
        is_over = found.finished is not None
        self.title.setText(_("Meeting of {day}").format(day=found.date.text))
        count = len(scene.lines)
        cases = counted("{count} case", "{count} cases", count=count).format(count=count)
        chair = _("Chair: {name}").format(name=found.chair) if found.chair else ""
        parts = (cases, found.place or "", chair)
        self.about.setText(". ".join(part for part in parts if part) + ".")
        self.warning.setText(_warning(scene, is_today=found.date.latest == clock.today()))
        self.warning.setVisible(bool(self.warning.text()))
        self.button.setVisible(not is_over)
        self.people.show_scene(scene)


def _warning(scene: "Scene", *, is_today: bool) -> str:
    if scene.meeting.finished is not None:
        return _("This meeting is over. Its outcomes can be signed on the Board.")
    if not scene.lines:
        return _("No case is on the agenda yet.")
    if not is_today:
        return _("This meeting is planned for another day. Starting it notes today as its start.")
    return ""
