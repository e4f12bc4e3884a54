"""Import: looked through first, then all or nothing, and nobody is merged or robbed of a name."""

import json
from pathlib import Path
from typing import Any

import pytest

from nenboard.domain.case import Case
from nenboard.registry.errors import ErasedCase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import casework, export, importing
from nenboard.workflow.documents import CaseDocument, written
from nenboard.workflow.errors import Cancelled, NotAllowed, UnusableInput
from nenboard.workflow.published import shipped
from tests.workflow.support import (
    AT,
    USER,
    actions,
    codes,
    documents_of,
    files_of,
    imported,
    numbered,
    opened_as,
    published,
)


def as_document(case: Case) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(written(CaseDocument(case, is_pseudonymised=False)))
    return content


def planned(registry: Registry, *given: object) -> importing.Plan:
    return importing.plan_import(registry, documents_of(*given))


def test_the_published_cases_are_added_once_and_only_once(registry: Registry) -> None:
    assert imported(registry, *shipped()) == {
        "read": 12,
        "added": 12,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
    }
    assert imported(registry, *shipped())["unchanged"] == 12
    assert registry.cases.count() == 14
    assert {len(casework.history(registry, f"PUB-{n:05d}")) for n in range(1, 13)} == {1}


def test_an_import_is_one_transaction_after_a_backup(registry: Registry) -> None:
    imported(registry, *shipped())
    done = actions(registry)
    assert done[-14:] == ["backup_made", *["case_created"] * 12, "imported"]
    entry = registry.audit.entries()[-1]
    assert entry.content is not None
    assert entry.content["counts"]["added"] == 12


def test_a_plan_changes_nothing(registry: Registry, folder: Path) -> None:
    before = files_of(folder)
    plan = planned(registry, *shipped(), {"format": "nenboard-case/1"})
    assert plan.counts["read"] == sum(plan.counts[result.value] for result in importing.Result)
    assert files_of(folder) == before


def test_one_bad_document_keeps_all_out(registry: Registry) -> None:
    bad = {**published("C03"), "facts": {"ki67": -1, "Jane Doe": 2}}
    plan = planned(registry, published("C02"), bad, {"facts": {}})
    assert codes(plan.problems) == {
        "1.facts.ki67": "out_of_range",
        "1.facts.?": "unknown_fact",
        "2": "not_allowed",
    }
    assert plan.counts == {"read": 3, "added": 1, "updated": 0, "unchanged": 0, "rejected": 2}
    before = actions(registry)
    with pytest.raises(UnusableInput):
        importing.carry_out(registry, plan)
    assert registry.cases.count() == 2
    assert actions(registry) == before


def test_a_single_document_has_paths_without_its_place(registry: Registry) -> None:
    assert codes(planned(registry, {**published(), "facts": {"ki67": 101}}).problems) == {
        "facts.ki67": "out_of_range"
    }


def test_all_unreadable_files_are_named(registry: Registry) -> None:
    with pytest.raises(UnusableInput) as caught:
        importing.read_documents([b"[{}, {}]", b"{", b'{"a":1,"a":2}'])
    assert codes(caught.value.problems) == {"2": "not_json", "3.a": "duplicate_key"}


def test_an_empty_list_is_nothing_to_import() -> None:
    with pytest.raises(UnusableInput):
        importing.read_documents([b"[]"])


def test_a_changed_document_of_the_same_person_is_a_new_revision(registry: Registry) -> None:
    assert imported(registry, as_document(numbered(1, note="later")))["updated"] == 1
    assert casework.load_case(registry, "NEN-00001").revision == 2
    assert imported(registry, as_document(numbered(1, note="later")))["unchanged"] == 1


def test_a_case_of_another_person_under_the_same_key_is_never_merged(registry: Registry) -> None:
    stranger = numbered(7).model_copy(update={"id": "NEN-00001"})
    assert codes(planned(registry, as_document(stranger)).problems) == {"": "key_taken"}


def test_a_name_alone_makes_nobody_the_same_person(registry: Registry) -> None:
    patient = numbered(1).patient.model_copy(
        update={"hospital_number": None, "national_number": None}
    )
    same_name = numbered(1, note="x").model_copy(update={"patient": patient})
    assert codes(planned(registry, as_document(same_name)).problems) == {"": "key_taken"}


def test_a_pseudonymised_copy_takes_no_name_away(registry: Registry) -> None:
    data = export.case_document(registry, "NEN-00001")
    document = json.loads(data)
    assert planned(registry, document).counts["unchanged"] == 1
    document["case"]["has_had_systemic_treatment"] = None
    assert codes(planned(registry, document).problems) == {"": "would_lose_identity"}


def test_the_same_case_twice_in_one_import_is_refused(registry: Registry) -> None:
    plan = planned(registry, published("C02"), published("C02"))
    assert codes(plan.problems) == {"1": "duplicate_case"}


def test_a_likely_duplicate_is_hinted_at_and_still_added(registry: Registry) -> None:
    like = numbered(1).model_copy(update={"id": "NEN-00050"})
    plan = planned(registry, as_document(like))
    assert [(row.result, row.alike) for row in plan.rows] == [
        (importing.Result.ADDED, ("NEN-00001", "NEN-00002"))
    ]


def test_an_erased_patient_does_not_come_back(registry: Registry) -> None:
    registry.erase("NEN-00001", by=USER, at=AT)
    plan = planned(registry, as_document(numbered(1)), as_document(numbered(5)))
    with pytest.raises(ErasedCase):
        importing.carry_out(registry, plan)
    assert registry.cases.count() == 1


def test_a_plan_can_be_cancelled(registry: Registry) -> None:
    with pytest.raises(Cancelled):
        importing.plan_import(
            registry, documents_of(*shipped()), progress=lambda done, _total: done < 5
        )


def test_a_viewer_imports_nothing(registry: Registry, folder: Path) -> None:
    registry.close()
    with opened_as(folder, UserRole.VIEWER) as viewed:
        plan = planned(viewed, published())
        with pytest.raises(NotAllowed):
            importing.carry_out(viewed, plan)
