"""Icons: one-colour SVG files, drawn in a colour of the theme at the size and scale asked for."""

from functools import lru_cache
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QToolButton
from shiboken6 import isValid

from nenboard.gui import theme
from nenboard.host import resources

_SHARPNESS = 2.0
_NAME = "icon_name"
_COLOUR = "icon_colour"
_dressed: WeakSet[QPushButton | QToolButton] = WeakSet()
"""Buttons with an icon. Asking Qt for every widget would touch those it is just taking down."""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = _SHARPNESS) -> QPixmap:
    """An icon in a colour (#RRGGBB), `size` logical pixels square; needs an application."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon in a named colour of the theme, greyed when disabled."""
    look = theme.active()
    size = look.size("icon")
    made = QIcon(pixmap(name, look.hex(colour), size))
    made.addPixmap(pixmap(name, look.hex("disabled"), size), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The mark of the program in the sizes a desktop asks for."""
    made = QIcon()
    for size in (16, 32, 64):
        made.addPixmap(pixmap("nenboard", "#000000", size, 1.0))
    return made


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a square of a painter."""
    ratio = painter.device().devicePixelRatioF()
    image = pixmap(name, colour.name(), max(1, round(rect.width())), max(ratio, 1.0))
    painter.drawPixmap(rect.topLeft(), image)


def dress(button: QPushButton | QToolButton, name: str, colour: str = "text") -> None:
    """Give a button an icon that follows the theme."""
    button.setProperty(_NAME, name)
    button.setProperty(_COLOUR, colour)
    _dressed.add(button)
    _redress(button)


def redress_all() -> None:
    """Draw the icons of all buttons again, after the theme has changed."""
    for button in tuple(_dressed):
        if isValid(button):
            _redress(button)


def _redress(button: QPushButton | QToolButton) -> None:
    button.setIcon(icon(button.property(_NAME), button.property(_COLOUR)))
