"""Documents damaged at random are taken whole or refused with reasons, and never repeated."""

import copy
import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from nenboard.registry.folder import Registry
from nenboard.registry.query import CaseQuery
from nenboard.workflow import answers, documents, importing
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.json_input import read_document
from nenboard.workflow.synthetic import synthetic_case
from tests.workflow.support import published

SECRET = "Jane Doe"
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e308, 10**30, "", "x" * 300, "\0", "\u202e", SECRET),
    *("2026-02-31", "=cmd()", "<b>&", "NaN", [], {}, [[]], {"a": 1}, {"one_of": []}, {"low": 5}),
    {"low": 5, "high": 1, "comparator": "range"},
)


def samples() -> list[Any]:
    case = synthetic_case(5, seed=1, on=date(2026, 1, 1))
    return [json.loads(documents.written(documents.CaseDocument(case))), published("C11")]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        members = list(value.items())
    else:
        members = list(enumerate(value)) if isinstance(value, list) else []
    for name, inner in members:
        yield from places(inner, (*path, name))


def damaged(document: Any, chance: random.Random) -> bytes:
    document = copy.deepcopy(document)
    path = chance.choice([place for place in places(document) if place])
    holder = document
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = copy.deepcopy(chance.choice(JUNK))
    if isinstance(holder, dict) and chance.random() < 0.3:
        holder[SECRET] = 1
    data = bytearray(json.dumps(document).encode())
    if chance.random() < 0.2:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_documents_do_no_harm(registry: Registry, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    refused = 0
    for _number in range(60):
        data = damaged(chance.choice(samples()), chance)
        try:
            plan = importing.plan_import(registry, importing.read_documents([data]))
            said = " ".join(problem.message + problem.path for problem in plan.problems)
            if not plan.problems:
                importing.carry_out(registry, plan)
        except UnusableInput as error:
            said = str(error)
        refused += bool(said)
        assert SECRET not in said
    assert 0 < refused < 60
    counted = registry.cases.count()
    assert counted == len(registry.cases.rows(registry.cases.find(CaseQuery())))


@pytest.mark.parametrize("seed", range(4))
def test_damaged_documents_are_assessed_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    for _number in range(40):
        data = damaged(chance.choice(samples()), chance)
        try:
            assert answers.assess_document(read_document(data)).result
        except UnusableInput as error:
            assert SECRET not in str(error)  # noqa: PT017 - either way is right
