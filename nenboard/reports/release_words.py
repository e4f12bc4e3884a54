"""The words of a rule release that a page needs: titles of nodes, names of treatments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

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


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """Titles of nodes by id, labels of options and of earlier-only treatments by id, their tags."""

    nodes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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
