"""Reading a clinician's statement of a fact: a value, a range, or candidates joined by "or"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from nenboard.domain.knowledge import NumberRange, OneOf
from nenboard.domain.terms import Comparator
from nenboard.gui.case_edit.read_numbers import read_number, signed_text
from nenboard.gui.case_edit.reading import Reading
from nenboard.host.labels import fact_code, fact_label
from nenboard.host.language import _

_RANGE: Final = re.compile(r"([\d.,]+)\s*(?:-|–|to)\s*([\d.,]+)")
_OR: Final = re.compile(r"\s+or\s+|\s*/\s*|\s*;\s*")
_LIST: Final = re.compile(r"\s*[,;]\s*|\s+and\s+")
_YES: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


@dataclass(frozen=True, slots=True)
class FactShape:
    """What a fact can be: its type, its codes, the ends of its interval."""

    kind: str
    codes: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None


@cache
def shapes() -> Mapping[str, FactShape]:
    """Every fact of the newest rule release; read it first on the database thread."""
    from nenboard.workflow.releases import release

    return {
        name: FactShape(
            kind=entry.type,
            codes=tuple(str(code) for code in entry.allowed or () if isinstance(code, str)),
            low=None if entry.low is None else Decimal(str(entry.low)),
            high=None if entry.high is None else Decimal(str(entry.high)),
        )
        for name, entry in release().inputs.items()
    }


def read_fact(fact: str, text: str, known: Mapping[str, FactShape]) -> Reading:
    """What a text says about a fact; a problem names what the fact can be."""
    shape = known.get(fact)
    if shape is None:
        return Reading(problem=_("Choose the fact first."))
    typed = " ".join(text.strip().lower().replace("\N{NO-BREAK SPACE}", " ").split())
    readers = {"bool": _yes_or_no, "enum": _candidates, "list": _several, "lines": _lines}
    return readers.get(shape.kind, _number)(fact, typed, shape)


def _yes_or_no(_fact: str, typed: str, _shape: FactShape) -> Reading:
    if typed in _YES:
        return Reading(value=_YES[typed])
    return Reading(problem=_("Answer yes or no."))


def _candidates(fact: str, typed: str, shape: FactShape) -> Reading:
    found = [_code(fact, part, shape.codes) for part in _OR.split(typed)]
    codes = [code for code in dict.fromkeys(found) if code is not None]
    if None in found or not codes:
        return _choose_among(fact, shape)
    return Reading(value=codes[0] if len(codes) == 1 else OneOf(one_of=tuple(codes)))


def _several(fact: str, typed: str, shape: FactShape) -> Reading:
    if typed == "none":
        return Reading(value=())
    found = [_code(fact, part, shape.codes) for part in _LIST.split(typed)]
    if None in found:
        return _choose_among(fact, shape)
    return Reading(value=tuple(code for code in dict.fromkeys(found) if code is not None))


def _lines(_fact: str, _typed: str, _shape: FactShape) -> Reading:
    return Reading(problem=_("Enter earlier lines in the table of treatment."))


def _code(fact: str, words: str, codes: tuple[str, ...]) -> str | None:
    """The code that is meant, by its words or by itself."""
    fits = [code for code in codes if words in {code.lower(), fact_code(fact, code).lower()}]
    begins = [code for code in codes if fact_code(fact, code).lower().startswith(words)]
    if fits:
        return fits[0]
    return begins[0] if words and len(begins) == 1 else None


def _choose_among(fact: str, shape: FactShape) -> Reading:
    words = ", ".join(fact_code(fact, code) for code in shape.codes)
    return Reading(problem=_("Choose among: {words}. Join candidates by or.").format(words=words))


def _number(fact: str, typed: str, shape: FactShape) -> Reading:
    bare = re.sub(r"\s*(%|years?|x uln|× limit)$", "", typed)
    ends = _RANGE.fullmatch(bare)
    sign, rest = (None, "") if ends else signed_text(bare)
    texts = [ends[1], ends[2]] if ends else [rest]
    readings = [read_number(part) for part in texts]
    unclear = next((reading for reading in readings if reading.problem), None)
    if unclear is not None:
        return Reading(problem=unclear.problem)
    values = [reading.value for reading in readings if isinstance(reading.value, Decimal)]
    if any(_is_outside(value, shape) for value in values):
        return Reading(problem=_limits(fact, shape))
    if shape.kind == "int" and any(value != int(value) for value in values):
        return Reading(problem=_("This is not a whole number."))
    return _known_number(values, sign, shape)


def _known_number(values: list[Decimal], sign: Comparator | None, shape: FactShape) -> Reading:
    if len(values) == 2:
        if values[0] > values[1]:
            return Reading(problem=_("The lower end lies above the upper end."))
        return Reading(value=NumberRange(low=values[0], high=values[1]))
    value = values[0]
    if sign is None:
        return Reading(value=int(value) if shape.kind == "int" else value)
    if sign is Comparator.ABOUT:
        return Reading(value=NumberRange(low=value, high=value, comparator="~"))
    if sign in {Comparator.LESS, Comparator.AT_MOST}:
        return Reading(value=NumberRange(low=shape.low, high=value, comparator=_SIGN[sign]))
    return Reading(value=NumberRange(low=value, high=shape.high, comparator=_SIGN[sign]))


_SIGN: Final[dict[Comparator, Literal["<", "<=", ">", ">="]]] = {
    Comparator.LESS: "<",
    Comparator.AT_MOST: "<=",
    Comparator.MORE: ">",
    Comparator.AT_LEAST: ">=",
}


def _is_outside(value: Decimal, shape: FactShape) -> bool:
    below = shape.low is not None and value < shape.low
    return below or (shape.high is not None and value > shape.high)


def _limits(fact: str, shape: FactShape) -> str:
    return _("{fact} lies between {low} and {high}.").format(
        fact=fact_label(fact), low=shape.low, high=shape.high
    )
