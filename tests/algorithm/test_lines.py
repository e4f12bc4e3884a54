"""Earlier lines: what counts as a line, what was used, what platinum left behind."""

import pytest

from nenboard.algorithm.engine import assess
from nenboard.algorithm.line_alternatives import other_lines
from nenboard.algorithm.program import program_of
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange
from tests.algorithm.cases import a_nec, a_net, after, without


def _derived(release: Release, lines: tuple[EarlierLine, ...]) -> dict[str, object]:
    return dict(assess(release, a_nec(prior_lines=lines)).derived)


@pytest.mark.parametrize(
    ("regimen", "used"),
    [
        ("captem", {"used_tem"}),
        ("dtic", {"used_tem"}),
        ("tem_nec", {"used_tem"}),
        ("stzdoxo", {"used_stz"}),
        ("stzcapcddp", {"used_stz"}),
        ("xelox", {"used_oxali"}),
        ("oxali_net", {"used_oxali"}),
        ("folfiri", {"used_iri"}),
        ("iri_plat", {"used_iri", "used_iri_plat", "used_platinum"}),
        ("pe_net", {"used_pe", "used_platinum"}),
        ("crt", {"used_pe", "used_platinum"}),
        ("ssa_sym", {"used_ssa"}),
        ("other_systemic", set()),
    ],
)
def test_a_regimen_uses_up_its_group(regimen: str, used: set[str], release: Release) -> None:
    derived = _derived(release, after(regimen))
    assert {name for name, value in derived.items() if name.startswith("used_") and value} == used


def test_drugs_given_together_are_one_line(release: Release) -> None:
    lines = (EarlierLine(regimen=("eve", "ssa"), intent="palliative", stop_reason="progression"),)
    derived = _derived(release, lines)
    assert derived["line"] == 2
    assert derived["used_eve"] is True
    assert derived["used_ssa"] is True


@pytest.mark.parametrize("given_for", ["other_diagnosis", "other_cancer"])
def test_a_line_for_something_else_neither_counts_nor_removes(
    given_for: str, release: Release
) -> None:
    told = assess(release, a_nec(prior_lines=after("folfox", given_for=given_for)))
    assert told.derived["line"] == 1
    assert told.derived["used_oxali"] is False
    assert told.derived["other_diagnosis_line"] is True
    assert "not counted" in told.outcomes[0].removed[0].why


@pytest.mark.parametrize(
    ("regimen", "unknown"),
    [
        ("unknown_chemo", {"used_tem", "used_stz", "used_oxali", "used_iri", "used_pe"}),
        ("platinum_unspecified", {"used_iri", "used_pe", "used_iri_plat"}),
    ],
)
def test_an_unrecorded_regimen_leaves_its_possible_groups_open(
    regimen: str, unknown: set[str], release: Release
) -> None:
    derived = _derived(release, after(regimen))
    assert unknown <= {name for name, value in derived.items() if value is None}
    assert derived["used_ssa"] is False
    assert derived["line_unrecorded"] is True


def test_a_line_of_unknown_kind_leaves_everything_open(release: Release) -> None:
    derived = _derived(release, after("unknown_systemic"))
    used = {value for name, value in derived.items() if name.startswith("used_")}
    assert used == {None}


def test_unknown_lines_are_not_no_lines(release: Release) -> None:
    told = assess(release, without(a_nec(), "prior_lines"))
    assert told.derived["line"] is None
    assert told.derived["used_pe"] is None
    assert [outcome.node for outcome in told.outcomes] == ["NEC-1L", "NEC-2L", "NEC-3L"]
    assert told.outcomes[0].branch_depends_on == ("prior_lines",)
    assert told.missing[0].fact == "prior_lines"


@pytest.mark.parametrize(
    ("parts", "pfi"),
    [
        ({"best_response": "PR", "stop_reason": "completed"}, None),
        ({"best_response": "PR", "stop_reason": "progression"}, 0),
        ({"best_response": "PD", "stop_reason": "other"}, 0),
        ({"stop_reason": "progression", "months_since_last_platinum": 1}, 1),
    ],
    ids=str,
)
def test_progression_on_platinum_leaves_no_interval(
    parts: dict[str, object], pfi: int | None, release: Release
) -> None:
    assert _derived(release, after("cbdca_vp16", **parts))["pfi"] == pfi


