"""The question to the board, the tumour in words, and the pathology of a case."""

from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.missing import Missing
from nenboard.domain.staging import Stage
from nenboard.domain.summary import governing_samples, ki67_text, upper_ki67
from nenboard.domain.terms import Functioning, StageSystem
from nenboard.domain.tumour import Ki67, Mitoses, Primary, Sample
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.values import Pathology, Phrase, Question, Span, Weight
from nenboard.reports.values import Sample as SampleRow

_STANDARD_AREA: Final = 2
_HELD: Final = 12
"""Most characters of a value that stays on one line of its cell."""


def question(case: Case, on: date) -> Question:
    """Block 2 of the page."""
    referral = case.referral
    topics = [labels.label(topic) for topic in referral.topics]
    kind = [labels.label(referral.discussion)] if referral.discussion is not None else []
    about = words.sentence(", ".join(words.inside(n) for n in dict.fromkeys((*kind, *topics))))
    presenter = referral.presenter or _("Not recorded")
    lead = [_("Question"), about, _("Presents: {name}").format(name=presenter)]
    asked = referral.question
    new, label = referral.what_is_new, _("New:")
    if not new and case.published is not None and case.published.summary:
        new = case.published.summary
        label = _("As published in {year}:").format(year=case.published.year)
    return Question(
        lead=". ".join(part for part in lead if part),
        question=words.bold(asked) if asked else words.missing(case, "referral.question"),
        new_label=label,
        new=words.plain(new) if new else words.missing(case, "referral.what_is_new"),
        tumour=tuple(_tumour(case, on)),
    )


def _tumour(case: Case, on: date) -> list[Phrase]:
    """The discussed tumour first and in full, every other primary on a line of its own."""
    discussed = case.discussed_primary
    lines: list[Phrase] = []
    if discussed is None and len(case.primaries) > 1:
        lines.append(words.plain(_("Primary under discussion: Not recorded")))
    lines.append(_main_line(case, discussed, on=on))
    for primary in case.primaries:
        if primary is not discussed:
            other = _("Other primary: {tumour}").format(tumour=_site(case, primary))
            diagnosed = primary.diagnosed.text if primary.diagnosed else _("date not recorded")
            lines.append(words.plain(f"{other}, {diagnosed}"))
    return lines


def _main_line(case: Case, primary: Primary | None, *, on: date) -> Phrase:
    sample = governing_sample(case, on)
    head = [_site(case, primary), _class_words(case, sample), _ki67_words(case, sample)]
    parts: list[Phrase] = [words.bold(", ".join(part for part in head if part))]
    parts += [_stage(case, primary), _extent(case), _function(case), _receptors(case)]
    parts.append(_status(case))
    return words.joined([part for part in parts if part])


def _site(case: Case, primary: Primary | None) -> str:
    if primary is not None:
        if primary.site is not None:
            text = labels.label(primary.site)
        else:
            text = _(" or ").join(labels.label(site) for site in primary.site_candidates)
        extra = [primary.site_text or ""]
        if primary.subsite is not None:
            extra.append(labels.label(primary.subsite))
        text = " ".join(part for part in (text, *extra) if part)
        if text:
            return text
    stated = words.entered_text(case, "primary_site")
    return words.sentence(stated) if stated else _("Primary site: Not recorded")


def governing_sample(case: Case, on: date) -> Sample | None:
    """The sample that decides class and grade; of several the one with the higher Ki-67."""
    return max(governing_samples(case, on), key=_ki67_end, default=None)


def _ki67_end(sample: Sample) -> Decimal:
    return upper_ki67(sample.ki67) if isinstance(sample.ki67, Ki67) else Decimal(-1)


def _class_words(case: Case, sample: Sample | None) -> str:
    names = {"well": "NET", "poor": "NEC", "minen": "MiNEN", "cannot_say": _("class open")}
    text = ""
    if sample is not None and sample.differentiation is not None:
        code = sample.differentiation.value
        text = names.get(code) or _("class: {answer}").format(
            answer=labels.label(sample.differentiation)
        )
    text = text or words.entered_text(case, "differentiation")
    grade = ""
    if sample is not None and sample.grade is not None:
        if isinstance(sample.grade, Missing):
            grade = _("grade: {answer}").format(answer=labels.label(sample.grade))
        else:
            grade = sample.grade.value
    grade = grade or words.entered_text(case, "grade_reported")
    return " ".join(part for part in (text or _("class not recorded"), grade) if part)


