"""The course of a case on one time axis: events, lines of treatment, responses, series."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import EarlierLine
from nenboard.domain.labs import LabResult
from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.missing import Missing
from nenboard.domain.response.of_case import courses_of
from nenboard.domain.summary import ki67_text
from nenboard.domain.terms import (
    GivenFor,
    ImagingKind,
    LabTest,
    ProcedureKind,
    Response,
    SampleKind,
    TherapyClass,
)
from nenboard.domain.treatment import Line, Procedure
from nenboard.domain.tumour import Ki67, Sample
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content_person import lab_text
from nenboard.reports.content_response import other_methods, responses, sums
from nenboard.reports.content_tests import MARKERS, times_limit
from nenboard.reports.release_words import ReleaseWords, regimens
from nenboard.reports.values import Bar, Event, Glyph, Phrase, Point, Series, Symbol, Timeline

_CLASSES: Final = {
    TherapyClass.CHEMOTHERAPY: "chemotherapy",
    TherapyClass.PLATINUM: "chemotherapy",
    TherapyClass.SSA: "ssa",
    TherapyClass.PRRT: "prrt",
    TherapyClass.MTOR: "targeted",
    TherapyClass.TKI: "targeted",
    TherapyClass.IMMUNOTHERAPY: "immunotherapy",
    TherapyClass.INTERFERON: "immunotherapy",
}
_SYMBOLS: Final = {
    ProcedureKind.SURGERY: Symbol.OPERATION,
    ProcedureKind.TRANSPLANT: Symbol.OPERATION,
    ProcedureKind.ENDOSCOPIC: Symbol.OPERATION,
}
_SPELLS: Final = frozenset({ProcedureKind.SURVEILLANCE, ProcedureKind.SUPPORTIVE})
_SCANS: Final = {
    ImagingKind.CT: "CT",
    ImagingKind.MRI: "MRI",
    ImagingKind.FDG_PET: "FDG",
    ImagingKind.ECHOCARDIOGRAM: "Echo",
    ImagingKind.ULTRASOUND: "US",
    ImagingKind.EUS: "EUS",
    ImagingKind.ENDOSCOPY: "Endo",
}
_ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def timeline(case: Case, on: date, *, release: ReleaseWords, until: str = "") -> Timeline:
    """Block 4; what has no date is listed in words, never dropped. `until` is `on` in words."""
    undated: list[str] = []
    courses = courses_of(case, on)
    found = (*_events(case, undated), *other_methods(case))
    events = sorted(found, key=lambda event: event.day.earliest)
    bars = [*_bars(case), *_stated_bars(case, release), *_spells(case)]
    until = until or PartialDate.of(on).text
    return Timeline(
        until=on,
        until_label=_("as of {day}").format(day=until.removesuffix(f"-{on.year}")),
        events=tuple(events),
        bars=tuple(bars),
        responses=tuple(responses(case, undated, courses=courses)),
        imaging=tuple(_scans(case, undated)),
        series=(
            _ki67(case, undated, release=release),
            *_markers(case),
            *sums(case, courses=courses),
        ),
        undated=tuple(undated),
        treatment_words=_no_treatment(case),
    )


def _no_treatment(case: Case) -> Phrase:
    if case.has_had_systemic_treatment is False:
        return words.plain(_("No systemic treatment so far, as stated"))
    entry = case.entry("prior_lines")
    if entry is not None and entry.value == ():
        return words.plain(_("No systemic treatment so far, as stated"))
    answer = case.has_had_systemic_treatment
    kind = answer if isinstance(answer, Missing) else None
    return words.missing(case, "lines", kind=kind)


def _events(case: Case, undated: list[str]) -> Iterator[Event]:
    for place, sample in enumerate(case.samples):
        text = _sample_words(sample)
        day = words.day(sample.date)
        if day is None:
            undated.append(text)
        elif sample.kind is not SampleKind.RESECTION:
            path = f"samples.{place}.date"
            yield Event(day, text, Symbol.BIOPSY, source=_sample_source(sample), place=path)
    for place, procedure in enumerate(case.procedures):
        if procedure.kind in _SPELLS:
            continue
        text = procedure.what or labels.label(procedure.kind)
        if procedure.margin is not None and not isinstance(procedure.margin, Missing):
            text += f" {procedure.margin.value}"
        day = words.day(procedure.date)
        if day is None:
            undated.append(text)
        else:
            symbol = _SYMBOLS.get(procedure.kind, Symbol.PROCEDURE)
            kind = labels.label(procedure.kind) if procedure.what else ""
            yield Event(day, text, symbol, how=kind, place=f"procedures.{place}.kind")
    yield from _published(case, undated)


def _sample_words(sample: Sample) -> str:
    kind = labels.label(sample.kind) if sample.kind is not None else _("Sample")
    return f"{kind} {sample.organ.lower()}" if sample.organ else kind


def _sample_source(sample: Sample) -> str:
    """Laboratory and specimen, as far as they are recorded."""
    return ", ".join(part for part in (sample.laboratory, sample.specimen) if part)


def _published(case: Case, undated: list[str]) -> Iterator[Event]:
    """Events of a published course; relative times stay words."""
    if case.published is None:
        return
    for item in case.published.history:
        when = item.when or ""
        text = item.event
        if _ISO.fullmatch(when):
            day = words.day(PartialDate(when))
            if day is not None:
                symbol = _published_symbol(item.kind or "")
                yield Event(day, text, symbol, how=item.result or "", source=_("published report"))
        else:
            undated.append(f"{when}: {text}" if when else text)


def _published_symbol(kind: str) -> Symbol:
    return {
        "pathology": Symbol.BIOPSY,
        "surgery": Symbol.OPERATION,
        "procedure": Symbol.PROCEDURE,
    }.get(kind, Symbol.OTHER)


def _bars(case: Case) -> Iterator[Bar]:
    numbers = line_numbers(case)
    for place, line in enumerate(case.lines):
        number = numbers[place].number
        yield Bar(
            number=str(number) if number is not None else "",
            label=_line_words(line),
            therapy_class=_class_of(line),
            start=words.day(line.start),
            stop=words.day(line.stop),
            ongoing=line.stop is None and line.is_ongoing is True,
            stop_reason=_stop_words(line),
            response=line.best_response.value
            if isinstance(line.best_response, Response)
            else _("best response: {answer}").format(
                answer=labels.missing_label(line.best_response)
            ),
            place=f"lines.{place}.regimen",
        )


def _line_words(line: Line) -> str:
    name = line.regimen_text
    if not name and line.regimen:
        name = regimens().get(line.regimen, (line.regimen, ""))[0]
    if not name and line.therapy_class is not None:
        name = labels.label(line.therapy_class)
    parts = [name or _("Treatment, kind not recorded")]
    if line.dose:
        parts.append(line.dose)
    if isinstance(line.cycles, int):
        parts.append(_("{count} cycles").format(count=line.cycles))
    if isinstance(line.given_for, GivenFor) and line.given_for is not GivenFor.THIS:
        parts.append(f"({labels.label(line.given_for).lower()})")
    return " ".join(parts)


def _class_of(line: Line) -> str:
    if isinstance(line.therapy_class, TherapyClass):
        return _CLASSES.get(line.therapy_class, "watch")
    return regimens().get(line.regimen or "", ("", "unknown"))[1]


def _stop_words(line: Line) -> str:
    toxic = [
        f"{item.term} G{item.grade}" for item in line.toxicities if isinstance(item.grade, int)
    ]
    if line.stop_reason is None:
        return "" if line.is_ongoing is True or line.stop is None else _("reason not recorded")
    reason = labels.label(line.stop_reason).lower()
    if toxic and getattr(line.stop_reason, "value", "") == "toxicity":
        reason += ", " + ", ".join(toxic)
    return reason


def _stated_bars(case: Case, release: ReleaseWords) -> Iterator[Bar]:
    """Earlier lines known only from a clinician's or document's entry of the fact."""
    entry = case.entry("prior_lines")
    if entry is None or case.lines or not isinstance(entry.value, tuple):
        return
    for number, line in enumerate(entry.value, start=1):
        if not isinstance(line, EarlierLine):
            continue
        codes = (line.regimen,) if isinstance(line.regimen, str) else line.regimen
        start, stop = _partial(line.start), _partial(line.stop)
        ongoing = line.stop_reason == "ongoing"
        yield Bar(
            number=str(number),
            label=" + ".join(release.option(code) for code in codes),
            therapy_class=release.therapy_class(codes[0]),
            start=words.day(start),
            stop=words.day(stop),
            ongoing=ongoing and stop is None,
            stop_reason=_stated_reason(line),
            response=line.best_response if isinstance(line.best_response, str) else "",
        )


def _stated_reason(line: EarlierLine) -> str:
    if not isinstance(line.stop_reason, str) or line.stop_reason == "ongoing":
        return ""
    return labels.fact_code("stop_reason", line.stop_reason)


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text and _ISO.fullmatch(text) else None


def _spells(case: Case) -> Iterator[Bar]:
    for place, procedure in enumerate(case.procedures):
        if procedure.kind in _SPELLS:
            label = procedure.what or labels.label(procedure.kind)
            start = words.day(procedure.date)
            path = f"procedures.{place}.kind"
            yield Bar("W", label, "watch", start, None, ongoing=True, is_spell=True, place=path)


def _scans(case: Case, undated: list[str]) -> Iterator[Glyph]:
    receptor = {ImagingKind.SSTR_PET, ImagingKind.SSTR_SCINTIGRAPHY}
    for place, study in enumerate(case.imaging):
        if study.state is not None and study.date is None:
            continue
        name = labels.label(study.kind)
        day = words.day(study.date)
        if day is None:
            undated.append(name)
            continue
        code = _SCANS.get(study.kind, name)
        if study.kind in receptor:
            score = study.krenning_highest
            code = f"S{score}" if isinstance(score, int) else "SSTR"
        where = ", ".join(part for part in (study.place, study.accession) if part)
        how = ", ".join(part for part in (study.tracer, study.result) if part)
        yield Glyph(day, code, name, how, where, f"imaging.{place}.kind")


def _ki67(case: Case, undated: list[str], *, release: ReleaseWords) -> Series:
    primary = case.discussed_primary
    points = []
    for place, sample in enumerate(case.samples):
        if primary is not None and sample.primary_id != primary.id:
            continue
        reading, day = sample.ki67, words.day(sample.date)
        if not isinstance(reading, Ki67):
            continue
        ends = _ends(reading)
        text = words.held(_figure(reading))
        if ends is None or day is None:
            if text:
                undated.append(f"Ki-67 {text}")
            continue
        organ = sample.organ or ""
        letter = organ[:1].upper() if organ else ""
        method, source = _ki67_method(reading), _sample_source(sample)
        path = f"samples.{place}.ki67"
        points.append(Point(day, *ends, text, letter, organ.lower(), method, source, path))
    stated = words.entered_text(case, "ki67")
    absent = words.missing(case, "samples.ki67")
    if stated:
        absent = words.plain(_("{value}, as stated, without a dated sample").format(value=stated))
    unit = _("% by sample, log")
    return Series("ki67", "Ki-67", unit, tuple(points), absent, release.ki67_limits)


def _ki67_method(reading: Ki67) -> str:
    """How it was counted, and in how many cells."""
    parts = [labels.label(reading.method)] if reading.method is not None else []
    if isinstance(reading.cells_counted, int):
        parts.append(_("{count} cells").format(count=reading.cells_counted))
    return ", ".join(parts)


def _figure(reading: Ki67) -> str:
    return ki67_text(reading) or ""


def _ends(reading: Ki67) -> tuple[Decimal, Decimal] | None:
    if reading.value is not None:
        return reading.value, reading.value
    if reading.low is not None and reading.high is not None:
        return reading.low, reading.high
    return _band_ends(reading.band.value) if reading.band is not None else None


def _band_ends(band: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a band of percentages as its code spells them; None if it names none."""
    numbers = [Decimal(digits) for digits in re.findall(r"\d+", band)]
    if band.startswith("<") and numbers:
        return Decimal(0), numbers[0]
    if band.startswith(">") and numbers:
        return numbers[0], Decimal(100)
    return (numbers[0], numbers[1]) if len(numbers) > 1 else None


