"""Block 7: what the published algorithm lists for these facts, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nenboard.host.language import _
from nenboard.reports import marks, style
from nenboard.reports.blocks import Flow, phrase_width, words
from nenboard.reports.fit import Settings
from nenboard.reports.style import Type
from nenboard.reports.summary_blocks import Laid, counted, heading, shortened
from nenboard.reports.values import (
    Advice,
    Branch,
    MissingFact,
    NotOffered,
    OptionLine,
    Phrase,
    Span,
    Strength,
    Tone,
    Weight,
)

_ANY: Final = 9999


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much is said: which strengths are only counted, and which are `bare` names.

    `limit` and `last` are the most characters beside an option: of why it is limited for this
    patient, and of what contraindicates it.
    """

    has_notes: bool = True
    has_all_why_not: bool = True
    counted: frozenset[Strength] = frozenset()
    bare: frozenset[Strength] = frozenset()
    limit: int = _ANY
    last: int = _ANY


def _levels() -> tuple[_Detail, ...]:
    """From everything to the least, what counts least first.

    Preferred and contraindicated options always stay, and so do the missing facts. Remarks go
    first; then options not routinely used become a count, why treatments are not offered becomes
    one line, the words beside options shorten, and last the supported options become counts.
    """
    counts = frozenset({Strength.NOT_ROUTINE})
    found = [_Detail(), _Detail(False), _Detail(False, counted=counts)]
    found += [_Detail(False, False, counts, limit=limit) for limit in (_ANY, 90, 45)]
    bare: frozenset[Strength] = frozenset()
    for strengths in (
        {Strength.UNDETERMINED, Strength.SELECTED},
        {Strength.OPTION},
        {Strength.PREFERRED},
    ):
        bare |= strengths
        found.append(_Detail(False, False, counts, bare, limit=45, last=90))
    found.append(_Detail(False, False, counts, bare, limit=45, last=45))
    for strength in (Strength.UNDETERMINED, Strength.SELECTED, Strength.OPTION):
        counts |= {strength}
        found.append(_Detail(False, False, counts, bare, limit=45, last=45))
    found.append(_Detail(False, False, counts, frozenset(Strength)))
    return tuple(found)


LEVELS: Final = _levels()


def is_counted(strength: Strength, level: int) -> bool:
    """Whether options of a strength are only counted at a level of shortening."""
    return strength in LEVELS[level].counted


def options_block(advice: Advice, width: float, *, settings: Settings) -> Laid:
    """The block, and how many options, reasons and remarks were left out."""
    detail = LEVELS[settings.options]
    flow = Flow(width, Type(settings.table, settings.leading, "options"))
    heading(flow, _("Options of the algorithm, for the board to weigh"))
    flow.phrase(words(advice.heading, tone=Tone.QUIET))
    if advice.not_run:
        flow.phrase(advice.not_run)
    left_out: list[tuple[str, int]] = []
    column = _chip_column(advice, detail) + 5
    for branch in advice.branches:
        left_out += _branch(flow, branch, detail=detail, x=column)
    shown = [o for b in advice.branches for o in b.options if o.strength not in detail.counted]
    hidden = sum(_beside(option, detail)[1] for option in shown)
    left_out += counted(flow, _("reasons and cautions"), count=hidden)
    if advice.missing:
        flow.rule()
        flow.phrase(_missing(advice.missing))
    if advice.not_offered:
        left_out += _why_not(flow, advice.not_offered, is_whole=detail.has_all_why_not)
    if not detail.has_notes:
        left_out += counted(flow, _("remarks of the algorithm"), count=len(advice.notes))
    elif advice.notes:
        flow.phrase(words(" ".join(advice.notes), tone=Tone.QUIET))
    return flow.measured(), tuple(left_out)


