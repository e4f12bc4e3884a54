"""Responses: one course by RECIST 1.1, the end points of a line, a case with many lines.

From the checkout: python -m benchmarks.courses
"""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from benchmarks.measure import Figure, repeated, timed
from nenboard.algorithm.readers import read_facts
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.imaging import Lesion, Measurement
from nenboard.domain.response.of_case import courses_of
from nenboard.domain.response.recist import evaluate
from nenboard.domain.response.therapy import line_courses
from nenboard.domain.treatment import Line
from nenboard.workflow.releases import reading_terms
from nenboard.workflow.stage_tables import shipped_tables
from nenboard.workflow.synthetic import synthetic_cases

ON = date(2026, 3, 14)
_SEED = 2026
_COUNT = 200


def figures(cases: Sequence[Case], *, times: int) -> list[Figure]:
    """Each figure in milliseconds; the long case has 20 lines and 60 days of measurement."""
    loading = timed(shipped_tables)
    long = a_long_case(lines=20, days=60)
    course = courses_of(long, ON)[0].course
    terms = reading_terms()
    for case in cases:
        read_facts(case, ON, terms=terms)
    reading = tuple(timed(partial(read_facts, case, ON, terms=terms)) for case in cases)
    courses = tuple(timed(partial(courses_of, case, ON)) for case in cases)
    lines = tuple(timed(partial(line_courses, case, ON)) for case in cases)
    return [
        Figure("load the stage tables", (loading,)),
        Figure(
            "evaluate one course by RECIST 1.1", repeated(partial(evaluate, course), times=times)
        ),
        Figure("courses of a synthetic case", courses),
        Figure("lines of a synthetic case with end points", lines),
        Figure(
            "20 lines with end points and 60 days of measurement",
            repeated(partial(line_courses, long, ON), times=times),
        ),
        Figure("read the facts from a case", reading),
    ]


def a_long_case(*, lines: int, days: int) -> Case:
    """A case with so many lines and days on which five lesions were measured."""
    first = date(2015, 1, 1)
    step = timedelta(days=4000 // days)
    moments = [PartialDate.of(first + at * step) for at in range(days)]
    lesions = tuple(
        Lesion(
            id=f"t{number}",
            organ=f"organ {number // 2}",
            measurements=tuple(
                Measurement(date=when, mm=Decimal(20 + (at * (number + 3)) % 17))
                for at, when in enumerate(moments)
            ),
        )
        for number in range(5)
    )
    given = tuple(
        Line(id=f"l{at}", regimen="EVE", start=moments[at * days // lines]) for at in range(lines)
    )
    return Case(id="N-1", lesions=lesions, lines=given)


def main() -> int:
    """Measure and print."""
    cases = list(synthetic_cases(_COUNT, seed=_SEED, on=ON))
    for figure in figures(cases, times=15):
        sys.stdout.write(figure.as_line() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