def _ki67_words(case: Case, sample: Sample | None) -> str:
    reading = sample.ki67 if sample is not None else None
    if isinstance(reading, Ki67):
        figure = ki67_text(reading)
        when = sample.date.text if sample is not None and sample.date else ""
        if figure:
            dated = f" ({when})" if when else ""
            return f"Ki-67{words.NBSP}{words.held(figure)}{dated}"
    stated = words.entered_text(case, "ki67")
    if stated:
        return f"Ki-67{words.NBSP}{stated}"
    kind = reading if isinstance(reading, Missing) else None
    return _("Ki-67: {answer}").format(answer=labels.missing_label(kind))


def _stage(case: Case, primary: Primary | None) -> Phrase:
    mine = [s for s in case.stages if primary is None or s.primary_id == primary.id]
    newest: Stage | None = min(mine, key=lambda stage: newest_first(stage.date), default=None)
    if newest is None:
        stated = words.entered_text(case, "stage_group")
        text = _("stage {group}").format(group=stated) if stated else _("Stage: Not recorded")
        return words.plain(text)
    prefix = newest.prefix.value if newest.prefix else ""
    categories = [
        f"{letter}: {labels.label(code)}" if isinstance(code, Missing) else str(code)
        for letter, code in (("T", newest.t), ("N", newest.n), ("M", newest.m))
        if code is not None
    ]
    group = newest.group
    system = _("edition not recorded")
    if newest.system is not None:
        system = labels.label(newest.system)
        if newest.system is StageSystem.OTHER and newest.source:
            system = newest.source
    text = prefix + " ".join(categories)
    if group is not None and not isinstance(group, Missing):
        text += ", " + _("stage {group}").format(group=group)
    when = f", {newest.date.text}" if newest.date else ""
    return words.plain(f"{text.strip(', ')} ({system}{when})")


def _extent(case: Case) -> Phrase:
    extent = case.extent
    sites = [row for row in extent.metastases if row.involved is True]
    parts = []
    if sites:
        names = ", ".join(
            labels.label(row.site).lower() + (f" ({row.detail})" if row.detail else "")
            for row in sites
        )
        parts.append(_("Metastases: {sites}").format(sites=names))
    elif extent.no_metastases_stated is True:
        parts.append(_("No metastases, as stated"))
    else:
        stated = words.entered_text(case, "extent")
        text = _("Extent: {answer}").format(answer=stated or _("Not recorded"))
        parts.append(text)
    if extent.liver_burden is not None:
        answer = words.held(words.inside(labels.label(extent.liver_burden)))
        parts.append(_("liver {share}").format(share=answer))
    return words.plain("; ".join(parts))


def _function(case: Case) -> Phrase:
    function = case.function
    if isinstance(function.status, Functioning):
        text = labels.label(function.status)
        if function.syndrome is not None:
            text += f": {labels.label(function.syndrome).lower()}"
        if function.control is not None:
            text += f", {labels.label(function.control).lower()}"
        return words.plain(text)
    stated = words.entered_text(case, "functional")
    if stated:
        return words.plain(words.sentence(stated))
    answer = labels.missing_label(function.status)
    return words.plain(_("Hormonal function: {answer}").format(answer=answer))


def _receptors(case: Case) -> Phrase:
    stated = words.entered_text(case, "sstr")
    return words.plain(_("SSTR {answer}").format(answer=stated)) if stated else ()


def _status(case: Case) -> Phrase:
    status = case.extent.status
    if status is not None and not isinstance(status, Missing):
        when = case.extent.status_date
        pace = case.extent.pace
        text = labels.label(status)
        dated = f" ({when.text})" if when else ""
        extra = ""
        if pace is not None and not isinstance(pace, Missing):
            extra = ", " + _("pace: {pace}").format(pace=labels.label(pace).lower())
        return (Span(text, Weight.BOLD), Span(f"{dated}{extra}"))
    stated = words.entered_text(case, "growth")
    if stated:
        return words.plain(_("Growth: {answer}").format(answer=stated))
    return words.plain(_("Status: {answer}").format(answer=labels.missing_label(status)))


def pathology(case: Case) -> Pathology:
    """Block 5: every sample of the tumour, newest first."""
    primary = case.discussed_primary
    mine = [s for s in case.samples if primary is None or s.primary_id == primary.id]
    mine.sort(key=lambda sample: newest_first(sample.date))
    remarks = _remarks(case, mine)
    shown = case.referral.slides_to_show
    return Pathology(
        headings=(_("Date"), _("Organ"), "Ki-67", _("Mit."), _("Grade"), _("Review")),
        samples=tuple(
            _row(case, sample, is_latest=number == 0) for number, sample in enumerate(mine)
        ),
        remarks=remarks,
        slides=words.plain(shown) if shown else words.missing(case, "referral.slides_to_show"),
    )


