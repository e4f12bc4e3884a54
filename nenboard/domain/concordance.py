"""How a decision stands to what the algorithm listed; the two are compared, never merged.

The strengths are those of the assessment document: the best one present leads its list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nenboard.domain.board import Verdict
from nenboard.domain.outcome import Outcome, PlanLine
from nenboard.domain.terms import Basis, Result

CHOOSABLE: Final = ("preferred", "option", "selected")
"""Strengths with which an option is listed to be chosen, best first."""


class Concordance(StrEnum):
    """How the leading line of the plan stands to the list of options."""

    LEADING = "leading"
    LISTED = "listed"
    WAITING = "waiting"
    DEPARTS = "departs"
    NOT_COMPARED = "not_compared"


class Why(StrEnum):
    """What decided: why it departs, or why nothing could be compared."""

    NOT_LISTED = "not_listed"
    NOT_ROUTINE = "not_routine"
    CONTRAINDICATED = "contraindicated"
    NO_ANSWER = "no_answer"
    NO_OPTIONS = "no_options"
    NO_TREATMENT_LINE = "no_treatment_line"
    NO_RESULT = "no_result"
    DEFERRED = "deferred"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Advised:
    """An option that the algorithm listed, in its order; a conditional one has no strength yet."""

    node: str
    option: str
    strength: str | None
    could_be: tuple[str, ...] = ()
    is_trial: bool = False

    @property
    def best(self) -> str | None:
        """The best strength it has or could have."""
        if self.strength is not None:
            return self.strength
        return next((strength for strength in CHOOSABLE if strength in self.could_be), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the decision stands to the advice, what decided, and the option it was held against.

    `is_certain` is False if missing facts kept more than one branch open.
    """

    concordance: Concordance
    why: Why | None = None
    advised: Advised | None = None
    is_certain: bool = True

    @property
    def needs_reason(self) -> bool:
        """Whether the board owes a reason."""
        return self.concordance is Concordance.DEPARTS

    @property
    def verdict(self) -> Verdict | None:
        """Follow, differ or postpone; None if nothing can be compared."""
        if self.why is Why.DEFERRED:
            return Verdict.POSTPONE
        if self.concordance is Concordance.NOT_COMPARED:
            return None
        return Verdict.DIFFER if self.concordance is Concordance.DEPARTS else Verdict.FOLLOW


def compare(
    outcome: Outcome, advice: Iterable[Advised] | None, *, is_certain: bool = True
) -> Comparison:
    """Hold the leading line of the plan against the options listed; None means no answer there."""
    options = None if advice is None else tuple(advice)
    line = outcome.leading_line
    nothing = _nothing_to_compare(outcome, line, options=options)
    if nothing is not None or line is None or options is None:
        return Comparison(Concordance.NOT_COMPARED, nothing, is_certain=is_certain)
    found = _match(line, options)
    if found is None:
        return Comparison(Concordance.DEPARTS, Why.NOT_LISTED, is_certain=is_certain)
    concordance, why = _grade(found, options)
    return Comparison(concordance, why, found, is_certain)


def _nothing_to_compare(
    outcome: Outcome, line: PlanLine | None, *, options: tuple[Advised, ...] | None
) -> Why | None:
    by_result = {
        None: Why.NO_RESULT,
        Result.DEFERRED: Why.DEFERRED,
        Result.RETURNED: Why.RETURNED,
    }
    if outcome.result in by_result:
        return by_result[outcome.result]
    if options is None:
        return Why.NO_ANSWER
    if line is None:
        return Why.NO_TREATMENT_LINE
    return None if options else Why.NO_OPTIONS


def _match(line: PlanLine, options: tuple[Advised, ...]) -> Advised | None:
    """The option that the line points to; for a trial without one, the trial that is listed."""
    if line.option is not None:
        wanted = (line.option.node, line.option.option)
        return next((o for o in options if (o.node, o.option) == wanted), None)
    if line.basis is Basis.TRIAL:
        return next((o for o in options if o.is_trial), None)
    return None


def _grade(found: Advised, options: tuple[Advised, ...]) -> tuple[Concordance, Why | None]:
    if found.strength is None and found.best is not None:
        return Concordance.WAITING, None
    if found.strength == "contraindicated":
        return Concordance.DEPARTS, Why.CONTRAINDICATED
    if found.strength not in CHOOSABLE:
        return Concordance.DEPARTS, Why.NOT_ROUTINE
    of_node = {option.strength for option in options if option.node == found.node}
    leading = next(strength for strength in CHOOSABLE if strength in of_node)
    is_leading = found.strength == leading
    return (Concordance.LEADING if is_leading else Concordance.LISTED), None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many decisions stand how to the advice, and why those departed or were not compared."""

    counts: dict[Concordance, int]
    causes: dict[Why, int]

    @property
    def compared(self) -> int:
        """Decisions that could be compared: the denominator of the share."""
        return sum(self.counts.values()) - self.counts[Concordance.NOT_COMPARED]

    @property
    def concordant(self) -> int:
        """Decisions for an option that was listed to be chosen, waiting ones included."""
        return self.compared - self.counts[Concordance.DEPARTS]


def tally(comparisons: Iterable[Comparison]) -> Tally:
    """Count comparisons by how they came out and by what decided."""
    found = tuple(comparisons)
    counts = {kind: sum(c.concordance is kind for c in found) for kind in Concordance}
    causes = {why: sum(c.why is why for c in found) for why in Why}
    return Tally(counts, {why: count for why, count in causes.items() if count})
