"""The row of a case in the list says what the readers of the algorithm read from it."""

from decimal import Decimal

import pytest
import yaml

from nenboard.algorithm.readers import read_facts
from nenboard.domain.case import Case
from nenboard.domain.summary import NO_SYSTEMIC_TREATMENT, summarise
from nenboard.host import resources
from nenboard.workflow.releases import reading_terms
from nenboard.workflow.synthetic import synthetic_case
from tests.workflow.support import ON


@pytest.mark.parametrize("number", range(1, 81))
def test_row_and_facts_agree(number: int) -> None:
    case = synthetic_case(number, seed=5, on=ON)
    facts = read_facts(case, ON, terms=reading_terms()).facts
    row = summarise(case, on=ON)
    assert row.tumour_class == facts.get("differentiation")
    ki67 = facts.get("ki67")
    if isinstance(ki67, Decimal | int):
        assert row.ki67_low == float(ki67)
    lines = facts.get("prior_lines")
    assert row.line == (len(lines) + 1 if isinstance(lines, tuple) else None)


def test_the_catalogue_entries_that_are_no_lines_are_the_same_for_row_and_readers() -> None:
    text = resources.path("terms", "readers.yaml").read_text(encoding="utf-8")
    regimens = yaml.safe_load(text)["regimens"]
    assert {k for k, v in regimens.items() if v["code"] is None} == NO_SYSTEMIC_TREATMENT


def test_a_case_without_anything_has_neither_row_nor_facts() -> None:
    case = Case(id="N-1")
    assert summarise(case, on=ON).line is None
    assert "prior_lines" not in read_facts(case, ON, terms=reading_terms()).facts
