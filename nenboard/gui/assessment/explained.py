"""An explanation as the page shows it: worth of answers, pairs, flip points, why and why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nenboard.algorithm.alternatives import pieces
from nenboard.algorithm.changes import BRANCH, CHECK, LEADING, NOTE, STRENGTH
from nenboard.algorithm.explanation import Explanation
from nenboard.algorithm.flips import CodeFlips, NumberFlips, Segment
from nenboard.algorithm.pairs import Pair
from nenboard.algorithm.release import Release
from nenboard.algorithm.worth import OTHER, Tried, Worth
from nenboard.gui.assessment.number_words import Interval, ends_of, interval_words, unit_words
from nenboard.gui.assessment.values import Speaker
from nenboard.gui.assessment.why_view import WhyView, whys_of
from nenboard.host.labels import fact_label, fact_place, number_text, who_label
from nenboard.host.language import _, counted

KINDS: Final = (LEADING, BRANCH, STRENGTH, CHECK, NOTE, "")
"""What an answer changes most, the weightiest first; the last changes nothing."""


@dataclass(frozen=True, slots=True)
class WorthView:
    """A fact worth asking for. `shares` count the answers by the weightiest thing they change."""

    fact: str
    label: str
    is_minor: bool
    shares: tuple[tuple[str, int], ...]
    tried: int
    leading: int
    summary: str
    effects: tuple[str, ...]
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A run of numbers with which the same options lead; `start` is its exact lower limit."""

    interval: str
    start: str
    leading: str
    holds: bool
    inside: object


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number: its runs, and where the patient stands (0 to 1 inside the run that holds)."""

    fact: str
    label: str
    now: str
    short: str
    segments: tuple[SegmentView, ...]
    place: float | None
    softer: str

    def sentence(self) -> str:
        """The bar as text."""
        runs = "; ".join(f"{part.interval}: {part.leading}" for part in self.segments)
        return _("{now}. What leads: {runs}.").format(now=self.now, runs=runs)


@dataclass(frozen=True, slots=True)
class CodeView:
    """A fact that is no number: now, and with which values something else leads."""

    fact: str
    label: str
    now: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything that questions the answer."""

    settled: str
    is_settled: bool
    missing: tuple[WorthView, ...]
    pairs: tuple[str, ...]
    without_effect: tuple[str, ...]
    numbers: tuple[NumberView, ...]
    softer: tuple[NumberView, ...]
    idle_numbers: tuple[str, ...]
    codes: tuple[CodeView, ...]
    whys: tuple[WhyView, ...]
    facts: Mapping[str, object]


def explained_of(told: Explanation, release: Release) -> Explained:
    """What the page says about an explanation."""
    speaker = Speaker(release)
    numbers = tuple(_number(speaker, one) for one in told.numbers)
    return Explained(
        settled=_settled(speaker, told),
        is_settled=told.is_settled,
        missing=tuple(_worth(speaker, one) for one in told.missing),
        pairs=tuple(_pair(speaker, one) for one in told.pairs),
        without_effect=tuple(fact_label(fact) for fact in told.without_effect),
        numbers=tuple(one for one in numbers if len(one.segments) > 1),
        softer=tuple(one for one in numbers if len(one.segments) <= 1 and one.softer),
        idle_numbers=tuple(
            one.label for one in numbers if len(one.segments) <= 1 and not one.softer
        ),
        codes=tuple(_code(speaker, one) for one in told.codes),
        whys=whys_of(told, release),
        facts=told.facts,
    )


def _settled(speaker: Speaker, told: Explanation) -> str:
    leads = speaker.leading(told.leading)
    if told.is_settled:
        return _("Leading: {options}. Nothing that is still unknown can change this.").format(
            options=leads
        )
    return _("Leading: {options}. What is still unknown could change this.").format(options=leads)


def _worth(speaker: Speaker, worth: Worth) -> WorthView:
    heaviest = [one.changes[0] if one.changes else "" for one in worth.tried]
    shares = tuple((kind, heaviest.count(kind)) for kind in KINDS if kind in heaviest)
    from nenboard.workflow.explain import who_can_answer

    return WorthView(
        fact=worth.fact,
        label=fact_label(worth.fact),
        is_minor=worth.group == OTHER,
        shares=shares,
        tried=len(worth.tried),
        leading=worth.counts.leading_option,
        summary=_summary(worth),
        effects=tuple(_effects(speaker, worth)),
        who=", ".join(who_label(code) for code in who_can_answer(worth.fact)),
        where=fact_place(worth.fact),
    )