def _branch(flow: Flow, branch: Branch, *, detail: _Detail, x: float) -> list[tuple[str, int]]:
    flow.space(1.5)
    title = (Span(branch.title, Weight.SEMIBOLD), Span(f" {branch.holds}", tone=Tone.QUIET))
    flow.phrase(title)
    if branch.none_because:
        flow.phrase(words(branch.none_because))
    left_out: list[tuple[str, int]] = []
    for strength in Strength:
        group = [option for option in branch.options if option.strength is strength]
        if group and strength in detail.counted:
            left_out.append((marks.strength_words(strength).lower(), len(group)))
        elif group:
            _group(flow, strength, group=group, detail=detail, x=x)
    if left_out:
        counts = ", ".join(f"{count} {what}" for what, count in left_out)
        flow.phrase(words(_("+ {counts}: see detail").format(counts=counts), tone=Tone.QUIET))
    return left_out


def _group(
    flow: Flow, strength: Strength, *, group: Sequence[OptionLine], detail: _Detail, x: float
) -> None:
    flow.space(1.2)
    top = flow.y
    small = flow.type.sized(style.SMALLEST)
    chip_height = marks.strength_chip(flow.drawing, strength, at=(0.0, top), typeface=small)
    _listed(flow, group, detail=detail, x=x)
    flow.y = max(flow.y, top + chip_height + 1)


def _chip_column(advice: Advice, detail: _Detail) -> float:
    """Width of the widest mark of a strength that this block shows."""
    found = {option.strength for branch in advice.branches for option in branch.options}
    shown = found - detail.counted
    return max((marks.strength_chip_width(s, style.SMALLEST) for s in shown), default=0.0)


def _listed(flow: Flow, group: Sequence[OptionLine], *, detail: _Detail, x: float) -> None:
    """Each option on its own line with what limits it, or all in one sentence when tight."""
    strength = group[0].strength
    if strength in detail.bare:
        flow.phrase(_name(strength, "; ".join(option.label for option in group)), x=x)
        return
    for option in group:
        phrase: Phrase = _name(strength, option.label)
        limits, _hidden = _beside(option, detail)
        if limits:
            phrase = (*phrase, Span(f" ({limits})", tone=Tone.QUIET))
        flow.phrase(phrase, x=x)


def _name(strength: Strength, text: str) -> Phrase:
    weight = Weight.SEMIBOLD if strength is Strength.PREFERRED else Weight.REGULAR
    return (Span(text, weight),)


def _beside(option: OptionLine, detail: _Detail) -> tuple[str, int]:
    """What limits an option, the patient's own cautions first, and how many texts are not whole."""
    is_contraindicated = option.strength is Strength.CONTRAINDICATED
    texts = [text for text in (*option.cautions, option.reason) if text]
    room = detail.last if is_contraindicated else detail.limit
    if option.strength in detail.bare:
        return "", len(texts)
    shown: list[str] = []
    hidden = 0
    for text in texts:
        if len(text) <= room:
            shown.append(text)
            room -= len(text) + 2
        else:
            hidden += 1
            if not shown:
                shown.append(shortened(text, room)[0])
                room = 0
    return "; ".join(shown), hidden


def _why_not(flow: Flow, items: Sequence[NotOffered], *, is_whole: bool) -> list[tuple[str, int]]:
    """Which treatments are not offered and why; in one line their names, or only a count."""
    lead = _("Not offered:")
    if is_whole:
        reasons = "; ".join(item.text for item in items)
        flow.phrase(words(f"{lead} {reasons}.", tone=Tone.QUIET))
        return []
    names = [name.split(" (", 1)[0] for item in items for name in item.treatments]
    tail = _("({count} reasons: see detail)").format(count=len(names))
    line = words(f"{lead} {', '.join(names)} {tail}", tone=Tone.QUIET)
    if phrase_width(line, flow.type.size) > flow.drawing.width:
        line = words(f"{lead} {len(names)} {_('treatments, see detail')}", tone=Tone.QUIET)
    flow.phrase(line)
    return [(_("reasons why treatments are not offered"), len(names))]


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
