"""The four kinds of missing. Not recorded is ``None``; none of the five ever means "no"."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool


class Missing(StrEnum):
    """Why a value is not there (typed as .n .p .u .x in a field)."""

    NOT_DONE = "not_done"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


YesNo = StrictBool | Missing | None
Number = Annotated[Decimal, Field(ge=0, le=10_000_000)] | Missing | None


def is_recorded(value: object) -> bool:
    """Whether a field holds an answer: a value, not a kind of missing and not nothing."""
    return value is not None and not isinstance(value, Missing)
