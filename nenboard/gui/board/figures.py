"""Five figures over the agenda: will the meeting work? Each opens its rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.board import words
from nenboard.gui.widgets.sizing import keep
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.workflow.board_page import Board


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
    return (_listed(board), _ready(board), _time(board), _quorum(board), _actions(board))


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
        self.setObjectName(f"figure_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keep(self, self.setFixedHeight, 56)

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

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(theme.active().px(150), theme.active().px(56))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(theme.active().px(110), theme.active().px(56))

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
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        top = QRectF(left, look.px(7), right - left, look.px(17))
        painter.drawText(top, aligned, figure.name)
        font = look.font("title", numbers=True)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        low = QRectF(left, look.px(25), right - left, look.px(25))
        painter.drawText(low, aligned, figure.value)
        left += QFontMetrics(font).horizontalAdvance(figure.value) + look.px(8)
        small = look.font("caption", weight=500 if figure.is_loud else 400)
        painter.setFont(small)
        colour = look.colour("warning" if figure.is_loud else "text2")
        if figure.is_loud and right - left > look.px(40):
            side = look.px(13)
            spot = QRectF(left, low.center().y() - side / 2 + 1, side, side)
            icons.paint(painter, "warning", spot, colour)
            left += side + look.px(4)
        painter.setPen(colour)
        shown = QFontMetrics(small).elidedText(
            figure.note, Qt.TextElideMode.ElideRight, int(max(right - left, 0))
        )
        painter.drawText(
            QRectF(left, low.top() + 1, max(right - left, 0), low.height()), aligned, shown
        )


class Figures(QWidget):
    """Five of them in a row; `opened` carries the key of the one pressed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(10))
        self.buttons: dict[str, FigureButton] = {}
        for key in ("list", "ready", "time", "quorum", "actions"):
            button = FigureButton(key)
            button.clicked.connect(lambda _on=False, name=key: self.opened.emit(name))
            self.buttons[key] = button
            row.addWidget(button)

    def show_snapshot(self, shown: "Snapshot") -> None:
        """Show the figures of a meeting."""
        for figure in figures_of(shown):
            self.buttons[figure.key].show_figure(figure)
