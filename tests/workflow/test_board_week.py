"""The coordinator's week by its verbs: list, chase, order, run, record, sign, tell, follow up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nenboard.domain.board import GuestSlot
from nenboard.domain.chase import ChaseState
from nenboard.domain.concordance import Concordance
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import (
    ActionDone,
    Entry,
    OutcomeAddendum,
    PlanFollowed,
    Told,
)
from nenboard.domain.outcome import Deferral, Departure
from nenboard.domain.patient import Vital
from nenboard.domain.readiness import Status
from nenboard.domain.terms import (
    Basis,
    Channel,
    DeferralCause,
    DepartureReason,
    Followed,
    Recipient,
    Result,
    Triage,
)
from nenboard.registry.folder import Registry
from nenboard.workflow import (
    agenda_order,
    board_figures,
    board_page,
    casework,
    chase,
    clock,
    follow_up,
    maintain,
    meeting,
    meeting_mode,
    outcomes,
    readiness,
    returns,
    signing,
    sitting,
)
from nenboard.workflow.board_errors import NoOrder, NotAsked, NotSigned, UnknownAction, WordNeeded
from tests.domain.outcomes import a_deferral
from tests.workflow.board_support import (
    BEFORE,
    CASE,
    COORDINATOR,
    DAY,
    MEETING,
    ON_THE_DAY,
    SIGNER,
    planned,
    signed,
    staffed,
    started,
    typed,
)
from tests.workflow.support import PASSPHRASE, numbered

OTHER, THIRD = "NEN-00002", "NEN-00003"
NEXT = "MDT-0002"
LATER = PartialDate("2026-12-10")


@pytest.fixture
def registry(folder: Path) -> Iterator[Registry]:
    """Three cases, opened by the coordinator some days before the meeting."""
    with clock.stopped_at(BEFORE), staffed(folder, 1, 2, 3) as made:
        yield made


def answered(registry: Registry, case_id: str) -> None:
    """Enter the key worker, the one item that the cases of these tests lack."""
    stored = casework.load_case(registry, case_id)
    referral = stored.case.referral.model_copy(update={"key_worker": "Nurse S"})
    casework.save_case(registry, stored.case.model_copy(update={"referral": referral}))


def test_an_answer_that_comes_back_re_checks_its_case(registry: Registry) -> None:
    planned(registry)
    lines = chase.chase_list(registry, MEETING)
    assert [(line.item, line.due) for line in lines["nurse"]] == [("7", date(2026, 11, 24))]
    asked = chase.ask(registry, CASE, item="7")
    assert (asked.state, asked.due) == (ChaseState.ASKED, date(2026, 11, 24))
    assert chase.came_back(registry, CASE, item="7").status is Status.CHECK
    assert chase.line_of(registry, CASE, item="7").state is ChaseState.BACK_NOT_ENTERED
    answered(registry, CASE)
    assert chase.came_back(registry, CASE, item="7").status is Status.READY
    assert chase.line_of(registry, CASE, item="7").state is ChaseState.BACK
    assert chase.chase_list(registry, MEETING) == {}


def test_reminders_go_out_by_the_days_of_the_file(registry: Registry) -> None:
    planned(registry)
    chase.ask(registry, CASE, item="7")
    assert chase.reminders_due(registry) == ()
    with clock.stopped_at(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        assert [line.item for line in chase.reminders_due(registry)] == ["7"]
        chase.remind(registry, CASE, item="7")
        assert chase.reminders_due(registry) == ()
    for verb in (chase.remind, chase.line_of):
        with pytest.raises(NotAsked):
            verb(registry, CASE, item="36")
    with pytest.raises(WordNeeded):
        chase.ask(registry, CASE, item="no such item")
    dropped = chase.drop(registry, CASE, item="7", reason="moved away")
    assert dropped.state is ChaseState.DROPPED


def test_a_suggested_order_is_only_applied_when_it_is_accepted(registry: Registry) -> None:
    planned(registry, CASE, OTHER, THIRD)
    meeting.triage(registry, MEETING, case_id=CASE, to=Triage.STANDARD_OF_CARE)
    guest = GuestSlot(name="Dr G", starts=DAY_STARTS, ends=DAY_STARTS.replace(minute=10))
    meeting.update_item(registry, MEETING, case_id=THIRD, guest=guest, minutes=9)
    before = agenda_order.time_plan(registry, MEETING)
    assert (before.case_ids, before.keeps_limits) == ((CASE, OTHER, THIRD), False)
    plan = agenda_order.suggest_order(registry, MEETING)
    assert plan.keeps_limits
    assert plan.is_best
    assert plan.case_ids == (THIRD, OTHER, CASE)
    assert [one.slot.starts for one in plan.placed] == [0, 9, 17]
    assert plan.over == 0
    assert agenda_order.Reason.GUEST in plan.placed[0].reasons
    assert agenda_order.Reason.COMPLEX in plan.placed[1].reasons
    assert plan.placed[2].reasons == (agenda_order.Reason.NOT_DISCUSSED,)
    assert agenda_order.time_plan(registry, MEETING).case_ids == (CASE, OTHER, THIRD)
    stored = agenda_order.accept_order(registry, MEETING, plan=plan)
    assert [item.case_id for item in stored.meeting.agenda] == list(plan.case_ids)


DAY_STARTS = datetime(2026, 11, 26, 14, 0, tzinfo=UTC).time()


def test_two_guests_at_one_time_give_no_order_and_leave_the_agenda(registry: Registry) -> None:
    stored = planned(registry, CASE, OTHER)
    guest = GuestSlot(name="Dr G", starts=DAY_STARTS, ends=DAY_STARTS.replace(minute=10))
    for case_id in (CASE, OTHER):
        stored = meeting.update_item(registry, MEETING, case_id=case_id, guest=guest)
    with pytest.raises(NoOrder):
        agenda_order.suggest_order(registry, MEETING)
    assert meeting.load_meeting(registry, MEETING) == stored


def test_a_long_list_gets_a_break_and_says_by_how_much_it_is_too_long(
    registry: Registry,
) -> None:
    planned(registry, CASE, OTHER, THIRD)
    for case_id in (CASE, OTHER, THIRD):
        meeting.update_item(registry, MEETING, case_id=case_id, minutes=25)
    plan = agenda_order.suggest_order(registry, MEETING)
    assert (plan.total, plan.over) == (95, 20)
    assert [pause.minutes for pause in plan.breaks] == [10, 10]
    stored = agenda_order.accept_order(registry, MEETING, plan=plan)
    assert stored.meeting.pauses == plan.breaks
    assert agenda_order.time_plan(registry, MEETING).total == 95


def test_a_deferred_case_comes_back_to_the_meeting_that_is_planned(registry: Registry) -> None:
    started(registry)
    returns.plan(registry, meeting.usual_meeting(registry, LATER))
    signed(registry, result=Result.DEFERRED, deferral=a_deferral(), plan=())
    (item,) = meeting.load_meeting(registry, NEXT).meeting.agenda
    assert (item.case_id, item.returns_from, item.earlier) == (CASE, MEETING, MEETING)
    assert returns.waiting(registry) == ()
    sitting.finish(registry, MEETING)
    assert len(meeting.load_meeting(registry, NEXT).meeting.agenda) == 1


def test_a_deferred_case_waits_for_a_meeting_of_its_day_to_be_planned(
    registry: Registry,
) -> None:
    started(registry)
    signed(registry, result=Result.DEFERRED, deferral=a_deferral(), plan=())
    assert [one.case_id for one in returns.waiting(registry)] == [CASE]
    early = returns.plan(registry, meeting.usual_meeting(registry, PartialDate("2026-12-03")))
    assert early.meeting.agenda == ()
    due = returns.plan(registry, meeting.usual_meeting(registry, LATER))
    assert [item.case_id for item in due.meeting.agenda] == [CASE]


def test_a_deferred_case_can_be_brought_back_earlier_to_a_meeting_of_choice(
    registry: Registry,
) -> None:
    started(registry)
    stored = signed(registry, result=Result.DEFERRED, deferral=a_deferral(), plan=())
    early = returns.plan(registry, meeting.usual_meeting(registry, PartialDate("2026-12-03")))
    back = returns.bring_back(registry, stored, to=early.meeting_id)
    assert back is not None
    assert [(item.case_id, item.returns_from) for item in back.meeting.agenda] == [(CASE, MEETING)]
    assert returns.waiting(registry) == ()


def test_a_deferred_case_returns_to_the_meeting_that_was_named(registry: Registry) -> None:
    started(registry)
    returns.plan(registry, meeting.usual_meeting(registry, LATER))
    named = returns.plan(registry, meeting.usual_meeting(registry, PartialDate("2027-01-14")))
    signed(
        registry,
        result=Result.DEFERRED,
        deferral=a_deferral(returns_on=None, returns_to=named.meeting_id),
        plan=(),
    )
    assert meeting.load_meeting(registry, NEXT).meeting.agenda == ()
    found = meeting.load_meeting(registry, named.meeting_id).meeting.item(CASE)
    assert found is not None
    assert found.returns_from == MEETING


def test_a_deferred_case_that_returns_after_the_cut_off_is_marked_as_late(
    registry: Registry,
) -> None:
    started(registry)
    soon = meeting.usual_meeting(registry, PartialDate("2026-11-27"))
    returns.plan(registry, soon.model_copy(update={"cut_off": PartialDate("2026-11-19")}))
    deferral = a_deferral(returns_on=PartialDate("2026-11-27"))
    signed(registry, result=Result.DEFERRED, deferral=deferral, plan=())
    (item,) = meeting.load_meeting(registry, NEXT).meeting.agenda
    assert item.late is not None


def test_the_page_of_the_board_has_its_figures_in_one_reading(registry: Registry) -> None:
    started(registry, CASE, OTHER, THIRD)
    meeting.triage(registry, MEETING, case_id=THIRD, to=Triage.STANDARD_OF_CARE)
    signed(registry)
    found = board_page.board(registry, MEETING)
    assert (found.triage, found.to_discuss) == (
        {Triage.DISCUSS: 2, Triage.STANDARD_OF_CARE: 1},
        {Status.CHECK: 2},
    )
    assert (found.plan.total, found.plan.over, found.late) == (17, 0, ())
    assert (found.quorum.is_reached, len(found.actions), found.overdue) == (True, 1, ())
    assert [(line.case_id, line.item) for line in found.chase] == [
        (CASE, "7"),
        (OTHER, "7"),
        (THIRD, "7"),
    ]
    assert found.unfinished == sitting.Unfinished((OTHER, THIRD), (), ())
    assert found.waiting == ()


def test_an_outcome_is_followed_through_to_its_last_question(registry: Registry) -> None:
    started(registry)
    with clock.stopped_at(ON_THE_DAY):
        signed(registry)
    with pytest.raises(UnknownAction):
        enter(registry, ActionDone(action="a9", on=DAY))
    (line,) = follow_up.action_ledger(registry)
    assert line.is_overdue(date(2026, 12, 3))
    enter(registry, ActionDone(action="a1", on=PartialDate("2026-12-01")))
    enter(
        registry,
        Told(to=Recipient.PATIENT, who="Nurse S", how=Channel.PHONE, on=PartialDate("2026-11-27")),
    )
    told, not_told = follow_up.communications(registry, meeting_id=MEETING)
    assert (told.told is not None, not_told.told) == (True, None)
    assert follow_up.due_questions(registry) == ()
    with clock.stopped_at(ON_THE_DAY + timedelta(days=14)):
        (due,) = follow_up.due_questions(registry)
        assert (due.question.after_days, due.has_died) == (14, False)
        enter(registry, PlanFollowed(after_days=14, followed=Followed.FULLY))
        assert follow_up.due_questions(registry) == ()
    stored = casework.load_case(registry, CASE).case
    died = stored.patient.model_copy(update={"vital": Vital(died=PartialDate("2027-02"))})
    casework.save_case(registry, stored.model_copy(update={"patient": died}))
    with clock.stopped_at(ON_THE_DAY + timedelta(days=90)):
        (due,) = follow_up.due_questions(registry)
        assert (due.question.after_days, due.has_died) == (90, True)


def enter(registry: Registry, entry: Entry, case_id: str = CASE) -> None:
    follow_up.enter(registry, MEETING, case_id=case_id, entry=entry)


def test_a_later_fact_is_an_addendum_beside_what_was_signed(registry: Registry) -> None:
    started(registry)
    outcomes.record(registry, typed(registry))
    note = OutcomeAddendum(text="DPYD is normal", reason="result came")
    with pytest.raises(NotSigned):
        enter(registry, note)
    outcomes.read_back(registry, MEETING, case_id=CASE)
    before = signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    enter(registry, note)
    (found,) = follow_up.addenda(registry, MEETING, case_id=CASE)
    assert (found.follow_up.entry, found.by) == (note, COORDINATOR)
    assert outcomes.final(registry, MEETING, case_id=CASE) == before


def test_the_figures_count_what_was_signed_and_say_why_boards_departed(
    registry: Registry,
) -> None:
    started(registry, CASE, OTHER, THIRD)
    with clock.stopped_at(ON_THE_DAY):
        signed(registry)
        line = typed(registry, OTHER).outcome.plan[0]
        own = line.model_copy(update={"basis": Basis.CONSENSUS, "option": None})
        why = Departure(reason=DepartureReason.PATIENT_WISH)
        signed(registry, OTHER, plan=(own,), departure=why)
        rest = Deferral(cause=DeferralCause.TIME, owner="Dr Carl S", returns_on=LATER)
        sitting.finish(registry, MEETING, rest=rest)
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    with clock.stopped_at(ON_THE_DAY + timedelta(days=20)):
        found = board_figures.figures(registry, first, last=last)
    assert (found.meetings, found.listed, found.late) == ((MEETING,), 3, 0)
    assert found.outcomes == {Result.AGREED: 2, Result.DEFERRED: 1}
    assert found.deferrals == {DeferralCause.TIME: 1}
    assert found.unsigned == ((MEETING, THIRD),)
    assert found.concordance.counts[Concordance.LEADING] == 1
    assert (found.concordance.concordant, found.concordance.compared) == (1, 2)
    assert found.departures == {DepartureReason.PATIENT_WISH: 1}
    assert (found.after.unanswered, found.after.actions_overdue, found.after.not_told) == (2, 2, 4)
    assert board_figures.figures(registry, last, last=last).meetings == ()


def test_the_week_of_the_coordinator_leaves_a_whole_registry(
    registry: Registry, folder: Path
) -> None:
    planned(registry, CASE, OTHER, THIRD)
    for case_id in (CASE, OTHER, THIRD):
        chase.ask(registry, case_id, item="7")
        answered(registry, case_id)
        assert chase.came_back(registry, case_id, item="7").status is Status.READY
    plan = agenda_order.suggest_order(registry, MEETING)
    agenda_order.accept_order(registry, MEETING, plan=plan)
    sitting.freeze(registry, MEETING)
    assert set(readiness.of_meeting(registry, MEETING)) == {CASE, OTHER, THIRD}
    with clock.stopped_at(ON_THE_DAY):
        sitting.start(registry, MEETING)
        for _case in range(3):
            shown = meeting_mode.step(registry, MEETING, by=1).case_id
            assert shown is not None
            draft = typed(registry, shown)
            outcomes.keep(registry, draft)
            stored = signed(registry, shown)
            assert stored.is_signed
        sitting.finish(registry, MEETING)
        assert sitting.unfinished(registry, MEETING) == sitting.Unfinished((), (), ())
    kinds = [entry.action for entry in registry.audit.entries()]
    assert kinds.count("outcome_signed") == 3
    registry.close()
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE, user=COORDINATOR)
    assert report.is_good, report.findings
    assert report.counts["outcomes"] == 3


def test_a_case_without_an_answer_of_the_algorithm_is_decided_all_the_same(
    registry: Registry,
) -> None:
    planned(registry)
    casework.save_case(registry, numbered(1, note="changed"))
    sitting.start(registry, MEETING)
    stored = signed(registry)
    found = outcomes.comparison(registry, stored.outcome)
    assert (found.concordance, found.verdict) == (Concordance.NOT_COMPARED, None)
