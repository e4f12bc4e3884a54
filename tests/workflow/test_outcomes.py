"""Outcomes by their verbs: typed, recorded, read back, signed by a board lead, corrected."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nenboard.domain.concordance import Concordance
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import DiscussionRef, OptionRef, OutcomeDraft, Typing
from nenboard.domain.sign_off import Point
from nenboard.domain.terms import Basis, Result, Triage
from nenboard.registry.errors import RevisionConflict, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.workflow import assess, casework, clock, meeting, meeting_mode, outcomes, signing
from nenboard.workflow.board_errors import (
    DraftOpen,
    InvalidCase,
    NoOutcome,
    NotReadBack,
    NotRunning,
    NotSigned,
    OutcomeOpen,
    SignedOutcome,
    WordNeeded,
)
from nenboard.workflow.errors import NotAllowed
from tests.domain.outcomes import a_deferral
from tests.workflow.board_support import (
    CASE,
    COORDINATOR,
    LEAD,
    MEETING,
    ON_THE_DAY,
    PEOPLE,
    SIGNER,
    opened,
    signed,
    staffed,
    started,
    typed,
)
from tests.workflow.support import PASSPHRASE, numbered

OTHER = "NEN-00002"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed registry with a running meeting and one case on its agenda."""
    folder = tmp_path_factory.mktemp("board") / "registry"
    with clock.stopped_at(ON_THE_DAY), staffed(folder, 1, 2) as made:
        started(made)
    return folder


@pytest.fixture
def registry(template: Path, folder: Path) -> Iterator[Registry]:
    """That registry, opened by the coordinator."""
    shutil.copytree(template, folder)
    with clock.stopped_at(ON_THE_DAY), opened(folder, COORDINATOR) as made:
        yield made


def changed(draft: OutcomeDraft, **changes: Any) -> OutcomeDraft:
    return draft.model_copy(update={"outcome": draft.outcome.model_copy(update=changes)})


def test_a_new_outcome_holds_question_revision_and_advice_and_decides_nothing(
    registry: Registry,
) -> None:
    found = outcomes.begin(registry, MEETING, case_id=CASE).outcome
    assert found.advice is not None
    assert (found.revision, found.advice.number, found.chair) == (1, 1, "Dr Carl S")
    assert found.question == numbered(1).referral.question
    assert (found.result, found.plan, found.decided) == (None, (), None)


def test_an_answer_to_an_older_revision_is_not_laid_before_the_board(registry: Registry) -> None:
    casework.save_case(registry, numbered(1, note="new"))
    found = outcomes.begin(registry, MEETING, case_id=CASE).outcome
    assert (found.revision, found.advice) == (2, None)


def test_recording_adds_the_day_and_who_was_in_the_room(registry: Registry) -> None:
    stored = outcomes.record(registry, typed(registry))
    assert str(stored.outcome.decided) == "2026-11-26"
    assert [one.name for one in stored.outcome.present] == [name for name, _role in PEOPLE]
    assert registry.outcome_drafts.of_meeting(MEETING) == ()


def test_recording_the_same_again_makes_no_version(registry: Registry) -> None:
    draft = typed(registry)
    first = outcomes.record(registry, draft)
    assert outcomes.record(registry, changed(draft)) == first
    later = outcomes.begin(registry, MEETING, case_id=CASE)
    assert (later.base_version, later.outcome) == (1, first.outcome)


def test_what_was_recorded_meanwhile_is_not_overwritten(registry: Registry) -> None:
    draft = typed(registry)
    outcomes.record(registry, draft)
    with pytest.raises(RevisionConflict):
        outcomes.record(registry, changed(draft, chair="Dr B"))


def test_the_bar_shows_what_was_being_typed_with_its_caret(registry: Registry) -> None:
    draft = typed(registry).model_copy(
        update={"typing": Typing(field="plan.1", text="CAPT", caret=4)}
    )
    outcomes.keep(registry, draft)
    assert outcomes.begin(registry, MEETING, case_id=CASE) == draft
    outcomes.give_up(registry, MEETING, case_id=CASE)
    assert outcomes.begin(registry, MEETING, case_id=CASE).typing is None


def test_a_text_that_is_no_value_yet_stops_the_reading_back(registry: Registry) -> None:
    first = outcomes.record(registry, typed(registry))
    rough = (Typing(field="condition_date", text="31-Nov"),)
    outcomes.keep(registry, OutcomeDraft(outcome=first.outcome, base_version=1, rough=rough))
    with pytest.raises(DraftOpen):
        outcomes.read_back(registry, MEETING, case_id=CASE)