def _markers(case: Case) -> Iterator[Series]:
    """Up to two markers with a limit; chromogranin A also when there is none.

    Beside another marker a single value is not drawn: it stands in the table of results.
    """
    shown = 0
    for test in MARKERS:
        results = [(n, item) for n, item in enumerate(case.labs) if item.test is test]
        points = tuple(_marker_points(results))
        is_first = test is MARKERS[0]
        is_course = len(points) > 1 or (points and not shown)
        if (is_course and shown < 2) or is_first:
            absent = words.missing(case, f"labs.{test.value}")
            shown += 1 if points else 0
            name = _short_name(test)
            yield Series("marker", name, _("× upper limit"), points, absent)


def _short_name(test: LabTest) -> str:
    """A marker's name as the row of the chart has room for it."""
    return {LabTest.NSE: "NSE"}.get(test, labels.label(test))


def _marker_points(results: list[tuple[int, LabResult]]) -> Iterator[Point]:
    for place, result in results:
        text, day = times_limit(result), words.day(result.date)
        if text and day is not None:
            amount = Decimal(text)
            path, assay = f"labs.{place}.value", result.assay or ""
            how = _("{value}, limit {limit}").format(
                value=lab_text(result), limit=words.number(result.upper_limit or Decimal(0))
            )
            yield Point(day, amount, amount, text, how=how, source=assay, place=path)


def procedure_words(procedure: Procedure) -> str:
    """A procedure as a table says it."""
    return procedure.what or labels.label(procedure.kind)
