"""The life of a meeting: cut-off, frozen editions, addenda, quorum, and a close without gaps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.domain.board import NotReady
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Deferral
from nenboard.domain.terms import (
    AgendaChangeKind,
    BoardRole,
    DeferralCause,
    MeetingState,
    Presence,
    Result,
    Triage,
)
from nenboard.registry.errors import UnknownMeeting
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, clock, meeting, outcomes, readiness, sitting
from nenboard.workflow.board_errors import (
    AlreadyStarted,
    BlockedCases,
    LateNeedsClinician,
    NotOnAgenda,
    NotRunning,
    UnfinishedCases,
    WordNeeded,
)
from nenboard.workflow.errors import NotAllowed
from tests.workflow.board_support import (
    AFTER_CUT_OFF,
    BEFORE,
    CASE,
    MEETING,
    ON_THE_DAY,
    opened,
    planned,
    started,
    typed,
)
from tests.workflow.support import USER, a_registry, actions, numbered, opened_as

OTHER = "NEN-00002"
LACKING = "NEN-00003"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases ready to be listed and one that lacks a birth date."""
    lacking = numbered(3)
    lacking = lacking.model_copy(
        update={"patient": lacking.patient.model_copy(update={"birth_date": None})}
    )
    folder = tmp_path_factory.mktemp("board") / "registry"
    with clock.stopped_at(BEFORE):
        a_registry(folder, numbered(1), numbered(2), lacking).close()
    return folder


@pytest.fixture
def registry(template: Path, folder: Path) -> Iterator[Registry]:
    """A registry with those cases."""
    shutil.copytree(template, folder)
    with clock.stopped_at(BEFORE), opened(folder) as made:
        yield made


def test_a_usual_meeting_has_its_time_its_length_and_its_cut_off(registry: Registry) -> None:
    found = planned(registry).meeting
    assert (str(found.cut_off), found.minutes, found.state) == (
        "2026-11-24",
        75,
        MeetingState.PLANNED,
    )


def test_a_case_added_after_the_cut_off_needs_a_clinician_and_is_marked(
    registry: Registry,
) -> None:
    planned(registry)
    with clock.stopped_at(AFTER_CUT_OFF):
        with pytest.raises(LateNeedsClinician):
            meeting.add_cases(registry, MEETING, case_ids=(OTHER,))
        with pytest.raises(LateNeedsClinician):
            meeting.add_cases(registry, MEETING, case_ids=(OTHER,), clinician="Dr A", reason=" ")
        stored = meeting.add_cases(
            registry, MEETING, case_ids=(OTHER, CASE), clinician="Dr A", reason="bleeding"
        )
    first, second = stored.meeting.agenda
    assert first.late is None
    assert second.late is not None
    assert (second.late.by, second.late.reason) == ("Dr A", "bleeding")


def test_a_blocked_case_keeps_the_agenda_from_being_frozen_until_a_clinician_overrides(
    registry: Registry,
) -> None:
    planned(registry, CASE, LACKING)
    with pytest.raises(BlockedCases, match=LACKING):
        sitting.freeze(registry, MEETING)
    with pytest.raises(WordNeeded):
        meeting.override(registry, MEETING, case_id=LACKING, clinician="Dr A", reason="")
    meeting.override(registry, MEETING, case_id=LACKING, clinician="Dr A", reason="known to us")
    assert sitting.freeze(registry, MEETING).meeting.is_frozen
    assert readiness.of_meeting(registry, MEETING)[LACKING].status == "overridden"


def test_a_case_that_is_not_ready_says_why_and_does_not_keep_the_agenda_back(
    registry: Registry,
) -> None:
    planned(registry, CASE, LACKING)
    with pytest.raises(WordNeeded):
        meeting.triage(registry, MEETING, case_id=LACKING, to=Triage.NOT_READY)
    why = NotReady(cause="birth date", owner="coordinator")
    meeting.triage(registry, MEETING, case_id=LACKING, to=Triage.NOT_READY, not_ready=why)
    assert sitting.freeze(registry, MEETING).meeting.item(LACKING).not_ready == why  # type: ignore[union-attr] # it is listed


