"""Question the answer to a case: why, why not, what is worth asking, what if. Nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.difference import Difference, difference
from nenboard.algorithm.document import FactsError
from nenboard.algorithm.engine import assess
from nenboard.algorithm.explanation import Explanation, explain
from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem
from nenboard.domain.case import Case
from nenboard.domain.knowledge import FactValue
from nenboard.host import collecting
from nenboard.host.labels import fact_place
from nenboard.host.language import _
from nenboard.workflow import clock
from nenboard.workflow.documents import is_case_document, read_case_document
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.progress import Progress, report
from nenboard.workflow.releases import reading_terms, release

_LINES: Final = "prior_lines"
_EVERY: Final = 200
"""How many cases are assessed between two reports of progress."""


@dataclass(frozen=True)
class WhatIf:
    """A copy of a case with other facts: both assessments, and what differs between them."""

    before: Assessment
    after: Assessment
    difference: Difference


def explain_case(case: Case, *, on: date | None = None, rules: str | None = None) -> Explanation:
    """Explain the answer to a case in hand, as of a day (default: today)."""
    return explain(release(rules), facts_of_case(case, on))


def explain_document(
    data: object, *, on: date | None = None, rules: str | None = None
) -> Explanation:
    """Explain the answer to a facts document or case document. Raises UnusableInput."""
    loaded = release(rules)
    return explain(loaded, facts_of_document(data, loaded, on=on))


def what_if_case(
    case: Case,
    changes: Mapping[str, object],
    *,
    on: date | None = None,
    rules: str | None = None,
) -> WhatIf:
    """The case and a copy with other facts, in the form of a facts document; None: not known.

    The case itself is neither changed nor saved. Raises UnusableInput naming every wrong change.
    """
    loaded = release(rules)
    return _what_if(loaded, facts_of_case(case, on), changes=changes)


def what_if_document(
    data: object,
    changes: Mapping[str, object],
    *,
    on: date | None = None,
    rules: str | None = None,
) -> WhatIf:
    """The same for a facts document or case document. Raises UnusableInput."""
    loaded = release(rules)
    return _what_if(loaded, facts_of_document(data, loaded, on=on), changes=changes)


def under_other_rules(case: Case, *, on: date, before: str, after: str | None = None) -> WhatIf:
    """The answers of two rule releases to a case as of a day, and what differs between them.

    Without `after` the newest release. What a release does not ask for is left out for it.
    """
    facts = facts_of_case(case, on)
    told, then = (_under(release(name), facts) for name in (before, after))
    return WhatIf(told, then, difference(told, then))


def _under(rules: Release, facts: Facts) -> Assessment:
    return assess(rules, Facts({name: facts[name] for name in facts if name in rules.inputs}))


def facts_of_document(data: object, rules: Release, *, on: date | None = None) -> Facts:
    """The facts of a facts document, or those read from a case document.

    Raises UnusableInput with every problem.
    """
    if is_case_document(data):
        return facts_of_case(read_case_document(data).case, on)
    try:
        return parse_document(data, rules)
    except FactsError as error:
        raise UnusableInput(error.problems) from None


def document_of(told: Explanation, what_if: WhatIf | None = None) -> dict[str, object]:
    """The explanation as a JSON document, with who can answer each missing fact, and where."""
    document = told.to_json_dict()
    document["missing"] = [
        {
            **entry.to_json_dict(),
            "who": list(who_can_answer(entry.fact)),
            "where": fact_place(entry.fact),
        }
        for entry in told.missing
    ]
    document["what_if"] = None if what_if is None else what_if.difference.to_json_dict()
    return document


def who_can_answer(fact: str) -> tuple[str, ...]:
    """The disciplines that can answer a fact, by code; a part of earlier lines as the lines."""
    return reading_terms().who.get(fact.partition(".")[0], ())


def assess_again(
    cases: Iterable[Case],
    *,
    on: date | None = None,
    rules: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Assessment]:
    """Assess many cases under one release, one by one, without storing anything.

    Raises Cancelled at the next case after it was stopped.
    """
    from nenboard.algorithm.readers import facts_of

    day, loaded, terms = on or clock.today(), release(rules), reading_terms()
    wanted = tuple(cases)
    for done in range(0, len(wanted), _EVERY):
        report(progress, done=done, total=len(wanted))
        # All are read, then all assessed: a processor that stays at one kind of work is faster.
        with collecting.paused():
            read = [facts_of(case, day, terms=terms) for case in wanted[done : done + _EVERY]]
            assessed = [assess(loaded, facts) for facts in read]
        yield from assessed
    report(progress, done=len(wanted), total=len(wanted))


def facts_of_case(case: Case, on: date | None = None) -> Facts:
    """The facts read from a case in hand, as of a day (default: today)."""
    from nenboard.algorithm.readers import facts_of

    return facts_of(case, on or clock.today(), terms=reading_terms())


def _what_if(rules: Release, facts: Facts, *, changes: Mapping[str, object]) -> WhatIf:
    before = assess(rules, facts)
    after = assess(rules, _changed(rules, facts, changes=changes))
    return WhatIf(before, after, difference(before, after))


def _changed(rules: Release, facts: Facts, *, changes: Mapping[str, object]) -> Facts:
    """The facts with the changes read as strictly as a document."""
    known: dict[str, FactValue] = {name: facts[name] for name in facts if name not in changes}
    stated = {name: value for name, value in changes.items() if value is not None}
    unknown = [name for name in changes if name not in rules.inputs]
    if unknown:
        told = _("There is no fact of this name; `nenboard explain` lists the facts.")
        raise UnusableInput(
            Problem(path=f"facts.{_shown(name)}", code="unknown_fact", message=told)
            for name in unknown
        )
    try:
        read = parse_document({"facts": stated}, rules)
    except FactsError as error:
        raise UnusableInput(error.problems) from None
    return Facts({**known, **read})


def _shown(name: str) -> str:
    from nenboard.algorithm.document import shown_name

    return shown_name(name)
