"""Both sides of every limit, with the side each value falls on."""

from decimal import Decimal

import pytest

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import NumberRange
from tests.algorithm.cases import a_nec, a_net, after, between, facts, without


def _strength(told: Assessment, option: str) -> str | None:
    (outcome,) = told.outcomes
    return {entry.id: entry.strength for entry in outcome.options}.get(option)


def _node(told: Assessment) -> str:
    (outcome,) = told.outcomes
    return outcome.node


@pytest.mark.parametrize(("ki67", "grade"), [(2.9, "G1"), (3.0, "G2"), (20.0, "G2"), (20.1, "G3")])
def test_grade_by_ki67(ki67: float, grade: str, release: Release) -> None:
    told = assess(release, without(a_net(ki67=ki67), "mitoses"))
    assert told.derived["grade"] == grade


@pytest.mark.parametrize(
    ("mitoses", "grade"), [(1.9, "G1"), (2.0, "G2"), (20.0, "G2"), (20.1, "G3")]
)
def test_grade_by_mitoses_where_ki67_is_lower(mitoses: float, grade: str, release: Release) -> None:
    assert assess(release, a_net(ki67=1, mitoses=mitoses)).derived["grade"] == grade


@pytest.mark.parametrize(("ki67", "node"), [(10.0, "PNET-LOW-1"), (10.1, "PNET-HIGH-1")])
def test_proliferation_of_a_pancreatic_net(ki67: float, node: str, release: Release) -> None:
    assert _node(assess(release, a_net(ki67=ki67))) == node


@pytest.mark.parametrize(("ki67", "strength"), [(54.9, "option"), (55.0, "preferred")])
def test_carboplatin_etoposide_by_ki67(ki67: float, strength: str, release: Release) -> None:
    assert _strength(assess(release, a_nec(ki67=ki67)), "cbdca_vp16") == strength


@pytest.mark.parametrize(("ps", "good"), [(1, True), (2, False)])
def test_good_performance_status(ps: int, good: bool, release: Release) -> None:
    assert assess(release, a_nec(ps=ps)).derived["good_ps"] is good


@pytest.mark.parametrize(("ps", "node"), [(2, "NEC-1L"), (3, "NEC-BSC")])
def test_adequate_performance_status(ps: int, node: str, release: Release) -> None:
    assert _node(assess(release, a_nec(ps=ps))) == node


@pytest.mark.parametrize(
    ("months", "strength"),
    [(2.9, "not_routine"), (3.0, "selected"), (5.9, "selected"), (6.0, "option")],
)
def test_rechallenge_by_platinum_free_interval(
    months: float, strength: str, release: Release
) -> None:
    lines = after(
        "cbdca_vp16",
        best_response="PR",
        stop_reason="completed",
        months_since_last_platinum=Decimal(repr(months)),
    )
    assert _strength(assess(release, a_nec(prior_lines=lines)), "rechallenge") == strength


@pytest.mark.parametrize(
    ("mitoses", "subtype"), [(1.9, "tc"), (2.0, "ac"), (10.0, "ac"), (10.1, None)]
)
def test_lung_subtype_by_mitoses(mitoses: float, subtype: str | None, release: Release) -> None:
    told = assess(release, a_net(primary_site="lung", mitoses=mitoses, necrosis=False))
    assert told.derived["lung_subtype"] == subtype
    assert any(note.id == "N-LUNGMIT" for note in told.notes) is (subtype is None)


@pytest.mark.parametrize("toxicity", ["neuropathy_grade", "ototoxicity_grade"])
@pytest.mark.parametrize(("grade", "residual"), [(1, False), (2, True)])
def test_residual_toxicity(toxicity: str, grade: int, residual: bool, release: Release) -> None:
    told = assess(release, a_nec(**{toxicity: grade}))
    assert told.derived["residual_tox"] is residual


@pytest.mark.parametrize(("age", "older"), [(74, False), (75, True)])
def test_older_patient(age: int, older: bool, release: Release) -> None:
    assert assess(release, a_net(age=age)).derived["older_frail"] is older


@pytest.mark.parametrize(
    ("egfr", "strength"),
    [(60, "preferred"), (59.9, "option"), (30, "option"), (29.9, "contraindicated")],
)
def test_streptozocin_by_kidney_function(egfr: float, strength: str, release: Release) -> None:
    assert _strength(assess(release, a_net(ki67=15, egfr=egfr)), "stz5fu") == strength


@pytest.mark.parametrize(
    ("months", "line"), [(5.9, 2), (6.0, 1), (0, 2)], ids=["early", "late", "on treatment"]
)
def test_adjuvant_platinum_counts_on_early_relapse(
    months: float, line: int, release: Release
) -> None:
    lines = after(
        "adj_pe_cb",
        intent="adjuvant",
        stop_reason="completed",
        months_since_last_platinum=Decimal(repr(months)),
    )
    assert assess(release, a_nec(prior_lines=lines)).derived["line"] == line


@pytest.mark.parametrize(
    ("ki67", "nodes"),
    [
        (between(10, 15), {"PNET-HIGH-1", "PNET-LOW-1"}),
        (between(0, 10, "<="), {"PNET-LOW-1"}),
        (between(10, 20, ">"), {"PNET-HIGH-1"}),
        (between(3, 20), {"PNET-HIGH-1", "PNET-LOW-1"}),
        (between(20, 100, ">"), {"NETG3P-1"}),
        (between(0, 3, "<"), {"PNET-LOW-1"}),
        (between(15, 25, "~"), {"PNET-HIGH-1", "NETG3P-1"}),
    ],
)
def test_a_range_follows_only_what_it_leaves_open(
    ki67: NumberRange, nodes: set[str], release: Release
) -> None:
    told = assess(release, Facts({**without(a_net(), "mitoses"), "ki67": ki67}))
    assert {outcome.node for outcome in told.outcomes} == nodes


def test_a_nec_with_low_ki67_stops_at_the_contradiction(release: Release) -> None:
    assert _node(assess(release, a_nec(ki67=20))) == "ASK-CONSISTENCY"
    assert _node(assess(release, a_nec(ki67=20.1))) == "NEC-1L"
    unsure = assess(release, Facts({**a_nec(), "ki67": between(15, 30)}))
    assert _node(unsure) == "NEC-1L"


def test_nothing_known_asks_for_the_differentiation(release: Release) -> None:
    told = assess(release, facts())
    assert told.result == "ask"
    assert told.missing[0].fact == "differentiation"
    assert [entry.fact for entry in told.missing] == [
        "differentiation",
        "extent",
        "primary_site",
        "ki67",
        "mitoses",
        "growth",
        "organ_function",
        "ps",
        "sstr",
        "functional",
        "burden",
        "tumour_symptoms",
        "prior_lines",
    ]


@pytest.mark.parametrize(
    ("age", "older"),
    [
        (between(74, 110, ">"), True),
        (between(74, 80, "range"), None),
        (between(18, 75, "<"), False),
        (between(75, 76, "<"), True),
    ],
)
def test_a_range_of_whole_years_holds_whole_years_only(
    age: NumberRange, older: bool | None, release: Release
) -> None:
    told = assess(release, a_net(age=age))
    assert told.derived["older_frail"] is older