def test_on_the_day_nothing_is_kept_back(registry: Registry) -> None:
    planned(registry, CASE, LACKING)
    with clock.stopped_at(ON_THE_DAY):
        sitting.freeze(registry, MEETING)
        assert sitting.start(registry, MEETING).meeting.state is MeetingState.RUNNING


def test_changes_of_a_frozen_agenda_are_dated_addenda_and_the_edition_stays(
    registry: Registry,
) -> None:
    planned(registry, CASE, OTHER)
    frozen = sitting.freeze(registry, MEETING)
    meeting.move(registry, MEETING, case_id=OTHER, by=-1)
    meeting.update_item(registry, MEETING, case_id=CASE, minutes=9, question="Which line?")
    sitting.mark(registry, MEETING, name="Dr O", presence=Presence.APOLOGIES)
    found = meeting.load_meeting(registry, MEETING).meeting
    assert [one.number for one in found.addenda] == [1, 2]
    assert [(c.kind, c.case_id) for a in found.addenda for c in a.changes] == [
        (AgendaChangeKind.ORDER, None),
        (AgendaChangeKind.QUESTION, CASE),
        (AgendaChangeKind.MINUTES, CASE),
    ]
    assert {one.at for one in found.addenda} == {BEFORE}
    assert sitting.edition(registry, MEETING, version=1) == frozen
    again = sitting.freeze(registry, MEETING).meeting
    assert again.edition is not None
    assert again.edition.version == 2
    meeting.remove_case(registry, MEETING, case_id=CASE)
    newest = meeting.load_meeting(registry, MEETING).meeting.addenda[-1]
    assert (newest.version, newest.number) == (2, 1)


def test_a_caller_cannot_take_an_edition_or_an_addendum_away(registry: Registry) -> None:
    before = planned(registry).meeting
    sitting.freeze(registry, MEETING)
    meeting.save_meeting(registry, before.model_copy(update={"place": "Room 9"}))
    found = meeting.load_meeting(registry, MEETING).meeting
    assert len(found.editions) == len(found.addenda) == 1


def test_an_edition_that_was_never_frozen_is_unknown(registry: Registry) -> None:
    planned(registry)
    with pytest.raises(UnknownMeeting):
        sitting.edition(registry, MEETING, version=1)


def test_the_quorum_names_the_roles_that_are_missing(registry: Registry) -> None:
    planned(registry)
    assert sitting.quorum_of(registry, MEETING).is_reached
    sitting.mark(registry, MEETING, name="Dr S", presence=Presence.APOLOGIES)
    found = sitting.quorum_of(registry, MEETING)
    assert [need.roles for need in found.missing] == [(BoardRole.SURGERY,)]
    assert (len(found.met), found.wanted) == (6, 7)


def test_in_a_running_meeting_only_those_in_the_room_count(registry: Registry) -> None:
    planned(registry)
    with clock.stopped_at(ON_THE_DAY):
        sitting.start(registry, MEETING)
        assert not sitting.quorum_of(registry, MEETING).met
        sitting.mark(registry, MEETING, name="Dr O", presence=Presence.PRESENT)
        assert len(sitting.quorum_of(registry, MEETING).met) == 1
        sitting.leave(registry, MEETING, name="Dr O")
        assert not sitting.quorum_of(registry, MEETING).met


def test_a_meeting_starts_once(registry: Registry) -> None:
    started(registry)
    with pytest.raises(AlreadyStarted):
        sitting.start(registry, MEETING)


def test_at_the_close_every_case_has_an_outcome_or_is_deferred(registry: Registry) -> None:
    started(registry, CASE, OTHER)
    outcomes.record(registry, typed(registry))
    with pytest.raises(UnfinishedCases, match=OTHER):
        sitting.finish(registry, MEETING)
    assert sitting.unfinished(registry, MEETING).without_outcome == (OTHER,)
    assert meeting.load_meeting(registry, MEETING).meeting.state is MeetingState.RUNNING
    rest = Deferral(
        cause=DeferralCause.TIME, owner="Dr Carl S", returns_on=PartialDate("2026-12-10")
    )
    assert sitting.finish(registry, MEETING, rest=rest).meeting.state is MeetingState.FINISHED
    deferred = outcomes.newest(registry, MEETING, case_id=OTHER).outcome
    assert (deferred.result, deferred.deferral) == (Result.DEFERRED, rest)
    with pytest.raises(NotRunning):
        sitting.finish(registry, MEETING)


