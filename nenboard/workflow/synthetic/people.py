"""Synthetic people: invented names and numbers that no person can have."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from nenboard.domain.board import Referral
from nenboard.domain.dates import PartialDate
from nenboard.domain.patient import (
    Comorbidities,
    EcogReading,
    Fitness,
    Hypersensitivity,
    Patient,
    PersonName,
    Wishes,
)
from nenboard.domain.terms import (
    DiscussionType,
    OrganFunction,
    PatientView,
    QuestionTopic,
    RoutePreference,
    Sex,
    Urgency,
)
from nenboard.host import resources
from nenboard.workflow.synthetic.dice import Dice, day_of

_CONDITIONS = (
    ("cardiac_disease", 0.07),
    ("hypertension", 0.25),
    ("renal_disease", 0.06),
    ("liver_disease", 0.04),
    ("lung_disease", 0.08),
    ("interstitial_lung_disease", 0.01),
    ("diabetes", 0.12),
    ("other_cancer", 0.06),
    ("severe_depression", 0.03),
    ("autoimmune_disease", 0.03),
    ("active_infection", 0.01),
    ("pregnancy_or_breast_feeding", 0.0),
)
_ALLERGIES = ("temozolomide", "dacarbazine", "platinum", "taxane")
_DRUGS = (
    ("No drugs that matter", 0.55),
    ("Omeprazole, stopped 14 days before chromogranin A", 0.2),
    ("Apixaban", 0.12),
    ("Metformin", 0.13),
)
_WORDS = (
    ("Wants to keep working for as long as possible.", 0.15),
    ("Few hospital days.", 0.15),
    ("Lives alone; help at home is arranged.", 0.1),
    (None, 0.6),
)
_KEY_WORKER = "Nurse E. Example"


@cache
def _names() -> dict[str, list[str]]:
    text = resources.path("samples", "names.json").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = json.loads(text)
    return lists


def person(dice: Dice, number: int, *, on: date) -> Patient:
    """A person of 24 to 89 years, marked synthetic, with a number from the range for tests."""
    names = _names()
    sex = dice.pick((Sex.FEMALE, Sex.MALE))
    birth = dice.months_before(on, (24 * 12, 89 * 12))
    return Patient(
        name=PersonName(
            family=dice.pick(names["family"]),
            given=dice.pick(names["given_f" if sex is Sex.FEMALE else "given_m"]),
        ),
        birth_date=day_of(birth),
        sex=sex,
        hospital_number=f"SYN-{number:06d}",
        national_number=nhs_test_number(number),
        is_synthetic=True,
    )


def nhs_test_number(number: int) -> str:
    """A number with the check digit of the NHS in the range 999, which is given to nobody."""
    for step in (0, 500_000):
        digits = f"999{(number + step) % 1_000_000:06d}"
        total = sum((10 - place) * int(digit) for place, digit in enumerate(digits))
        check = (11 - total % 11) % 11
        if check < 10:
            return f"{digits}{check}"
    return f"{digits}0"


@dataclass(frozen=True)
class Asked:
    """What the board is asked, and what is new."""

    kind: DiscussionType
    topic: QuestionTopic
    words: str
    new: str


def referral(dice: Dice, asked: Asked, *, on: date, meeting: date) -> Referral:
    """Who asks, written in the weeks before the day of the case, for the meeting on that day."""
    names = _names()
    clinician = dice.pick(names["clinicians"])
    return Referral(
        referrer=clinician,
        hospital=dice.pick(names["hospitals"]),
        key_worker=_KEY_WORKER,
        referred=day_of(on - timedelta(days=dice.whole(1, 5))),
        target_meeting=day_of(meeting),
        discussion=asked.kind,
        topics=(asked.topic,),
        question=asked.words,
        what_is_new=asked.new,
        urgency=dice.weighted(
            ((Urgency.ROUTINE, 0.7), (Urgency.SOON, 0.25), (Urgency.URGENT, 0.05))
        ),
        presenter=dice.pick(names["clinicians"]),
        knows_patient_attends=True,
    )


def fitness(dice: Dice, *, on: date) -> Fitness:
    """Performance status, co-morbidity and wishes of the last weeks."""
    judge = dice.pick(_names()["clinicians"])
    ecog = dice.weighted(((0, 0.38), (1, 0.42), (2, 0.14), (3, 0.05), (4, 0.01)))
    day = day_of(on - timedelta(days=dice.whole(1, 17)))
    return Fitness(
        ecog=(EcogReading(value=ecog, date=day, source=judge),),
        is_frail=ecog > 2,
        organ_function=OrganFunction.INADEQUATE
        if ecog > 2 and dice.chance(0.4)
        else OrganFunction.ADEQUATE,
        comorbidities=_comorbidities(dice, judge=judge, day=day),
        relevant_drugs=dice.weighted(_DRUGS),
        hypersensitivity=_hypersensitivity(dice),
        wishes=_wishes(dice),
        judged_by=judge,
    )


def _comorbidities(dice: Dice, *, judge: str, day: PartialDate) -> Comorbidities:
    answers: dict[str, Any] = {name: dice.chance(share) for name, share in _CONDITIONS}
    if not any(answers.values()):
        return Comorbidities(**answers, none_stated_by=judge, none_stated_on=day)
    for name in ("hypertension", "diabetes"):
        if answers[name]:
            answers[f"{name}_controlled"] = dice.maybe(dice.chance(0.8), 0.9)
    return Comorbidities(**answers)


def _hypersensitivity(dice: Dice) -> Hypersensitivity:
    if dice.chance(0.3):
        return Hypersensitivity()
    answers: dict[str, Any] = {name: dice.chance(0.01) for name in _ALLERGIES}
    return Hypersensitivity(**answers)


def _wishes(dice: Dice) -> Wishes:
    views = (
        (PatientView.ALL_ACTIVE, 0.62),
        (PatientView.LEAST_BURDENSOME, 0.23),
        (PatientView.UNDECIDED, 0.15),
    )
    routes = (
        (RoutePreference.ORAL, 0.3),
        (RoutePreference.IV, 0.05),
        (RoutePreference.NONE, 0.35),
        (None, 0.3),
    )
    return Wishes(
        view=dice.weighted(views), words=dice.weighted(_WORDS), route=dice.weighted(routes)
    )