def _summary(worth: Worth) -> str:
    """How many answers change what, in words."""
    counts, tried = worth.counts, len(worth.tried)
    if not tried:
        return _("Its answers cannot be listed; without it the rules go no further.")
    told = (
        (counts.leading_option, _("the leading options")),
        (counts.branch, _("the branch")),
        (counts.strength, _("a strength")),
        (counts.only_check, _("only a check before treatment")),
        (counts.only_note, _("only a note")),
    )
    said = [
        counted("{count} changes {what}", "{count} change {what}", count=count).format(
            count=count, what=what
        )
        for count, what in told
        if count
    ]
    if not said:
        return _("No answer changes anything.")
    head = counted("Of {tried} answer", "Of {tried} answers", count=tried).format(tried=tried)
    parts = [f"{head}: {', '.join(said)}."]
    if worth.settling:
        settles = counted(
            "With {count} of them what leads is certain.",
            "With {count} of them what leads is certain.",
            count=worth.settling,
        )
        parts.append(settles.format(count=worth.settling))
    return " ".join(parts)


def _effects(speaker: Speaker, worth: Worth) -> Iterator[str]:
    """Each answer with what leads then; answers that do the same stand together."""
    groups: dict[tuple[tuple[str, ...], str], list[Tried]] = {}
    for one in worth.tried:
        weight = one.changes[0] if one.changes else ""
        groups.setdefault((one.leading, weight), []).append(one)
    for (leading, weight), tried in groups.items():
        values = speaker.others(worth.fact, [one.value for one in tried])
        yield _("{answer}: {leading} ({change})").format(
            answer=values, leading=speaker.leading(leading), change=change_words(weight)
        )


def change_words(kind: str) -> str:
    """What an answer changes most."""
    return {
        LEADING: _("changes what leads"),
        BRANCH: _("changes the branch"),
        STRENGTH: _("changes a strength"),
        CHECK: _("changes only a check"),
        NOTE: _("changes only a note"),
    }.get(kind, _("changes nothing"))


def _pair(speaker: Speaker, pair: Pair) -> str:
    one, other = pair.facts
    first, second = pair.example.values
    return _(
        "{one} and {other} settle it only together ({settling} of {tried} combinations), for "
        "example {first} with {second}: {leading}."
    ).format(
        one=fact_label(one),
        other=fact_label(other),
        settling=pair.settling,
        tried=pair.tried,
        first=speaker.others(one, [first]),
        second=speaker.others(other, [second]),
        leading=speaker.leading(pair.example.leading),
    )


def _number(speaker: Speaker, flips: NumberFlips) -> NumberView:
    ends = ends_of(pieces(speaker.program, flips.fact))
    segments = tuple(_segment(speaker, flips.fact, one, ends) for one in flips.segments)
    inner = {_exact(one.low) for one in flips.segments[1:]}
    softer = [_exact(limit) for limit in flips.limits if _exact(limit) not in inner]
    limits = ", ".join(number_text(limit) for limit in softer)
    words = _("at {limits} something else changes, not what leads").format(limits=limits)
    return NumberView(
        fact=flips.fact,
        label=fact_label(flips.fact),
        now=speaker.now(flips.fact, flips.value),
        short=_("{value} now").format(value=speaker.value(flips.fact, flips.value)),
        segments=segments,
        place=_place(flips.segments, flips.value),
        softer=words if softer else "",
    )


def _exact(number: float) -> Decimal:
    return Decimal(str(number))


def _segment(
    speaker: Speaker, fact: str, segment: Segment, ends: tuple[Decimal, Decimal]
) -> SegmentView:
    low, high = _exact(segment.low), _exact(segment.high)
    interval = Interval(low, high, segment.low_open, segment.high_open)
    words = interval_words(interval, ends, unit_words(fact))
    middle = (low + high) / 2
    is_whole = segment.low == int(segment.low) and segment.high == int(segment.high)
    inside = low if low == high else middle.to_integral_value() if is_whole else middle
    return SegmentView(
        interval=words,
        start=number_text(low),
        leading=speaker.leading(segment.leading),
        holds=segment.holds,
        inside=float(inside),
    )


def _place(segments: Sequence[Segment], value: object) -> float | None:
    """Where in its run a number stands; None where it is not exactly known."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    held = next((one for one in segments if one.holds), None)
    if held is None or held.high == held.low:
        return 0.5
    return min(max((value - held.low) / (held.high - held.low), 0.0), 1.0)


def _code(speaker: Speaker, flips: CodeFlips) -> CodeView:
    groups: dict[tuple[str, ...], list[object]] = {}
    for one in flips.values:
        groups.setdefault(one.leading, []).append(one.value)
    return CodeView(
        fact=flips.fact,
        label=fact_label(flips.fact),
        now=speaker.now(flips.fact, flips.value),
        others=tuple(
            (speaker.others(flips.fact, values, now=flips.value), speaker.leading(leading))
            for leading, values in groups.items()
        ),
    )
