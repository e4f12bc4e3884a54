"""Whether the answer of the algorithm beside an outcome is about the case as it stands."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.outcome import Outcome
    from nenboard.gui.outcome.opened import Opened


class Remedy(Enum):
    """What puts it right: take the newest answer, or have the algorithm run first."""

    TAKE = auto()
    RUN = auto()


@dataclass(frozen=True, slots=True)
class Age:
    """Why the answer does not hold for the case as it stands, and what puts it right."""

    words: str
    remedy: Remedy


def age_of(opened: "Opened", outcome: "Outcome") -> Age | None:
    """What is to be said about the answer an outcome is held against; None if it is the newest."""
    if opened.current is not None:
        if outcome.advice == opened.current:
            return None
        words = _("The case or the answer of the rule set has changed since this was begun.")
        return Age(words, Remedy.TAKE)
    if outcome.advice is not None:
        words = _(
            "Out of date: the case has changed since the answer of the rule set that the plan is "
            "held against."
        )
    elif opened.is_answered:
        words = _(
            "Out of date: the answer of the rule set is about an earlier state of the case, so the "
            "plan is held against nothing."
        )
    else:
        words = _("The rule set was never run on this case, so the plan is held against nothing.")
    return Age(words, Remedy.RUN)
