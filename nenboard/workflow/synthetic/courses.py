"""Synthetic courses: scans with target sums, and the lines of therapy that follow from them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from nenboard.domain.imaging import Lesion, Measurement, TumourAssessment
from nenboard.domain.missing import Missing
from nenboard.domain.response.course import NewLesions, NonTarget
from nenboard.domain.terms import Intent, Response, ResponseMethod, StopReason
from nenboard.domain.treatment import Line, ResponseRecord, Toxicity
from nenboard.workflow.synthetic.dice import Dice, day_of
from nenboard.workflow.synthetic.kinds import Kind, is_carcinoma

_MONTH = timedelta(days=30)
_CONTINUOUS = {"LAN120": (9, 30), "OCTLAR": (9, 30), "EVE": (6, 18), "SUN": (6, 16), "IFN": (6, 14)}
_PLANNED = {"LUTATE": 8, "CE": 5, "EP": 5}
_LEAST = timedelta(days=75)
_STEP = timedelta(days=88)
_LATE = timedelta(days=240)
_TOXICITIES = {
    "LAN120": ("diarrhoea",),
    "OCTLAR": ("diarrhoea",),
    "EVE": ("pneumonitis", "oral mucositis"),
    "SUN": ("hypertension", "fatigue"),
    "LUTATE": ("platelet count decreased", "fatigue"),
    "CE": ("neutropenia",),
    "EP": ("peripheral sensory neuropathy",),
    "FOLFOX": ("peripheral sensory neuropathy",),
    "FOLFIRI": ("diarrhoea",),
}
_DOSES = {"LAN120": "120 mg every 28 days", "OCTLAR": "30 mg every 28 days", "EVE": "10 mg daily"}


class Scan(NamedTuple):
    """Target lesions on a day: their diameters in mm, and what that means by RECIST 1.1."""

    day: date
    sizes: tuple[int, ...]
    response: Response | None
    line_id: str | None

    @property
    def total(self) -> int:
        """The sum of the diameters in mm."""
        return sum(self.sizes)


@dataclass
class Course:
    """What was done and measured so far; the last scan is of the last weeks."""

    dice: Dice
    scans: list[Scan] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    shares: tuple[float, ...] = (1.0,)
    baseline: int = 0
    lowest: int = 0

    def begin(self) -> None:
        """Take the last scan as the one to compare with."""
        self.baseline = self.lowest = self.scans[-1].total

    def scan(self, day: date, total: float, *, line_id: str | None) -> Response | None:
        """Measure the targets; the response follows from baseline and lowest sum."""
        sizes = tuple(max(5, round(total * share)) for share in self.shares)
        found = sum(sizes)
        response = self._response(found) if self.scans else None
        self.scans.append(Scan(day, sizes, response, line_id))
        self.lowest = min(self.lowest or found, found)
        return response

    def _response(self, total: int) -> Response:
        if total >= 1.2 * self.lowest and total - self.lowest >= 5:
            return Response.PD
        return Response.PR if total <= 0.7 * self.baseline else Response.SD

    @property
    def last(self) -> Scan | None:
        """The newest scan."""
        return self.scans[-1] if self.scans else None


def course(dice: Dice, kind: Kind, *, found: date, on: date) -> Course:
    """Metastatic disease from the diagnosis to the board: scans, and one line after another."""
    made = Course(dice)
    count = dice.whole(1, 3)
    weights = [1.0, 0.7, 0.45][:count]
    made.shares = tuple(weight / sum(weights) for weight in weights)
    now = on - timedelta(days=dice.whole(6, 34))
    first = min(found + timedelta(days=dice.whole(0, 12)), now)
    made.scan(first, float(dice.number(28, 60)) * count, line_id=None)
    made.begin()
    day = first + timedelta(days=dice.whole(10, 40))
    for place, choices in enumerate(kind.regimens, start=1):
        is_late = now - day < _LATE and place > 1
        if day + _LEAST > now or (is_late and not dice.chance(0.7)):
            break
        given = {line.regimen for line in made.lines}
        fresh = [regimen for regimen in choices if regimen not in given] or choices
        after = _line(made, kind, regimen=dice.pick(fresh), period=(day, now))
        if after is None:
            break
        day = after + timedelta(days=dice.whole(14, 50))
    _end(made, now)
    return made


def _line(made: Course, kind: Kind, *, regimen: str, period: tuple[date, date]) -> date | None:
    """Give one line; the day of the progression after it, None if there was none so far."""
    dice = made.dice
    start, now = period
    line_id = f"l{len(made.lines) + 1}"
    made.begin()
    planned = _PLANNED.get(regimen, 6)
    low, high = _CONTINUOUS.get(regimen, (planned + 1, planned + 12))
    if is_carcinoma(kind):
        low, high = (4, 9) if not made.lines else (2, 6)
    progress = start + _MONTH * dice.whole(low, high)
    if len(made.lines) + 1 == len(kind.regimens) and progress < now - _LATE:
        progress = now
    is_fixed = regimen not in _CONTINUOUS
    done = min(start + _MONTH * planned, progress) if is_fixed else progress
    toxic = dice.chance(0.08)
    if toxic:
        done = start + (done - start) / 2
    best = float(dice.number(45, 66) if dice.chance(0.3) else dice.number(88, 106)) / 100
    _follow(made, start=start, until=min(progress, now), best=best)
    progressed = progress if progress <= now else None
    if progressed:
        made.scan(progress, made.lowest * float(dice.number(124, 150)) / 100 + 5, line_id=line_id)
    reason = _reason(done, progressed, is_toxic=toxic, is_fixed=is_fixed)
    made.lines.append(_written(made, (regimen, line_id), period=(start, min(done, now)), at=reason))
    if made.lines[-1].is_ongoing and made.scans[-1].day < now - _LEAST:
        made.scan(now, made.baseline * best, line_id=line_id)
    return progressed


def _follow(made: Course, *, start: date, until: date, best: float) -> None:
    """Scans under a line, each near the best that the line brings, the first half-way to it."""
    line_id = f"l{len(made.lines) + 1}"
    day, share = start + _STEP, (1 + best) / 2
    while day < until - _STEP / 2:
        noise = float(made.dice.number(-3, 3)) / 100
        made.scan(day, made.baseline * (share + noise), line_id=line_id)
        share = best
        day += _STEP * (1 + (len(made.scans) > 4) + (len(made.scans) > 8))


def _reason(
    done: date, progressed: date | None, *, is_toxic: bool, is_fixed: bool
) -> tuple[StopReason | None, date, date | None]:
    """Why a line stopped, when it was to stop, and when the disease progressed."""
    if is_toxic:
        return StopReason.TOXICITY, done, progressed
    if progressed is not None and progressed <= done:
        return StopReason.PROGRESSION, done, progressed
    return (StopReason.COMPLETED if is_fixed else None), done, progressed


def _written(
    made: Course,
    named: tuple[str, str],
    *,
    period: tuple[date, date],
    at: tuple[StopReason | None, date, date | None],
) -> Line:
    regimen, line_id = named
    start, stop = period
    reason, done, progressed = at
    is_ongoing = reason is None or done > stop
    mine = [scan for scan in made.scans if scan.line_id == line_id]
    best = _best(mine)
    return Line(
        id=line_id,
        regimen=regimen,
        intent=Intent.PALLIATIVE,
        start=made.dice.dated(start),
        stop=None if is_ongoing else day_of(stop),
        is_ongoing=is_ongoing,
        cycles=_cycles(regimen, (stop - start).days),
        dose=_DOSES.get(regimen),
        stop_reason=None if is_ongoing else reason,
        best_response=best.response if best else Missing.PENDING,
        best_response_date=day_of(best.day) if best else None,
        progressed=day_of(progressed) if progressed else None,
        toxicities=_toxicities(made.dice, regimen, start=start, reason=reason),
    )


def _cycles(regimen: str, days: int) -> int | None:
    """Cycles in so many days; None for what is given without a planned end."""
    if regimen in _CONTINUOUS:
        return None
    return max(1, days // (56 if regimen == "LUTATE" else 24))


def _best(scans: list[Scan]) -> Scan | None:
    """The best scan up to the first progression."""
    for wanted in (Response.PR, Response.SD, Response.PD):
        for scan in scans:
            if scan.response is wanted:
                return scan
            if scan.response is Response.PD:
                break
    return None


def _toxicities(
    dice: Dice, regimen: str, *, start: date, reason: StopReason | None
) -> tuple[Toxicity, ...]:
    is_cause = reason is StopReason.TOXICITY
    if not is_cause and not dice.chance(0.25):
        return ()
    return (
        Toxicity(
            term=dice.pick(_TOXICITIES.get(regimen, ("fatigue", "nausea"))),
            grade=3 if is_cause else dice.whole(1, 2),
            ctcae_version="5.0",
            date=day_of(start + timedelta(days=40)),
            is_resolved=dice.chance(0.9),
        ),
    )


def _end(made: Course, now: date) -> None:
    """A last scan of these weeks, with growth where no treatment holds the disease."""
    last = made.scans[-1]
    if last.day >= now - timedelta(days=45):
        return
    if not made.lines or made.lines[-1].is_ongoing:
        growth = made.dice.number(95, 112)
    elif last.response is Response.PD:
        growth = made.dice.number(106, 130)
    else:
        growth = made.dice.number(98, 135)
    line_id = made.lines[-1].id if made.lines else None
    response = made.scan(now, last.total * float(growth) / 100, line_id=line_id)
    if made.lines and response is Response.PD and made.lines[-1].progressed is None:
        made.lines[-1] = made.lines[-1].model_copy(update={"progressed": day_of(now)})


def responses(made: Course) -> tuple[ResponseRecord, ...]:
    """Each assessment under or after a line."""
    return tuple(
        ResponseRecord(
            date=day_of(scan.day),
            method=ResponseMethod.RECIST,
            response=scan.response,
            line_id=scan.line_id,
        )
        for scan in made.scans
        if scan.response is not None and scan.line_id is not None
    )


def assessments(made: Course) -> tuple[TumourAssessment, ...]:
    """What each scan showed beside the targets: other disease that neither left nor grew."""
    return tuple(
        TumourAssessment(
            date=day_of(scan.day),
            non_target=NonTarget.NON_CR_NON_PD,
            new_lesions=NewLesions.NONE,
            is_adequate=True,
        )
        for scan in made.scans
    )


def lesions(made: Course, organ: str) -> tuple[Lesion, ...]:
    """The target lesions with every measurement."""
    return tuple(
        Lesion(
            id=f"t{number + 1}",
            organ=organ,
            measurements=tuple(
                Measurement(date=day_of(scan.day), mm=Decimal(scan.sizes[number]))
                for scan in made.scans
            ),
        )
        for number in range(len(made.shares))
    )
