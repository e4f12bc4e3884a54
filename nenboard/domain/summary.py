"""The list row of a case and its search text, derived and always rebuildable."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.knowledge import NumberRange, OneOf
from nenboard.domain.missing import Missing
from nenboard.domain.patient import EcogReading
from nenboard.domain.terms import (
    Differentiation,
    GivenFor,
    Grade,
    Response,
    Role,
    TherapyClass,
)
from nenboard.domain.tissue import governing
from nenboard.domain.treatment import Line
from nenboard.domain.tumour import Ki67, Sample

NO_SYSTEMIC_TREATMENT: Final = frozenset({"OBS", "LOCO"})
"""Entries of the regimen catalogue that are no systemic treatment: watch and wait, local."""


class CaseSummary(Value):
    """What the registry's list shows and sorts by; ``None`` is not recorded.

    Codes are those of ``domain.terms``, a kind of missing, or of the algorithm's facts; dates are
    ISO and may be partial; ``ki67`` is text as recorded, ``ki67_low`` its lower bound in percent.
    """

    name: str | None = None
    given_name: str | None = None
    birth_date: str | None = None
    sex: str | None = None
    hospital_number: str | None = None
    national_number: str | None = None
    site: str | None = None
    tumour_class: str | None = None
    grade: str | None = None
    ki67: str | None = None
    ki67_low: float | None = None
    stage: str | None = None
    extent: str | None = None
    line: int | None = None
    ps: str | None = None
    last_response: str | None = None
    question: str | None = None
    target_meeting: str | None = None
    is_synthetic: bool = False
    search_text: str = ""


def summarise(case: Case, *, on: date = date.max) -> CaseSummary:
    """The row of a case as of a day: values as recorded, of the tumour under discussion.

    Class, grade and Ki-67 are those of the governing tissue, the line counts what the algorithm
    counts, so that the list says what the page of the case says.
    """
    name = case.patient.name
    birth = case.patient.birth_date
    samples = governing_samples(case, on)
    referral = case.referral
    target = referral.target_meeting
    return CaseSummary(
        name=name.family if name else None,
        given_name=name.given if name else None,
        birth_date=_code(birth),
        sex=_code(case.patient.sex),
        hospital_number=case.patient.hospital_number,
        national_number=case.patient.national_number,
        site=_site(case),
        tumour_class=_tumour_class(case, samples),
        grade=_grade(case, samples),
        ki67=_ki67(case, samples),
        ki67_low=_ki67_low(case, samples),
        stage=_stage(case),
        extent=_entry_code(case, "extent"),
        line=_line(case),
        ps=_ps(case),
        last_response=_last_response(case),
        question=(referral.question or "")[:280] or None,
        target_meeting=str(target) if target else None,
        is_synthetic=case.patient.is_synthetic,
        search_text=_search_text(case),
    )


def ki67_text(ki67: Ki67) -> str | None:
    """A Ki-67 reading as people read it, in percent: ``12 %``, ``< 2 %``, ``10-15 %``."""
    if ki67.value is not None:
        sign = f"{ki67.comparator.value} " if ki67.comparator else ""
        return f"{sign}{_plain(ki67.value)} %"
    if ki67.low is not None and ki67.high is not None:
        return f"{_plain(ki67.low)}-{_plain(ki67.high)} %"
    if ki67.band is not None:
        return "done, not stated" if ki67.band == "done_not_stated" else f"{ki67.band.value} %"
    return ki67.as_printed


def governing_samples(case: Case, on: date) -> tuple[Sample, ...]:
    """The governing tissue; without any report the newest sample, for what is said of it."""
    primary = case.discussed_primary
    mine = [
        (place, sample)
        for place, sample in enumerate(case.samples)
        if primary is None or sample.primary_id == primary.id
    ]
    found = tuple(sample for _place, sample in governing(mine, on).samples)
    newest = sorted((sample for _place, sample in mine), key=lambda s: newest_first(s.date))
    return found or tuple(newest[:1])


def _site(case: Case) -> str | None:
    primary = case.discussed_primary
    if primary is not None and primary.site is not None:
        return primary.site.value
    if primary is not None and primary.site_candidates:
        return " / ".join(site.value for site in primary.site_candidates)
    return _entry_code(case, "primary_site")


def _tumour_class(case: Case, samples: tuple[Sample, ...]) -> str | None:
    words = {
        Differentiation.WELL: "net",
        Differentiation.POOR: "nec",
        Differentiation.MINEN: "minen",
    }
    said = [sample.differentiation for sample in samples]
    if Differentiation.CANNOT_SAY in said:
        return None
    recorded = [words[value] for value in said if isinstance(value, Differentiation)]
    entered = _entry_code(case, "differentiation")
    return _joined(recorded) or entered or _first_code(said)


def _grade(case: Case, samples: tuple[Sample, ...]) -> str | None:
    said = [sample.grade for sample in samples]
    recorded = [grade.value for grade in said if isinstance(grade, Grade)]
    return _entry_code(case, "grade_reported") or _joined(recorded) or _first_code(said)


def _joined(codes: Iterable[str]) -> str | None:
    """One code, or those that several samples give."""
    return " / ".join(dict.fromkeys(codes)) or None


def _first_code(values: Iterable[object]) -> str | None:
    return next((_code(value) for value in values if value is not None), None)


def _reading(samples: tuple[Sample, ...]) -> Ki67 | None:
    """The Ki-67 of the governing tissue; of several samples the higher."""
    readings = [sample.ki67 for sample in samples if isinstance(sample.ki67, Ki67)]
    return max(readings, key=upper_ki67, default=None)


def upper_ki67(reading: Ki67) -> Decimal:
    """The upper end of a reading in percent, to tell the higher of two; 0 for a band."""
    high = reading.value if reading.value is not None else reading.high
    return high if high is not None else Decimal(0)


def _ki67(case: Case, samples: tuple[Sample, ...]) -> str | None:
    reading = _reading(samples)
    if reading is not None:
        return ki67_text(reading)
    entry = case.entry("ki67")
    if entry is None:
        return _first_code(sample.ki67 for sample in samples)
    return _number_text(entry.value)


def _ki67_low(case: Case, samples: tuple[Sample, ...]) -> float | None:
    reading = _reading(samples)
    if reading is not None:
        low = reading.value if reading.value is not None else reading.low
        return float(low) if low is not None else None
    entry = case.entry("ki67")
    value = entry.value if entry else None
    if isinstance(value, NumberRange):
        return float(value.low) if value.low is not None else None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    return None


def _number_text(value: object) -> str | None:
    if isinstance(value, NumberRange):
        low = _plain(value.low) if value.low is not None else ""
        high = _plain(value.high) if value.high is not None else ""
        bound = {"<": high, "<=": high, ">": low, ">=": low}.get(value.comparator)
        return f"{value.comparator} {bound} %" if bound else f"{low}-{high} %"
    if isinstance(value, Decimal | int):
        return f"{_plain(Decimal(value))} %"
    return None


def _stage(case: Case) -> str | None:
    primary = case.discussed_primary
    mine = [s for s in case.stages if primary is None or s.primary_id == primary.id]
    ordered = sorted(mine, key=lambda stage: newest_first(stage.date))
    return _code(ordered[0].group) if ordered else None


def _line(case: Case) -> int | None:
    """How many lines were given, plus one; None while nobody has said there are none.

    Lines beside the answer that there were none contradict it: then nothing is known.
    """
    given = sum(counts_as_line(line) for line in case.lines)
    if case.has_had_systemic_treatment is False:
        return None if given else 1
    if given:
        return given + 1
    entry = case.entry("prior_lines")
    if entry is not None and isinstance(entry.value, tuple):
        return len(entry.value) + 1
    return None


def counts_as_line(line: Line) -> bool:
    """Whether it is a line of systemic treatment against this tumour.

    Watch and wait, local treatment, control of symptoms, and maintenance of the line before it are
    none; nor is what was given for another disease.
    """
    if line.given_for not in {None, GivenFor.THIS} or line.role is Role.MAINTENANCE:
        return False
    if line.regimen is None:
        return line.therapy_class is not TherapyClass.SYMPTOM_CONTROL
    return line.regimen not in NO_SYSTEMIC_TREATMENT


def _ps(case: Case) -> str | None:
    readings = sorted(case.fitness.ecog, key=lambda reading: newest_first(reading.date))
    newest: EcogReading | None = readings[0] if readings else None
    if newest is not None:
        return str(newest.value)
    entry = case.entry("ps")
    return str(entry.value) if entry is not None and isinstance(entry.value, int) else None


def _last_response(case: Case) -> str | None:
    dated: list[tuple[PartialDate | None, Response | Missing | None]] = [
        (record.date, record.response) for record in case.responses
    ]
    dated += [(line.best_response_date or line.stop, line.best_response) for line in case.lines]
    found = [pair for pair in dated if isinstance(pair[1], Response)]
    ordered = sorted(found, key=lambda pair: newest_first(pair[0]))
    return _code(ordered[0][1]) if ordered else None


def _entry_code(case: Case, fact: str) -> str | None:
    entry = case.entry(fact)
    if entry is None:
        return None
    if isinstance(entry.value, OneOf):
        return " / ".join(entry.value.one_of)
    return entry.value if isinstance(entry.value, str) else None


def _code(value: object) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, Missing) else str(value)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _search_text(case: Case) -> str:
    """All words a search may find: identity, dates as read and as stored, every free text."""
    patient, referral = case.patient, case.referral
    name = patient.name
    parts: list[str | None] = [case.id, patient.hospital_number, patient.national_number]
    if name is not None:
        parts += [name.family, name.given]
    if patient.birth_date is not None and not isinstance(patient.birth_date, Missing):
        parts += [
            str(patient.birth_date),
            patient.birth_date.text,
            _slashes(str(patient.birth_date)),
        ]
    parts += [referral.question, referral.what_is_new, referral.referrer, referral.hospital]
    parts += [_site(case), _stage(case), case.extent.note, case.note]
    parts += [primary.site_text for primary in case.primaries]
    for sample in case.samples:
        parts += [sample.organ, sample.specimen, sample.laboratory, sample.note]
    parts += [study.result for study in case.imaging]
    for line in case.lines:
        parts += [line.regimen, line.regimen_text, line.note]
    parts += [procedure.what for procedure in case.procedures]
    if case.published is not None:
        parts += [case.published.id, case.published.summary]
    return "\n".join(part for part in parts if part)


def _slashes(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
