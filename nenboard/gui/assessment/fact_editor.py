"""The editor of one fact in a what-if: a number to type or step, or a list of values."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from nenboard.algorithm.fact_rules import Input
from nenboard.algorithm.release import Release
from nenboard.gui.assessment.fact_words import answer_words
from nenboard.gui.assessment.line_words import one_words
from nenboard.gui.assessment.values import LINES
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label
from nenboard.host.labels import fact_label, fact_unit
from nenboard.host.language import _


class NumberBox(QDoubleSpinBox):
    """A number in the limits of the fact; below its least value stands *not known*."""

    def __init__(self, entry: Input) -> None:
        super().__init__()
        allowed = [one for one in entry.allowed or () if isinstance(one, int)]
        low = float(entry.low if entry.low is not None else min(allowed))
        high = float(entry.high if entry.high is not None else max(allowed))
        self._is_whole = entry.type == "int"
        self.setLocale(QLocale(QLocale.Language.C))
        self.setDecimals(0 if self._is_whole else 1)
        self.setRange(low - 1, high)
        self.setSpecialValueText(_("not known"))
        self.setKeyboardTracking(True)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setObjectName(f"what_if_value_{entry.name}")
        self.setAccessibleName(fact_label(entry.name))

    def known(self) -> int | float | None:
        """The number; None for not known."""
        value = self.value()
        if value <= self.minimum():
            return None
        return int(value) if self._is_whole or value == int(value) else value

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page."""
        event.ignore()


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
        made.clicked.connect(lambda _on=False: number.stepBy(step))
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
            with QSignalBlocker(self.number):
                known = isinstance(value, int | float) and not isinstance(value, bool)
                self.number.setValue(
                    float(value)  # type: ignore[arg-type]  # checked above
                    if known
                    else self.number.minimum()
                )
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
