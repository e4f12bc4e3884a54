"""Quorum: which roles have to be in the room, and which are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Value
from nenboard.domain.board import Attendee
from nenboard.domain.terms import BoardRole, Presence


class QuorumNeed(Value):
    """So many people of any of these roles have to be there."""

    roles: Annotated[tuple[BoardRole, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Quorum:
    """Which needs are met and which are not, in the order of the local file."""

    met: tuple[QuorumNeed, ...]
    missing: tuple[QuorumNeed, ...]

    @property
    def is_reached(self) -> bool:
        """Whether every need is met; no needs are no quorum."""
        return bool(self.met) and not self.missing

    @property
    def wanted(self) -> int:
        """How many needs there are."""
        return len(self.met) + len(self.missing)


def quorum(
    attendance: Iterable[Attendee], needs: Iterable[QuorumNeed], *, at: datetime | None = None
) -> Quorum:
    """The quorum at a moment; without one, of those who are expected or present at all.

    Whoever sits in two roles is listed twice and counts for both.
    """
    people = [one for one in attendance if _counts(one, at)]
    met: list[QuorumNeed] = []
    missing: list[QuorumNeed] = []
    for need in needs:
        there = {one.name for one in people if one.role in need.roles}
        (met if len(there) >= need.at_least else missing).append(need)
    return Quorum(tuple(met), tuple(missing))


def _counts(attendee: Attendee, at: datetime | None) -> bool:
    if at is None:
        return attendee.presence is not Presence.APOLOGIES
    return attendee.is_there(at)
