"""Random lists of cases to be put in order, with and without guests and pinned places.

Also a command that compares many more orders with the best: ``python -m tests.domain.agenda_lists
LISTS SEED`` tries so many lists of up to eight cases by every order there is, and prints one JSON
line; it exits with 1 if an order found costs more than 2 % above the best or breaks a limit.
"""

import json
import random
import sys
import time
from dataclasses import replace
from itertools import permutations

from nenboard.domain.agenda import Costs, Stop, cost, keeps_limits
from nenboard.domain.agenda_order import suggest

COSTS = Costs(
    late_complexity=2,
    expert_waits=1,
    idle=20,
    break_minutes=10,
    longest_stretch=45,
    no_break_up_to=50,
)
ROLES = ("surgery", "nuclear_medicine", "interventional_radiology", "cardiology", "genetics")


def a_list(source: random.Random, size: int) -> tuple[Stop, ...]:
    """So many cases; about one in seven has a guest, one list in five a pinned case."""
    stops = [_stop(source, number, length=size * 8) for number in range(size)]
    if source.random() < 0.2:
        place = source.randrange(size)
        stops[place] = replace(stops[place], place=source.randrange(size))
    return tuple(stops)


def _stop(source: random.Random, number: int, *, length: int) -> Stop:
    stop = Stop(
        case_id=f"N-{number:04d}",
        minutes=source.choice([1, 3, 5, 7, 8, 9, 12, 20]),
        complexity=source.randint(0, 9),
        experts=frozenset(source.sample(ROLES, source.choice([0, 0, 1, 1, 2]))),
    )
    if source.random() < 0.85:
        return stop
    starts = source.randint(0, max(length - 30, 1))
    return replace(stop, earliest=starts, latest_end=starts + source.randint(20, 40))


def best_cost(stops: tuple[Stop, ...], costs: Costs = COSTS) -> int | None:
    """The cost of the best of all orders that keep the limits; None if none does."""
    kept = (order for order in permutations(stops) if keeps_limits(order, costs))
    return min((cost(order, costs) for order in kept), default=None)


def main(lists: int, seed: int) -> int:
    source, worst, wrong, longest = random.Random(seed), 0.0, 0, 0.0  # noqa: S311
    for _list in range(lists):
        stops = a_list(source, source.randint(1, 8))
        best = best_cost(stops)
        begun = time.perf_counter()
        found = suggest(stops, COSTS)
        longest = max(longest, time.perf_counter() - begun)
        if found is None or best is None:
            wrong += (found is None) is not (best is None)
            continue
        wrong += not keeps_limits(found.order, COSTS)
        worst = max(worst, found.cost / best - 1 if best else float(found.cost))
    seen = {"lists": lists, "wrong": wrong, "worst_excess": worst, "longest_seconds": longest}
    print(json.dumps(seen))  # noqa: T201 - it is a command
    return 1 if wrong or worst > 0.02 else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
