"""What the parts of the outcome editor share: a head with a button, the question about a date."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nenboard.domain.dates import PartialDate
from nenboard.gui import theme
from nenboard.gui.outcome.inputs import TypedLine
from nenboard.gui.outcome.session import is_date
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import set_state

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession


class Section(Card):
    """A part of the editor: a card on a page, without a frame in the bar of a meeting.

    Subclasses fill `body` and show the session; a date that does not read is asked about below.
    """

    def __init__(self, title: str, *, note: str = "", name: str) -> None:
        super().__init__(title, note=note, name=name)
        self.session: DraftSession | None = None
        self.question = InlineMessage("", kind="problem", name=f"{name}_date")

    def bind(self, session: "DraftSession") -> None:
        """Show another draft."""
        self.session = session
        for line in self.findChildren(TypedLine):
            line.bind(session)

    def show_session(self) -> None:
        """Show the draft as it stands."""

    def grow(self) -> bool:
        """Make one of the rows that are missing; False if none is."""
        return False

    def show_line(self, line: TypedLine, value: object) -> None:
        """Show the value of a line, or the text that is no value yet."""
        if self.session is None:
            return
        rough = self.session.rough.get(line.field)
        if rough is not None:
            text = rough
        elif isinstance(value, PartialDate):
            text = line.text() if line.hasFocus() else value.text
        else:
            text = str(value or "")
        line.show_text(text)
        is_wrong = rough is not None and not line.hasFocus()
        set_state(line, "severity", "invalid" if is_wrong else "ok")

    def ask_dates(self) -> None:
        """Ask about the first date that was left and does not read."""
        session = self.session
        if session is None:
            return
        lines = [line for line in self.findChildren(TypedLine) if is_date(line.field)]
        wrong = [one for one in lines if one.field in session.rough and not one.hasFocus()]
        reading = session.reading(wrong[0].field) if wrong else None
        if reading is None:
            self.question.clear()
            return
        field = wrong[0].field
        actions = tuple(
            (one.words, partial(session.choose_date, field, one.value, one.teaches))
            for one in reading.choices
            if isinstance(one.value, PartialDate)
        )
        self.question.show_text(reading.problem, kind="problem", actions=actions)


def row_of(*widgets: QWidget, stretch: int = -1, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side; the one at `stretch` takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.active().px(gap))
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 1 if at == stretch else 0)
    return row


def column_in(widget: QWidget, *, gap: int = 6) -> QVBoxLayout:
    """The column of a widget without margins."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(gap))
    return column


def unframed(card: QFrame) -> None:
    """Take the frame and the ground of a card away."""
    card.setProperty("card", "none")
    layout = card.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, 0, 0)


def holds_focus(widget: QWidget) -> bool:
    """Whether the focus of the window stands inside a widget."""
    focused: QWidget | None = widget.window().focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def fade(widget: QWidget) -> None:
    """Take a widget away for good: no field is found in it any more."""
    for one in (widget, *widget.findChildren(QWidget)):
        one.setObjectName("")
    widget.hide()
    widget.deleteLater()


def small_title(words: str) -> QLabel:
    """The head of a column."""
    made = QLabel(words)
    made.setProperty("role", "caption")
    return made
