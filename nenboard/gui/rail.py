"""The rail: pages at the top, open cases below, settings and lock at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the rail: the key of its page, its words, icon and keys."""

    key: str
    text: str
    icon: str = ""
    keys: str = ""


class RailButton(QToolButton):
    """One entry: bar, bold text and own ground when it is the current page."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_folded = False
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setObjectName(f"rail_{entry.key}")
        self.show_entry(entry)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: Entry) -> None:
        """Show the words of an entry."""
        self.entry = entry
        self.setText(entry.text)
        self.setAccessibleName(entry.text)
        self.setToolTip(f"{entry.text} ({entry.keys})" if entry.keys else entry.text)

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, or icon and text."""
        self._is_folded = folded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole width of the rail."""
        look = theme.active()
        width = look.size("rail_collapsed" if self._is_folded else "rail_expanded") - look.px(16)
        return QSize(width, look.px(34 if self.entry.icon else 30))

    def minimumSizeHint(self) -> QSize:
        """As the size hint: the rail is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, icon, text."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.isChecked()
        if current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("railActive"))
            painter.setOpacity(1.0 if current else 0.5)
            painter.drawRoundedRect(QRectF(self.rect()), look.px(4), look.px(4))
            painter.setOpacity(1.0)
        if current:
            painter.fillRect(0, 0, look.px(3), self.height(), theme.Theme("dark").colour("focus"))
        self._paint_words(painter, current=current)

    def _paint_words(self, painter: QPainter, *, current: bool) -> None:
        look = theme.active()
        ink = look.colour("railActiveText" if current else "railText")
        left = float(look.px(10))
        if self.entry.icon:
            side = look.size("icon")
            x = (self.width() - side) / 2 if self._is_folded else left
            icons.paint(
                painter, self.entry.icon, QRectF(x, (self.height() - side) / 2, side, side), ink
            )
            left += side + look.px(10)
        if self._is_folded and self.entry.icon:
            return
        right = float(self.width() - look.px(8))
        painter.setPen(ink)
        if self.entry.keys:
            painter.setFont(look.font("caption"))
            painter.drawText(
                QRectF(0, 0, right, self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                self.entry.keys,
            )
            right -= QFontMetrics(painter.font()).horizontalAdvance(self.entry.keys) + look.px(6)
        role = "body" if self.entry.icon else "label"
        painter.setFont(look.font(role, weight=600 if current else 400))
        room = max(0.0, right - left)
        words = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(
            QRectF(left, 0, room, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )


class Rail(QToolBar):
    """Vertical navigation; `chosen` carries the key of the entry."""

    chosen = Signal(str)

    def __init__(
        self, pages: Sequence[Entry], foot: Sequence[Entry], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Navigation"), parent)
        self.setObjectName("rail")
        self.setAccessibleName(_("Navigation"))
        self.setOrientation(Qt.Orientation.Vertical)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._buttons: dict[str, RailButton] = {}
        self._cases: list[RailButton] = []
        self._is_folded = False
        for entry in pages:
            self._add(entry)
        self._heading: QLabel = label(_("Open cases"), name="rail_open_cases")
        self._heading_action = self.addWidget(self._heading)
        self._heading_action.setVisible(False)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._space_action = self.addWidget(space)
        for entry in foot:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        button = RailButton(entry)
        button.clicked.connect(lambda _checked=False, key=entry.key: self._press(key))
        self._buttons[entry.key] = button
        self.addWidget(button)

    def _press(self, key: str) -> None:
        self.chosen.emit(key)

    def set_current(self, key: str) -> None:
        """Mark the entry of the page that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        for button in self._cases:
            button.setChecked(button.entry.key == key)

    def set_cases(self, entries: Sequence[Entry], current: str) -> None:
        """Show the open cases, in the order they were opened."""
        wanted = {entry.key: entry for entry in entries}
        for button in [each for each in self._cases if each.entry.key not in wanted]:
            self._forget(button)
        for button in self._cases:
            button.show_entry(wanted.pop(button.entry.key))
        for entry in wanted.values():
            self._cases.append(self._case_button(entry))
        self.set_current(current)
        self.fold(self._is_folded)

    def _case_button(self, entry: Entry) -> RailButton:
        button = RailButton(entry)
        button.clicked.connect(lambda _checked=False, key=entry.key: self._press(key))
        self.insertWidget(self._space_action, button)
        return button

    def _forget(self, button: RailButton) -> None:
        for action in [each for each in self.actions() if self.widgetForAction(each) is button]:
            self.removeAction(action)
        self._cases.remove(button)
        button.deleteLater()

    def fold(self, folded: bool) -> None:
        """Narrow windows show icons alone; open cases are then reached by Ctrl+Tab."""
        self._is_folded = folded
        for button in self._buttons.values():
            button.set_folded(folded)
        self._heading_action.setVisible(bool(self._cases) and not folded)
        for action in self.actions():
            if self.widgetForAction(action) in self._cases:
                action.setVisible(not folded)
