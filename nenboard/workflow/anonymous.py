"""Anonymised documents: nothing in them says who the person is, and no date or free text is left.

A code stands for the person; only the audit trail of the registry leads from it back to the case.
Dates become months from the diagnosis. What was typed as prose is left out; short clinical words
stay unless they hold a name, a number or a date, and `words_left` lists them for a second reading.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from pydantic import PrivateAttr

from nenboard.domain.base import Value
from nenboard.domain.board import AgendaItem, Meeting, Pause
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.entries import FactEntry
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.terms import Sex
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.reports.content import fingerprint
from nenboard.reports.content_outcome import Recorded
from nenboard.reports.content_pack import Issue, meeting_pack
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.values import CaseReport, Identity, Sitting, StateKind
from nenboard.workflow import demo_folder
from nenboard.workflow.errors import NothingToExport
from nenboard.workflow.papers import Stored, stored_case
from nenboard.workflow.pseudonyms import (
    REMOVED,
    names_of,
    pseudonymised,
    retold,
    without_texts,
)

OLDEST: Final = 89
"""Ages above are not told, in years."""
STAMP: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time stamp of every anonymised file: when the data were saved would tell a date."""
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 4
_TELLING: Final = re.compile(
    r"\d{5}|\b(?:19|20)\d\d\b|\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b(?:Dr|Mr|Mrs|Ms|Prof)\b"
)
"""In a short word: a number of somebody, a date, or the title of a person."""
_NAME: Final = re.compile(r"\b[A-Z][\w'-]{2,}")


class CountedDate(PartialDate):
    """A date that is printed as months from the diagnosis."""

    _origin: date = PrivateAttr()

    @classmethod
    def counted(cls, when: PartialDate, origin: date) -> "CountedDate":
        """The same date, counted from a day."""
        made = cls(when.root)
        made._origin = origin
        return made

    @property
    def text(self) -> str:
        """Month 14; months 3 to 14 for a date of which only the year is known."""
        first, last = (_month(day, self._origin) for day in (self.earliest, self.latest))
        if self.is_exact or len(self.root) == len("2026-03"):
            return _("month {number}").format(number=first)
        return _("months {first} to {last}").format(first=first, last=last)


def _month(day: date, origin: date) -> int:
    return (day.year - origin.year) * 12 + day.month - origin.month


