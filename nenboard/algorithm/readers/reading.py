"""What reading a case gives: the facts, and for each where it comes from and what is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from nenboard.algorithm.readers.terms import Remark
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import FactValue


class Origin(StrEnum):
    """Where the value of a fact comes from."""

    READER = "reader"
    ENTRY = "entry"


class Freshness(StrEnum):
    """Whether a value is within its age limit; OPEN and UNDATED cannot be told."""

    FRESH = "fresh"
    STALE = "stale"
    OPEN = "open"
    UNDATED = "undated"


class Source(NamedTuple):
    """One place of the case that a value was read from.

    `kind` names a word of the reading terms, `path` the field of the case, `what` the item in its
    own words (organ, specimen, regimen id): record text, to be shown and never logged.
    """

    kind: str
    path: str
    what: str = ""
    date: PartialDate | None = None


class Found(NamedTuple):
    """What one reader gives. `value` None is unknown; a suggestion waits for a clinician."""

    value: FactValue | None = None
    sources: tuple[Source, ...] = ()
    remarks: tuple[Remark, ...] = ()
    date: PartialDate | None = None
    suggestion: FactValue | None = None


NOTHING = Found()
_MOST_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside a reading; a decision waits for a clinician's sign-off."""

    id: Remark
    text: str
    is_decision: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one fact, and why.

    `value` is what the algorithm gets (None: unknown). With origin ENTRY, `by` says who stated it
    and `read_value` is what the reader gives; `differs_from` is that value if the two cannot both
    be right. `suggestion` waits for a clinician and is not part of the value.
    """

    fact: str
    value: FactValue | None = None
    origin: Origin = Origin.READER
    sources: tuple[Source, ...] = ()
    date: PartialDate | None = None
    by: str | None = None
    read_value: FactValue | None = None
    differs_from: FactValue | None = None
    notes: tuple[Note, ...] = ()
    freshness: Freshness | None = None
    age_days: int | None = None
    limit_days: int | None = None
    suggestion: FactValue | None = None
    kinds: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def source_words(self) -> str:
        """Where the value comes from, in words: kind, what, date; at most four places."""
        said = [_words(source, self.kinds) for source in self.sources[:_MOST_PLACES]]
        more = ["…"] if len(self.sources) > _MOST_PLACES else []
        return "; ".join(dict.fromkeys([*said, *more]))

    @property
    def is_query(self) -> bool:
        """Whether somebody should be asked: the value is old, undated, or disagrees."""
        aged = self.freshness not in (None, Freshness.FRESH)
        return aged or self.differs_from is not None


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """The facts of a case as of a day, with a reading for each fact the algorithm asks for."""

    on: date
    facts: Mapping[str, FactValue]
    readings: Mapping[str, Reading]
    terms_version: str = ""
    ignored_entries: tuple[str, ...] = ()


def _words(source: Source, kinds: Mapping[str, str]) -> str:
    day = source.date.text if source.date else ""
    return ", ".join(filter(None, (kinds.get(source.kind, source.kind), source.what, day)))
