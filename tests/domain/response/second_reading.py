"""RECIST 1.1 a second time, from the printed tables, to be compared with the program.

It shares nothing with the program but the rows of terms/recist.json: sizes are fractions, each time
point is judged by looking back over all earlier ones, and overall responses are looked up.
"""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

TERMS = json.loads(
    (Path(__file__).parents[3] / "resources/terms/recist.json").read_text(encoding="utf-8")
)
Json = dict[str, Any]


def read_again(course: Json) -> Json:
    """Sums, responses, best overall response and progression of a course document."""
    moments = sorted(course["timepoints"], key=lambda moment: moment["date"])
    targets = [lesion for lesion in course["lesions"] if lesion["target"]]
    rows: list[Json] = []
    for place, moment in enumerate(moments):
        sizes = {lesion["id"]: _length(moment, lesion["id"]) for lesion in targets}
        rows.append({"date": moment["date"], "sizes": sizes, "moment": moment})
        rows[-1]["sum"] = _total(sizes) if targets else None
        if place:
            _judge(rows, targets, news=_news(moments, place))
    after = rows[1:]
    pd = next((row["date"] for row in after if row["overall"] == "PD"), None)
    return {"rows": rows, "progression": pd, "best": _best(rows, course, bool(targets))}


def _length(moment: Json, lesion: str) -> Fraction | str | None:
    given = moment["measurements"].get(lesion, "not_evaluable")
    if isinstance(given, list):
        return sum((Fraction(str(part)) for part in given), Fraction(0))
    if isinstance(given, str):
        words = {"disappeared": Fraction(0), "too_small": Fraction(5), "not_evaluable": None}
        return "elsewhere" if given.startswith("merged:") else words[given]
    return Fraction(str(given))


def _total(sizes: dict[str, Fraction | str | None]) -> Fraction | None:
    if None in sizes.values():
        return None
    return sum((size for size in sizes.values() if isinstance(size, Fraction)), Fraction(0))


def _news(moments: list[Json], place: int) -> bool:
    """Whether the table's column for new lesions says yes here."""
    here = moments[place]["new_lesions"]
    if here == "unequivocal":
        return True
    if here != "equivocal" or (place > 1 and moments[place - 1]["new_lesions"] == "equivocal"):
        return False
    later = [moment["new_lesions"] for moment in moments[place + 1 :]]
    while later and later[0] == "equivocal":
        later.pop(0)
    return bool(later) and later[0] == "unequivocal"


def _judge(rows: list[Json], targets: list[Json], *, news: bool) -> None:
    row, earlier = rows[-1], rows[:-1]
    was_complete = any(old.get("overall") == "CR" for old in earlier)
    nadir = min((old["sum"] for old in earlier if old["sum"] is not None), default=None)
    row["nadir"] = nadir
    seen = {key: size for key, size in row["sizes"].items() if isinstance(size, Fraction)}
    nodes = {lesion["id"] for lesion in targets if lesion["nodal"]}
    ill = [key for key, size in seen.items() if (size >= 10 if key in nodes else size != 0)]
    row["target"] = _target(row, rows[0]["sum"], ill=ill, recurs=was_complete) if targets else None
    other = row["moment"]["non_target"]
    if was_complete and other == "non_cr_non_pd":
        other = "pd"
    row["overall"] = _looked_up(row["target"], other, news=news)


def _target(row: Json, baseline: Fraction, *, ill: list[str], recurs: bool) -> str:
    lengths = [size for size in row["sizes"].values() if isinstance(size, Fraction)]
    found = sum(lengths, Fraction(0))
    grown = found - row["nadir"] >= 5 and (found == 0 or found / Fraction(6, 5) >= row["nadir"])
    if not ill and row["sum"] is not None:
        return "CR"
    if grown or (ill and recurs):
        return "PD"
    if row["sum"] is None:
        return "NE"
    return "PR" if 1 - found / baseline >= Fraction(3, 10) else "SD"


def _looked_up(target: str | None, other: str, *, news: bool) -> str:
    """The overall response by the printed rows, those that say PD first."""
    rows = TERMS["without_targets"] if target is None else TERMS["with_targets"]
    if target is not None and other == "none":
        other = "cr"
    for row in sorted(rows, key=lambda row: row["overall"] != "PD"):
        is_news = row["new_lesions"] == "any" or (row["new_lesions"] == "yes") == news
        is_target = row["target"] in {"ANY", "NONE", target} or (
            row["target"] == "NOT_ALL_EVALUATED" and target == "NE"
        )
        if is_news and is_target and _covers(row["non_target"], other):
            return str(row["overall"])
    return "NE"


def _covers(printed: str, other: str) -> bool:
    if printed == "ANY":
        return True
    if printed.startswith("NON_PD"):
        return other != "pd"
    if printed == "CR":
        return other == "cr"
    return other == {"NOT_ALL_EVALUATED": "ne"}.get(printed, printed.lower())


def _best(rows: list[Json], course: Json, has_targets: bool) -> Json:
    start = date.fromisoformat(rows[0]["date"])
    told = [((date.fromisoformat(r["date"]) - start).days, r["overall"]) for r in rows[1:]]
    stop = next((place for place, (_, label) in enumerate(told) if label == "PD"), len(told))
    kept = told[: stop + 1]
    steady = "SD" if has_targets else "NON_CR_NON_PD"
    least = course["sd_minimum_days"]
    worst = "PD" if any(label == "PD" for _, label in kept) else "NE"
    labels = [label for _, label in kept]
    plain = [label for label in ("CR", "PR") if label in labels]
    late = [label for day, label in kept if day >= least]
    plain += [steady] if steady in late else []
    sure = [label for label in ("CR", "PR") if _repeated(kept, label)]
    sure += [steady] if {steady, "CR", "PR"} & set(late) else []
    return {"unconfirmed": next(iter([*plain, worst])), "confirmed": next(iter([*sure, worst]))}


def _repeated(kept: list[tuple[int, str]], label: str) -> bool:
    """Whether a pair of responses 28 days apart has only NE, PR and CR between."""
    ends = {"CR": "CR", "PR": "PR CR"}[label].split()
    return any(
        kept[i][1] == label
        and kept[j][1] in ends
        and kept[j][0] - kept[i][0] >= 28
        and all(between in {"NE", "PR", "CR"} for _, between in kept[i + 1 : j])
        for i in range(len(kept))
        for j in range(i + 1, len(kept))
    )
