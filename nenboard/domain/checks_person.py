"""Checks of the person: number, birth, death, order of dates, conditions."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.identifiers import is_nhs_number, is_ten_digits
from nenboard.domain.issues import Check, Issue, invalid, missing, query, rare
from nenboard.domain.missing import Missing
from nenboard.domain.moments import events, is_before, is_later_than
from nenboard.domain.terms import Sex

_OLDEST: Final = 110
"""Years of age above which a birth date is questioned (limits of the fact `age`)."""


def _national_number(case: Case, _on: date) -> Iterator[Issue]:
    number = case.patient.national_number
    if number and is_ten_digits(number) and not is_nhs_number(number):
        yield query(
            "patient.national_number",
            "check_digit",
            message="The check digit of this number does not hold if it is an NHS number. "
            "Compare it with the referral, digit by digit.",
        )


def _future_dates(case: Case, on: date) -> Iterator[Issue]:
    for event in events(case):
        if is_later_than(event.when, on):
            yield invalid(
                event.path,
                "date_in_future",
                message=f"Here {event.words} lies in the future. "
                "Only plans may; enter the day it happened.",
            )


def _birth(case: Case, on: date) -> Iterator[Issue]:
    born = case.patient.birth_date
    if not isinstance(born, PartialDate):
        return
    if is_later_than(born, on):
        yield invalid(
            "patient.birth_date",
            "birth_in_future",
            message="The birth date lies in the future. Correct it from the referral.",
        )
    elif on.year - born.latest.year > _OLDEST:
        yield rare(
            "patient.birth_date",
            "age_rare",
            message=f"An age above {_OLDEST} years is rare. Compare the birth date.",
        )
    for event in events(case):
        if is_before(event.when, born):
            yield invalid(
                event.path,
                "before_birth",
                message=f"Here {event.words} lies before the birth date. Correct one of the two.",
            )


def _death(case: Case, on: date) -> Iterator[Issue]:
    vital = case.patient.vital
    if is_later_than(vital.died, on):
        yield invalid(
            "patient.vital.died",
            "date_in_future",
            message="The date of death lies in the future. Correct it.",
        )
    if is_before(vital.died, vital.last_known_alive):
        yield invalid(
            "patient.vital.last_known_alive",
            "after_death",
            message="The person was known alive after the date of death. Correct one of the two.",
        )
    for event in events(case):
        if is_before(vital.died, event.when):
            yield invalid(
                event.path,
                "after_death",
                message=f"Here {event.words} lies after the date of death. Correct one of the two.",
            )


def _pregnancy(case: Case, _on: date) -> Iterator[Issue]:
    conditions = case.fitness.comorbidities
    if conditions.pregnancy_or_breast_feeding is True and case.patient.sex is Sex.MALE:
        yield query(
            "fitness.comorbidities.pregnancy_or_breast_feeding",
            "pregnancy_and_sex",
            message="Pregnancy is answered yes and the sex is recorded as male. "
            "Ask the treating team which is right.",
        )


def _control(case: Case, _on: date) -> Iterator[Issue]:
    conditions = case.fitness.comorbidities
    for name in ("diabetes", "hypertension"):
        control = getattr(conditions, f"{name}_controlled")
        if getattr(conditions, name) is True and control is None:
            yield missing(
                f"fitness.comorbidities.{name}_controlled",
                "control_not_stated",
                message=f"Whether the {name} is controlled decides about some drugs. "
                "Ask the treating clinician.",
            )


def _hypersensitivity(case: Case, _on: date) -> Iterator[Issue]:
    groups = case.fitness.hypersensitivity
    names = ("temozolomide", "dacarbazine", "platinum", "taxane")
    answered = [name for name in names if isinstance(getattr(groups, name), bool)]
    for name in names if answered else ():
        if name not in answered:
            yield missing(
                f"fitness.hypersensitivity.{name}",
                "group_not_answered",
                message="Other groups of drugs are answered and this one is not. "
                "Ask the treating clinician.",
            )


def _pending(case: Case, on: date) -> Iterator[Issue]:
    for i, gap in enumerate(case.gaps):
        if gap.kind is Missing.PENDING and (gap.owner is None or gap.due is None):
            yield query(
                gap.path,
                "pending_without_owner",
                message="This is pending. Enter who answers and by when, so it can be chased.",
            )
        if gap.kind is Missing.PENDING and gap.due is not None and gap.due.latest < on:
            yield query(
                f"gaps.{i}.due",
                "overdue",
                message="The day for this pending answer has passed. Ask its owner again.",
            )


CHECKS: Final[tuple[Check, ...]] = (
    _national_number,
    _future_dates,
    _birth,
    _death,
    _pregnancy,
    _control,
    _hypersensitivity,
    _pending,
)
