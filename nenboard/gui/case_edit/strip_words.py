"""Fitness and wishes in one line each, as the strip on every tab of a case says them."""

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.missing import Missing, is_recorded
from nenboard.domain.patient import EcogReading
from nenboard.domain.terms import LabTest
from nenboard.gui.case_edit import fields_person
from nenboard.host.labels import fact_label, fact_value, label, missing_label, number_text
from nenboard.host.language import _

_FACTS = (
    "cardiac_disease",
    "hypertension_uncontrolled",
    "diabetes_uncontrolled",
    "ild",
    "psychiatric_or_autoimmune",
    "active_infection",
    "pregnancy",
    "second_malignancy",
    "frail",
)
_NOT_CONDITIONS = frozenset({"hypertension_controlled", "diabetes_controlled"})


def fitness_words(case: Case) -> str:
    """ECOG, eGFR, LVEF, what the patient has; what is not recorded says so."""
    return ", ".join(fitness_parts(case))


def fitness_parts(case: Case) -> tuple[str, ...]:
    """The same, one by one."""
    parts = [_ecog(case), _egfr(case), _lvef(case), *_conditions(case)]
    if case.fitness.is_frail is True:
        parts.append(_("frail"))
    return tuple(dict.fromkeys(part for part in parts if part))


def wishes_words(case: Case) -> str:
    """What the patient wants, and tablets or infusion."""
    wishes = case.fitness.wishes
    said = []
    if wishes.view is not None:
        said.append(label(wishes.view))
    if wishes.words:
        said.append(wishes.words.strip().rstrip("."))
    if wishes.route is not None and not isinstance(wishes.route, Missing):
        said.append(_("Route: {route}").format(route=label(wishes.route).lower()))
    return ". ".join(said) + "." if said else missing_label(None)


def _ecog(case: Case) -> str:
    readings = sorted(case.fitness.ecog, key=_newest)
    entry = case.entry("ps")
    if entry is not None:
        return _("ECOG {value}").format(value=fact_value("ps", entry.value))
    if not readings:
        return _("ECOG not recorded")
    value = readings[0].value
    words = missing_label(value).lower() if isinstance(value, Missing) else str(value)
    return _("ECOG {value}").format(value=words) + _dated(readings[0].date)


def _newest(reading: EcogReading) -> tuple[int, int]:
    return newest_first(reading.date)


def _egfr(case: Case) -> str:
    entry = case.entry("egfr")
    if entry is not None:
        words = fact_value("egfr", entry.value).partition("\N{NO-BREAK SPACE}")[0]
        return _("eGFR {value}").format(value=words)
    results = [lab for lab in case.labs if lab.test is LabTest.EGFR and is_recorded(lab.value)]
    if not results:
        return _("eGFR not recorded")
    newest = min(results, key=lambda lab: newest_first(lab.date))
    value = newest.value
    shown = number_text(value) if value is not None and not isinstance(value, Missing) else ""
    return _("eGFR {value}").format(value=shown) + _dated(newest.date)


def _lvef(case: Case) -> str:
    entry = case.entry("lvef")
    if entry is not None:
        return _("LVEF {value}").format(value=fact_value("lvef", entry.value))
    studies = [study for study in case.imaging if is_recorded(study.lvef_percent)]
    if not studies:
        return ""
    newest = min(studies, key=lambda study: newest_first(study.date))
    value = newest.lvef_percent
    if value is None or isinstance(value, Missing):
        return ""
    return _("LVEF {value} %").format(value=number_text(value)) + _dated(newest.date)


def _conditions(case: Case) -> list[str]:
    """What the patient has, from the answers and from facts that somebody entered directly."""
    conditions = case.fitness.comorbidities
    names = {
        field.name: field.label
        for field in fields_person.CONDITIONS.fields
        if field.name not in _NOT_CONDITIONS
    }
    present = [
        _(words).lower() for name, words in names.items() if getattr(conditions, name) is True
    ]
    entered = [fact for fact in _FACTS if case.entry(fact) is not None]
    present += [fact_label(fact).lower() for fact in entered if _is_stated(case, fact)]
    asked = [name for name in names if isinstance(getattr(conditions, name), bool)]
    if not asked and not present:
        return [_("other conditions not recorded")]
    return present or [_("no other condition among those answered")]


def _is_stated(case: Case, fact: str) -> bool:
    entry = case.entry(fact)
    return entry is not None and entry.value is True


def _dated(when: PartialDate | None) -> str:
    return f" ({when.text})" if when is not None else ""
