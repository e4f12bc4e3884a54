"""What the workflow tests share: a moment, a cheap key, a way to a registry with cases in it."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from nenboard.domain.case import Case
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost, UserRole
from nenboard.workflow import casework, importing
from tests.builders import a_case

AT = datetime(2026, 3, 14, 10, 42, tzinfo=UTC)
ON = date(2026, 11, 19)
COST = Argon2Cost(memory_kib=32, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"
USER = "Anna"
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples" / "published"


def a_registry(folder: Path, *cases: Case) -> Registry:
    """A new, open registry that holds these cases."""
    made = casework.create_registry(folder, passphrase=PASSPHRASE, user=USER, cost=COST)
    for case in cases:
        casework.save_case(made.registry, case)
    return made.registry


def opened_as(folder: Path, role: UserRole) -> Registry:
    """The registry opened by a second user of this role, who is made first."""
    with casework.open_registry(folder, passphrase=PASSPHRASE, user=USER) as registry:
        registry.people.add("Berta", role=role, passphrase=PASSPHRASE, at=AT)
    return casework.open_registry(folder, passphrase=PASSPHRASE, user="Berta")


def numbered(number: int, **changes: Any) -> Case:
    """A complete synthetic case under the key NEN-0000n, with numbers of its own."""
    case = a_case(id=f"NEN-{number:05d}", **changes)
    own = {"hospital_number": f"TH-{number:06d}", "national_number": f"SYN{number:07d}"}
    return case.model_copy(update={"patient": case.patient.model_copy(update=own)})


def documents_of(*documents: object) -> importing.Documents:
    """Documents as an import reads them, all from one file."""
    data: object = documents[0] if len(documents) == 1 else list(documents)
    return importing.read_documents([json.dumps(data).encode()])


def published(name: str = "C02") -> dict[str, Any]:
    """A published case as it comes with the program."""
    content: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return content


def imported(registry: Registry, *documents: object) -> Mapping[str, int]:
    """Import these documents; the counts of the plan that was carried out."""
    plan = importing.plan_import(registry, documents_of(*documents))
    importing.carry_out(registry, plan)
    return plan.counts


def actions(registry: Registry) -> list[str]:
    """What the audit trail says was done, oldest first."""
    return [entry.action for entry in registry.audit.entries()]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, save the lock, with its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "lock"
    }


def codes(problems: Iterable[Any]) -> dict[str, str]:
    """The code of each problem by its path."""
    return {problem.path: problem.code for problem in problems}
