"""One line of the coordinator's window: quorum, unfinished cases, what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.meeting.agenda import patient_words
from nenboard.gui.meeting.people import quorum_words
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene


class InfoLine(QWidget):
    """What the coordinator wants to know between two keys."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("meeting_info")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(3), look.px(16), look.px(5))
        row.setSpacing(look.px(20))
        self.room = label("", "small", name="meeting_room_state")
        self.quorum = label("", "small", name="meeting_quorum")
        self.unfinished = label("", "small", name="meeting_unfinished")
        self.following = label("", "small", name="meeting_next")
        for widget in (self.room, self.quorum, self.unfinished):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.following)

    def show_scene(self, scene: "Scene", *, names_hidden: bool, two_screens: bool) -> None:
        """Say it of a meeting as it stands."""
        hidden = _("Room screen: drafts hidden")
        self.room.setText(hidden if two_screens else _("One screen: the room sees the draft"))
        self.quorum.setText(quorum_words(scene.quorum))
        numbers = ", ".join(
            str(line.number)
            for line in scene.lines
            if line.is_unfinished and line is not scene.place
        )
        said = _("Unfinished: {numbers}").format(numbers=numbers) if numbers else ""
        self.unfinished.setText(said)
        self.unfinished.setVisible(bool(numbers))
        self.following.setText(_following(scene, names_hidden=names_hidden))


def _following(scene: "Scene", *, names_hidden: bool) -> str:
    line, parts = scene.next_line, []
    if line is None:
        parts.append(_("This is the last case. E: end of the meeting."))
    else:
        name = patient_words(line, names_hidden=names_hidden)
        parts.append(_("Next: {name}.").format(name=name))
    if scene.pause is not None:
        number = scene.number_of(scene.pause.after)
        parts.append(_("Break after case {number}.").format(number=number))
    return " ".join(parts)
