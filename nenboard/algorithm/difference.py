"""What differs between two assessments: a case and a copy of it with other facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nenboard.algorithm.assessment import Assessment, Part, Suggestion

WAITS = "conditional"


@dataclass(frozen=True, slots=True)
class FactChange(Part):
    """A fact before and after, in the form of a facts document; None is not known."""

    fact: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Seat(Part):
    """Where an option stands: a node, its rank there, and its strength or `conditional`."""

    node: str
    rank: int
    strength: str


@dataclass(frozen=True, slots=True)
class OptionChange(Part):
    """An option of which something differs; no seats: not offered."""

    option: str
    label: str
    before: tuple[Seat, ...]
    after: tuple[Seat, ...]
    cautions_gained: tuple[str, ...]
    cautions_lost: tuple[str, ...]
    checks_gained: tuple[str, ...]
    checks_lost: tuple[str, ...]

    @property
    def changes_strength(self) -> bool:
        """Whether it is more than a node, a rank, a caution or a check that differs."""
        return [seat.strength for seat in self.before] != [seat.strength for seat in self.after]


@dataclass(frozen=True, slots=True)
class Listed(Part):
    """What stands in only one of the two."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference(Part):
    """Everything that differs; empty parts are the same in both."""

    facts: tuple[FactChange, ...]
    derived: tuple[FactChange, ...]
    result_before: str
    result_after: str
    nodes: Listed
    steps: Listed
    options: tuple[OptionChange, ...]
    missing: Listed
    notes: Listed
    trials: Listed

    @property
    def is_empty(self) -> bool:
        """Whether the answer stays as it was, whatever facts differ."""
        listed = (self.nodes, self.steps, self.missing, self.notes, self.trials)
        same = self.result_before == self.result_after and not self.options
        return same and not any(one.gained or one.lost for one in listed)


def difference(before: Assessment, after: Assessment) -> Difference:
    """What differs between two assessments under one release."""
    return Difference(
        facts=tuple(_facts(before.facts, after.facts)),
        derived=tuple(_facts(before.derived, after.derived)),
        result_before=before.result,
        result_after=after.result,
        nodes=_listed(*(tuple(one.node for one in told.outcomes) for told in (before, after))),
        steps=_listed(*(tuple(_steps(told)) for told in (before, after))),
        options=tuple(_options(before, after)),
        missing=_listed(*(tuple(one.fact for one in told.missing) for told in (before, after))),
        notes=_listed(*(tuple(one.id for one in told.notes) for told in (before, after))),
        trials=_listed(*(tuple(_trials(told)) for told in (before, after))),
    )


def _facts(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FactChange]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield FactChange(name, old, new)


def _listed(before: Iterable[str], after: Iterable[str]) -> Listed:
    olds, news = dict.fromkeys(before), dict.fromkeys(after)
    return Listed(
        gained=tuple(one for one in news if one not in olds),
        lost=tuple(one for one in olds if one not in news),
    )


def _steps(told: Assessment) -> Iterator[str]:
    """The questions with the condition taken, as one text each."""
    for outcome in told.outcomes:
        for step in outcome.path:
            if step.condition is not None:
                yield f"{step.node}: {step.condition}"


def _trials(told: Assessment) -> Iterator[str]:
    for outcome in told.outcomes:
        yield from (trial.name for trial in outcome.trials)


def _options(before: Assessment, after: Assessment) -> Iterator[OptionChange]:
    olds, news = _seats(before), _seats(after)
    for option in dict.fromkeys((*olds, *news)):
        old, new = olds.get(option, []), news.get(option, [])
        cautions = _listed(_cautions(old), _cautions(new))
        checks = _listed(_checks(old), _checks(new))
        change = OptionChange(
            option=option,
            label=(new or old)[0][1].label,
            before=tuple(_seat(node, one) for node, one in old),
            after=tuple(_seat(node, one) for node, one in new),
            cautions_gained=cautions.gained,
            cautions_lost=cautions.lost,
            checks_gained=checks.gained,
            checks_lost=checks.lost,
        )
        if change.before != change.after or cautions != _NONE or checks != _NONE:
            yield change


_NONE = Listed((), ())


def _seats(told: Assessment) -> dict[str, list[tuple[str, Suggestion]]]:
    found: dict[str, list[tuple[str, Suggestion]]] = {}
    for outcome in told.outcomes:
        for option in outcome.options:
            found.setdefault(option.id, []).append((outcome.node, option))
    return found


def _seat(node: str, option: Suggestion) -> Seat:
    return Seat(node, option.rank, option.strength or WAITS)


def _cautions(seats: list[tuple[str, Suggestion]]) -> list[str]:
    return [caution.id for _, option in seats for caution in option.cautions]


def _checks(seats: list[tuple[str, Suggestion]]) -> list[str]:
    return [fact for _, option in seats for fact in option.check_first]
