"""The desk on a real registry: each verb is one call of the registry or of a workflow verb."""

import contextlib
import secrets
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nenboard.gui.desk import Found, ListQuery, NewPerson, NewRegistry, OpenRegistry

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.tasks import Job
    from nenboard.registry import CaseRow, Registry, StoredCase
    from nenboard.registry.backup import Backup
    from nenboard.registry.views import View
    from nenboard.workflow.namesakes import Namesakes
    from nenboard.workflow.progress import Progress


class RegistryDesk:
    """Keeps one registry open on the thread that calls it. Modules load at the first verb."""

    def __init__(self) -> None:
        self._registry: Registry | None = None
        self._prepared: tuple[Path, NewRegistry] | None = None

    @property
    def registry(self) -> "Registry":
        """The open registry."""
        if self._registry is None:
            raise RuntimeError("no registry is open")
        return self._registry

    def users(self, folder: Path) -> tuple[str, ...]:
        """Names that may sign in."""
        from nenboard.registry import keys

        return keys.read_key_file(folder).names()

    def demo_passphrase(self, folder: Path) -> str:
        """The known passphrase of a demo registry; empty for any other registry."""
        from nenboard.workflow import demo

        return demo.PASSPHRASE if _is_demo(folder) else ""

    def open(
        self, folder: Path, *, passphrase: str, user: str | None, read_only: bool = False
    ) -> OpenRegistry:
        """Unlock a registry and keep it open."""
        from nenboard.workflow import casework

        return self._keep(
            casework.open_registry(folder, passphrase=passphrase, user=user, read_only=read_only)
        )

    def take_over(self, folder: Path, *, passphrase: str, user: str | None) -> OpenRegistry:
        """Unlock a registry whose lock a program left that is dead by all signs."""
        from nenboard.workflow import casework

        return self._keep(casework.take_over_registry(folder, passphrase=passphrase, user=user))

    def open_damaged(self, folder: Path, *, passphrase: str, user: str | None) -> OpenRegistry:
        """Unlock a damaged registry to look at."""
        from nenboard.workflow import casework

        return self._keep(casework.open_damaged_registry(folder, passphrase=passphrase, user=user))

    def edit(self, *, take_over: bool = False) -> OpenRegistry:
        """The registry that is open to read, open for writing."""
        from nenboard.workflow import casework

        self._registry = casework.edit_registry(self.registry, taking_over=take_over)
        return self._described(self._registry)

    def recover(self, folder: Path, *, key: str, user: str, passphrase: str) -> OpenRegistry:
        """Unlock by the recovery key and set a new passphrase."""
        from nenboard.workflow import casework

        return self._keep(
            casework.recover_registry(folder, recovery_key=key, user=user, passphrase=passphrase)
        )

    def close(self) -> None:
        """Close the registry, with a backup if anything has changed."""
        from nenboard.workflow import casework

        registry, self._registry = self._registry, None
        if registry is not None:
            casework.close_registry(registry)

    def prepare(self, wanted: NewRegistry) -> str:
        """Make the registry in a folder beside its place; returns the recovery key."""
        from nenboard.workflow import casework

        self.abandon()
        beside = wanted.folder.parent / f".nenboard-{secrets.token_hex(8)}.part"
        created = casework.create_registry(beside, passphrase=wanted.passphrase, user=wanted.user)
        created.registry.close()
        self._prepared = (beside, wanted)
        return created.recovery_key

    def finish(self, wanted: NewRegistry) -> OpenRegistry:
        """Give the prepared registry its people, move it to its place and open it."""
        from nenboard.registry.errors import AlreadyARegistry, CannotCreateHere

        if self._prepared is None:
            raise RuntimeError("no registry was prepared")
        beside, _asked = self._prepared
        if wanted.people:
            _let_in(beside, wanted)
        try:
            if wanted.folder.exists():
                wanted.folder.rmdir()
            beside.rename(wanted.folder)
        except FileExistsError:
            raise AlreadyARegistry from None
        except OSError:
            raise CannotCreateHere from None
        self._prepared = None
        return self.open(wanted.folder, passphrase=wanted.passphrase, user=wanted.user)

    def abandon(self) -> None:
        """Remove what was prepared."""
        if self._prepared is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(self._prepared[0])
            self._prepared = None

    def open_demo(self, folder: Path, job: "Job") -> OpenRegistry:
        """Open the demo registry; it is made first where there is none."""
        from nenboard.registry.errors import NotARegistry
        from nenboard.workflow import demo, demo_folder

        place = folder / demo_folder.REGISTRY
        try:
            return self.open(place, passphrase=demo.PASSPHRASE, user=demo.USER)
        except NotARegistry:
            demo.build(folder, progress=job.step)
            return self.open(place, passphrase=demo.PASSPHRASE, user=demo.USER)

    def back_up(self, job: "Job") -> datetime:
        """Make a backup and check it."""
        from nenboard.workflow import maintain

        return maintain.back_up(self.registry, progress=job.step).at

    def tend(self) -> None:
        """What is due every minute: a sign of life for others, and a backup every half hour."""
        from nenboard.workflow import maintain

        if self._registry is not None and not self._registry.is_read_only:
            maintain.still_here(self._registry)
            maintain.back_up_if_due(self._registry)

    def change_database_key(self, progress: "Progress") -> None:
        """Go on under a new key; the registry that is open stays if that fails."""
        from nenboard.workflow import people

        self._registry = people.change_database_key(self.registry, progress=progress)

    def change_user(self, *, passphrase: str, user: str | None) -> OpenRegistry:
        """The registry that is open, for another person; the checks are not repeated."""
        from nenboard.workflow import casework

        registry = casework.change_user(self.registry, passphrase=passphrase, user=user)
        self._registry = registry
        return self._described(registry)

    def backups(self) -> "tuple[Backup, ...]":
        """The good backups, newest first."""
        from nenboard.workflow import maintain

        return maintain.backups(self.registry.folder)

    def find(self, query: ListQuery) -> Found:
        """Ids of the cases that fit, in order, and the count of all."""
        from nenboard.gui.case_list.queries import to_query
        from nenboard.workflow import casework

        ids = casework.find_cases(self.registry, to_query(query))
        return Found(ids=ids, total=self.registry.cases.count())

    def views(self) -> "tuple[View, ...]":
        """The saved views of the user and of everybody."""
        from nenboard.workflow import views

        return views.views(self.registry)

    def save_view(self, name: str, query: ListQuery, columns: tuple[str, ...]) -> None:
        """Keep a view of the user."""
        from nenboard.gui.case_list.queries import to_query
        from nenboard.registry.views import View
        from nenboard.workflow import views

        views.save_view(self.registry, View(name, to_query(query), columns))

    def remove_view(self, view: "View") -> None:
        """Forget a saved view."""
        from nenboard.workflow import views

        views.remove_view(self.registry, view)

    def rows(self, ids: tuple[str, ...]) -> "tuple[CaseRow, ...]":
        """Rows of these cases."""
        from nenboard.workflow import casework

        return casework.list_cases(self.registry, ids)

    def case(self, case_id: str) -> "StoredCase":
        """The newest revision of a case."""
        from nenboard.workflow import casework

        return casework.load_case(self.registry, case_id)

    def create_case(self, person: NewPerson) -> str:
        """Store a new case."""
        from nenboard.gui.case_list.new_person import patient_of
        from nenboard.workflow import casework

        case = casework.new_case(self.registry, patient_of(person))
        return casework.save_case(self.registry, case, expected_revision=0).case_id

    def alike(self, person: NewPerson) -> "tuple[CaseRow, ...]":
        """Cases with the same number, or the same birth date and a like name."""
        from nenboard.gui.case_list.new_person import patient_of
        from nenboard.workflow import duplicates

        found = duplicates.alike(self.registry, patient_of(person))
        return tuple(likeness.row for likeness in found)

    def people(self, typed: str, *, most: int) -> "tuple[CaseRow, ...]":
        """People by a few letters or digits."""
        from nenboard.workflow import finding

        return finding.people(self.registry, typed, most=most)

    def namesakes(self, case: "Case") -> "Namesakes":
        """Others of a like name or number."""
        from nenboard.workflow import namesakes

        return namesakes.namesakes(self.registry, case.patient, except_case=case.id)

    def save_case(self, case: "Case", *, expected_revision: int, reason: str = "") -> "StoredCase":
        """Store a revision of a case."""
        from nenboard.registry import StoredCase
        from nenboard.workflow import casework

        registry = self.registry
        saved = casework.save_case(
            registry, case, reason=reason or None, expected_revision=expected_revision
        )
        return StoredCase(saved.case_id, saved.number, case, by=registry.user, at=saved.at)

    def _keep(self, registry: "Registry") -> OpenRegistry:
        self.close()
        self._registry = registry
        return self._described(registry)

    @staticmethod
    def _described(registry: "Registry") -> OpenRegistry:
        from nenboard.workflow import read_only, roles

        return OpenRegistry(
            folder=registry.folder,
            user=registry.user,
            is_read_only=registry.is_read_only,
            why_read_only=read_only.why(registry),
            is_admin=registry.role in roles.ADMINS,
            role=registry.role.value,
            is_viewer=registry.role not in roles.EDITORS,
            is_demo=_is_demo(registry.folder),
            rules=_rules(),
        )


def _let_in(folder: Path, wanted: NewRegistry) -> None:
    """Add the people of a registry that nobody else has seen; a second attempt begins anew."""
    from nenboard.registry.keys import UserRole
    from nenboard.workflow import casework, people

    opened = casework.open_registry(folder, passphrase=wanted.passphrase, user=wanted.user)
    with opened as registry:
        for user, _role in people.users(registry):
            if user != registry.user:
                people.remove_user(registry, user)
        for new in wanted.people:
            role = UserRole(new.role)
            people.add_user(registry, new.user, role=role, passphrase=new.passphrase)


def _is_demo(folder: Path) -> bool:
    """Whether the folder around a registry carries the mark of a demonstration."""
    from nenboard.workflow import demo_folder

    return demo_folder.read_marker(folder.parent) is not None


def _rules() -> str:
    """The rule release that new answers are made with."""
    from nenboard.host.language import _
    from nenboard.workflow import assess

    known = assess.releases()
    return _("Rules {release}").format(release=known[-1].replace("/", " ")) if known else ""
