"""Reading what is typed in the dialogs of the board: days, times of the day, minutes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.host.language import _

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed as it is kept, or why it cannot be read."""

    value: str = ""
    problem: str = ""


def as_it_is(text: str) -> Read:
    """Words need no reading."""
    return Read(text)


def read_day(text: str) -> Read:
    """A day in any of the ways dates are typed: 26-Nov-2026, 26/11/26 is asked about, t, +2w."""
    from nenboard.domain.dates import PartialDate
    from nenboard.workflow import clock

    reading = read_date(text, Habits(today=clock.today()))
    if isinstance(reading.value, PartialDate) and not reading.problem:
        if not reading.value.is_exact:
            return Read(problem=_("Give the day as well: 26-Nov-2026."))
        return Read(str(reading.value))
    offered = _(" or ").join(choice.words for choice in reading.choices)
    if offered:
        return Read(
            problem=_("This can be {days}. Write the month as a word.").format(days=offered)
        )
    return Read(problem=reading.problem or _("This is not a date. Write 26-Nov-2026."))


def read_time(text: str) -> Read:
    """A time of the day: 14:00, 14.00 or 14."""
    match = _TIME.fullmatch(text)
    hour, minute = (int(part or 0) for part in match.groups()) if match else (24, 0)
    if hour > 23 or minute > 59:
        return Read(problem=_("This is not a time of the day. Write 14:00."))
    return Read(time(hour, minute).isoformat("minutes"))


def read_minutes(text: str) -> Read:
    """Whole minutes, 0 to 600."""
    if not text.isascii() or not text.isdigit() or int(text) > 600:
        return Read(problem=_("Write whole minutes, 0 to 600."))
    return Read(str(int(text)))


READERS: Final[Mapping[str, Callable[[str], Read]]] = {
    "date": read_day,
    "time": read_time,
    "number": read_minutes,
}
