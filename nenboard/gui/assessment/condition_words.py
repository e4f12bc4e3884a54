"""Conditions of the rules in clinicians' words instead of their code form."""

from decimal import Decimal
from typing import Final

from nenboard.algorithm.conditions import (
    All,
    AnyOf,
    Condition,
    Contraindicated,
    Not,
    Scalar,
    Test,
    parts_of,
)
from nenboard.algorithm.release import Release
from nenboard.gui.assessment.fact_words import treatment
from nenboard.host.labels import fact_label, fact_value
from nenboard.host.language import _


def condition_words(release: Release, condition: Condition) -> str:
    """A condition in words: *Grade: G1 or G2, and Line of treatment at least 2*."""
    if isinstance(condition, Test):
        return _test(condition)
    if isinstance(condition, Contraindicated):
        name = treatment(release, condition.contraindicated).replace("_", " ")
        return _("a patient factor rules out {treatment}").format(treatment=name)
    if isinstance(condition, Not):
        return _negated(release, condition.not_)
    if isinstance(condition, All | AnyOf):
        joint = _(", and ") if isinstance(condition, All) else _(" or ")
        return joint.join(_grouped(release, part) for part in parts_of(condition))
    return _("in every case")


def plain(text: str) -> str:
    """A title of the release with the signs that people read: ≤ and ≥."""
    return text.replace("<=", "≤\N{NO-BREAK SPACE}").replace(">=", "≥\N{NO-BREAK SPACE}")


def _grouped(release: Release, part: Condition) -> str:
    words = condition_words(release, part)
    return f"({words})" if isinstance(part, All | AnyOf) else words


def _negated(release: Release, part: Condition) -> str:
    if isinstance(part, Test):
        if part.operator == "is_" and part.is_ is True:
            return _("{fact}: no").format(fact=fact_label(part.fact))
        if part.one_of is not None or part.operator == "is_":
            return _neither(part)
    return _("not ({condition})").format(condition=condition_words(release, part))


def _test(test: Test) -> str:
    fact, operand = fact_label(test.fact), test.operand
    if test.operator == "known":
        known = _("{fact} known") if operand else _("{fact} not known")
        return known.format(fact=fact)
    if isinstance(operand, tuple):
        return f"{fact}: {_either(test, operand)}"
    if test.operator == "is_not":
        return _("{fact}: not {values}").format(fact=fact, values=_value(test, operand))
    if test.operator in _SIGNS:
        words = {
            "above": _("{fact} above {value}"),
            "at_least": _("{fact} {value} or more"),
            "below": _("{fact} below {value}"),
            "at_most": _("{fact} at most {value}"),
        }[test.operator]
        return words.format(fact=fact, value=_value(test, operand))
    return f"{fact}: {_value(test, operand)}"


_SIGNS: Final = frozenset({"above", "at_least", "below", "at_most"})


def _neither(test: Test) -> str:
    values = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    said = [_value(test, value) for value in values]
    form = _("{fact}: not {values}") if len(said) == 1 else _("{fact}: neither {values}")
    return form.format(fact=fact_label(test.fact), values=_(" nor ").join(said))


def _either(test: Test, values: tuple[Scalar, ...]) -> str:
    return _(" or ").join(_value(test, value) for value in values)


def _value(test: Test, value: Scalar) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    return fact_value(test.fact, value)
