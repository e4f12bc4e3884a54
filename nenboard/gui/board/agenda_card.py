"""The card of the agenda: its state, the table, and the bar that explains the row chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from nenboard.gui import theme
from nenboard.gui.board import words
from nenboard.gui.board.explain import ExplainBar
from nenboard.gui.board.lines import CASE
from nenboard.gui.board.model import AgendaModel
from nenboard.gui.board.table import AgendaTable
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import EmptyState, InlineMessage
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.board.lines import Line
    from nenboard.gui.board.snapshot import Snapshot


class AgendaCard(Card):
    """Title and buttons, what state the meeting is in, the table, the bar below it."""

    add_asked = Signal()
    order_asked = Signal()
    freeze_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Agenda"), name="board_agenda")
        look = theme.active()
        self.add = KeyButton(_("Add case"), icon="add", keys="Ctrl+N", name="agenda_add")
        self.order = KeyButton(_("Suggest order"), keys="O", name="agenda_order")
        self.freeze = KeyButton(_("Freeze"), icon="lock", name="agenda_freeze")
        self.add.clicked.connect(self.add_asked)
        self.order.clicked.connect(self.order_asked)
        self.freeze.clicked.connect(self.freeze_asked)
        for button in (self.add, self.order, self.freeze):
            self.add_beside_title(button)
        self._meeting_id = ""
        self.state = InlineMessage("", name="agenda_state")
        self.body.addWidget(self.state)
        self.model = AgendaModel(self)
        self.table = AgendaTable(self.model)
        self.empty = EmptyState("agenda_empty")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.explain = ExplainBar()
        self.body.addWidget(self.explain)
        self.body.setSpacing(look.px(8))

    def show_lines(self, shown: "Snapshot", lines: "tuple[Line, ...]", *, may_act: bool) -> None:
        """Show the agenda of a meeting; the row chosen stays where it is."""
        before, place = self.table.current_line(), self.table.currentIndex().row()
        if shown.stored.meeting_id != self._meeting_id:
            before, self._meeting_id = None, shown.stored.meeting_id
        self.model.show_lines(lines, has_outcomes=shown.meeting.started is not None)
        for button in (self.add, self.order, self.freeze):
            button.setVisible(may_act)
        self.order.setEnabled(len(shown.meeting.agenda) > 1)
        self.freeze.setEnabled(bool(lines))
        self.set_note(state_note(shown))
        if not lines:
            self._show_empty(may_act)
            return
        self.stack.setCurrentWidget(self.table)
        self._choose(before, place=place)

    def _choose(self, before: "Line | None", *, place: int) -> None:
        """The row that was chosen; where it is gone, the one that took its place."""
        table, lines = self.table, self.model.lines
        if before is None:
            table.choose(first_to_do(lines))
            return
        kinds = (before.kind, CASE)
        if not any(table.choose_case(before.case_id, kind) for kind in kinds):
            table.choose(min(place, len(lines) - 1))

    def _show_empty(self, may_act: bool) -> None:
        self.stack.setCurrentWidget(self.empty)
        action = _("Add case") if may_act else ""
        self.empty.show_text(_("No case on the agenda yet."), action, self.add_asked.emit)


def first_to_do(lines: "tuple[Line, ...]") -> int:
    """The first row that needs work: blocked, then to check, then not signed; or the first."""
    for status in ("blocked", "check", "unsigned"):
        for place, line in enumerate(lines):
            if line.status == status and line.triage != "not_ready":
                return place
    return 0


def state_note(shown: "Snapshot") -> str:
    """Beside the title: in what state the agenda is."""
    from nenboard.host import labels

    return labels.label(shown.meeting.state).lower() if shown.board is not None else ""


def state_sentences(shown: "Snapshot", *, may_edit: bool) -> str:
    """What the state of a meeting means for who works on it now."""
    meeting = shown.meeting
    said = []
    if meeting.finished is not None:
        said.append(_finished(shown))
    elif meeting.started is not None:
        said.append(
            _("The meeting is running since {time}.").format(
                time=f"{meeting.started.astimezone():%H:%M}"
            )
        )
    elif meeting.edition is not None:
        said.append(_frozen(shown))
    if shown.is_late and meeting.started is None and may_edit:
        said.append(
            _("The cut-off has passed: a case added now is marked late, for a clinician's reason.")
        )
    return " ".join(said)


def _finished(shown: "Snapshot") -> str:
    from nenboard.host.language import counted

    unsigned = sum(not one.is_signed for one in shown.outcomes.values())
    missing = len(shown.meeting.agenda) - len(shown.outcomes)
    count = unsigned + missing
    if not count:
        return _("The meeting is over and every outcome is signed.")
    text = counted(
        "The meeting is over. {count} outcome is not signed; it stands first.",
        "The meeting is over. {count} outcomes are not signed; they stand first.",
        count=count,
    )
    return text.format(count=count)


def _frozen(shown: "Snapshot") -> str:
    meeting = shown.meeting
    version = meeting.edition.version if meeting.edition is not None else 0
    said = _("Version {number} was sent out: changes are kept as dated addenda.")
    text = said.format(number=version)
    of_version = [one for one in meeting.addenda if one.version == version]
    return f"{text} {words.addendum(of_version[-1])}" if of_version else text
