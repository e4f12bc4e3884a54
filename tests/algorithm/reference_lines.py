"""Earlier lines as the definitions of algorithm.md word them: for the reference evaluator only."""

from decimal import Decimal
from typing import Any

from tests.algorithm.reference_values import (
    Answer,
    Interval,
    Left,
    every,
    in_order,
    is_equal,
    is_in,
    some,
)

CYTOTOXIC = {"tem", "stz", "oxali", "iri", "pe", "docetaxel"}
MONTHS = {"type": "number", "allowed": [0, 1200]}

Line = dict[str, Any]


class Lines:
    """The earlier lines of a case; None if nobody knows them."""

    def __init__(self, stated: list[Line] | None, *, groups: dict[str, str]) -> None:
        self.stated = stated
        self._groups = groups

    def used(self, group: str) -> Answer:
        if self.stated is None:
            return None
        return some(self._contains(line, group) for line in self.stated)

    def started_on(self, group: str) -> Answer:
        if self.stated is None:
            return None
        ours = [line for line in self.stated if _ours(line) is not False]
        return some(self._contains(line, group) for line in ours[:1])

    def _contains(self, line: Line, group: str) -> Answer:
        names = _names(line)
        if any(self._groups.get(name) == group for name in names):
            return _ours(line)
        unsure = (
            "unknown_systemic" in names
            or ("unknown_chemo" in names and group in CYTOTOXIC)
            or ("platinum_unspecified" in names and group in ("pe", "iri"))
        )
        return False if not unsure or _ours(line) is False else None

    def is_platinum(self, line: Line) -> Answer:
        names = _names(line)
        kinds = {"iri_plat", "platinum_unspecified"}
        if kinds & set(names) or any(self._groups.get(name) == "pe" for name in names):
            return _ours(line)
        unsure = {"unknown_systemic", "unknown_chemo"} & set(names)
        return False if not unsure or _ours(line) is False else None

    def used_platinum(self) -> Answer:
        if self.stated is None:
            return None
        return some(self.is_platinum(line) for line in self.stated)

    def failed_tox(self, group: str) -> Answer:
        if self.stated is None:
            return None
        return some(
            every([self._contains(line, group), is_equal(_code(line, "stop_reason"), "toxicity")])
            for line in self.stated
        )

    def _last(self) -> list[Line | None]:
        """Every line that may be the last platinum line; None among them if there may be none."""
        found: list[Line | None] = []
        for line in reversed(self.stated or []):
            platinum = self.is_platinum(line)
            if platinum is not False:
                found.append(line)
            if platinum is True:
                return found
        return [*found, None]

    def pfi(self) -> Left:
        last = self._last()
        if self.stated is None or len(last) != 1 or last[0] is None:
            return None
        return _interval(last[0])

    def responded(self) -> Answer:
        if self.stated is None:
            return None
        answers = {False if line is None else _responded(line) for line in self._last()}
        return answers.pop() if len(answers) == 1 else None

    def number(self) -> Left:
        """1 and what each line adds: nothing, one, or either."""
        if self.stated is None:
            return None
        totals = {1}
        for line in self.stated:
            added = self._adds(line)
            totals = {total + more for total in totals for more in added}
        return frozenset(Decimal(total) for total in totals)

    def _adds(self, line: Line) -> set[int]:
        if _ours(line) is False:
            return {0}
        added = {0} if _ours(line) is None else set()
        intent = _code(line, "intent")
        if is_equal(intent, "palliative") is not False:
            added.add(1)
        if is_equal(intent, "adjuvant") is not False:
            early = every([self.is_platinum(line), in_order(_interval(line), "Lt", Decimal(6))])
            added |= {True: {1}, False: {0}, None: {0, 1}}[early]
        return added

    def other_diagnosis(self) -> Answer:
        if self.stated is None:
            return None
        return any(_ours(line) is False for line in self.stated)

    def mixed(self) -> Answer:
        if self.stated is None:
            return None
        return any(line.get("best_response") == "MIXED" for line in self.stated)

    def unrecorded(self, unknown: set[str]) -> Answer:
        if self.stated is None:
            return None
        return any(unknown & set(_names(line)) for line in self.stated)


def _names(line: Line) -> list[str]:
    regimen = line["regimen"]
    return [regimen] if isinstance(regimen, str) else regimen


def _code(line: Line, part: str) -> Left:
    stated = line.get(part)
    if stated is None:
        return None
    return frozenset(stated["one_of"]) if isinstance(stated, dict) else frozenset({stated})


def _ours(line: Line) -> Answer:
    given_for = _code(line, "given_for")
    return True if given_for is None else is_equal(given_for, "this")


def _interval(line: Line) -> Left:
    stated = line.get("months_since_last_platinum")
    if isinstance(stated, dict):
        low, high = Decimal(str(stated.get("low", 0))), Decimal(str(stated.get("high", 1200)))
        sign = stated["comparator"]
        return Interval(low, high, has_low=sign != ">", has_high=sign != "<")
    if stated is not None:
        return frozenset({Decimal(str(stated))})
    progressed = some(
        [
            is_equal(_code(line, "stop_reason"), "progression"),
            is_equal(_code(line, "best_response"), "PD"),
        ]
    )
    return frozenset({Decimal(0)}) if progressed else None


def _responded(line: Line) -> Answer:
    response = _code(line, "best_response")
    if is_equal(response, "MIXED") is not False:
        return None
    return is_in(response, ["CR", "PR"])
