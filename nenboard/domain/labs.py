"""Laboratory values and tumour markers (minimum data set, items 23-25, 78-81)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import Comparator, LabTest

Amount = Annotated[Decimal, Field(ge=0, le=10_000_000)]


class LabResult(Value):
    """One result with the unit and limits of its own report; units are never assumed."""

    test: LabTest
    value: Amount | Missing | None = None
    comparator: Comparator | None = None
    unit: Text | None = None
    lower_limit: Amount | None = None
    upper_limit: Amount | None = None
    date: PartialDate | None = None
    assay: Text | None = None
    on_ppi: YesNo = None
    name: Text | None = None
