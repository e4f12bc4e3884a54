"""The meetings of the demonstration: one held and signed, and what prepares the next."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from nenboard.domain.board import Attendee
from nenboard.domain.concordance import Advised
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, OutcomeDraft, PlanLine, PlannedAction, Tell
from nenboard.domain.readiness import Status
from nenboard.domain.terms import Basis, BoardRole, Channel, Presence, Recipient, Result
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.workflow import (
    advice,
    chase,
    meeting,
    outcomes,
    papers,
    readiness,
    signing,
    sitting,
)

_MOST: Final = 6
_NURSE: Final = "Nurse E. Example"
_PEOPLE: Final = (
    ("Dr O. Invented", BoardRole.ONCOLOGY),
    ("Dr P. Invented", BoardRole.PATHOLOGY),
    ("Dr R. Invented", BoardRole.RADIOLOGY),
    (_NURSE, BoardRole.NURSE_SPECIALIST),
)
_MORE_PEOPLE: Final = (
    ("Dr E. Invented", BoardRole.ENDOCRINOLOGY),
    ("Dr N. Invented", BoardRole.NUCLEAR_MEDICINE),
)


def expected() -> tuple[Attendee, ...]:
    """Who is expected at the coming meeting, most of them having said that they come."""
    said = [Attendee(name=n, role=role, presence=Presence.PRESENT) for n, role in _PEOPLE]
    return (*said, *(Attendee(name=name, role=role) for name, role in _MORE_PEOPLE))


def ask_around(registry: Registry, meeting_id: str) -> None:
    """Ask for the answers that keep cases from the list of the coming meeting."""
    for case_id, found in readiness.of_meeting(registry, meeting_id).items():
        if found.status is Status.BLOCKED:
            for one in found.open_items:
                chase.ask(registry, case_id, item=one.item.id)


def hold(registry: Registry, case_ids: Iterable[str], *, on: date, chair: str) -> None:
    """Hold a meeting today about the first cases to which the algorithm listed an option.

    Each outcome is the first option listed, said to be synthetic, signed in the chair's name.
    """
    listed = [key for key in case_ids if _first_option(registry, key) is not None][:_MOST]
    if not listed:
        return
    new = meeting.new_meeting(registry, PartialDate.of(on)).model_copy(update={"chair": chair})
    key = meeting.save_meeting(registry, new, expected_revision=0).meeting_id
    meeting.add_cases(registry, key, case_ids=listed)
    sitting.expect(registry, key, *_PEOPLE)
    for name, _role in _PEOPLE:
        sitting.mark(registry, key, name=name, presence=Presence.PRESENT)
    sitting.start(registry, key)
    signer = signing.Signer(name=chair, capacity=_("chair"))
    for case_id in listed:
        outcomes.record(registry, _draft(registry, key, case_id=case_id, on=on))
        outcomes.read_back(registry, key, case_id=case_id)
        signing.sign(registry, key, case_id=case_id, signer=signer)
    sitting.finish(registry, key)


def _first_option(registry: Registry, case_id: str) -> Advised | None:
    stored = registry.assessments.latest(case_id)
    options = advice.advised(stored) if stored is not None else ()
    return next((option for option in options if option.strength == "preferred"), None)


def _draft(registry: Registry, meeting_id: str, *, case_id: str, on: date) -> OutcomeDraft:
    draft = outcomes.begin(registry, meeting_id, case_id=case_id)
    option = _first_option(registry, case_id)
    due = PartialDate.of(on + timedelta(days=7))
    lines: tuple[PlanLine, ...] = ()
    if option is not None:
        text = _("{option} (synthetic outcome)").format(
            option=papers.release_words().option(option.option)
        )
        ref = advice.option_ref(option)
        lines = (PlanLine(id="1", text=text, basis=Basis.ALGORITHM, option=ref),)
    changes = {
        "result": Result.AGREED,
        "plan": lines,
        "actions": (PlannedAction(id="1", what=_("Arrange the clinic"), owner=_NURSE, due=due),),
        "tell": (
            Tell(to=Recipient.PATIENT, who=_NURSE, how=Channel.PHONE, due=due),
            Tell(to=Recipient.FAMILY_DOCTOR, who=_NURSE, how=Channel.LETTER, due=due),
        ),
    }
    outcome = Outcome.model_validate({**dict(draft.outcome), **changes})
    return OutcomeDraft(outcome=outcome, base_version=draft.base_version)
