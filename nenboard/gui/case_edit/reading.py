"""What a typed text may mean: one value, several to choose from, or none and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nenboard.domain.missing import Missing

DOT_CODES: dict[str, Missing] = {
    ".n": Missing.NOT_DONE,
    ".p": Missing.PENDING,
    ".u": Missing.UNKNOWN,
    ".x": Missing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading offered: the words on its button and the value. `teaches` names a habit."""

    words: str
    value: object
    teaches: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read.

    With a `problem` it is no value yet and `choices` are readings to pick from; `also` are values
    of fields beside this one that the same text gives (the sign of "<5").
    """

    value: object = None
    problem: str = ""
    choices: tuple[Choice, ...] = ()
    also: Mapping[str, object] = field(default_factory=dict, hash=False)


def missing_code(text: str) -> Missing | None:
    """The kind of missing that a dot code stands for."""
    return DOT_CODES.get(text.strip().lower())
