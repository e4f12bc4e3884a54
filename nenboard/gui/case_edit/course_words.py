"""The newest response by each method in words, for the treatment tab."""

from dataclasses import dataclass
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.missing import Missing
from nenboard.domain.response.course import Label
from nenboard.domain.response.newest import newest_measured
from nenboard.domain.terms import ResponseMethod
from nenboard.host.labels import label, missing_label
from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class MethodLine:
    """The newest response by one method; `code` is empty where there is none."""

    method: str
    when: str
    code: str
    words: str


def methods(case: Case, on: date) -> tuple[MethodLine, ...]:
    """The newest response by each method, never mixed; RECIST also as the diameters give it."""
    found = tuple(_method(case, method) for method in ResponseMethod)
    measured = _measured(case, on)
    return found if measured is None else (measured, *found)


def _measured(case: Case, on: date) -> MethodLine | None:
    """The overall response of the newest day of measurement."""
    newest = newest_measured(case, on)
    if newest is None or newest.found.overall is None:
        return None
    said = newest.found.overall
    code = label(said) if said is Label.NON_CR_NON_PD else said.value
    words = _("{code}, computed") if newest.is_certain else _("{code}, if nothing new")
    return MethodLine(
        _("RECIST 1.1, diameters"), newest.when.text, said.value, words.format(code=code)
    )


def _method(case: Case, method: ResponseMethod) -> MethodLine:
    found = [each for each in case.responses if each.method is method]
    newest = min(found, key=lambda each: newest_first(each.date), default=None)
    if newest is None:
        return MethodLine(label(method), "", "", missing_label(None))
    when = newest.date.text if newest.date is not None else _("date not recorded")
    if isinstance(newest.response, Missing):
        return MethodLine(label(method), when, "", missing_label(newest.response))
    words = f"{newest.response.value} {newest.note or ''}".strip()
    return MethodLine(label(method), when, newest.response.value, words)