def code_of(case_id: str, seed: str, *, length: int = _LENGTH) -> str:
    """The code that stands for a case in the documents of one seed: A7F3."""
    drawn = int.from_bytes(sha256(f"{seed}/{case_id}".encode()).digest()[:8])
    signs = [_SIGNS[drawn // len(_SIGNS) ** place % len(_SIGNS)] for place in range(length)]
    return "".join(signs)


def anonymised(stored: Stored, seed: str, *, by: str) -> tuple[CaseReport, Case]:
    """What the page of a case says without saying who the person is, and the case it is made of.

    `by` is who makes the document. Raises ReportMismatch.
    """
    revision, answer = stored.revision, stored.answer
    case, at = revision.case, revision.at.date()
    origin = _origin(case, at)
    code = code_of(revision.case_id, seed)
    bare = pseudonymised(case, on=answer.on if answer is not None else at, is_marked=True)
    is_old = any(_is_old(entry) for entry in bare.entries)
    names, kept = people_of(case), stored.recorded
    counted: Case = _counted(_untold(bare, names), origin).model_copy(update={"id": code})
    report = Stored(
        replace(revision, case_id=code, case=counted, by=by),
        replace(answer, case_id=code) if answer is not None else None,
        replace(
            stored.edition,
            sitting=Sitting(_("ANONYMISED")),
            state=replace(stored.edition.state, note=""),
            audit_head="",
            day_words=lambda day: CountedDate.counted(PartialDate.of(day), origin).text,
        ),
        _outcome(kept, code, names=names, origin=origin) if kept is not None else None,
    ).report
    report = _told(report, origin=origin, at=at)
    who = replace(report.identity, given=_person(counted, is_old=is_old))
    report = replace(report, identity=who)
    return replace(report, fingerprint=fingerprint(report)), counted


def _origin(case: Case, at: date) -> date:
    """The day of the diagnosis; without one the first day of anything, or of the revision."""
    found = [one.diagnosed for one in case.primaries if one.id == case.primary_under_discussion]
    found += [one.diagnosed for one in case.primaries]
    dated = [one.earliest for one in found if one is not None]
    days = [*(one.date for one in case.samples), *(one.date for one in case.imaging)]
    others = [day.earliest for day in days if day is not None]
    return dated[0] if dated else min(others, default=at)


def people_of(case: Case) -> frozenset[str]:
    """The words of the names of the patient and of everybody who is named for their part in it."""
    referral = case.referral
    named = [referral.referrer, referral.presenter, referral.key_worker, case.patient.family_doctor]
    named += [gap.owner for gap in case.gaps] + [entry.by for entry in case.entries]
    words = {word.casefold() for name in named if name for word in _NAME.findall(name)}
    return names_of(case.patient) | words


def _untold(bare: Case, names: frozenset[str]) -> Case:
    """The pseudonymised case without its source, old ages, and short words that tell."""

    def safe(_field: str, held: str) -> str | None:
        is_named = any(name in held.casefold() for name in names)
        return None if is_named or _TELLING.search(held) else held

    entries = tuple(entry for entry in bare.entries if not _is_old(entry))
    told = bare.model_copy(update={"entries": entries, "published": None})
    kept: Case = retold(told, safe, is_marked=True)
    return kept


def words_left(case: Case, *, on: date) -> tuple[str, ...]:
    """The typed words that stay in an anonymised document, for somebody to read."""
    found: set[str] = set()

    def noted(_name: str, held: str) -> str:
        found.add(held)
        return held

    retold(_untold(pseudonymised(case, on=on), people_of(case)), noted)
    return tuple(sorted(found - {REMOVED}))


def _is_old(entry: FactEntry) -> bool:
    value = entry.value.high if isinstance(entry.value, NumberRange) else entry.value
    return entry.fact == "age" and isinstance(value, int | Decimal) and value > OLDEST


def _counted(value: Any, origin: date) -> Any:
    """The value with its dates counted, and words for what was taken out."""
    if isinstance(value, PartialDate):
        return CountedDate.counted(value, origin)
    if value == REMOVED:
        return _("left out")
    if isinstance(value, tuple):
        return tuple(_counted(item, origin) for item in value)
    if not isinstance(value, Value):
        return value
    held = {name: getattr(value, name) for name in type(value).model_fields}
    return value.model_copy(update={name: _counted(item, origin) for name, item in held.items()})


def _outcome(kept: Recorded, code: str, *, names: frozenset[str], origin: date) -> Recorded:
    outcome = _counted(without_texts(kept.outcome, names, is_marked=True), origin)
    return replace(
        kept,
        outcome=outcome.model_copy(update={"case_id": code}),
        state=replace(kept.state, note=""),
        by="",
        signed_by="",
        capacity="",
        audit_head="",
        later=(),
    )


def _told(report: CaseReport, *, origin: date, at: date) -> CaseReport:
    """The report with its banner, footer and signature as they may be shown."""
    source, when = report.provenance, CountedDate.counted(PartialDate.of(at), origin).text
    marks = ", ".join(filter(None, (source.synthetic, _("ANONYMISED"))))
    note = _("Months are counted from the diagnosis. Free text is left out.")
    is_signed = bool(report.outcome.lines) and report.state.kind is not StateKind.DRAFT
    signature = _("Signed") if is_signed else _("Not signed")
    return replace(
        report,
        identity=Identity(
            family=_("Case {code}").format(code=report.case_key),
            given="",
            title="",
            born="",
            age="",
            sex="",
            numbers=(),
            died=report.identity.died,
        ),
        timeline=replace(report.timeline, origin=origin),
        outcome=replace(
            report.outcome,
            signature=signature if report.outcome.lines else report.outcome.signature,
            code=None,
        ),
        provenance=replace(
            source,
            as_of=STAMP,
            when=when,
            statement=f"{source.statement} {note}",
            synthetic=marks,
        ),
    )


def _person(case: Case, *, is_old: bool) -> str:
    """61-year-old woman; of an age that is not told only that it is 90 or more."""
    sexes = {Sex.FEMALE: _("woman"), Sex.MALE: _("man")}
    sex = case.patient.sex
    who = sexes.get(sex, _("person")) if isinstance(sex, Sex) else _("person")
    entry = case.entry("age")
    if is_old:
        return _("{person}, {age} or more years old").format(person=who, age=OLDEST + 1)
    if entry is None:
        return _("{person}, age not recorded").format(person=who)
    value = entry.value
    age = f"{value.low}-{value.high}" if isinstance(value, NumberRange) else str(value)
    return _("{age}-year-old {person}").format(age=age, person=who)


def anonymous_pack(registry: Registry, meeting_id: str, *, seed: str) -> MeetingPack:
    """The pack of a meeting with its cases under their codes, without its day, place and people.

    Raises UnknownMeeting, NothingToExport.
    """
    meeting = registry.meetings.get(meeting_id).meeting
    if not meeting.agenda:
        raise NothingToExport
    codes = {item.case_id: code_of(item.case_id, seed) for item in meeting.agenda}
    agenda = tuple(
        AgendaItem(
            case_id=codes[item.case_id],
            triage=item.triage,
            minutes=item.minutes,
            presenter=_("left out"),
        )
        for item in meeting.agenda
    )
    pauses = tuple(Pause(after=codes[one.after], minutes=one.minutes) for one in meeting.pauses)
    reports = [
        anonymised(stored_case(registry, item.case_id), seed, by=registry.user)[0]
        for item in meeting.agenda
    ]
    made = _("Anonymised by {name}").format(name=registry.user)
    bare = Meeting(id=meeting.id, date=meeting.date, agenda=agenda, pauses=pauses)
    is_demo = demo_folder.holds(registry.folder)
    pack = meeting_pack(bare, reports, issue=Issue(made, registry.user, STAMP, is_demo))
    return replace(
        pack,
        agenda=tuple(replace(line, initials="") for line in pack.agenda),
        readiness=tuple(replace(line, initials="") for line in pack.readiness),
        title=_("Anonymised cases"),
        facts=(),
        confidentiality=_("ANONYMISED: who the people are stays in the registry."),
        seats=(),
        when=_("the last month of each case"),
    )
