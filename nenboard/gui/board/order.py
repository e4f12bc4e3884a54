"""The suggested order: a preview beside the agenda, with the reason of each place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nenboard.gui.board import words
from nenboard.gui.board.side_list import SideList
from nenboard.gui.board.side_rows import SideRow
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import ChipLook
from nenboard.gui.widgets.texts import paragraph
from nenboard.host import labels
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.workflow.agenda_order import Placed, Plan


class OrderPanel(Card):
    """Shows an order and waits: the agenda changes only when it is accepted."""

    accepted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Suggested order"), name="board_order", parent=parent)
        self._plan: Plan | None = None
        self.about = paragraph("", "small", name="order_about")
        self.body.addWidget(self.about)
        self.list = SideList(name="order_list", words=_("Suggested order"))
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        leave = KeyButton(_("Leave as it is"), keys="Esc", name="order_leave")
        leave.clicked.connect(self.left)
        self.accept = KeyButton(_("Accept order"), kind="primary", name="order_accept")
        self.accept.clicked.connect(self._accept)
        row.addWidget(leave)
        row.addWidget(self.accept)
        self.body.addLayout(row)

    def show_plan(self, plan: "Plan", shown: "Snapshot", *, hidden: bool) -> None:
        """Show an order beside the one that stands."""
        self._plan = plan
        now = [item.case_id for item in shown.meeting.agenda]
        is_same = now == list(plan.case_ids)
        self.about.setText(_about(plan, shown, is_same=is_same))
        self.accept.setEnabled(not is_same or plan.breaks != shown.meeting.pauses)
        self.list.show_rows(tuple(_rows(plan, shown, now=now, hidden=hidden)))

    def _accept(self) -> None:
        if self._plan is not None:
            self.accepted.emit(self._plan)


def _about(plan: "Plan", shown: "Snapshot", *, is_same: bool) -> str:
    before = shown.board.plan if shown.board is not None else plan
    if is_same:
        first = _("The agenda stands in this order already.")
    elif plan.is_best:
        first = _("No order of these cases is better by the rules of this board.")
    else:
        first = _("A good order by the rules of this board; the list is too long to try them all.")
    now, then = sum(before.waits.values()), sum(plan.waits.values())
    waits = _("Specialists wait {then} min between their cases, now {now} min.")
    ends = _("{minutes} min in all.").format(minutes=plan.total)
    said = waits.format(then=then, now=now) if now or then else ""
    return " ".join(part for part in (first, said, ends) if part)


def _rows(plan: "Plan", shown: "Snapshot", *, now: list[str], hidden: bool) -> "list[SideRow]":
    found: list[SideRow] = []
    breaks = {pause.after: pause.minutes for pause in plan.breaks}
    for place, placed in enumerate(plan.placed, start=1):
        case_id = placed.item.case_id
        name = words.family(shown.row(case_id), case_id, hidden=hidden)
        before = now.index(case_id) + 1 if case_id in now else place
        chip = _moved(before, place)
        strong = f"{place}. {name}"
        found.append(SideRow(strong, _reasons(placed), chip, case_id=case_id, about=placed))
        if case_id in breaks:
            text = _("{minutes} min").format(minutes=breaks[case_id])
            found.append(SideRow(_("Break"), text, mark=("timer", "text2"), about=place))
    return found


def _moved(before: int, now: int) -> ChipLook | None:
    if before == now:
        return None
    text = _("was {place}").format(place=before)
    return ChipLook(text, tone="info" if now < before else "neutral")


def _reasons(placed: "Placed") -> str:
    """Why a case stands where it does."""
    found = []
    for reason in placed.reasons:
        if reason.value == "guest" and placed.item.guest is not None:
            found.append(_("time of {guest}").format(guest=placed.item.guest.name))
        elif reason.value == "pinned":
            found.append(_("keeps its place"))
        elif reason.value == "complex":
            points = ", ".join(point.label for point in placed.points)
            found.append(_("complex: {points}").format(points=points))
        elif reason.value == "shares_expert":
            found.append(_("with the case before: {roles}").format(roles=_roles(placed)))
        elif reason.value == "not_discussed":
            found.append(_("not for discussion"))
    return "; ".join(found) or _("no reason to move it")


def _roles(placed: "Placed") -> str:
    from nenboard.domain.terms import BoardRole

    return ", ".join(labels.code_label(BoardRole, role).lower() for role in sorted(placed.shared))
