"""Earlier doxorubicin: the sum of recorded doses, or at least that."""

from decimal import Decimal

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.regimens import drugs_of, is_known
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.treatment import Line


def doxo_cumulative(view: View) -> Found:
    """Doxorubicin in mg/m2 over all lines; 0 only if all lines are known to hold none."""
    lines = [p for p in enumerate(view.case.lines) if view.counts(p[1].start)]
    if not lines:
        stated = Source("line", "has_had_systemic_treatment")
        is_none = view.case.has_had_systemic_treatment is False
        return found(Decimal(0), [stated]) if is_none else NOTHING
    doses = [dose for _, line in lines if (dose := recorded(line.doxorubicin_mg_m2)) is not None]
    total = sum(doses, Decimal(0))
    left_open = {index for index, line in lines if _may_hold_more(view, line)}
    sources = [
        Source("line", f"lines.{index}", line.regimen or line.regimen_text or "", line.start)
        for index, line in lines
        if index in left_open or recorded(line.doxorubicin_mg_m2) is not None
    ]
    limits = view.terms.limits["doxo_cumulative"]
    if total > limits.high:
        return found(None, sources, remarks=[Remark.OUTSIDE_LIMITS])
    if not left_open:
        return found(total, sources)
    if total == 0:
        return found(None, sources, remarks=[Remark.DOSE_MISSING])
    at_least = NumberRange(low=total, high=limits.high, comparator=">=")
    return found(at_least, sources, remarks=[Remark.DOSE_MISSING])


def _may_hold_more(view: View, line: Line) -> bool:
    """Whether a line may hold anthracycline beyond the dose recorded for it."""
    drugs = drugs_of(line, view.terms)
    given = [name for name in view.terms.anthracyclines if any(name in drug for drug in drugs)]
    others = [name for name in given if name not in view.terms.doxorubicin]
    if others:
        return True
    if given:
        return recorded(line.doxorubicin_mg_m2) is None
    if recorded(line.doxorubicin_mg_m2) is not None or is_known(line, view.terms):
        return False
    kind = recorded(line.therapy_class)
    return kind is None or kind.value not in view.terms.classes_without_anthracycline
