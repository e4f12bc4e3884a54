"""A printed response with its exact interval, or why it has none; nothing is ever pooled."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from nenboard.algorithm.evidence import Arm, Study
from nenboard.host.language import _
from nenboard.workflow.evidence import library
from nenboard.workflow.figures import exact_limits

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Response:
    """A response in per cent. `low` and `high` are the limits of 95 % in per cent, if known.

    `responses` of `people` is the count that the percentage stands for; `said` explains how it
    was found, or why there is no interval.
    """

    percent: Decimal | None
    said: str
    people: int | None = None
    responses: int | None = None
    low: float | None = None
    high: float | None = None

    @property
    def has_interval(self) -> bool:
        """Whether limits are given."""
        return self.low is not None


def response_of(study: Study, arm: Arm, *, group: str = "") -> Response:
    """The response of an arm, or of a bracketed subgroup of it."""
    figure = arm.by_subgroup[group].orr if group else arm.orr
    if figure is None or figure.value is None:
        return Response(None, _("No response is printed."))
    people = _people(study, arm, group=group)
    percent = figure.value
    if not people:
        return Response(percent, _("The table does not print the number of people: no interval."))
    counts = counts_printed_as(percent, people)
    if not counts:
        return Response(percent, _no_count(percent, people), people)
    responses = min(counts, key=lambda count: abs(Fraction(count * 100, people) - _exact(percent)))
    low, high = exact_limits(responses, people)
    found = _found(percent, people, responses=responses, counts=counts)
    said = " ".join((found, *_doubts(study, arm, group=group)))
    return Response(percent, said, people, responses, low * _HUNDRED, high * _HUNDRED)


def counts_printed_as(percent: Decimal, people: int) -> tuple[int, ...]:
    """The whole numbers of people whose share would be printed as this percentage.

    A percentage ending in .0 may have been rounded to a whole per cent; another one was rounded
    to its last decimal.
    """
    shown = _exact(percent)
    places = 0 if shown.denominator == 1 else -int(percent.as_tuple().exponent)
    half = Fraction(1, 2 * 10**places)
    return tuple(
        count for count in range(people + 1) if abs(Fraction(count * 100, people) - shown) <= half
    )


def _people(study: Study, arm: Arm, *, group: str) -> int | None:
    """How many people a response is about, where the table says so."""
    if arm.n is not None:
        return None if group else arm.n
    if len(study.arms) > 1:
        return None
    if group:
        return study.n.groups.get(group)
    kinds = {library().flags[study.table, letter].kind for letter in arm.flags.letters("orr")}
    own = study.n.groups.get("P-NET")
    return study.n.total if own is None or "whole_cohort" in kinds else own


def _exact(percent: Decimal) -> Fraction:
    return Fraction(percent)


def _share(count: int, people: int) -> str:
    return f"{count * 100 / people:.1f}"


def _found(percent: Decimal, people: int, *, responses: int, counts: tuple[int, ...]) -> str:
    if len(counts) > 1:
        return _(
            "{first} to {last} of {people} would all be printed as {percent} %; {responses}, the "
            "nearest, is taken."
        ).format(
            first=counts[0],
            last=counts[-1],
            people=people,
            percent=percent,
            responses=responses,
        )
    return _("{responses} of {people}, {share} %, printed as {percent}.").format(
        responses=responses, people=people, share=_share(responses, people), percent=percent
    )


def _no_count(percent: Decimal, people: int) -> str:
    below = int(percent * people / 100)
    return _(
        "{percent} % is no whole number of {people} people ({below} are {less} %, {above} are "
        "{more} %): no interval."
    ).format(
        percent=percent,
        people=people,
        below=below,
        less=_share(below, people),
        above=below + 1,
        more=_share(below + 1, people),
    )


def _doubts(study: Study, arm: Arm, *, group: str) -> Iterator[str]:
    """What makes the number of people uncertain."""
    if arm.n is not None:
        return
    for entry in study.discrepancies:
        if entry.field in {"n_total", "n_subgroup"} and (entry.group or "") == group:
            yield _("The text counts otherwise: {text}.").format(text=entry.text)
