"""Prints the recovery key on paper, twice; it is never written to a file by the program."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from nenboard.gui import theme
from nenboard.host.language import _


def print_recovery_key(key: str, parent: QWidget) -> None:
    """Ask for a printer, then print two copies."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("nenboard")
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: draw_key(key, printer))
    dialog.show()


def draw_key(key: str, printer: QPrinter) -> None:
    """Draw the key twice on one page, to be cut apart."""
    painter = QPainter(printer)
    page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    for half in (0, 1):
        room = QRectF(0, half * page.height() / 2, page.width(), page.height() / 2)
        _draw_copy(painter, room, key)
    painter.end()


def _draw_copy(painter: QPainter, room: QRectF, key: str) -> None:
    inner = room.adjusted(room.width() * 0.08, room.height() * 0.1, -room.width() * 0.08, 0)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    texts = (
        (_("nenboard: recovery key of a registry"), 14, 0.0),
        (key, 16, 0.2),
        (_("Keep it apart from the registry. Who holds it can open the registry."), 10, 0.45),
    )
    for text, points, place in texts:
        font = QFont(theme.family())
        font.setPointSize(points)
        painter.setFont(font)
        painter.drawText(inner.adjusted(0, inner.height() * place, 0, 0), int(flags), text)
