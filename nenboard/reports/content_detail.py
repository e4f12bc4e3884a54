"""The case detail: everything with its date and source, and how the algorithm came to its list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.labs import LabResult
from nenboard.domain.staging import Stage
from nenboard.domain.summary import ki67_text
from nenboard.domain.treatment import Line
from nenboard.domain.tumour import Ki67, Sample
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import content_outcome as said
from nenboard.reports import style, words
from nenboard.reports.content import fingerprint
from nenboard.reports.content_course import procedure_words
from nenboard.reports.content_outcome import Recorded
from nenboard.reports.content_tests import scan_result
from nenboard.reports.document_values import Block, Document, Heading, Items, Table, Words
from nenboard.reports.values import Advice, Bar, Branch, CaseReport, Phrase, Series, Span, Weight

Rows = list[tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Discussed:
    """An earlier discussion: the meeting in words, its outcome, and whether it was followed."""

    meeting: str
    recorded: Recorded
    followed: str


def case_detail(report: CaseReport, case: Case, *, earlier: Sequence[Discussed] = ()) -> Document:
    """The detail of a case as of the revision of its page."""
    blocks: list[Block] = [
        Heading(_("Question")),
        Words(report.question.question),
        Words((Span(report.question.new_label + " ", Weight.SEMIBOLD), *report.question.new)),
        *map(Words, report.question.tumour),
        Heading(_("Fitness and wishes")),
        *map(Words, _fitness(report)),
        *_history(earlier),
        *_tissue(case),
        *_stages(case),
        *_imaging(case),
        *_series(report.timeline.series),
        *_labs(case),
        *_treatment(report, case),
        *_advice(report.advice),
        *_sources(case),
    ]
    document = Document(
        title=_("Case detail"),
        sitting=report.sitting,
        state=report.state,
        body=tuple(blocks),
        provenance=report.provenance,
        identity=report.identity,
    )
    return replace(document, fingerprint=fingerprint(document))


def _table(title: str, columns: Sequence[tuple[str, float]], *, rows: Rows) -> Iterator[Block]:
    """A titled table, or the title with the words for nothing."""
    yield Heading(title)
    if rows:
        yield Table(tuple(columns), tuple(rows))
    else:
        yield Words(words.chip(None))


def _fitness(report: CaseReport) -> Iterator[Phrase]:
    fitness = report.fitness
    yield from fitness.lines
    if fitness.comorbidity:
        lead = Span(fitness.comorbidity_label + " ")
        yield (lead, Span(", ".join(fitness.comorbidity)))
    yield from fitness.drugs
    yield from fitness.wishes


def _history(earlier: Sequence[Discussed]) -> Iterator[Block]:
    columns = ((_("Meeting"), 1.0), (_("Question"), 2.0), (_("Outcome"), 3.0), (_("Followed"), 1.2))
    rows: Rows = [
        (
            words.plain(words.held(one.meeting)),
            words.plain(one.recorded.outcome.question or _("Not recorded")),
            words.joined(
                [said.result_words(one.recorded.outcome), *said.plan_lines(one.recorded.outcome)]
            ),
            words.plain(one.followed),
        )
        for one in earlier
    ]
    if rows:
        yield from _table(_("Earlier discussions"), columns, rows=rows)


def _tissue(case: Case) -> Iterator[Block]:
    columns = (
        (_("Date"), 1.1),
        (_("Sample"), 1.6),
        (_("Laboratory, specimen"), 1.6),
        (_("Class"), 1.2),
        ("Ki-67", 1.2),
        (_("Grade"), 0.7),
        (_("Review"), 0.9),
    )
    samples = sorted(case.samples, key=lambda sample: newest_first(sample.date))
    yield from _table(_("Samples"), columns, rows=[_sample(case, one) for one in samples])


def _sample(case: Case, sample: Sample) -> tuple[Phrase, ...]:
    base = f"samples.{sample.id}"
    kind = labels.label(sample.kind) if sample.kind is not None else ""
    source = ", ".join(part for part in (sample.laboratory, sample.specimen) if part)
    reading = sample.ki67
    figure = _ki67(reading) if isinstance(reading, Ki67) else ""
    return (
        words.day_text(sample.date),
        words.plain(", ".join(part for part in (sample.organ, kind) if part)) or words.chip(None),
        words.plain(source) or words.chip(None),
        words.value(case, f"{base}.differentiation", recorded=sample.differentiation),
        words.value(case, f"{base}.ki67", recorded=reading, text=figure),
        words.value(case, f"{base}.grade", recorded=sample.grade),
        words.value(case, f"{base}.review", recorded=sample.review),
    )


def _ki67(reading: Ki67) -> str:
    figure = words.held(ki67_text(reading) or reading.as_printed or "")
    parts = [figure]
    if reading.method is not None:
        parts.append(labels.label(reading.method))
    if isinstance(reading.cells_counted, int):
        parts.append(_("{count} cells").format(count=reading.cells_counted))
    return ", ".join(part for part in parts if part)


def _stages(case: Case) -> Iterator[Block]:
    columns = ((_("Date"), 1.0), (_("TNM"), 2.0), (_("Stage"), 1.0), (_("Edition, source"), 2.0))
    stages = sorted(case.stages, key=lambda stage: newest_first(stage.date))
    yield from _table(_("Stages"), columns, rows=[_stage(one) for one in stages])


def _stage(stage: Stage) -> tuple[Phrase, ...]:
    prefix = stage.prefix.value if stage.prefix is not None else ""
    codes = [code for code in (stage.t, stage.n, stage.m) if code is not None]
    group = stage.group
    edition = labels.label(stage.system) if stage.system is not None else _("edition not recorded")
    source = f", {stage.source}" if stage.source else ""
    return (
        words.day_text(stage.date),
        words.plain(prefix + " ".join(str(code) for code in codes)) or words.chip(None),
        words.plain(str(group)) if group is not None else words.chip(None),
        words.plain(edition + source),
    )


def _imaging(case: Case) -> Iterator[Block]:
    columns = ((_("Date"), 1.0), (_("Examination"), 1.8), (_("Place"), 1.2), (_("Result"), 3.4))
    studies = sorted(case.imaging, key=lambda study: newest_first(study.date))
    rows: Rows = [
        (
            words.day_text(study.date),
            words.plain(", ".join(filter(None, (labels.label(study.kind), study.tracer)))),
            words.plain(study.place or _("Not recorded")),
            scan_result(case, study),
        )
        for study in studies
    ]
    yield from _table(_("Imaging"), columns, rows=rows)


def _series(series: Sequence[Series]) -> Iterator[Block]:
    """The numbers of every chart as a table."""
    columns = ((_("Series"), 2.0), (_("Date"), 1.0), (_("Value"), 1.5), (_("Organ, method"), 2.5))
    rows: Rows = [
        (
            words.plain(f"{one.name} ({one.unit})" if one.unit else one.name),
            words.plain(words.held(point.day.text)),
            words.plain(words.held(point.printed)),
            words.plain(", ".join(filter(None, (point.organ, point.how))) or _("Not recorded")),
        )
        for one in series
        for point in one.points
    ]
    yield from _table(_("Charts in figures"), columns, rows=rows)


def _labs(case: Case) -> Iterator[Block]:
    columns = ((_("Date"), 1.0), (_("Test"), 2.0), (_("Value"), 1.6), (_("Limits, assay"), 2.0))
    found = sorted(case.labs, key=lambda lab: newest_first(lab.date))
    yield from _table(_("Laboratory"), columns, rows=[_lab(case, one) for one in found])


def _lab(case: Case, lab: LabResult) -> tuple[Phrase, ...]:
    sign = lab.comparator.value if lab.comparator is not None else ""
    unit = words.unit(lab.unit) if lab.unit else _("unit not recorded")
    limits = [words.number(one) for one in (lab.lower_limit, lab.upper_limit) if one is not None]
    about = ", ".join(filter(None, (" - ".join(limits), lab.assay)))
    return (
        words.day_text(lab.date),
        words.plain(lab.name or labels.label(lab.test)),
        words.value(
            case,
            f"labs.{lab.test.value}",
            recorded=lab.value,
            text=words.held(f"{sign}{lab.value} {unit}"),
        ),
        words.plain(about or _("Not recorded")),
    )


def _treatment(report: CaseReport, case: Case) -> Iterator[Block]:
    columns = (
        (_("Line"), 2.6),
        (_("From, to"), 1.6),
        (_("Best response"), 1.0),
        (_("Stopped for"), 1.2),
        (_("Cycles, activity, toxicity"), 2.2),
    )
    lines = {f"lines.{place}.regimen": line for place, line in enumerate(case.lines)}
    rows: Rows = [
        (
            words.plain(" ".join(filter(None, (bar.number, bar.label)))),
            words.plain(_span(bar)),
            words.plain(bar.response or _("Not recorded")),
            words.plain(bar.stop_reason or (_("Ongoing") if bar.ongoing else _("Not recorded"))),
            words.plain(_burden(lines.get(bar.place)) or _("Not recorded")),
        )
        for bar in report.timeline.bars
        if not bar.is_spell
    ]
    yield from _table(_("Lines of treatment"), columns, rows=rows)
    done: Rows = [
        (words.day_text(one.date), words.plain(procedure_words(one))) for one in case.procedures
    ]
    if done:
        yield from _table(_("Procedures"), ((_("Date"), 1.0), (_("What"), 6.0)), rows=done)


def _span(bar: Bar) -> str:
    unknown = _("Not recorded")
    start = bar.start.text if bar.start is not None else unknown
    if bar.stop is not None:
        return f"{start} - {bar.stop.text}"
    return f"{start} - " + (_("ongoing") if bar.ongoing else unknown)


def _burden(line: Line | None) -> str:
    if line is None:
        return ""
    parts = []
    if isinstance(line.cycles, int):
        parts.append(_("{count} cycles").format(count=line.cycles))
    if line.activity_gbq is not None:
        parts.append(_("activity {value} GBq").format(value=line.activity_gbq))
    parts += [
        _("{term} grade {grade}").format(term=one.term, grade=one.grade)
        for one in line.toxicities
        if one.grade is not None
    ]
    return ", ".join(parts)


def _advice(advice: Advice) -> Iterator[Block]:
    yield Heading(_("What the algorithm lists, and why"))
    if advice.not_run:
        yield Words(advice.not_run)
        return
    yield Words(words.plain(advice.heading))
    for branch in advice.branches:
        yield from _branch(branch)
    missing: Rows = [
        (words.plain(fact.label), words.plain(fact.effect or _("Not recorded")))
        for fact in advice.missing
    ]
    if missing:
        columns = ((_("Fact"), 2.0), (_("Effect"), 3.0))
        yield from _table(_("Missing, and would change this"), columns, rows=missing)
    remarks = (*(one.text for one in advice.not_offered), *advice.notes)
    if remarks:
        yield Items(tuple(words.plain(text) for text in remarks))


def _branch(branch: Branch) -> Iterator[Block]:
    title = Span(f"{branch.node} {branch.title}", Weight.SEMIBOLD)
    yield Words((title, Span(f" {branch.holds}")))
    if branch.none_because:
        yield Words(words.plain(branch.none_because))
    rows = tuple(
        (
            words.plain(option.label),
            words.plain(style.strength(option.strength.value)[0]),
            words.plain("; ".join(filter(None, (option.reason, *option.cautions))) or _("None")),
        )
        for option in branch.options
    )
    if rows:
        columns = ((_("Option"), 2.2), (_("Strength"), 1.2), (_("What limits it"), 4.0))
        yield Table(columns, rows)


def _sources(case: Case) -> Iterator[Block]:
    entries: Rows = [
        (
            words.plain(labels.fact_label(entry.fact)),
            words.plain(labels.fact_value(entry.fact, entry.value)),
            words.plain(", ".join(filter(None, (entry.by, entry.source)))),
        )
        for entry in case.entries
    ]
    if entries:
        columns = ((_("Fact"), 1.6), (_("As stated"), 2.0), (_("By, source"), 2.4))
        yield from _table(_("Facts entered as stated"), columns, rows=entries)
