"""Time end points a second time, from the words of the conventions, on documents of records.

It shares nothing with the program: dates are day numbers, a record is scanned anew for each end
point, and each answer is the document's own form.
"""

import random
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
FIRST = date(2021, 1, 1)


def a_record(seed: int) -> Json:
    """A record drawn from a seed; about a third of its dates are partial."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, guards nothing
    start = FIRST + timedelta(days=dice.randint(0, 300))
    record: Json = {"line_start": _shown(dice, start)}
    seen: dict[str, Json] = {}
    for _ in range(dice.randint(0, 6)):
        when = _later(dice, start)
        labels = ["CR", "PR", "PR", "SD", "SD", "PD", "NE"]
        adequate = dice.random() < 0.85
        seen[when] = {"date": when, "overall": dice.choice(labels), "adequate": adequate}
    record["assessments"] = list(seen.values())
    record["stop"] = {"date": _later(dice, start)} if dice.random() < 0.5 else None
    for name in ("next_line_start", "death", "last_known_alive", "clinical_progression"):
        record[name] = _later(dice, start) if dice.random() < 0.4 else None
    record["confirmation"] = dice.random() < 0.5
    record["new_line_before_progression"] = dice.choice(["censor", "ignore"])
    record["assessment_interval_days"] = dice.choice([None, 30, 60, 90])
    return record


def _later(dice: random.Random, start: date) -> str:
    return _shown(dice, start + timedelta(days=dice.choice([0, 1, 27, 28, 29, 60, 90, 200, 400])))


def _shown(dice: random.Random, day: date) -> str:
    return day.isoformat()[: dice.choice([10, 10, 10, 10, 7, 7, 4])]


def bounds(text: str) -> tuple[int, int]:
    """The first and the last day as numbers."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) == 3:
        return (date(*parts).toordinal(),) * 2
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    return date(year, month or 1, 1).toordinal(), last.toordinal()


def middle(text: str, floor: int | None = None) -> int:
    """The day a date counts for, not before the floor if it may be later."""
    low, high = bounds(text)
    if low == high:
        return low
    day = date.fromordinal(low)
    found = date(day.year, 7 if len(text) == 4 else day.month, 15).toordinal()
    while floor is not None and found < floor and found < high:
        found += 1
    return found


def answer(start: str, end: str, *, what: str | None = None, why: str | None = None) -> Json:
    """An end point in the form of the document."""
    one = middle(start)
    return {
        "start": start,
        "end": end,
        "event": what is not None,
        "what": what,
        "censor_reason": why,
        "days": max(1, middle(end, one) - one + 1),
        "days_min": max(1, bounds(end)[0] - bounds(start)[1] + 1),
        "days_max": max(1, bounds(end)[1] - bounds(start)[0] + 1),
        "imputed": len(start) < 10 or len(end) < 10,
    }


def day_one(start: str, why: str) -> Json:
    """Censored on day 1."""
    one = {"days": 1, "days_min": 1, "days_max": 1, "imputed": False}
    return {**answer(start, start, why=why), **one}


def read_again(record: Json) -> Json:
    """The end points of a record."""
    start = record["line_start"]
    floor = middle(start)
    seen = sorted(record["assessments"], key=lambda each: middle(each["date"], floor))
    pds = [each["date"] for each in seen if each["overall"] == "PD"][:1]
    death, alive = record["death"], record["last_known_alive"]
    stop = (record["stop"] or {}).get("date")
    moments = [(pds[0], "progression")] if pds else []
    moments += [(death, "death")] if death else []
    first = min(moments, key=lambda each: middle(each[0], floor), default=None)
    pfs = _until(record, seen, first, begin=start)
    pd = (pds[0], "progression") if pds else None
    ttp = _until(record, seen, pd, begin=start, death=death)
    ended = min(
        moments + ([(stop, "stop")] if stop else []),
        key=lambda each: middle(each[0], floor),
        default=None,
    )
    ttf = answer(start, ended[0], what=ended[1]) if ended else None
    if ended is None and alive:
        ttf = answer(start, alive, why="on_treatment")
    os = answer(start, death, what="death") if death else None
    if os is None and alive:
        os = answer(start, alive, why="alive")
    begin = _response(record, seen)
    dor = _until(record, seen, first, begin=begin) if begin else None
    sensitive = _sensitive(record, seen, pfs)
    return {"os": os, "pfs": pfs, "pfs_sensitivity": sensitive, "ttp": ttp, "dor": dor, "ttf": ttf}


def _until(
    record: Json,
    seen: list[Json],
    event: tuple[str, str] | None,
    *,
    begin: str,
    death: str | None = None,
) -> Json:
    floor = middle(record["line_start"])
    new = record["next_line_start"]
    if record["new_line_before_progression"] == "ignore":
        new = None
    is_cut = bool(new) and (event is None or middle(new, floor) < middle(event[0], floor))
    if event and not is_cut:
        return answer(begin, event[0], what=event[1])
    why = "death_without_progression" if death else "no_event"
    good = [each["date"] for each in seen if each["adequate"] and each["overall"] != "NE"]
    good = [when for when in good if middle(when, floor) >= middle(begin, floor)]
    for limit, reason in ((death, why), (new if is_cut else None, "new_line")):
        if limit:
            good = [when for when in good if middle(when, floor) <= middle(limit, floor)]
            why = reason
    return answer(begin, good[-1], why=why) if good else day_one(begin, "no_assessment")


def _response(record: Json, seen: list[Json]) -> str | None:
    floor = middle(record["line_start"])
    kept = []
    new = record["next_line_start"]
    is_limit = new and record["new_line_before_progression"] == "censor"
    for each in seen:
        day = middle(each["date"], floor)
        if each["overall"] == "PD" or (is_limit and day > middle(new, floor)):
            break
        kept.append((day, each["overall"], each["date"]))
    for at, (day, label, when) in enumerate(kept):
        if label not in {"CR", "PR"}:
            continue
        rest = kept[at + 1 :]
        clean = [x for x, (_, other, _) in enumerate(rest) if other not in {"CR", "PR", "NE"}]
        rest = rest[: clean[0]] if clean else rest
        again = [d for d, other, _ in rest if other == "CR" or (other == label == "PR")]
        if not record["confirmation"] or any(d - day >= 28 for d in again):
            return str(when)
    return None


def _sensitive(record: Json, seen: list[Json], pfs: Json) -> Json | None:
    interval = record["assessment_interval_days"]
    if interval is None or not pfs["event"]:
        return pfs if interval is not None else None
    start = record["line_start"]
    floor = middle(start)
    reached = middle(pfs["end"], floor)
    good = [each["date"] for each in seen if each["adequate"] and each["overall"] != "NE"]
    good = [when for when in good if floor <= middle(when, floor) < reached]
    if reached - (middle(good[-1], floor) if good else floor) <= 2 * interval:
        return pfs
    if good:
        return answer(start, good[-1], why="missed_assessments")
    return day_one(start, "missed_assessments")
