"""The course of a case as a picture: one stop of the focus, walked and zoomed by keys."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui import theme
from nenboard.gui.course.brush import Brush
from nenboard.gui.course.inks import inks_of
from nenboard.gui.course.tip import Tip
from nenboard.gui.course.walk import Walk, hit
from nenboard.host.language import _, counted
from nenboard.reports.sayings import Saying

if TYPE_CHECKING:
    from nenboard.reports.chart_canvas import Spot
    from nenboard.reports.values import Timeline
    from nenboard.workflow.overview import Chart

Span = tuple[date, date]
_SMALLEST_PT: Final = 7.5
_TYPE: Final = "label"
_SLACK: Final = 2.5
_NARROWEST: Final = 620
_LEAST_DAYS: Final = 60
_DRAGGED: Final = 12
_ENDLESS: Final = 10_000.0


class CourseView(QWidget):
    """Draws a timeline as the documents do. `opened` gives the place of the mark chosen."""

    opened = Signal(str)
    chosen = Signal(object)
    drawn = Signal()

    def __init__(self, *, rows: tuple[str, ...] = (), name: str = "course") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rows = rows
        self._timeline: Timeline | None = None
        self._span: Span | None = None
        self._picture: QPixmap | None = None
        self._drag: tuple[float, float] | None = None
        self._hovered: Spot | None = None
        self.chart: Chart | None = None
        self.most = 0
        self.walk = Walk(())
        self.tip = Tip(self)

    def look(self) -> theme.Theme:
        """The look it is drawn in: the one in use."""
        return theme.active()

    @property
    def scale(self) -> float:
        """Pixels to a point: the smallest type of the documents becomes that of a label here."""
        return self.look().text_px(_TYPE) / _SMALLEST_PT

    @property
    def span(self) -> Span | None:
        """The stretch shown; None for the whole course."""
        return self._span

    def show_timeline(self, timeline: "Timeline") -> None:
        """Draw a course; the mark chosen stays chosen if it is still there."""
        kept = self.walk.spot.says[0].place if self.walk.spot is not None else ""
        self._timeline = timeline
        self._lay_out()
        if kept:
            self.walk.choose(kept)

    def mark(self, place: str) -> None:
        """Show which mark belongs to a place of the case."""
        self.walk.choose(place)
        self.update()

    def _lay_out(self) -> None:
        from nenboard.workflow import overview

        if self._timeline is None or self.width() < 2:
            return
        rows = self._rows or overview.ROWS
        width = max(self.width(), self.look().px(_NARROWEST)) / self.scale
        least = overview.course_chart(self._timeline, width, span=self._span, rows=rows)
        self._claim(round(least.drawing.height * self.scale) + 2)
        self.most = round(least.height_for(_ENDLESS) * self.scale) + 2
        room = least.height_for(self.height() / self.scale)
        self.chart = overview.course_chart(
            self._timeline, width, height=room, span=self._span, rows=rows
        )
        self.walk = Walk(self.chart.spots)
        self._picture = None
        self._hovered = None
        self.tip.hide()
        self._say_all()
        self.update()
        self.drawn.emit()

    def _claim(self, least: int) -> None:
        """Ask for the height that the chart needs at its least."""
        self.setMinimumHeight(least)

    def sizeHint(self) -> QSize:
        """As high as the chart at its least; more room is used up to `most`."""
        if self.chart is None:
            return QSize(self.look().px(_NARROWEST), self.look().px(120))
        return QSize(self.look().px(_NARROWEST), self.minimumHeight())

    def _say_all(self) -> None:
        """The summary sentence, for screen readers."""
        count = self.walk.count
        words = counted("{count} mark", "{count} marks", count=count).format(count=count)
        until = self._timeline.until_label if self._timeline is not None else ""
        self.setAccessibleName(
            _("Course of disease, {marks}, {until}").format(marks=words, until=until)
        )
        self.setAccessibleDescription(_("Arrow keys: marks; Enter: where it is entered; T: table"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width gives another layout."""
        super().resizeEvent(event)
        kept = self.walk.at
        self._lay_out()
        if kept is not None and kept[0] < len(self.walk.rows):
            self.walk.at = (kept[0], min(kept[1], len(self.walk.rows[kept[0]]) - 1))

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs another picture, a new scale another layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, the mark chosen, and the stretch being dragged."""
        if self.chart is None:
            return
        if self._picture is None:
            self._picture = self._paint_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.look()
        for spot in {id(s): s for s in (self._hovered, self.walk.spot) if s is not None}.values():
            painter.setPen(QPen(look.colour("focus"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect_of(spot), look.px(4), look.px(4))
        if self._drag is not None:
            left, right = sorted(self._drag)
            ground = QColor(look.colour("focus"))
            ground.setAlphaF(0.2)
            painter.fillRect(QRectF(left, 0, right - left, self.height()), ground)

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        look = self.look()
        picture.fill(look.colour("surface"))
        assert self.chart is not None  # noqa: S101 - asked by the caller
        painter = QPainter(picture)
        Brush(painter, inks_of(look), scale=self.scale).paint(self.chart.drawing)
        painter.end()
        return picture

    def rect_of(self, spot: "Spot") -> QRectF:
        """Where a mark stands, with a little room, in pixels."""
        k = self.scale
        box = QRectF(
            (spot.x - spot.half) * k, (spot.y - spot.tall) * k, 2 * spot.half * k, 2 * spot.tall * k
        )
        return box.adjusted(-3, -2, 3, 2)

    def _show(self, spot: "Spot | None") -> None:
        """Choose a mark: ring, tip and the words for screen readers."""
        if spot is None:
            return
        at, count = self.walk.place_words()
        words = ". ".join(said.sentence for said in spot.says)
        row = spot.says[0].row
        told = _("{row}: {words}, {at} of {count}").format(row=row, words=words, at=at, count=count)
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        self.tip.show_at(spot.says, around=self.rect_of(spot))
        self.chosen.emit(spot.says[0])
        self.update()

    def said(self) -> tuple[Saying, ...]:
        """What the mark chosen says."""
        return self.walk.spot.says if self.walk.spot is not None else ()

    def zoom(self, factor: float) -> None:
        """Show a shorter or longer stretch around the mark chosen; the whole course at its end."""
        if self.chart is None or self._timeline is None:
            return
        axis = self.chart.axis
        days = max(round((axis.last - axis.first).days * factor), _LEAST_DAYS)
        spot = self.walk.spot
        day = spot.says[0].day if spot is not None else None
        middle = day.middle if day is not None else axis.first + (axis.last - axis.first) / 2
        self.show_span((middle - timedelta(days=days // 2), middle + timedelta(days=days // 2)))

    def show_span(self, span: Span | None) -> None:
        """Show a stretch of the course; None or one that is as long as the course shows it all."""
        whole = self._whole()
        if span is not None and whole is not None:
            length = span[1] - span[0]
            first = min(max(span[0], whole[0]), max(whole[1] - length, whole[0]))
            span = (first, min(first + length, whole[1]))
            if span == whole:
                span = None
        kept = self.said()
        self._span = span
        self._lay_out()
        if kept and kept[0].place:
            self.walk.choose(kept[0].place)
        self._show(self.walk.spot)

    def _whole(self) -> Span | None:
        from nenboard.workflow import overview

        if self._timeline is None:
            return None
        axis = overview.course_chart(self._timeline, 400.0, rows=("treatment",)).axis
        return axis.first, axis.last

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, R and + zoom in, - out, 0 shows all, Enter opens, Esc closes the tip."""
        keys = Qt.Key
        walks = {
            keys.Key_Right: lambda: self.walk.along(1),
            keys.Key_Left: lambda: self.walk.along(-1),
            keys.Key_Down: lambda: self.walk.across(1),
            keys.Key_Up: lambda: self.walk.across(-1),
            keys.Key_Home: lambda: self.walk.end(last=False),
            keys.Key_End: lambda: self.walk.end(last=True),
        }
        zooms = {keys.Key_R: 0.5, keys.Key_Plus: 0.5, keys.Key_Minus: 2.0}
        key = Qt.Key(event.key())
        if key in walks and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._hovered = None
            self._show(walks[key]())
        elif key in zooms and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(zooms[key])
        elif key == keys.Key_0 and not event.modifiers():
            self.show_span(None)
        elif key in (keys.Key_Return, keys.Key_Enter) and self.said():
            self._open()
        elif key == keys.Key_Escape and (self.tip.isVisible() or self.walk.at is not None):
            self._forget()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        place = self.said()[0].place if self.said() else ""
        if place:
            self.opened.emit(place)

    def _forget(self) -> None:
        self.walk.at = None
        self.tip.hide()
        self._say_all()
        self.update()

    def focusInEvent(self, event: QEvent) -> None:
        """Nothing is chosen by entering; the first arrow does that."""
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """The tip belongs to the focus."""
        self.tip.hide()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mark under the pointer shows its tip; a drag marks a stretch."""
        if self._drag is not None:
            self._drag = (self._drag[0], event.position().x())
            self.update()
            return
        spot = self._under(event.position())
        if spot is self._hovered:
            return
        self._hovered = spot
        if spot is not None:
            self.tip.show_at(spot.says, around=self.rect_of(spot))
        else:
            self.tip.hide()
        self.update()

    def _under(self, at: QPointF) -> "Spot | None":
        k = self.scale
        spots = self.chart.spots if self.chart is not None else ()
        return hit(spots, at.x() / k, y=at.y() / k, slack=_SLACK)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses a mark, or begins to mark a stretch."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self._under(event.position())
        if spot is not None:
            self.walk.take(spot)
            self._show(spot)
        else:
            self._drag = (event.position().x(), event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stretch that was dragged is shown."""
        drag, self._drag = self._drag, None
        self.update()
        if drag is not None and abs(drag[1] - drag[0]) > _DRAGGED and self.chart is not None:
            left, right = sorted(drag)
            self.show_span((self._day_at(left), self._day_at(right)))

    def _day_at(self, x: float) -> date:
        assert self.chart is not None  # noqa: S101 - asked by the caller
        axis = self.chart.axis
        share = (x / self.scale - axis.left) / (axis.right - axis.left)
        share = min(max(share, 0.0), 1.0)
        return axis.first + timedelta(days=round((axis.last - axis.first).days * share))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Where the mark is entered."""
        if self._under(event.position()) is not None:
            self._open()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        self._hovered = None
        if self.walk.at is None or not self.hasFocus():
            self.tip.hide()
        self.update()
