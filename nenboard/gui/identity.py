"""The banner of a case: identity read from the Case, in the words people read."""

from datetime import date
from typing import TYPE_CHECKING

from nenboard.gui.case_list import words
from nenboard.gui.widgets.banner import Identity
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.domain.dates import PartialDate
    from nenboard.registry import CaseRow
    from nenboard.workflow.namesakes import Namesakes

_MOST_NAMED = 2


def identity_of(case: "Case", *, today: date, same_name: str = "") -> Identity:
    """Who a case is about; what is missing says so in words."""
    from nenboard.domain.missing import is_recorded
    from nenboard.host.labels import label

    patient = case.patient
    name = patient.name
    number = patient.national_number
    meeting = case.referral.target_meeting
    died = patient.vital.died
    return Identity(
        family=name.family if name else None,
        given=name.given if name else None,
        title=name.title if name else None,
        born=_born(case, died.latest if died else today, is_dead=died is not None),
        sex=label(patient.sex) if patient.sex is not None and is_recorded(patient.sex) else None,
        national_number=words.grouped(number) if number else None,
        hospital_number=patient.hospital_number,
        key_worker=case.referral.key_worker,
        meeting=meeting.text if meeting else None,
        died=_died(case, died),
        same_name=same_name,
        is_synthetic=patient.is_synthetic,
    )


def warning_of(others: "Namesakes") -> str:
    """The warning of the banner about people of a like name or number; empty without any.

    It names birth dates and case keys, never names, so that it may stay while names are hidden.
    """
    kinds = (
        (others.same, _("Same name in this registry: {whom}")),
        (others.like, _("Like name in this registry: {whom}")),
        (others.numbers, _("Like number in this registry: {whom}")),
    )
    for rows, text in kinds:
        if rows:
            return text.format(whom=_whom(rows))
    return ""


def _whom(rows: "tuple[CaseRow, ...]") -> str:
    shown = ", ".join(_one(row) for row in rows[:_MOST_NAMED])
    more = len(rows) - _MOST_NAMED
    return _("{some} and {count} more").format(some=shown, count=more) if more > 0 else shown


def _one(row: "CaseRow") -> str:
    if row.birth_date is None:
        return row.case_id
    return _("{case}, born {date}").format(case=row.case_id, date=words.date_text(row.birth_date))


def _born(case: "Case", day: date, *, is_dead: bool) -> str | None:
    from nenboard.domain.missing import Missing

    born = case.patient.birth_date
    if born is None or isinstance(born, Missing):
        return None
    age = "" if is_dead else words.age(str(born), day)
    return f"{born.text} {age}".strip()


def _died(case: "Case", died: "PartialDate | None") -> str | None:
    from nenboard.domain.missing import Missing

    if died is None:
        return None
    born = case.patient.birth_date
    known = born is not None and not isinstance(born, Missing) and died.is_exact
    age = words.age(str(born), died.latest) if known else ""
    return _("{date} {age}").format(date=died.text, age=age).strip()