def _row(case: Case, sample: Sample, *, is_latest: bool) -> SampleRow:
    base = f"samples.{sample.id}"
    kind = labels.label(sample.kind).lower() if sample.kind else ""
    organ = words.sentence(", ".join(part for part in (sample.organ or "", kind) if part))
    figure = ki67_text(sample.ki67) if isinstance(sample.ki67, Ki67) else ""
    mitoses = _mitoses(sample.mitoses) if isinstance(sample.mitoses, Mitoses) else ""
    cells = (
        words.day_text(sample.date),
        words.plain(organ) if organ else words.chip(None),
        _cell(case, f"{base}.ki67", recorded=sample.ki67, text=words.held(figure or "")),
        _cell(case, f"{base}.mitoses", recorded=sample.mitoses, text=mitoses),
        _cell(case, f"{base}.grade", recorded=sample.grade),
        _cell(case, f"{base}.review", recorded=sample.review),
    )
    return SampleRow(cells, is_latest)


def _cell(case: Case, path: str, *, recorded: object, text: str = "") -> Phrase:
    """A value held on one line as far as it can be, or its kind of missing."""
    phrase = words.value(case, path, recorded=recorded, text=text)
    return tuple(
        span if span.gap or len(span.text) > _HELD else Span(words.held(span.text), span.weight)
        for span in phrase
    )


def _mitoses(count: Mitoses) -> str:
    if count.value is not None:
        sign = f"{count.comparator.value} " if count.comparator else ""
        text = f"{sign}{words.number(count.value)}"
    elif count.low is not None and count.high is not None:
        text = f"{words.number(count.low)}-{words.number(count.high)}"
    elif count.band is not None:
        text = labels.label(count.band)
    else:
        text = count.as_printed or _("not stated")
    if count.area_mm2 is not None and count.area_mm2 != _STANDARD_AREA:
        return f"{text} / {words.number(count.area_mm2)} mm²"
    return text


def _area_remark(samples: list[Sample]) -> str:
    """The area that the counts of the table stand for."""
    counts = [s.mitoses for s in samples if isinstance(s.mitoses, Mitoses)]
    unknown = sum(count.area_mm2 is None for count in counts)
    if unknown:
        return _("Mitoses: area not recorded for {count} samples.").format(count=unknown)
    return _("Mitoses per 2 mm².") if counts else ""


def _remarks(case: Case, samples: list[Sample]) -> tuple[Phrase, ...]:
    remarks: list[Phrase] = []
    if not samples:
        stated = [
            f"{labels.fact_label(fact)} {words.entered_text(case, fact)}"
            for fact in ("differentiation", "grade_reported", "ki67", "mitoses")
            if words.entered_text(case, fact)
        ]
        remarks.append((Span(_("Samples:") + " "), *words.missing(case, "samples")))
        if stated:
            text = _("As stated: {facts}").format(facts="; ".join(stated))
            remarks.append(words.plain(text))
        return tuple(remarks)
    numbers = [s.ki67.value for s in samples if isinstance(s.ki67, Ki67) and s.ki67.value]
    if len(numbers) > 1:
        text = _("Ki-67 highest {highest} %, latest {latest} %.").format(
            highest=words.number(max(numbers)), latest=words.number(numbers[0])
        )
        remarks.append(words.plain(text))
    remarks.append(words.plain(_area_remark(samples)))
    remarks.append(_stains(case, samples[0]))
    return tuple(remark for remark in remarks if remark)


def _stains(case: Case, sample: Sample) -> Phrase:
    stains = sample.stains
    base = f"samples.{sample.id}.stains"
    parts: list[Phrase] = []
    if stains.sstr2a is not None:
        score = stains.sstr2a if isinstance(stains.sstr2a, Missing) else f"{stains.sstr2a}+"
        parts.append((Span("SSTR2A "), *words.value(case, f"{base}.sstr2a", recorded=score)))
    for name, stain in (("p53", stains.p53), ("Rb", stains.rb)):
        if stain is not None:
            parts.append((Span(f"{name} "), *words.value(case, base, recorded=stain)))
    return words.joined(parts)


def tumour_parts(case: Case, on: date) -> tuple[Phrase, ...]:
    """The tumour in words part by part: itself, stage, extent, function, receptors, status."""
    primary, sample = case.discussed_primary, governing_sample(case, on)
    head = [_site(case, primary), _class_words(case, sample), _ki67_words(case, sample)]
    return (
        words.bold(", ".join(part for part in head if part)),
        _stage(case, primary),
        _extent(case),
        _function(case),
        _receptors(case),
        _status(case),
    )
