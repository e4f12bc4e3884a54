"""A case that could not be stored, kept as a file outside the registry until it can."""

from pathlib import Path

from nenboard.domain.case import Case
from nenboard.host.files import write_atomically
from nenboard.workflow import documents


def save_rescue_file(target: Path, case: Case, *, registry_id: str) -> None:
    """Write the whole case with its names, not encrypted; importing it stores it again.

    No audit entry can tell of it, because the registry takes none just then; the import leaves
    its own. Raises a HostError that names the fault.
    """
    document = documents.CaseDocument(case, registry=registry_id, is_pseudonymised=False)
    write_atomically(target, documents.written(document))


def rescue_file_name(case_id: str) -> str:
    """A name that tells the case by its key and nobody by name."""
    return f"rescue-{case_id}.json"
