"""Responses and sums of measured lesions on the time axis, as recorded and as they follow."""

from collections.abc import Iterator
from decimal import Decimal

from nenboard.domain.case import Case
from nenboard.domain.imaging import Lesion
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.growth import STABLE, Growth, Sum, growth_between
from nenboard.domain.response.of_case import MeasuredCourse, size_of
from nenboard.domain.terms import Response, ResponseMethod
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.values import Event, Glyph, Point, Series, Symbol

_LETTERS = frozenset(response.value for response in Response)


def responses(
    case: Case, undated: list[str], *, courses: tuple[MeasuredCourse, ...]
) -> list[Glyph]:
    """RECIST responses: those recorded, the best of each line, and what sizes alone make certain.

    A day with a recorded response shows that one. Other methods are never mixed in.
    """
    found = list(_recorded(case, undated))
    for place, line in enumerate(case.lines):
        when = line.best_response_date
        day = words.day(when)
        best = line.best_response if when not in {each.date for each in case.responses} else None
        if isinstance(best, Response) and day is not None:
            text = _("Best response of the line {code}").format(code=best.value)
            path = f"lines.{place}.best_response"
            found.append(Glyph(day, best.value, text, place=path))
    shown = {glyph.day.text for glyph in found}
    for course in courses:
        for when, label in course.certain_labels():
            day = words.day(when)
            if day is not None and day.text not in shown and label.value in _LETTERS:
                text = _("RECIST 1.1 {code}").format(code=label.value)
                how = _("computed from the measured lesions")
                shown.add(day.text)
                found.append(Glyph(day, label.value, text, how=how, place="lesions"))
    return found


def _recorded(case: Case, undated: list[str]) -> Iterator[Glyph]:
    for place, record in enumerate(case.responses):
        code = record.response.value if isinstance(record.response, Response) else "NE"
        method = labels.label(record.method)
        day = words.day(record.date)
        path = f"responses.{place}.response"
        if day is None:
            undated.append(f"{method} {code}")
        elif record.method is ResponseMethod.RECIST:
            yield Glyph(day, code, f"{method} {code}", how=record.note or "", place=path)


def other_methods(case: Case) -> Iterator[Event]:
    """Responses by PET, markers or symptoms: events of their own, never mixed into RECIST."""
    for place, record in enumerate(case.responses):
        day = words.day(record.date)
        if record.method is not ResponseMethod.RECIST and day is not None:
            code = record.response.value if isinstance(record.response, Response) else "NE"
            text = _("{method}: {code}").format(method=labels.label(record.method), code=code)
            path = f"responses.{place}.response"
            yield Event(day, text, Symbol.OTHER, how=record.note or "", place=path)


def sums(case: Case, *, courses: tuple[MeasuredCourse, ...]) -> Iterator[Series]:
    """Sums of target lesions on days when every target was measured, with the growth to each."""
    targets = [lesion for lesion in case.lesions if lesion.is_target]
    if not targets:
        return
    totals = list(_totals(targets))
    starts = [line.start for line in case.lines if line.start is not None]
    treated = min(starts, key=imputed_day, default=None)
    grown = {each.last.when: each for each in growth_between(totals, treated_from=treated)}
    stable = {when for course in courses for when, said in course.labels() if said in STABLE}
    points = tuple(
        _sum_point(
            each,
            growth=grown.get(each.when),
            is_stable=each.when in stable,
            is_newest=each is totals[-1],
        )
        for each in totals
    )
    yield Series("sum", _("Target sum"), _("mm, complete days"), points, words.chip(None))


def _totals(targets: list[Lesion]) -> Iterator[Sum]:
    """The sum of each day on which all targets have a size, or are counted in another one."""
    sizes = [{each.date: size_of(each) for each in target.measurements} for target in targets]
    days = {when for found in sizes for when in found}
    for when in sorted(days, key=imputed_day):
        seen = [found.get(when) for found in sizes]
        known = [size for size in seen if isinstance(size, Decimal)]
        if known and all(size is not None for size in seen):
            yield Sum(when, sum(known, Decimal(0)))


def _sum_point(total: Sum, *, growth: Growth | None, is_stable: bool, is_newest: bool) -> Point:
    """A sum; the newest one prints its growth too, and whether stable disease hides it."""
    day, mm = words.day(total.when), total.mm
    assert day is not None  # noqa: S101 - a sum has a date
    rate = growth_words(growth)
    hides = growth is not None and growth.is_at_mark and is_stable
    said = _growth_said(growth, rate, hides=hides)
    note = _("{rate}, not seen by SD").format(rate=rate) if hides else rate
    shown = note if is_newest else ""
    return Point(day, mm, mm, words.number(mm), how=said, place="lesions", note=shown)


def growth_words(growth: Growth | None) -> str:
    """The growth rate in percent per month with its sign; '' without one."""
    if growth is None or growth.percent_per_month is None:
        return ""
    rate = signed(round(growth.percent_per_month, 1))
    return words.held(_("{rate} %/month").format(rate=rate))


def signed(amount: Decimal | int) -> str:
    """A change with its sign, a true minus."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{abs(amount)}"


def hidden_words(growth: Growth) -> str:
    """That a growth at its mark is called stable by RECIST."""
    mark = words.number(growth.mark)
    return _("reaches the mark of {mark} %/month, yet stable by RECIST").format(mark=mark)


def _growth_said(growth: Growth | None, rate: str, *, hides: bool) -> str:
    if growth is None or not rate:
        return ""
    said = _("growth {rate} since {day}").format(rate=rate, day=growth.first.when.text)
    if hides:
        return f"{said}, {hidden_words(growth)}"
    if growth.is_at_mark:
        mark = words.number(growth.mark)
        said += ", " + _("reaches the mark of {mark} %/month").format(mark=mark)
    return said
