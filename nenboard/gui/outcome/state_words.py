"""The state of a discussion in a word with its shape, and other small words of the tab."""

from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import ActionState, LedgerLine, PlanQuestion, TellLine
from nenboard.domain.outcome import Outcome, PlanLine
from nenboard.domain.terms import Basis
from nenboard.gui.outcome.discussions import State
from nenboard.gui.widgets.chips import ChipLook
from nenboard.host.labels import label as label_of
from nenboard.host.language import _


def state_look(state: State) -> ChipLook:
    """The chip of a state."""
    return {
        State.OPEN: ChipLook(_("Not discussed yet"), icon="blank"),
        State.DRAFT: ChipLook(_("Draft, not recorded"), icon="edit", tone="warning"),
        State.RECORDED: ChipLook(_("Recorded, not read back"), icon="edit", tone="warning"),
        State.READ_BACK: ChipLook(_("Read back, not signed"), icon="edit", tone="warning"),
        State.SIGNED: ChipLook(_("Signed"), icon="signed", tone="success"),
    }[state]


def result_words(outcome: Outcome, *, back: PartialDate | None = None) -> str:
    """The result with what belongs to it, in one sentence.

    `back` is the day of the planned meeting that a deferred case comes back to.
    """
    said = label_of(outcome.result) if outcome.result is not None else _("No result")
    parts = (*_condition(outcome), *_deferral(outcome, back))
    if outcome.protocol:
        parts = (*parts, outcome.protocol)
    if outcome.returned_because:
        parts = (*parts, outcome.returned_because)
    return ": ".join((said, "; ".join(parts))) if parts else said


def _condition(outcome: Outcome) -> tuple[str, ...]:
    condition = outcome.condition
    if condition is None:
        return ()
    due = condition.due
    known = _("known by {date}").format(date=due.text) if due is not None else ""
    return tuple(part for part in (condition.text, known) if part)


def _deferral(outcome: Outcome, back: PartialDate | None) -> tuple[str, ...]:
    deferral = outcome.deferral
    if deferral is None:
        return ()
    day = back or deferral.returns_on
    returns = day.text if day is not None else deferral.returns_to or ""
    return tuple(
        part
        for part in (
            label_of(deferral.cause) if deferral.cause is not None else "",
            deferral.words or "",
            _("{name} brings it").format(name=deferral.owner) if deferral.owner else "",
            _("comes back on {day}").format(day=returns) if returns else "",
        )
        if part
    )


def line_note(line: PlanLine, ranks: dict[str, int]) -> str:
    """What is said below a line: when it holds, and which line it was offered beside."""
    parts = []
    if line.alternative_to is not None:
        parts.append(_("alternative to line {n}").format(n=ranks.get(line.alternative_to, 0)))
    if line.if_condition:
        parts.append(line.if_condition)
    if line.kind is not None:
        parts.append(label_of(line.kind))
    return "; ".join(parts)


def basis_words(line: PlanLine) -> str:
    """What a line rests on."""
    if line.basis is None:
        return _("not said")
    if line.basis is Basis.TRIAL and line.trial:
        return f"{label_of(line.basis)}, {line.trial}"
    if line.option is not None:
        return f"{label_of(line.basis)}, {line.option.node}"
    return label_of(line.basis)


def action_look(line: LedgerLine, *, is_overdue: bool) -> ChipLook:
    """The chip of an action."""
    if line.state is ActionState.DONE:
        on = line.closed_on.text if line.closed_on is not None else ""
        return ChipLook(_("Done {date}").format(date=on).strip(), icon="ok", tone="success")
    if line.state is ActionState.WITHDRAWN:
        return ChipLook(_("Withdrawn"))
    if is_overdue:
        return ChipLook(_("Overdue"), icon="warning", tone="warning")
    return ChipLook(_("Open"))


def tell_look(line: TellLine, *, is_overdue: bool) -> ChipLook:
    """The chip of a recipient: told, not needed, overdue, or by when."""
    if line.told is not None:
        words = _("Told {date}").format(date=line.told.on.text)
        return ChipLook(words, icon="ok", tone="success")
    if line.tell.not_needed:
        return ChipLook(_("Nobody has to"))
    due = by_words(line.tell.due)
    if is_overdue:
        return ChipLook(_("Overdue, {by}").format(by=due), icon="warning", tone="warning")
    return ChipLook(due or _("no date"))


def by_words(day: PartialDate | None) -> str:
    """By when."""
    return _("by {date}").format(date=day.text) if day is not None else ""


def tell_words(line: TellLine) -> str:
    """Who tells them and how, or who has told them."""
    if line.told is not None:
        return f"{line.told.who}, {label_of(line.told.how).lower()}"
    if line.tell.not_needed:
        return line.tell.not_needed
    how = label_of(line.tell.how).lower() if line.tell.how is not None else ""
    return ", ".join(part for part in (line.tell.who or "", how) if part) or _("not said")


def answer_words(question: PlanQuestion) -> str:
    """The answer to a later question, or that it is still open."""
    answer = question.answer
    if answer is None:
        return ""
    reason = label_of(answer.reason) if answer.reason is not None else ""
    return "; ".join(
        part for part in (label_of(answer.followed), reason, answer.words or "") if part
    )
