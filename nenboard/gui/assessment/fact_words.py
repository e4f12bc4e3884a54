"""Facts of a stored assessment in words; the JSON forms are those of the assessment document."""

from collections.abc import Mapping
from decimal import Decimal

from nenboard.algorithm.release import Release
from nenboard.domain.entries import FactEntry
from nenboard.domain.knowledge import Comparator, EarlierLine, FactValue, NumberRange, OneOf
from nenboard.domain.terms import Response, StopReason
from nenboard.host.labels import code_label, fact_code, fact_label, fact_value
from nenboard.host.language import _


def value_of(data: object) -> FactValue | None:
    """The value that a JSON form stands for; None for what is not known."""
    if data is None or isinstance(data, bool | str):
        return data
    if isinstance(data, int | float):
        return Decimal(str(data))
    if isinstance(data, Mapping):
        return _partial(data)
    if isinstance(data, list | tuple):
        return tuple(str(item) for item in data if isinstance(item, str))
    return str(data)


def _partial(data: Mapping[str, object]) -> FactValue | None:
    candidates = data.get("one_of")
    if isinstance(candidates, list | tuple):
        return OneOf(one_of=tuple(str(code) for code in candidates))
    low, high = (_number(data.get(name)) for name in ("low", "high"))
    if low is None and high is None:
        return None
    return NumberRange(low=low, high=high, comparator=_comparator(data.get("comparator")))


def _comparator(sign: object) -> Comparator:
    known: dict[object, Comparator] = {
        "~": "~",
        "<": "<",
        "<=": "<=",
        ">": ">",
        ">=": ">=",
        "range": "range",
    }
    return known.get(sign, "range")


def _number(data: object) -> Decimal | None:
    return Decimal(str(data)) if isinstance(data, int | float | str) else None


def fact_words(release: Release, fact: str, data: object) -> str:
    """The value of a fact or derived value in words, earlier lines with their regimens."""
    if fact == "prior_lines" and isinstance(data, list | tuple):
        lines = [line_words(release, line) for line in data if isinstance(line, Mapping)]
        return "; ".join(lines) or _("none")
    if fact == "line" and isinstance(data, int):
        return _("line {number}").format(number=data)
    return fact_value(fact, value_of(data))


def entered_words(entry: FactEntry) -> str:
    """The value of a fact as somebody entered it, earlier lines with their regimens."""
    from nenboard.workflow.releases import release

    value = entry.value
    lines = value if isinstance(value, tuple) else ()
    given = [line.model_dump(mode="json") for line in lines if isinstance(line, EarlierLine)]
    if given:
        return fact_words(release(), entry.fact, given)
    return fact_value(entry.fact, value)


def line_words(release: Release, line: Mapping[str, object]) -> str:
    """An earlier line: regimen, best response, reason for stop."""
    name = regimen_name(release, line)
    parts = []
    response, reason = line.get("best_response"), line.get("stop_reason")
    if isinstance(response, str):
        parts.append(code_label(Response, response).partition(",")[0])
    if isinstance(reason, str):
        parts.append(_stopped(reason))
    return f"{name} ({', '.join(parts)})" if parts else name


def regimen_name(release: Release, line: Mapping[str, object]) -> str:
    """What was given in an earlier line."""
    codes = line.get("regimen")
    listed = codes if isinstance(codes, list | tuple) else [codes]
    return " + ".join(treatment(release, str(code)) for code in listed)


def _stopped(reason: str) -> str:
    if reason == "ongoing":
        return _("ongoing")
    return _("stopped: {reason}").format(reason=code_label(StopReason, reason).lower())


def treatment(release: Release, code: str) -> str:
    """The label of an option or of an earlier-only treatment."""
    option = release.option.get(code)
    if option is not None:
        return option.label
    named = {entry.id: entry.label for entry in release.options.prior_only}
    return named.get(code, code)


def said(release: Release, fact: str, data: object) -> str:
    """A fact with its value: *Ki-67 12 %*, *Line of treatment: line 2*, *Frail: no*."""
    label, value = fact_label(fact), fact_words(release, fact, data)
    if fact in {"line", "grade"}:
        return value if fact == "line" else f"{label} {value}".replace(f"{label} G", "G")
    return f"{label}: {value}" if not value[:1].isdigit() else f"{label} {value}"


def answer_words(fact: str, data: object) -> str:
    """A value tried for a missing fact."""
    value = value_of(data)
    return fact_code(fact, value) if isinstance(value, str) else fact_value(fact, value)
