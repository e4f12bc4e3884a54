"""The person: age, performance, frailty, other conditions, hypersensitivity, preference."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from nenboard.algorithm.readers.dated import whole_years
from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.spans import Ends, as_value, hull, is_inside
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, answer, found, recorded, yes_no
from nenboard.domain.knowledge import FactValue

_GROUPS: Final = {
    "temozolomide": "tem",
    "dacarbazine": "dtic",
    "platinum": "platinum",
    "taxane": "taxane",
}


def age(view: View) -> Found:
    """Completed years on the day; a partial birth date gives a range."""
    ends = age_ends(view)
    if ends is None:
        return NOTHING
    source = Source("patient", "patient.birth_date")
    if not is_inside(ends, view.terms.limits["age"]):
        return Found(None, (source,), (Remark.OUTSIDE_LIMITS,))
    return Found(whole(ends), (source,))


def age_ends(view: View) -> Ends | None:
    """The ages the birth date leaves on the day; None without one or before birth."""
    born = recorded(view.case.patient.birth_date)
    if born is None or born.latest > view.on:
        return None
    low, high = whole_years(born.latest, view.on), whole_years(born.earliest, view.on)
    return Ends(Decimal(low), Decimal(high))


def whole(ends: Ends) -> FactValue:
    """A whole number, or the range of whole numbers."""
    return int(ends.low) if ends.is_exact else as_value(ends)


def ps(view: View) -> Found:
    """The latest ECOG performance status."""
    told = [p for p in enumerate(view.case.fitness.ecog) if recorded(p[1].value) is not None]
    chosen, remarks = view.latest(told, lambda p: p[1].date)
    values = [v for p in chosen if (v := recorded(p[1].value)) is not None]
    if not values:
        return NOTHING
    ends = hull(Ends(Decimal(value), Decimal(value)) for value in values)
    sources = [Source("ecog", f"fitness.ecog.{i}", e.source or "", e.date) for i, e in chosen]
    return found(whole(ends), sources, remarks=remarks)


def frail(view: View) -> Found:
    """Frailty, a clinician's call; scores are shown and decide nothing."""
    return yes_no(view.case.fitness.is_frail, Source("fitness", "fitness.is_frail"))


def organ_function(view: View) -> Found:
    """A clinician's call on organ function; laboratory values never decide it."""
    called = recorded(view.case.fitness.organ_function)
    if called is None:
        return NOTHING
    return found(called.value, [Source("fitness", "fitness.organ_function")])


def route_preference(view: View) -> Found:
    """Tablets, infusion or no preference, as the patient says."""
    route = recorded(view.case.fitness.wishes.route)
    if route is None:
        return NOTHING
    return found(route.value, [Source("fitness", "fitness.wishes.route")])


def condition(view: View, name: str) -> bool | None:
    """The answer for a condition; a no written by *none* counts from its day on."""
    conditions = view.case.fitness.comorbidities
    known = answer(getattr(conditions, name))
    if known is False and not view.counts(conditions.none_stated_on):
        return None
    return known


def of_condition(name: str) -> Callable[[View], Found]:
    """A reader of one condition, yes or no."""

    def read(view: View) -> Found:
        return yes_no(condition(view, name), condition_source(name))

    read.__doc__ = f"Whether the condition {name} is present."
    return read


def uncontrolled(name: str) -> Callable[[View], Found]:
    """A reader of a condition that counts if its control fails; control not stated is unknown."""

    def read(view: View) -> Found:
        present = condition(view, name)
        if present is not True:
            return yes_no(present, condition_source(name))
        controlled = condition(view, f"{name}_controlled")
        source = condition_source(f"{name}_controlled")
        if controlled is None:
            return found(None, [condition_source(name)], remarks=[Remark.CONTROL_NOT_STATED])
        return found(not controlled, [source])

    read.__doc__ = f"Whether {name} is present and not controlled."
    return read


def psychiatric_or_autoimmune(view: View) -> Found:
    """Severe depression or active autoimmune disease; a no needs both answers."""
    names = ("severe_depression", "autoimmune_disease")
    answers = {name: condition(view, name) for name in names}
    present = [name for name, known in answers.items() if known]
    if present:
        return found(True, [condition_source(name) for name in present])
    if None in answers.values():
        return NOTHING
    return found(False, [condition_source(name) for name in names])


def condition_source(name: str) -> Source:
    """Where a condition is answered."""
    return Source("fitness", f"fitness.comorbidities.{name}")


def second_malignancy(view: View) -> Found:
    """Another active or recent cancer: answered, or another primary of the case that is so."""
    others = [
        (index, primary)
        for index, primary in enumerate(view.case.primaries)
        if view.primary is not None and primary.id != view.primary.id
    ]
    active = [index for index, primary in others if primary.is_active_or_recent is True]
    if active:
        sources = [Source("primary", f"primaries.{index}.is_active_or_recent") for index in active]
        return found(True, sources, remarks=[Remark.ANOTHER_PRIMARY])
    known = condition(view, "other_cancer")
    if known is False and any(p.is_active_or_recent is not False for _, p in others):
        return NOTHING
    return yes_no(known, condition_source("other_cancer"))


def hypersensitivity(view: View) -> Found:
    """Groups of drugs with a serious reaction; none answered with no for all; else unknown."""
    groups = view.case.fitness.hypersensitivity
    answers = {code: _group_answer(view, getattr(groups, name)) for name, code in _GROUPS.items()}
    present = tuple(code for code, known in answers.items() if known)
    if not present and None in answers.values():
        return NOTHING
    remarks = [Remark.OTHER_GROUPS_NOT_ANSWERED] if None in answers.values() else []
    return found(present, [Source("fitness", "fitness.hypersensitivity")], remarks=remarks)


def _group_answer(view: View, value: object) -> bool | None:
    known = answer(value)
    is_later = not view.counts(view.case.fitness.hypersensitivity.none_stated_on)
    return None if known is False and is_later else known
