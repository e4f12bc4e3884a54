"""Labels: every code has words, and partly known facts read as people write them."""

import inspect
from decimal import Decimal
from enum import StrEnum

import pytest

from nenboard.domain import board, missing, terms
from nenboard.domain.knowledge import EarlierLine, NumberRange, OneOf
from nenboard.host import labels

VOCABULARIES = [
    kind
    for module in (terms, missing, board)
    for _name, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, StrEnum) and kind.__module__.startswith(module.__name__)
]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_code_of_a_vocabulary_has_words(vocabulary: type[StrEnum]) -> None:
    words = labels._WORDS[vocabulary.__name__]
    assert set(words) == {member.value for member in vocabulary}
    assert all(labels.label(member).strip() for member in vocabulary)


def test_the_words_of_one_vocabulary_differ_from_each_other() -> None:
    for name, words in labels._WORDS.items():
        assert len(set(words.values())) == len(words), name


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("ki67", Decimal("12"), "12\N{NO-BREAK SPACE}%"),
        ("ki67", NumberRange(low=Decimal(10), high=Decimal(15)), "10–15\N{NO-BREAK SPACE}%"),
        (
            "ki67",
            NumberRange(low=Decimal(0), high=Decimal(2), comparator="<"),
            "< 2\N{NO-BREAK SPACE}%",
        ),
        (
            "ki67",
            NumberRange(low=Decimal(15), high=Decimal(15), comparator="~"),
            "about 15\N{NO-BREAK SPACE}%",
        ),
        ("egfr", NumberRange(low=Decimal(60)), "≥ 60\N{NO-BREAK SPACE}mL/min/1.73 m²"),
        ("growth", OneOf(one_of=("progressive", "rapid")), "progressive or rapid"),
        ("frail", False, "no"),
        ("prior_lines", (), "none"),
        ("prior_lines", (EarlierLine(regimen=("eve", "ssa")),), "eve + ssa"),
        ("sstr", None, "not known"),
    ],
)
def test_a_fact_reads_as_people_write_it(fact: str, value: object, words: str) -> None:
    assert labels.fact_value(fact, value) == words  # type: ignore[arg-type] # any value of a fact


def test_a_compound_basis_is_named_in_full() -> None:
    assert labels.provenance("E+G") == "stated in the review, drug label"
