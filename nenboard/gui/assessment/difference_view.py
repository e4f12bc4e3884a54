"""What a what-if would change, beside the present answer, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.difference import WAITS, OptionChange, Seat
from nenboard.gui.assessment.values import Speaker
from nenboard.gui.assessment.view import leading
from nenboard.host.labels import fact_label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.explain import WhatIf


@dataclass(frozen=True, slots=True)
class StrengthChange:
    """An option whose strength differs; an empty code is *cannot say yet*, none: not offered.

    In several branches an option can have several strengths.
    """

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Pairs of now and then, changed strengths, and sentences for the rest."""

    pairs: tuple[tuple[str, str, str], ...]
    strengths: tuple[StrengthChange, ...]
    sentences: tuple[str, ...]
    is_same: bool


def difference_of(result: "WhatIf", speaker: Speaker) -> DifferenceView:
    """The difference of a what-if."""
    told = result.difference
    return DifferenceView(
        pairs=tuple(_pairs(result, speaker)),
        strengths=tuple(_strengths(told.options)),
        sentences=tuple(_sentences(result, speaker)),
        is_same=told.is_empty,
    )


def _pairs(result: "WhatIf", speaker: Speaker) -> Iterator[tuple[str, str, str]]:
    now, then = (_leads(one, speaker) for one in (result.before, result.after))
    yield _("Leading"), now, then
    at, to = (_nodes(one, speaker) for one in (result.before, result.after))
    if at != to:
        yield _("Branch"), at, to


def _leads(told: Assessment, speaker: Speaker) -> str:
    codes = leading(told, speaker.release)
    order = list(speaker.release.option)
    known = sorted((code for code in codes if code in order), key=order.index)
    return speaker.leading([*known, *sorted(codes - set(known))])


def _nodes(told: Assessment, speaker: Speaker) -> str:
    return "; ".join(speaker.node(outcome.node) for outcome in told.outcomes)


def _strengths(options: Sequence[OptionChange]) -> Iterator[StrengthChange]:
    for change in options:
        before, after = _seats(change.before), _seats(change.after)
        if before != after:
            yield StrengthChange(change.label.partition(" (")[0], before, after)


def _seats(seats: tuple[Seat, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("" if one.strength == WAITS else one.strength for one in seats))


def _sentences(result: "WhatIf", speaker: Speaker) -> Iterator[str]:
    told = result.difference
    factors = {factor.id: factor.text for factor in speaker.release.factors}
    for form, which in ((_("Also to mind: {what}"), 0), (_("No longer to mind: {what}"), 1)):
        ids = dict.fromkeys(
            code
            for change in told.options
            for code in (change.cautions_gained, change.cautions_lost)[which]
        )
        for code in ids:
            yield form.format(what=factors.get(code, code))
    checks = dict.fromkeys(fact for one in told.options for fact in one.checks_gained)
    if checks:
        names = ", ".join(fact_label(fact) for fact in checks)
        yield _("Also to check first: {facts}.").format(facts=names)
    if told.missing.gained:
        names = ", ".join(fact_label(fact) for fact in told.missing.gained)
        yield _("Also missing then: {facts}.").format(facts=names)
    texts = {note.id: note.text for note in (*result.before.notes, *result.after.notes)}
    for code in told.notes.gained:
        yield _("New note: {text}").format(text=texts.get(code, code))
    for code in told.notes.lost:
        yield _("Note that falls away: {text}").format(text=texts.get(code, code))
