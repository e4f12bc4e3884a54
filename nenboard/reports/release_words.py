"""The words of a rule release that a page needs: titles of nodes, names of treatments."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Final

from nenboard.algorithm.conditions import comparisons_in, numbers_in
from nenboard.algorithm.fact_rules import RangeCrosses
from nenboard.algorithm.release import Release
from nenboard.host import resources

_CLASS_OF_TAG: Final = {
    "ssa": "ssa",
    "prrt": "prrt",
    "eve": "targeted",
    "sun": "targeted",
    "targeted": "targeted",
    "inf": "immunotherapy",
    "immuno": "immunotherapy",
    "loco": "liver_directed",
    "surgery": "surgery",
    "rt": "radiotherapy",
    "chemo": "chemotherapy",
    "observe": "watch",
    "bsc": "watch",
}


_CLASS_OF_CATALOGUE: Final = {
    "chemotherapy": "chemotherapy",
    "chemotherapy + targeted": "chemotherapy",
    "somatostatin analogue": "ssa",
    "targeted": "targeted",
    "radioligand (PRRT)": "prrt",
    "immunotherapy": "immunotherapy",
    "observation": "watch",
    "locoregional": "liver_directed",
}


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """Titles of nodes by id, labels of options and of earlier-only treatments by id, their tags.

    `ki67_limits` are the percentages of Ki-67 at which the release decides otherwise.
    """

    nodes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ki67_limits: tuple[Decimal, ...] = ()

    def node(self, code: str) -> str:
        """The title of a node; its id if the release is not at hand."""
        return self.nodes.get(code, code)

    def option(self, code: str) -> str:
        """The label of a treatment; its id if the release is not at hand."""
        return self.options.get(code, code)

    def therapy_class(self, code: str) -> str:
        """The display class of a treatment, by its tags; 'unknown' if none is known."""
        found = [_CLASS_OF_TAG[tag] for tag in self.tags.get(code, ()) if tag in _CLASS_OF_TAG]
        return found[0] if found else "unknown"


def words_of(release: Release) -> ReleaseWords:
    """The words of a loaded rule release."""
    options = {option.id: option.label for option in release.options.options}
    options |= {entry.id: entry.label for entry in release.options.prior_only}
    return ReleaseWords(
        nodes={code: node.title for code, node in release.nodes.items()},
        options=options,
        tags={option.id: option.tags for option in release.options.options},
        ki67_limits=ki67_limits(release),
    )


def ki67_limits(release: Release) -> tuple[Decimal, ...]:
    """The limits of Ki-67 that the release names for a range that crosses one, in order."""
    found = {
        Decimal(number)
        for rule in release.facts.derived
        if isinstance(rule, RangeCrosses)
        for limit in rule.limits
        for test in comparisons_in(limit)
        if test.fact == "ki67"
        for number in numbers_in(test)
    }
    return tuple(sorted(found))


@cache
def regimens() -> Mapping[str, tuple[str, str]]:
    """The regimen catalogue: printed name and display class by id."""
    text = resources.path("terms", "regimens.json").read_text(encoding="utf-8")
    return {
        entry["id"]: (entry["name"], _CLASS_OF_CATALOGUE.get(entry["therapy_class"], "unknown"))
        for entry in json.loads(text)["regimens"]
    }
