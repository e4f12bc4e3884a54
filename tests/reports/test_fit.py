"""The fit solver."""

from dataclasses import dataclass

import pytest

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.fit import Settings, solve, steps


@dataclass
class Tried:
    settings: Settings
    excess: float
    overflowing: str = "pathology"


def test_steps_follow_the_declared_order() -> None:
    settings, seen = Settings(), []
    for step in steps():
        settings = step(settings)
        seen.append(settings)
    first = [item.timeline_mm for item in seen[:5]]
    assert first == [80, 75, 70, 65, 60]
    assert seen[5].leading == 1.2
    assert (seen[7].body, seen[7].table) == (8.0, 7.5)
    assert seen[8].chart.spells
    assert settings.body >= 7.5


def test_a_page_that_fits_is_left_at_natural_sizes() -> None:
    assert solve(lambda s: Tried(s, 0), str).settings == Settings()


def test_steps_that_help_nothing_are_taken_back() -> None:
    found = solve(lambda s: Tried(s, 0 if s.sample_rows == 3 else 1), str).settings
    assert found == Settings(sample_rows=3)


def test_a_step_made_needless_by_a_later_one_is_given_back() -> None:
    def lay_out(settings: Settings) -> Tried:
        gained = (settings.timeline_mm < 85) * 1 + (settings.leading < 1.25) * 10
        return Tried(settings, max(10 - gained, 0))

    assert solve(lay_out, str).settings == Settings(leading=1.2)


def test_a_page_that_nothing_helps_is_refused_by_the_name_of_its_block() -> None:
    with pytest.raises(DoesNotFit, match="PATHOLOGY"):
        solve(lambda s: Tried(s, 5), str.upper)
