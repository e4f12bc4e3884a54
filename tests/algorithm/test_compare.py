"""Two releases are compared case by case, and the part that makes the difference is named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from nenboard.algorithm.compare import CaseChange, Comparison, OptionChange, answer
from nenboard.algorithm.explanation import explain
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.loader import load_release
from nenboard.algorithm.release import Release
from nenboard.algorithm.release_parts import parts_of, with_part
from nenboard.domain.knowledge import NumberRange
from tests.algorithm.cases import a_nec, a_net

Files = dict[str, str]


def changed(files: Files, name: str, *swaps: tuple[str, str]) -> Files:
    """The files with texts of one of them replaced, each by the text behind it."""
    text = files[name]
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return {**files, name: text}


def moved(files: Files) -> Files:
    """The release with the limit of Ki-67 in the pancreas at 12 %."""
    return changed(
        files,
        "graph.yaml",
        ("{fact: ki67, above: 10}", "{fact: ki67, above: 12}"),
        ("{fact: ki67, at_most: 10}", "{fact: ki67, at_most: 12}"),
    )


def weakened(files: Files, node: str, strength: str) -> Files:
    """The release in which what a node prefers first has another strength."""
    start = files["offers.yaml"].index(f"  {node}:\n")
    head, tail = files["offers.yaml"][:start], files["offers.yaml"][start:]
    weaker = tail.replace("strength: preferred", f"strength: {strength}", 1)
    return {**files, "offers.yaml": head + weaker}


def change_of(before: Release, after: Release, known: Facts) -> CaseChange | None:
    """What changes for one case."""
    found = Comparison(before, after)
    differing = found.of_case(known)
    if differing is None:
        return None
    (change,) = found.explained([differing], lambda _done, _all: None)
    return change


def test_a_release_compared_with_itself_changes_nothing(release: Release) -> None:
    assert Comparison(release, release).parts == {}
    assert change_of(release, release, a_net()) is None


def test_texts_and_sources_are_no_difference_of_the_rules(release: Release, files: Files) -> None:
    told = changed(files, "patient_factors.yaml", ('text: "', 'text: "Mind: '))
    other = load_release(told)
    assert other.sha256 != release.sha256
    assert Comparison(release, other).parts == {}


def test_a_moved_limit_shows_in_the_cases_between_old_and_new(
    release: Release, files: Files
) -> None:
    other = load_release(moved(files))
    assert change_of(release, other, a_net(ki67=10)) is None
    assert change_of(release, other, a_net(ki67=13)) is None
    found = change_of(release, other, a_net(ki67=11))
    assert found is not None
    assert found.kinds == ("leading option", "branch")
    assert (found.nodes_before, found.nodes_after) == (("PNET-HIGH-1",), ("PNET-LOW-1",))
    assert found.leading_before == explain(release, a_net(ki67=11)).leading
    assert found.leading_after == explain(other, a_net(ki67=11)).leading
    assert found.is_alone
    assert [part.place for part in found.because] == ["graph.yaml questions.PNET"]
    assert "grade in ['G1','G2'] and ki67 > 10 and line == 1 → PNET-HIGH-1" in (
        found.because[0].before
    )
    assert "grade in ['G1','G2'] and ki67 > 12 and line == 1 → PNET-HIGH-1" in (
        found.because[0].after
    )


def test_a_changed_strength_is_named_with_its_option(release: Release, files: Files) -> None:
    found = change_of(release, load_release(weakened(files, "NEC-1L", "option")), a_nec())
    assert found is not None
    assert found.options == (OptionChange("NEC-1L", "cbdca_vp16", "preferred", "option"),)
    assert found.nodes_before == found.nodes_after == ("NEC-1L",)
    assert [part.place for part in found.because] == ["offers.yaml NEC-1L.cbdca_vp16"]


def test_of_several_parts_only_those_that_matter_to_the_case_are_named(
    release: Release, files: Files
) -> None:
    other = load_release(moved(weakened(files, "NEC-1L", "option")))
    assert len(Comparison(release, other).parts) == 2
    net, nec = change_of(release, other, a_net(ki67=11)), change_of(release, other, a_nec())
    assert net is not None
    assert nec is not None
    assert [part.place for part in net.because] == ["graph.yaml questions.PNET"]
    assert [part.place for part in nec.because] == ["offers.yaml NEC-1L.cbdca_vp16"]


def test_the_parts_named_alone_bring_the_later_answer_and_no_other_does(
    release: Release, files: Files
) -> None:
    other = load_release(moved(weakened(files, "NEC-1L", "option")))
    parts = Comparison(release, other).parts
    for known in (a_net(ki67=11), a_nec()):
        found = change_of(release, other, known)
        assert found is not None
        named = {part.place for part in found.because}
        for place in parts:
            mixed = with_part(release, place, of=other)
            brings = answer(mixed, known).leading == found.leading_after
            assert brings == (str(place) in named)


def test_parts_that_work_only_together_are_said_to(release: Release, files: Files) -> None:
    named = moved(weakened(files, "PNET-LOW-1", "not_routine"))
    found = change_of(release, load_release(named), a_net(ki67=11))
    assert found is not None
    assert not found.is_alone
    assert [part.place for part in found.because] == [
        "graph.yaml questions.PNET",
        "offers.yaml PNET-LOW-1.ssa",
    ]


def test_a_limit_of_the_grade_can_make_the_difference(release: Release, files: Files) -> None:
    swap = ("{fact: ki67, above: 20}]", "{fact: ki67, above: 25}]")
    found = change_of(release, load_release(changed(files, "facts.yaml", swap)), a_net(ki67=22))
    assert found is not None
    (part,) = found.because
    assert part.place == "facts.yaml derived.grade"
    assert (part.before, part.after) == (
        ("scales.0.starts.1: ki67 > 20",),
        ("scales.0.starts.1: ki67 > 25",),
    )


def test_a_patient_factor_can_make_the_difference(release: Release, files: Files) -> None:
    swap = (
        "when: {fact: ps, is: 2}\n    effect: caution",
        "when: {fact: ps, is: 2}\n    effect: to_not_routine",
    )
    other = load_release(changed(files, "patient_factors.yaml", swap))
    found = change_of(release, other, a_net(ki67=15, ps=2))
    assert found is not None
    assert OptionChange("PNET-HIGH-1", "captem", "preferred", "not_routine") in found.options
    (part,) = found.because
    assert part.place == "patient_factors.yaml C-PS2"
    assert (part.before, part.after) == (("effect: caution",), ("effect: to_not_routine",))


@pytest.mark.parametrize("node", ["PNET-LOW-1", "NEC-1L"])
def test_a_node_offered_by_one_release_alone_is_compared(release: Release, node: str) -> None:
    kept = {name: rules for name, rules in release.offers.items() if name != node}
    other = replace(release, offers=kept)
    known = a_nec() if node == "NEC-1L" else a_net()
    found, back = change_of(release, other, known), change_of(other, release, known)
    assert found is not None
    assert back is not None
    assert found.leading_after == back.leading_before == (node,)
    assert back.leading_after == found.leading_before


def test_a_part_is_put_into_a_release_without_touching_the_others(
    release: Release, files: Files
) -> None:
    other = load_release(moved(weakened(files, "NEC-1L", "option")))
    for place in Comparison(release, other).parts:
        mixed, was, wanted = with_part(release, place, of=other), parts_of(release), parts_of(other)
        assert parts_of(mixed) == {**was, place: wanted[place]}


def test_a_treatment_that_only_the_later_release_knows_comes_with_its_offer(
    release: Release, files: Files
) -> None:
    new = load_release(files)
    bare = replace(
        release,
        options=release.options.model_copy(
            update={"options": tuple(o for o in release.options.options if o.id != "cbdca_vp16")}
        ),
        offers={
            node: tuple(rule for rule in rules if rule.option != "cbdca_vp16")
            for node, rules in release.offers.items()
        },
    )
    found = change_of(bare, new, a_nec())
    assert found is not None
    assert "cbdca_vp16" in found.leading_after
    assert "offers.yaml NEC-1L.cbdca_vp16" in [part.place for part in found.because]


def test_a_fact_that_a_release_does_not_ask_for_is_left_out(release: Release) -> None:
    inputs = tuple(entry for entry in release.facts.inputs if entry.name != "tmb")
    other = replace(release, facts=release.facts.model_copy(update={"inputs": inputs}))
    high = NumberRange(low=Decimal(11), high=Decimal(12), comparator="range")
    assert answer(other, a_nec(tmb=high)).leading == answer(release, a_nec()).leading
