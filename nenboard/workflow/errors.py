"""Why a verb was not carried out, each with a sentence fit to be shown."""

from collections.abc import Iterable

from nenboard.domain.base import Problem
from nenboard.host.language import _


class WorkflowError(Exception):
    """A verb was refused; nothing was changed. The text says why and what to do."""


class NotAllowed(WorkflowError):
    """The role of the person who is signed in does not allow this."""

    def __init__(self, role: str) -> None:
        self.role = role
        text = _(
            "Your role here ({role}) does not allow this. Ask the board lead or administrator."
        )
        super().__init__(text.format(role=role.replace("_", " ")))


class ReasonNeeded(WorkflowError):
    """Identifiable data leave the registry only with a reason."""

    def __init__(self) -> None:
        super().__init__(
            _("An export with names needs a reason, which is kept in the audit trail.")
        )


class UnusableInput(WorkflowError):
    """A document cannot be used; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class UnknownRelease(WorkflowError):
    """There is no rule release of that name."""

    def __init__(self, known: Iterable[str]) -> None:
        text = _(
            "There is no rule release of that name. Known are: {known}; the path of a folder with "
            "the files of a release will do too."
        )
        super().__init__(text.format(known=", ".join(known)))


class ForeignFolder(WorkflowError):
    """A folder holds something that this verb did not make, so it was left alone."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "That folder holds files that no demonstration made, so nothing was changed. "
                "Choose a new or empty folder."
            )
        )


class NothingToExport(WorkflowError):
    """A meeting without any case that could be printed."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing to export: the agenda holds no case. Put cases on the agenda first.")
        )


class NotAnonymous(WorkflowError):
    """This kind of document is about somebody by name."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Only the page, the detail and the pack can be anonymised, as PDF. Nothing was "
                "written."
            )
        )


class UnusableMonth(WorkflowError):
    """What was given names no month."""

    def __init__(self) -> None:
        super().__init__(_("Write the month as 2026-11."))


class Cancelled(WorkflowError):
    """The person stopped it; nothing half-done was left."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was written."))


class CannotRestoreValue(WorkflowError):
    """The case of now has no place for the earlier value of a field."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This value cannot be put back alone: what it belonged to is no longer in the "
                "case. Nothing was changed. Show the case as it was, and restore all of it or "
                "enter the value again."
            )
        )
