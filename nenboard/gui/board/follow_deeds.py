"""What can be done about earlier decisions: actions, plans that are asked after, deferred cases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from nenboard.gui.board.asking import Asked, Field, Values
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.side import Deed
from nenboard.gui.board.side_rows import SideRow
from nenboard.gui.page import Change
from nenboard.host import labels
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.follow_up import Entry, LedgerLine, PlanQuestion
    from nenboard.gui.widgets.banner import Identity
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting
    from nenboard.registry.outcomes import StoredOutcome


class FollowDeeds:
    """Entries of the ledger are kept for ever; what was done by mistake is opened again."""

    def __init__(self, context: BoardContext) -> None:
        self._context = context

    def action_deeds(self) -> Sequence[Deed]:
        """Done, moved, withdrawn."""
        return (
            Deed("done", _("Done"), self._done, fits=_is_action),
            Deed("move", _("Move…"), self._move, fits=_is_action),
            Deed("drop", _("Withdraw…"), self._withdraw, fits=_is_action),
        )

    def later_deeds(self) -> Sequence[Deed]:
        """Answer a question, bring a case back."""
        return (
            Deed("answer", _("Answer…"), self._answer, fits=_is_question),
            Deed("return", _("Bring back"), self._bring_back, fits=_is_waiting),
        )

    def _done(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _action(row)

        def verb(registry: "Registry") -> object:
            from nenboard.domain.dates import PartialDate
            from nenboard.domain.follow_up import ActionDone
            from nenboard.workflow import clock

            on = PartialDate.of(clock.today())
            return _enter(registry, line, ActionDone(action=line.action.id, on=on))

        services = self._context.services

        def done(_result: object) -> None:
            services.published(Change("meeting", (line.case_id,)))
            said = _("Action of {case} is done.").format(case=line.case_id)
            services.offer_undo(said, lambda: self._reopen(line))

        desk = services.desk
        services.run(
            lambda _job: verb(desk.registry),
            done=done,
            failed=self._context.changes.show_fault,
            owner=self._context,
        )

    def _reopen(self, line: "LedgerLine") -> None:
        def verb(registry: "Registry") -> object:
            from nenboard.domain.follow_up import ActionReopened

            entry = ActionReopened(action=line.action.id, reason=_("Ticked by mistake"))
            return _enter(registry, line, entry)

        self._context.changes.note(verb, Change("meeting", (line.case_id,)))

    def _move(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _action(row)
        due = line.action.due
        asked = Asked(
            _("Move an action"),
            line.action.what,
            (
                Field("owner", _("Owner"), value=line.action.owner or "", is_needed=True),
                Field(
                    "due",
                    _("By when"),
                    kind="date",
                    value=due.text if due is not None else "",
                    is_needed=True,
                ),
                Field("reason", _("Reason"), is_needed=True),
            ),
            _("Move it"),
            name="board_move_action",
        )

        def work(registry: "Registry", values: Values) -> object:
            from nenboard.domain.follow_up import ActionMoved

            entry = ActionMoved.model_validate({"action": line.action.id, **values})
            return _enter(registry, line, entry)

        self._context.ask(asked, work, done=lambda _result: self._tell(line.case_id))

    def _withdraw(self, row: SideRow | None) -> None:
        if row is None:
            return
        line = _action(row)
        asked = Asked(
            _("Withdraw an action"),
            line.action.what,
            (Field("reason", _("Why it is not needed any more"), is_needed=True),),
            _("Withdraw it"),
            name="board_withdraw",
        )

        def work(registry: "Registry", values: Values) -> object:
            from nenboard.domain.follow_up import ActionWithdrawn

            entry = ActionWithdrawn(action=line.action.id, reason=values["reason"])
            return _enter(registry, line, entry)

        self._context.ask(asked, work, done=lambda _result: self._tell(line.case_id))

    def _answer(self, row: SideRow | None) -> None:
        if row is None:
            return
        due = row.about
        question: PlanQuestion = due.question  # type: ignore[attr-defined] # a DueQuestion
        has_died: bool = due.has_died  # type: ignore[attr-defined] # as above
        self._context.with_identity(
            question.case_id, lambda who: self._ask_answer(question, who, has_died=has_died)
        )

    def _ask_answer(
        self, question: "PlanQuestion", identity: "Identity", *, has_died: bool
    ) -> None:
        from nenboard.domain.terms import Followed

        note = _("The plan of {meeting}, {days} days after the decision.").format(
            meeting=question.meeting_id, days=question.after_days
        )
        asked = Asked(
            _("Was the plan followed?"),
            _("{note} A death is recorded.").format(note=note) if has_died else note,
            _answer_fields(),
            _("Keep the answer"),
            identity=identity,
            name="board_followed",
        )

        def work(registry: "Registry", values: Values) -> object:
            from nenboard.domain.follow_up import PlanFollowed

            typed = {name: text or None for name, text in values.items()}
            if typed["followed"] == Followed.FULLY.value:
                typed["reason"] = None
            entry = PlanFollowed.model_validate({"after_days": question.after_days, **typed})
            return _enter(registry, question, entry)

        self._context.ask(asked, work, done=lambda _result: self._tell(question.case_id))

    def _bring_back(self, row: SideRow | None) -> None:
        """Put a deferred case on the agenda shown, linked to the meeting that deferred it."""
        if row is None:
            return
        stored, key = cast("StoredOutcome", row.about), self._context.meeting_id

        def verb(registry: "Registry") -> "StoredMeeting | None":
            from nenboard.workflow import returns

            return returns.bring_back(registry, stored, to=key)

        label = _("{case} comes back").format(case=stored.case_id)
        self._context.changes.change(key, verb, label=label)

    def _tell(self, case_id: str) -> None:
        self._context.services.published(Change("meeting", (case_id,)))


def _answer_fields() -> tuple[Field, ...]:
    """Whether a plan was followed, and why not."""
    from nenboard.domain.terms import Followed, NotFollowedReason

    ways = tuple((one.value, labels.label(one)) for one in Followed)
    reasons = tuple((one.value, labels.label(one)) for one in NotFollowedReason)
    return (
        Field(
            "followed",
            _("Answer"),
            kind="choice",
            choices=(("", _("Choose")), *ways),
            is_needed=True,
        ),
        Field(
            "reason",
            _("If not fully, why"),
            kind="choice",
            choices=(("", _("Not asked")), *reasons),
        ),
        Field("words", _("In words"), kind="text"),
    )


def _enter(registry: "Registry", about: "LedgerLine | PlanQuestion", entry: "Entry") -> object:
    from nenboard.workflow import follow_up

    return follow_up.enter(registry, about.meeting_id, case_id=about.case_id, entry=entry)


def _action(row: SideRow) -> "LedgerLine":
    return cast("LedgerLine", row.about)


def _is_action(row: SideRow) -> bool:
    return hasattr(row.about, "action")


def _is_question(row: SideRow) -> bool:
    return hasattr(row.about, "question")


def _is_waiting(row: SideRow) -> bool:
    return hasattr(row.about, "attestations")
