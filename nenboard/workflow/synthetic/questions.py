"""What the board is asked about a synthetic case: it follows from the course."""

import json
from datetime import date, timedelta
from functools import cache

from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import DiscussionType, DiseaseStatus, Pace, QuestionTopic, Response
from nenboard.host import resources
from nenboard.workflow.synthetic.courses import Course
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.people import Asked
from nenboard.workflow.synthetic.tumours import Now

_NEXT = (
    (QuestionTopic.CHEMOTHERAPY, "Progression after {drug}: chemotherapy now, and which?", 0.5),
    (QuestionTopic.TARGETED, "Progression after {drug}: which next systemic line?", 0.3),
    (QuestionTopic.PRRT, "Progression after {drug}: is PRRT the next line?", 0.2),
)
_ADJUVANT_DAYS = 120
_WORDS = {Response.PD: "progressive disease", Response.PR: "partial response"}


@cache
def _regimens() -> dict[str, str]:
    text = resources.path("terms", "regimens.json").read_text(encoding="utf-8")
    return {entry["id"]: entry["name"] for entry in json.loads(text)["regimens"]}


def asked(dice: Dice, done: Course, *, operated: date | None, on: date) -> Asked:
    """The question and what is new."""
    last = done.last
    if last is None:
        return _after_operation(operated, on)
    new = _new(done)
    if not done.lines:
        if len(done.scans) == 1:
            words = "New metastatic disease: which first treatment?"
            return Asked(DiscussionType.NEW_DIAGNOSIS, QuestionTopic.CHEMOTHERAPY, words, new)
        words = "No treatment so far: start one, or go on watching?"
        return Asked(DiscussionType.REDISCUSSION, QuestionTopic.SSA, words, new)
    drug = _name(done.lines[-1].regimen)
    if last.response is Response.PD:
        topic, words = dice.weighted(tuple(((topic, w), share) for topic, w, share in _NEXT))
        return Asked(DiscussionType.PROGRESSION, topic, words.format(drug=drug), new)
    if done.lines[-1].is_ongoing:
        words = f"{drug}: go on, or change?"
        return Asked(DiscussionType.REDISCUSSION, QuestionTopic.TARGETED, words, new)
    words = f"After {drug}: follow-up, and at which interval?"
    return Asked(DiscussionType.SURVEILLANCE, QuestionTopic.SURVEILLANCE, words, new)


def _after_operation(operated: date | None, on: date) -> Asked:
    day = PartialDate.of(operated).text if operated is not None else ""
    new = f"Operated on {day}, recovered." if day else "Work-up complete."
    if operated is None or (on - operated).days <= _ADJUVANT_DAYS:
        words = "Anything after the operation?"
        return Asked(DiscussionType.POSTOPERATIVE, QuestionTopic.CHEMOTHERAPY, words, new)
    words = "Follow-up after the operation: which interval?"
    return Asked(DiscussionType.SURVEILLANCE, QuestionTopic.SURVEILLANCE, words, new)


def _new(done: Course) -> str:
    """The last scan against the one before it, as a letter says it."""
    last = done.scans[-1]
    day = PartialDate.of(last.day).text
    if len(done.scans) == 1:
        return f"CT {day}: target sum {last.total} mm."
    state = _WORDS.get(last.response, "stable disease") if last.response else "stable disease"
    before = done.scans[-2].total
    return f"CT {day}: target sum {before} to {last.total} mm, {state}."


def _name(regimen: str | None) -> str:
    name = _regimens().get(regimen or "", regimen or "treatment").split(" (", 1)[0]
    return name[:1].lower() + name[1:]


def now(dice: Dice, done: Course, *, is_fast: bool, on: date) -> Now:
    """Status and pace as the last scans show them."""
    last = done.last
    if last is None:
        return Now(DiseaseStatus.NO_EVIDENCE, None, on - timedelta(days=dice.whole(6, 40)))
    if last.response is Response.PD:
        pace = Pace.RAPID if is_fast or dice.chance(0.15) else Pace.PROGRESSIVE
        return Now(DiseaseStatus.PROGRESSING, pace, last.day)
    if last.response is Response.PR:
        return Now(DiseaseStatus.RESPONDING, Pace.STABLE, last.day)
    if len(done.scans) == 1 and is_fast:
        return Now(DiseaseStatus.PROGRESSING, Pace.RAPID, last.day)
    return Now(DiseaseStatus.STABLE, dice.pick((Pace.INDOLENT, Pace.STABLE)), last.day)
