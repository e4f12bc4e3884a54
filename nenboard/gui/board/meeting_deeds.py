"""What can be done with a whole meeting: plan it, change it, freeze and order its agenda, print."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from nenboard.gui.board.asking import Asked, Field, Values
from nenboard.gui.board.context import BoardContext
from nenboard.gui.page import Change
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import Meeting
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting
    from nenboard.workflow.agenda_order import Plan


class MeetingDeeds:
    """Planning asks in a dialog; all the rest is about the meeting shown."""

    def __init__(self, context: BoardContext) -> None:
        self._context = context

    def plan(self, planned: Callable[[str], None]) -> None:
        """Plan a meeting; deferred cases that are due by its day come onto it by themselves."""
        shown = self._context.shown
        last = shown.meetings[0].meeting if shown is not None and shown.meetings else None
        asked = Asked(
            _("Plan a meeting"),
            _("What is left empty is as usual. Deferred cases that are due come by themselves."),
            _fields(None, like=last),
            _("Plan it"),
            name="board_plan",
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.domain.dates import PartialDate
            from nenboard.workflow import meeting, returns

            usual = meeting.usual_meeting(registry, PartialDate(values["date"]))
            return returns.plan(registry, _changed(usual, values, keep_empty=True))

        def done(stored: "StoredMeeting") -> None:
            self._context.services.saved(stored.at)
            planned(stored.meeting_id)
            ids = tuple(item.case_id for item in stored.meeting.agenda)
            self._context.services.published(Change("meeting", ids))

        self._context.ask(asked, work, done=done)

    def edit(self) -> None:
        """Change date, place, chair, time and cut-off of the meeting."""
        shown, key = self._context.shown, self._context.meeting_id
        if shown is None or not key:
            return
        asked = Asked(
            _("Change the meeting"), "", _fields(shown.meeting), _("Keep"), name="board_meeting"
        )

        def work(registry: "Registry", values: Values) -> "StoredMeeting":
            from nenboard.workflow import meeting

            stored = meeting.load_meeting(registry, key)
            changed = _changed(stored.meeting, values, keep_empty=False)
            return meeting.change_meeting(registry, stored, **_set(changed))

        self._context.ask_change(asked, work, label=_("Change the meeting"))

    def freeze(self) -> None:
        """Fix the agenda as its next version; it is not undone, later changes are addenda."""
        key = self._context.meeting_id
        said = _("The agenda is frozen. Changes from now on are dated addenda.")

        def verb(registry: "Registry") -> object:
            from nenboard.workflow import sitting

            return sitting.freeze(registry, key)

        self._context.changes.note(verb, Change("meeting", ()), said=said)

    def suggest(self, show: "Callable[[Plan], None]") -> None:
        """Work out a better order; nothing is changed."""
        desk, key = self._context.services.desk, self._context.meeting_id

        def work(_job: object) -> "Plan":
            from nenboard.workflow import agenda_order

            return agenda_order.suggest_order(desk.registry, key)

        self._context.services.run(
            work,
            done=show,
            failed=self._context.changes.show_fault,
            label=_("Looking for an order"),
            owner=self._context,
        )

    def accept(self, plan: "Plan") -> None:
        """Bring the agenda into a suggested order."""
        key = self._context.meeting_id

        def verb(registry: "Registry") -> "StoredMeeting":
            from nenboard.workflow import agenda_order

            return agenda_order.accept_order(registry, key, plan=plan)

        self._context.changes.change(key, verb, label=_("Suggested order"), offer=True)

    def export(self, kind: str) -> None:
        """Ask where a document of the meeting goes: the pack, a discipline list, the agenda."""
        from nenboard.gui.documents.exports import export_meeting_paper

        shown, key = self._context.shown, self._context.meeting_id
        if shown is not None and key and shown.meeting.agenda:
            export_meeting_paper(self._context.services, key, self._context.page, kind=kind)


def _fields(meeting: "Meeting | None", *, like: "Meeting | None" = None) -> tuple[Field, ...]:
    """The fields of a meeting; a new one takes place, chair and coordinator of the last."""
    named = meeting or like
    usual = _("as usual") if meeting is None else ""
    of_day = meeting.date.text if meeting is not None else ""

    def people(name: str) -> str:
        return str(getattr(named, name) or "") if named is not None else ""

    def own(name: str) -> str:
        value = getattr(meeting, name) if meeting is not None else None
        if value is None:
            return ""
        return value.text if hasattr(value, "text") else f"{value:%H:%M}"

    minutes = str(meeting.minutes or "") if meeting is not None else ""
    return (
        Field("date", _("Day"), kind="date", value=of_day, is_needed=True, hint="26-Nov-2026"),
        Field("starts", _("Starts at"), kind="time", value=own("starts"), hint=usual),
        Field("minutes", _("Minutes there are"), kind="number", value=minutes, hint=usual),
        Field("place", _("Place"), value=people("place")),
        Field("chair", _("Chair"), value=people("chair")),
        Field("coordinator", _("Coordinator"), value=people("coordinator")),
        Field("cut_off", _("Cut-off, day"), kind="date", value=own("cut_off"), hint=usual),
        Field(
            "cut_off_time",
            _("Cut-off, time"),
            kind="time",
            value=own("cut_off_time"),
            hint=usual,
        ),
    )


def _changed(meeting: "Meeting", values: Values, *, keep_empty: bool) -> "Meeting":
    """The meeting as typed; an empty field is kept as it was, or is empty then."""
    from nenboard.domain.board import Meeting

    typed = {name: text or None for name, text in values.items()}
    if keep_empty:
        typed = {name: text for name, text in typed.items() if text is not None}
    return Meeting.model_validate({**dict(meeting), **typed})


def _set(meeting: "Meeting") -> dict[str, object]:
    names = ("date", "starts", "minutes", "place", "chair", "coordinator", "cut_off")
    return {name: getattr(meeting, name) for name in (*names, "cut_off_time")}
