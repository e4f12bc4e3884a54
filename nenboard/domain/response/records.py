"""What is known of a line of therapy for its time end points, and the conventions applied."""

from dataclasses import dataclass
from enum import StrEnum

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.course import Label


class SurvivalFrom(StrEnum):
    """From when overall survival counts."""

    LINE = "line_start"
    DIAGNOSIS = "diagnosis"


class NewLine(StrEnum):
    """What a new line before progression does to PFS, TTP and duration of response."""

    CENSOR = "censor"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The settings behind time end points, to be printed with every figure.

    `confirmation`: duration of response counts from a confirmed response. Without an interval
    of assessments there is no sensitivity analysis.
    """

    survival_from: SurvivalFrom = SurvivalFrom.LINE
    confirmation: bool = True
    new_line: NewLine = NewLine.CENSOR
    assessment_interval_days: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A tumour assessment with its overall RECIST response."""

    when: PartialDate
    overall: Label
    was_adequate: bool = True

    @property
    def is_adequate(self) -> bool:
        """Whether follow-up may end here: it was evaluable and done as planned."""
        return self.was_adequate and self.overall is not Label.NE


@dataclass(frozen=True, slots=True)
class Record:
    """A line of therapy as its end points see it. None is not recorded."""

    line_start: PartialDate
    assessments: tuple[Assessment, ...] = ()
    diagnosis: PartialDate | None = None
    stop: PartialDate | None = None
    next_line_start: PartialDate | None = None
    clinical_progression: PartialDate | None = None
    death: PartialDate | None = None
    last_known_alive: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Platinum:
    """The last dose of platinum, and what ends the interval without it."""

    last_dose: PartialDate | None = None
    progression: PartialDate | None = None
