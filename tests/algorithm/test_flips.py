"""Flip points lie exactly at the limits, and on each side leads what is said."""

from decimal import Decimal
from itertools import pairwise

import pytest

from nenboard.algorithm.alternatives import facts_of, inside, pieces
from nenboard.algorithm.explanation import explain, variations
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.flips import CodeFlips, NumberFlips, Segment
from nenboard.algorithm.program import program_of
from nenboard.algorithm.release import Release
from tests.algorithm.cases import a_nec, a_net, after, between, facts, one_of, without
from tests.algorithm.proof import Case, a_case

STEP = Decimal("0.0001")
REPEATED = a_nec(
    prior_lines=after(
        "cbdca_vp16", best_response="PR", stop_reason="completed", months_since_last_platinum=4
    )
)
CASES = {"net": a_net(ki67=15), "nec": a_nec(), "second line": REPEATED}


def _number(case: Facts, fact: str, release: Release) -> NumberFlips:
    return next(one for one in explain(release, case).numbers if one.fact == fact)


def _code(case: Facts, fact: str, release: Release) -> CodeFlips:
    return next(one for one in explain(release, case).codes if one.fact == fact)


def _ends(flips: NumberFlips) -> list[tuple[float, float, bool, bool]]:
    return [(one.low, one.high, one.low_open, one.high_open) for one in flips.segments]


def _leading(case: Case, fact: str, value: object) -> tuple[str, ...]:
    """What leads, from the effects of a fact that the assessment itself would list."""
    changed = case.told((fact, value)).facts
    from nenboard.algorithm.facts import parse_document

    read = parse_document({"facts": dict(changed)}, case.release)
    return variations(case.release, read).base.leading


def test_ki67_of_a_pancreatic_net_flips_above_ten(release: Release) -> None:
    flips = _number(a_net(ki67=15), "ki67", release)
    assert _ends(flips) == [(0, 10, False, False), (10, 100, True, False)]
    assert [one.leading for one in flips.segments] == [("ssa",), ("captem", "stz5fu")]
    assert [one.holds for one in flips.segments] == [False, True]
    assert flips.segments[1].nodes == ("PNET-HIGH-1", "NETG3P-1")
    assert flips.limits == (10, 20, 55)
    assert (flips.value, flips.unit) == (15, "%")


def test_ki67_of_a_nec_flips_at_its_limits(release: Release) -> None:
    flips = _number(a_nec(), "ki67", release)
    assert _ends(flips) == [(0, 20, False, False), (20, 55, True, True), (55, 100, False, False)]
    assert flips.segments[0].leading == ("ASK-CONSISTENCY",)
    assert flips.segments[2].leading == ("cbdca_vp16",)


def test_performance_status_flips_between_whole_numbers(release: Release) -> None:
    flips = _number(a_nec(), "ps", release)
    assert _ends(flips) == [(0, 2, False, False), (3, 4, False, False)]
    assert [one.leading for one in flips.segments] == [("cbdca_vp16",), ("bsc",)]


def test_the_platinum_free_interval_flips_at_six_months(release: Release) -> None:
    flips = _number(REPEATED, "prior_lines.months_since_last_platinum", release)
    assert _ends(flips) == [(0, 6, False, True), (6, 1200, False, False)]
    assert flips.limits == (3, 6)
    assert flips.segments[0].holds


@pytest.mark.parametrize("name", CASES)
def test_every_piece_and_both_sides_of_every_end_lead_to_what_is_said(
    name: str, release: Release
) -> None:
    case = a_case(release, CASES[name])
    for flips in explain(release, CASES[name]).numbers:
        for segment in flips.segments:
            for value in _inside(segment, release=release, fact=flips.fact):
                assert _leading(case, flips.fact, value) == segment.leading, (flips.fact, value)


def _inside(segment: Segment, *, release: Release, fact: str) -> list[object]:
    """Numbers at, or just inside, both ends."""
    low, high = Decimal(str(segment.low)), Decimal(str(segment.high))
    whole = not fact.startswith("prior") and release.inputs[fact].type == "int"
    first = low + STEP if segment.low_open else low
    last = high - STEP if segment.high_open else high
    return [int(low), int(high)] if whole else [first, (first + last) / 2, last]


@pytest.mark.parametrize("name", CASES)
def test_segments_cover_the_allowed_interval_without_gap(name: str, release: Release) -> None:
    for flips in explain(release, CASES[name]).numbers:
        for one, other in pairwise(flips.segments):
            joined = one.high == other.low and one.high_open is not other.low_open
            assert joined or one.high + 1 == other.low
            assert one.leading != other.leading


