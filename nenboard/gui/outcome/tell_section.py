"""Who tells the patient, the family doctor and the referrer: how and by when."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nenboard.domain.terms import Channel, Recipient
from nenboard.gui import theme
from nenboard.gui.outcome import edits
from nenboard.gui.outcome.inputs import CodeChoice, TypedLine, object_name, small_button
from nenboard.gui.outcome.sections import Section
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label
from nenboard.host.labels import label as label_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_DATE_WIDTH: Final = 112


class TellRow(QWidget):
    """One recipient: who tells, how, by when; or why nobody has to."""

    def __init__(self, to: Recipient) -> None:
        super().__init__()
        look = theme.active()
        self.to = to
        field = f"tell.{to.value}"
        named = label_of(to)
        self.name = label(named, "label")
        self.who = TypedLine(f"{field}.who", words=_("Who tells"))
        self.how = CodeChoice(f"{field}.how", words=_("How"), codes=Channel)
        self.due = TypedLine(f"{field}.due", words=_("By when"))
        keep(self.due, self.due.setFixedWidth, _DATE_WIDTH)
        self.why = TypedLine(f"{field}.not_needed", words=_("Why nobody has to"), is_short=False)
        self.nobody = small_button(_("Nobody has to"), name=f"{field}.nobody")
        self.nobody.setCheckable(True)
        for widget, what in ((self.who, _("who")), (self.how, _("how")), (self.due, _("by when"))):
            widget.setAccessibleName(f"{named}, {what}")
        self.nobody.setAccessibleName(_("{whom}: nobody has to tell").format(whom=named))
        self.nobody.clicked.connect(self._turn)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, look.px(4))
        grid.setHorizontalSpacing(look.px(6))
        grid.setVerticalSpacing(look.px(5))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.nobody, 0, 2, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.who, 1, 0, 1, 2)
        grid.addWidget(self.how, 1, 2)
        grid.addWidget(self.due, 1, 3)
        grid.addWidget(self.why, 2, 0, 1, 4)
        self.why.hide()

    def _turn(self, on: bool) -> None:
        self.show_nobody(on)
        (self.why if on else self.who).setFocus()

    def show_nobody(self, on: bool) -> None:
        """Ask why nobody has to tell, or who tells."""
        self.nobody.setChecked(on)
        self.why.setVisible(on)
        for widget in (self.who, self.how, self.due):
            widget.setVisible(not on)


class TellSection(Section):
    """A row for each recipient."""

    def __init__(self) -> None:
        super().__init__(_("Who is told"), name="outcome_tell")
        self.rows = {to: TellRow(to) for to in Recipient}
        for row in self.rows.values():
            row.who.offer(self._people)
            self.body.addWidget(row)
        self.body.addWidget(self.question)
        self.setObjectName(object_name("tell"))

    def _people(self) -> tuple[str, ...]:
        return self.session.opened.people if self.session is not None else ()

    def bind(self, session: "DraftSession") -> None:
        """Show another draft."""
        super().bind(session)
        for to, row in self.rows.items():
            row.how.bind(session)
            row.show_nobody(bool(edits.tell_of(session.outcome, to).not_needed))

    def show_session(self) -> None:
        """Show who tells whom."""
        if self.session is None:
            return
        for to, row in self.rows.items():
            tell = edits.tell_of(self.session.outcome, to)
            if tell.not_needed:
                row.show_nobody(True)
            self.show_line(row.who, tell.who)
            row.how.show_code(tell.how)
            self.show_line(row.due, tell.due)
            self.show_line(row.why, tell.not_needed)
        self.ask_dates()
