"""Synthetic courses: operations, lines of therapy one after another, responses."""

from dataclasses import dataclass
from datetime import date, timedelta

from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import (
    Intent,
    Margin,
    ProcedureKind,
    Removed,
    Response,
    ResponseMethod,
    StopReason,
)
from nenboard.domain.treatment import Line, Procedure, ResponseRecord, Toxicity
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.kinds import Kind

_BEST = ((Response.CR, 0.02), (Response.PR, 0.25), (Response.SD, 0.5), (Response.PD, 0.23))
_ENDS = (
    (StopReason.PROGRESSION, 0.6),
    (StopReason.TOXICITY, 0.12),
    (StopReason.COMPLETED, 0.2),
    (StopReason.PATIENT_WISH, 0.04),
    (StopReason.OTHER, 0.04),
)
_TOXICITIES = ("fatigue", "diarrhoea", "nausea", "peripheral sensory neuropathy", "neutropenia")
_CONTINUOUS = frozenset({"LAN120", "OCTLAR", "EVE", "SUN", "IFN"})


@dataclass(frozen=True)
class Course:
    """What was done so far; ``is_untreated`` is the explicit answer that no line was given."""

    lines: tuple[Line, ...]
    procedures: tuple[Procedure, ...]
    responses: tuple[ResponseRecord, ...]
    is_untreated: bool


def course(dice: Dice, kind: Kind, *, found: date, on: date, is_metastatic: bool) -> Course:
    """Operations and lines from the diagnosis to the board."""
    procedures = _procedures(dice, found=found, on=on, is_metastatic=is_metastatic)
    if not is_metastatic:
        return Course((), procedures, (), is_untreated=True)
    lines: list[Line] = []
    responses: list[ResponseRecord] = []
    day = found + timedelta(days=dice.whole(14, 70))
    for place, choices in enumerate(kind.regimens, start=1):
        if day > on - timedelta(days=60) or not dice.chance(0.78):
            break
        line, end = _line(dice, dice.pick(choices), place=place, start=day, on=on)
        lines.append(line)
        if isinstance(line.best_response, Response):
            responses.append(_response(line, end))
        if line.is_ongoing:
            break
        day = end + timedelta(days=dice.whole(14, 90))
    return Course(tuple(lines), procedures, tuple(responses), is_untreated=not lines)


def _line(dice: Dice, regimen: str, *, place: int, start: date, on: date) -> tuple[Line, date]:
    length = dice.whole(60, 900 if regimen in _CONTINUOUS else 300)
    end = min(start + timedelta(days=length), on - timedelta(days=10))
    is_ongoing = start + timedelta(days=length) > on and dice.chance(0.7)
    reason = None if is_ongoing else dice.weighted(_ENDS)
    best = Response.PD if reason is StopReason.PROGRESSION and dice.chance(0.3) else None
    grade = dice.whole(1, 3)
    progressed = reason is StopReason.PROGRESSION
    return Line(
        id=f"l{place}",
        regimen=regimen,
        intent=Intent.PALLIATIVE,
        line_number=place,
        start=dice.dated(start),
        stop=None if is_ongoing else PartialDate.of(end),
        is_ongoing=is_ongoing,
        cycles=None if regimen in _CONTINUOUS else max(1, (end - start).days // 28),
        stop_reason=reason,
        best_response=best or dice.maybe(dice.weighted(_BEST[:3]), 0.9),
        best_response_date=PartialDate.of(start + (end - start) / 2),
        progressed=PartialDate.of(end) if progressed else None,
        toxicities=_toxicities(dice, grade=grade, start=start),
    ), end


def _toxicities(dice: Dice, *, grade: int, start: date) -> tuple[Toxicity, ...]:
    if not dice.chance(0.35):
        return ()
    return (
        Toxicity(
            term=dice.pick(_TOXICITIES),
            grade=grade,
            ctcae_version="5.0",
            date=PartialDate.of(start + timedelta(days=40)),
            is_resolved=dice.chance(0.8),
        ),
    )


def _response(line: Line, end: date) -> ResponseRecord:
    best = line.best_response
    is_last = line.stop_reason is StopReason.PROGRESSION
    return ResponseRecord(
        date=PartialDate.of(end),
        method=ResponseMethod.RECIST,
        response=Response.PD if is_last or not isinstance(best, Response) else best,
        line_id=line.id,
    )


def _procedures(dice: Dice, *, found: date, on: date, is_metastatic: bool) -> tuple[Procedure, ...]:
    done = []
    if not is_metastatic or dice.chance(0.3):
        done.append(
            Procedure(
                id="o1",
                primary_id="p1",
                kind=ProcedureKind.SURGERY,
                date=PartialDate.of(min(found + timedelta(days=dice.whole(5, 60)), on)),
                what="resection of the primary",
                removed=Removed.PRIMARY,
                margin=dice.weighted(((Margin.R0, 0.85), (Margin.R1, 0.13), (Margin.R2, 0.02))),
                intent=Intent.PALLIATIVE if is_metastatic else Intent.CURATIVE,
            )
        )
    if is_metastatic and dice.chance(0.15):
        done.append(
            Procedure(
                id="o2",
                kind=dice.pick((ProcedureKind.EMBOLISATION, ProcedureKind.ABLATION)),
                date=PartialDate.of(dice.months_before(on, (1.0, 2.0 + (on - found).days / 40))),
                what="liver metastases",
                intent=Intent.PALLIATIVE,
            )
        )
    return tuple(done)
