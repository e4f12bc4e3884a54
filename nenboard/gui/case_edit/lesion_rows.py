"""What follows from the diameters of each day: changes, RECIST 1.1, growth with its marks."""

from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.response.course import Label, NewLesions
from nenboard.domain.response.growth import Growth
from nenboard.domain.response.of_case import MeasuredCourse, courses_of
from nenboard.domain.response.recist import Evaluation
from nenboard.host.labels import number_text
from nenboard.host.language import _

Row = tuple[str, dict[PartialDate, str]]
_NEW: Final = (NewLesions.UNEQUIVOCAL, NewLesions.EQUIVOCAL)


def derived_rows(case: Case, on: date) -> tuple[Row, ...]:
    """Change against baseline and nadir, RECIST 1.1, growth per month, each by day.

    A day that ends one line and begins the next is said as the end of the first: at a baseline
    there is nothing to compare with.
    """
    from_baseline: dict[PartialDate, str] = {}
    from_nadir: dict[PartialDate, str] = {}
    response: dict[PartialDate, str] = {}
    growth: dict[PartialDate, str] = {}
    for course in courses_of(case, on):
        for each in course.result.timepoints:
            when = course.dates[each.day]
            if each.overall is None:
                response.setdefault(when, _("baseline"))
                continue
            from_baseline[when] = _percent(each.change_from_baseline_pct)
            from_nadir[when] = _percent(each.change_from_nadir_pct)
            response[when] = _response(course, each)
        start = case.lines[course.line].start if course.line is not None else None
        labels = {course.dates[e.day]: e.overall for e in course.result.timepoints}
        for rate in course.growth(start):
            growth[rate.last.when] = _growth(rate, labels.get(rate.last.when))
    return (
        (_("% from baseline"), from_baseline),
        (_("% from nadir"), from_nadir),
        (_("RECIST 1.1"), response),
        (_("Growth, % a month"), growth),
    )


def new_words(case: Case) -> tuple[str, ...]:
    """The new lesions of each day with their place, the newest day first."""
    seen = [each for each in case.assessments if each.new_lesions in _NEW]
    words = {
        NewLesions.UNEQUIVOCAL: _("New on {day}: {where}."),
        NewLesions.EQUIVOCAL: _("Perhaps new on {day}: {where}."),
    }
    return tuple(
        words[each.new_lesions].format(
            day=each.date.text, where=each.new_sites or _("place not recorded")
        )
        for each in sorted(seen, key=lambda each: newest_first(each.date))
        if isinstance(each.new_lesions, NewLesions)
    )


def _percent(change: Decimal | None) -> str:
    return f"{_signed(round(change, 0))} %" if change is not None else ""


def _signed(amount: Decimal) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{number_text(abs(amount))}"


def _response(course: MeasuredCourse, each: Evaluation) -> str:
    """The letters; where nobody answered for new lesions they are what the sizes alone give."""
    letters = each.overall.value if each.overall is not None else ""
    shape = {"PD": "▲", "PR": "▼", "SD": "▬", "CR": "◉"}.get(letters, "□")
    words = letters if letters != Label.NON_CR_NON_PD.value else _("non-CR/non-PD")
    is_certain = each.overall is Label.PD or each.day not in course.unsaid
    return f"{shape} {words}" if is_certain else _("{words}, if nothing new").format(words=words)


def _growth(rate: Growth, label: Label | None) -> str:
    """The rate; a triangle where it reaches its mark, a word where stable disease hides it."""
    if rate.percent_per_month is None:
        return ""
    words = _signed(round(rate.percent_per_month, 1))
    if not rate.is_at_mark:
        return words
    words = f"▲ {words}"
    return _("{rate}, hidden").format(rate=words) if rate.is_hidden_by(label) else words
