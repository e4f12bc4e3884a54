"""The algorithm: one case, its explanation, what is worth asking, and a registry anew."""

import itertools
from collections.abc import Sequence
from datetime import date
from functools import partial

from benchmarks.measure import Figure, repeated, timed
from nenboard.algorithm.engine import OPTIONS, assess
from nenboard.algorithm.explanation import explain, missing_items
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.readers import read_facts
from nenboard.algorithm.release import Release
from nenboard.domain.case import Case
from nenboard.workflow.explain import assess_again
from nenboard.workflow.releases import reading_terms, release

ON = date(2026, 3, 14)
OPEN = (
    Facts({}),
    Facts({"differentiation": "net"}),
    Facts({"differentiation": "net", "extent": "metastatic"}),
    Facts({"differentiation": "net", "extent": "resected"}),
    Facts({"differentiation": "nec", "extent": "metastatic"}),
    Facts({"differentiation": "minen", "minen_ne_component": "nec"}),
)
"""Cases of which almost nothing is known: the widest results."""


def figures(cases: Sequence[Case], *, times: int) -> list[Figure]:
    """Each sample is another case, so that the median is that of a mixed registry."""
    loading = timed(release)
    rules = release()
    terms = reading_terms()
    facts = [Facts(read_facts(case, ON, terms=terms).facts) for case in cases]
    for known in facts:
        assess(rules, known)
    count = max(times * 10, len(cases))
    turn = list(itertools.islice(itertools.cycle(facts), count))
    decided = tuple(timed(partial(assess, rules, known)) for known in turn)
    reading = tuple(timed(partial(read_facts, case, ON, terms=terms)) for case in cases)
    written = tuple(timed(assess(rules, known).to_json) for known in facts)
    many = repeated(partial(_again, cases), times=3)
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
        *_questioned(rules, facts[: max(times, 20)], times=times),
    ]


def _again(cases: Sequence[Case]) -> int:
    """Every case assessed anew; how many have options."""
    told = assess_again(cases, on=ON, progress=lambda _done, _all: True)
    return sum(one.result == OPTIONS for one in told)


def _questioned(rules: Release, facts: Sequence[Facts], *, times: int) -> list[Figure]:
    """What is worth asking and everything else that can be asked; the widest open case apart."""
    widest = max(OPEN, key=lambda known: timed(partial(missing_items, rules, known)))
    ranked = tuple(timed(partial(missing_items, rules, known)) for known in facts)
    worst = repeated(partial(missing_items, rules, widest), times=times)
    explained = tuple(timed(partial(explain, rules, known)) for known in facts)
    slowest = repeated(partial(explain, rules, widest), times=min(times, 5))
    return [
        Figure("rank what is missing", ranked),
        Figure("rank what is missing, widest open case", worst, goal="at most 300 ms"),
        Figure("explain everything of one case", explained),
        Figure("explain everything, widest open case", slowest),
    ]
