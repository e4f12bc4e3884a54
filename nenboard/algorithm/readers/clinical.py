"""What a clinician says of the tumour: burden, hormonal function, symptoms, aims."""

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, found, recorded, yes_no
from nenboard.domain.knowledge import OneOf
from nenboard.domain.terms import Functioning, SyndromeControl

_CONTROLS = {
    SyndromeControl.NOT_TREATED_OR_JUDGED: "active",
    SyndromeControl.CONTROLLED: "controlled",
    SyndromeControl.NOT_CONTROLLED: "refractory",
}
_ANY_CONTROL = OneOf(one_of=("active", "controlled", "refractory"))


def burden(view: View) -> Found:
    """Tumour burden, a clinician's call; bulky is suggested when much of the liver is replaced."""
    extent = view.case.extent
    called = recorded(extent.burden)
    if called is not None:
        return found(called.value, [Source("extent", "extent.burden")])
    share = recorded(extent.liver_burden)
    if share is None or share.value not in view.terms.bulky_liver:
        return NOTHING
    source = Source("extent", "extent.liver_burden", share.value)
    return Found(None, (source,), (Remark.LIVER_OVER_A_QUARTER,), suggestion="bulky")


def functional(view: View) -> Found:
    """Hormonal syndrome by its control; without an answer on control the three that remain."""
    function = view.case.function
    status = recorded(function.status)
    if status is None or not view.counts(function.date):
        return NOTHING
    source = Source("function", "function.status", "", function.date)
    if status is Functioning.NO:
        return found("none", [source])
    if status is Functioning.SUSPECTED:
        return found(None, [source], remarks=[Remark.SYNDROME_SUSPECTED])
    control = recorded(function.control)
    if control is None:
        return found(_ANY_CONTROL, [source], remarks=[Remark.CONTROL_NOT_ANSWERED])
    return found(_CONTROLS[control], [source])


def syndrome_type(view: View) -> Found:
    """Type of a syndrome that is present; a suspected one is unknown."""
    function = view.case.function
    is_present = function.status is Functioning.SYNDROME and view.counts(function.date)
    if not is_present or function.syndrome is None:
        return NOTHING
    source = Source("function", "function.syndrome", "", function.date)
    return found(view.terms.syndromes[function.syndrome.value], [source])


def liver_dominant(view: View) -> Found:
    """Whether disease is liver-dominant and suited to local treatment."""
    return yes_no(view.case.extent.is_liver_dominant, Source("extent", "extent.is_liver_dominant"))


def tumour_symptoms(view: View) -> Found:
    """Whether the tumour mass causes symptoms."""
    value = view.case.extent.has_tumour_symptoms
    return yes_no(value, Source("extent", "extent.has_tumour_symptoms"))


def shrinkage_goal(view: View) -> Found:
    """Whether shrinkage is itself the aim."""
    value = view.case.extent.is_shrinkage_the_aim
    return yes_no(value, Source("extent", "extent.is_shrinkage_the_aim"))


def surgery_too_morbid(view: View) -> Found:
    """Whether the operation is judged disproportionate."""
    value = view.case.extent.is_surgery_too_morbid
    return yes_no(value, Source("extent", "extent.is_surgery_too_morbid"))
