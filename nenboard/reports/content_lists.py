"""Lists of a meeting: what each discipline prepares, who is asked for what, what is to be done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import nenboard
from nenboard.domain.case import Case
from nenboard.domain.chase import ChaseLine, ChaseState
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import ActionState, LedgerLine
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.missing import is_recorded
from nenboard.domain.terms import ImagingKind
from nenboard.domain.tumour import Sample
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content import fingerprint
from nenboard.reports.document_values import Block, Document, Heading, Table, Words
from nenboard.reports.values import CaseReport, Phrase, Provenance, Sitting, Span, State, Weight

_SCANS: Final = {
    True: frozenset({ImagingKind.SSTR_PET, ImagingKind.SSTR_SCINTIGRAPHY, ImagingKind.FDG_PET}),
    False: frozenset({ImagingKind.CT, ImagingKind.MRI, ImagingKind.ULTRASOUND, ImagingKind.OTHER}),
}
"""Examinations of nuclear medicine, and of radiology."""


class Discipline(StrEnum):
    """Who prepares what for a meeting."""

    PATHOLOGY = "pathology"
    RADIOLOGY = "radiology"
    NUCLEAR_MEDICINE = "nuclear_medicine"


@dataclass(frozen=True, slots=True)
class Listed:
    """A case of an agenda with its number there."""

    number: int
    report: CaseReport
    case: Case


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of which meeting, its state, by whom and when (UTC)."""

    sitting: Sitting
    state: State
    version: str
    author: str
    at: datetime
    audit_head: str = ""
    synthetic: str = ""


def made(title: str, blocks: Sequence[Block], *, edition: Edition) -> Document:
    """A document about a meeting, with where it comes from."""
    source = Provenance(
        as_of=edition.at,
        author=edition.author,
        version=edition.version,
        release="",
        program=f"nenboard {nenboard.__version__}",
        statement=_("Confidential. Destroy paper copies after the meeting."),
        synthetic=edition.synthetic,
        audit_head=edition.audit_head,
    )
    document = Document(
        title=title,
        sitting=edition.sitting,
        state=edition.state,
        body=tuple(blocks),
        provenance=source,
    )
    return replace(document, fingerprint=fingerprint(document))


def _who(report: CaseReport) -> Phrase:
    """Name, birth date, and the first and last of the numbers: the patient's and the case's."""
    who = report.identity
    numbers = dict.fromkeys((*who.numbers[:1], *who.numbers[-1:]))
    said = "; ".join(words.held(f"{label} {number}") for label, number in numbers)
    born = words.held(_("born {date}").format(date=who.born))
    return (Span(who.name, Weight.SEMIBOLD), Span(f", {born}; {said}"))


def _box() -> Phrase:
    return (Span("\u00a0[\u00a0\u00a0\u00a0]\u00a0"),)


def discipline_list(
    discipline: Discipline, cases: Sequence[Listed], *, edition: Edition
) -> Document:
    """What one discipline prepares: a row for each slide or scan, a box to tick in each.

    Cases without anything for it are counted at the end.
    """
    titles = {
        Discipline.PATHOLOGY: _("Pathology list: slides to show"),
        Discipline.RADIOLOGY: _("Radiology list: scans to show"),
        Discipline.NUCLEAR_MEDICINE: _("Nuclear medicine list: scans to show"),
    }
    rows_of: Mapping[Discipline, Callable[[Listed], list[tuple[Phrase, ...]]]] = {
        Discipline.PATHOLOGY: _slides,
        Discipline.RADIOLOGY: lambda one: _scans(one, is_nuclear=False),
        Discipline.NUCLEAR_MEDICINE: lambda one: _scans(one, is_nuclear=True),
    }
    found = [(one, rows_of[discipline](one)) for one in cases]
    rows = tuple(row for _one, mine in found for row in mine)
    empty = sum(not mine for _one, mine in found)
    blocks: list[Block] = []
    if rows:
        is_tissue = discipline is Discipline.PATHOLOGY
        blocks.append(Table(_slide_columns() if is_tissue else _scan_columns(), rows))
    text = _("Cases of the agenda without anything to prepare: {count} of {total}")
    blocks.append(Words(words.plain(text.format(count=empty, total=len(found)))))
    return made(titles[discipline], blocks, edition=edition)


def _slide_columns() -> tuple[tuple[str, float], ...]:
    return (
        (_("Done"), 0.5),
        (_("No."), 0.4),
        (_("Patient"), 2.8),
        (_("Specimen"), 1.4),
        (_("Laboratory"), 1.3),
        (_("To show, and question"), 2.6),
        (_("Review"), 1.0),
    )


def _slides(one: Listed) -> list[tuple[Phrase, ...]]:
    asked = one.case.referral.slides_to_show
    question = one.case.referral.question
    about = "; ".join(part for part in (asked, question) if part) or _("Not recorded")
    return [
        (
            _box(),
            words.bold(str(one.number)),
            _who(one.report),
            words.plain(_specimen(sample)),
            words.plain(sample.laboratory or _("Not recorded")),
            words.plain(about),
            words.value(one.case, f"samples.{sample.id}.review", recorded=sample.review),
        )
        for sample in one.case.samples
    ]


