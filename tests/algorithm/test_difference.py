"""What-if: a copy with other facts, shown as what differs from the case."""

import json

from nenboard.algorithm.difference import Difference, FactChange, Listed, Seat, difference
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.release import Release
from tests.algorithm.cases import a_nec, a_net, after, without


def _between(before: Facts, then: Facts, release: Release) -> Difference:
    return difference(assess(release, before), assess(release, then))


def test_a_case_does_not_differ_from_itself(release: Release) -> None:
    found = _between(a_net(), a_net(), release)
    assert found.is_empty
    assert found.facts == ()
    assert found.derived == ()


def test_a_fact_that_changes_no_answer_is_named_and_nothing_else(release: Release) -> None:
    found = _between(a_net(), a_net(age=63), release)
    assert found.is_empty
    assert found.facts == (FactChange("age", 62, 63),)


def test_another_side_of_a_limit_shows_node_step_and_options(release: Release) -> None:
    found = _between(a_net(ki67=10), a_net(ki67=15), release)
    assert found.facts == (FactChange("ki67", 10, 15),)
    assert FactChange("high_prolif", before=False, after=True) in found.derived
    assert found.nodes == Listed(("PNET-HIGH-1",), ("PNET-LOW-1",))
    assert len(found.steps.gained) == len(found.steps.lost) == 1
    captem = next(one for one in found.options if one.option == "captem")
    assert captem.changes_strength
    assert captem.before == (Seat("PNET-LOW-1", 3, "not_routine"),)
    assert captem.after == (Seat("PNET-HIGH-1", 1, "preferred"),)
    assert (found.notes.gained, found.notes.lost) == ((), ("N-KI10",))
    assert not found.is_empty


def test_a_rank_alone_is_no_change_of_strength(release: Release) -> None:
    found = _between(a_net(ki67=10), a_net(ki67=15), release)
    trial = next(one for one in found.options if one.option == "trial")
    assert not trial.changes_strength


def test_cautions_and_checks_are_named(release: Release) -> None:
    found = _between(a_net(ki67=15), a_net(ki67=15, frail=True), release)
    captem = next(one for one in found.options if one.option == "captem")
    assert (captem.cautions_gained, captem.cautions_lost) == (("C-FRAIL",), ())
    assert captem.before == captem.after
    back = _between(without(a_net(ki67=15), "egfr"), a_net(ki67=15), release)
    captem = next(one for one in back.options if one.option == "captem")
    assert (captem.checks_gained, captem.checks_lost) == ((), ("egfr",))
    assert back.missing == Listed((), ("egfr",))


def test_an_option_that_goes_or_comes_has_no_seat_on_one_side(release: Release) -> None:
    found = _between(a_net(ki67=15), a_net(ki67=15, sstr="negative"), release)
    prrt = next(one for one in found.options if one.option == "prrt")
    assert prrt.after == ()
    assert prrt.label == release.option["prrt"].label
    turned = _between(a_net(ki67=15, sstr="negative"), a_net(ki67=15), release)
    assert next(one for one in turned.options if one.option == "prrt").before == ()


def test_a_conditional_option_is_seated_as_such(release: Release) -> None:
    found = _between(a_net(ki67=15), without(a_net(ki67=15), "sstr"), release)
    prrt = next(one for one in found.options if one.option == "prrt")
    assert [seat.strength for seat in prrt.after] == ["conditional"]
    assert found.missing.gained == ("sstr",)


def test_results_and_trials_are_compared(release: Release) -> None:
    found = _between(a_nec(), without(a_nec(), "differentiation"), release)
    assert (found.result_before, found.result_after) == ("options", "ask")
    assert found.trials.gained == ()
    assert "NICE-NEC" in found.trials.lost
    lines = after("cbdca_vp16", best_response="PR")
    assert _between(a_nec(), a_nec(prior_lines=lines), release).trials.gained


def test_a_difference_is_a_json_document(release: Release) -> None:
    found = _between(a_net(ki67=10), a_net(ki67=15), release)
    assert json.loads(json.dumps(found.to_json_dict()))["nodes"]["gained"] == ["PNET-HIGH-1"]
