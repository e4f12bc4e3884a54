"""The order of an agenda: limits never broken, none cheaper for short lists, near for long ones."""

import random
from dataclasses import replace

import pytest

from nenboard.domain import agenda_order
from nenboard.domain.agenda import (
    Stop,
    cost,
    expert_waits,
    keeps_limits,
    schedule,
)
from nenboard.domain.agenda_order import suggest
from tests.domain.agenda_lists import COSTS, a_list, best_cost


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - repeatable, not secret


def a_stop(key: str, minutes: int = 10, **changes: object) -> Stop:
    return replace(Stop(case_id=key, minutes=minutes), **changes)  # type: ignore[arg-type] # a field


@pytest.mark.parametrize(("size", "lists"), [(1, 10), (2, 30), (3, 60), (4, 80), (5, 80), (6, 20)])
def test_no_order_of_a_short_list_is_cheaper(size: int, lists: int) -> None:
    source = seeded(size)
    for _list in range(lists):
        stops = a_list(source, size)
        best, found = best_cost(stops), suggest(stops, COSTS)
        assert (found.cost if found else None) == best
        if found is not None:
            assert found.is_best
            assert keeps_limits(found.order, COSTS)
            assert cost(found.order, COSTS) == found.cost
            assert sorted(s.case_id for s in found.order) == sorted(s.case_id for s in stops)


@pytest.mark.parametrize("size", [7, 8])
def test_no_order_of_a_longer_short_list_is_cheaper(size: int) -> None:
    stops = a_list(seeded(100 + size), size)
    found = suggest(stops, COSTS)
    assert (found.cost if found else None) == best_cost(stops)


def test_the_way_for_long_lists_comes_within_two_per_cent_of_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = seeded(7)
    lists = [a_list(source, 9) for _list in range(12)]
    best = [suggest(stops, COSTS) for stops in lists]
    monkeypatch.setattr(agenda_order, "EXACT", 1)
    near = [suggest(stops, COSTS) for stops in lists]
    for one, other in zip(best, near, strict=True):
        if one is None:
            assert other is None
        else:
            assert other is not None
            assert not other.is_best
            assert keeps_limits(other.order, COSTS)
            assert other.cost <= 1.02 * one.cost


def test_a_list_of_twenty_five_keeps_every_limit() -> None:
    stops = a_list(seeded(3), 25)
    found = suggest(stops, COSTS)
    assert found is not None
    assert keeps_limits(found.order, COSTS)
    assert found.cost <= cost(stops, COSTS) or not keeps_limits(stops, COSTS)


def test_equal_lists_give_equal_orders() -> None:
    stops = tuple(a_stop(key) for key in "abcdef")
    found = suggest(stops, COSTS)
    assert found is not None
    assert found.order == stops


def test_complex_cases_come_first() -> None:
    stops = (a_stop("plain"), a_stop("hard", complexity=5))
    found = suggest(stops, COSTS)
    assert found is not None
    assert [stop.case_id for stop in found.order] == ["hard", "plain"]


def test_cases_of_one_expert_stand_together() -> None:
    surgery = frozenset({"surgery"})
    stops = (
        a_stop("one", experts=surgery),
        a_stop("other"),
        a_stop("two", experts=surgery),
    )
    found = suggest(stops, COSTS)
    assert found is not None
    assert expert_waits(stops) == {"surgery": 10}
    assert expert_waits(found.order) == {"surgery": 0}


def test_a_guest_is_never_kept_waiting_past_their_time() -> None:
    guest = a_stop("guest", earliest=10, latest_end=20)
    stops = (a_stop("a", complexity=9), a_stop("b", complexity=9), guest)
    found = suggest(stops, COSTS)
    assert found is not None
    assert found.order[1] == guest


def test_the_room_waits_for_a_guest_only_if_nothing_else_is_left() -> None:
    stops = (a_stop("guest", earliest=15, latest_end=40), a_stop("other"))
    slots = schedule(stops[::-1], COSTS)
    assert [(slot.starts, slot.idle_before) for slot in slots] == [(0, 0), (15, 5)]


def test_limits_that_exclude_each_other_give_no_order() -> None:
    one = a_stop("one", latest_end=12)
    assert suggest((one, a_stop("two", latest_end=12)), COSTS) is None


def test_a_pinned_case_keeps_its_place() -> None:
    stops = (a_stop("a", complexity=1), a_stop("b", complexity=9, place=1))
    found = suggest(stops, COSTS)
    assert found is not None
    assert [stop.case_id for stop in found.order] == ["a", "b"]


def test_a_break_comes_before_the_case_that_would_make_the_stretch_too_long() -> None:
    slots = schedule([a_stop(str(n), 20) for n in range(5)], COSTS)
    assert [slot.break_before for slot in slots] == [0, 0, 10, 0, 10]
    assert [slot.starts for slot in slots] == [0, 20, 50, 70, 100]


def test_a_short_list_has_no_break() -> None:
    slots = schedule([a_stop("1", 25), a_stop("2", 25)], COSTS)
    assert [slot.break_before for slot in slots] == [0, 0]


def test_breaks_set_by_hand_take_the_place_of_those_proposed() -> None:
    stops = [a_stop(str(n), 20) for n in range(4)]
    slots = schedule(stops, COSTS, breaks_after={"0": 15})
    assert [(slot.break_before, slot.starts) for slot in slots] == [
        (0, 0),
        (15, 35),
        (0, 55),
        (0, 75),
    ]
