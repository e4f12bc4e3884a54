"""Lung, heart and ejection fraction, where more than one part of the case answers."""

from nenboard.algorithm.readers.person import condition, condition_source
from nenboard.algorithm.readers.reading import NOTHING, Found
from nenboard.algorithm.readers.receptors import study_source
from nenboard.algorithm.readers.spans import as_value, exactly, hull, is_inside
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.toxicities import recorded_toxicities
from nenboard.algorithm.readers.view import View, found, recorded, yes_no
from nenboard.domain.terms import Valves


def ild(view: View) -> Found:
    """Interstitial lung disease, or pneumonitis on an earlier drug."""
    words = view.terms.toxicities.pneumonitis
    shown = [t.source for t in recorded_toxicities(view, words) if t.toxicity.grade != 0]
    if shown:
        return found(True, shown, remarks=[Remark.DRUG_PNEUMONITIS])
    name = "interstitial_lung_disease"
    return yes_no(condition(view, name), condition_source(name))


def cardiac_disease(view: View) -> Found:
    """Heart disease as answered, or carcinoid heart on the latest echocardiography."""
    echoes = [p for p in enumerate(view.case.imaging) if recorded(p[1].valves) is not None]
    chosen, _ = view.latest(echoes, lambda p: p[1].date)
    diseased = [p for p in chosen if recorded(p[1].valves) is not Valves.NONE]
    if diseased and len(diseased) == len(chosen):
        sources = [study_source(p, "valves") for p in diseased]
        return found(True, sources, remarks=[Remark.CARCINOID_HEART])
    known = condition(view, "cardiac_disease")
    if known is False and diseased:
        return NOTHING
    return yes_no(known, condition_source("cardiac_disease"))


def lvef(view: View) -> Found:
    """The latest ejection fraction in percent, with the examination it comes from."""
    told = [p for p in enumerate(view.case.imaging) if recorded(p[1].lvef_percent) is not None]
    chosen, remarks = view.latest(told, lambda p: p[1].date)
    values = [v for p in chosen if (v := recorded(p[1].lvef_percent)) is not None]
    if not values:
        return NOTHING
    sources = [study_source(p, "lvef_percent") for p in chosen]
    ends = hull(exactly(value) for value in values)
    if not is_inside(ends, view.terms.limits["lvef"]):
        return found(None, sources, remarks=(*remarks, Remark.OUTSIDE_LIMITS))
    return found(as_value(ends), sources, remarks=remarks)
