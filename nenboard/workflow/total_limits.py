"""Limits of running totals, read strictly from limits.yaml, the hospital's own or the shipped."""

from functools import lru_cache

from pydantic import ValidationError

from nenboard.algorithm import yaml_text
from nenboard.domain.base import problems_of
from nenboard.domain.figures.limits import TotalLimits
from nenboard.host.language import _
from nenboard.workflow import local_files
from nenboard.workflow.errors import WorkflowError

NAME = "limits.yaml"


class LimitsError(WorkflowError):
    """The file cannot be used: each fault with its place."""

    def __init__(self, faults: str) -> None:
        text = _(
            "{name}: {faults}. No limit is shown until it is put right; take the file away to use "
            "the shipped limits."
        )
        super().__init__(text.format(name=NAME, faults=faults))


def total_limits() -> TotalLimits:
    """The limits in force. Raises LimitsError, LocalFileUnreadable."""
    return read_limits(local_files.text_of(NAME))


@lru_cache(maxsize=2)
def read_limits(text: str) -> TotalLimits:
    """The limits of a text. Raises LimitsError with every fault and its place."""
    try:
        return TotalLimits.model_validate(yaml_text.parse(text))
    except yaml_text.YamlFault as fault:
        raise LimitsError(str(fault)) from None
    except ValidationError as error:
        raise LimitsError("; ".join(each.message for each in problems_of(error))) from None