def test_a_later_line_does_not_lengthen_the_interval(release: Release) -> None:
    platinum = after("cbdca_vp16", best_response="PR", months_since_last_platinum=4)
    assert _derived(release, platinum + after("folfiri"))["pfi"] == 4


def test_a_later_line_that_may_be_platinum_leaves_the_interval_open(release: Release) -> None:
    platinum = after("cbdca_vp16", best_response="PR", months_since_last_platinum=4)
    assert _derived(release, platinum + after("unknown_chemo"))["pfi"] is None


@pytest.mark.parametrize(
    ("response", "responded"),
    [("CR", True), ("PR", True), ("SD", False), ("NE", False), ("MIXED", None), (None, None)],
)
def test_response_to_platinum(
    response: str | None, responded: bool | None, release: Release
) -> None:
    lines = after("cbdca_vp16", best_response=response, stop_reason="completed")
    assert _derived(release, lines)["platinum_responded"] is responded


def test_an_interval_given_as_a_range_is_compared_as_one(release: Release) -> None:
    months = NumberRange.model_validate({"low": 4, "high": 8, "comparator": "range"})
    lines = after(
        "adj_pe_cb", intent="adjuvant", stop_reason="completed", months_since_last_platinum=months
    )
    derived = _derived(release, lines)
    assert derived["line"] == {"one_of": [1, 2]}
    assert derived["pfi"] == {"low": 4, "high": 8, "comparator": "range"}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"stop_reason": "progression"}, "progression on it (cross-resistance group 'eve')"),
        ({"stop_reason": "toxicity"}, "stopped for toxicity"),
        ({"stop_reason": "completed"}, "completed without progression"),
        ({"stop_reason": "ongoing"}, "ongoing"),
        ({"stop_reason": "other"}, "stopped for another reason"),
        ({"stop_reason": None}, "reason for stopping not recorded"),
        ({"stop_reason": "completed", "best_response": "PD"}, "progression on it"),
    ],
    ids=str,
)
def test_the_reason_an_earlier_treatment_is_set_aside(
    parts: dict[str, object], why: str, release: Release
) -> None:
    told = assess(release, a_net(prior_lines=after("eve", **parts)))
    (removed,) = told.outcomes[0].removed
    assert why in removed.why


@pytest.mark.parametrize("intent", [None, "palliative"])
def test_a_line_of_unknown_intent_may_or_may_not_count(
    intent: FactValue | None, release: Release
) -> None:
    derived = _derived(release, after("captem", intent=intent))
    assert derived["line"] == (2 if intent else {"one_of": [1, 2]})


@pytest.mark.parametrize(
    ("stop", "strength"),
    [("completed", "option"), ("other", "option"), ("toxicity", None)],
)
def test_platinum_given_up_for_toxicity_is_not_given_again(
    stop: str, strength: str | None, release: Release
) -> None:
    lines = after("cbdca_vp16", best_response="PR", stop_reason=stop, months_since_last_platinum=9)
    told = assess(release, a_nec(prior_lines=lines)).outcomes[0]
    assert {one.id: one.strength for one in told.options}.get("rechallenge") == strength


@pytest.mark.parametrize(
    ("later", "responded"), [("PR", True), ("PD", None), ("SD", None), ("MIXED", None)]
)
def test_a_line_that_may_be_platinum_leaves_the_response_open_unless_both_agree(
    later: str, responded: bool | None, release: Release
) -> None:
    sure = after("cbdca_vp16", best_response="PR", stop_reason="completed")
    doubtful = after("unknown_chemo", best_response=later, stop_reason="completed")
    assert _derived(release, sure + doubtful)["platinum_responded"] is responded


def test_other_lines_are_one_line_less_each_and_none_is_tried_twice(release: Release) -> None:
    program = program_of(release)
    first, second = after("ssa"), after("eve")
    both = other_lines(program, program.reader.read(first + second))
    assert both[:3] == ((), second, first)
    one = other_lines(program, program.reader.read(first))
    assert len(one) == len(set(one))
    assert [lines for lines in one if lines == ()] == [()]
