"""Time end points of a line: the record document read, the answer written."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import is_before
from nenboard.domain.response.endpoints import (
    Endpoint,
    Endpoints,
    PlatinumFree,
    endpoints,
    platinum_free,
)
from nenboard.domain.response.growth import Growth, Sum, growth_between
from nenboard.domain.response.records import (
    Assessment,
    Conventions,
    NewLine,
    Platinum,
    Record,
    SurvivalFrom,
)
from nenboard.host.language import _
from nenboard.workflow.courses_json import Answers, number, over_documents
from nenboard.workflow.json_fields import Fields, number_at

_MOST_MM: Final = 10_000
_MOST_DAYS: Final = 3650
_AN_END: Final = (
    "next_line_start",
    "clinical_progression",
    "death",
    "last_known_alive",
)


def endpoints_answer(document: object) -> Answers:
    """The answer to one record or to a list of them. Raises UnusableInput with every problem."""
    return over_documents(document, _answer)


def _answer(fields: Fields) -> dict[str, object] | None:
    record = _record(fields)
    conventions = _conventions(fields)
    sums = tuple(_sums(fields))
    platinum = _platinum(fields)
    compared = list(_comparisons(fields))
    fields.raw("format")
    fields.warn_of_strangers()
    if record is not None:
        _check_order(fields, record, conventions=conventions)
    if record is None or fields.notes.problems:
        return None
    _warn(fields, record, platinum=platinum)
    growths = growth_between(sums, treated_from=record.line_start)
    labels = {each.when: each.overall for each in record.assessments}
    free = platinum_free(platinum, last_known_alive=record.last_known_alive)
    return {
        "format": "nenboard-endpoints/1",
        "settings": _settings(conventions),
        "warnings": list(fields.notes.warnings),
        "endpoints": endpoints_form(endpoints(record, conventions)),
        "growth": [growth_form(each, labels.get(each.last.when)) for each in growths],
        "platinum_free_interval": None if free is None else _free_form(free),
        "comparisons": compared,
    }


def _settings(conventions: Conventions) -> dict[str, object]:
    return {
        "os_from": conventions.survival_from.value,
        "confirmation": conventions.confirmation,
        "new_line_before_progression": conventions.new_line.value,
        "assessment_interval_days": conventions.assessment_interval_days,
    }


def endpoints_form(found: Endpoints) -> dict[str, object]:
    """The end points as the document has them."""
    return {
        name: None if (each := getattr(found, name)) is None else _form(each)
        for name in ("os", "pfs", "pfs_sensitivity", "ttp", "dor", "ttf")
    }


def _form(each: Endpoint) -> dict[str, object]:
    return {
        "start": each.start.root,
        "end": each.end.root,
        "event": each.event is not None,
        "what": each.event.value if each.event else None,
        "censor_reason": each.censored.value if each.censored else None,
        "days": each.length.days,
        "days_min": each.length.least,
        "days_max": each.length.most,
        "imputed": each.length.imputed,
    }


def growth_form(each: Growth, label: Label | None) -> dict[str, object]:
    """The growth between two sums as the document has it."""
    return {
        "from": each.first.when.root,
        "to": each.last.when.root,
        "days": each.days.days,
        "tgr_percent_per_month": number(each.percent_per_month),
        "vdt_days": number(each.doubling_days),
        "sgr_percent_per_day": number(each.percent_per_day),
        "imputed": each.days.imputed,
        "mark_percent_per_month": number(each.mark),
        "at_mark": each.is_at_mark,
        "hidden_by_stable_disease": each.is_hidden_by(label),
    }


def _free_form(free: PlatinumFree) -> dict[str, object]:
    return {
        "days": free.length.days,
        "days_min": free.length.least,
        "days_max": free.length.most,
        "imputed": free.length.imputed,
        "months": number(free.months),
        "months_min": number(free.least),
        "months_max": number(free.most),
        "event": free.is_event,
    }


def _record(fields: Fields) -> Record | None:
    start = fields.moment("line_start", is_needed=True)
    assessments = tuple(_assessments(fields))
    diagnosis = fields.moment("diagnosis_date")
    ends = {name: fields.moment(name) for name in _AN_END}
    stop = _stop(fields)
    if start is None:
        return None
    return Record(start, assessments, diagnosis=diagnosis, stop=stop, **ends)


def _assessments(fields: Fields) -> Iterator[Assessment]:
    for each in fields.items("assessments"):
        when = each.moment("date", is_needed=True)
        overall = each.choice("overall", Label) or Label.NE
        was_adequate = each.flag("adequate")
        each.warn_of_strangers()
        if when is not None:
            yield Assessment(when, overall, was_adequate is not False)


def _stop(fields: Fields) -> PartialDate | None:
    stop = fields.child("stop")
    if stop is None:
        return None
    when = stop.moment("date")
    reason = stop.raw("reason")
    if reason is not None and not isinstance(reason, str):
        stop.refuse("reason", "not_allowed", words=_("is not a text."))
    stop.warn_of_strangers()
    return when


def _conventions(fields: Fields) -> Conventions:
    confirmation = fields.flag("confirmation")
    return Conventions(
        survival_from=fields.choice("os_from", SurvivalFrom) or SurvivalFrom.LINE,
        confirmation=confirmation is not False,
        new_line=fields.choice("new_line_before_progression", NewLine) or NewLine.CENSOR,
        assessment_interval_days=fields.whole("assessment_interval_days", most=_MOST_DAYS),
    )


def _sums(fields: Fields) -> Iterator[Sum]:
    """The sums by date; one that could not be formed is left out."""
    seen: dict[PartialDate, Sum] = {}
    for each in fields.items("sums"):
        when = each.moment("date", is_needed=True)
        raw = each.raw("sum_mm")
        each.warn_of_strangers()
        if raw is None or when is None:
            continue
        mm = number_at(each.at("sum_mm"), raw, notes=each.notes, most=_MOST_MM)
        if mm is None:
            continue
        if when in seen:
            words = _("another sum has this date. Keep one of them.")
            each.refuse("date", "duplicate_date", words=words)
        seen[when] = Sum(when, mm)
    yield from seen.values()


def _platinum(fields: Fields) -> Platinum:
    given = fields.child("platinum")
    if given is None:
        return Platinum()
    found = Platinum(given.moment("last_dose"), given.moment("progression"))
    given.warn_of_strangers()
    return found


def _comparisons(fields: Fields) -> Iterator[dict[str, object]]:
    for each in fields.items("compare"):
        a, b = each.moment("a", is_needed=True), each.moment("b", is_needed=True)
        each.warn_of_strangers()
        if a is not None and b is not None:
            yield {"a": a.root, "b": b.root, "a_before_b": is_before(a, b).value}


def _check_order(fields: Fields, record: Record, *, conventions: Conventions) -> None:
    """Refuse ends that are certainly before their start, and answers that contradict each other."""
    start = record.line_start
    for name in _AN_END:
        _refuse_early(fields, name, when=getattr(record, name), start=start)
    _refuse_early(fields, "stop.date", when=record.stop, start=start)
    if conventions.survival_from is SurvivalFrom.DIAGNOSIS and record.diagnosis is not None:
        for name in ("death", "last_known_alive"):
            if not _is_early(getattr(record, name), start):
                _refuse_early(fields, name, when=getattr(record, name), start=record.diagnosis)
    for place, each in enumerate(record.assessments):
        if each.is_adequate or each.overall is Label.PD:
            _refuse_early(fields, f"assessments.{place}.date", when=each.when, start=start)
    _refuse_contradictions(fields, record)


def _refuse_early(
    fields: Fields, name: str, *, when: PartialDate | None, start: PartialDate
) -> None:
    if _is_early(when, start):
        words = _("this is certainly before the start it is counted from. Correct one of the two.")
        path = f"{fields.path}.{name}" if fields.path else name
        fields.notes.refuse(path, "end_before_start", words=words)


def _is_early(when: PartialDate | None, start: PartialDate) -> bool:
    return when is not None and when.latest < start.earliest


def _refuse_contradictions(fields: Fields, record: Record) -> None:
    """Two assessments of one day with different responses."""
    placed = sorted(enumerate(record.assessments), key=lambda pair: pair[1].when.root)
    for when, pairs in groupby(placed, key=lambda pair: pair[1].when):
        several = list(pairs)
        if when.is_exact and len({each.overall for _place, each in several}) > 1:
            place = max(place for place, _each in several)
            words = _("another assessment of this day has another response. Keep one of them.")
            path = f"assessments.{place}.date"
            path = f"{fields.path}.{path}" if fields.path else path
            fields.notes.refuse(path, "duplicate_date", words=words)


def _warn(fields: Fields, record: Record, *, platinum: Platinum) -> None:
    alive, death = record.last_known_alive, record.death
    if alive is not None and death is not None and alive.earliest > death.latest:
        words = _("the patient is said to have been alive after the date of death.")
        fields.notes.warn(fields.at("last_known_alive"), words=words)
    has_progressed = any(each.overall is Label.PD for each in record.assessments)
    if platinum.last_dose is not None and platinum.progression is None and has_progressed:
        words = _(
            "an assessment shows progression, and none is given here: the interval runs to when "
            "the patient was last known alive."
        )
        fields.notes.warn(fields.at("platinum"), words=words)
    if record.clinical_progression is not None:
        words = _("clinical progression is kept apart and is no event of these end points.")
        fields.notes.warn(fields.at("clinical_progression"), words=words)
