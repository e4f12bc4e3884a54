"""Drafts: what was typed and not yet saved, kept inside the registry for after a crash."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.registry.drafts import Draft
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that its owner left behind; ``is_behind`` if somebody saved the case since.

    ``newest_revision`` is 0 for a case that was never saved.
    """

    case_id: str
    at: datetime
    payload: str
    base_revision: int
    newest_revision: int

    @property
    def is_behind(self) -> bool:
        """Whether the case was saved since, so that the two have to be compared."""
        return self.newest_revision != self.base_revision


def keep(registry: Registry, case_id: str, *, payload: str, base_revision: int) -> None:
    """Keep what the form holds now, in whatever JSON it writes. Raises NotAllowed."""
    roles.require(registry, roles.EDITORS)
    registry.drafts.put(Draft(case_id, registry.user, clock.now(), payload, base_revision))


def waiting(registry: Registry) -> tuple[WaitingDraft, ...]:
    """The drafts that the person who is signed in left behind, newest first."""
    return tuple(
        WaitingDraft(
            draft.case_id,
            draft.at,
            draft.payload,
            draft.base_revision,
            _newest(registry, draft.case_id),
        )
        for draft in registry.drafts.of_user(registry.user)
    )


def drop(registry: Registry, case_id: str) -> None:
    """Forget the draft of a case, once it is saved or given up."""
    roles.require(registry, roles.EDITORS)
    registry.drafts.drop(case_id, user=registry.user)


def _newest(registry: Registry, case_id: str) -> int:
    try:
        return registry.cases.get(case_id).revision
    except UnknownCase:
        return 0
