"""Earlier lines of treatment: what was given for this tumour, and how platinum went."""

from collections.abc import Iterable
from typing import NamedTuple

from nenboard.algorithm.fact_rules import FactsFile
from nenboard.algorithm.known import Answer, Known, Number, is_among, narrowed, some, span
from nenboard.algorithm.rules import OptionsFile
from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf

THIS = "this"
LINES = "prior_lines"
BEST_RESPONSE = "best_response"
RESPONSE = f"{LINES}.{BEST_RESPONSE}"


class Line(NamedTuple):
    """An earlier line as the engine reads it; unknown parts are None.

    `stated` is the line as it was stated, `ours` whether it was given for this tumour, `groups`
    what it surely contained, `may_be` the groups an unrecorded regimen may belong to (None: any).
    """

    stated: EarlierLine
    regimens: tuple[str, ...]
    groups: frozenset[str]
    may_be: frozenset[str] | None
    ours: Answer
    given_for: Known
    intent: Known
    response: Known
    stop: Known
    months: Known


class Regimens:
    """The regimens an earlier line may name, with their groups."""

    def __init__(self, options: OptionsFile) -> None:
        """Index the catalogue of treatments."""
        self.group = {option.id: option.group for option in options.options}
        for group, members in options.cross_resistance.items():
            self.group.update(dict.fromkeys(members, group))
        self.prior_only = {entry.id: entry for entry in options.prior_only}
        self.labels = {option.id: option.label for option in options.options}
        self.labels.update({entry.id: entry.label for entry in options.prior_only})

    def groups_of(self, regimens: Iterable[str]) -> frozenset[str]:
        """The groups that are surely among the regimens."""
        return frozenset(self.group[name] for name in regimens if name in self.group)

    def possible(self, regimens: Iterable[str]) -> frozenset[str] | None:
        """The groups that unrecorded regimens may belong to; None if any is possible."""
        found: set[str] = set()
        for name in regimens:
            entry = self.prior_only.get(name)
            if entry is None:
                continue
            if isinstance(entry.may_be, str):
                return None
            found.update(entry.may_be)
        return frozenset(found)


class LineReader:
    """Reads earlier lines and answers what was used and how platinum went."""

    def __init__(self, options: OptionsFile, facts: FactsFile) -> None:
        """Keep the catalogue of treatments, the parts of a line and the rules of platinum."""
        self.regimens = Regimens(options)
        self._platinum = facts.platinum
        fields = {field.name: field for field in facts.earlier_lines.fields}
        self._absent = {name: field.when_absent for name, field in fields.items()}
        months = fields[facts.platinum.months]
        self._months = (months.low or 0, months.high or 0)
        self.months_name = f"{LINES}.{facts.platinum.months}"

    def read(self, lines: tuple[EarlierLine, ...]) -> tuple[Line, ...]:
        """Read stated lines, oldest first."""
        return tuple(self._line(line) for line in lines)

    def _line(self, line: EarlierLine) -> Line:
        names = (line.regimen,) if isinstance(line.regimen, str) else line.regimen
        given_for = _code(line.given_for) or self._absent.get("given_for")
        return Line(
            stated=line,
            regimens=names,
            groups=self.regimens.groups_of(names),
            may_be=self.regimens.possible(names),
            ours=is_among(given_for, frozenset((THIS,))),
            given_for=given_for,
            intent=_code(line.intent),
            response=_code(line.best_response),
            stop=_code(line.stop_reason),
            months=_months(line.months_since_last_platinum, self._months),
        )

    def used(self, lines: Iterable[Line], groups: frozenset[str]) -> Answer:
        """Whether one of the groups was given for this tumour."""
        return some(self._contains(line, groups) for line in lines)

    def used_regimen(self, lines: tuple[Line, ...], regimen: str) -> Answer:
        """Whether this very regimen was given for this tumour."""
        group = self.regimens.group[regimen]
        return some(
            line.ours if regimen in line.regimens else _unless_excluded(line, frozenset((group,)))
            for line in lines
        )

    def _contains(self, line: Line, groups: frozenset[str]) -> Answer:
        return line.ours if line.groups & groups else _unless_excluded(line, groups)

    def is_platinum(self, line: Line) -> Answer:
        """Whether a line for this tumour held a platinum of the kinds that count."""
        groups = frozenset(self._platinum.groups)
        regimens = frozenset(self._platinum.regimens)
        if line.groups & groups or regimens.intersection(line.regimens):
            return line.ours
        others = self.regimens.groups_of(regimens)
        return _unless_excluded(line, groups | others)

    def with_platinum(
        self, lines: tuple[Line, ...], *, part: str, value: FactValue
    ) -> tuple[Line, ...]:
        """The lines with one part of platinum lines replaced: of the last, and where unknown."""
        last, _ = last_platinum(self, lines)
        return tuple(
            self._line(line.stated.model_copy(update={part: value}))
            if line is last or (_part(line, part) is None and self.is_platinum(line))
            else line
            for line in lines
        )

    def interval(self, line: Line) -> Known:
        """Months from the last platinum of a line to progression; 0 for progression on it."""
        if line.months is not None:
            return line.months
        if self.progressed(line):
            return 0
        return None

    def progressed(self, line: Line) -> bool:
        """Whether a line surely ended with progression on it."""
        progression = self._platinum.progression
        stopped = is_among(line.stop, frozenset(progression.stop_reason))
        grew = is_among(line.response, frozenset(progression.best_response))
        return stopped is True or grew is True

    def unrecorded(self, lines: tuple[Line, ...]) -> bool:
        """Whether the content of some line is unknown."""
        entries = (self.regimens.prior_only.get(name) for line in lines for name in line.regimens)
        return any(entry is not None and entry.unrecorded for entry in entries)


def last_platinum(reader: LineReader, lines: tuple[Line, ...]) -> tuple[Line | None, bool]:
    """The last line that surely was platinum, and whether a later one may have been."""
    doubtful = False
    for line in reversed(lines):
        answer = reader.is_platinum(line)
        if answer is True:
            return line, doubtful
        doubtful = doubtful or answer is None
    return None, doubtful


def _part(line: Line, part: str) -> Known:
    return line.response if part == BEST_RESPONSE else line.months


def _unless_excluded(line: Line, groups: frozenset[str]) -> Answer:
    """Unknown if an unrecorded regimen of the line may belong to the groups, else no."""
    if line.ours is False:
        return False
    return None if line.may_be is None or line.may_be & groups else False


def _code(value: str | OneOf | None) -> Known:
    return narrowed(frozenset(value.one_of)) if isinstance(value, OneOf) else value


def _months(value: Number | NumberRange | None, ends: tuple[Number, Number]) -> Known:
    if isinstance(value, NumberRange):
        return span(value, low=ends[0], high=ends[1])
    return value
