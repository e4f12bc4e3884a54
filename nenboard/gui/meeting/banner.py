"""The banner of meeting mode: who this is about, which case it is, and the timer."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui.meeting.look import SMALLEST_PX, room_label, room_words
from nenboard.gui.theme import Theme
from nenboard.gui.widgets.banner import Identity, initials, last_three
from nenboard.gui.widgets.chips import ChipLook, chip_size, paint_chip
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.texts import set_state
from nenboard.host.language import _

_MANY: Final = 60
_WIDEST_NAME: Final = 420


class RoomChip(QWidget):
    """A chip in the look of the room."""

    def __init__(self, shown: ChipLook, look: Theme) -> None:
        super().__init__()
        self._shown = shown
        self._look = look._replace(scale=look.scale * SMALLEST_PX / Theme().text_px("caption"))
        self.setAccessibleName(shown.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The room of the chip."""
        return chip_size(self._shown, self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        paint_chip(QPainter(self), QRectF(self.rect()), self._shown, at=self._look)


class RoomBanner(QWidget):
    """Identity at the left, case and timer at the right. Values are never cut; facts wrap."""

    def __init__(self, who: Identity, look: Theme, *, place: str, names_hidden: bool) -> None:
        super().__init__()
        self.setObjectName("room_banner")
        self._look = look
        self._is_dead = who.died is not None
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(28), look.px(8), look.px(28), look.px(10))
        row.setSpacing(look.px(24))
        self.name = initials(who.family, who.given) if names_hidden else who.name()
        row.addWidget(self._named())
        middle = QVBoxLayout()
        middle.setSpacing(look.px(6))
        facts = self._facts(who, names_hidden=names_hidden)
        middle.addWidget(facts)
        self._add_chips(who, facts, below=middle)
        row.addLayout(middle, 1)
        row.addWidget(room_label(place, "strong", name="room_place"))
        self.timer = room_label("", "timer", name="room_timer")
        self.planned = room_label("", "quiet", name="room_planned")
        row.addWidget(self.timer)
        row.addWidget(self.planned)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _named(self) -> QWidget:
        made = room_words(self.name, "name", name="room_name")
        made.ensurePolished()
        wanted = QFontMetrics(self._look.font("meeting_question", weight=700))
        most = self._look.px(_WIDEST_NAME)
        made.setFixedWidth(min(wanted.horizontalAdvance(self.name) + self._look.px(4), most))
        return made

    def _facts(self, who: Identity, *, names_hidden: bool) -> Flow:
        made = Flow(gap=self._look.px(22), name="room_facts")
        for words, value, is_number in _facts_of(who):
            shown = last_three(value) if value and is_number and names_hidden else value
            made.flow.addWidget(_fact(words, shown or _("Not known")))
        return made

    def _add_chips(self, who: Identity, facts: Flow, *, below: QVBoxLayout) -> None:
        """The mark of a synthetic person beside the facts; a warning below them, with the mark."""
        mark = ChipLook(_("SYNTHETIC PERSON"), tone="synthetic", outline="solid")
        if who.same_name:
            warned = Flow(gap=self._look.px(8), name="room_chips")
            warning = ChipLook(who.same_name, icon="warning", tone="warning")
            warned.flow.addWidget(RoomChip(warning, self._look))
            if who.is_synthetic:
                warned.flow.addWidget(RoomChip(mark, self._look))
            below.addWidget(warned)
        elif who.is_synthetic:
            facts.flow.addWidget(self._level(RoomChip(mark, self._look)))

    def _level(self, chip: RoomChip) -> QWidget:
        """The chip at the height of the facts beside it."""
        made = QWidget()
        row = QVBoxLayout(made)
        row.setContentsMargins(0, self._look.px(10), 0, 0)
        row.addWidget(chip)
        return made

    def show_time(self, seconds: int, planned_minutes: int) -> None:
        """The time spent on the case, grey, and bold once it is what was planned."""
        self.timer.setText(clock_words(seconds))
        over = bool(planned_minutes) and seconds >= planned_minutes * _MANY
        set_state(self.timer, "room", "timer_over" if over else "timer")
        words = clock_words(planned_minutes * _MANY)
        self.planned.setText(_("of {time}").format(time=words) if planned_minutes else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Own ground and a line below; a dark line for a person who has died."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("banner"))
        height = self._look.px(5) if self._is_dead else 2
        edge = self._look.colour("text" if self._is_dead else "primary")
        painter.fillRect(0, self.height() - height, self.width(), height, edge)


def clock_words(seconds: int) -> str:
    """Minutes and seconds: 04:12."""
    minutes, rest = divmod(seconds, _MANY)
    return f"{minutes:02d}:{rest:02d}"


def _facts_of(who: Identity) -> tuple[tuple[str, str | None, bool], ...]:
    died = ((_("Died"), who.died, False),) if who.died is not None else ()
    return (
        (_("Born"), who.born, False),
        *died,
        (_("Sex"), who.sex, False),
        (_("NHS No."), who.national_number, True),
        (_("Hospital No."), who.hospital_number, True),
    )


def _fact(words: str, value: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{words} {value}")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(room_label(words, "quiet"))
    column.addWidget(room_label(value, "strong"))
    return made
