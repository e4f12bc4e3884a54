"""Tries what an explanation claims on the whole algorithm, through its public functions only.

Each claim is "with this value instead, it would be that". A claim that does not come true, or
that changes nothing, is returned as a failure.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.release import Release

PLATINUM = {
    "adj_pe_cb",
    "adj_pe_cd",
    "cbdca_vp16",
    "cddp_vp16",
    "crt",
    "iri_plat",
    "pac_cbdca_vp16",
    "pe_net",
    "platinum_unspecified",
    "rechallenge",
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A case as its facts document, to be varied."""

    release: Release
    facts: Json

    def told(self, *changes: tuple[str, object]) -> Assessment:
        """The assessment with other values; None is not known."""
        facts = dict(self.facts)
        for fact, value in changes:
            name, _, part = fact.partition(".")
            if part:
                facts[name] = _with_part(facts[name], part, value)
            else:
                facts[name] = value
        return assess(self.release, parse_document({"facts": facts}, self.release))


def a_case(release: Release, facts: Facts) -> Case:
    return Case(release, facts.to_json_dict())


def _with_part(lines: list[Json], part: str, value: object) -> list[Json]:
    """The part of the last platinum line replaced, and of others that lack it."""
    last = max(place for place, line in enumerate(lines) if _platinum(line))
    return [
        {**line, part: value}
        if place == last or (_platinum(line) and line.get(part) is None)
        else line
        for place, line in enumerate(lines)
    ]


def _platinum(line: Mapping[str, Any]) -> bool:
    regimen = line["regimen"]
    return bool(PLATINUM & {regimen} if isinstance(regimen, str) else PLATINUM & set(regimen))


def standing(told: Assessment, node: str, option: str) -> str | None:
    """The strength of an option at a node as the explanation words it; None: node not reached."""
    outcome = next((one for one in told.outcomes if one.node == node), None)
    if outcome is None:
        return None
    found = next((one for one in outcome.options if one.id == option), None)
    if found is None:
        return "not_offered"
    if found.conditional is None:
        return found.strength
    return " or ".join(("conditional", *found.conditional.could_be))


def followed(told: Assessment, question: str) -> set[str]:
    """Where the shown paths go on to from a question."""
    found = set()
    for outcome in told.outcomes:
        nodes = [step.node for step in outcome.path]
        if outcome.node not in nodes:
            nodes.append(outcome.node)
        for one, other in itertools.pairwise(nodes):
            if one == question:
                found.add(other)
    return found


def option_failures(case: Case, explained: Json) -> Iterator[str]:
    """Claims about options that do not come true."""
    as_it_is = case.told()
    for outcome in explained["outcomes"]:
        for option in outcome["options"]:
            at = outcome["node"], option["option"]
            now = standing(as_it_is, *at)
            for changes, then in claims(option["decided"]):
                after = standing(case.told(*changes), *at)
                if then == now or after not in (then, None):
                    yield f"{at}: {changes} gives {after}, not {then}"


def node_failures(case: Case, explained: Json) -> Iterator[str]:
    """Claims about the way that do not come true."""
    for question in explained["questions"]:
        for changes, then in claims(question["decided"]):
            told = case.told(*changes)
            if not followed(told, question["node"]) & set(then.split()):
                yield f"{question['node']}: {changes} does not lead to {then}"
            if set(then.split()) == set(question["to"]):
                yield f"{question['node']}: {changes} changes nothing"
    for node in explained["not_taken"]:
        for changes, then in claims(node["decided"]):
            told = case.told(*changes)
            reached = {one.node for one in told.outcomes}
            passed = {step.node for one in told.outcomes for step in one.path}
            wanted = node["node"] if then == "reached" else then
            if wanted not in reached | passed:
                yield f"{node['node']}: {changes} does not lead to {wanted}"


def factor_failures(case: Case, explained: Json) -> Iterator[str]:
    """Facts named for a patient factor that acts although they have another value."""
    for outcome in explained["outcomes"]:
        for option in outcome["options"]:
            for factor in option["factors"]:
                for changes, then in claims(factor["decided"]):
                    acting = _cautions(case.told(*changes), outcome["node"], option["option"])
                    if then != "does_not_hold" or factor["id"] in acting:
                        yield f"{option['option']}: {factor['id']} stays with {changes}"


def _cautions(told: Assessment, node: str, option: str) -> set[str]:
    return {
        caution.id
        for outcome in told.outcomes
        if outcome.node == node
        for one in outcome.options
        if one.id == option
        for caution in one.cautions
    }


def claims(decided: Json) -> Iterator[tuple[list[tuple[str, object]], str]]:
    """Every change that a part of an explanation names, with what it would come to."""
    for one in decided["by"]:
        for would in one["would"]:
            yield [(one["fact"], would["value"])], would["then"]
    for jointly in decided["together"]:
        changes = [(one["fact"], one["would"]) for one in jointly["changes"]]
        yield changes, jointly["then"]
