"""Moments as the registry stores them: ISO 8601 in UTC to the microsecond."""

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def stored(at: datetime) -> str:
    """The moment as stored text; these sort as the moments do.

    Raises ValueError for a moment without a time zone, since nobody could say later when it was.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return at.astimezone(UTC).strftime(_FORM)


def read(text: str) -> datetime:
    """The moment of a stored text, in UTC. Raises ValueError if it is not one."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