@pytest.mark.parametrize("name", CASES)
def test_the_case_lies_in_the_segment_marked(name: str, release: Release) -> None:
    told = explain(release, CASES[name])
    for flips in told.numbers:
        marked = [one for one in flips.segments if one.holds]
        assert len(marked) == (flips.value is not None)
        if marked:
            assert marked[0].leading == told.leading


@pytest.mark.parametrize("name", CASES)
def test_a_number_between_two_limits_never_matters(name: str, release: Release) -> None:
    """The rules cannot tell two numbers of one piece apart."""
    case = a_case(release, CASES[name])
    program = program_of(release)
    for fact in ("ki67", "egfr", "mitoses", "anc", "platelets", "bilirubin_xuln", "lvef"):
        for piece in pieces(program, fact):
            if piece.low_open and piece.high_open:
                width = Decimal(piece.high) - Decimal(piece.low)
                values = [Decimal(piece.low) + width * part / 1000 for part in (1, 382, 999)]
                told = [case.told((fact, value)) for value in values]
                stripped = [{**one.to_json_dict(), "facts": None, "missing": None} for one in told]
                assert stripped[0] == stripped[1] == stripped[2]


def test_pieces_are_cut_at_every_limit(release: Release) -> None:
    program = program_of(release)
    assert [(piece.low, piece.high) for piece in pieces(program, "age")] == [
        (18, 74),
        (75, 75),
        (76, 110),
    ]
    cut = pieces(program, "ki67")
    assert [inside(program, "ki67", piece=piece) for piece in cut] == [
        1,
        3,
        5,
        10,
        15,
        20,
        30,
        55,
        70,
    ]
    assert [piece.holds(20) for piece in cut].count(True) == 1


def test_every_number_of_the_case_is_listed(release: Release) -> None:
    listed = {one.fact for one in explain(release, REPEATED).numbers}
    numbers = {name for name, entry in release.inputs.items() if entry.type in ("int", "number")}
    assert listed == numbers | {"prior_lines.months_since_last_platinum"}


def test_codes_name_the_values_that_change_what_leads_and_no_others(release: Release) -> None:
    case = a_case(release, a_net(ki67=15))
    told = explain(release, a_net(ki67=15))
    listed = {one.fact: one for one in told.codes}
    for name, entry in release.inputs.items():
        if entry.type not in ("bool", "enum"):
            continue
        values = (True, False) if entry.type == "bool" else entry.allowed or ()
        then = {value: _leading(case, name, value) for value in values}
        changing = {value: leading for value, leading in then.items() if leading != told.leading}
        named = {one.value: one.leading for one in listed[name].values} if name in listed else {}
        assert named == changing


def test_earlier_lines_that_would_change_what_leads_are_named(release: Release) -> None:
    lines = _code(a_net(ki67=15), "prior_lines", release)
    assert lines.value == []
    given = {one.value[0]["regimen"] for one in lines.values}  # type: ignore[index]  # lines
    assert {"captem", "stz5fu"} <= given


def test_a_range_and_candidates_mark_every_segment_they_meet(release: Release) -> None:
    case = Facts({**without(a_net(), "mitoses"), "ki67": between(8, 12)})
    flips = _number(case, "ki67", release)
    assert [one.holds for one in flips.segments] == [True, True]
    assert flips.value == {"low": 8, "high": 12, "comparator": "range"}
    edge = Facts({**without(a_net(), "mitoses"), "ki67": between(0, 10, "<=")})
    assert [one.holds for one in _number(edge, "ki67", release).segments] == [True, False]
    site = facts(**{**a_net(), "primary_site": one_of("rectum", "pancreas")})
    assert _code(site, "primary_site", release).value == {"one_of": ["pancreas", "rectum"]}


def test_an_unknown_number_has_segments_and_no_mark(release: Release) -> None:
    flips = _number(without(a_nec(), "ki67"), "ki67", release)
    assert flips.value is None
    assert not any(one.holds for one in flips.segments)
    assert len(flips.segments) == 3


def test_parts_of_platinum_lines_are_facts_only_where_platinum_was_given(
    release: Release,
) -> None:
    part = "prior_lines.best_response"
    assert part in facts_of(variations(release, REPEATED).inquiry)
    assert part not in facts_of(variations(release, a_net()).inquiry)
    assert part not in facts_of(variations(release, without(a_net(), "prior_lines")).inquiry)


def test_a_fact_of_codes_is_named_as_the_release_names_it(release: Release) -> None:
    flips = _code(a_net(ki67=15), "primary_site", release)
    assert flips.label == release.inputs["primary_site"].label
