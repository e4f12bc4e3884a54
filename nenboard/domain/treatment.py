"""Lines of systemic therapy, procedures and responses (minimum data set, items 82-90)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import (
    GivenFor,
    Intent,
    Margin,
    ProcedureKind,
    Removed,
    Response,
    ResponseMethod,
    Role,
    StopReason,
    TherapyClass,
)


class Toxicity(Value):
    """A CTCAE toxicity; grade 0 records that it was looked for and absent."""

    term: Text
    grade: Annotated[int, Field(ge=0, le=5)] | Missing | None = None
    ctcae_version: Text | None = None
    date: PartialDate | None = None
    resolved: PartialDate | None = None
    is_resolved: YesNo = None


class Component(Value):
    """One drug of a line when it started or stopped on its own date."""

    name: Text
    start: PartialDate | None = None
    stop: PartialDate | None = None
    dose: Text | None = None


class Line(Value):
    """One line of systemic therapy. Order is the order in ``Case.lines``, oldest first.

    ``regimen`` is an id of the regimen catalogue; what is not in it stands in ``regimen_text`` with
    its ``therapy_class`` if that is known. Doses are kept as typed and are never computed.
    """

    id: Key
    regimen: Key | None = None
    regimen_text: Text | None = None
    therapy_class: TherapyClass | Missing | None = None
    components: tuple[Component, ...] = ()
    with_radiotherapy: YesNo = None
    given_for: GivenFor | Missing | None = None
    intent: Intent | Missing | None = None
    role: Role | Missing | None = None
    line_number: Annotated[int, Field(ge=1, le=50)] | None = None
    start: PartialDate | None = None
    stop: PartialDate | None = None
    is_ongoing: YesNo = None
    cycles: Annotated[int, Field(ge=0, le=500)] | Missing | None = None
    dose: Text | None = None
    doxorubicin_mg_m2: Annotated[Decimal, Field(ge=0, le=5000)] | Missing | None = None
    activity_gbq: Annotated[Decimal, Field(ge=0, le=500)] | Missing | None = None
    stop_reason: StopReason | Missing | None = None
    best_response: Response | Missing | None = None
    best_response_date: PartialDate | None = None
    is_response_confirmed: YesNo = None
    progressed: PartialDate | Missing | None = None
    toxicities: tuple[Toxicity, ...] = ()
    note: Prose | None = None


class Procedure(Value):
    """Surgery, local or non-drug treatment; these are not lines of systemic therapy."""

    id: Key
    primary_id: Key | None = None
    kind: ProcedureKind
    date: PartialDate | None = None
    what: Text | None = None
    removed: Removed | Missing | None = None
    margin: Margin | Missing | None = None
    intent: Intent | Missing | None = None
    toxicities: tuple[Toxicity, ...] = ()
    note: Prose | None = None


class ResponseRecord(Value):
    """A response on a day by one method; the methods stand beside each other, never mixed."""

    date: PartialDate | None = None
    method: ResponseMethod
    response: Response | Missing
    line_id: Key | None = None
    note: Text | None = None
