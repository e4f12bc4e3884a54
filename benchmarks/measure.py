"""Timing a piece of work often enough, and what came out as a value."""

import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured thing: the samples in milliseconds, and those of its floor if it has one.

    The floor does the same with nothing of ours in it. ``goal`` is the figure the product is held
    to, in words.
    """

    name: str
    samples: tuple[float, ...]
    goal: str = ""
    floor: tuple[float, ...] = ()
    notes: dict[str, float | int | str] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """Middle of the samples, milliseconds."""
        return statistics.median(self.samples)

    @property
    def ratio(self) -> float | None:
        """How many times the floor's median; None without a floor."""
        return self.median / statistics.median(self.floor) if self.floor else None

    def as_json(self) -> dict[str, object]:
        """The figure with its spread, rounded to microseconds."""
        return {
            "name": self.name,
            "median_ms": round(self.median, 3),
            "fastest_ms": round(min(self.samples), 3),
            "slowest_ms": round(max(self.samples), 3),
            "samples": len(self.samples),
            "floor_ms": round(statistics.median(self.floor), 3) if self.floor else None,
            "ratio": round(self.ratio, 3) if self.ratio is not None else None,
            "goal": self.goal,
            **self.notes,
        }

    def as_line(self) -> str:
        """The figure for a reader."""
        text = f"{self.name}: {self.median:.2f} ms"
        if self.ratio is not None:
            text += f", {self.ratio:.2f} x the floor of {statistics.median(self.floor):.2f} ms"
        extra = "".join(f", {key} {value}" for key, value in self.notes.items())
        return text + extra + (f" (goal: {self.goal})" if self.goal else "")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def repeated(work: Callable[[], object], *, times: int) -> tuple[float, ...]:
    """Milliseconds of each run, after one that does not count."""
    work()
    return tuple(timed(work) for _ in range(times))


def in_turn(
    work: Callable[[], object], floor: Callable[[], object], *, times: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Both in turn, so that a machine that slows down slows both; first runs do not count."""
    work()
    floor()
    pairs = [(timed(work), timed(floor)) for _ in range(times)]
    return tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)


def machine() -> dict[str, str | int]:
    """Where the figures come from."""
    import os

    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processors": os.cpu_count() or 0,
    }
