"""Operations that removed the tumour under discussion."""

from typing import Final

from nenboard.algorithm.readers.reading import Source
from nenboard.algorithm.readers.view import View
from nenboard.domain.terms import ProcedureKind, Removed
from nenboard.domain.treatment import Procedure

_PRIMARY_REMOVED: Final = (Removed.PRIMARY, Removed.PRIMARY_AND_METASTASES, Removed.ALL_DISEASE)
_RESECTIONS: Final = (ProcedureKind.SURGERY, ProcedureKind.ENDOSCOPIC, ProcedureKind.TRANSPLANT)

PlacedProcedure = tuple[int, Procedure]


def resections(view: View) -> list[PlacedProcedure]:
    """Operations that removed the tumour and count on the day, with their place in the case."""
    return [
        (index, procedure)
        for index, procedure in enumerate(view.case.procedures)
        if procedure.kind in _RESECTIONS
        and procedure.removed in _PRIMARY_REMOVED
        and _is_of_tumour(view, procedure)
        and view.counts(procedure.date)
    ]


def procedure_source(placed: PlacedProcedure, field: str) -> Source:
    """Where a value of a procedure stands."""
    index, procedure = placed
    what = procedure.what or procedure.kind.value
    return Source("procedure", f"procedures.{index}.{field}", what, procedure.date)


def _is_of_tumour(view: View, procedure: Procedure) -> bool:
    if view.primary is None:
        return False
    is_only = procedure.primary_id is None and len(view.case.primaries) == 1
    return is_only or procedure.primary_id == view.primary.id
