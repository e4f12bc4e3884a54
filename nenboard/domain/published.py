"""Where a published demonstration case comes from, and what its report says in its own terms."""

from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Key, Prose, Text, Value


class PublishedEvent(Value):
    """An event of the published course; ``when`` is kept as printed, also when relative."""

    when: Text | None = None
    event: Prose
    kind: Text | None = None
    result: Prose | None = None


class Published(Value):
    """The report behind a case: address, year, summary, events, values as printed."""

    id: Key
    url: Annotated[str, Field(max_length=500)]
    year: Annotated[int, Field(ge=1900, le=2200)]
    is_year_certain: bool = True
    doi: Annotated[str, Field(max_length=200)] | None = None
    summary: Prose | None = None
    history: tuple[PublishedEvent, ...] = ()
    as_printed: tuple[Text, ...] = ()
