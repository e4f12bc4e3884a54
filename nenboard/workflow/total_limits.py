"""Limits of running totals, read strictly from limits.yaml, the hospital's own or the shipped."""

from functools import lru_cache

from nenboard.domain.figures.limits import TotalLimits
from nenboard.workflow import local_files

NAME = "limits.yaml"


def total_limits() -> TotalLimits:
    """The limits in force. Raises LocalFileFaulty, LocalFileUnreadable."""
    return read_limits(local_files.text_of(NAME))


@lru_cache(maxsize=2)
def read_limits(text: str) -> TotalLimits:
    """The limits of a text. Raises LocalFileFaulty with every fault and its line."""
    return local_files.content_of(NAME, text, kind=TotalLimits)
