"""Strict reading of YAML: a small subset without surprises.

Only `true` and `false` are booleans and only `null` is nothing, so `no`, `on` and `2021-04` stay
text; numbers with decimals are exact. Duplicate keys, anchors and tags are refused.
"""

import re
from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import Final, TypeAlias

import yaml

YamlValue: TypeAlias = "bool | int | Decimal | str | list[YamlValue] | dict[str, YamlValue] | None"

_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None}
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+\Z")
_COLLECTION_TAGS: Final = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_TEXT_TAG: Final = "tag:yaml.org,2002:str"


class YamlFault(Exception):
    """A text that is not YAML of our kind: the line, counted from 1, and what is wrong there."""

    def __init__(self, line: int, message: str) -> None:
        """Keep where and what."""
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message


class _Loader(yaml.CSafeLoader):
    """Resolves nothing by itself: every plain scalar arrives as text."""


_Loader.yaml_implicit_resolvers = {}


def parse(text: str) -> YamlValue:
    """Read one document.

    Raises YamlFault for the first thing that is not allowed.
    """
    return _value(_root(text), set())


def locate(text: str, place: Iterable[int | str]) -> tuple[int, tuple[int | str, ...]]:
    """Give the line, counted from 1, of a place, and the parts of the place the text has.

    In a list a part is a number, counted from 0, or the id or name of an entry. A part that the
    text does not have where it is looked for is passed over.
    """
    node = _root(text)
    line = 1
    parts: list[int | str] = []
    for part in place:
        inner = _child(node, part)
        if inner is not None:
            node, line = inner, inner.start_mark.line + 1
            parts.append(part)
    return line, tuple(parts)


def _root(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "cannot be read"
        told = f"this is not YAML: {problem}; correct this line or the one above"
        raise YamlFault(line, told) from None
    finally:
        loader.dispose()
    return node


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    if isinstance(node, yaml.SequenceNode):
        return next((item for item in node.value if _is_called(item, part)), None)
    return None


def _is_called(node: yaml.Node, name: int | str) -> bool:
    return any(getattr(_child(node, key), "value", None) == name for key in ("id", "name"))


def _value(node: yaml.Node | None, seen: set[Hashable]) -> YamlValue:
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    line = node.start_mark.line + 1
    if node.tag not in _COLLECTION_TAGS:
        raise YamlFault(line, "tags are not used in rule files: remove the tag")
    if id(node) in seen:
        raise YamlFault(line, "anchors are not used in rule files: write the part out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, seen) for item in node.value]
    return _mapping(node, seen)


def _mapping(node: yaml.Node, seen: set[Hashable]) -> dict[str, YamlValue]:
    found: dict[str, YamlValue] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = key.value
        if not isinstance(key, yaml.ScalarNode) or not isinstance(name, str):
            raise YamlFault(line, "a key must be a word: write it as one")
        if name in found:
            raise YamlFault(line, f"the key '{name}' stands here twice: keep one")
        found[name] = _value(value, seen)
    return found


def _scalar(node: yaml.ScalarNode) -> YamlValue:
    text: str = node.value
    if node.tag != _TEXT_TAG:
        raise YamlFault(node.start_mark.line + 1, "tags are not used in rule files: remove the tag")
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text
