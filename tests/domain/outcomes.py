"""Outcomes for tests: complete ones, of which a test states only what it is about."""

from typing import Any

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import (
    Condition,
    Deferral,
    OptionRef,
    Outcome,
    PlanLine,
    PlannedAction,
    Tell,
)
from nenboard.domain.terms import (
    Basis,
    Channel,
    DeferralCause,
    PlanKind,
    Recipient,
    Result,
)


def a_line(key: str = "1", **changes: Any) -> PlanLine:
    given: dict[str, Any] = {
        "id": key,
        "text": "CAPTEM every 28 days",
        "kind": PlanKind.CHEMOTHERAPY,
        "basis": Basis.ALGORITHM,
        "option": OptionRef(node="N1", option="captem", strength="preferred"),
    }
    return PlanLine(**{**given, **changes})


def an_action(key: str = "a1", **changes: Any) -> PlannedAction:
    given = {"id": key, "what": "Book the clinic", "owner": "Nurse S", "due": "2026-12-02"}
    return PlannedAction(**{**given, **changes})


def some_tells() -> tuple[Tell, ...]:
    return (
        Tell(to=Recipient.PATIENT, who="Nurse S", how=Channel.PHONE, due=PartialDate("2026-11-27")),
        Tell(
            to=Recipient.FAMILY_DOCTOR,
            who="Coordinator S",
            how=Channel.LETTER,
            due=PartialDate("2026-11-30"),
        ),
    )


def an_outcome(**changes: Any) -> Outcome:
    """A plan agreed and complete."""
    given: dict[str, Any] = {
        "case_id": "NEN-00001",
        "meeting_id": "MDT-0001",
        "revision": 1,
        "result": Result.AGREED,
        "plan": (a_line(),),
        "actions": (an_action(),),
        "tell": some_tells(),
        "chair": "Dr S",
        "decided": PartialDate("2026-11-26"),
    }
    return Outcome(**{**given, **changes})


def a_deferral(**changes: Any) -> Deferral:
    given: dict[str, Any] = {
        "cause": DeferralCause.IMAGING,
        "owner": "Dr S",
        "returns_on": PartialDate("2026-12-10"),
    }
    return Deferral(**{**given, **changes})


def a_condition(**changes: Any) -> Condition:
    given: dict[str, Any] = {"text": "DPYD is not deficient", "due": PartialDate("2026-11-27")}
    return Condition(**{**given, **changes})
