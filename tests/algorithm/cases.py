"""Short ways to state the facts of a synthetic case in tests of the algorithm."""

import os
from decimal import Decimal

from nenboard.algorithm.facts import Facts
from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf

WELL: dict[str, FactValue] = {
    "age": 62,
    "frail": False,
    "ps": 1,
    "egfr": 85,
    "bilirubin_xuln": Decimal("0.7"),
    "anc": Decimal("3.8"),
    "platelets": 230,
    "lvef": 60,
    "doxo_cumulative": 0,
    "neuropathy_grade": 0,
    "ototoxicity_grade": 0,
    "organ_function": "adequate",
    "dpd": "normal",
    "ugt1a1": "normal",
    "ild": False,
    "diabetes_uncontrolled": False,
    "hypertension_uncontrolled": False,
    "cardiac_disease": False,
    "active_infection": False,
    "pregnancy": False,
    "psychiatric_or_autoimmune": False,
    "hypersensitivity": (),
    "route_preference": "none",
    "functional": "none",
    "burden": "moderate",
    "tumour_symptoms": False,
    "shrinkage_goal": False,
    "liver_dominant": False,
    "surgery_too_morbid": False,
    "prior_lines": (),
}


def thorough() -> bool:
    """Whether to try many more cases than in an everyday run (NENBOARD_THOROUGH=1)."""
    return os.environ.get("NENBOARD_THOROUGH") == "1"


def facts(**known: FactValue | float) -> Facts:
    """Only these facts; a float stands for the decimal it prints as."""
    return Facts({name: _exact(value) for name, value in known.items()})


def a_net(**known: FactValue | float) -> Facts:
    """A metastatic NET of the pancreas in a fit patient, first line, G2 with Ki-67 6 %."""
    tumour: dict[str, FactValue | float] = {
        "differentiation": "net",
        "extent": "metastatic",
        "primary_site": "pancreas",
        "ki67": 6,
        "mitoses": 3,
        "sstr": "positive",
        "growth": "stable",
    }
    return facts(**{**WELL, **tumour, **known})


def a_nec(**known: FactValue | float) -> Facts:
    """A metastatic small-cell NEC of the rectum in a fit patient, first line, Ki-67 80 %."""
    tumour: dict[str, FactValue | float] = {
        "differentiation": "nec",
        "extent": "metastatic",
        "primary_site": "rectum",
        "nec_morphology": "small",
        "ki67": 80,
    }
    return facts(**{**WELL, **tumour, **known})


def without(known: Facts, *names: str) -> Facts:
    """The same case with these facts unknown."""
    return Facts({name: value for name, value in known.items() if name not in names})


def after(*regimens: str, **parts: object) -> tuple[EarlierLine, ...]:
    """Earlier palliative lines with progression, the parts replaced in all of them."""
    told = {"intent": "palliative", "best_response": "SD", "stop_reason": "progression", **parts}
    return tuple(EarlierLine.model_validate({"regimen": regimen, **told}) for regimen in regimens)


def between(low: float, high: float, comparator: str = "range") -> NumberRange:
    """A range of numbers."""
    ends = {"low": _exact(low), "high": _exact(high)}
    return NumberRange.model_validate({**ends, "comparator": comparator})


def one_of(*codes: str) -> OneOf:
    """Candidates."""
    return OneOf(one_of=codes)


def _exact(value: FactValue | float) -> FactValue:
    return Decimal(repr(value)) if isinstance(value, float) else value
