"""Random courses of disease as documents, with every kind of measurement and of time point."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
FIRST = date(2020, 1, 7)


def a_course(seed: int) -> Json:
    """A course drawn from a seed; the same seed gives the same course."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, guards nothing
    count = dice.choice([0, 1, 1, 2, 2, 3, 4])
    lesions = [_lesion(dice, place) for place in range(count)]
    if dice.random() < 0.3:
        lesions.append({"id": "X1", "organ": "bone", "target": False, "nodal": False})
    sizes = {each["id"]: _mm(dice, 10, 60) for each in lesions if each["target"]}
    points = [_point(dice, sizes, day=FIRST, is_baseline=True)]
    day = FIRST
    for _ in range(dice.randint(0, 7)):
        day += timedelta(days=dice.choice([14, 27, 28, 29, 41, 42, 43, 56, 84]))
        points.append(_point(dice, sizes, day=day, is_baseline=False))
    dice.shuffle(points)
    return {
        "confirmation": dice.random() < 0.5,
        "sd_minimum_days": dice.choice([42, 42, 56, 0]),
        "lesions": lesions,
        "timepoints": points,
    }


def _lesion(dice: random.Random, place: int) -> Json:
    organ = dice.choice(["liver", "lung", "node"])
    return {"id": f"L{place}", "organ": organ, "target": True, "nodal": dice.random() < 0.35}


def _mm(dice: random.Random, low: int, high: int) -> Decimal:
    tenths = dice.randint(low * 10, high * 10)
    return Decimal(tenths).scaleb(-1) if dice.random() < 0.4 else Decimal(tenths // 10)


def _point(dice: random.Random, sizes: dict[str, Decimal], *, day: date, is_baseline: bool) -> Json:
    measured: Json = {}
    for id_, size in sizes.items():
        if is_baseline:
            measured[id_] = size
        else:
            sizes[id_] = _next(dice, size)
            _measure(dice, measured, id_, size=sizes[id_])
    return {
        "date": day.isoformat(),
        "measurements": measured,
        "non_target": dice.choice(["none", "cr", "cr", "non_cr_non_pd", "ne"] * 3 + ["pd"]),
        "new_lesions": "none"
        if is_baseline
        else dice.choice(["none"] * 8 + ["equivocal"] * 3 + ["unequivocal"]),
    }


def _next(dice: random.Random, size: Decimal) -> Decimal:
    """A size near a limit, or somewhere else; lesions vanish and come back."""
    factor = dice.choice(["0", "0", "0.3", "0.5", "0.7", "0.7", "1", "1", "1.2", "1.2", "1.5"])
    changed = (size * Decimal(factor)).quantize(Decimal("0.01"))
    return changed if changed or dice.random() < 0.6 else _mm(dice, 1, 20)


def _measure(dice: random.Random, measured: Json, id_: str, *, size: Decimal) -> None:
    chance = dice.random()
    if chance < 0.06:
        measured[id_] = "not_evaluable"
    elif chance < 0.09:
        return
    elif chance < 0.13:
        measured[id_] = "too_small"
    elif chance < 0.17 and measured:
        measured[id_] = f"merged:{next(iter(measured))}"
        if str(measured[next(iter(measured))]).startswith("merged"):
            measured[id_] = size
    elif chance < 0.22 and size:
        part = (size / 3).quantize(Decimal("0.01"))
        measured[id_] = [part, size - part]
    else:
        measured[id_] = size if size or dice.random() < 0.3 else "disappeared"
