"""Two releases compared on published cases, documents and a registry, with progress and cancel."""

import shutil
from pathlib import Path

import pytest

from nenboard.host import resources
from nenboard.registry.folder import Registry
from nenboard.workflow import casework, comparison
from nenboard.workflow.comparison import Pair
from nenboard.workflow.errors import Cancelled, UnusableInput
from nenboard.workflow.explain import explain_case, explain_document
from nenboard.workflow.synthetic import synthetic_cases
from tests.workflow.support import ON, codes


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a site's release: ours with other limits of Ki-67 and a version of its own."""
    folder = tmp_path / "own"
    shutil.copytree(resources.path("algorithm", "nen-review-2021", "1.1"), folder)
    edit(folder / "release.yaml", 'version: "1.1"', 'version: "9.1"')
    edit(folder / "graph.yaml", "{fact: ki67, above: 10}", "{fact: ki67, above: 7}")
    edit(folder / "graph.yaml", "{fact: ki67, at_most: 10}", "{fact: ki67, at_most: 7}")
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that is there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_published_cases_show_what_changes_and_why(own: Path) -> None:
    documents = comparison.published_documents()
    found = comparison.compare_documents(documents, Pair("1.1", str(own), ON))
    assert found.cases == 12
    assert list(found.changes) == ["C02"]
    change = found.changes["C02"]
    assert [part.place for part in change.because] == ["graph.yaml questions.PNET"]
    for rules, leading in (("1.1", change.leading_before), (str(own), change.leading_after)):
        assert explain_document(documents["C02"], on=ON, rules=rules).leading == leading


def test_a_release_without_difference_changes_no_case() -> None:
    found = comparison.compare_documents(comparison.published_documents(), Pair("1.1", "1.1", ON))
    assert (found.parts, found.changes, found.with_other_leading) == ((), {}, 0)


def test_faulty_documents_are_all_named(own: Path) -> None:
    wrong = {"a": {"facts": {"ki67": 101}}, "b": {"facts": {"ps": 9}}, "c": {"facts": {}}}
    with pytest.raises(UnusableInput) as caught:
        comparison.compare_documents(wrong, Pair("1.1", str(own), ON))
    assert codes(caught.value.problems) == {
        "a/facts.ki67": "out_of_range",
        "b/facts.ps": "out_of_range",
    }


def test_a_document_may_use_a_fact_of_either_release(own: Path) -> None:
    edit(own / "facts.yaml", "  - name: tmb\n", "  - name: tumour_mutations\n")
    for file in own.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("fact: tmb,", "fact: tumour_mutations,")
        file.write_text(text, encoding="utf-8")
    documents = {"old": {"facts": {"tmb": "high"}}, "new": {"facts": {"tumour_mutations": "high"}}}
    assert comparison.compare_documents(documents, Pair("1.1", str(own), ON)).cases == 2
    with pytest.raises(UnusableInput):
        comparison.compare_documents({"x": {"facts": {"burdens": 3}}}, Pair("1.1", str(own), ON))


def test_every_case_of_a_registry_is_compared_with_progress(registry: Registry, own: Path) -> None:
    cases = list(synthetic_cases(60, seed=2026, on=ON))
    for case in cases:
        casework.save_case(registry, case)
    seen: list[tuple[int, int]] = []
    pair = Pair("1.1", str(own), ON)
    found = comparison.compare_registry(registry, pair, progress=lambda *step: seen.append(step))
    total = registry.cases.count() + len(found.parts)
    assert found.cases == 62
    assert seen == [(0, total), (50, total), (62, total), (total, total)]
    assert found.changes
    by_id = {case.id: case for case in cases}
    for case_id, change in found.changes.items():
        case = by_id[case_id]
        told = [explain_case(case, on=ON, rules=rules).leading for rules in ("1.1", str(own))]
        assert told == [change.leading_before, change.leading_after]


def test_a_comparison_can_be_stopped(registry: Registry, own: Path) -> None:
    pair = Pair("1.1", str(own), ON)
    with pytest.raises(Cancelled):
        comparison.compare_registry(registry, pair, progress=lambda _done, _all: False)
    with pytest.raises(Cancelled):
        comparison.compare_registry(registry, pair, progress=lambda done, _all: done < 2)
