"""A value of a facts document in words, for the terminal."""

from nenboard.host.labels import fact_code, fact_unit
from nenboard.host.language import _


def value_text(fact: str, value: object) -> str:
    """The value with its unit: yes, 15 %, 8 to 12, pancreas or rectum, none, not known."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _partly(fact, value)
    if isinstance(value, list | tuple):
        return ", ".join(_entry(fact, item) for item in value) or _("none")
    if isinstance(value, str):
        return fact_code(fact, value)
    unit = fact_unit(fact)
    return f"{value} {unit}" if unit else str(value)


def _partly(fact: str, value: dict[str, object]) -> str:
    candidates = value.get("one_of")
    if isinstance(candidates, list | tuple):
        return _(" or ").join(value_text(fact, one) for one in candidates)
    low, high, unit = value.get("low"), value.get("high"), fact_unit(fact)
    sign = str(value.get("comparator"))
    if sign in ("<", "<=") and low in (None, 0):
        text = f"{sign} {high}"
    elif sign in (">", ">=") and high is None:
        text = f"{sign} {low}"
    else:
        text = _("{low} to {high}").format(low=low, high=high)
    return f"{text} {unit}" if unit else text


def _entry(fact: str, item: object) -> str:
    """An earlier line by its regimen and how it ended, or a code."""
    if not isinstance(item, dict):
        return value_text(fact, item)
    regimen = item.get("regimen")
    names = regimen if isinstance(regimen, list) else [regimen]
    told = [item.get(part) for part in ("intent", "best_response", "stop_reason", "given_for")]
    words = [part.replace("_", " ") for part in told if isinstance(part, str)]
    return " ".join((" + ".join(map(str, names)), *words))
