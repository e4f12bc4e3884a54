"""Export: pseudonymised by default, audited, written whole or not at all."""

import json
import sys
from pathlib import Path

import pypdfium2
import pytest

from nenboard.domain.dates import PartialDate
from nenboard.host.errors import HostError
from nenboard.registry.assessments import StoredAssessment
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import assess, casework, export, meeting, orders
from nenboard.workflow.errors import Cancelled, NotAllowed, NothingToExport, ReasonNeeded
from nenboard.workflow.orders import Order
from tests.workflow.support import ON, actions, numbered, opened_as

NAME = "Testperson"


def pages_of(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def preferred(stored: StoredAssessment) -> str:
    """The first word of the leading option of a stored answer."""
    label: str = json.loads(stored.payload)["outcomes"][0]["options"][0]["label"]
    return label.partition(" ")[0]


@pytest.fixture
def meeting_id(registry: Registry) -> str:
    planned = meeting.new_meeting(registry, PartialDate("2026-11-26"))
    meeting.save_meeting(registry, planned, expected_revision=0)
    meeting.add_cases(registry, planned.id, case_ids=("NEN-00002", "NEN-00001"))
    assess.run_many(registry, ("NEN-00001", "NEN-00002"), on=ON)
    return planned.id


def test_a_case_document_is_pseudonymised_and_audited(registry: Registry, tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    export.export_case(registry, "NEN-00001", target=target)
    document = json.loads(target.read_bytes())
    assert document["format"] == "nenboard-case/1"
    assert document["is_pseudonymised"] is True
    assert NAME not in target.read_text(encoding="utf-8")
    entry = registry.audit.entries()[-1]
    assert (entry.action, entry.subject_id) == ("exported", "NEN-00001")
    assert entry.content is not None
    assert entry.content["identifiable"] is False


def test_names_leave_with_a_reason_only(registry: Registry, tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    for reason in (None, "  "):
        with pytest.raises(ReasonNeeded):
            export.export_case(
                registry, "NEN-00001", target=target, reason=reason, is_identifiable=True
            )
    assert not target.exists()
    assert "exported" not in actions(registry)
    export.export_case(
        registry, "NEN-00001", target=target, reason="second opinion", is_identifiable=True
    )
    assert NAME in target.read_text(encoding="utf-8")
    content = registry.audit.entries()[-1].content
    assert content is not None
    assert content["reason"] == "second opinion"


@pytest.mark.parametrize(
    ("role", "may"),
    [(UserRole.VIEWER, False), (UserRole.EDITOR, False), (UserRole.BOARD_LEAD, True)],
)
def test_names_leave_by_a_lead_only(
    registry: Registry, folder: Path, role: UserRole, may: bool
) -> None:
    registry.close()
    with opened_as(folder, role) as opened:
        if may:
            assert NAME.encode() in export.case_document(
                opened, "NEN-00001", reason="x", is_identifiable=True
            )
        else:
            with pytest.raises(NotAllowed):
                export.case_document(opened, "NEN-00001", reason="x", is_identifiable=True)


def test_a_name_ending_in_pdf_gives_the_page(registry: Registry, tmp_path: Path) -> None:
    stored = assess.run(registry, "NEN-00001", on=ON)
    target = tmp_path / orders.file_name(registry, Order("case", "NEN-00001"))
    export.export_case(registry, "NEN-00001", target=target)
    assert target.name == "NEN-00001_r1_draft.pdf"
    (text,) = pages_of(target)
    for told in (NAME.upper(), "NEN-00001", preferred(stored), "Page 1 of 1"):
        assert told in text


def test_an_answer_to_an_older_revision_is_not_printed(registry: Registry, tmp_path: Path) -> None:
    stored = assess.run(registry, "NEN-00001", on=ON)
    casework.save_case(registry, numbered(1, note="changed since"))
    export.export_paper(registry, Order("case", "NEN-00001"), target=tmp_path / "page.pdf")
    (text,) = pages_of(tmp_path / "page.pdf")
    assert "has not been run" in " ".join(text.split())
    assert preferred(stored) not in text


def test_a_pack_holds_each_case_on_its_own_page_in_order(
    registry: Registry, meeting_id: str, tmp_path: Path
) -> None:
    target = tmp_path / orders.file_name(registry, Order("pack", meeting_id))
    assert target.name == "NET-MDT_2026-11-26_pack_v2_draft.pdf"
    steps: list[tuple[int, int]] = []
    export.export_paper(
        registry,
        Order("pack", meeting_id),
        target=target,
        progress=lambda done, total: steps.append((done, total)),
    )
    own = [text for text in pages_of(target) if "Page 1 of 1" in text]
    assert ["NEN-00002" in own[0], "NEN-00001" in own[1], len(own)] == [True, True, 2]
    assert steps[-1][0] == steps[-1][1]
    assert registry.audit.entries()[-1].subject_id == meeting_id


def test_an_agenda_has_no_page_of_a_case(
    registry: Registry, meeting_id: str, tmp_path: Path
) -> None:
    export.export_paper(registry, Order("agenda", meeting_id), target=tmp_path / "agenda.pdf")
    texts = pages_of(tmp_path / "agenda.pdf")
    assert NAME.upper() in " ".join(texts)
    assert not any("Page 1 of 1" in text for text in texts)


def test_a_cancelled_pack_leaves_no_file_and_no_entry(
    registry: Registry, meeting_id: str, tmp_path: Path
) -> None:
    before = actions(registry)
    with pytest.raises(Cancelled):
        export.export_paper(
            registry,
            Order("pack", meeting_id),
            target=tmp_path / "pack.pdf",
            progress=lambda done, _total: done < 2,
        )
    assert list(tmp_path.glob("*.p*")) == []
    assert actions(registry) == before


def test_an_empty_agenda_gives_nothing_to_export(registry: Registry, tmp_path: Path) -> None:
    planned = meeting.new_meeting(registry, PartialDate("2026-11-26"))
    meeting.save_meeting(registry, planned)
    with pytest.raises(NothingToExport):
        export.export_paper(registry, Order("pack", planned.id), target=tmp_path / "pack.pdf")


def test_what_could_not_be_written_is_not_in_the_audit_trail(
    registry: Registry, tmp_path: Path
) -> None:
    with pytest.raises(HostError):
        export.export_case(registry, "NEN-00001", target=tmp_path / "no such folder" / "x.json")
    assert "exported" not in actions(registry)


def test_an_unknown_case_is_refused(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(UnknownCase):
        export.export_case(registry, "NEN-09999", target=tmp_path / "x.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_an_exported_file_is_for_its_owner_only(registry: Registry, tmp_path: Path) -> None:
    export.export_case(registry, "NEN-00001", target=tmp_path / "case.json")
    assert (tmp_path / "case.json").stat().st_mode & 0o077 == 0
