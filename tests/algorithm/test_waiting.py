"""What an open branch or option waits for: the fact that can settle it, by its own name."""

import pytest

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.engine import assess
from nenboard.algorithm.explanation import variations
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.known import Span
from nenboard.algorithm.lines import LINES
from nenboard.algorithm.program import program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.variations import Variant
from nenboard.domain.knowledge import EarlierLine, FactValue
from tests.algorithm.cases import a_nec, a_net, after, between, facts, one_of, without

MONTHS = "prior_lines.months_since_last_platinum"
RESPONSE = "prior_lines.best_response"


def _waits(told: Assessment, option: str) -> tuple[str, ...]:
    found = [one for outcome in told.outcomes for one in outcome.options if one.id == option]
    return found[0].conditional.waits_for if found and found[0].conditional is not None else ()


def _branch(told: Assessment) -> tuple[str, ...]:
    return told.outcomes[0].branch_depends_on


def _responded(told: Assessment) -> object:
    return told.derived["platinum_responded"]


def _lines(*lines: EarlierLine) -> tuple[EarlierLine, ...]:
    return lines


def _line(regimen: str, **parts: object) -> EarlierLine:
    told = {"intent": "palliative", "best_response": "PR", "stop_reason": "completed", **parts}
    return EarlierLine.model_validate({"regimen": regimen, **told})


@pytest.mark.parametrize(
    ("months", "response", "waits"),
    [(None, "PR", (MONTHS,)), (8, None, (RESPONSE,)), (None, None, (RESPONSE, MONTHS))],
)
def test_rechallenge_waits_for_the_part_that_is_not_recorded(
    months: int | None, response: str | None, waits: tuple[str, ...], release: Release
) -> None:
    lines = after(
        "cbdca_vp16",
        best_response=response,
        stop_reason="completed",
        months_since_last_platinum=months,
    )
    assert _waits(assess(release, a_nec(prior_lines=lines)), "rechallenge") == waits


def test_where_a_later_line_may_be_platinum_the_lines_themselves_are_asked_for(
    release: Release,
) -> None:
    sure = _line("cbdca_vp16", months_since_last_platinum=8)
    told = assess(release, a_nec(prior_lines=_lines(sure, _line("unknown_chemo"))))
    assert LINES in _waits(told, "rechallenge")
    assert MONTHS not in _waits(told, "rechallenge")
    assert RESPONSE not in _waits(told, "rechallenge")


def test_where_no_line_is_surely_platinum_the_lines_are_asked_for(release: Release) -> None:
    told = assess(release, a_nec(prior_lines=_lines(_line("unknown_chemo"))))
    assert _waits(told, "rechallenge") == (LINES,)


def test_unknown_lines_are_asked_for_as_lines(release: Release) -> None:
    told = assess(release, without(a_nec(), LINES))
    assert _branch(told) == (LINES,)
    second = next(one for one in told.outcomes if one.node == "NEC-2L")
    rechallenge = next(one for one in second.options if one.id == "rechallenge")
    assert rechallenge.conditional is not None
    assert rechallenge.conditional.waits_for == (LINES,)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (_line("adj_pe_cb", intent="adjuvant"), MONTHS),
        (_line("unknown_chemo", intent="adjuvant"), LINES),
        (_line("adj_pe_cb", intent=None), LINES),
        (_line("adj_pe_cb", intent="adjuvant", given_for=one_of("this", "other_cancer")), LINES),
    ],
    ids=["interval", "regimen", "intent", "disease"],
)
def test_the_number_of_the_line_waits_for_what_is_not_recorded(
    line: EarlierLine, asked: str, release: Release
) -> None:
    told = assess(release, a_nec(prior_lines=_lines(line)))
    assert _branch(told) == (asked,)


def test_a_class_entered_as_candidates_waits_for_the_entry_alone(release: Release) -> None:
    lung = without(a_net(primary_site="lung"), "mitoses", "necrosis")
    told = assess(release, Facts({**lung, "lung_subtype": one_of("tc", "ac")}))
    assert _branch(told) == ("lung_subtype",)
    told = assess(release, lung)
    assert _branch(told) == ("lung_subtype", "mitoses", "necrosis")


def test_a_line_that_surely_counts_is_not_asked_for(release: Release) -> None:
    open_line = _line("adj_pe_cb", intent="adjuvant")
    told = assess(release, a_nec(prior_lines=_lines(open_line, _line("folfox"))))
    assert _branch(told) == (MONTHS,)


def test_a_range_of_ki67_asks_for_ki67_and_not_for_mitoses(release: Release) -> None:
    told = assess(release, Facts({**without(a_net(), "mitoses"), "ki67": between(15, 25)}))
    assert _branch(told) == ("ki67",)


@pytest.mark.parametrize(
    ("known", "nodes"),
    [
        ({"grade_reported": "G1"}, {"PNET-LOW-1"}),
        ({"grade_reported": "G2"}, {"PNET-LOW-1", "PNET-HIGH-1"}),
        ({"grade_reported": "G3"}, {"NETG3P-1"}),
        ({"grade_reported": one_of("G1", "G2")}, {"PNET-LOW-1", "PNET-HIGH-1"}),
        ({"grade_reported": "G1", "mitoses": 30}, {"NETG3P-1"}),
    ],
)
def test_a_missing_ki67_is_read_from_the_reported_grade_of_a_net(
    known: dict[str, FactValue], nodes: set[str], release: Release
) -> None:
    case = Facts({**without(a_net(), "ki67", "mitoses"), **known})
    assert {one.node for one in assess(release, case).outcomes} == nodes


