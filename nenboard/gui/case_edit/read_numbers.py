"""Reading numbers as people type them: signs, ranges, bands; a comma is asked about."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from nenboard.domain.missing import Missing
from nenboard.domain.terms import Comparator, Ki67Band, MitosesBand
from nenboard.domain.tumour import Ki67, Mitoses
from nenboard.gui.case_edit.reading import Choice, Reading
from nenboard.host.labels import number_text
from nenboard.host.language import _

_PLAIN: Final = re.compile(r"\d+(\.\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"(\d+),(\d+)", re.ASCII)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_SIGNED: Final = re.compile(r"(<=|>=|=<|=>|[<>≤≥~]|about|ca\.?|up to|over|under)\s*(.+)")
_RANGE: Final = re.compile(r"([\d.,]+)\s*(?:-|–|to|bis)\s*([\d.,]+)")
_SIGNS: Final = {
    "<": Comparator.LESS,
    "under": Comparator.LESS,
    "<=": Comparator.AT_MOST,
    "=<": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "up to": Comparator.AT_MOST,
    ">": Comparator.MORE,
    "over": Comparator.MORE,
    ">=": Comparator.AT_LEAST,
    "=>": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "~": Comparator.ABOUT,
    "about": Comparator.ABOUT,
    "ca": Comparator.ABOUT,
    "ca.": Comparator.ABOUT,
}
_NOT_A_NUMBER: Final = "This is not a number."


def read_number(text: str) -> Reading:
    """A decimal number. "1,5" and "1.234" can be read in two ways and are asked about."""
    typed = text.strip().replace("\N{NO-BREAK SPACE}", " ")
    comma = _COMMA.fullmatch(typed)
    if comma is not None:
        return _asked(Decimal(f"{comma[1]}.{comma[2]}"), whole=_joined(comma[1], comma[2]))
    if not _PLAIN.fullmatch(typed):
        return Reading(problem=_(_NOT_A_NUMBER))
    if _GROUPED.fullmatch(typed):
        return _asked(Decimal(typed), whole=Decimal(typed.replace(".", "")))
    return Reading(value=Decimal(typed))


def read_whole(text: str) -> Reading:
    """A whole number."""
    typed = text.strip()
    if typed.isascii() and typed.isdigit():
        return Reading(value=int(typed))
    return Reading(problem=_("This is not a whole number."))


def read_bounded(text: str) -> Reading:
    """A number with or without a sign (<5): the sign goes into the field `comparator` beside it."""
    sign, rest = signed_text(text.strip().lower())
    reading = read_number(rest)
    if reading.problem:
        return reading
    return Reading(value=reading.value, also={"comparator": sign})


def read_ki67(text: str, current: object = None) -> Reading:
    """Ki-67 in percent: 12, <3, 10-15, about 15; method and cells of the current value stay.

    A number between 0 and 1 may be a fraction: that is asked.
    """
    typed = text.strip().lower().removesuffix("%").strip()
    kept = current if isinstance(current, Ki67) else Ki67()
    parts = _parts(typed)
    if isinstance(parts, Reading):
        return _rebuilt(parts, lambda value: kept.model_copy(update={**_NO_KI67, "value": value}))
    value = parts.get("value")
    ki67 = kept.model_copy(update={**_NO_KI67, **parts})
    if isinstance(value, Decimal) and 0 < value < 1:
        return _maybe_fraction(ki67, value)
    return Reading(value=ki67)


def read_mitoses(text: str, current: object = None) -> Reading:
    """Mitoses as a value, a range or a value with a sign; the counted area stays."""
    kept = current if isinstance(current, Mitoses) else Mitoses()
    parts = _parts(text.strip().lower())
    if isinstance(parts, Reading):
        return _rebuilt(
            parts, lambda value: kept.model_copy(update={**_NO_MITOSES, "value": value})
        )
    return Reading(value=kept.model_copy(update={**_NO_MITOSES, **parts}))


_NO_MITOSES: Final = {"value": None, "comparator": None, "low": None, "high": None, "band": None}
_NO_KI67: Final = {**_NO_MITOSES, "is_unit_unclear": False}


def bounded_text(held: object) -> str:
    """A Ki-67 or mitotic count in figures, as it can be typed again."""
    if isinstance(held, Missing) or not isinstance(held, Ki67 | Mitoses):
        return ""
    if held.value is not None:
        return sign_text(held.comparator) + number_text(held.value)
    if held.low is not None and held.high is not None:
        return f"{number_text(held.low)}–{number_text(held.high)}"
    if isinstance(held.band, MitosesBand) or (
        isinstance(held.band, Ki67Band) and held.band is not Ki67Band.DONE_NOT_STATED
    ):
        return held.band.value
    return _(_NOT_STATED) if held.band is not None else ""


_NOT_STATED: Final = "not stated"
_SIGN_TEXT: Final = {
    Comparator.LESS: "< ",
    Comparator.AT_MOST: "≤ ",
    Comparator.MORE: "> ",
    Comparator.AT_LEAST: "≥ ",
    Comparator.ABOUT: "about ",
}


def sign_text(sign: Comparator | None) -> str:
    """The sign before a number."""
    return _SIGN_TEXT[sign] if sign is not None else ""


def _parts(typed: str) -> dict[str, object] | Reading:
    """Value and sign, low and high, or band; a reading when it is neither."""
    if typed in {_NOT_STATED, _(_NOT_STATED)}:
        return {"band": Ki67Band.DONE_NOT_STATED}
    ends = _RANGE.fullmatch(typed)
    if ends is not None:
        low, high = read_number(ends[1]), read_number(ends[2])
        if low.problem or high.problem:
            return Reading(problem=_("Write a range with points, such as 10.5-15."))
        return {"low": low.value, "high": high.value}
    sign, rest = signed_text(typed)
    number = read_number(rest)
    if not number.problem:
        return {"value": number.value, "comparator": sign}
    return Reading(problem=number.problem, choices=number.choices)


def _rebuilt(reading: Reading, build: Callable[[object], object]) -> Reading:
    """The same question, with choices that are whole counts."""
    choices = tuple(Choice(choice.words, build(choice.value)) for choice in reading.choices)
    return Reading(problem=reading.problem, choices=choices)


def signed_text(typed: str) -> tuple[Comparator | None, str]:
    """The sign before a number, in figures or words, and what follows it."""
    match = _SIGNED.fullmatch(typed)
    return (_SIGNS[match[1]], match[2]) if match else (None, typed)


def _maybe_fraction(ki67: Ki67, value: Decimal) -> Reading:
    percent = _("{number} %").format(number=number_text(value))
    return Reading(
        problem=_("This may be a fraction of 1. Does the report say {percent}?").format(
            percent=percent
        ),
        choices=(
            Choice(percent, ki67),
            Choice(_("The unit is not clear"), ki67.model_copy(update={"is_unit_unclear": True})),
        ),
    )


def _asked(decimal: Decimal, *, whole: Decimal | None) -> Reading:
    choices = [Choice(number_text(decimal), decimal)]
    if whole is not None:
        choices.append(Choice(number_text(whole), whole))
    return Reading(
        problem=_("The mark between the figures can mean two things. Which number is it?"),
        choices=tuple(choices),
    )


def _joined(before: str, after: str) -> Decimal | None:
    """The number without its comma, where the comma can part thousands."""
    fits = len(after) == 3 and len(before) <= 3 and not before.startswith("0")
    return Decimal(before + after) if fits else None
