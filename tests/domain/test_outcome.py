"""Outcomes: what a signature needs, how a decision stands to the advice, what follows."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from nenboard.domain.board import Verdict
from nenboard.domain.concordance import Advised, Comparison, Concordance, Why, compare, tally
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import (
    ActionDone,
    ActionMoved,
    ActionReopened,
    ActionState,
    ActionWithdrawn,
    Entry,
    FollowUp,
    PlanFollowed,
    Told,
    communication,
    ledger,
    questions,
)
from nenboard.domain.outcome import Departure, OptionRef, Outcome
from nenboard.domain.sign_off import OpenPoint, Point, open_points
from nenboard.domain.terms import (
    Basis,
    Channel,
    DepartureReason,
    Followed,
    NotFollowedReason,
    PlanKind,
    Recipient,
    Result,
)
from tests.domain.outcomes import a_condition, a_deferral, a_line, an_action, an_outcome, some_tells

ADVICE = (
    Advised("N1", "captem", "preferred"),
    Advised("N1", "prrt", "option"),
    Advised("N1", "trial", "option", is_trial=True),
    Advised("N1", "folfox", None, ("option", "selected")),
    Advised("N1", "eve", "not_routine"),
    Advised("N1", "sun", "contraindicated"),
)


def chosen(option: str, **changes: Any) -> Outcome:
    return an_outcome(plan=(a_line(option=OptionRef(node="N1", option=option), **changes),))


def points(outcome: Outcome, advice: tuple[Advised, ...] | None = ADVICE) -> list[Point]:
    return [one.point for one in open_points(outcome, compare(outcome, advice))]


def test_a_complete_outcome_has_no_open_point() -> None:
    assert points(an_outcome()) == []


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"result": None}, Point.RESULT),
        ({"plan": ()}, Point.PLAN),
        ({"plan": (a_line(basis=None),)}, Point.BASIS),
        ({"plan": (a_line(), a_line("2", option=None))}, Point.BASIS),
        ({"plan": (a_line(), a_line("2", basis=Basis.TRIAL))}, Point.BASIS),
        ({"result": Result.CONDITIONAL, "condition": a_condition(due=None)}, Point.CONDITION_DATE),
        ({"result": Result.CONDITIONAL, "condition": a_condition(text=" ")}, Point.CONDITION),
        ({"result": Result.DEFERRED, "deferral": a_deferral(cause=None)}, Point.DEFERRAL_CAUSE),
        ({"result": Result.DEFERRED, "deferral": a_deferral(owner="")}, Point.DEFERRAL_OWNER),
        (
            {"result": Result.DEFERRED, "deferral": a_deferral(returns_on=None)},
            Point.DEFERRAL_RETURN,
        ),
        ({"result": Result.STANDARD_OF_CARE}, Point.PROTOCOL),
        ({"result": Result.RETURNED}, Point.RETURNED_REASON),
        ({"actions": ()}, Point.ACTIONS),
        ({"actions": (an_action(owner=None),)}, Point.ACTION_OWNER),
        ({"actions": (an_action(due=None),)}, Point.ACTION_DATE),
        ({"tell": some_tells()[1:]}, Point.TELL_PATIENT),
        ({"tell": some_tells()[:1]}, Point.TELL_FAMILY_DOCTOR),
        ({"chair": None}, Point.CHAIR),
    ],
)
def test_each_open_point_keeps_an_outcome_from_being_signed(
    changes: dict[str, Any], point: Point
) -> None:
    assert points(an_outcome(**changes)) == [point]


def test_none_needed_is_an_answer_about_actions() -> None:
    assert points(an_outcome(actions=(), has_no_actions=True)) == []


def test_an_open_point_names_its_line() -> None:
    outcome = an_outcome(plan=(a_line(), a_line("2", basis=None)))
    assert open_points(outcome, compare(outcome, ADVICE)) == (OpenPoint(Point.BASIS, "2"),)


@pytest.mark.parametrize(
    ("outcome", "concordance", "why", "verdict"),
    [
        (chosen("captem"), Concordance.LEADING, None, Verdict.FOLLOW),
        (chosen("prrt"), Concordance.LISTED, None, Verdict.FOLLOW),
        (chosen("folfox"), Concordance.WAITING, None, Verdict.FOLLOW),
        (chosen("eve"), Concordance.DEPARTS, Why.NOT_ROUTINE, Verdict.DIFFER),
        (chosen("sun"), Concordance.DEPARTS, Why.CONTRAINDICATED, Verdict.DIFFER),
        (chosen("never heard of"), Concordance.DEPARTS, Why.NOT_LISTED, Verdict.DIFFER),
        (
            an_outcome(plan=(a_line(basis=Basis.CONSENSUS, option=None),)),
            Concordance.DEPARTS,
            Why.NOT_LISTED,
            Verdict.DIFFER,
        ),
        (
            an_outcome(plan=(a_line(basis=Basis.TRIAL, option=None, trial="NCT1"),)),
            Concordance.LISTED,
            None,
            Verdict.FOLLOW,
        ),
        (
            an_outcome(plan=(a_line(kind=PlanKind.TEST),)),
            Concordance.NOT_COMPARED,
            Why.NO_TREATMENT_LINE,
            None,
        ),
        (
            an_outcome(result=Result.DEFERRED, deferral=a_deferral()),
            Concordance.NOT_COMPARED,
            Why.DEFERRED,
            Verdict.POSTPONE,
        ),
        (
            an_outcome(result=Result.RETURNED),
            Concordance.NOT_COMPARED,
            Why.RETURNED,
            None,
        ),
    ],
)
def test_a_decision_is_held_against_the_options_listed(
    outcome: Outcome, concordance: Concordance, why: Why | None, verdict: Verdict | None
) -> None:
    found = compare(outcome, ADVICE)
    assert (found.concordance, found.why, found.verdict) == (concordance, why, verdict)


def test_without_an_answer_nothing_is_compared_and_nothing_is_called_followed() -> None:
    assert compare(an_outcome(), None) == Comparison(Concordance.NOT_COMPARED, Why.NO_ANSWER)
    assert compare(an_outcome(), ()).why is Why.NO_OPTIONS


def test_a_departure_needs_its_reason() -> None:
    outcome = chosen("eve")
    assert points(outcome) == [Point.DEPARTURE_REASON]
    said = outcome.model_copy(update={"departure": Departure(reason=DepartureReason.PATIENT_WISH)})
    assert points(said) == []


def test_an_alternative_is_not_what_is_compared() -> None:
    plan = (a_line(alternative_to="2", option=None, basis=Basis.CONSENSUS), a_line("2"))
    assert compare(an_outcome(plan=plan), ADVICE).concordance is Concordance.LEADING


def test_shares_count_only_what_was_compared() -> None:
    found = tally(compare(o, ADVICE) for o in (chosen("captem"), chosen("eve"), chosen("folfox")))
    assert (found.compared, found.concordant) == (3, 2)
    found = tally([compare(an_outcome(), None)])
    assert (found.compared, found.concordant, found.causes) == (0, 0, {Why.NO_ANSWER: 1})


def test_the_joints_of_an_outcome_hold() -> None:
    for changes in (
        {"plan": (a_line(), a_line())},
        {"plan": (a_line(alternative_to="9"),)},
        {"plan": (a_line(alternative_to="1"),)},
        {"actions": (an_action(), an_action())},
        {"tell": (*some_tells(), *some_tells())},
    ):
        with pytest.raises(ValidationError):
            an_outcome(**changes)


def entered(*entries: Entry) -> list[FollowUp]:
    return [FollowUp(case_id="NEN-00001", meeting_id="MDT-0001", entry=one) for one in entries]


def test_an_action_is_open_until_it_is_done_and_then_no_more_overdue() -> None:
    (line,) = ledger(an_outcome(), [])
    assert (line.state, line.is_overdue(date(2026, 12, 2))) == (ActionState.OPEN, False)
    assert line.is_overdue(date(2026, 12, 3))
    done = ActionDone(action="a1", on=PartialDate("2026-12-01"))
    (line,) = ledger(an_outcome(), entered(done))
    assert (line.state, line.is_overdue(date(2027, 1, 1))) == (ActionState.DONE, False)


def test_an_action_that_moved_has_its_new_owner_and_date() -> None:
    moved = ActionMoved(action="a1", owner="Dr B", due=PartialDate("2027-01-10"), reason="ill")
    (line,) = ledger(an_outcome(), entered(moved))
    assert (line.action.owner, line.moves) == ("Dr B", 1)
    assert not line.is_overdue(date(2027, 1, 10))


def test_an_action_closed_by_mistake_is_open_again() -> None:
    gone = ActionWithdrawn(action="a1", reason="not needed")
    again = ActionReopened(action="a1", reason="it is")
    assert ledger(an_outcome(), entered(gone))[0].state is ActionState.WITHDRAWN
    assert ledger(an_outcome(), entered(gone, again))[0].state is ActionState.OPEN


def test_whoever_was_not_told_by_the_day_is_overdue() -> None:
    told = Told(
        to=Recipient.PATIENT, who="Nurse S", how=Channel.PHONE, on=PartialDate("2026-11-27")
    )
    patient, doctor = communication(an_outcome(), entered(told))
    assert (patient.told, patient.is_overdue(date(2027, 1, 1))) == (told, False)
    assert (doctor.told, doctor.is_overdue(date(2026, 12, 1))) == (None, True)


def test_a_plan_is_asked_after_at_each_of_the_days() -> None:
    answer = PlanFollowed(
        after_days=14, followed=Followed.NOT, reason=NotFollowedReason.PATIENT_CHOICE
    )
    first, second = questions(an_outcome(), entered(answer), after_days=(14, 90))
    assert (first.asked_on, first.answer) == (date(2026, 12, 10), answer)
    assert (second.asked_on, second.answer) == (date(2027, 2, 24), None)


def test_a_deferred_case_is_not_asked_after() -> None:
    outcome = an_outcome(result=Result.DEFERRED, deferral=a_deferral())
    assert questions(outcome, [], after_days=(14,)) == ()


def test_a_plan_not_followed_says_why() -> None:
    with pytest.raises(ValidationError, match="needs the reason"):
        PlanFollowed(after_days=14, followed=Followed.PARTLY)
