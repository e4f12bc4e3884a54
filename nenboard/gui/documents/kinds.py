"""The documents that can be shown and exported, with their words."""

from dataclasses import dataclass

from nenboard.host.language import _

SUMMARY = "case"
PATIENT_LETTER = "patient-letter"
FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its key among the orders, its words, whether it can be anonymised."""

    key: str
    words: str
    can_hide: bool = False


def kinds() -> tuple[Kind, ...]:
    """Every kind that a case has, the page of the meeting first."""
    return (
        Kind(SUMMARY, _("One-page summary"), can_hide=True),
        Kind("detail", _("Case detail"), can_hide=True),
        Kind("outcome-letter", _("Outcome letter")),
        Kind("family-doctor-letter", _("Letter to the family doctor")),
        Kind(PATIENT_LETTER, _("Letter to the patient")),
    )


def meeting_kinds() -> tuple[Kind, ...]:
    """Every kind that a meeting has, and the figures of its month."""
    return (
        Kind("agenda", _("Agenda")),
        Kind("pack", _("Pack"), can_hide=True),
        Kind("pathology", _("Pathology list")),
        Kind("radiology", _("Radiology list")),
        Kind("nuclear-medicine", _("Nuclear medicine list")),
        Kind("chase", _("Chase list")),
        Kind("actions", _("Action list")),
        Kind(FIGURES, _("Figures of the month")),
    )
