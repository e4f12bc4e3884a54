"""Block 7: what the published algorithm lists for these facts, and what is missing."""

from collections.abc import Sequence
from typing import Final

from nenboard.host.language import _
from nenboard.reports import marks, style
from nenboard.reports.blocks import Flow, words
from nenboard.reports.fit import Settings
from nenboard.reports.style import Type
from nenboard.reports.summary_blocks import Laid, counted, heading
from nenboard.reports.values import (
    Advice,
    Branch,
    MissingFact,
    OptionLine,
    Phrase,
    Span,
    Strength,
    Tone,
    Weight,
)

_COUNTABLE: Final = (Strength.NOT_ROUTINE,)
_SUPPORTED: Final = (Strength.OPTION, Strength.SELECTED, Strength.UNDETERMINED)


def options_block(advice: Advice, width: float, *, settings: Settings) -> Laid:
    """The block, and how many options, reasons and remarks were left out."""
    flow = Flow(width, Type(settings.table, settings.leading, "options"))
    heading(flow, _("Options of the algorithm, for the board to weigh"))
    flow.phrase(words(advice.heading, tone=Tone.QUIET))
    if advice.not_run:
        flow.phrase(advice.not_run)
    left_out: list[tuple[str, int]] = []
    for branch in advice.branches:
        left_out += _branch(flow, branch, settings=settings)
    if settings.option_words < 2:
        shown = [o for b in advice.branches for o in b.options if not _is_counted(o, settings)]
        hidden = sum(_words_left_out(option, settings.option_words) for option in shown)
        left_out += counted(flow, _("reasons and cautions"), count=hidden)
    if advice.missing:
        flow.rule()
        flow.phrase(_missing(advice.missing))
    if advice.not_offered:
        flow.phrase(words(" ".join(advice.not_offered), tone=Tone.QUIET))
    if settings.count_notes:
        left_out += counted(flow, _("remarks of the algorithm"), count=len(advice.notes))
    elif advice.notes:
        flow.phrase(words(" ".join(advice.notes), tone=Tone.QUIET))
    return flow.done(), tuple(left_out)


def _branch(flow: Flow, branch: Branch, *, settings: Settings) -> list[tuple[str, int]]:
    flow.space(1.5)
    title = (Span(branch.title, Weight.SEMIBOLD), Span(f" {branch.holds}", tone=Tone.QUIET))
    flow.phrase(title)
    if branch.none_because:
        flow.phrase(words(branch.none_because))
    left_out: list[tuple[str, int]] = []
    for strength in Strength:
        group = [option for option in branch.options if option.strength is strength]
        if group and _is_counted(group[0], settings):
            left_out.append((marks.strength_words(strength).lower(), len(group)))
        elif group:
            _group(flow, strength, group=group, settings=settings)
    if left_out:
        counts = ", ".join(f"{count} {what}" for what, count in left_out)
        flow.phrase(words(_("+ {counts}: see detail").format(counts=counts), tone=Tone.QUIET))
    if settings.option_words == 2:
        left_out += [
            (_("cautions"), len(option.cautions))
            for option in branch.options
            if _words_left_out(option, 2) and not _is_counted(option, settings)
        ]
    return left_out


def _group(
    flow: Flow, strength: Strength, *, group: Sequence[OptionLine], settings: Settings
) -> None:
    size = style.SMALLEST
    flow.space(1.2)
    top = flow.y
    small = flow.type.sized(size)
    chip_height = marks.strength_chip(flow.drawing, strength, at=(0.0, top), typeface=small)
    _listed(flow, group, settings=settings, x=_chip_column(size) + 5)
    flow.y = max(flow.y, top + chip_height + 1)


def _chip_column(size: float) -> float:
    return max(marks.strength_chip_width(strength, size) for strength in Strength)


def _is_counted(option: OptionLine, settings: Settings) -> bool:
    if option.strength in _COUNTABLE:
        return settings.count_not_routine
    return option.strength in _SUPPORTED and settings.count_supported


def _listed(flow: Flow, group: Sequence[OptionLine], *, settings: Settings, x: float) -> None:
    """Each option on its own line with what limits it, or all in one sentence when tight."""
    is_bare = settings.option_words == 0 or group[0].strength is not Strength.CONTRAINDICATED
    if settings.option_words < 2 and is_bare:
        names = "; ".join(option.label for option in group)
        flow.phrase(_name(group[0], names), x=x)
        return
    for option in group:
        phrase: Phrase = _name(option, option.label)
        limits = _limits(option, settings.option_words)
        if limits:
            phrase = (*phrase, Span(f" {limits}", tone=Tone.QUIET))
        flow.phrase(phrase, x=x)


def _name(option: OptionLine, text: str) -> Phrase:
    weight = Weight.SEMIBOLD if option.strength is Strength.PREFERRED else Weight.REGULAR
    return (Span(text, weight),)


def _limits(option: OptionLine, detail: int) -> str:
    """3: reason and cautions; 2: reason, cautions counted; 1: only what contraindicates."""
    if option.strength is Strength.CONTRAINDICATED:
        return "; ".join(part for part in option.cautions or (option.reason,) if part)
    if detail >= 3:
        return "; ".join(part for part in (option.reason, *option.cautions) if part)
    if detail == 2:
        rest = _("{count} cautions, see detail").format(count=len(option.cautions))
        return "; ".join(part for part in (option.reason, rest if option.cautions else "") if part)
    return ""


def _words_left_out(option: OptionLine, detail: int) -> int:
    texts = len(option.cautions) + bool(option.reason)
    if option.strength is Strength.CONTRAINDICATED:
        return texts if detail == 0 else 0
    return {3: 0, 2: len(option.cautions)}.get(detail, texts)


def _missing(missing: tuple[MissingFact, ...]) -> Phrase:
    """The missing facts in their rank, those of one effect together: a, b (effect); c (effect)."""
    phrase: Phrase = (Span(_("Missing, and would change this:"), Weight.SEMIBOLD),)
    effects = list(dict.fromkeys(fact.effect for fact in missing))
    for effect in effects:
        group = [fact for fact in missing if fact.effect == effect]
        for number, fact in enumerate(group):
            is_last = number + 1 == len(group)
            state = (Span(" "), fact.state) if fact.state is not None else ()
            end = (f" ({effect})" if effect else "") if is_last else ","
            stop = ("." if effect == effects[-1] else ";") if is_last else ""
            phrase = (*phrase, Span(f" {fact.label}"), *state, Span(f"{end}{stop}"))
    return phrase
