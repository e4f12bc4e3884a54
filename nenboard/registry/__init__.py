"""The encrypted registry: public names, each loaded when first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nenboard.registry.assessments import NewAssessment, StoredAssessment
    from nenboard.registry.audit import Action, AuditEntry, Event, Head
    from nenboard.registry.backup import Backup
    from nenboard.registry.cases import Revision, SavedRevision, StoredCase
    from nenboard.registry.changes import FieldChange
    from nenboard.registry.drafts import Draft
    from nenboard.registry.errors import RegistryError
    from nenboard.registry.folder import CreatedRegistry, Registry
    from nenboard.registry.keys import Argon2Cost, UserRole
    from nenboard.registry.meetings import SavedMeeting, StoredMeeting
    from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where
    from nenboard.registry.rows import CaseRow
    from nenboard.registry.verify import Report

_HOMES = {
    "Action": "audit",
    "AllOf": "query",
    "AnyOf": "query",
    "Argon2Cost": "keys",
    "AuditEntry": "audit",
    "Backup": "backup",
    "CaseQuery": "query",
    "CaseRow": "rows",
    "CreatedRegistry": "folder",
    "Draft": "drafts",
    "Event": "audit",
    "FieldChange": "changes",
    "Head": "audit",
    "NewAssessment": "assessments",
    "Not": "query",
    "Registry": "folder",
    "RegistryError": "errors",
    "Report": "verify",
    "Revision": "cases",
    "SavedMeeting": "meetings",
    "SavedRevision": "cases",
    "StoredAssessment": "assessments",
    "StoredCase": "cases",
    "StoredMeeting": "meetings",
    "UserRole": "keys",
    "Where": "query",
}

__all__ = [
    "Action",
    "AllOf",
    "AnyOf",
    "Argon2Cost",
    "AuditEntry",
    "Backup",
    "CaseQuery",
    "CaseRow",
    "CreatedRegistry",
    "Draft",
    "Event",
    "FieldChange",
    "Head",
    "NewAssessment",
    "Not",
    "Registry",
    "RegistryError",
    "Report",
    "Revision",
    "SavedMeeting",
    "SavedRevision",
    "StoredAssessment",
    "StoredCase",
    "StoredMeeting",
    "UserRole",
    "Where",
]


def __getattr__(name: str) -> Any:
    """Load the module of a public name at its first use, so that errors stay cheap to import."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