def _specimen(sample: Sample) -> str:
    day = sample.date.text if sample.date is not None else _("date not recorded")
    parts = (sample.specimen or _("no number"), sample.organ, day)
    return ", ".join(part for part in parts if part)


def _scan_columns() -> tuple[tuple[str, float], ...]:
    return (
        (_("Done"), 0.5),
        (_("No."), 0.4),
        (_("Patient"), 2.8),
        (_("Examination"), 1.5),
        (_("Date"), 1.0),
        (_("Place, accession"), 1.5),
        (_("To show, and question"), 2.4),
    )


def _scans(one: Listed, *, is_nuclear: bool) -> list[tuple[Phrase, ...]]:
    studies = [
        study
        for study in one.case.imaging
        if study.kind in _SCANS[is_nuclear] and study.date is not None
    ]
    marked = [study for study in studies if study.is_to_be_shown is True]
    return [_scan(one, study) for study in marked or studies]


def _scan(one: Listed, study: ImagingStudy) -> tuple[Phrase, ...]:
    referral = one.case.referral
    about = "; ".join(part for part in (referral.images_to_show, referral.question) if part)
    place = ", ".join(part for part in (study.place, study.accession) if part)
    kind = ", ".join(part for part in (labels.label(study.kind), study.tracer) if part)
    if is_recorded(study.krenning_highest):
        kind += ", " + _("Krenning {score}").format(score=study.krenning_highest)
    return (
        _box(),
        words.bold(str(one.number)),
        _who(one.report),
        words.plain(kind),
        words.day_text(study.date),
        words.plain(place or _("Not recorded")),
        words.plain(about or _("Not recorded")),
    )


def chase_document(
    groups: Mapping[str, Sequence[ChaseLine]],
    reports: Mapping[str, CaseReport],
    *,
    edition: Edition,
    on: date,
) -> Document:
    """Who is asked for what and by when, a table for each department, one box in each row."""
    columns = (
        (_("Back"), 0.5),
        (_("Patient"), 3.4),
        (_("What is missing"), 2.0),
        (_("Where it is found"), 1.6),
        (_("State"), 1.2),
        (_("By"), 1.0),
    )
    blocks: list[Block] = []
    for department, lines in groups.items():
        blocks.append(Heading(department))
        keys = [line.case_id for line in lines]
        rows = tuple(
            _chase(line, reports[line.case_id], on=on, is_again=line.case_id in keys[:place])
            for place, line in enumerate(lines)
        )
        blocks.append(Table(columns, rows))
    if not blocks:
        blocks.append(Words(words.plain(_("Nothing is missing for the cases of this agenda."))))
    return made(_("Chase list by department"), blocks, edition=edition)


def _again(report: CaseReport) -> Phrase:
    """Name and key of somebody who stands above in the same table."""
    name = (Span(report.identity.name, Weight.SEMIBOLD),)
    return (*name, Span(", " + words.held(report.case_key)))


def _chase(line: ChaseLine, report: CaseReport, *, on: date, is_again: bool) -> tuple[Phrase, ...]:
    states = {
        ChaseState.NOT_ASKED: _("not asked"),
        ChaseState.ASKED: _("asked"),
        ChaseState.BACK_NOT_ENTERED: _("back, not entered"),
        ChaseState.BACK: _("back"),
        ChaseState.DROPPED: _("not needed"),
    }
    state = states[line.state]
    if line.asked is not None:
        state += f" {PartialDate.of(line.asked).text}"
    if line.reminders:
        state += ", " + _("reminded {count} times").format(count=len(line.reminders))
    due = words.day_text(PartialDate.of(line.due) if line.due is not None else None)
    if line.is_overdue(on):
        due = (*due, Span(" " + _("overdue"), Weight.BOLD))
    return (
        _box(),
        _again(report) if is_again else _who(report),
        words.plain(line.label),
        words.plain(line.where or _("Not recorded")),
        words.plain(state),
        due,
    )


def action_document(
    lines: Sequence[LedgerLine],
    reports: Mapping[str, CaseReport],
    *,
    edition: Edition,
    on: date,
) -> Document:
    """Every action as it stands: what, for whom, owner, day, state; the overdue ones in words."""
    columns = (
        (_("Done"), 0.5),
        (_("Patient"), 3.4),
        (_("Action"), 2.6),
        (_("Owner"), 1.3),
        (_("By"), 1.0),
        (_("State"), 1.2),
    )
    rows = tuple(_action(line, reports[line.case_id], on=on) for line in lines)
    blocks: list[Block] = [Table(columns, rows)] if rows else []
    if not rows:
        blocks.append(Words(words.plain(_("No actions are recorded."))))
    return made(_("Action list"), blocks, edition=edition)


def _action(line: LedgerLine, report: CaseReport, *, on: date) -> tuple[Phrase, ...]:
    states = {
        ActionState.OPEN: _("open"),
        ActionState.DONE: _("done"),
        ActionState.WITHDRAWN: _("not needed"),
    }
    state = words.plain(states[line.state])
    if line.closed_on is not None:
        state = words.plain(f"{states[line.state]} {line.closed_on.text}")
    if line.is_overdue(on):
        state = words.bold(_("open, overdue"))
    return (
        _box(),
        _who(report),
        words.plain(line.action.what),
        words.plain(line.action.owner or _("Not recorded")),
        words.day_text(line.action.due),
        state,
    )
