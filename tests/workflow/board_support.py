"""What the tests of the board share: a planned meeting, people, and outcomes typed to the end."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, OutcomeDraft, PlanLine
from nenboard.domain.terms import Basis, BoardRole, PlanKind, Presence, Result
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.registry.meetings import StoredMeeting
from nenboard.registry.outcomes import StoredOutcome
from nenboard.workflow import (
    advice,
    assess,
    casework,
    clock,
    meeting,
    outcomes,
    returns,
    signing,
    sitting,
)
from tests.domain.outcomes import an_action, some_tells
from tests.workflow.support import AT, PASSPHRASE, USER, a_registry, numbered

DAY = PartialDate("2026-11-26")
BEFORE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AFTER_CUT_OFF = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
MEETING = "MDT-0001"
CASE = "NEN-00001"
COORDINATOR, LEAD = "Berta", "Carl"
SIGNER = signing.Signer(name="Dr Carl S", capacity="chair", user=LEAD, passphrase=PASSPHRASE)
PEOPLE = (
    ("Dr O", BoardRole.ONCOLOGY),
    ("Dr E", BoardRole.ENDOCRINOLOGY),
    ("Dr S", BoardRole.SURGERY),
    ("Dr N", BoardRole.NUCLEAR_MEDICINE),
    ("Dr R", BoardRole.RADIOLOGY),
    ("Dr P", BoardRole.PATHOLOGY),
    ("Nurse S", BoardRole.NURSE_SPECIALIST),
)


def staffed(folder: Path, *numbers: int) -> Registry:
    """A registry with an editor and a board lead, opened by the editor."""
    with a_registry(folder, *(numbered(number) for number in numbers)) as registry:
        people = registry.people
        people.add(COORDINATOR, role=UserRole.EDITOR, passphrase=PASSPHRASE, at=AT)
        people.add(LEAD, role=UserRole.BOARD_LEAD, passphrase=PASSPHRASE, at=AT)
    return casework.open_registry(folder, passphrase=PASSPHRASE, user=COORDINATOR)


def opened(folder: Path, user: str = USER) -> Registry:
    return casework.open_registry(folder, passphrase=PASSPHRASE, user=user)


def planned(registry: Registry, *case_ids: str) -> StoredMeeting:
    """The usual meeting with a chair, these cases on its agenda, people expected."""
    usual = meeting.usual_meeting(registry, DAY)
    stored = returns.plan(registry, usual.model_copy(update={"chair": "Dr Carl S"}))
    sitting.expect(registry, stored.meeting_id, *PEOPLE)
    return meeting.add_cases(registry, stored.meeting_id, case_ids=case_ids or (CASE,))


def started(registry: Registry, *case_ids: str) -> StoredMeeting:
    """The same, assessed and running, with everybody there."""
    with clock.stopped_at(BEFORE):
        stored = planned(registry, *case_ids)
    for item in stored.meeting.agenda:
        assess.run(registry, item.case_id)
    for name, _role in PEOPLE:
        sitting.mark(registry, stored.meeting_id, name=name, presence=Presence.PRESENT)
    return sitting.start(registry, stored.meeting_id)


def typed(registry: Registry, case_id: str = CASE, **changes: Any) -> OutcomeDraft:
    """A complete outcome as it stands in the bar: the first option listed, agreed."""
    draft = outcomes.begin(registry, MEETING, case_id=case_id)
    given: dict[str, Any] = {
        "result": Result.AGREED,
        "plan": (leading_line(registry, draft.outcome),),
        "actions": (an_action(),),
        "tell": some_tells(),
    }
    outcome = Outcome.model_validate({**dict(draft.outcome), **given, **changes})
    return OutcomeDraft(outcome=outcome, base_version=draft.base_version)


def leading_line(registry: Registry, outcome: Outcome) -> PlanLine:
    """A line of the plan for the first option that the algorithm listed."""
    answer = advice.answer_of(registry, outcome)
    if answer is None:
        return PlanLine(id="1", text="As discussed", basis=Basis.CONSENSUS)
    option = advice.advised(answer)[0]
    return PlanLine(
        id="1",
        text="The first option",
        kind=PlanKind.CHEMOTHERAPY,
        basis=Basis.ALGORITHM,
        option=advice.option_ref(option),
    )


def signed(registry: Registry, case_id: str = CASE, **changes: Any) -> StoredOutcome:
    """An outcome recorded, read back and signed by the board lead."""
    outcomes.record(registry, typed(registry, case_id, **changes))
    outcomes.read_back(registry, MEETING, case_id=case_id)
    return signing.sign(registry, MEETING, case_id=case_id, signer=SIGNER)
