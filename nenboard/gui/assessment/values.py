"""Values of facts as an explanation names them: tried, now known, or needed for a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from nenboard.algorithm.program import Program, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Strength
from nenboard.gui.assessment import fact_words
from nenboard.gui.assessment.condition_words import plain
from nenboard.gui.assessment.line_words import lines_words
from nenboard.gui.assessment.number_words import is_numeric, numbers_words
from nenboard.host.labels import fact_label
from nenboard.host.language import _

LINES = "prior_lines"


@dataclass(frozen=True)
class Speaker:
    """Says values, treatments and nodes in the words of one release."""

    release: Release

    @property
    def program(self) -> Program:
        """The rules made ready; kept by the engine for each release."""
        return program_of(self.release)

    def now(self, fact: str, value: object) -> str:
        """What is known of a fact: *Ki-67 12 %*, *ECOG not known*."""
        if value is None:
            return _("{fact} not known").format(fact=fact_label(fact))
        return fact_words.said(self.release, fact, value)

    def value(self, fact: str, value: object) -> str:
        """Only the value, without the name of the fact."""
        return fact_words.fact_words(self.release, fact, value)

    def others(self, fact: str, values: Sequence[object], *, now: object = None) -> str:
        """Several other values of a fact, numbers as the runs they stand for."""
        blank = [_("not known")] if any(value is None for value in values) else []
        stated = [value for value in values if value is not None]
        if not stated:
            return blank[0]
        if fact == LINES:
            said = lines_words(self.release, now, stated)
        elif is_numeric(self.program, fact):
            said = numbers_words(self.program, fact, stated)
        else:
            said = _(" or ").join(fact_words.answer_words(fact, value) for value in stated)
        return _(" or ").join([said, *blank])

    def other(self, fact: str, values: Sequence[object], *, now: object = None) -> str:
        """The fact with its other values: *Ki-67 up to 10 %*."""
        label, said = fact_label(fact), self.others(fact, values, now=now)
        joint = " " if fact != LINES and is_numeric(self.program, fact) else ": "
        return f"{label}{joint}{said}"

    def leading(self, codes: Sequence[str]) -> str:
        """What leads: treatments by their short names, or the node where nothing can be chosen."""
        words = [
            self.option(code) if code in self.release.option else self.node(code) for code in codes
        ]
        return ", ".join(words) or _("nothing")

    def node(self, code: str) -> str:
        """The title of a node."""
        found = self.release.nodes.get(code)
        if found is not None:
            return plain(found.title)
        conflicts = (one for node in self.release.graph.questions for one in node.conflicts)
        return next((plain(one.title) for one in conflicts if one.id == code), code)

    def option(self, code: str) -> str:
        """The label of a treatment without what stands in brackets."""
        return fact_words.treatment(self.release, code).partition(" (")[0]

    def standing(self, code: str) -> str:
        """A strength, several of them, or why there is none."""
        named = {"conditional": _("cannot say yet"), "not_offered": _("not offered")}
        parts = code.split(" or ")
        said = [named.get(part) or self.strength(part) for part in parts]
        if parts[0] == "conditional" and len(parts) > 1:
            could_be = _(" or ").join(said[1:])
            return _("cannot say yet, could be {strengths}").format(strengths=could_be)
        return _(" or ").join(said)

    def strength(self, code: Strength | str | None) -> str:
        """The words of a strength."""
        found = (entry.label for entry in self.release.header.strengths if entry.id == code)
        return next(found, code or "")
