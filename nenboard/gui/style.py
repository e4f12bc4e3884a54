"""Fusion with the marks of the design: focus ring, tick boxes, radio buttons, arrows."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleOption,
    QStyleOptionHeader,
    QWidget,
)

from nenboard.gui import icons, theme

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag


class NenStyle(QProxyStyle):
    """Draws what a style sheet cannot: indicators in the colours and shapes of the design."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the elements of the design, and leave the others to Fusion."""
        if element == _Element.PE_FrameFocusRect:
            return
        if element == _Element.PE_IndicatorCheckBox:
            _draw_box(option, painter, radius=3.0)
        elif element == _Element.PE_IndicatorRadioButton:
            _draw_box(option, painter, radius=0.0)
        elif element == _Element.PE_IndicatorHeaderArrow:
            _draw_sort_mark(option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)


def _draw_box(option: QStyleOption, painter: QPainter, *, radius: float) -> None:
    """A tick box, or a radio button when the radius is 0."""
    look = theme.active()
    enabled = bool(option.state & _State.State_Enabled)
    is_on = bool(option.state & _State.State_On)
    is_partial = bool(option.state & _State.State_NoChange)
    side = min(option.rect.width(), option.rect.height())
    box = QRectF(QRect(option.rect.topLeft(), option.rect.bottomRight()))
    box = QRectF(box.left() + 0.5, box.top() + 0.5, side - 1.0, side - 1.0)
    filled = enabled and (is_on or is_partial)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    border = "primary" if filled else ("control" if enabled else "line")
    painter.setPen(QPen(look.colour(border), 1.0))
    painter.setBrush(look.colour("primary" if filled else "surface"))
    corner = radius or side / 2
    painter.drawRoundedRect(box, corner, corner)
    mark = look.colour("onPrimary" if filled else "disabled")
    if is_on and radius:
        icons.paint(painter, "tick", box.adjusted(1, 1, -1, -1), mark)
    elif is_on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(mark))
        painter.drawEllipse(box.center(), side / 5, side / 5)
    elif is_partial:
        painter.setPen(QPen(mark, 2.0))
        painter.drawLine(box.center() - QPointF(3, 0), box.center() + QPointF(3, 0))
    painter.restore()


def _draw_sort_mark(option: QStyleOption, painter: QPainter) -> None:
    """A triangle that points up while the order rises."""
    look = theme.active()
    if not isinstance(option, QStyleOptionHeader):
        return
    rises = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortDown
    half = look.px(4)
    middle = QRectF(option.rect).center()
    tip, base = (-half, half) if rises else (half, -half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("text2"))
    corners = [(0, tip), (half, base), (-half, base)]
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    painter.restore()


class FocusRing(QWidget):
    """A ring of two pixels, one pixel away from the control that has the focus.

    It lies on the window, or on the content of the scroll area the control is in, so that no
    layout around the control cuts it off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []

    def surround(self, control: QWidget | None) -> None:
        """Lie around a control; None hides the ring."""
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._around = control
        if control is None:
            self.hide()
            return
        ground = _ground_of(control)
        step: QWidget | None = control
        while step is not None and step is not ground:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self.setParent(ground)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along with the control."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        control = self._around
        ground = self.parentWidget()
        if control is None or ground is None or not shiboken6.isValid(control):
            return
        corner = control.mapTo(ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, control.size()).adjusted(-3, -3, 3, 3))
        self.setVisible(control.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring just inside its own edge."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("focus"), 2.0))
        radius = look.radius("control") + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


def _ground_of(control: QWidget) -> QWidget:
    """The window, or the content of the innermost scroll area."""
    step = control
    while (parent := step.parentWidget()) is not None and not step.isWindow():
        if isinstance(parent.parentWidget(), QScrollArea):
            return step
        step = parent
    return step


class FocusFollower(QObject):
    """Keeps the focus ring on whatever control has the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.surround(new)

    def surround(self, new: QWidget | None) -> None:
        """Put the ring around a control that takes keys; away from everything else."""
        if new is not None and _shows_ring(new):
            self._living_ring().surround(new)
        elif self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.surround(None)

    def _living_ring(self) -> FocusRing:
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing()
        return self._ring


def dress(app: QApplication) -> None:
    """Give the application the style of the design and the focus ring."""
    app.setStyle(NenStyle())
    follower = FocusFollower(app)
    follower.surround(app.focusWidget())


def _shows_ring(widget: QWidget) -> bool:
    return not widget.isWindow() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
