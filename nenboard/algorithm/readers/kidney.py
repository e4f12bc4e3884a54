"""Kidney function: reported, or computed from creatinine over what age and sex leave open."""

from decimal import Decimal

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.dated import whole_years
from nenboard.algorithm.readers.labs import PlacedResult, in_units, lab_source, latest_results
from nenboard.algorithm.readers.person import age_ends
from nenboard.algorithm.readers.reading import NOTHING, Found
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import Remark, plain_unit
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.formulas import FormulaError, FormulaSex, ckd_epi_2021, creatinine_mg_dl
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.labs import LabResult
from nenboard.domain.terms import LabTest, Sex

_REPORTED = (LabTest.EGFR, LabTest.CREATININE_CLEARANCE)
_SEXES: dict[Sex, tuple[FormulaSex, ...]] = {Sex.FEMALE: ("f",), Sex.MALE: ("m",)}
_BOTH: tuple[FormulaSex, ...] = ("f", "m")


def egfr(view: View) -> Found:
    """The latest reported eGFR or clearance; else CKD-EPI 2021 from the latest creatinine."""
    chosen, remarks = latest_results(view, _REPORTED)
    if chosen:
        clearances = [p for p in chosen if p[1].test is LabTest.CREATININE_CLEARANCE]
        said = (*remarks, Remark.REPORTED_CLEARANCE) if clearances else remarks
        return in_units(view, chosen, units=view.terms.units.egfr, fact="egfr", said=said)
    return _computed(view)


def _computed(view: View) -> Found:
    """The range of eGFR over the creatinine values, ages and sexes that are possible."""
    chosen, remarks = latest_results(view, (LabTest.CREATININE,))
    if not chosen:
        return NOTHING
    sources = [lab_source(placed) for placed in chosen]
    said = [*remarks, Remark.COMPUTED_EGFR]
    sex = recorded(view.case.patient.sex)
    sexes = _SEXES.get(sex, _BOTH) if sex is not None else _BOTH
    if len(sexes) > 1:
        said.append(Remark.BOTH_SEXES)
    figures: list[Decimal] = []
    for placed in chosen:
        amount = _mg_dl(view, placed[1])
        ages = _ages(view, placed)
        if amount is None:
            return found(None, sources, remarks=[*remarks, Remark.UNIT_MISSING])
        if ages is None:
            return found(None, sources, remarks=remarks)
        figures += _figures(amount, ages, sexes=sexes)
    return _ranged(view, figures, seen=Found(None, tuple(sources), tuple(said)))


def _ranged(view: View, figures: list[Decimal], *, seen: Found) -> Found:
    if not figures:
        return found(None, seen.sources, remarks=seen.remarks)
    ends = spans.hull(spans.exactly(figure) for figure in figures)
    if not spans.is_inside(ends, view.terms.limits["egfr"]):
        return found(None, seen.sources, remarks=(*seen.remarks, Remark.OUTSIDE_LIMITS))
    return found(spans.as_value(ends), seen.sources, remarks=seen.remarks)


def _mg_dl(view: View, result: LabResult) -> Decimal | None:
    """Creatinine in mg/dL; None without a known unit or with a bounded value."""
    value, unit = recorded(result.value), plain_unit(result.unit or "")
    if value is None or result.comparator is not None:
        return None
    units = view.terms.units
    if unit in units.creatinine_mg_dl:
        return value * units.creatinine_mg_dl[unit]
    if unit in units.creatinine_umol_l:
        return creatinine_mg_dl(value * units.creatinine_umol_l[unit])
    return None


def _ages(view: View, placed: PlacedResult) -> Ends | None:
    """The ages possible when the blood was taken; without a birth date the age entered."""
    born, taken = recorded(view.case.patient.birth_date), placed[1].date
    if born is not None and taken is not None:
        low = whole_years(born.latest, taken.earliest)
        high = whole_years(born.earliest, min(taken.latest, view.on))
        return Ends(Decimal(low), Decimal(high))
    return age_ends(view) or _entered_age(view)


def _entered_age(view: View) -> Ends | None:
    entry = view.case.entry("age")
    value = entry.value if entry is not None and view.counts(entry.at) else None
    if isinstance(value, NumberRange) and value.low is not None and value.high is not None:
        return Ends(value.low, value.high)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Ends(Decimal(value), Decimal(value))
    return None


def _figures(amount: Decimal, ages: Ends, *, sexes: tuple[FormulaSex, ...]) -> list[Decimal]:
    """The figures at the ends of what is possible; the formula only falls with age."""
    try:
        return [
            ckd_epi_2021(amount, age=years, sex=sex) for sex in sexes for years in set(ages[:2])
        ]
    except FormulaError:
        return []
