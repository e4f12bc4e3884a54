"""A clinician's own entry of a fact of the algorithm: it wins over what is read from the case."""

from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import FactValue

FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class FactEntry(Value):
    """A fact (name of the rule release) as a clinician or an imported document states it.

    The value may be exact, a range or candidates; ``by`` is who says so, ``at`` since when,
    ``source`` the document or conversation it comes from.
    """

    fact: FactName
    value: FactValue
    by: Text
    at: PartialDate | None = None
    source: Prose | None = None
