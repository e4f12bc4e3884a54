"""Reading dates as people type them; what can be read in two ways is asked, never guessed."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from nenboard.domain.dates import PartialDate
from nenboard.gui.case_edit.reading import Choice, Reading
from nenboard.host.language import _

DAY_FIRST: Final = "day_first"
MONTH_FIRST: Final = "month_first"

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_FULL: Final = ("january", "february", "march", "april", "may", "june", "july", "august")
_FULL_REST: Final = ("september", "october", "november", "december")
_SEPARATOR: Final = r"[\s./\-\u2011]+"
_WORDS: Final = re.compile(
    rf"(?:(\d{{1,2}}){_SEPARATOR})?([a-z]{{3,9}})\.?{_SEPARATOR}(\d{{2}}|\d{{4}})"
)
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[./\-](\d{4})")
_FIGURES: Final = re.compile(r"(\d{1,2})([./\-\s])(\d{1,2})\2(\d{2}|\d{4})")
_AWAY: Final = re.compile(r"([+-])(\d{1,4})([dwmy]?)")


@dataclass(frozen=True, slots=True)
class Habits:
    """How dates are typed here: which figure comes first (None: not said yet), and today."""

    first: str | None = None
    today: date | None = None


def read_date(text: str, habits: Habits | None = None) -> Reading:
    """A date, possibly partial: 2026, 2026-03, 14-Mar-2026, 14.03.2026, mar 2026, t, -14, +2w."""
    known = habits or Habits()
    typed = text.strip().lower()
    readers: tuple[Callable[[str, Habits], Reading | None], ...] = (
        _iso,
        _in_words,
        _month_year,
        _in_figures,
        _from_today,
    )
    for reader in readers:
        reading = reader(typed, known)
        if reading is not None:
            return reading
    return Reading(problem=_("This is not a date. Write 14-Mar-2026, Mar-2026 or 2026."))


def _iso(text: str, _habits: Habits) -> Reading | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    return _dated(year, month, day)


def _in_words(text: str, habits: Habits) -> Reading | None:
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    day, name, year = match.groups()
    months = [
        number
        for number, full in enumerate((*_FULL, *_FULL_REST), start=1)
        if full.startswith(name) or name == _MONTHS[number - 1]
    ]
    if len(months) != 1:
        return None
    return _dated(_long_year(year, habits), str(months[0]), day)


def _month_year(text: str, _habits: Habits) -> Reading | None:
    match = _MONTH_YEAR.fullmatch(text)
    return _dated(match[2], match[1], None) if match else None


def _in_figures(text: str, habits: Habits) -> Reading | None:
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    one, _mark, two, short = match.groups()
    year = _long_year(short, habits)
    day_first, month_first = _dated(year, two, one), _dated(year, one, two)
    if one == two or int(one) > 12 or habits.first == DAY_FIRST:
        return day_first
    if int(two) > 12 or habits.first == MONTH_FIRST:
        return month_first
    return Reading(
        problem=_("This can be {one} or {other}. Which day is it?").format(
            one=_text_of(day_first), other=_text_of(month_first)
        ),
        choices=(
            Choice(_text_of(day_first), day_first.value, teaches=DAY_FIRST),
            Choice(_text_of(month_first), month_first.value, teaches=MONTH_FIRST),
        ),
    )


def _from_today(text: str, habits: Habits) -> Reading | None:
    if habits.today is None:
        return None
    if text in {"t", "today"}:
        return Reading(value=PartialDate.of(habits.today))
    match = _AWAY.fullmatch(text)
    if match is None:
        return None
    sign, count, unit = match.groups()
    steps = int(count) * (1 if sign == "+" else -1)
    if unit in {"m", "y"}:
        return _months_away(habits.today, steps * (12 if unit == "y" else 1))
    return Reading(value=PartialDate.of(habits.today + timedelta(days=steps * _DAYS[unit])))


_DAYS: Final = {"": 1, "d": 1, "w": 7}


def _months_away(today: date, steps: int) -> Reading:
    year, month = divmod(today.year * 12 + today.month - 1 + steps, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return Reading(value=PartialDate.of(date(year, month + 1, day)))


def _long_year(year: str, habits: Habits) -> str:
    """A year of two figures, read as the latest one that is not more than a year ahead."""
    if len(year) == 4 or habits.today is None:
        return year
    century = habits.today.year // 100 * 100
    candidate = century + int(year)
    return str(candidate if candidate <= habits.today.year + 1 else candidate - 100)


def _dated(year: str, month: str | None, day: str | None) -> Reading:
    """A reading of figures; for a day that the calendar lacks, the last of its month is offered."""
    if len(year) != 4:
        return Reading(problem=_("Write the year with four figures."))
    number = int(month) if month else 0
    if month and not 1 <= number <= 12:
        return Reading(problem=_("There is no such month. Write 14-Mar-2026 or Mar-2026."))
    parts = [year] + [f"{int(part):02d}" for part in (month, day) if part]
    try:
        return Reading(value=PartialDate("-".join(parts)))
    except ValueError:
        return _no_such_day(int(year), number)


def _no_such_day(year: int, month: int) -> Reading:
    if not month or not 1880 <= year <= 2200:
        return Reading(problem=_("The year lies outside 1880 to 2200."))
    last = PartialDate(f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}")
    question = _("There is no such day. Did you mean {date}?").format(date=last.text)
    return Reading(problem=question, choices=(Choice(last.text, last),))


def _text_of(reading: Reading) -> str:
    return reading.value.text if isinstance(reading.value, PartialDate) else ""
