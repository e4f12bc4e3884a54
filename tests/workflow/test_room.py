"""What the room and the coordinator see of a running meeting, and which meeting is resumed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from nenboard.domain.board import Pause
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, meeting, meeting_mode, outcomes, room, sitting
from nenboard.workflow.room import Stage
from tests.workflow.board_support import (
    BEFORE,
    CASE,
    MEETING,
    ON_THE_DAY,
    planned,
    signed,
    staffed,
    started,
    typed,
)

OTHER = "NEN-00002"


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    with clock.stopped_at(ON_THE_DAY), staffed(tmp_path / "registry", 1, 2) as registry:
        yield registry


def test_a_planned_meeting_is_the_one_to_start_and_a_running_one_the_one_to_resume(
    registry: Registry,
) -> None:
    assert room.to_start(registry) is None
    with clock.stopped_at(BEFORE):
        planned(registry, CASE)
    assert room.to_start(registry) == MEETING
    assert room.in_progress(registry) is None
    sitting.start(registry, MEETING)
    assert room.in_progress(registry) == MEETING


def test_a_scene_holds_the_case_shown_and_during_a_break_none(registry: Registry) -> None:
    started(registry, CASE, OTHER)
    meeting.update_item(registry, MEETING, case_id=CASE, question="Asked on the agenda?")
    assert room.scene(registry, MEETING).subject is None
    meeting_mode.step(registry, MEETING, by=1)
    scene = room.scene(registry, MEETING)
    assert scene.subject is not None
    assert scene.subject.stored.case_id == CASE
    assert "Asked on the agenda?" in str(scene.subject.overview.question.question)
    assert scene.next_line is not None
    assert scene.next_line.item.case_id == OTHER
    meeting_mode.take_break(registry, MEETING)
    assert room.scene(registry, MEETING).subject is None


def test_a_scene_says_nothing_of_an_outcome_before_it_was_read_back(registry: Registry) -> None:
    started(registry, CASE)
    meeting_mode.step(registry, MEETING, by=1)
    outcomes.keep(registry, typed(registry))
    stages = [room.scene(registry, MEETING).lines[0].stage]
    outcomes.record(registry, typed(registry))
    stages.append(room.scene(registry, MEETING).lines[0].stage)
    unheard = room.scene(registry, MEETING).subject
    outcomes.read_back(registry, MEETING, case_id=CASE)
    heard = room.scene(registry, MEETING)
    stages.append(heard.lines[0].stage)
    assert stages == [Stage.TYPED, Stage.RECORDED, Stage.READ_BACK]
    assert unheard is not None
    assert unheard.said is None
    assert heard.subject is not None
    assert heard.subject.said is not None
    assert "The first option" in str(heard.subject.said.plan)
    assert heard.subject.said.at == ON_THE_DAY


def test_a_case_is_unfinished_once_it_was_shown_and_until_it_was_read_back(
    registry: Registry,
) -> None:
    started(registry, CASE, OTHER)
    meeting_mode.step(registry, MEETING, by=1)
    meeting_mode.step(registry, MEETING, by=1)
    assert [line.is_unfinished for line in room.scene(registry, MEETING).lines] == [True, True]
    signed(registry)
    first = room.scene(registry, MEETING).lines[0]
    assert (first.stage, first.is_unfinished) == (Stage.SIGNED, False)


def test_the_next_break_is_that_after_the_case_shown_or_a_later_one(registry: Registry) -> None:
    started(registry, CASE, OTHER)
    sitting.set_break(registry, MEETING, after=CASE, minutes=10)
    meeting_mode.step(registry, MEETING, by=1)
    assert room.scene(registry, MEETING).pause == Pause(after=CASE, minutes=10)
    meeting_mode.step(registry, MEETING, by=1)
    assert room.scene(registry, MEETING).pause is None


def test_a_meeting_that_was_left_is_not_interrupted_and_its_timer_stands(
    registry: Registry,
) -> None:
    started(registry, CASE)
    assert meeting_mode.interrupted(registry) is None
    meeting_mode.step(registry, MEETING, by=1)
    assert meeting_mode.interrupted(registry) == MEETING
    meeting_mode.take_break(registry, MEETING)
    assert meeting_mode.interrupted(registry) == MEETING
    with clock.stopped_at(ON_THE_DAY + timedelta(days=2)):
        assert meeting_mode.interrupted(registry) is None
    left = meeting_mode.leave(registry, MEETING)
    assert (left.case_id, left.since, left.is_on_break) == (CASE, None, False)
    assert meeting_mode.interrupted(registry) is None
