"""The measurements run, and their figures mean what they say."""

from collections.abc import Iterator

import pytest

from benchmarks import bare_pages, documents, stored
from benchmarks.measure import Figure, in_turn, repeated
from benchmarks.run import ON, SEED
from nenboard.domain.case import Case
from nenboard.reports import fonts
from nenboard.reports.values import Weight
from nenboard.workflow.synthetic import synthetic_cases


def test_a_figure_shows_median_spread_and_ratio() -> None:
    figure = Figure("x", (4.0, 2.0, 9.0), goal="at most 3 x", floor=(1.0, 2.0, 3.0))
    assert figure.as_json() == {
        "name": "x",
        "median_ms": 4.0,
        "fastest_ms": 2.0,
        "slowest_ms": 9.0,
        "samples": 3,
        "floor_ms": 2.0,
        "ratio": 2.0,
        "goal": "at most 3 x",
    }
    assert figure.as_line() == "x: 4.00 ms, 2.00 x the floor of 2.00 ms (goal: at most 3 x)"


def test_a_figure_without_a_floor_has_no_ratio() -> None:
    assert Figure("x", (1.0,)).ratio is None


def test_the_first_run_does_not_count() -> None:
    runs: list[str] = []
    assert len(repeated(lambda: runs.append("a"), times=3)) == 3
    assert len(runs) == 4
    ours, floor = in_turn(lambda: runs.append("b"), lambda: runs.append("c"), times=2)
    assert (len(ours), len(floor)) == (2, 2)
    assert runs[4:] == ["b", "c", "b", "c", "b", "c"]


def test_the_registry_is_measured() -> None:
    names = [figure.name for figure in stored.figures(_cases(3), times=1)]
    assert "open to the first lines of the list" in names
    assert "save a case" in names


@pytest.fixture(scope="module")
def finished() -> bytes:
    """A finished document of one line."""
    page = bare_pages.BarePage(200, 100, (bare_pages.Word(10, 50, 12, "Ki-67 3 %"),), ())
    return bare_pages.draw((page,), font=fonts.main_face(Weight.REGULAR).name)


def test_the_floor_of_a_document_draws_the_same_words(finished: bytes) -> None:
    (page,) = bare_pages.read(finished)
    assert (page.width, page.height) == (200, 100)
    assert "".join(word.text for word in page.words) == "Ki-67 3 %"


def test_the_documents_are_measured() -> None:
    found = documents.figures(list(_cases(1)), times=1)
    assert found[-1].ratio is not None


def _cases(count: int) -> Iterator[Case]:
    return synthetic_cases(count, seed=SEED, on=ON)
