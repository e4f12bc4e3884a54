"""Compare the program with the second readings on generated courses and records.

From the checkout: python -m tests.domain.response.compare_courses 100000
"""

import sys
from fractions import Fraction
from typing import Any

from nenboard.workflow.courses import recist_answer
from nenboard.workflow.end_points import endpoints_answer
from tests.domain.response import second_endpoints
from tests.domain.response.random_courses import a_course
from tests.domain.response.second_reading import read_again

NEAR = Fraction(1, 10**9)


def differences(seed: int) -> list[str]:
    """Where program and second reading differ on the course of a seed."""
    course = a_course(seed)
    answer: Any = recist_answer(course)
    again = read_again(course)
    found = [] if answer["best_overall"] | again["best"] == answer["best_overall"] else ["best"]
    found += [] if answer["progression_date"] == again["progression"] else ["progression"]
    for said, row in zip(answer["timepoints"], again["rows"], strict=True):
        found += _in_row(said, row, again["rows"][0]["sum"])
    return [f"{seed}: {each}" for each in found]


def _in_row(said: dict[str, Any], row: dict[str, Any], baseline: Fraction | None) -> list[str]:
    expected: dict[str, Any] = {"date": row["date"], "sum_mm": row["sum"]}
    is_later = "overall" in row
    for name in ("target", "overall"):
        expected[name] = row.get(name)
    expected["nadir_mm"] = row["nadir"] if is_later else None
    is_summed = is_later and row["sum"] is not None
    change: Fraction | None = row["sum"] - row["nadir"] if is_summed else None
    expected["change_from_nadir_mm"] = change
    expected["change_from_nadir_pct"] = (
        100 * change / row["nadir"] if change and row["nadir"] else None
    )
    if change == 0 and row["nadir"]:
        expected["change_from_nadir_pct"] = Fraction(0)
    total = row["sum"]
    is_changed = is_summed and baseline
    expected["change_from_baseline_pct"] = 100 * (total / baseline - 1) if is_changed else None
    return [f"{row['date']} {name}" for name in expected if not _same(said[name], expected[name])]


def _same(said: object, expected: object) -> bool:
    if isinstance(expected, Fraction) and isinstance(said, int | float):
        return abs(Fraction(said) - expected) <= NEAR * max(Fraction(1), abs(expected))
    return said == expected


def in_record(seed: int) -> list[str]:
    """Where the two differ on the end points of the record of a seed."""
    record = second_endpoints.a_record(seed)
    answer: Any = endpoints_answer(record)
    again = second_endpoints.read_again(record)
    return [f"{seed}: {name}" for name in again if answer["endpoints"][name] != again[name]]


def main(count: int) -> int:
    """Print the differences over so many courses and records; 0 if there are none."""
    total = 0
    for what, compare in (("courses", differences), ("records", in_record)):
        found = [each for seed in range(count) for each in compare(seed)]
        sys.stdout.write("".join(f"{each}\n" for each in found[:50]))
        sys.stdout.write(f"{count} {what} compared: {len(found)} differences\n")
        total += len(found)
    return int(bool(total))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
