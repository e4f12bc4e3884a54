"""Why a field is empty, for fields whose value has no kind of missing of its own.

A gap also carries what a kind of missing asks for: the reason, who answers, and by when.
"""

from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing

FieldPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_=<>-]+)*$", max_length=200)]


class Gap(Value):
    """The kind of missing of the field at a dotted path of the case, with its particulars.

    Every kind counts as unknown to the algorithm. ``owner`` is who can answer, ``due`` by when;
    both are asked when the answer is pending.
    """

    path: FieldPath
    kind: Missing
    reason: Prose | None = None
    owner: Text | None = None
    due: PartialDate | None = None
