"""Faults of what is asked of records."""

from nenboard.host.language import _
from nenboard.registry.errors.base import RegistryError


class UnknownCase(RegistryError):
    """No case, or no such revision of it."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(_("There is no case {case_id} here.").format(case_id=case_id))


class ErasedCase(RegistryError):
    """The case was erased; nothing can be stored under its identifier."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        text = _("The patient of {case_id} was erased. Use a new case for another patient.")
        super().__init__(text.format(case_id=case_id))


class UnknownView(RegistryError):
    """No saved view of that name."""

    def __init__(self) -> None:
        super().__init__(_("There is no saved view of that name here. It may have been removed."))


class UnknownMeeting(RegistryError):
    """No meeting, or no such revision of it."""

    def __init__(self, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        super().__init__(_("There is no meeting {meeting_id} here.").format(meeting_id=meeting_id))


class RevisionConflict(RegistryError):
    """The record was changed since it was read; nothing was saved."""

    def __init__(self, record_id: str, *, expected: int, found: int) -> None:
        self.record_id = record_id
        self.expected = expected
        self.found = found
        text = _(
            "{record_id} was changed since you opened it (revision {found}, you have {expected}). "
            "Nothing was saved. Look at the newer revision, then save again."
        )
        super().__init__(text.format(record_id=record_id, expected=expected, found=found))


class NewerPayload(RegistryError):
    """A stored record has a form that this program does not know."""

    def __init__(self) -> None:
        super().__init__(
            _("A record here was written by a newer nenboard. Install the newer program.")
        )
