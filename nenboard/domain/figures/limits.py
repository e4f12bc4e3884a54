"""Limits of running totals of treatment: they warn, and each says where it comes from."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from nenboard.domain.base import Value

Amount = Annotated[Decimal, Field(gt=0, le=100_000)]
Named = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Limit(Value):
    """The total from which a warning is due, and the limit, in the unit of the total."""

    warning: Amount
    limit: Amount
    source: Named
    is_verified: bool

    @model_validator(mode="after")
    def _warning_comes_first(self) -> "Limit":
        if self.warning > self.limit:
            raise ValueError("the warning lies above the limit")
        return self


class TotalLimits(Value):
    """The local file of limits with its version; None is no limit set."""

    version: str
    doxorubicin_mg_m2: Limit
    activity_gbq: Limit
    prrt_cycles: Limit | None = None
    embolisations: Limit | None = None
    analogue_months: Limit | None = None
