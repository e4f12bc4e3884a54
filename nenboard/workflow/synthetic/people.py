"""Synthetic people: invented names and numbers that no person can have."""

import json
from datetime import date
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
from nenboard.workflow.synthetic.dice import Dice

_CONDITIONS = (
    ("cardiac_disease", 0.10),
    ("hypertension", 0.35),
    ("renal_disease", 0.06),
    ("liver_disease", 0.04),
    ("lung_disease", 0.08),
    ("interstitial_lung_disease", 0.01),
    ("diabetes", 0.18),
    ("other_cancer", 0.06),
    ("severe_depression", 0.03),
    ("autoimmune_disease", 0.03),
    ("active_infection", 0.01),
    ("pregnancy_or_breast_feeding", 0.0),
)
_ALLERGIES = ("temozolomide", "dacarbazine", "platinum", "taxane")
_QUESTIONS = (
    (DiscussionType.PROGRESSION, QuestionTopic.CHEMOTHERAPY, "Which treatment after progression?"),
    (DiscussionType.PROGRESSION, QuestionTopic.PRRT, "Is PRRT possible now?"),
    (DiscussionType.NEW_DIAGNOSIS, QuestionTopic.CHEMOTHERAPY, "First treatment?"),
    (DiscussionType.NEW_DIAGNOSIS, QuestionTopic.STAGING, "Is the work-up complete?"),
    (DiscussionType.POSTOPERATIVE, QuestionTopic.SURVEILLANCE, "Anything after the operation?"),
    (DiscussionType.REDISCUSSION, QuestionTopic.SSA, "Go on with the analogue?"),
    (DiscussionType.SURVEILLANCE, QuestionTopic.SURVEILLANCE, "Interval of follow-up?"),
)


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
        birth_date=PartialDate.of(birth),
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


def referral(dice: Dice, *, meeting: date, has_lines: bool) -> Referral:
    """What the board is asked, for the meeting on that day."""
    names = _names()
    fitting = [
        question
        for question in _QUESTIONS
        if has_lines is (question[0] is not DiscussionType.NEW_DIAGNOSIS)
    ]
    kind, topic, words = dice.pick(fitting)
    clinician = dice.pick(names["clinicians"])
    return Referral(
        referrer=clinician,
        hospital=dice.pick(names["hospitals"]),
        referred=PartialDate.of(dice.months_before(meeting, (0.1, 1.0))),
        target_meeting=PartialDate.of(meeting),
        discussion=kind,
        topics=(topic,),
        question=words,
        what_is_new=dice.maybe("New imaging and laboratory values.", 0.6),
        urgency=dice.weighted(
            ((Urgency.ROUTINE, 0.7), (Urgency.SOON, 0.25), (Urgency.URGENT, 0.05))
        ),
        presenter=dice.maybe(clinician, 0.8),
    )


def fitness(dice: Dice, *, on: date) -> Fitness:
    """Performance status, co-morbidity and wishes, with gaps as referrals have them."""
    judge = dice.pick(_names()["clinicians"])
    ecog = dice.weighted(((0, 0.35), (1, 0.4), (2, 0.16), (3, 0.07), (4, 0.02)))
    day = PartialDate.of(dice.months_before(on, (0.0, 1.5)))
    readings = (EcogReading(value=ecog, date=day, source=judge),) if dice.chance(0.88) else ()
    return Fitness(
        ecog=readings,
        is_frail=dice.maybe(ecog > 2, 0.6),
        organ_function=dice.maybe(
            OrganFunction.INADEQUATE if dice.chance(0.08) else OrganFunction.ADEQUATE, 0.75
        ),
        comorbidities=_comorbidities(dice, judge=judge, day=day),
        hypersensitivity=_hypersensitivity(dice),
        wishes=_wishes(dice),
        judged_by=judge,
    )


def _comorbidities(dice: Dice, *, judge: str, day: PartialDate) -> Comorbidities:
    if dice.chance(0.15):
        return Comorbidities()
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
    return Wishes(
        view=dice.maybe(
            dice.weighted(
                (
                    (PatientView.ALL_ACTIVE, 0.6),
                    (PatientView.LEAST_BURDENSOME, 0.2),
                    (PatientView.UNDECIDED, 0.2),
                )
            ),
            0.6,
        ),
        route=dice.maybe(
            dice.pick((RoutePreference.ORAL, RoutePreference.IV, RoutePreference.NONE)), 0.5
        ),
    )
