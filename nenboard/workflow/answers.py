"""What the algorithm says of a case in hand or of a document; nothing is stored."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.document import FactsError
from nenboard.algorithm.engine import assess as _assess
from nenboard.algorithm.facts import parse_document
from nenboard.algorithm.release import Release
from nenboard.domain.case import Case
from nenboard.workflow import clock
from nenboard.workflow.documents import is_case_document, read_case_document
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.releases import reading_terms, release

if TYPE_CHECKING:
    from nenboard.algorithm.readers import DerivedFacts


@dataclass(frozen=True)
class Answer:
    """What the algorithm says about a case, with the facts it read and where each came from."""

    derived: "DerivedFacts"
    assessment: Assessment
    release: Release
    on: date


def assess_case(case: Case, *, on: date | None = None, rules: str | None = None) -> Answer:
    """Assess a case in hand, as of a day (default: today); nothing is stored."""
    from nenboard.algorithm.readers import read_facts

    day = on or clock.today()
    loaded = release(rules)
    derived = read_facts(case, day, terms=reading_terms())
    return Answer(derived, _assess(loaded, derived.facts), loaded, day)


def assess_document(
    data: object, *, on: date | None = None, rules: str | None = None
) -> Assessment:
    """Assess a facts document or a case document. Raises UnusableInput with every problem."""
    if is_case_document(data):
        return assess_case(read_case_document(data).case, on=on, rules=rules).assessment
    loaded = release(rules)
    try:
        facts = parse_document(data, loaded)
    except FactsError as error:
        raise UnusableInput(error.problems) from None
    return _assess(loaded, facts)
