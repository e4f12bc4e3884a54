"""A release made ready to run: checks, derived values, and what depends on what."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from nenboard.algorithm import derive, derive_lines, fact_rules, rules
from nenboard.algorithm.assessment import Caution
from nenboard.algorithm.checks import Check, any_of, compile_check
from nenboard.algorithm.conditions import (
    Condition,
    Number,
    comparisons_in,
    in_words,
    numbers_in,
    tags_in,
)
from nenboard.algorithm.derive import Derivation
from nenboard.algorithm.known import Known, narrowed, span, whole_numbers, whole_span
from nenboard.algorithm.lines import LINES, LineReader
from nenboard.algorithm.release import Release
from nenboard.algorithm.state import Names, State
from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf


class ReadyEdge(NamedTuple):
    """An edge with its check."""

    to: str
    check: Check
    words: str


class ReadyFactor(NamedTuple):
    """A patient factor with its check, and the caution it is shown as."""

    factor: rules.PatientFactor
    check: Check
    caution: Caution


class ReadyOffer(NamedTuple):
    """What an outcome may say of one option: its rules in order, and what acts on it."""

    option: rules.Option
    rules: tuple[tuple[int, rules.Rule, Check], ...]
    factors: tuple[ReadyFactor, ...]
    strong_factors: tuple[ReadyFactor, ...]
    check_first: tuple[str, ...]
    last: bool


class Program:
    """A release made ready to run. Build it once with `program_of`."""

    def __init__(self, release: Release) -> None:
        """Compile every condition of the release."""
        self.release = release
        self.reader = LineReader(release.options, release.facts)
        self._contraindicated: dict[str, Check] = {}
        self.limits: dict[str, set[Number]] = {}
        self.asked_if_known: set[str] = set()
        self.factors = tuple(self._factor(factor) for factor in release.factors)
        self.derivations = dict(self._derivations())
        replaced = {entry.name for entry in release.facts.derived}
        self.names = Names(
            derivers={name: made.value for name, made in self.derivations.items()},
            inputs=frozenset(release.inputs) - replaced,
        )
        self.shown = tuple(entry.name for entry in release.facts.derived if not entry.hidden)
        self.edges = {
            question.id: tuple(self._edge(edge) for edge in question.edges)
            for question in release.graph.questions
        }
        self.conflicts = {
            question.id: tuple((entry, self.check(entry.when)) for entry in question.conflicts)
            for question in release.graph.questions
        }
        self.active = tuple(entry.id for entry in release.header.strengths if entry.active)
        self.routes = frozenset(release.options.preferred_routes)
        self.outcomes = {outcome.id: outcome for outcome in release.graph.outcomes}
        self.caps = {outcome.id: outcome.cap for outcome in release.graph.outcomes}
        self.hormone_groups = frozenset(release.options.hormone_groups)
        self.line_fields = {field.name: field for field in release.facts.earlier_lines.fields}
        self.asks = {entry.id: entry.asks for entry in release.graph.outcomes if entry.asks}
        self.asks.update(
            (entry.id, entry.asks) for asked in release.graph.questions for entry in asked.conflicts
        )
        self.question_order = tuple(
            entry.name for entry in release.facts.inputs if entry.asked is not None
        )
        self.notes = tuple((note, self.check(note.when)) for note in release.notes)
        self.offers = {node: self._offers(node) for node in release.offers}

    def check(self, condition: Condition) -> Check:
        """Make a condition ready."""
        for test in comparisons_in(condition):
            self.limits.setdefault(test.fact, set()).update(numbers_in(test))
            if test.known is not None:
                self.asked_if_known.add(test.fact)
        for tag in tags_in(condition):
            self._contraindicated.setdefault(tag, self._contraindication(tag))
        return compile_check(condition, self._contraindicated)

    def _factor(self, factor: rules.PatientFactor) -> ReadyFactor:
        caution = Caution(id=factor.id, text=factor.text, code=factor.code)
        return ReadyFactor(factor, self.check(factor.when), caution)

    def _contraindication(self, tag: str) -> Check:
        return any_of(
            tuple(
                self.check(factor.when)
                for factor in self.release.factors
                if factor.effect == "contraindicate" and tag in factor.tags
            )
        )

    def _edge(self, edge: rules.Edge) -> ReadyEdge:
        return ReadyEdge(edge.to, self.check(edge.when), in_words(edge.when))

    def _derivations(self) -> Iterator[tuple[str, Derivation]]:
        entries = self.release.facts.derived
        grades = {
            entry.name: self._grade(entry)
            for entry in entries
            if isinstance(entry, fact_rules.Grade)
        }
        for entry in entries:
            yield entry.name, grades.get(entry.name) or self._derivation(entry, grades)
        for grade in grades.values():
            yield grade.rule.reads.fact, derive.ReadFromGrade(grade)

    def _grade(self, rule: fact_rules.Grade) -> derive.GradeScale:
        return derive.GradeScale(
            rule,
            not_for=self.check(rule.not_for),
            reads_if=self.check(rule.reads.only_if),
            scales=[self.check(start) for scale in rule.scales for start in scale.starts],
        )

    def _derivation(
        self, entry: fact_rules.Derived, grades: Mapping[str, derive.GradeScale]
    ) -> Derivation:
        if isinstance(entry, fact_rules.DerivedWhen):
            return derive.FromCondition(self.check(entry.when))
        if isinstance(entry, fact_rules.Mapping):
            return derive.Mapped(entry)
        if isinstance(entry, fact_rules.FirstTrue):
            checks = [self.check(value.when) for value in entry.values]
            return derive.FirstTrue(entry, only_if=self.check(entry.only_if), checks=checks)
        if isinstance(entry, fact_rules.RangeCrosses):
            return derive.Crossing(entry, [self.check(limit) for limit in entry.limits])
        if isinstance(entry, fact_rules.FromLines) and entry.method == "grade_conflict":
            return derive.Conflicting(next(iter(grades.values())))
        return self._from_lines(entry)

    def _from_lines(self, entry: fact_rules.Derived) -> Derivation:
        if isinstance(entry, fact_rules.LineNumber):
            return derive_lines.LineNumber(entry, self.reader, early=self.check(entry.relapse))
        if isinstance(entry, fact_rules.PlatinumResponse):
            return derive_lines.PlatinumResponded(entry, self.reader)
        if isinstance(entry, fact_rules.FromLines) and entry.method == "platinum_free_interval":
            return derive_lines.PlatinumFreeInterval(self.reader)
        return derive_lines.FromLines(derive_lines.reading_of(entry, self.reader))

    def _offers(self, node: str) -> tuple[ReadyOffer, ...]:
        by_option: dict[str, list[tuple[int, rules.Rule, Check]]] = {}
        for place, rule in enumerate(self.release.offers[node]):
            by_option.setdefault(rule.option, []).append((place, rule, self.check(rule.when)))
        return tuple(self._offer(option, ready) for option, ready in by_option.items())

    def _offer(self, option_id: str, ready: list[tuple[int, rules.Rule, Check]]) -> ReadyOffer:
        option = self.release.option[option_id]
        tags = set(option.tags)
        factors = tuple(entry for entry in self.factors if tags.intersection(entry.factor.tags))
        looked_up = {
            fact
            for entry in self.release.options.check_first
            if entry.tag in tags
            for fact in entry.facts
        }
        return ReadyOffer(
            option=option,
            rules=tuple(ready),
            factors=factors,
            strong_factors=tuple(entry for entry in factors if entry.factor.effect != "caution"),
            check_first=tuple(sorted(looked_up)),
            last=option_id in self.release.options.last,
        )

    def state(self, facts: Mapping[str, FactValue]) -> State:
        """The state of a case with these facts."""
        stated = {name: self.known(name, value) for name, value in facts.items() if name != LINES}
        lines = facts.get(LINES)
        read = None if lines is None else self.reader.read(earlier_lines(lines))
        if read is not None:
            stated[LINES] = read
        return State(stated, read, names=self.names)

    def known(self, name: str, value: FactValue) -> Known:
        """The engine's form of a stated value."""
        if isinstance(value, OneOf):
            return narrowed(frozenset(value.one_of))
        if isinstance(value, NumberRange):
            return self._numbers(name, value)
        return value

    def _numbers(self, name: str, value: NumberRange) -> Known:
        entry = self.release.inputs[name]
        allowed = tuple(one for one in entry.allowed or () if isinstance(one, int))
        low = entry.low if entry.low is not None else min(allowed)
        high = entry.high if entry.high is not None else max(allowed)
        numbers = span(value, low=low, high=high)
        if allowed:
            return whole_numbers(numbers, allowed)
        return whole_span(numbers) if entry.type == "int" else numbers

    @cached_property
    def _inputs_of(self) -> Mapping[str, frozenset[str]]:
        """The inputs each derived value depends on, directly or not."""
        found: dict[str, frozenset[str]] = {}

        def visit(name: str) -> frozenset[str]:
            if name not in self.derivations:
                return frozenset((name,))
            if name not in found:
                found[name] = frozenset((name,))
                uses = self.derivations[name].uses
                found[name] = frozenset((name,)).union(*(visit(used) for used in uses))
            return found[name]

        for name in self.derivations:
            visit(name)
        return found

    def depends_on(self, names: Iterable[str]) -> frozenset[str]:
        """The inputs that these inputs and derived values depend on."""
        return frozenset().union(*(self._inputs_of.get(name, {name}) for name in names))

    @cached_property
    def affected_by(self) -> Mapping[str, frozenset[str]]:
        """For each input, the derived values to compute again when it changes."""
        return {
            name: frozenset(
                derived for derived, inputs in self._inputs_of.items() if name in inputs
            )
            for name in self.release.inputs
        }

    @cached_property
    def offers_depend_on(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """For each option of each outcome, the inputs that its strength depends on."""
        return {
            node: tuple(self.depends_on(names_of(offer)) for offer in offered)
            for node, offered in self.offers.items()
        }

    @cached_property
    def offers_touched(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """For each outcome and input, the places of the options whose strength depends on it."""
        return {
            node: {
                name: tuple(place for place, inputs in enumerate(each) if name in inputs)
                for name in self.release.inputs
            }
            for node, each in self.offers_depend_on.items()
        }

    @cached_property
    def cautions_depend_on(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """For each option of each outcome, the inputs that its cautions and checks depend on."""
        return {
            node: tuple(
                self.depends_on(name for entry in offer.factors for name in entry.check.names)
                | set(offer.check_first)
                for offer in offered
            )
            for node, offered in self.offers.items()
        }

    @cached_property
    def notes_depend_on(self) -> tuple[frozenset[str], ...]:
        """For each note, the inputs that it depends on."""
        return tuple(self.depends_on(check.names) for _, check in self.notes)

    @cached_property
    def ways_depend_on(self) -> frozenset[str]:
        """The inputs that the way through the graph depends on."""
        questions = [edge.check for edges in self.edges.values() for edge in edges]
        conflicts = [check for entries in self.conflicts.values() for _, check in entries]
        return self.depends_on(name for check in questions + conflicts for name in check.names)

    def label_of(self, fact: str) -> str:
        """The label of an input or of a part of an earlier line."""
        _, _, part = fact.partition(".")
        if part:
            return self.line_fields[part].label or part
        return self.release.inputs[fact].label

    def step_of(self, fact: str) -> int:
        """The step of a fact in the question order; facts outside it come last."""
        asked = self.release.inputs[fact.partition(".")[0]].asked
        return self._last_step if asked is None else asked

    @cached_property
    def counted_intent(self) -> str | None:
        """The intent by which an earlier line counts as a line of treatment."""
        derived = self.release.facts.derived
        rules_of_lines = (one for one in derived if isinstance(one, fact_rules.LineNumber))
        return next((one.counted_intent for one in rules_of_lines), None)

    @cached_property
    def interval_name(self) -> str:
        """The derived value that is the interval since the last platinum."""
        return next(
            name
            for name, derivation in self.derivations.items()
            if isinstance(derivation, derive_lines.PlatinumFreeInterval)
        )

    @cached_property
    def _last_step(self) -> int:
        return 1 + max(entry.asked or 0 for entry in self.release.facts.inputs)


def names_of(offer: ReadyOffer) -> frozenset[str]:
    """The inputs and derived values that the strength of an option depends on directly."""
    checks = [check for _, _, check in offer.rules]
    checks += [entry.check for entry in offer.strong_factors]
    return frozenset().union(*(check.names for check in checks))


class Inquiry(NamedTuple):
    """One case under one release."""

    program: Program
    state: State

    def undecided(self, check: Check) -> frozenset[str]:
        """The inputs whose being unknown keeps a check unknown."""
        return frozenset(self._inputs_behind(check.undecided(self.state), frozenset()))

    def _inputs_behind(self, names: Iterable[str], seen: frozenset[str]) -> Iterator[str]:
        for name in names:
            derivation = self.program.derivations.get(name)
            if derivation is None or name in self.program.names.inputs or name in seen:
                yield name
            else:
                yield from self._inputs_behind(derivation.undecided(self.state), seen | {name})


def earlier_lines(value: FactValue) -> tuple[EarlierLine, ...]:
    """The lines among the parts of a value."""
    if isinstance(value, tuple):
        return tuple(line for line in value if isinstance(line, EarlierLine))
    return ()


_PROGRAMS: WeakKeyDictionary[Release, Program] = WeakKeyDictionary()


def program_of(release: Release) -> Program:
    """The release made ready; made once for each release."""
    program = _PROGRAMS.get(release)
    if program is None:
        program = _PROGRAMS[release] = Program(release)
    return program
