"""The encrypted registry: public names, each loaded when first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nenboard.registry.audit import AuditEntry, Head
    from nenboard.registry.backup import Backup
    from nenboard.registry.cases import Revision, SavedRevision, StoredCase
    from nenboard.registry.errors import RegistryError
    from nenboard.registry.folder import CreatedRegistry, Registry
    from nenboard.registry.keys import Argon2Cost, UserRole
    from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where
    from nenboard.registry.rows import CaseRow

_HOMES = {
    "Argon2Cost": "keys",
    "AuditEntry": "audit",
    "Backup": "backup",
    "CaseQuery": "query",
    "CaseRow": "rows",
    "CreatedRegistry": "folder",
    "AllOf": "query",
    "Head": "audit",
    "Not": "query",
    "AnyOf": "query",
    "Registry": "folder",
    "RegistryError": "errors",
    "Revision": "cases",
    "UserRole": "keys",
    "SavedRevision": "cases",
    "StoredCase": "cases",
    "Where": "query",
}

__all__ = [
    "AllOf",
    "AnyOf",
    "Argon2Cost",
    "AuditEntry",
    "Backup",
    "CaseQuery",
    "CaseRow",
    "CreatedRegistry",
    "Head",
    "Not",
    "Registry",
    "RegistryError",
    "Revision",
    "SavedRevision",
    "StoredCase",
    "UserRole",
    "Where",
]


def __getattr__(name: str) -> Any:
    """Load the module of a public name at its first use, so that errors stay cheap to import."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
