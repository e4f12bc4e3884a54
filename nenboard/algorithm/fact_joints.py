"""The joints of facts.yaml: what derived values are computed from must exist and fit.

A name that exists nowhere would read as "never given" or "not known", so each is looked up.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from nenboard.algorithm import fact_rules
from nenboard.algorithm.conditions import Condition, comparisons_in, tags_in
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem

_TYPES_OF_NUMBERS: Final = ("int", "number")


def problems(release: Release) -> Iterator[Problem]:
    """Every fault inside facts.yaml and towards the catalogue of treatments."""
    yield from _inputs(release)
    yield from _platinum(release)
    for place, derived in enumerate(release.facts.derived):
        path = f"facts.yaml.derived.{place}"
        yield from _derived(release, derived, path=path)
    yield from _circles(release)


def unknown(
    names: Iterable[str], known: Iterable[str], *, path: str, what: str
) -> Iterator[Problem]:
    """A problem for each name that is not known."""
    have = set(known)
    for name in names:
        if name not in have:
            told = f"there is no {what} '{name}': add it, or correct the name"
            yield Problem(path=path, code="unknown_name", message=told)


def _inputs(release: Release) -> Iterator[Problem]:
    for place, entry in enumerate(release.facts.inputs):
        path = f"facts.yaml.inputs.{place}"
        if not _has_values(entry):
            told = (
                f"'{entry.name}' of type {entry.type} needs its allowed values, or low and high:"
                " add them"
            )
            yield Problem(path=path, code="values", message=told)
        elif entry.type in _TYPES_OF_NUMBERS:
            yield from _numbers(entry, path=path)


def _has_values(entry: fact_rules.Input) -> bool:
    if entry.type in ("bool", "lines"):
        return True
    numbers = [one for one in entry.allowed or () if isinstance(one, int)]
    ends = entry.low is not None and entry.high is not None
    return ends or bool(numbers if entry.type in _TYPES_OF_NUMBERS else entry.allowed)


def _numbers(entry: fact_rules.Input, *, path: str) -> Iterator[Problem]:
    allowed = [one for one in entry.allowed or () if isinstance(one, int)]
    low = entry.low if entry.low is not None else min(allowed)
    high = entry.high if entry.high is not None else max(allowed)
    if low >= high:
        told = f"'{entry.name}' runs from {low} to {high}: put the lower end first"
        yield Problem(path=path, code="range_order", message=told)
    for number in entry.tried or ():
        if not low <= number <= high:
            told = f"'{entry.name}' tries {number}, outside {low} to {high}: remove or correct it"
            yield Problem(path=path, code="out_of_range", message=told)


def _platinum(release: Release) -> Iterator[Problem]:
    platinum, path = release.facts.platinum, "facts.yaml.platinum"
    fields = {field.name: field for field in release.facts.earlier_lines.fields}
    yield from unknown([platinum.months], fields, path=path, what="part of an earlier line")
    yield from unknown(platinum.groups, _groups(release), path=path, what="group of treatments")
    yield from unknown(platinum.regimens, _regimens(release), path=path, what="regimen")
    progression = platinum.progression
    for part in ("stop_reason", "best_response"):
        codes: tuple[str, ...] = getattr(progression, part)
        yield from unknown(codes, _codes(fields, part), path=path, what=f"code of {part}")


def _codes(fields: Mapping[str, fact_rules.LineField], part: str) -> tuple[str, ...]:
    return (fields[part].allowed or ()) if part in fields else ()


def _groups(release: Release) -> set[str]:
    return {option.group for option in release.options.options} | set(
        release.options.cross_resistance
    )


def _regimens(release: Release) -> set[str]:
    return set(release.option) | {entry.id for entry in release.options.prior_only}


def _derived(release: Release, derived: fact_rules.Derived, *, path: str) -> Iterator[Problem]:
    defined = {entry.name for entry in release.facts.definitions}
    yield from unknown([derived.definition], defined, path=path, what="definition")
    if isinstance(derived, fact_rules.Mapping):
        yield from _mapping(release, derived, path=path)
    elif isinstance(derived, fact_rules.FirstTrue):
        yield from _first_true(release, derived, path=path)
    elif isinstance(derived, fact_rules.Grade):
        yield from _grade(release, derived, path=path)
    elif isinstance(derived, fact_rules.RangeCrosses):
        yield from unknown([derived.fact], release.inputs, path=path, what="input")
    else:
        yield from _of_lines(release, derived, path=path)


def _mapping(release: Release, derived: fact_rules.Mapping, *, path: str) -> Iterator[Problem]:
    entry = release.inputs.get(derived.source)
    if entry is None:
        yield from unknown([derived.source], release.inputs, path=path, what="input")
        return
    codes = [str(code) for code in entry.allowed or ()]
    members = [member for group in derived.values for member in group.of]
    yield from unknown(members, codes, path=path, what=f"code of '{entry.name}'")
    for code in codes:
        if members.count(code) != 1:
            told = f"'{code}' stands in {members.count(code)} groups: put it in exactly one"
            yield Problem(path=path, code="not_total", message=told)


def _first_true(release: Release, derived: fact_rules.FirstTrue, *, path: str) -> Iterator[Problem]:
    entry = release.inputs.get(derived.entered)
    if entry is None:
        yield from unknown([derived.entered], release.inputs, path=path, what="input")
        return
    codes = [str(code) for code in entry.allowed or ()]
    values = [value.value for value in derived.values]
    yield from unknown(values, codes, path=path, what=f"code of '{entry.name}'")


def _grade(release: Release, derived: fact_rules.Grade, *, path: str) -> Iterator[Problem]:
    named = [derived.reported, derived.reads.fact, *(scale.fact for scale in derived.scales)]
    yield from unknown(named, release.inputs, path=path, what="input")
    for scale in derived.scales:
        if len(scale.starts) != len(derived.values) - 1:
            told = (
                f"'{scale.fact}' has {len(scale.starts)} limits for {len(derived.values)} grades:"
                " give one for each grade but the first"
            )
            yield Problem(path=path, code="limits", message=told)
    for reading in derived.reads.ranges:
        yield from unknown([reading.reported], derived.values, path=path, what="grade")
        if reading.low > reading.high:
            told = f"{reading.reported} is read from {reading.low} to {reading.high}: turn the ends"
            yield Problem(path=path, code="range_order", message=told)


def _of_lines(release: Release, derived: fact_rules.Derived, *, path: str) -> Iterator[Problem]:
    fields = {field.name: field for field in release.facts.earlier_lines.fields}
    groups, regimens = _groups(release), _regimens(release)
    named: list[tuple[Iterable[str], Iterable[str], str]] = []
    if isinstance(derived, fact_rules.Used):
        named.append(([derived.group] if derived.group else [], groups, "group of treatments"))
        named.append(([derived.regimen] if derived.regimen else [], regimens, "regimen"))
        if (derived.group is None) is (derived.regimen is None):
            told = f"'{derived.name}' needs a group or a regimen, and not both: keep one"
            yield Problem(path=path, code="used", message=told)
    elif isinstance(derived, fact_rules.StoppedFor):
        named.append(([derived.group], groups, "group of treatments"))
        reasons = _codes(fields, "stop_reason")
        named.append(([derived.stop_reason], reasons, "code of stop_reason"))
    elif isinstance(derived, fact_rules.PlatinumResponse):
        codes = (*derived.responses, *derived.undecided)
        named.append((codes, _codes(fields, "best_response"), "code of best_response"))
    elif isinstance(derived, fact_rules.SomeResponse):
        responses = _codes(fields, "best_response")
        named.append(([derived.response], responses, "code of best_response"))
    elif isinstance(derived, fact_rules.LineNumber):
        intents = (derived.counted_intent, derived.conditional_intent)
        named.append((intents, _codes(fields, "intent"), "code of intent"))
    for names, known, what in named:
        yield from unknown(names, known, path=path, what=what)


def _circles(release: Release) -> Iterator[Problem]:
    """Derived values that are computed from each other without end."""
    uses = {
        derived.name: set(_names_in(release, _conditions(derived), seen=frozenset()))
        - ({derived.name} if isinstance(derived, fact_rules.FirstTrue) else set())
        for derived in release.facts.derived
    }
    for place, derived in enumerate(release.facts.derived):
        if derived.name in _reached(derived.name, uses):
            told = f"'{derived.name}' is computed from itself: break the circle"
            yield Problem(path=f"facts.yaml.derived.{place}", code="cycle", message=told)


def _conditions(derived: fact_rules.Derived) -> Iterator[Condition]:
    if isinstance(derived, fact_rules.DerivedWhen):
        yield derived.when
    elif isinstance(derived, fact_rules.FirstTrue):
        yield derived.only_if
        yield from (value.when for value in derived.values)
    elif isinstance(derived, fact_rules.Grade):
        yield derived.not_for
        yield derived.reads.only_if


def _names_in(
    release: Release, conditions: Iterable[Condition], *, seen: frozenset[str]
) -> Iterator[str]:
    """The facts compared, also by the factors whose contraindication is asked for."""
    for condition in conditions:
        yield from (test.fact for test in comparisons_in(condition))
        for tag in tags_in(condition):
            if tag not in seen:
                barring = [factor.when for factor in release.factors if tag in factor.tags]
                yield from _names_in(release, barring, seen=seen | {tag})


def _reached(start: str, uses: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(uses.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(uses.get(name, ()))
    return found
