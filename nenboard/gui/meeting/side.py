"""What stands at the side of the room's screen: fitness, wishes, and what is missing."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from nenboard.domain.readiness import OpenItem, State
from nenboard.gui import icons
from nenboard.gui.case_edit.strip_words import fitness_parts, wishes_words
from nenboard.gui.meeting.banner import RoomChip
from nenboard.gui.meeting.look import room_label, room_words
from nenboard.gui.theme import Theme
from nenboard.gui.widgets.chips import ChipLook, missing_look
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.workflow.room import Subject

_MARGIN: Final = 22


class RoomSide(QWidget):
    """Fitness and wishes always stand here; of what is missing, what does not fit is counted."""

    def __init__(self, subject: "Subject", look: Theme) -> None:
        super().__init__()
        self.setObjectName("room_side")
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        # It follows the room it gets; its words never make the screen higher.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        margin = look.px(_MARGIN)
        self._column.setContentsMargins(margin, look.px(18), margin, look.px(14))
        self._column.setSpacing(look.px(4))
        case = subject.stored.case
        self._column.addWidget(_Headed("heart", _("Fitness"), look))
        for part in fitness_parts(case):
            self._column.addWidget(room_words(_capital(part), "body"))
        self._column.addSpacing(look.px(12))
        self._column.addWidget(_Headed("wish", _("Wishes"), look))
        self._column.addWidget(room_words(wishes_words(case), "body", name="room_wishes"))
        self._column.addSpacing(look.px(12))
        self._column.addWidget(room_label(_("Missing"), "strong"))
        self._missing = [self._open(item) for item in subject.missing]
        for row in self._missing or [room_words(_("Nothing the board needs."), "body")]:
            self._column.addWidget(row)
        self._more = room_label("", "quiet", name="room_more_missing")
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        shows = _to_show(case)
        self._show = room_words(shows, "quiet", name="room_images")
        self._column.addWidget(self._show)
        self._show.setVisible(bool(shows))

    def _open(self, item: OpenItem) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, self._look.px(2))
        row.setSpacing(self._look.px(8))
        row.addWidget(RoomChip(_state_look(item), self._look), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(room_words(item.item.label, "body"), 1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many of the missing items as there is room for; the rest is counted."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._count(0)
        self._show.setVisible(bool(self._show.text()))
        if self._column.heightForWidth(self.width()) > self.height():
            self._show.hide()
        room = self.height() - self._column.heightForWidth(self.width())
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        gap, shown = self._column.spacing(), 0
        for row in self._missing:
            room -= max(row.heightForWidth(width), row.sizeHint().height()) + gap
            if room < 0:
                break
            shown += 1
        self._count(shown)

    def _count(self, shown: int) -> None:
        for number, row in enumerate(self._missing):
            row.setVisible(number < shown)
        more = len(self._missing) - shown
        words = _("and {count} more") if shown else _("{count} items")
        self._more.setText(words.format(count=more))
        self._more.setVisible(bool(more))
        self._column.invalidate()


class _Headed(QWidget):
    """A heading with an icon."""

    def __init__(self, icon: str, title: str, look: Theme) -> None:
        super().__init__()
        self._icon = icon
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(28), 0, 0, 0)
        row.addWidget(room_label(title, "strong"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        side = self._look.px(19)
        spot = QRectF(0, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), self._icon, spot, self._look.colour("text"))


def _state_look(item: OpenItem) -> ChipLook:
    if item.state is State.STALE:
        words = _("{days} days old").format(days=item.age_days)
        return ChipLook(words, icon="warning", tone="warning")
    return missing_look("pending" if item.state is State.PENDING else "")


def _capital(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]


def _to_show(case: "Case") -> str:
    """What has to be shown, as the referral says it."""
    referral = case.referral
    parts = (
        (_("Images: {what}."), referral.images_to_show),
        (_("Slides: {what}."), referral.slides_to_show),
    )
    return " ".join(text.format(what=what.strip().rstrip(".")) for text, what in parts if what)
