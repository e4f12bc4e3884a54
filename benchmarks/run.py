"""Run the measurements and print them: python -m benchmarks.run, or nenboard bench."""

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date

from benchmarks.measure import Figure, machine

FORMAT = "nenboard-bench/1"
SEED = 2026
ON = date(2026, 3, 14)
PACK = 40


def started(_count: int, times: int) -> list[Figure]:
    """The first painted window."""
    from benchmarks import start

    return start.figures(times=times)


def stored(count: int, times: int) -> list[Figure]:
    """Open, search and save."""
    from benchmarks import stored as part
    from nenboard.workflow.synthetic import synthetic_cases

    return part.figures(synthetic_cases(count, seed=SEED, on=ON), times=times)


def decided(count: int, times: int) -> list[Figure]:
    """The algorithm."""
    from benchmarks import decided as part
    from nenboard.workflow.synthetic import synthetic_cases

    return part.figures(list(synthetic_cases(min(count, 500), seed=SEED, on=ON)), times=times)


def documents(_count: int, times: int) -> list[Figure]:
    """The page and the pack."""
    from benchmarks import documents as part
    from nenboard.workflow.synthetic import synthetic_cases

    cases = itertools.islice(synthetic_cases(PACK, seed=SEED, on=ON), PACK)
    return part.figures(list(cases), times=times)


def drawn(_count: int, times: int) -> list[Figure]:
    """The course of a case on the screen."""
    from benchmarks import timeline

    return timeline.figures(times=times)


def window(count: int, times: int) -> list[Figure]:
    """The longest pauses of the window in use."""
    from benchmarks import window as part
    from nenboard.workflow.synthetic import synthetic_cases

    return part.figures(synthetic_cases(count, seed=SEED, on=ON), times=times)


PARTS: dict[str, Callable[[int, int], list[Figure]]] = {
    "start": started,
    "registry": stored,
    "algorithm": decided,
    "documents": documents,
    "timeline": drawn,
    "window": window,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for; returns the exit code. Figures are never judged here."""
    chosen = arguments(argv)
    return measure(chosen.only or tuple(PARTS), chosen)


def measure(parts: Sequence[str], chosen: argparse.Namespace) -> int:
    """Measure these parts and print them, as lines or as one document; returns the exit code.

    ``chosen`` has ``json``, ``cases`` and ``times``.
    """
    found: list[Figure] = []
    for name in parts:
        figures = PARTS[name](chosen.cases, chosen.times)
        if not chosen.json:
            for figure in figures:
                print(figure.as_line(), flush=True)
        found += figures
    if chosen.json:
        content = {
            "format": FORMAT,
            "machine": machine(),
            "cases": chosen.cases,
            "figures": [figure.as_json() for figure in found],
        }
        print(json.dumps(content, indent=1))
    return 0


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line of this module."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--cases", type=int, default=10_000, help="cases in the registry")
    parser.add_argument("--times", type=int, default=15, help="how often each thing is measured")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
