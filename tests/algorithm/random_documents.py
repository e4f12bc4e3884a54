"""Random facts documents, from fully to hardly known, the same for the same seed."""

import random
from typing import Any

from tests.algorithm.reference import outline

LIMITS: dict[str, list[float]] = {
    "ki67": [2.9, 3, 9.9, 10, 10.1, 20, 20.1, 54.9, 55, 80],
    "mitoses": [0, 1.9, 2, 6, 10, 10.1, 20, 20.1],
    "egfr": [15, 20, 29.9, 30, 50, 59.9, 60, 90],
    "bilirubin_xuln": [0.8, 1.5, 1.6],
    "anc": [0.9, 1.0, 1.4, 1.5, 4],
    "platelets": [60, 75, 99, 100, 250],
    "lvef": [45, 50, 65],
    "doxo_cumulative": [0, 449, 450],
    "age": [50, 74, 75, 88],
}
OFTEN = {"differentiation": ["net", "net", "net", "nec", "nec", "minen"]}
NORMAL = {
    "organ_function": "adequate",
    "pregnancy": False,
    "dpd": "normal",
    "hypersensitivity": [],
    "surgery_too_morbid": False,
}
REGIMENS = [
    "ssa", "eve", "sun", "prrt", "captem", "stz5fu", "folfox", "folfiri", "iri_plat",
    "cbdca_vp16", "cddp_vp16", "adj_pe_cb", "docetaxel", "unknown_systemic", "unknown_chemo",
    "platinum_unspecified", "other_systemic", "inf", "tem",
]  # fmt: skip
MONTHS = [0, 2.9, 3, 5.9, 6, 14]

Json = dict[str, Any]


def document(seed: int) -> Json:
    """The facts of one document; how much is known differs from case to case."""
    luck = random.Random(seed)  # noqa: S311 - test data, not a secret
    hidden, partial = luck.choice([(0.0, 0.0), (0.1, 0.0), (0.15, 0.15), (0.5, 0.2)])
    facts: Json = {}
    for entry in outline()["inputs"]:
        name = entry["name"]
        if luck.random() < hidden:
            continue
        value = lines(luck, partial) if name == "prior_lines" else _value(luck, entry)
        facts[name] = _partly(luck, entry, value) if luck.random() < partial else value
    return facts


def _value(luck: random.Random, entry: Json) -> object:
    name = entry["name"]
    if name in NORMAL and luck.random() < 0.7:
        return NORMAL[name]
    if name in OFTEN:
        return luck.choice(OFTEN[name])
    if name in LIMITS:
        return luck.choice(LIMITS[name])
    allowed: list[Any] = entry["allowed"]
    if entry["type"] == "list":
        return luck.sample(allowed, luck.choice([0, 0, 1, 2]))
    if entry["type"] == "number":
        return round(luck.uniform(*allowed), 1)
    return luck.choice(allowed)


def _partly(luck: random.Random, entry: Json, value: Any) -> object:
    """The same value, or its neighbourhood, known less exactly."""
    kind = entry["type"]
    if kind == "enum":
        return {"one_of": sorted({value, luck.choice(entry["allowed"])})}
    if kind in ("int", "number"):
        low, high = min(entry["allowed"]), max(entry["allowed"])
        spread = luck.choice([0, 1, 3, 20])
        ends = {"low": max(low, value - spread), "high": min(high, value + spread)}
        sign = luck.choice(["range", "~", "<", ">", "<=", ">="])
        if ends["low"] == ends["high"]:
            sign = "range"
        if sign in ("<", "<=") and luck.random() < 0.5:
            del ends["low"]
        elif sign in (">", ">=") and luck.random() < 0.5:
            del ends["high"]
        empty = ends.get("low", low) == ends.get("high", high)
        return {**ends, "comparator": "range" if empty else sign}
    return value


def lines(luck: random.Random, partial: float) -> list[Json]:
    """Earlier lines, oldest first."""
    return [_line(luck, partial) for _ in range(luck.choice([0, 0, 0, 1, 1, 2, 3]))]


def _line(luck: random.Random, partial: float) -> Json:
    line: Json = {
        "regimen": luck.choice([luck.choice(REGIMENS), luck.sample(REGIMENS[:12], 2)]),
        "intent": luck.choice(["palliative", "palliative", "adjuvant"]),
        "best_response": luck.choice(["CR", "PR", "SD", "PD", "NE", "MIXED"]),
        "stop_reason": luck.choice(["progression", "toxicity", "completed", "ongoing", "other"]),
        "months_since_last_platinum": luck.choice(MONTHS),
        "given_for": luck.choice(["this", "this", "this", "other_cancer", "other_diagnosis"]),
    }
    for part in list(line)[1:]:
        if luck.random() < partial:
            line[part] = None
        elif part == "months_since_last_platinum" and luck.random() < partial:
            line[part] = {"low": line[part], "comparator": luck.choice([">", ">="])}
        elif part == "best_response" and luck.random() < partial:
            line[part] = {"one_of": sorted({line[part], luck.choice(["PR", "SD"])})}
    return line
