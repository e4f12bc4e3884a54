"""Derived values about earlier lines: line number, what was used, platinum."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from nenboard.algorithm import fact_rules
from nenboard.algorithm.checks import Check
from nenboard.algorithm.known import Known, both, equals, is_among, some
from nenboard.algorithm.lines import LINES, RESPONSE, THIS, Line, LineReader, last_platinum
from nenboard.algorithm.state import State

Read: TypeAlias = Callable[[tuple[Line, ...]], Known]


class FromLines:
    """A value read from earlier lines; unknown if nobody knows them."""

    uses = frozenset((LINES,))

    def __init__(self, read: Read) -> None:
        """Keep the reading."""
        self._read = read

    def value(self, state: State) -> Known:
        """Read the lines."""
        return None if state.lines is None else self._read(state.lines)

    def undecided(self, _state: State) -> Iterator[str]:
        """The earlier lines."""
        yield LINES


class LineNumber:
    """1 + the lines already given; an adjuvant platinum counts on early relapse."""

    uses = frozenset((LINES,))

    def __init__(self, rule: fact_rules.LineNumber, reader: LineReader, *, early: Check) -> None:
        """Keep the rule; `early` asks the interval whether the relapse was early."""
        self._rule = rule
        self._reader = reader
        self._early = early
        self._interval_name = next(iter(early.names))

    def value(self, state: State) -> Known:
        """The number, or the numbers still possible."""
        if state.lines is None:
            return None
        numbers = frozenset({1})
        for line in state.lines:
            added = self._counts(line, state)
            numbers = frozenset(number + more for number in numbers for more in added)
        return next(iter(numbers)) if len(numbers) == 1 else numbers

    def _counts(self, line: Line, state: State) -> tuple[int, ...]:
        """What a line may add to the number: 0, 1 or both."""
        if line.ours is False:
            return (0,)
        added: set[int] = {0} if line.ours is None else set()
        if equals(line.intent, self._rule.counted_intent) is not False:
            added.add(1)
        if equals(line.intent, self._rule.conditional_intent) is not False:
            added.update(self._adjuvant(line, state))
        return tuple(sorted(added))

    def _adjuvant(self, line: Line, state: State) -> tuple[int, ...]:
        platinum = self._reader.is_platinum(line)
        if platinum is False:
            return (0,)
        early = self._relapsed_early(line, state)
        if early is False:
            return (0,)
        return (1,) if early and platinum else (0, 1)

    def _relapsed_early(self, line: Line, state: State) -> bool | None:
        probe = State({}, None, names=state.names)
        probe[self._interval_name] = self._reader.interval(line)
        return self._early.run(probe)

    def undecided(self, state: State) -> Iterator[str]:
        """The interval after an adjuvant platinum, or the lines themselves."""
        if state.lines is None:
            yield LINES
            return
        for line in state.lines:
            if len(self._counts(line, state)) > 1:
                yield self._reader.months_name if self._waits_for_months(line) else LINES

    def _waits_for_months(self, line: Line) -> bool:
        adjuvant = equals(line.intent, self._rule.conditional_intent) is True
        return adjuvant and line.ours is True and self._reader.is_platinum(line) is True


class PlatinumFreeInterval:
    """Months from the last platinum to the first progression after it."""

    uses = frozenset((LINES,))

    def __init__(self, reader: LineReader) -> None:
        """Keep the reader."""
        self._reader = reader

    def value(self, state: State) -> Known:
        """The interval; unknown while a later line may have been platinum."""
        if state.lines is None:
            return None
        last, doubtful = last_platinum(self._reader, state.lines)
        return None if last is None or doubtful else self._reader.interval(last)

    def undecided(self, state: State) -> Iterator[str]:
        """The interval of the last platinum, or the lines themselves."""
        last, doubtful = last_platinum(self._reader, state.lines or ())
        known = state.lines is not None and last is not None and not doubtful
        yield self._reader.months_name if known else LINES


class PlatinumResponded:
    """Whether the last platinum line brought a response."""

    uses = frozenset((LINES,))

    def __init__(self, rule: fact_rules.PlatinumResponse, reader: LineReader) -> None:
        """Keep the rule."""
        self._responses = frozenset(rule.responses)
        self._undecided = frozenset(rule.undecided)
        self._reader = reader

    def value(self, state: State) -> Known:
        """Yes or no; no if no platinum was given."""
        if state.lines is None:
            return None
        found: Known = False
        for line in state.lines:
            platinum = self._reader.is_platinum(line)
            if platinum is False:
                continue
            answer = self._answer(line)
            found = answer if platinum or answer == found else None
        return found

    def _answer(self, line: Line) -> bool | None:
        if is_among(line.response, self._undecided) is not False:
            return None
        return is_among(line.response, self._responses)

    def undecided(self, state: State) -> Iterator[str]:
        """The response to the last platinum, or the lines themselves."""
        last, doubtful = last_platinum(self._reader, state.lines or ())
        known = state.lines is not None and last is not None and not doubtful
        yield RESPONSE if known else LINES


def reading_of(rule: fact_rules.Derived, reader: LineReader) -> Read:
    """The function that reads a plain value from earlier lines."""
    if isinstance(rule, fact_rules.Used):
        return _used(rule, reader)
    if isinstance(rule, fact_rules.StoppedFor):
        return _stopped_for(rule, reader)
    if isinstance(rule, fact_rules.SomeResponse):
        wanted = rule.response
        return lambda lines: any(line.response == wanted for line in lines)
    if isinstance(rule, fact_rules.FromLines) and rule.method == "used_platinum":
        return lambda lines: some(reader.is_platinum(line) for line in lines)
    if isinstance(rule, fact_rules.FromLines) and rule.method == "unrecorded":
        return reader.unrecorded
    return lambda lines: any(equals(line.given_for, THIS) is False for line in lines)


def _used(rule: fact_rules.Used, reader: LineReader) -> Read:
    if rule.regimen is not None:
        regimen = rule.regimen
        return lambda lines: reader.used_regimen(lines, regimen)
    groups = frozenset((str(rule.group),))
    if rule.method == "started_on":
        return lambda lines: reader.used(_first_of_ours(lines), groups)
    return lambda lines: reader.used(lines, groups)


def _stopped_for(rule: fact_rules.StoppedFor, reader: LineReader) -> Read:
    groups = frozenset((rule.group,))

    def read(lines: tuple[Line, ...]) -> Known:
        return some(
            both(reader.used((line,), groups), equals(line.stop, rule.stop_reason))
            for line in lines
        )

    return read


def _first_of_ours(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.ours is not False)[:1]
