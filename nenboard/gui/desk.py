"""The verbs of the board as the window calls them; all run on the database thread."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.page import StoredState
    from nenboard.gui.tasks import Job
    from nenboard.registry import CaseRow, Registry
    from nenboard.registry.backup import Backup
    from nenboard.registry.views import View
    from nenboard.workflow.namesakes import Namesakes
    from nenboard.workflow.progress import Progress
    from nenboard.workflow.read_only import WhyReadOnly


@dataclass(frozen=True, slots=True)
class OpenRegistry:
    """What is known about the registry that is open; `why_read_only` says why nothing is saved."""

    folder: Path
    user: str
    is_read_only: bool = False
    why_read_only: "WhyReadOnly | None" = None
    is_admin: bool = False
    role: str = ""
    is_viewer: bool = False
    is_demo: bool = False
    rules: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether this person can change cases here."""
        return not self.is_read_only and not self.is_viewer


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the list: a column of the summary is one of these codes, or none of them.

    The code "" stands for *not recorded*. What is not recorded is never "not G3": unknown is no
    answer.
    """

    column: str
    codes: tuple[str, ...]
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the list shows: words to find, conditions that all or any hold, and the order."""

    text: str = ""
    conditions: tuple[Condition, ...] = ()
    is_any: bool = False
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of the cases that fit, in order, and how many cases there are at all."""

    ids: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class NewPerson:
    """The four fields of a new case: a number, name, birth date and sex."""

    family: str
    given: str = ""
    birth_date: str = ""
    sex: str = ""
    national_number: str = ""
    hospital_number: str = ""


@dataclass(frozen=True, slots=True)
class NewUser:
    """One more person who may open a registry: name, role and passphrase."""

    user: str
    role: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewRegistry:
    """What the first run asks before it creates a registry; `people` open it beside `user`."""

    folder: Path
    user: str
    passphrase: str = field(repr=False)
    people: tuple[NewUser, ...] = ()


class Desk(Protocol):
    """The verbs on one registry. Errors are RegistryError or HostError with a sentence."""

    def users(self, folder: Path) -> tuple[str, ...]:
        """Names that may sign in, without unlocking anything."""
        ...

    def demo_passphrase(self, folder: Path) -> str:
        """The known passphrase of a demo registry; empty for any other registry."""
        ...

    def open(
        self, folder: Path, *, passphrase: str, user: str | None, read_only: bool = False
    ) -> OpenRegistry:
        """Unlock a registry and keep it open."""
        ...

    def take_over(self, folder: Path, *, passphrase: str, user: str | None) -> OpenRegistry:
        """Unlock a registry whose lock a program left that is dead by all signs."""
        ...

    def open_damaged(self, folder: Path, *, passphrase: str, user: str | None) -> OpenRegistry:
        """Unlock a damaged registry to look at, as far as it can be read."""
        ...

    def edit(self, *, take_over: bool = False) -> OpenRegistry:
        """The registry that is open to read, open for writing; RegistryLocked while it is held."""
        ...

    def recover(self, folder: Path, *, key: str, user: str, passphrase: str) -> OpenRegistry:
        """Unlock by the printed recovery key, and give the user this new passphrase."""
        ...

    def close(self) -> None:
        """Close the registry; the keys leave the memory."""
        ...

    def prepare(self, wanted: NewRegistry) -> str:
        """Make a registry beside its place and return its recovery key; `finish` moves it there."""
        ...

    def finish(self, wanted: NewRegistry) -> OpenRegistry:
        """Put the prepared registry in its place and open it."""
        ...

    def abandon(self) -> None:
        """Remove what `prepare` made."""
        ...

    def open_demo(self, folder: Path, job: "Job") -> OpenRegistry:
        """Open the demo registry in this folder, made first if it is not there."""
        ...

    def back_up(self, job: "Job") -> datetime:
        """Make a backup and check it; returns when it was made."""
        ...

    def tend(self) -> None:
        """What is due every minute: a sign of life for others, and a backup every half hour.

        LockLost if somebody else has taken the registry over; BackupFailed.
        """
        ...

    def change_database_key(self, progress: "Progress") -> None:
        """Encrypt everything under a new key and go on with it."""
        ...

    def change_user(self, *, passphrase: str, user: str | None) -> OpenRegistry:
        """The open registry for another person; WrongPassphrase leaves it to the one before."""
        ...

    def backups(self) -> "tuple[Backup, ...]":
        """The good backups, newest first."""
        ...

    def find(self, query: ListQuery) -> Found:
        """Ids of the cases that fit, sorted."""
        ...

    def views(self) -> "tuple[View, ...]":
        """The saved views of the list, by name."""
        ...

    def save_view(self, name: str, query: ListQuery, columns: tuple[str, ...]) -> None:
        """Keep what the list shows under a name; an earlier view of the name is replaced."""
        ...

    def remove_view(self, view: "View") -> None:
        """Forget a saved view."""
        ...

    def rows(self, ids: tuple[str, ...]) -> "tuple[CaseRow, ...]":
        """Rows of these cases, in this order."""
        ...

    def case(self, case_id: str) -> "StoredState":
        """The newest revision of a case."""
        ...

    def create_case(self, person: NewPerson) -> str:
        """Store a new case and return its key."""
        ...

    def alike(self, person: NewPerson) -> "tuple[CaseRow, ...]":
        """Cases that may be the same person: same number, or like name with the same birth date."""
        ...

    def people(self, typed: str, *, most: int) -> "tuple[CaseRow, ...]":
        """People by a few letters or digits, slips of the finger allowed."""
        ...

    def namesakes(self, case: "Case") -> "Namesakes":
        """Others whom the patient of this case could be confused with."""
        ...

    def save_case(self, case: "Case", *, expected_revision: int, reason: str = "") -> "StoredState":
        """Store a revision; RevisionConflict if somebody stored a newer one."""
        ...

    @property
    def registry(self) -> "Registry":
        """The open registry, for workflow verbs that take it."""
        ...
