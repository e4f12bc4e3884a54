"""Two releases are compared case by case."""

from nenboard.algorithm.compare import Change, compare
from nenboard.algorithm.loader import load_release
from nenboard.algorithm.release import Release
from tests.algorithm.cases import a_nec, a_net


def test_a_release_compared_with_itself_changes_nothing(release: Release) -> None:
    assert compare(release, release, cases={"net": a_net(), "nec": a_nec()}) == {}


def test_a_moved_limit_shows_in_the_cases_between_old_and_new(
    release: Release, files: dict[str, str]
) -> None:
    graph = files["graph.yaml"]
    moved = graph.replace("{fact: ki67, above: 10}", "{fact: ki67, above: 12}").replace(
        "{fact: ki67, at_most: 10}", "{fact: ki67, at_most: 12}"
    )
    other = load_release({**files, "graph.yaml": moved})
    cases = {"below": a_net(ki67=10), "between": a_net(ki67=11), "above": a_net(ki67=13)}
    assert compare(release, other, cases=cases) == {
        "between": (
            Change("PNET-HIGH-1", None, "reached", ""),
            Change("PNET-LOW-1", None, "", "reached"),
        )
    }


def test_a_changed_strength_is_named_with_its_option(
    release: Release, files: dict[str, str]
) -> None:
    start = files["offers.yaml"].index("  NEC-1L:\n")
    head, tail = files["offers.yaml"][:start], files["offers.yaml"][start:]
    weaker = head + tail.replace("strength: preferred", "strength: option", 1)
    other = load_release({**files, "offers.yaml": weaker})
    assert compare(release, other, cases={"nec": a_nec()}) == {
        "nec": (Change("NEC-1L", "cbdca_vp16", "preferred", "option"),)
    }
