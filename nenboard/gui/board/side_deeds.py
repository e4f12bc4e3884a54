"""What can be done with the lists beside the agenda: chasing, attendance, actions, follow-up."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from nenboard.gui.board import follow_deeds, side
from nenboard.gui.board.asking import Asked, Field, Values
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.side import Deed, SideCard
from nenboard.gui.board.side_rows import SideRow
from nenboard.gui.page import Change
from nenboard.host import labels
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.board import Attendee
    from nenboard.domain.chase import Asked as AskedStep
    from nenboard.domain.chase import ChaseLine
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting


class SideDeeds:
    """Puts its buttons below the lists of a card."""

    def __init__(self, context: BoardContext, card: SideCard) -> None:
        self._context = context
        self._follow = follow_deeds.FollowDeeds(context)
        card.parts[side.CHASE].offer(self._chase_deeds())
        card.parts[side.ATTENDANCE].offer(self._attendance_deeds())
        card.parts[side.ACTIONS].offer(self._follow.action_deeds())
        card.parts[side.LATER].offer(self._follow.later_deeds())

    def _chase_deeds(self) -> Sequence[Deed]:
        return (
            Deed("back", _("Came back"), self._came_back, fits=_is_chased),
            Deed("ask", _("Ask"), self._ask, keys="C", fits=_is_chased),
            Deed("remind", _("Remind"), self._remind, fits=_is_asked),
            Deed("drop", _("Drop…"), self._drop, fits=_is_asked),
        )

    def _attendance_deeds(self) -> Sequence[Deed]:
        return (
            Deed("presence", _("Present"), self._turn, fits=_is_person),
            Deed("apologies", _("Apologies"), self._apologise, fits=_is_person),
            Deed("add_person", _("Add person…"), self._add_person),
        )

    def chase_case(self, case_id: str) -> None:
        """Ask for everything that is open of a case and that nobody was asked for."""
        shown = self._context.shown
        if shown is None or shown.board is None:
            return
        items = [
            line.item
            for line in shown.board.chase
            if line.case_id == case_id and line.state.value == "not_asked"
        ]
        self._ask_for(case_id, items)

    def _ask_for(self, case_id: str, items: Sequence[str]) -> None:
        if not items:
            self._context.services.say(_("Everything that is open was asked for already."))
            return

        def verb(registry: "Registry") -> None:
            from nenboard.workflow import chase

            with registry.transaction():
                for item in items:
                    chase.ask(registry, case_id, item=item)

        count = len(items)
        said = counted(
            "{count} item is on the chase list as asked today.",
            "{count} items are on the chase list as asked today.",
            count=count,
        )
        self._note(verb, case_id, said=said.format(count=count))

    def _ask(self, row: SideRow | None) -> None:
        if row is not None:
            self._ask_for(row.case_id, (_line(row).item,))

    def _came_back(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _line(row)

        def work(_job: object) -> bool:
            from nenboard.workflow import chase

            ready = chase.came_back(
                self._context.services.desk.registry, line.case_id, item=line.item
            )
            return any(one.item.id == line.item for one in ready.open_items)

        self._context.services.run(
            work,
            done=lambda is_open: self._checked(line, is_open=is_open),
            failed=self._context.changes.show_fault,
            owner=self._context,
        )

    def _checked(self, line: "ChaseLine", *, is_open: bool) -> None:
        """Say what the check of the case found, and open where the answer is entered."""
        services = self._context.services
        services.published(Change("meeting", (line.case_id,)))
        if is_open:
            services.say(
                _(
                    "{item} came back, but {case} does not hold it yet: Enter opens the case."
                ).format(item=line.label, case=line.case_id)
            )
        else:
            services.say(_("{item} is answered; the case was checked.").format(item=line.label))

    def _remind(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _line(row)

        def verb(registry: "Registry") -> object:
            from nenboard.workflow import chase

            return chase.remind(registry, line.case_id, item=line.item)

        said = _("{department} was reminded today.").format(department=line.department)
        self._note(verb, line.case_id, said=said)

    def _drop(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _line(row)
        asked = Asked(
            _("Drop from the chase list"),
            _("{item}: the answer is not needed any more.").format(item=line.label),
            (Field("reason", _("Reason"), is_needed=True),),
            _("Drop it"),
            name="board_drop",
        )

        def work(registry: "Registry", values: Values) -> object:
            from nenboard.workflow import chase

            return chase.drop(registry, line.case_id, item=line.item, reason=values["reason"])

        def done(_result: object) -> None:
            services = self._context.services
            services.published(Change("meeting", (line.case_id,)))
            said = _("{item} is dropped.").format(item=line.label)
            services.offer_undo(said, lambda: self._ask_again(line))

        self._context.ask(asked, work, done=done)

    def _ask_again(self, line: "ChaseLine") -> None:
        """Take a drop back: asked again of the same people by the same day."""

        def verb(registry: "Registry") -> object:
            from nenboard.workflow import chase

            return chase.ask(registry, line.case_id, item=line.item, asked=_as_asked(line))

        self._note(verb, line.case_id)

    def _note(self, verb: "Callable[[Registry], object]", case_id: str, *, said: str = "") -> None:
        self._context.changes.note(verb, Change("meeting", (case_id,)), said=said)

    def _turn(self, row: SideRow | None) -> None:
        """Space: present; whoever is present is expected again."""
        if row is not None:
            is_there = _attendee(row).presence.value == "present"
            self._mark(row, "expected" if is_there else "present")

    def _apologise(self, row: SideRow | None) -> None:
        if row is not None:
            is_away = _attendee(row).presence.value == "apologies"
            self._mark(row, "expected" if is_away else "apologies")

    def _mark(self, row: SideRow, presence: str) -> None:
        key, name = self._context.meeting_id, _attendee(row).name

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.domain.terms import Presence
            from nenboard.workflow import sitting

            return sitting.mark(registry, key, name=name, presence=Presence(presence))

        self._context.changes.change(key, verb, label=_("Attendance"))

    def _add_person(self, row: SideRow | None) -> None:
        from nenboard.domain.terms import BoardRole

        role = row.about if row is not None and isinstance(row.about, BoardRole) else None
        roles = tuple((one.value, labels.label(one)) for one in BoardRole)
        key = self._context.meeting_id
        asked = Asked(
            _("Add a person"),
            _("Whoever sits in two roles is added twice."),
            (
                Field("name", _("Name"), is_needed=True),
                Field("role", _("Role"), kind="choice", choices=roles, value=role or ""),
            ),
            _("Add"),
            name="board_person",
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.workflow import sitting

            return sitting.expect(registry, key, (values["name"], BoardRole(values["role"])))

        self._context.ask_change(asked, work, label=_("Add a person"))


def _line(row: SideRow) -> "ChaseLine":
    return cast("ChaseLine", row.about)


def _attendee(row: SideRow) -> "Attendee":
    return cast("Attendee", row.about)


def _is_chased(row: SideRow) -> bool:
    return hasattr(row.about, "department")


def _is_asked(row: SideRow) -> bool:
    return _is_chased(row) and _line(row).asked is not None


def _is_person(row: SideRow) -> bool:
    return hasattr(row.about, "presence")


def _as_asked(line: "ChaseLine") -> "AskedStep":
    from nenboard.domain.chase import Asked as AskedStep
    from nenboard.workflow import clock

    today = clock.today()
    return AskedStep(
        department=line.department,
        label=line.label,
        on=line.asked or today,
        due=line.due or today,
        contact=line.contact,
    )