def test_the_room_sees_an_outcome_only_after_it_was_read_back(registry: Registry) -> None:
    first = outcomes.record(registry, typed(registry))
    assert outcomes.visible_in_room(registry, MEETING, case_id=CASE) is None
    outcomes.read_back(registry, MEETING, case_id=CASE)
    draft = outcomes.begin(registry, MEETING, case_id=CASE)
    outcomes.record(registry, changed(draft, chair="Dr B"))
    shown = outcomes.visible_in_room(registry, MEETING, case_id=CASE)
    assert shown is not None
    assert shown.version == first.version


def test_a_signature_needs_reading_back_of_that_very_version(registry: Registry) -> None:
    outcomes.record(registry, typed(registry))
    with pytest.raises(NotReadBack):
        signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    outcomes.read_back(registry, MEETING, case_id=CASE)
    outcomes.record(registry, changed(outcomes.begin(registry, MEETING, case_id=CASE), chair="B"))
    with pytest.raises(NotReadBack):
        signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)


def test_nothing_is_read_back_or_signed_while_something_typed_is_not_recorded(
    registry: Registry,
) -> None:
    with pytest.raises(NoOutcome):
        outcomes.read_back(registry, MEETING, case_id=CASE)
    draft = outcomes.begin(registry, MEETING, case_id=CASE)
    outcomes.record(registry, typed(registry))
    outcomes.keep(registry, changed(draft, chair="half ty"))
    with pytest.raises(DraftOpen):
        outcomes.read_back(registry, MEETING, case_id=CASE)
    with pytest.raises(DraftOpen):
        signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)


def test_a_signature_names_every_open_point(registry: Registry) -> None:
    outcomes.record(registry, typed(registry, actions=(), tell=()))
    outcomes.read_back(registry, MEETING, case_id=CASE)
    with pytest.raises(OutcomeOpen, match="who tells the patient") as caught:
        signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    assert [one.point for one in caught.value.points] == [
        Point.ACTIONS,
        Point.TELL_PATIENT,
        Point.TELL_FAMILY_DOCTOR,
    ]


def test_only_a_board_lead_signs_and_proves_it(registry: Registry) -> None:
    outcomes.record(registry, typed(registry))
    outcomes.read_back(registry, MEETING, case_id=CASE)
    with pytest.raises(NotAllowed):
        signing.sign(registry, MEETING, case_id=CASE, signer=signing.Signer(name="Dr Berta"))
    wrong = signing.Signer(name="Dr Carl S", user=LEAD, passphrase="not the passphrase")
    with pytest.raises(WrongPassphrase):
        signing.sign(registry, MEETING, case_id=CASE, signer=wrong)
    with pytest.raises(WordNeeded):
        signing.sign(registry, MEETING, case_id=CASE, signer=signing.Signer(name=" "))
    with clock.stopped_at(ON_THE_DAY + timedelta(minutes=10)):
        stored = signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    assert stored.signature is not None
    assert (stored.signature.attested.name, stored.signature.by) == ("Dr Carl S", LEAD)
    assert stored.signature.attested.sha256 == stored.sha256
    assert PASSPHRASE not in repr(SIGNER)


def test_a_board_lead_who_is_signed_in_signs_without_a_second_passphrase(
    registry: Registry, folder: Path
) -> None:
    outcomes.record(registry, typed(registry))
    outcomes.read_back(registry, MEETING, case_id=CASE)
    registry.close()
    with opened(folder, LEAD) as own:
        assert signing.sign(
            own, MEETING, case_id=CASE, signer=signing.Signer(name="Dr Carl S")
        ).is_signed


def test_a_signed_outcome_is_corrected_by_a_new_version_without_the_signature(
    registry: Registry,
) -> None:
    first = signed(registry)
    draft = outcomes.begin(registry, MEETING, case_id=CASE)
    with pytest.raises(SignedOutcome):
        outcomes.record(registry, changed(draft, chair="Dr B"))
    with pytest.raises(SignedOutcome):
        outcomes.read_back(registry, MEETING, case_id=CASE)
    with pytest.raises(SignedOutcome):
        signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    with pytest.raises(WordNeeded):
        outcomes.correct(registry, MEETING, case_id=CASE, reason=" ")
    correction = outcomes.correct(registry, MEETING, case_id=CASE, reason="wrong chair")
    second = outcomes.record(registry, changed(correction, chair="Dr B"))
    assert (second.version, second.is_signed, second.read_back) == (2, False, None)
    assert outcomes.final(registry, MEETING, case_id=CASE) is None
    assert registry.outcomes.versions(CASE, MEETING)[0] == first
    outcomes.read_back(registry, MEETING, case_id=CASE)
    signing.sign(registry, MEETING, case_id=CASE, signer=SIGNER)
    final = outcomes.final(registry, MEETING, case_id=CASE)
    assert final is not None
    assert (final.version, final.outcome.chair) == (2, "Dr B")


def test_an_unsigned_outcome_is_changed_and_not_corrected(registry: Registry) -> None:
    outcomes.record(registry, typed(registry))
    with pytest.raises(NotSigned):
        outcomes.correct(registry, MEETING, case_id=CASE, reason="typo")


