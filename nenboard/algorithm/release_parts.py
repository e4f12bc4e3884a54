"""The parts of a release that decide, where two releases differ in them, and one put into another.

Texts, sources and evidence decide nothing and are no parts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from nenboard.algorithm.assessment import Part
from nenboard.algorithm.conditions import All, AnyOf, Contraindicated, Not, Test, in_words
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Edge, Rule
from nenboard.domain.base import Value

_LISTED: Final[Mapping[tuple[str, str], str]] = {
    ("facts", "inputs"): "name",
    ("facts", "derived"): "name",
    ("graph", "questions"): "id",
    ("graph", "outcomes"): "id",
    ("options", "options"): "id",
}
"""Lists of which each entry is a part of its own, and the name of an entry."""
_SILENT: Final = frozenset(
    {
        "code",
        "definition",
        "evidence",
        "footnotes",
        "label",
        "need",
        "note",
        "sources",
        "text",
        "title",
        "used_by",
        "why",
    }
)
"""What is said beside a rule and decides nothing."""


class Place(NamedTuple):
    """Where a part stands: an attribute of the release, a list or mapping in it, an entry."""

    of: str
    where: str
    name: str

    def __str__(self) -> str:
        file = "patient_factors" if self.of == "factors" else self.of
        inside = ".".join(part for part in (self.where, self.name) if part)
        return f"{file}.yaml {inside}"


@dataclass(frozen=True, slots=True)
class PartDifference(Part):
    """A part in which two releases differ, with the lines that only one of them has."""

    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differing(before: Release, after: Release) -> dict[Place, PartDifference]:
    """The parts that do not decide alike, in the order of the release."""
    olds, news = parts_of(before), parts_of(after)
    found = {}
    for place in dict.fromkeys((*olds, *news)):
        if olds.get(place) == news.get(place):
            continue
        old = dict.fromkeys(_lines(olds.get(place)))
        new = dict.fromkeys(_lines(news.get(place)))
        gone = tuple(line for line in old if line not in new)
        come = tuple(line for line in new if line not in old)
        if gone or come or list(old) != list(new):
            found[place] = PartDifference(str(place), gone, come)
    return found


def parts_of(release: Release) -> dict[Place, Any]:
    """Every part of a release by its place."""
    found: dict[Place, Any] = {Place("release", "strengths", ""): release.header.strengths}
    for of in ("facts", "graph", "options"):
        holder = getattr(release, of)
        for field in type(holder).model_fields:
            value, named = getattr(holder, field), _LISTED.get((of, field))
            if named is None:
                found[Place(of, field, "")] = value
            else:
                found |= {Place(of, field, getattr(entry, named)): entry for entry in value}
    for node, rules in release.offers.items():
        for option in dict.fromkeys(rule.option for rule in rules):
            own = tuple(rule for rule in rules if rule.option == option)
            found[Place("offers", node, option)] = own
    return found | {Place("factors", "", factor.id): factor for factor in release.factors}


def with_part(into: Release, place: Place, *, of: Release) -> Release:
    """A release with one part as another release has it.

    An input, a derived value or a treatment that the other lacks stays: rules still name it.
    """
    value = parts_of(of).get(place)
    if value == parts_of(into).get(place):
        return into
    if place.of == "offers":
        return _with_offer(into, place, rules=value or (), of=of)
    if place.of == "factors":
        return replace(into, factors=_entry_put(into.factors, place.name, value=value, named="id"))
    attribute = "header" if place.of == "release" else place.of
    holder = getattr(into, attribute)
    named = _LISTED.get((place.of, place.where))
    if value is None and place.of != "graph":
        return into
    if named is not None:
        value = _entry_put(getattr(holder, place.where), place.name, value=value, named=named)
    return replace(into, **{attribute: holder.model_copy(update={place.where: value})})


def _with_offer(into: Release, place: Place, *, rules: tuple[Rule, ...], of: Release) -> Release:
    if rules and place.name not in into.option:
        into = with_part(into, Place("options", "options", place.name), of=of)
    others = tuple(rule for rule in into.offers.get(place.where, ()) if rule.option != place.name)
    return replace(into, offers={**into.offers, place.where: others + rules})


def _entry_put(entries: Iterable[Any], name: str, *, value: Any, named: str) -> tuple[Any, ...]:
    """The entries with the named one replaced, added at the end, or taken out (None)."""
    given = tuple(entries)
    added = () if value is None else (value,)
    if all(getattr(entry, named) != name for entry in given):
        return given + added
    return tuple(
        one for entry in given for one in (added if getattr(entry, named) == name else (entry,))
    )


def _lines(value: object, path: str = "") -> Iterator[str]:
    """A part as lines, one for each value in it; edges and rules with where they lead."""
    if isinstance(value, Edge):
        yield f"{in_words(value.when)} → {value.to}"
    elif isinstance(value, Rule):
        yield f"{in_words(value.when)} → {value.strength}"
    elif isinstance(value, Test | All | AnyOf | Not | Contraindicated):
        yield _named(path, in_words(value))
    elif isinstance(value, Value | Mapping | tuple):
        for name, entry in _entries(value):
            yield from _lines(entry, _joined(path, name))
    elif value is not None:
        yield _named(path, str(value))


def _entries(
    value: Value | Mapping[str, object] | tuple[object, ...],
) -> Iterator[tuple[str, object]]:
    """What a part holds, by name; words in a list have no place of their own."""
    if isinstance(value, Value):
        fields = (name for name in type(value).model_fields if name not in _SILENT)
        yield from ((name, getattr(value, name)) for name in fields)
    elif isinstance(value, Mapping):
        yield from value.items()
    else:
        for place, entry in enumerate(value):
            yield "" if isinstance(entry, str) else str(place), entry


def _joined(path: str, name: str) -> str:
    return ".".join(part for part in (path, name) if part)


def _named(path: str, text: str) -> str:
    return f"{path}: {text}" if path else text
