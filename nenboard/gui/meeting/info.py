"""One line of the coordinator's window: quorum, unfinished cases, what comes next."""

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nenboard.gui import theme
from nenboard.gui.meeting.agenda import patient_words
from nenboard.gui.meeting.people import quorum_words
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene


LOCK_AFTER_MINUTES: Final = 60
"""Longer than elsewhere, because a discussion needs no key; said here (safety, section 5)."""


class InfoLine(QWidget):
    """What the coordinator wants to know between two keys."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("meeting_info")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(3), look.px(16), look.px(5))
        row.setSpacing(look.px(20))
        self.room = label("", "small", name="meeting_room_state")
        self.quorum = label("", "small", name="meeting_quorum")
        self.unfinished = label("", "small", name="meeting_unfinished")
        self.following = label("", "small", name="meeting_next")
        locks = _("Locks after {minutes} min without use").format(minutes=LOCK_AFTER_MINUTES)
        self.locks = label(locks, "small", name="meeting_locks")
        for widget in (self.room, self.locks, self.quorum, self.unfinished):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.following)

    def show_scene(self, scene: "Scene", *, names_hidden: bool, two_screens: bool) -> None:
        """Say it of a meeting as it stands."""
        hidden = _("Room screen: drafts hidden")
        self.room.setText(hidden if two_screens else _("One screen: the room sees the draft"))
        self.quorum.setText(quorum_words(scene.quorum))
        numbers = ranges(
            [one.number for one in scene.lines if one.is_unfinished and one is not scene.place]
        )
        said = _("Unfinished: {numbers}").format(numbers=numbers) if numbers else ""
        self.unfinished.setText(said)
        self.unfinished.setVisible(bool(numbers))
        self.following.setText(_following(scene, names_hidden=names_hidden))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room ends, what is said elsewhere as well leaves first."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        leaving = (self.locks, self.room, self.quorum)
        for words in leaving:
            words.show()
        for words in leaving:
            self._row.invalidate()
            if self._row.sizeHint().width() > self.width():
                words.hide()


def ranges(numbers: list[int]) -> str:
    """Ascending numbers, neighbours as ranges: 1-3, 5."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{p[0]}-{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)


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
