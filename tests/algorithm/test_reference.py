"""The engine agrees with a second evaluator that reads the outline itself."""

from typing import Any

import pytest

from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import parse_document
from nenboard.algorithm.release import Release
from tests.algorithm.cases import thorough
from tests.algorithm.random_documents import document
from tests.algorithm.reference import Offered, evaluate, outline

BATCH = 60
BATCHES = 350 if thorough() else 12


def _offered(option: dict[str, Any]) -> Offered:
    conditional = option["conditional"] or {"could_be": []}
    return Offered(
        option["strength"],
        option["base_strength"],
        frozenset(conditional["could_be"]),
        tuple(caution["id"] for caution in option["cautions"]),
        tuple(option["check_first"]),
    )


def _engine(release: Release, facts: dict[str, Any]) -> tuple[Any, ...]:
    told = assess(release, parse_document({"facts": facts}, release)).to_json_dict()
    outcomes: Any = told["outcomes"]
    nodes = [
        (one["node"], [(option["id"], _offered(option)) for option in one["options"]])
        for one in outcomes
    ]
    notes: Any = told["notes"]
    return nodes, [note["id"] for note in notes]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_and_outline_agree_on_random_cases(batch: int, release: Release) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        facts = document(seed)
        result = evaluate(facts)
        expected = [(node, list(options.items())) for node, options in result.nodes.items()]
        assert _engine(release, facts) == (expected, list(result.notes)), seed


def test_the_random_cases_reach_every_node_that_ends_a_way() -> None:
    reached = {node for seed in range(800) for node in evaluate(document(seed)).nodes}
    ends = {node["id"] for node in outline()["nodes"] if node["kind"] != "decision"}
    assert ends <= reached
