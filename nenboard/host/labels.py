"""What people read for a code: vocabularies, facts of the algorithm and their values.

The words are looked up in the language in use whenever they are shown; `texts` lists all of them
for the catalogues. Clinical texts of a rule release stay in the release.
"""

from decimal import Decimal
from enum import Enum

from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf
from nenboard.domain.missing import Missing
from nenboard.host import (
    words_answers,
    words_board,
    words_care,
    words_course,
    words_facts,
    words_tumour,
)
from nenboard.host.language import _

_WORDS = {
    **words_tumour.WORDS,
    **words_care.WORDS,
    **words_board.WORDS,
    **words_course.WORDS,
}


def label(code: Enum) -> str:
    """The words of a code of `domain.terms` or a kind of missing; failing that, the code."""
    words = _WORDS.get(type(code).__name__, {})
    return _(words[code.value]) if code.value in words else str(code.value)


def code_label(vocabulary: type[Enum], code: str) -> str:
    """The words of a stored code; the code itself where the vocabulary does not know it."""
    words = _WORDS.get(vocabulary.__name__, {})
    return _(words[code]) if code in words else code


def fact_label(fact: str) -> str:
    """The name of a fact of the algorithm, or of a value derived from facts."""
    words = words_facts.FACTS.get(fact)
    return _(words) if words else fact.replace("_", " ")


def fact_place(fact: str) -> str:
    """Where the value of a fact is usually found, or an empty text."""
    words = words_answers.PLACES.get(fact)
    return _(words) if words else ""


def who_label(code: str) -> str:
    """A discipline that can answer a fact."""
    words = words_answers.WHO.get(code)
    return _(words) if words else code.replace("_", " ")


def fact_unit(fact: str) -> str:
    """The unit of a fact, or an empty text."""
    return _(words_facts.UNITS.get(fact, ""))


def fact_code(fact: str, code: str) -> str:
    """The words of one code that a fact can have."""
    words = words_facts.VALUES.get(fact, {}).get(code)
    return _(words) if words else code.replace("_", " ")


def fact_value(fact: str, value: FactValue | None) -> str:
    """What is known of a fact, in words and with its unit: 10–15 %, liver or pancreas, none."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, NumberRange):
        return _with_unit(fact, range_text(value))
    if isinstance(value, Decimal | int):
        return _with_unit(fact, number_text(Decimal(value)))
    if isinstance(value, OneOf):
        return _(" or ").join(fact_code(fact, code) for code in value.one_of)
    if isinstance(value, str):
        return fact_code(fact, value)
    return _several(fact, value)


def _several(fact: str, value: tuple[str, ...] | tuple[EarlierLine, ...]) -> str:
    if not value:
        return _("none")
    words = [
        regimen_codes(item) if isinstance(item, EarlierLine) else fact_code(fact, item)
        for item in value
    ]
    return ", ".join(words)


def regimen_codes(line: EarlierLine) -> str:
    """The codes of an earlier line, joined; the labels of options are in the rule release."""
    return line.regimen if isinstance(line.regimen, str) else " + ".join(line.regimen)


def range_text(value: NumberRange) -> str:
    """A range as people write it: 10–15, < 2, ≥ 20, about 15."""
    low = number_text(value.low) if value.low is not None else None
    high = number_text(value.high) if value.high is not None else None
    sign = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}.get(value.comparator)
    if sign is not None:
        end = high if value.comparator in {"<", "<="} else low
        if end is not None:
            return f"{sign} {end}"
    if low is None or high is None:
        return f"≤ {high}" if low is None else f"≥ {low}"
    if value.comparator == "~":
        return _("about {number}").format(number=low if low == high else f"{low}–{high}")
    return f"{low}–{high}"


def number_text(number: Decimal) -> str:
    """A number as measured: a true minus sign, no digit added, none taken away."""
    return f"{number:f}".replace("-", "−")


def provenance(code: str) -> str:
    """Where a rule comes from, for E, F, S, I, G and compounds such as E+I."""
    return ", ".join(_(words_facts.PROVENANCE.get(part, part)) for part in code.split("+"))


def missing_label(kind: Missing | None) -> str:
    """The words of a kind of missing; *Not recorded* for nothing at all."""
    return label(kind) if kind is not None else _("Not recorded")


def _with_unit(fact: str, text: str) -> str:
    unit = fact_unit(fact)
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def texts() -> tuple[str, ...]:
    """Every English text of this module's tables, for the catalogues."""
    tables = (
        *_WORDS.values(),
        words_facts.FACTS,
        words_answers.PLACES,
        words_answers.WHO,
        *words_facts.VALUES.values(),
    )
    listed = [text for table in tables for text in table.values()]
    listed += [*words_facts.UNITS.values(), *words_facts.PROVENANCE.values()]
    return tuple(dict.fromkeys(listed))
