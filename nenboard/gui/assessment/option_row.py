"""One option: strength with its shape and word, reason, basis, cautions, and its evidence."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.view import EvidenceLine, OptionView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import StrengthLabel
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _

STRENGTH_WIDTH = 176


class OptionRow(QFrame):
    """A row that takes the cursor; E or Enter shows or hides what stands behind the option."""

    step_asked = Signal(int)
    library_asked = Signal(object)

    def __init__(self, option: OptionView) -> None:
        super().__init__()
        self.option = option
        self.setObjectName(f"option_{option.code}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_spoken(option))
        look = theme.active()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        side = QVBoxLayout()
        self.strength = StrengthLabel(option.strength)
        side.addWidget(self.strength)
        side.addStretch(1)
        holder = QWidget()
        keep(holder, holder.setFixedWidth, STRENGTH_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        row.addWidget(holder)
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        row.addLayout(column, 1)
        self._fill(column)
        self._more = self._behind()
        column.addWidget(self._more)
        self._more.hide()

    def _fill(self, column: QVBoxLayout) -> None:
        option = self.option
        head = QHBoxLayout()
        head.addWidget(paragraph(option.label, "strong"), 1)
        basis = label(f"{option.code}, {option.basis}", "small")
        basis.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        head.addWidget(basis, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        said = " ".join(part for part in (option.reason, option.changed) if part)
        if said:
            column.addWidget(paragraph(said, "small"))
        if option.waits:
            column.addWidget(IconLine("pending", option.waits))
        for caution in option.cautions:
            column.addWidget(IconLine("warning", caution))
        if option.check_first:
            words = _("Check first: {facts}").format(facts=option.check_first)
            column.addWidget(IconLine("info", words, tone="info"))

    def _behind(self) -> QWidget:
        """Evidence, footnotes and sources."""
        option = self.option
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.active().px(4), 0, 0)
        column.setSpacing(theme.active().px(4))
        for line in option.evidence:
            column.addWidget(_evidence_box(line))
        if not option.evidence:
            words = _("No row in the tables of the review; see its references.")
            column.addWidget(paragraph(words, "small"))
        else:
            column.addWidget(self._library_button(), 0, Qt.AlignmentFlag.AlignLeft)
        for note in option.footnotes:
            column.addWidget(paragraph(_("Footnote {note}").format(note=note), "small"))
        column.addWidget(paragraph(_("Source: {text}").format(text=option.sources), "small"))
        return made

    def _library_button(self) -> KeyButton:
        """Leads to the rows in the evidence library."""
        button = KeyButton(
            _("Open these rows in the evidence library"),
            icon="evidence",
            kind="quiet",
            name=f"library_{self.option.code}",
        )
        button.clicked.connect(lambda _on=False: self.library_asked.emit(self.option))
        return button

    @property
    def is_open(self) -> bool:
        """Whether what stands behind the option is shown."""
        return not self._more.isHidden()

    def set_open(self, shown: bool) -> None:
        """Show or hide evidence, footnotes and sources."""
        self._more.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from option to option, E and Enter open one."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.set_open(not self.is_open)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the option."""
        self.setFocus()
        self.set_open(not self.is_open)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row is coloured while it has the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No colour without the cursor."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line below."""
        look = theme.active()
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), look.colour("selection"))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, look.colour("line"))


class _Evidence(QFrame):
    """The box of a study."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("surface"))
        corner = look.radius("control")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def _evidence_box(line: EvidenceLine) -> QWidget:
    box = _Evidence()
    look = theme.active()
    column = QVBoxLayout(box)
    column.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
    column.setSpacing(0)
    column.addWidget(selectable(paragraph(line.title, "label")))
    if line.figures:
        column.addWidget(selectable(paragraph(line.figures, "small")))
    if line.remark:
        words = _("Source check: {text}").format(text=line.remark)
        column.addWidget(selectable(paragraph(words, "warning")))
    return box


def _spoken(option: OptionView) -> str:
    """The whole option in one sentence, for screen readers."""
    from nenboard.gui.widgets.chips import strength_look

    check = (
        _("Check first: {facts}.").format(facts=option.check_first) if option.check_first else ""
    )
    parts = (
        strength_look(option.strength).text,
        option.label,
        option.reason,
        option.changed,
        option.waits,
        *option.cautions,
        check if option.check_first else "",
        option.basis,
    )
    return ". ".join(part.rstrip(".") for part in parts if part)
