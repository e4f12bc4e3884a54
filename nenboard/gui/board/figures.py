"""Five figures over the agenda: will the meeting work? Each opens its rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.board import words
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.workflow.board_page import Board


_ONE_ROW_FROM: Final = 720
_ALIGNED: Final = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it is of, the number, what stands beside it; `is_loud` warns."""

    key: str
    name: str
    value: str
    note: str = ""
    is_loud: bool = False


def figures_of(shown: "Snapshot") -> tuple[Figure, ...]:
    """List, readiness, time against budget, quorum, open actions."""
    if shown.board is None:
        return ()
    board = shown.board
    ready = _ready(board) if shown.meeting.started is None else _signed(shown)
    return (_listed(board), ready, _time(board), _quorum(board), _actions(board))


def _listed(board: "Board") -> Figure:
    triage = {code.value: count for code, count in board.triage.items()}
    discuss, total = triage.get("discuss", 0), sum(triage.values())
    note = _("{discuss} to discuss, {other} other").format(discuss=discuss, other=total - discuss)
    return Figure("list", _("On the list"), str(total), note)


def _ready(board: "Board") -> Figure:
    found = {status.value: count for status, count in board.to_discuss.items()}
    total = sum(found.values())
    parts = [
        _("{count} check").format(count=found.get("check", 0)) if found.get("check") else "",
        _("{count} blocked").format(count=found.get("blocked", 0)) if found.get("blocked") else "",
        _("{count} overridden").format(count=found["overridden"])
        if found.get("overridden")
        else "",
    ]
    value = _("{ready} of {total}").format(ready=found.get("ready", 0), total=total)
    note = ", ".join(part for part in parts if part)
    return Figure("ready", _("Ready to discuss"), value, note, is_loud=bool(found.get("blocked")))


def _signed(shown: "Snapshot") -> Figure:
    """Of a meeting that runs or is over: how many outcomes are recorded and signed."""
    total = len(shown.meeting.agenda)
    signed = sum(one.is_signed for one in shown.outcomes.values())
    value = _("{signed} of {total}").format(signed=signed, total=total)
    drafts = len(shown.outcomes) - signed
    note = _("signed, {count} not yet").format(count=drafts) if drafts else _("signed")
    is_over = shown.meeting.finished is not None
    return Figure("ready", _("Outcomes"), value, note, is_loud=is_over and signed < total)


def _time(board: "Board") -> Figure:
    plan, budget = board.plan, board.stored.meeting.minutes
    value = _("{minutes} min").format(minutes=plan.total)
    notes = [_("of {budget}").format(budget=budget) if budget is not None else _("no limit")]
    if plan.over:
        notes.append(_("{over} too long").format(over=plan.over))
    elif plan.breaks:
        notes.append(_("with a break") if budget is not None else _("a break in it"))
    return Figure("time", _("Time planned"), value, ", ".join(notes), is_loud=bool(plan.over))


def _quorum(board: "Board") -> Figure:
    quorum = board.quorum
    value = _("{met} of {wanted}").format(met=len(quorum.met), wanted=quorum.wanted)
    missing = [words.need(need) for need in quorum.missing]
    note = _("no {role}").format(role=missing[0].lower()) if missing else _("all roles")
    if len(missing) > 1:
        note = _("{count} roles open").format(count=len(missing))
    return Figure("quorum", _("Quorum"), value, note, is_loud=bool(missing))


def _actions(board: "Board") -> Figure:
    late = len(board.overdue)
    more = counted("{count} past its date", "{count} past their date", count=late)
    note = more.format(count=late) if late else _("none past its date")
    return Figure("actions", _("Open actions"), str(len(board.actions)), note, is_loud=bool(late))


class FigureButton(QAbstractButton):
    """One figure as a button: small name, large number, note."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Figure(key, "", "")
        self._is_tall = False
        self.setObjectName(f"figure_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def figure(self) -> Figure:
        """What it shows."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure = figure
        self.setAccessibleName(f"{figure.name}: {figure.value}, {figure.note}")
        self.setToolTip(figure.note)
        self.update()

    def fits_beside(self) -> bool:
        """Whether the note has room beside the number."""
        look = theme.active()
        value = QFontMetrics(look.font("title", numbers=True)).horizontalAdvance(self._figure.value)
        mark = look.px(17) if self._figure.is_loud else 0
        note = QFontMetrics(self._small()).horizontalAdvance(self._figure.note)
        return look.px(12 + 8 + 10) + value + mark + note <= self.width()

    def set_tall(self, tall: bool) -> None:
        """Put the note below the number, or beside it."""
        self._is_tall = tall
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines high, or three."""
        look = theme.active()
        return QSize(look.px(150), look.px(74 if self._is_tall else 56))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(theme.active().px(110), self.sizeHint().height())

    def _small(self) -> QFont:
        return theme.active().font("caption", weight=500 if self._figure.is_loud else 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a name and a number."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_over = self.underMouse() or self.isDown()
        painter.setPen(QPen(look.colour("primary" if is_over else "line"), 1.0))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5),
            look.radius("card"),
            look.radius("card"),
        )
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        look, figure = theme.active(), self._figure
        left, right = float(look.px(12)), float(self.width() - look.px(10))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        top = QRectF(left, look.px(7), right - left, look.px(17))
        painter.drawText(top, _ALIGNED, figure.name)
        font = look.font("title", numbers=True)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        low = QRectF(left, look.px(25), right - left, look.px(25))
        painter.drawText(low, _ALIGNED, figure.value)
        beside = QFontMetrics(font).horizontalAdvance(figure.value) + look.px(8)
        room = low.adjusted(beside, 1, 0, 1)
        if self._is_tall:
            room = QRectF(low.left(), low.bottom(), low.width(), look.px(17))
        self._paint_note(painter, room)

    def _paint_note(self, painter: QPainter, room: QRectF) -> None:
        look, figure, small = theme.active(), self._figure, self._small()
        colour = look.colour("warning" if figure.is_loud else "text2")
        if figure.is_loud:
            side = look.px(13)
            spot = QRectF(room.left(), room.center().y() - side / 2, side, side)
            icons.paint(painter, "warning", spot, colour)
            room = room.adjusted(side + look.px(4), 0, 0, 0)
        painter.setFont(small)
        painter.setPen(colour)
        width = int(max(room.width(), 0)) + 1
        note = QFontMetrics(small).elidedText(figure.note, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, _ALIGNED, note)


class Figures(QWidget):
    """Five of them in a row; `opened` carries the key of the one pressed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.active().px(10))
        self.buttons: dict[str, FigureButton] = {}
        for key in ("list", "ready", "time", "quorum", "actions"):
            button = FigureButton(key)
            button.clicked.connect(lambda _on=False, name=key: self.opened.emit(name))
            self.buttons[key] = button
            self._grid.addWidget(button, 0, len(self.buttons) - 1)

    def show_snapshot(self, shown: "Snapshot") -> None:
        """Show the figures of a meeting."""
        for figure in figures_of(shown):
            self.buttons[figure.key].show_figure(figure)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notes stand below where one has no room beside its number."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        across = 5 if self.width() >= theme.active().px(_ONE_ROW_FROM) else 3
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // across, place % across)
        tall = not all(button.fits_beside() for button in self.buttons.values())
        for button in self.buttons.values():
            button.set_tall(tall)
