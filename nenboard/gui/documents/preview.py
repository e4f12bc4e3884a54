"""A PDF on the screen: pages, zoom, whole page; drawn from memory on the database thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.documents.pages import Picture, render
from nenboard.gui.page import Services
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

_STEP: Final = 1.25
_SMALLEST: Final = 0.25
_LARGEST: Final = 4.0


class Preview(QWidget):
    """Shows one page at a time, or the document as text; keys: + - 0, PgUp, PgDn, T."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("pdf_preview")
        self._services = services
        self._pdf = b""
        self._page = 0
        self._count = 0
        self._zoom = 0.0
        self._size = (1.0, 1.0)
        self.text = ""
        self._paper = QLabel()
        self._paper.setObjectName("pdf_page")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setObjectName("pdf_scroll")
        self.area.setAccessibleName(_("Preview"))
        self.area.setProperty("surface", "window")
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self._paper)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(80)
        self._again.timeout.connect(self._draw)
        self.twin = QPlainTextEdit()
        self.twin.setObjectName("pdf_twin")
        self.twin.setReadOnly(True)
        self.twin.setTabChangesFocus(True)
        self.twin.setAccessibleName(_("The document as text"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.twin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bar())
        column.addWidget(self.stack, 1)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(6))
        self._where = label("", "small", name="pdf_where")
        self._before = self._button(_("Previous page"), "PgUp", lambda: self.turn(-1))
        self._after = self._button(_("Next page"), "PgDn", lambda: self.turn(1))
        row.addWidget(self._where)
        row.addWidget(self._before)
        row.addWidget(self._after)
        row.addStretch(1)
        self.as_text = self._button(_("As text"), "T", self.turn_to_text)
        self.as_text.setCheckable(True)
        row.addWidget(self.as_text)
        row.addWidget(self._button(_("Smaller"), "-", lambda: self.zoom(1 / _STEP)))
        row.addWidget(self._button(_("Larger"), "+", lambda: self.zoom(_STEP)))
        row.addWidget(self._button(_("Whole page"), "0", self.fit))
        return row

    def _button(self, words: str, keys: str, act: Callable[[], None]) -> KeyButton:
        made = KeyButton(words, keys=keys, name=f"pdf_{keys}")
        made.setProperty("small", True)
        made.clicked.connect(lambda _on=False: act())
        return made

    def load(self, pdf: bytes, text: str) -> None:
        """Show a document from its first page; `text` says the same for who does not see it."""
        self._pdf, self._page = pdf, 0
        self.twin.setPlainText(text)
        self._draw()

    def turn_to_text(self) -> None:
        """Show the document as text, or its pages again."""
        shows_text = self.stack.currentWidget() is self.area
        self.as_text.setChecked(shows_text)
        shown = self.twin if shows_text else self.area
        self.stack.setCurrentWidget(shown)
        shown.setFocus()

    def turn(self, step: int) -> None:
        """Another page."""
        wanted = min(max(self._page + step, 0), max(self._count - 1, 0))
        if wanted != self._page:
            self._page = wanted
            self._draw()

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        self._zoom = min(max((self._zoom or self._fitting()) * factor, _SMALLEST), _LARGEST)
        self._draw()

    def fit(self) -> None:
        """The whole page in the window."""
        self._zoom = 0.0
        self._draw()

    def _fitting(self) -> float:
        room = self.area.viewport().size()
        width, height = self._size
        across, down = (room.width() - 16) / width, (room.height() - 16) / height
        return min(max(min(across, down), _SMALLEST), _LARGEST)

    def _draw(self) -> None:
        if not self._pdf:
            return
        pdf, page = self._pdf, self._page
        ratio = self.devicePixelRatioF()
        scale = (self._zoom or self._fitting()) * ratio
        self._services.run(
            lambda _job: render(pdf, page, pixels_per_point=scale), done=self._show, owner=self
        )

    def _show(self, picture: Picture) -> None:
        self._count = len(picture.sizes)
        size = picture.sizes[self._page]
        is_new = self._size != (size.width, size.height)
        self._size = (size.width, size.height)
        self.text = picture.text
        pixmap = QPixmap.fromImage(picture.image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(pixmap)
        self._paper.setAccessibleName(picture.text)
        self._paper.adjustSize()
        words = _("Page {page} of {count}").format(page=self._page + 1, count=self._count)
        self._where.setText(words)
        self._before.setVisible(self._count > 1)
        self._after.setVisible(self._count > 1)
        if is_new and not self._zoom:
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits the window keeps fitting it."""
        super().resizeEvent(event)
        if not self._zoom and self._pdf:
            self._again.start()

    def hideEvent(self, event: object) -> None:
        """Nothing is drawn for a page that is not seen."""
        self._again.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and turn pages."""
        keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / _STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_T: self.turn_to_text,
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
        }
        act = keys.get(Qt.Key(event.key()))
        if act is not None and not event.modifiers():
            act()
        else:
            super().keyPressEvent(event)
