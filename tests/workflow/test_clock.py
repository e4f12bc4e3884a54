"""Time is asked in one place, and can be stopped there."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import nenboard
from nenboard.workflow import clock

PACKAGE = Path(nenboard.__file__).parent


def test_now_is_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_a_stopped_clock_stands_and_then_goes_on() -> None:
    moment = datetime(2020, 2, 29, 23, 30, tzinfo=timezone(timedelta(hours=-2)))
    with clock.stopped_at(moment):
        assert clock.now() == moment
        assert clock.today().isoformat() == "2020-03-01"
    assert clock.now().year > 2020


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.stopped_at(datetime(2020, 1, 1)):  # noqa: DTZ001
        pass


def test_nothing_below_the_window_asks_the_clock_elsewhere() -> None:
    asking = re.compile(r"\b(?:datetime\.now|date\.today|time\.time|utcnow)\(")
    found = {
        file.relative_to(PACKAGE).as_posix()
        for part in ("domain", "algorithm", "registry", "reports", "workflow", "cli")
        for file in (PACKAGE / part).rglob("*.py")
        if asking.search(file.read_text(encoding="utf-8"))
    }
    assert found == {"workflow/clock.py"}


def test_the_moment_of_a_save_comes_from_the_clock() -> None:
    with clock.stopped_at(datetime(2021, 5, 6, tzinfo=UTC)):
        assert clock.today().isoformat() == "2021-05-06"