def test_ki67_is_read_from_a_grade_only_where_grades_are_counted(release: Release) -> None:
    bare = without(a_net(grade_reported="G1"), "ki67", "mitoses")
    read = variations(release, bare).state
    assert read["ki67"] == Span(0, 3, high_open=True)
    second = variations(release, Facts({**bare, "grade_reported": "G2"})).state
    assert second["ki67"] == Span(0, 20)
    for other in (
        {"differentiation": "nec"},
        {"primary_site": "lung"},
        {"primary_site": one_of("lung", "rectum")},
        {"mitoses": 30},
        {"grade_reported": "G3"},
        {"grade_reported": one_of("G1", "G2")},
    ):
        assert variations(release, Facts({**bare, **other})).state["ki67"] is None, other


def test_a_class_entered_is_not_asked_for(release: Release) -> None:
    told = assess(release, without(a_net(primary_site="lung", lung_subtype="tc"), "mitoses"))
    assert [one.node for one in told.outcomes] == ["LUNG-TC-1"]


def test_a_contradiction_of_grade_and_counts_waits_for_what_was_not_stated(
    release: Release,
) -> None:
    stated = variations(release, without(a_net(grade_reported="G2", mitoses=2), "ki67")).state
    conflict = program_of(release).derivations["grade_conflict"]
    assert list(conflict.undecided(stated)) == ["ki67"]
    nothing = variations(release, without(a_net(), "ki67", "mitoses")).state
    assert list(conflict.undecided(nothing)) == ["grade_reported", "ki67", "mitoses"]


FIRST = _line("cddp_vp16", best_response="SD", months_since_last_platinum=9)
UNKNOWN = _line("cddp_vp16", best_response=None, months_since_last_platinum=None)
ONLY_MONTHS = _line("cddp_vp16", best_response=None, months_since_last_platinum=9)
ONLY_RESPONSE = _line("cddp_vp16", best_response="SD", months_since_last_platinum=None)
OTHER = _line("folfox", best_response=None, stop_reason="progression")


@pytest.mark.parametrize(
    ("lines", "changed"),
    [
        ((FIRST, UNKNOWN), (False, True)),
        ((UNKNOWN, FIRST), (True, True)),
        ((ONLY_MONTHS, FIRST), (True, True)),
        ((ONLY_RESPONSE, FIRST), (False, True)),
        ((FIRST, FIRST), (False, True)),
        ((FIRST, OTHER), (True, False)),
        ((OTHER, UNKNOWN, OTHER), (False, True, False)),
    ],
)
def test_a_part_is_tried_in_the_last_platinum_line_and_where_it_is_unknown(
    lines: tuple[EarlierLine, ...], changed: tuple[bool, ...], release: Release
) -> None:
    cases = variations(release, a_nec(prior_lines=lines))
    then = cases.alone(Variant(RESPONSE, "CR")).lines
    assert then is not None
    assert [line.response == "CR" for line in then] == list(changed)
    told = [line.response for line, is_new in zip(then, changed, strict=True) if not is_new]
    kept = [line.best_response for line, is_new in zip(lines, changed, strict=True) if not is_new]
    assert told == kept


def test_the_months_are_tried_like_the_response(release: Release) -> None:
    cases = variations(release, a_nec(prior_lines=_lines(UNKNOWN, FIRST)))
    then = cases.alone(Variant(MONTHS, 3)).lines
    assert then is not None
    assert [line.months for line in then] == [3, 3]
    assert [line.response for line in then] == [None, "SD"]


def test_lines_tried_become_the_lines_of_the_case(release: Release) -> None:
    cases = variations(release, without(a_nec(), LINES))
    then = cases.alone(Variant(LINES, after("cbdca_vp16")))
    assert then.is_known(LINES)
    assert then.lines is not None
    assert then.stated[LINES] == then.lines
    assert then["line"] == 2
    assert not cases.state.is_known(LINES)


def test_a_fact_tried_as_not_known_is_forgotten_with_what_hangs_on_it(release: Release) -> None:
    cases = variations(release, a_net(ki67=15))
    assert cases.state["grade"] == "G2"
    then = cases.alone(Variant("ki67", None))
    assert not then.is_known("ki67")
    assert "ki67" not in then.stated
    assert then["ki67"] is None
    assert then["grade"] == frozenset({"G2", "G3"})
    assert cases.state["grade"] == "G2"


def test_an_unknown_reported_grade_is_asked_for_by_nothing(release: Release) -> None:
    told = assess(release, without(a_net(), "mitoses"))
    assert _branch(told) == ()
    conflict = assess(release, facts(**{**a_net(ki67=2, mitoses=1), "grade_reported": "G3"}))
    assert conflict.derived["grade_conflict"] is True
    assert "N-GRADECONF" in {note.id for note in conflict.notes}
