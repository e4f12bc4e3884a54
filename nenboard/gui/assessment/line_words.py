"""Other earlier lines of treatment than those of the case, said by what differs."""

from collections.abc import Mapping, Sequence
from typing import Final

from nenboard.algorithm.release import Release
from nenboard.domain.terms import Intent, Response, StopReason
from nenboard.gui.assessment import fact_words
from nenboard.host.labels import code_label
from nenboard.host.language import _

Line = Mapping[str, object]
_MOST: Final = 4


def lines_words(release: Release, now: object, others: Sequence[object]) -> str:
    """Several other values of the earlier lines, those with one more line told in one phrase."""
    known = _lines(now)
    said: list[str] = []
    more: list[str] = []
    for value in others:
        lines = _lines(value)
        if len(lines) == len(known) + 1 and lines[: len(known)] == known:
            more.append(_name(release, lines[-1]))
        else:
            said.append(one_words(release, known, lines))
    if more:
        shown = ", ".join(more[:_MOST])
        rest = len(more) - _MOST
        if rest > 0:
            shown = _("{names} and {count} others").format(names=shown, count=rest)
        said.append(_("one more line ({names})").format(names=shown))
    return "; ".join(dict.fromkeys(said))


def one_words(release: Release, known: Sequence[Line], lines: Sequence[Line]) -> str:
    """What differs between the earlier lines of the case and others."""
    if not lines:
        return _("no earlier line")
    if len(lines) > len(known) and list(lines[: len(known)]) == list(known):
        names = ", ".join(_name(release, line) for line in lines[len(known) :])
        return _("more lines ({names})").format(names=names)
    if len(lines) < len(known):
        gone = next(line for line in (*known, *known[-1:]) if line not in lines)
        return _("without the line of {name}").format(name=_name(release, gone))
    changed = [
        _changed(release, old, new) for old, new in zip(known, lines, strict=False) if old != new
    ]
    return "; ".join(changed) or _("as recorded")


def _changed(release: Release, old: Line, new: Line) -> str:
    parts = [_part(name, new[name]) for name in new if new[name] != old.get(name)]
    return _("{name} as {parts}").format(name=_name(release, new), parts=", ".join(parts))


def _part(name: str, value: object) -> str:
    code = str(value)
    if name == "best_response":
        return code_label(Response, code).partition(",")[0]
    if name == "stop_reason":
        return _("stopped: {reason}").format(reason=code_label(StopReason, code).lower())
    if name == "intent":
        return code_label(Intent, code).lower()
    if name == "given_for":
        return {
            "this": _("given for this tumour"),
            "other_diagnosis": _("given under another diagnosis"),
            "other_cancer": _("given for another cancer"),
        }.get(code, code)
    return code


def _name(release: Release, line: Line) -> str:
    return fact_words.regimen_name(release, line).partition(" (")[0]


def _lines(value: object) -> list[Line]:
    listed = value if isinstance(value, list | tuple) else ()
    return [line for line in listed if isinstance(line, Mapping)]
