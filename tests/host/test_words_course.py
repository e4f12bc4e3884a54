"""Every code of responses, end points, grades and figures has words of its own."""

from enum import StrEnum

import pytest

from nenboard.domain.figures.figure import FigureRemark
from nenboard.domain.figures.grading import GradeDoubt
from nenboard.domain.response.course import Label, NewLesions, NonTarget, TargetDoubt
from nenboard.domain.response.days import Certainty
from nenboard.domain.response.endpoints import Censored, EndpointEvent
from nenboard.domain.response.records import NewLine, SurvivalFrom
from nenboard.domain.stage_groups import NoStage
from nenboard.host import labels

VOCABULARIES: list[type[StrEnum]] = [
    Label,
    NonTarget,
    NewLesions,
    TargetDoubt,
    SurvivalFrom,
    NewLine,
    EndpointEvent,
    Censored,
    Certainty,
    GradeDoubt,
    NoStage,
    FigureRemark,
]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_code_has_words(vocabulary: type[StrEnum]) -> None:
    assert set(labels._WORDS[vocabulary.__name__]) == {member.value for member in vocabulary}
    words = [labels.label(member) for member in vocabulary]
    assert len(set(words)) == len(words)
