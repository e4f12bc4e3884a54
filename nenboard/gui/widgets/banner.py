"""The patient banner: who this is about, on every page and dialog about a patient."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.chips import Chip, ChipLook, synthetic_chip
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

_NARROWEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """The words of a banner; `None` is shown as *Not known*, never as a blank."""

    family: str | None
    given: str | None = None
    title: str | None = None
    born: str | None = None
    sex: str | None = None
    national_number: str | None = None
    hospital_number: str | None = None
    key_worker: str | None = None
    meeting: str | None = None
    died: str | None = None
    same_name: str = ""
    is_synthetic: bool = False

    def name(self) -> str:
        """FAMILY NAME, Given name (Title)."""
        family = (self.family or _("Not known")).upper() if self.family else _("Name not known")
        given = f", {self.given}" if self.given else ""
        title = f" ({self.title})" if self.title else ""
        return f"{family}{given}{title}"

    def line(self) -> str:
        """Identity in one line, for the clipboard."""
        not_known = _("Not known")
        return "; ".join(
            (
                self.name(),
                _("born {date}").format(date=self.born or not_known),
                _("NHS No. {number}").format(number=self.national_number or not_known),
                _("Hospital No. {number}").format(number=self.hospital_number or not_known),
            )
        )


class PatientBanner(QFrame):
    """A fixed strip with the identity; values are never cut.

    In a narrow window the meeting leaves first, then the key worker; then the name wraps, then the
    facts move to a second row, and at last the chips to a third.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient_banner")
        self._identity: Identity | None = None
        self._hidden = False
        self._is_making_room = False
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._column.addLayout(self._row)
        self._name = label("", name="banner_name")
        self._name.setWordWrap(True)
        self._row.addWidget(self._name)
        self._facts = Flow(gap=theme.active().px(22), name="banner_facts")
        self._items: dict[str, _Item] = {}
        for key, words in self._labels().items():
            self._items[key] = _Item(words, key)
            self._facts.flow.addWidget(self._items[key])
        self._row.addWidget(self._facts, 1)
        self._has_two_rows = False
        self._same = Chip(ChipLook("", icon="warning", tone="warning"), self)
        self._row.addWidget(self._same)
        self._synthetic = synthetic_chip(self)
        self._row.addWidget(self._synthetic)
        self._chip_row = QHBoxLayout()
        self._column.addLayout(self._chip_row)
        self._has_chips_below = False
        for nobody_yet in (self._facts, self._same, self._synthetic):
            nobody_yet.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._restyle()

    @staticmethod
    def _labels() -> dict[str, str]:
        return {
            "born": _("Born"),
            "died": _("Died"),
            "sex": _("Sex"),
            "national_number": _("NHS No."),
            "hospital_number": _("Hospital No."),
            "key_worker": _("Key worker"),
            "meeting": _("Meeting"),
        }

    @property
    def identity(self) -> Identity | None:
        """Who the banner shows."""
        return self._identity

    def show_identity(self, identity: Identity) -> None:
        """Show a person; unknown items say *Not known*."""
        if identity != self._identity:
            self._identity = identity
            self._refresh()

    def hide_names(self, hidden: bool) -> None:
        """Initials and last three digits only, for work in open offices."""
        if hidden != self._hidden:
            self._hidden = hidden
            self._refresh()

    def _refresh(self) -> None:
        who = self._identity
        if who is None:
            return
        name = initials(who.family, who.given) if self._hidden else who.name()
        self._name.setText(name)
        self._name.setAccessibleName(name)
        self._facts.show()
        for key, item in self._items.items():
            value: str | None = getattr(who, key)
            if self._hidden and key in {"national_number", "hospital_number"} and value:
                value = last_three(value)
            item.show_value(value or _("Not known"))
        self._same.set_look(ChipLook(who.same_name, icon="warning", tone="warning"))
        self._same.setVisible(bool(who.same_name))
        self._synthetic.setVisible(who.is_synthetic)
        self._make_room()

    def _make_room(self) -> None:
        """One row if all fits; then without the meeting, then without the key worker; then two.

        Showing an item makes the layouts around it work at once, and a dialog grow: that must not
        begin this anew.
        """
        if self._identity is None or self._is_making_room:
            return
        self._is_making_room = True
        try:
            self._arrange(self._identity)
        finally:
            self._is_making_room = False
        QTimer.singleShot(0, self, self._tell_height)

    def _tell_height(self) -> None:
        """What stands around keeps an earlier height until it is told, outside its own layout."""
        self._facts.updateGeometry()
        self.updateGeometry()

    def _arrange(self, who: Identity) -> None:
        name = self._name.fontMetrics().horizontalAdvance(self._name.text()) + 2
        shown = set(self._items) - _nothing_to_say(who)
        for key in ("meeting", "key_worker"):
            if name + self._beside_name(shown) > self.width():
                shown.discard(key)
        for key, item in self._items.items():
            if item.isHidden() is (key in shown):
                item.setVisible(key in shown)
        room = self.width() - self._beside_name(shown)
        wraps = name > room >= theme.active().px(_NARROWEST_NAME)
        self._show_rows(two=name > room and not wraps)
        chips = self._chips()
        if self._has_two_rows:
            room = self.width() - chips - self._edges()
            self._show_chips(below=name > room)
            room = self.width() - self._edges() if self._has_chips_below else room
        else:
            self._show_chips(below=False)
        self._name.setFixedWidth(max(1, min(name, room)))

    def _show_rows(self, *, two: bool) -> None:
        if two == self._has_two_rows:
            return
        self._has_two_rows = two
        if two:
            self._row.removeWidget(self._facts)
            self._row.insertStretch(1, 1)
            self._column.insertWidget(1, self._facts)
        else:
            self._column.removeWidget(self._facts)
            self._row.takeAt(1)
            self._row.insertWidget(1, self._facts, 1)

    def _show_chips(self, *, below: bool) -> None:
        """Put the chips under the rest where they would leave no room for the name."""
        if below == self._has_chips_below:
            return
        self._has_chips_below = below
        source, target = self._row, self._chip_row
        if not below:
            source, target = target, source
            source.takeAt(source.count() - 1)
        for chip in (self._same, self._synthetic):
            source.removeWidget(chip)
            target.addWidget(chip)
        if below:
            target.addStretch(1)

    def _beside_name(self, shown: Collection[str]) -> int:
        """What these items take, with the chips and all the gaps."""
        items = sum(self._items[key].sizeHint().width() for key in shown)
        gap = theme.active().px(22)
        return items + gap * (len(shown) + 2) + self._chips() + self._edges()

    def _chips(self) -> int:
        shown = [c.sizeHint().width() for c in (self._same, self._synthetic) if not c.isHidden()]
        return sum(shown) + self._row.spacing() * len(shown)

    def _edges(self) -> int:
        margins = self._column.contentsMargins()
        return margins.left() + margins.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower window drops the least important items; another height changes nothing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """A new theme changes fonts and height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._identity is not None:
            QTimer.singleShot(0, self, self._restyle)

    def _restyle(self) -> None:
        look = theme.active()
        self._column.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(8))
        self._row.setSpacing(look.px(22))
        self.setMinimumHeight(look.size("banner"))
        self._name.setFont(look.font("banner_name"))
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Own ground and a line of two pixels; a dark line for a person who has died."""
        look = theme.active()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("banner"))
        died = self._identity is not None and self._identity.died is not None
        edge: QColor = look.colour("text" if died else "primary")
        height = look.px(5) if died else 2
        painter.fillRect(0, self.height() - height, self.width(), height, edge)


class _Item(QWidget):
    """A label and its value, one above the other."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._label: QLabel = label(words, "caption")
        self._value: QLabel = label("", "strong", name=f"banner_{name}")
        self._write_fonts()
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._label)
        column.addWidget(self._value)

    def changeEvent(self, event: QEvent) -> None:
        """A new scale changes the font, once the style sheet has written its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._write_fonts)

    def _write_fonts(self) -> None:
        self._value.setFont(theme.active().font("body_strong", numbers=True))

    def show_value(self, value: str) -> None:
        """Show the value, and name it for screen readers."""
        self._value.setText(value)
        self._value.setAccessibleName(f"{self._label.text()} {value}")


def _nothing_to_say(who: Identity) -> set[str]:
    """Items that are left out of the banner where there is nothing to say."""
    return {key for key in ("died", "meeting", "key_worker") if getattr(who, key) is None}


def initials(family: str | None, given: str | None) -> str:
    """A. R. for AMBERLEY, Rosa."""
    parts = [part[0].upper() + "." for part in (family, given) if part]
    return " ".join(parts) or "–"


def last_three(number: str) -> str:
    """The last three characters of a number, after an ellipsis."""
    return "…" + number.replace(" ", "")[-3:]
