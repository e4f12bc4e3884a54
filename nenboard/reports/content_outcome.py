"""What an outcome says in words: result, plan with its basis, actions, who tells whom."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, PlanLine, Tell
from nenboard.domain.terms import Basis, Recipient, Result
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import values, words
from nenboard.reports.values import Phrase, Span, State, StateKind, Tone, Weight


@dataclass(frozen=True, slots=True)
class Later:
    """A later fact beside a signed outcome, with the day it was written."""

    text: str
    reason: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Recorded:
    """A version of an outcome as stored: its state, who signed it and when (UTC), later facts."""

    outcome: Outcome
    version: int
    state: State
    by: str
    at: datetime
    signed_by: str = ""
    capacity: str = ""
    signed_at: datetime | None = None
    audit_head: str = ""
    later: tuple[Later, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed this version."""
        return self.signed_at is not None

    @property
    def signature(self) -> str:
        """Who signed, in which capacity and when; or that nobody did."""
        if self.signed_at is None:
            return _("Not signed")
        who = f"{self.signed_by} ({self.capacity})" if self.capacity else self.signed_by
        day = PartialDate.of(self.signed_at.date()).text
        return _("Signed: {who}, {day} {time}").format(
            who=who, day=day, time=f"{self.signed_at:%H:%M}"
        )


def result_words(outcome: Outcome) -> Phrase:
    """The result with its condition, cause, protocol or reason, and the day."""
    if outcome.result is None:
        return words.bold(_("No result recorded"))
    day = f" ({outcome.decided.text})" if outcome.decided is not None else ""
    lead = (Span(labels.label(outcome.result), Weight.BOLD), Span(day))
    more = _more(outcome)
    return (*lead, Span(". " + more)) if more else lead


def _more(outcome: Outcome) -> str:
    missing = _("Not recorded")
    if outcome.result is Result.CONDITIONAL and outcome.condition is not None:
        return _("On condition: {text}, known by {day}").format(
            text=outcome.condition.text, day=day_words(outcome.condition.due)
        )
    if outcome.result is Result.DEFERRED and outcome.deferral is not None:
        why = outcome.deferral
        cause = labels.label(why.cause) if why.cause is not None else missing
        back = why.returns_on.text if why.returns_on else why.returns_to or missing
        return (
            _("Cause: {cause}. {words} Owner: {owner}. Comes back: {back}")
            .format(
                cause=cause,
                words=f"{why.words}." if why.words else "",
                owner=why.owner or missing,
                back=back,
            )
            .replace("  ", " ")
        )
    if outcome.result is Result.STANDARD_OF_CARE:
        return _("Protocol: {protocol}").format(protocol=outcome.protocol or missing)
    if outcome.result is Result.RETURNED:
        return _("Returned because: {reason}").format(reason=outcome.returned_because or missing)
    return ""


def day_words(day: PartialDate | None) -> str:
    """A day as printed, or that none is recorded."""
    return day.text if day is not None else _("date not recorded")


def plan_lines(outcome: Outcome) -> tuple[Phrase, ...]:
    """Each line of the plan: its place, words, condition and basis; alternatives say so."""
    places = {line.id: number for number, line in enumerate(outcome.plan, start=1)}
    return tuple(_plan_line(line, places) for line in outcome.plan)


def _plan_line(line: PlanLine, places: dict[str, int]) -> Phrase:
    lead = f"{places[line.id]}. "
    if line.alternative_to is not None:
        other = places[line.alternative_to]
        lead += _("Alternative to {number}: ").format(number=other)
    phrase: Phrase = (Span(lead, Weight.SEMIBOLD), Span(line.text, Weight.SEMIBOLD))
    if line.if_condition:
        text = _("if {condition}").format(condition=line.if_condition)
        phrase = (*phrase, Span(f", {text}"))
    return (*phrase, Span(f" ({basis_words(line)})", tone=Tone.QUIET))


def basis_words(line: PlanLine) -> str:
    """What a line of the plan rests on."""
    if line.basis is None:
        return _("basis not recorded")
    text = labels.label(line.basis)
    if line.basis is Basis.TRIAL and line.trial:
        return f"{text}: {line.trial}"
    if line.basis is Basis.ALGORITHM and line.option is not None and line.option.strength:
        strength = line.option.strength.replace("_", " ")
        return _("{basis}, listed as {strength}").format(basis=text, strength=strength)
    return text


def reasons(outcome: Outcome) -> tuple[Phrase, ...]:
    """Why the board decided otherwise than the rule set lists, if it did."""
    if outcome.departure is None:
        return ()
    text = labels.label(outcome.departure.reason)
    if outcome.departure.words:
        text += f". {outcome.departure.words}"
    lead = Span(_("The board departs from the rule set:") + " ", Weight.SEMIBOLD)
    return ((lead, Span(text)),)


def actions(outcome: Outcome) -> tuple[Phrase, ...]:
    """Each action with owner and day; that none is needed, or none was recorded."""
    if not outcome.actions:
        none = _("No actions needed") if outcome.has_no_actions else _("Actions: not recorded")
        return (words.plain(none),)
    return tuple(
        (
            Span(action.what),
            Span(": " + (action.owner or _("owner not recorded")), Weight.SEMIBOLD),
            Span(", " + _("by {day}").format(day=day_words(action.due))),
        )
        for action in outcome.actions
    )


def tells(outcome: Outcome) -> tuple[Phrase, ...]:
    """Who tells patient, family doctor and referrer."""
    found = {tell.to: tell for tell in outcome.tell}
    return tuple(_tell(to, found.get(to)) for to in (Recipient.PATIENT, Recipient.FAMILY_DOCTOR))


def _tell(to: Recipient, tell: Tell | None) -> Phrase:
    lead = Span(labels.label(to) + ": ", Weight.SEMIBOLD)
    if tell is None:
        return (lead, Span(_("Not recorded")))
    if tell.not_needed:
        return (lead, Span(_("need not be told: {reason}").format(reason=tell.not_needed)))
    how = f" ({words.inside(labels.label(tell.how))})" if tell.how is not None else ""
    who = tell.who or _("Not recorded")
    return (lead, Span(_("{who}{how}, by {day}").format(who=who, how=how, day=day_words(tell.due))))


def before_the_meeting() -> values.Outcome:
    """Block 8 of the page before the meeting: boxes to tick and lines to write on."""
    return values.Outcome(
        ticks=(_("agreed"), _("conditional"), _("deferred"), _("returned")),
        prompts=(
            (_("Plan, and basis"), 3),
            (_("Actions: who, by when"), 2),
            (_("Tell patient / GP: who, by when"), 1),
        ),
        signature=_("Chair, date"),
    )


def block(recorded: Recorded | None) -> values.Outcome:
    """Block 8: room to write before the meeting, what the board decided after it."""
    if recorded is None:
        return before_the_meeting()
    outcome = recorded.outcome
    lines = [
        result_words(outcome),
        *plan_lines(outcome),
        *reasons(outcome),
        *actions(outcome),
        *tells(outcome),
        *(later_words(one) for one in recorded.later),
    ]
    return values.Outcome((), (), tuple(lines), recorded.signature)


def later_words(later: Later) -> Phrase:
    """A later fact with its day and reason."""
    lead = Span(_("Added {day}:").format(day=later.on.text) + " ", Weight.SEMIBOLD)
    return (lead, Span(f"{later.text} ({later.reason})"))


def is_draft(state: State) -> bool:
    """Whether nobody signed what the document says."""
    return state.kind is StateKind.DRAFT
