"""Unknown facts are ranked exactly as trying every value on the whole algorithm ranks them."""

import json
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest

from nenboard.algorithm.alternatives import facts_of, possible
from nenboard.algorithm.assessment import Assessment, Reached
from nenboard.algorithm.explanation import explain, missing_items, variations
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.release import Release
from nenboard.algorithm.worth import Worth
from tests.algorithm.cases import a_nec, a_net, after, between, facts, one_of, without
from tests.algorithm.proof import Case, a_case

KINDS = ("leading option", "branch", "strength", "check", "note")
GROUPS = ("blocking", "open", "check", "other")
CASES = {
    "receptors, growth and Ki-67 unknown": without(a_net(), "sstr", "growth", "ki67", "mitoses"),
    "kidney and marrow unknown": without(a_net(ki67=15), "egfr", "anc", "dpd", "pregnancy"),
    "Ki-67 as a range": facts(**{**without(a_net(), "mitoses"), "ki67": between(8, 25)}),
    "site as candidates": facts(**{**a_net(), "primary_site": one_of("rectum", "lung")}),
    "fitness of a NEC unknown": without(a_nec(), "ps", "organ_function", "ki67"),
    "platinum half recorded": a_nec(
        prior_lines=after("cbdca_vp16", best_response=None, stop_reason="completed")
    ),
    "resected, margin unknown": without(a_net(extent="resected"), "ki67", "mitoses"),
    "differentiation unknown": without(a_net(ki67=30), "differentiation"),
    "lines unknown": without(a_nec(), "prior_lines"),
}


def _leading(told: Assessment, release: Release) -> set[str]:
    """What leads over all branches, worked out from the document alone."""
    found: set[str] = set()
    for outcome in told.outcomes:
        found |= _leading_of(outcome, release)
    return found


def _leading_of(outcome: Reached, release: Release) -> set[str]:
    order: list[str] = [entry.id for entry in release.header.strengths if entry.active]
    certain = [one for one in outcome.options if one.strength in order]
    aside = release.options.aside
    pool = [one for one in certain if one.id not in aside] or certain
    best = min((order.index(one.strength or "") for one in pool), default=None)
    if best is None:
        return {outcome.node}
    return {one.id for one in pool if one.strength == order[best]}


def _settled(told: Assessment, release: Release) -> bool:
    """One node, nothing asked, and no conditional option that could lead or lead as well."""
    if len(told.outcomes) != 1 or told.result == "ask":
        return False
    (outcome,) = told.outcomes
    order: list[str] = [entry.id for entry in release.header.strengths if entry.active]
    aside = release.options.aside
    led = [one for one in outcome.options if one.strength in order and one.id not in aside]
    best = min((order.index(one.strength or "") for one in led), default=len(order) - 1)
    for one in outcome.options:
        if one.conditional is None or (one.id in aside and led):
            continue
        if any(one in order[: best + 1] for one in one.conditional.could_be):
            return False
    return True


def _options(told: Assessment, node: str) -> dict[str, Any]:
    (outcome,) = (one for one in told.outcomes if one.node == node)
    return {option.id: option for option in outcome.options}


def _strengths(told: Assessment, node: str) -> dict[str, object]:
    return {
        name: (one.strength, one.base_strength, one.conditional and one.conditional.could_be)
        for name, one in _options(told, node).items()
    }


def _checks(told: Assessment, node: str) -> dict[str, object]:
    return {
        name: (one.check_first, [caution.id for caution in one.cautions])
        for name, one in _options(told, node).items()
    }


def _changes(before: Assessment, then: Assessment, release: Release) -> list[str]:
    """What differs between two whole assessments, by kind."""
    olds = {one.node for one in before.outcomes}
    news = {one.node for one in then.outcomes}
    both = olds & news
    checks = []
    for node in both:
        old, new = _checks(before, node), _checks(then, node)
        checks += [old[name] != new[name] for name in old.keys() & new.keys()]
    found = {
        "leading option": _leading(before, release) != _leading(then, release),
        "branch": olds != news,
        "strength": any(_strengths(before, node) != _strengths(then, node) for node in both),
        "check": any(checks),
        "note": [one.id for one in before.notes] != [one.id for one in then.notes],
    }
    return [kind for kind in KINDS if found[kind]]


def _tried(case: Case, fact: str, values: list[object]) -> list[tuple[object, Assessment]]:
    return [(value, case.told((fact, value))) for value in values]


def _enumerated(release: Release, facts_: Facts) -> dict[str, list[tuple[object, Assessment]]]:
    inquiry, case = variations(release, facts_).inquiry, a_case(release, facts_)
    return {
        fact: _tried(case, fact, [fact_as_json(value) for value in possible(inquiry, fact)])
        for fact in facts_of(inquiry)
        if possible(inquiry, fact)
    }


def _key(entry: Worth, tried: list[list[str]], release: Release) -> tuple[object, ...]:
    shares = [-Fraction(sum(kind in one for one in tried), len(tried) or 1) for kind in KINDS]
    base = release.inputs[entry.fact.partition(".")[0]]
    step = base.asked if base.asked is not None else 99
    place = list(release.inputs).index(base.name) + (100 if "." in entry.fact else 0)
    return (GROUPS.index(entry.group), *shares, step, place, entry.fact.endswith("platinum"))


