"""Every worked example gives exactly the recorded assessment."""

import json
from pathlib import Path

import pytest

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.compare import answer
from nenboard.algorithm.document import read_json
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.release import Release

VIGNETTES = sorted((Path(__file__).parent.parent / "vignettes" / "nen-review-2021").glob("*.json"))


def _facts(vignette: Path, release: Release) -> Facts:
    return parse_document(read_json(vignette.read_text("utf-8")), release)


def test_there_is_a_vignette_for_every_node(release: Release) -> None:
    seen = {
        step["node"]
        for vignette in VIGNETTES
        for outcome in json.loads(vignette.read_text("utf-8"))["expected"]["outcomes"]
        for step in outcome["path"]
    }
    assert set(release.nodes) - seen == set()


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda path: path.stem)
def test_a_vignette_gives_the_recorded_assessment(vignette: Path, release: Release) -> None:
    expected = json.loads(vignette.read_text("utf-8"))["expected"]
    told = json.loads(assess(release, _facts(vignette, release)).to_json())
    assert {name: told[name] for name in expected} == expected
    assert list(told["derived"]) == list(expected["derived"])


@pytest.mark.parametrize("vignette", VIGNETTES[::6], ids=lambda path: path.stem)
def test_the_same_facts_give_the_same_bytes_whatever_their_order(
    vignette: Path, release: Release
) -> None:
    facts = _facts(vignette, release)
    turned = Facts(dict(reversed(list(facts.items()))))
    assert assess(release, turned).to_json() == assess(release, facts).to_json()


@pytest.mark.parametrize("vignette", VIGNETTES[::6], ids=lambda path: path.stem)
def test_a_stored_assessment_reads_back_as_the_same_value(vignette: Path, release: Release) -> None:
    told = assess(release, _facts(vignette, release))
    assert Assessment.from_json(told.to_json()).to_json() == told.to_json()


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda path: path.stem)
def test_the_bare_answer_agrees_with_the_explained_one(vignette: Path, release: Release) -> None:
    facts = _facts(vignette, release)
    explained, bare = assess(release, facts), answer(release, facts)
    strengths = {
        node: {
            one.offer.option.id: one.strength
            for one in bare.decided.get(node, ())
            if one is not None
        }
        for node in bare.nodes
    }
    assert strengths == {
        outcome.node: {option.id: option.strength for option in outcome.options}
        for outcome in explained.outcomes
    }


def test_an_assessment_names_the_release_it_was_made_with(release: Release) -> None:
    made_with = assess(release, _facts(VIGNETTES[0], release)).algorithm
    assert (made_with.id, made_with.version) == ("nen-review-2021", "1.1")
    assert made_with.sha256 == release.sha256


def test_the_facts_come_out_as_they_were_stated(release: Release) -> None:
    for vignette in VIGNETTES:
        stated = json.loads(vignette.read_text("utf-8"))["facts"]
        told = json.loads(assess(release, _facts(vignette, release)).to_json())["facts"]
        for line in stated["prior_lines"]:
            for part in [part for part, value in line.items() if value is None]:
                del line[part]
        assert told == stated
