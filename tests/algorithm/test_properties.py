"""What holds for every case: knowing less never loses the true outcome, and nothing is random."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.compare import answer
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts, parse_document
from tests.algorithm.random_cases import COMPLETE, HOWS, RELEASE, SPREAD, less_known


def _nodes(told: Assessment) -> set[str]:
    return {outcome.node for outcome in told.outcomes}


_MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
_PARTLY_KNOWN = {"complete": COMPLETE, "hows": HOWS, "spread": SPREAD}


@_MANY
@given(**_PARTLY_KNOWN)
def test_knowing_less_never_loses_the_true_outcome(
    complete: Facts, hows: list[str], spread: int
) -> None:
    known = less_known(complete, hows, spread=spread)
    told = assess(RELEASE, known)
    asked = {
        fact
        for outcome in told.outcomes
        for fact in getattr(RELEASE.nodes.get(outcome.node), "asks", ())
    }
    assert asked.isdisjoint(known)
    if not asked:
        assert _nodes(told) >= _nodes(assess(RELEASE, complete))


@_MANY
@given(**_PARTLY_KNOWN, place=st.integers(0, 1000))
def test_a_certain_outcome_stays_when_one_more_fact_is_known(
    complete: Facts, hows: list[str], spread: int, place: int
) -> None:
    known = less_known(complete, hows, spread=spread)
    told = assess(RELEASE, known)
    name = sorted(complete)[place % len(complete)]
    more = assess(RELEASE, known.having(name, complete[name]))
    if told.result != "ask" and len(told.outcomes) == 1:
        assert _nodes(more) == _nodes(told)


@_MANY
@given(**_PARTLY_KNOWN)
def test_a_result_is_complete_and_says_what_it_waits_for(
    complete: Facts, hows: list[str], spread: int
) -> None:
    known = less_known(complete, hows, spread=spread)
    told = assess(RELEASE, known)
    waited = {
        fact
        for outcome in told.outcomes
        for option in outcome.options
        if option.conditional is not None
        for fact in option.conditional.waits_for
    } | {fact for outcome in told.outcomes for fact in outcome.branch_depends_on}
    listed = [entry.fact for entry in told.missing]
    assert told.outcomes
    assert waited <= set(listed)
    assert [entry.rank for entry in told.missing] == list(range(1, len(listed) + 1))
    for outcome in told.outcomes:
        assert len({option.id for option in outcome.options}) == len(outcome.options)
        assert bool(outcome.branch_depends_on) is (len(told.outcomes) > 1)


@_MANY
@given(**_PARTLY_KNOWN)
def test_the_same_facts_give_the_same_bytes(complete: Facts, hows: list[str], spread: int) -> None:
    known = less_known(complete, hows, spread=spread)
    told = assess(RELEASE, known)
    assert assess(RELEASE, Facts(dict(reversed(list(known.items()))))).to_json() == told.to_json()
    assert answer(RELEASE, known).nodes == tuple(outcome.node for outcome in told.outcomes)


@_MANY
@given(**_PARTLY_KNOWN)
def test_facts_come_out_of_a_document_as_they_went_in(
    complete: Facts, hows: list[str], spread: int
) -> None:
    known = less_known(complete, hows, spread=spread)
    document = {"facts": known.to_json_dict()}
    assert parse_document(document, RELEASE).to_json_dict() == known.to_json_dict()