@pytest.mark.parametrize("name", CASES)
def test_the_order_equals_exhaustive_enumeration(name: str, release: Release) -> None:
    before = a_case(release, CASES[name]).told()
    tried = _enumerated(release, CASES[name])
    ranked = missing_items(release, CASES[name])
    by_fact = {}
    for fact, results in tried.items():
        by_fact[fact] = [_changes(before, then, release) for _, then in results]
    for entry in ranked:
        told = [(one.value, list(one.changes), set(one.leading)) for one in entry.tried]
        assert told == [
            (value, kinds, _leading(then, release))
            for (value, then), kinds in zip(
                tried.get(entry.fact, []), by_fact.get(entry.fact, []), strict=True
            )
        ]
        settles = [_settled(then, release) for _, then in tried.get(entry.fact, [])]
        assert [one.settles for one in entry.tried] == settles
        assert entry.settling == sum(settles)
    keys = [_key(entry, by_fact.get(entry.fact, []), release) for entry in ranked]
    assert keys == sorted(keys)
    assert [entry.rank for entry in ranked] == list(range(1, len(ranked) + 1))
    left_out = set(by_fact) - {entry.fact for entry in ranked}
    assert not any(kinds for fact in left_out for kinds in by_fact[fact])


@pytest.mark.parametrize("name", CASES)
def test_the_counts_add_up(name: str, release: Release) -> None:
    for entry in missing_items(release, CASES[name]):
        kinds = [one.changes for one in entry.tried]
        counts = entry.counts
        assert counts.leading_option == sum("leading option" in one for one in kinds)
        assert counts.branch == sum("branch" in one for one in kinds)
        assert counts.strength == sum("strength" in one for one in kinds)
        assert counts.only_check == sum(one[:1] == ("check",) for one in kinds)
        assert counts.only_note == sum(one == ("note",) for one in kinds)
        assert counts.nothing == sum(not one for one in kinds)


@pytest.mark.parametrize("name", CASES)
def test_the_groups_are_those_of_the_list_of_missing_facts(name: str, release: Release) -> None:
    told = a_case(release, CASES[name]).told()
    grouped = {entry.fact: entry.group for entry in missing_items(release, CASES[name], told=told)}
    asked = {fact for one in told.outcomes for fact in _asks(release, one.node)}
    for entry in told.missing:
        by_check = "check" if entry.changes == "check" else "open"
        assert grouped[entry.fact] == ("blocking" if entry.fact in asked else by_check)
    others = set(grouped) - {entry.fact for entry in told.missing}
    assert {grouped[fact] for fact in others} <= {"other"}


def _asks(release: Release, node: str) -> tuple[str, ...]:
    return getattr(release.nodes.get(node), "asks", ())


def test_a_complete_case_lists_nothing_that_would_change_what_leads(release: Release) -> None:
    told = explain(release, a_net())
    assert told.is_settled
    assert all(entry.group == "other" for entry in told.missing)
    assert not any(entry.counts.leading_option for entry in told.missing)


def test_facts_without_effect_are_named_apart(release: Release) -> None:
    told = explain(release, a_net())
    assert "stage_group" in told.without_effect
    assert "mgmt" not in told.without_effect
    (mgmt,) = (entry for entry in told.missing if entry.fact == "mgmt")
    assert mgmt.counts.only_note == 1


def test_a_range_is_tried_only_at_what_it_leaves_open(release: Release) -> None:
    ranked = missing_items(release, CASES["Ki-67 as a range"])
    (ki67,) = (entry for entry in ranked if entry.fact == "ki67")
    assert [one.value for one in ki67.tried] == [9, 10, 15, 20, 22.5]


def test_a_blocked_case_names_the_blocking_fact_first(release: Release) -> None:
    ranked = missing_items(release, CASES["differentiation unknown"])
    assert (ranked[0].fact, ranked[0].group) == ("differentiation", "blocking")


PAIRED = {
    "fitness": without(a_nec(), "ps", "organ_function"),
    "growth and receptors": without(a_net(primary_site="rectum", ki67=15), "sstr", "growth"),
    "site and differentiation": without(a_net(), "differentiation", "primary_site"),
    "margin and grade": without(
        a_net(extent="resected"), "ki67", "mitoses", "grade_reported", "margin"
    ),
    "three facts": without(a_net(), "sstr", "growth", "burden"),
    "candidates of a site": without(
        a_net(primary_site=one_of("rectum", "pancreas"), ki67=2, mitoses=1, sstr="positive"),
        "burden",
        "growth",
    ),
    "settled": a_net(),
}


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_are_those_where_no_single_answer_settles_it(name: str, release: Release) -> None:
    case = a_case(release, PAIRED[name])
    told = explain(release, PAIRED[name])
    values = {
        entry.fact: [one.value for one in entry.tried]
        for entry in told.missing
        if entry.group in ("blocking", "open") or entry.fact == "grade_reported"
    }
    alone = {
        fact: any(_settled(case.told((fact, value)), release) for value in tried)
        for fact, tried in values.items()
    }
    expected = {}
    for one, other in combinations([fact for fact in values if not alone[fact]], 2):
        settling = [
            [first, second]
            for first, second in product(values[one], values[other])
            if _settled(case.told((one, first), (other, second)), release)
        ]
        if settling and not _settled(case.told(), release):
            expected[one, other] = settling
    found = {pair.facts: pair for pair in told.pairs if set(pair.facts) <= set(values)}
    assert set(found) == set(expected)
    for facts_, pair in found.items():
        assert pair.settling == len(expected[facts_])
        assert json.loads(json.dumps(pair.example.values)) == expected[facts_][0]
        told_one, told_other = zip(facts_, expected[facts_][0], strict=True)
        leading = _leading(case.told(told_one, told_other), release)
        assert set(pair.example.leading) == leading
        assert pair.tried == len(values[facts_[0]]) * len(values[facts_[1]])


def test_of_candidates_only_those_left_are_tried(release: Release) -> None:
    case = Facts({**a_net(), "primary_site": one_of("rectum", "lung")})
    assert set(possible(variations(release, case).inquiry, "primary_site")) == {"rectum", "lung"}
    assert possible(variations(release, a_net()).inquiry, "primary_site") == ()
