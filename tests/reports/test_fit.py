"""The fit solver."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.fit import LOWEST_MM, STAGES, TALLEST_MM, TYPES, Settings, solve

_USUAL: Mapping[str, float] = {"pathology": 50, "imaging": 50, "options": 50, "outcome": 50}


class Measured:
    """A page of made-up heights: a millimetre of timeline is a point, a level saves ten."""

    blocks = ("pathology", "imaging", "options", "outcome")

    def __init__(self, *, heights: Mapping[str, float] = _USUAL, is_rigid: bool = False) -> None:
        self.is_rigid = is_rigid
        self.heights = {**_USUAL, **heights}

    def room(self, settings: Settings) -> float:
        gained = 20 * (settings.new_length == 120) + 5 * settings.short_legend
        return 100 + TALLEST_MM - settings.timeline_mm + (0 if self.is_rigid else gained)

    def height(self, block: str, settings: Settings) -> float:
        level: int = getattr(settings, block)
        height = self.heights[block] - 10 * level
        return height * settings.table / 8.0 * settings.leading / 1.25

    def blame(self, _settings: Settings) -> str:
        return "pathology"


def test_the_declared_order_is_size_of_type_then_stages_that_only_go_further() -> None:
    assert [size.table for size in TYPES] == [8.0, 8.0, 8.0, 7.75, 7.5]
    assert min(size.body for size in TYPES) == 8.0
    for before, after in pairwise(STAGES):
        assert all(after.limits[block] >= before.limits[block] for block in before.limits)


def test_a_page_that_fits_is_left_at_natural_sizes() -> None:
    assert solve(Measured(), str) == Settings()


def test_a_lower_timeline_comes_first_and_no_lower_than_needed() -> None:
    found = solve(Measured(heights={"options": 112}), str)
    assert found == Settings(timeline_mm=70)


def test_smaller_type_comes_before_anything_is_left_out() -> None:
    found = solve(Measured(heights={"options": 129}), str)
    assert (found.leading, found.table, found.options) == (1.2, 8.0, 0)


def test_a_block_is_shortened_no_further_than_it_must() -> None:
    found = solve(Measured(heights={"options": 152, "imaging": 100}), str)
    assert (found.options, found.imaging, found.new_length) == (2, 0, 0)


def test_room_that_is_not_needed_goes_back_to_the_timeline() -> None:
    found = solve(Measured(heights={"options": 158}), str)
    assert found.options == 2
    assert found.timeline_mm == LOWEST_MM
    assert solve(Measured(heights={"options": 143}), str).timeline_mm == 65


def test_the_upper_part_is_not_shortened_when_that_makes_no_difference() -> None:
    found = solve(Measured(heights={"pathology": 178}, is_rigid=True), str)
    assert found.pathology == 4
    assert (found.new_length, found.short_legend) == (0, False)


def test_a_page_that_nothing_helps_is_refused_by_the_name_of_its_block() -> None:
    with pytest.raises(DoesNotFit, match="PATHOLOGY"):
        solve(Measured(heights={"pathology": 900}), str.upper)
