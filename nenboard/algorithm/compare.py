"""The same cases under two releases: which results change, and in what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nenboard.algorithm.engine import Decision, decide
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import FactValue


@dataclass(frozen=True, slots=True)
class Change:
    """One option of one outcome whose strength differs; None is conditional, "" is not offered.

    Without an option it is the outcome itself that one of the releases reaches.
    """

    node: str
    option: str | None
    before: str | None
    after: str | None


def compare(
    before: Release, after: Release, *, cases: Mapping[str, Mapping[str, FactValue]]
) -> dict[str, tuple[Change, ...]]:
    """The changes of each case that changes, by the key of the case."""
    found = {
        key: tuple(_changes(decide(before, facts), decide(after, facts)))
        for key, facts in cases.items()
    }
    return {key: changes for key, changes in found.items() if changes}


def _changes(old: Decision, new: Decision) -> Iterator[Change]:
    olds, news = dict(old.outcomes), dict(new.outcomes)
    for node in dict.fromkeys((*olds, *news)):
        if node not in olds or node not in news:
            reached = ("reached", "") if node in olds else ("", "reached")
            yield Change(node, None, *reached)
        else:
            yield from _options(node, old=dict(olds[node]), new=dict(news[node]))


def _options(
    node: str, *, old: dict[str, str | None], new: dict[str, str | None]
) -> Iterator[Change]:
    for option in dict.fromkeys((*old, *new)):
        before, after = old.get(option, ""), new.get(option, "")
        if before != after:
            yield Change(node, option, before, after)
