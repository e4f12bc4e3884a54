"""The algorithm: one case with its full explanation, and the facts read from a case."""

import itertools
from collections.abc import Sequence
from datetime import date
from functools import partial

from benchmarks.measure import Figure, repeated, timed
from nenboard.algorithm.engine import assess
from nenboard.algorithm.readers import read_facts
from nenboard.domain.case import Case
from nenboard.workflow.assess import assess_case
from nenboard.workflow.releases import reading_terms, release

ON = date(2026, 3, 14)


def figures(cases: Sequence[Case], *, times: int) -> list[Figure]:
    """Each sample is another case, so that the median is that of a mixed registry."""
    loading = timed(release)
    rules = release()
    terms = reading_terms()
    facts = [read_facts(case, ON, terms=terms).facts for case in cases]
    for known in facts:
        assess(rules, known)
    count = max(times * 10, len(cases))
    turn = list(itertools.islice(itertools.cycle(facts), count))
    decided = tuple(timed(partial(assess, rules, known)) for known in turn)
    reading = tuple(timed(partial(read_facts, case, ON, terms=terms)) for case in cases)
    written = tuple(timed(assess(rules, known).to_json) for known in facts)
    many = repeated(lambda: [assess_case(case, on=ON) for case in cases], times=3)
    per_case = tuple(sample / len(cases) for sample in many)
    return [
        Figure("load the rule release", (loading,)),
        Figure("assess one case with full explanation", decided, goal="at most 2 ms"),
        Figure("read the facts from a case", reading),
        Figure("write the assessment as JSON", written),
        Figure(
            "evaluate a registry anew, for each case",
            per_case,
            goal="at most 1 ms (10,000 cases in 10 s)",
            notes={"cases": len(cases)},
        ),
    ]
