"""What each role may do; the registry keeps the role, the verbs ask here."""

from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow.errors import NotAllowed

EDITORS = frozenset({UserRole.EDITOR, UserRole.BOARD_LEAD, UserRole.ADMIN})
LEADS = frozenset({UserRole.BOARD_LEAD, UserRole.ADMIN})
ADMINS = frozenset({UserRole.ADMIN})


def require(registry: Registry, allowed: frozenset[UserRole]) -> None:
    """Go on only if the person who is signed in has one of these roles. Raises NotAllowed."""
    if registry.role not in allowed:
        raise NotAllowed(registry.role.value)