def test_values_that_cannot_be_right_keep_an_outcome_from_being_signed(
    registry: Registry,
) -> None:
    wrong = numbered(1)
    wrong = wrong.model_copy(
        update={"patient": wrong.patient.model_copy(update={"birth_date": PartialDate("2030")})}
    )
    casework.save_case(registry, wrong)
    with pytest.raises(InvalidCase, match="patient"):
        signed(registry)


def test_a_decision_is_held_against_the_answer_that_lay_before_the_board(
    registry: Registry,
) -> None:
    draft = typed(registry)
    assert outcomes.comparison(registry, draft.outcome).concordance is Concordance.LEADING
    outcomes.record(registry, draft)
    casework.save_case(registry, numbered(1, note="later"))
    assess.run(registry, CASE)
    stored = outcomes.newest(registry, MEETING, case_id=CASE)
    assert outcomes.comparison(registry, stored.outcome).concordance is Concordance.LEADING
    line = stored.outcome.plan[0]
    other = line.model_copy(update={"option": OptionRef(node="NOWHERE", option="x")})
    outcome = stored.outcome.model_copy(update={"plan": (other,)})
    assert outcomes.comparison(registry, outcome).needs_reason
    assert [one.point for one in outcomes.checklist(registry, outcome)] == [Point.DEPARTURE_REASON]


def test_a_trial_is_held_against_the_trial_that_is_listed(registry: Registry) -> None:
    draft = typed(registry)
    line = draft.outcome.plan[0].model_copy(
        update={"basis": Basis.TRIAL, "option": None, "trial": "NCT02246127"}
    )
    outcome = draft.outcome.model_copy(update={"plan": (line,)})
    found = outcomes.comparison(registry, outcome)
    assert found.advised is not None
    assert found.advised.is_trial


def test_standard_of_care_is_confirmed_by_its_protocol(registry: Registry) -> None:
    meeting.triage(registry, MEETING, case_id=CASE, to=Triage.STANDARD_OF_CARE)
    with pytest.raises(WordNeeded):
        outcomes.confirm_standard(registry, MEETING, case_id=CASE)
    meeting.update_item(registry, MEETING, case_id=CASE, protocol="SoC-03")
    found = outcomes.confirm_standard(registry, MEETING, case_id=CASE).outcome
    assert (found.result, found.protocol) == (Result.STANDARD_OF_CARE, "SoC-03")


def test_a_new_discussion_is_linked_to_the_earlier_one(registry: Registry) -> None:
    signed(registry, result=Result.DEFERRED, deferral=a_deferral(), plan=())
    again = meeting.usual_meeting(registry, PartialDate("2026-12-17"))
    meeting.save_meeting(registry, again, expected_revision=0)
    stored = meeting.add_cases(registry, again.id, case_ids=(CASE, OTHER))
    assert [item.earlier for item in stored.meeting.agenda] == [MEETING, None]
    found = outcomes.begin(registry, again.id, case_id=CASE).outcome
    assert found.earlier == DiscussionRef(meeting_id=MEETING, version=1)
    assert outcomes.begin(registry, again.id, case_id=OTHER).outcome.earlier is None


def test_the_timer_counts_each_case_and_stands_still_on_a_break(registry: Registry) -> None:
    meeting.add_cases(registry, MEETING, case_ids=(OTHER,), clinician="Dr A", reason="urgent")
    at = ON_THE_DAY
    meeting_mode.step(registry, MEETING, by=1)
    with clock.stopped_at(at + timedelta(seconds=60)):
        assert meeting_mode.step(registry, MEETING, by=1).case_id == OTHER
    with clock.stopped_at(at + timedelta(seconds=90)):
        assert meeting_mode.take_break(registry, MEETING).is_on_break
    with clock.stopped_at(at + timedelta(seconds=600)):
        assert not meeting_mode.show(registry, MEETING, case_id=CASE).is_on_break
    meeting_mode.place_caret(registry, MEETING, field="plan.1", caret=3)
    found = meeting_mode.resume(registry, MEETING)
    assert (found.case_id, found.field, found.caret) == (CASE, "plan.1", 3)
    late = at + timedelta(seconds=610)
    assert meeting_mode.seconds_spent(found, CASE, at=late) == 70
    assert meeting_mode.seconds_spent(found, OTHER, at=late) == 30


def test_the_ends_of_the_list_are_not_passed(registry: Registry) -> None:
    for by in (1, 1, -1, -1):
        assert meeting_mode.step(registry, MEETING, by=by).case_id == CASE
    planned = meeting.save_meeting(registry, meeting.new_meeting(registry, PartialDate("2027")))
    with pytest.raises(NotRunning):
        meeting_mode.show(registry, planned.meeting_id, case_id=CASE)