def test_a_case_that_was_not_ready_is_deferred_with_what_the_agenda_says(
    registry: Registry,
) -> None:
    planned(registry, LACKING)
    why = NotReady(cause="birth date", owner="coordinator", due=PartialDate("2026-12-01"))
    meeting.triage(registry, MEETING, case_id=LACKING, to=Triage.NOT_READY, not_ready=why)
    sitting.start(registry, MEETING)
    sitting.finish(registry, MEETING)
    deferral = outcomes.newest(registry, MEETING, case_id=LACKING).outcome.deferral
    assert deferral is not None
    assert (deferral.words, deferral.owner) == ("birth date", "coordinator")


def test_what_was_typed_and_not_recorded_is_in_the_outcome_when_it_is_deferred(
    registry: Registry,
) -> None:
    started(registry)
    outcomes.keep(registry, typed(registry, result=None))
    rest = Deferral(
        cause=DeferralCause.TIME, owner="Dr Carl S", returns_on=PartialDate("2026-12-10")
    )
    sitting.finish(registry, MEETING, rest=rest)
    found = outcomes.newest(registry, MEETING, case_id=CASE).outcome
    assert (found.result, len(found.plan)) == (Result.DEFERRED, 1)


def test_a_break_is_set_after_a_case_and_taken_away_again(registry: Registry) -> None:
    planned(registry, CASE, OTHER)
    with pytest.raises(NotOnAgenda):
        sitting.set_break(registry, MEETING, after=LACKING)
    (pause,) = sitting.set_break(registry, MEETING, after=CASE).meeting.pauses
    assert (pause.after, pause.minutes) == (CASE, 10)
    assert sitting.set_break(registry, MEETING, after=CASE).meeting.pauses == ()


def test_each_step_of_a_meeting_stands_in_the_audit_trail(registry: Registry) -> None:
    planned(registry)
    sitting.freeze(registry, MEETING)
    started_at = len(actions(registry))
    sitting.start(registry, MEETING)
    outcomes.record(registry, typed(registry))
    sitting.finish(registry, MEETING)
    assert "meeting_frozen" in actions(registry)
    assert actions(registry)[started_at:] == [
        "meeting_started",
        "outcome_stored",
        "meeting_finished",
    ]


def test_a_viewer_changes_nothing(folder: Path) -> None:
    with clock.stopped_at(BEFORE):
        with a_registry(folder, numbered(1)) as made:
            planned(made)
        with opened_as(folder, UserRole.VIEWER) as registry:
            for verb in (sitting.freeze, sitting.start, sitting.finish):
                with pytest.raises(NotAllowed):
                    verb(registry, MEETING)
            with pytest.raises(NotAllowed):
                meeting.override(registry, MEETING, case_id=CASE, clinician="A", reason="b")
            with pytest.raises(NotAllowed):
                outcomes.keep(registry, outcomes.begin(registry, MEETING, case_id=CASE))
        with opened(folder, USER) as registry:
            assert meeting.next_meeting(registry) is not None


def test_a_case_that_is_not_listed_has_no_triage(registry: Registry) -> None:
    planned(registry)
    with pytest.raises(NotOnAgenda):
        meeting.triage(registry, MEETING, case_id=OTHER, to=Triage.DISCUSS)
    with pytest.raises(NotOnAgenda):
        meeting.move(registry, MEETING, case_id=OTHER, by=1)
    with pytest.raises(NotOnAgenda):
        outcomes.begin(registry, MEETING, case_id=OTHER)
    assert casework.find_cases(registry) == (CASE, OTHER, LACKING)
