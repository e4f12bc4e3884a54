"""The editor of one fact in a what-if: a number to type or step, or a list of values."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from nenboard.algorithm.fact_rules import Input
from nenboard.algorithm.release import Release
from nenboard.gui.assessment.fact_words import answer_words
from nenboard.gui.assessment.line_words import one_words
from nenboard.gui.assessment.values import LINES
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label, set_state
from nenboard.host.labels import fact_label, fact_unit, number_text
from nenboard.host.language import _


class NumberBox(QLineEdit):
    """A number to type or to step with the arrows; empty is *not known*.

    `valueChanged` follows every number that the fact can be. Anything else is marked, kept as
    typed, and changes nothing.
    """

    valueChanged = Signal()

    def __init__(self, entry: Input) -> None:
        super().__init__()
        allowed = [one for one in entry.allowed or () if isinstance(one, int)]
        self._low = Decimal(entry.low if entry.low is not None else min(allowed))
        self._high = Decimal(entry.high if entry.high is not None else max(allowed))
        self._is_whole = entry.type == "int"
        self._number: Decimal | None = None
        self.setPlaceholderText(_("not known"))
        self.setObjectName(f"what_if_value_{entry.name}")
        self.setAccessibleName(fact_label(entry.name))
        self.textEdited.connect(self._read)

    def known(self) -> int | float | None:
        """The number; None for not known."""
        if self._number is None:
            return None
        return int(self._number) if self._number == int(self._number) else float(self._number)

    def show_number(self, value: object) -> None:
        """Show a number, or nothing for one that is not exactly known; no signal."""
        known = isinstance(value, int | float) and not isinstance(value, bool)
        self._number = Decimal(str(value)) if known else None
        self.setText("" if self._number is None else number_text(self._number))
        self._mark("")

    def step(self, by: int) -> None:
        """A step up or down, inside the limits of the fact."""
        start = self._low if self._number is None else self._number + by
        self._number = min(max(start, self._low), self._high)
        self.setText(number_text(self._number))
        self._mark("")
        self.valueChanged.emit()

    def _read(self, text: str) -> None:
        typed = text.strip().replace(",", ".").replace("−", "-")
        number: Decimal | None = None
        if typed:
            try:
                number = Decimal(typed)
            except InvalidOperation:
                self._mark(_("A number is needed."))
                return
            if not (number.is_finite() and self._low <= number <= self._high):
                words = _("It can be {low} to {high}.")
                self._mark(words.format(low=number_text(self._low), high=number_text(self._high)))
                return
            if self._is_whole and number != int(number):
                self._mark(_("A whole number is needed."))
                return
        self._number = number
        self._mark("")
        self.valueChanged.emit()

    def _mark(self, words: str) -> None:
        set_state(self, "severity", "invalid" if words else "ok")
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step by one, page keys by ten."""
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 10,
            Qt.Key.Key_PageDown: -10,
        }
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FactEditor(QWidget):
    """One fact with another value; `changed` at every key and step."""

    changed = Signal()

    def __init__(self, release: Release, fact: str, *, now: object) -> None:
        super().__init__()
        self.fact = fact
        entry = release.inputs[fact]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._values: list[object] = []
        self.number = NumberBox(entry) if entry.type in ("int", "number") else None
        self.choice = None if self.number is not None else _Choice()
        if self.number is not None:
            row.addWidget(self._step_button(self.number, -1))
            row.addWidget(self.number, 1)
            row.addWidget(self._step_button(self.number, 1))
            row.addWidget(label(fact_unit(fact), "small"))
            self.number.valueChanged.connect(self.changed)
        if self.choice is not None:
            self._offer(self.choice, release, entry, now)
            row.addWidget(self.choice, 1)
            self.choice.currentIndexChanged.connect(self.changed)
        self.set_value(now)

    def _step_button(self, number: NumberBox, step: int) -> KeyButton:
        made = KeyButton("+" if step > 0 else "−", name=f"what_if_step_{step}_{self.fact}")
        made.setProperty("small", True)
        words = _("{fact} up") if step > 0 else _("{fact} down")
        made.setAccessibleName(words.format(fact=fact_label(self.fact)))
        made.clicked.connect(lambda _on=False: number.step(step))
        return made

    def _offer(self, box: QComboBox, release: Release, entry: Input, now: object) -> None:
        box.setObjectName(f"what_if_value_{entry.name}")
        box.setAccessibleName(fact_label(entry.name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        for words, value in _choices(release, entry, now):
            box.addItem(words)
            self._values.append(value)

    def value(self) -> object:
        """The value in the form of a facts document; None for not known."""
        if self.number is not None:
            return self.number.known()
        assert self.choice is not None  # noqa: S101 - one of the two is there
        place = self.choice.currentIndex()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Show a value without saying that it has changed."""
        if self.number is not None:
            self.number.show_number(value)
        elif self.choice is not None and value in self._values:
            with QSignalBlocker(self.choice):
                self.choice.setCurrentIndex(self._values.index(value))

    def field(self) -> QWidget:
        """What takes the focus."""
        found = self.number or self.choice
        assert found is not None  # noqa: S101 - one of the two is there
        return found


def _choices(release: Release, entry: Input, now: object) -> Iterator[tuple[str, object]]:
    yield _("not known"), None
    if entry.type == "bool":
        yield _("yes"), True
        yield _("no"), False
    elif entry.type == "list":
        yield _("none"), []
        for code in entry.allowed or ():
            yield answer_words(entry.name, str(code)), [str(code)]
    elif entry.name == LINES:
        yield from _line_choices(release, now)
    else:
        for code in entry.allowed or ():
            yield answer_words(entry.name, str(code)), str(code)


def _line_choices(release: Release, now: object) -> Iterator[tuple[str, object]]:
    """None, as recorded, one less, or one more of each treatment, given until progression."""
    lines = [line for line in now if isinstance(line, Mapping)] if isinstance(now, list) else []
    yield _("no earlier line"), []
    if lines:
        yield _("as recorded"), lines
    if len(lines) > 1:
        for place, line in enumerate(lines):
            less = [*lines[:place], *lines[place + 1 :]]
            words = _("without the line {number}: {name}")
            name = one_words(release, lines, less) if line else ""
            yield words.format(number=place + 1, name=name), less
    for option in release.option.values():
        more = {"regimen": option.id, "intent": "palliative", "stop_reason": "progression"}
        name = option.label.partition(" (")[0]
        yield _("one more line: {name}").format(name=name), [*lines, more]
