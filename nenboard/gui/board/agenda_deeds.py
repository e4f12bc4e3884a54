"""What can be done with a case of the agenda: triage, place, break, minutes, override, off it."""

from datetime import time
from typing import TYPE_CHECKING

from nenboard.gui.board import words
from nenboard.gui.board.asking import Asked, Field, Values
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.lines import BREAK, Line, triage_words
from nenboard.host import labels
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import AgendaItem, GuestSlot
    from nenboard.gui.widgets.banner import Identity
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting


class AgendaDeeds:
    """Each deed is about the line that is chosen, and can be taken back."""

    def __init__(self, context: BoardContext) -> None:
        self._context = context

    def _name(self, case_id: str) -> str:
        shown = self._context.shown
        row = shown.row(case_id) if shown is not None else None
        return words.family(row, case_id, hidden=False)

    def move(self, line: Line, by: int) -> None:
        """Move the case up or down; a break goes along with it."""
        key, case_id = self._context.meeting_id, line.case_id

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.workflow import meeting

            return meeting.move(registry, key, case_id=case_id, by=by)

        label = _("Move {case} up") if by < 0 else _("Move {case} down")
        self._context.changes.change(key, verb, label=label.format(case=case_id))

    def triage(self, line: Line, to: str) -> None:
        """Discuss, standard of care, or not ready, which asks why."""
        if to == "not_ready":
            self._context.with_identity(line.case_id, lambda who: self._ask_not_ready(line, who))
            return
        key, case_id = self._context.meeting_id, line.case_id

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.domain.terms import Triage
            from nenboard.workflow import meeting

            return meeting.triage(registry, key, case_id=case_id, to=Triage(to))

        label = _("{case}: {triage}").format(case=case_id, triage=triage_words(to))
        self._context.changes.change(key, verb, label=label)

    def _ask_not_ready(self, line: Line, identity: "Identity") -> None:
        key, case_id = self._context.meeting_id, line.case_id
        asked = Asked(
            _("Not ready"),
            _("The case stays on the agenda without minutes and comes back by itself."),
            (
                Field("cause", _("Cause"), is_needed=True),
                Field("owner", _("Who puts it right")),
                Field("due", _("By when"), kind="date", hint=_("26-Nov-2026, +2w")),
            ),
            _("Mark as not ready"),
            identity=identity,
            name="board_not_ready",
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.domain.board import NotReady
            from nenboard.domain.terms import Triage
            from nenboard.workflow import meeting

            why = NotReady.model_validate({name: text or None for name, text in values.items()})
            return meeting.triage(
                registry, key, case_id=case_id, to=Triage.NOT_READY, not_ready=why
            )

        label = _("{case}: {triage}").format(case=case_id, triage=triage_words("not_ready"))
        self._context.ask_change(asked, work, label=label)

    def toggle_break(self, line: Line) -> None:
        """Put a break after the case, keep one that is proposed, or take it away."""
        key, case_id = self._context.meeting_id, line.case_id

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.workflow import sitting

            return sitting.set_break(registry, key, after=case_id)

        is_set = line.kind == BREAK and line.is_set
        label = _("Take the break away") if is_set else _("Break after {case}")
        self._context.changes.change(key, verb, label=label.format(case=case_id))

    def remove(self, line: Line) -> None:
        """Take the case off the agenda, or the break that was set; offers to undo it."""
        if line.kind == BREAK:
            if line.is_set:
                self.toggle_break(line)
            return
        key, case_id = self._context.meeting_id, line.case_id

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.workflow import meeting

            return meeting.remove_case(registry, key, case_id=case_id)

        label = _("Take {case} off the agenda").format(case=case_id)
        self._context.changes.change(key, verb, label=label, offer=True)

    def override(self, line: Line) -> None:
        """A named clinician lists a blocked case, with a reason."""
        self._context.with_identity(line.case_id, lambda who: self._ask_override(line, who))

    def _ask_override(self, line: Line, identity: "Identity") -> None:
        key, case_id = self._context.meeting_id, line.case_id
        asked = Asked(
            _("Override as clinician"),
            _("Blocked: {items}. The name and the reason stand on the agenda.").format(
                items=line.items
            ),
            (
                Field("clinician", _("Clinician"), is_needed=True),
                Field("reason", _("Reason"), kind="text", is_needed=True),
            ),
            _("Override the block"),
            identity=identity,
            name="board_override",
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.workflow import meeting

            return meeting.override(
                registry,
                key,
                case_id=case_id,
                clinician=values["clinician"],
                reason=values["reason"],
            )

        self._context.ask_change(asked, work, label=_("Override {case}").format(case=case_id))

    def edit(self, line: Line) -> None:
        """Question, minutes, presenter, experts, guest: what the agenda says of the case."""
        if line.kind != BREAK:
            self._context.with_identity(line.case_id, lambda who: self._ask_edit(line, who))

    def _ask_edit(self, line: Line, identity: "Identity") -> None:
        shown = self._context.shown
        item = shown.item(line.case_id) if shown is not None else None
        if item is None:
            return
        key, case_id = self._context.meeting_id, line.case_id
        asked = Asked(
            _("On the agenda"),
            _("An empty question takes that of the referral, empty minutes those of the triage."),
            _item_fields(item),
            _("Keep"),
            identity=identity,
            name="board_item",
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.workflow import meeting

            return meeting.update_item(registry, key, case_id=case_id, **_item_changes(values))

        self._context.ask_change(asked, work, label=_("Change {case}").format(case=case_id))


def _item_fields(item: "AgendaItem") -> tuple[Field, ...]:
    from nenboard.domain.terms import BoardRole

    roles = tuple((role.value, labels.label(role)) for role in BoardRole)
    answers = (("", _("No")), ("yes", _("Yes")))
    return (
        Field("question", _("Question to the board"), kind="text", value=item.question or ""),
        Field("what_is_new", _("What is new"), kind="text", value=item.what_is_new or ""),
        Field(
            "minutes",
            _("Minutes"),
            kind="number",
            value="" if item.minutes is None else str(item.minutes),
        ),
        Field("presenter", _("Presents"), value=item.presenter or "", is_beside=True),
        Field(
            "experts",
            _("Roles needed (none ticked: after the question)"),
            kind="many",
            value=",".join(item.experts or ()),
            choices=roles,
        ),
        *_guest_fields(item.guest),
        Field("protocol", _("Standard of care protocol"), value=item.protocol or ""),
        Field(
            "is_pinned",
            _("Keep its place"),
            kind="choice",
            value="yes" if item.is_pinned else "",
            choices=answers,
            is_beside=True,
        ),
    )


def _guest_fields(guest: "GuestSlot | None") -> tuple[Field, ...]:
    """Who comes for this case only, and between which times."""
    return (
        Field("guest", _("Guest for this case"), value=guest.name if guest is not None else ""),
        Field(
            "guest_starts",
            _("Guest comes at"),
            kind="time",
            value=_at(guest.starts if guest is not None else None),
            is_beside=True,
        ),
        Field(
            "guest_ends",
            _("Guest leaves at"),
            kind="time",
            value=_at(guest.ends if guest is not None else None),
            is_beside=True,
        ),
    )


def _at(when: time | None) -> str:
    return f"{when:%H:%M}" if when is not None else ""


def _item_changes(values: Values) -> dict[str, object]:
    """What is typed, as the fields of an agenda item."""
    from nenboard.domain.board import GuestSlot

    guest = None
    if values["guest"]:
        guest = GuestSlot.model_validate(
            {
                "name": values["guest"],
                "starts": values["guest_starts"] or None,
                "ends": values["guest_ends"] or None,
            }
        )
    experts = tuple(code for code in values["experts"].split(",") if code)
    return {
        **{k: values[k] or None for k in ("question", "what_is_new", "presenter", "protocol")},
        "minutes": int(values["minutes"]) if values["minutes"] else None,
        "experts": experts or None,
        "guest": guest,
        "is_pinned": values["is_pinned"] == "yes",
    }
