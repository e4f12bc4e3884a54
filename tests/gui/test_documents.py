"""Documents: the preview is the page of the stored case, drawn from memory; exports are checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.gui.documents import exports, target
from nenboard.gui.documents.export_dialog import ExportDialog, ExportTask, Offer
from nenboard.gui.documents.kinds import kinds, meeting_kinds
from nenboard.gui.documents.meetings import MeetingDialog, plan
from nenboard.gui.documents.page import DocumentsTab
from nenboard.gui.page import CaseContext
from nenboard.host.errors import HostError
from nenboard.workflow import assess
from tests import builders
from tests.gui.case_support import NotingServices, stored_case


@contextmanager
def page_of(
    folder: Path, qtbot: QtBot, case: Case | None = None
) -> Iterator[tuple[DocumentsTab, NotingServices, CaseContext]]:
    with stored_case(folder, case or builders.a_case()) as (services, context):
        assess.run(services.desk.registry, context.case_id)
        tab = DocumentsTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.resize(1200, 800)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.on_shown()
        yield tab, services, context


def export_of(tab: DocumentsTab, qtbot: QtBot, folder: Path) -> ExportDialog:
    tab.export()
    dialog = tab.dialog
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(folder))
    return dialog


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_preview_is_the_page_of_the_stored_case_and_writes_no_file(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, context):
        before = sorted(tmp_path.rglob("*.pdf"))
        assert "TESTPERSON" in tab.preview.text
        assert context.case_id in tab.preview.text
        page = tab.findChild(QLabel, "pdf_page")
        assert page is not None
        assert page.pixmap().width() > 300
        assert sorted(tmp_path.rglob("*.pdf")) == before == []


def test_the_page_is_larger_smaller_and_whole_by_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, _context):
        page = tab.findChild(QLabel, "pdf_page")
        assert page is not None
        widths = [page.pixmap().width()]
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
            QTest.keyClick(tab.preview, key)
            widths.append(page.pixmap().width())
        assert widths[0] < widths[3] < widths[2]
        assert widths[4] == widths[0]


def test_a_changed_case_gets_a_new_page(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, services, context):
        referral = context.case.referral.model_copy(update={"question": "Is a trial open?"})
        changed = context.case.model_copy(update={"referral": referral})
        context.set_stored(services.desk.save_case(changed, expected_revision=1))
        assert "Is a trial open?" in tab.preview.text
        assert "has not been run on this revision" in tab.message.text


def test_an_export_is_written_and_reads_back(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, services, context):
        dialog = export_of(tab, qtbot, tmp_path)
        assert dialog.name.text() == f"{context.case_id}_r1_draft.pdf"
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        file = tmp_path / f"{context.case_id}_r1_draft.pdf"
        assert "TESTPERSON" in text_of(file)
        assert services.texts("say") == [f"Exported: {file.name}"]
        assert not dialog.isVisible()
        assert exports.documents_folder() == tmp_path


def test_a_file_is_never_replaced_unasked(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, context):
        file = tmp_path / f"{context.case_id}_r1_draft.pdf"
        file.write_bytes(b"something else")
        dialog = export_of(tab, qtbot, tmp_path)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert file.read_bytes() == b"something else"
        assert "Replace it, or choose another name" in dialog.message.text
        replace = dialog.message.findChild(QAbstractButton, "export_message_action")
        assert replace is not None
        QTest.mouseClick(replace, Qt.MouseButton.LeftButton)
        assert "TESTPERSON" in text_of(file)


def test_the_name_of_the_patient_stays_out_of_the_file_name(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, _context):
        dialog = export_of(tab, qtbot, tmp_path)
        dialog.name.setText("Testperson.pdf")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert "Leave the patient's name out" in dialog.message.text
        assert not list(tmp_path.glob("*.pdf"))


def test_a_fault_of_the_world_is_said_in_words_and_can_be_mended(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, context):
        from nenboard.workflow import export

        def fails(*_given: object, **_named: object) -> None:
            raise HostError("The disk is full. Nothing was written.")

        with monkeypatch.context() as patched:
            patched.setattr(export, "write_atomically", fails)
            dialog = export_of(tab, qtbot, tmp_path)
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            assert dialog.message.text == "The disk is full. Nothing was written."
            assert dialog.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert (tmp_path / f"{context.case_id}_r1_draft.pdf").exists()


def test_the_pack_of_a_new_meeting_holds_the_chosen_case(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, services, context):
        asked = exports.ask_pack(services, (context.case_id,), tab)  # type: ignore[arg-type]
        qtbot.addWidget(asked)
        asked.day.setText("03/04/2026")
        QTest.keyClick(asked, Qt.Key.Key_Return)
        assert "03-Apr-2026 or 04-Mar-2026" in asked.day_row.message.text()
        asked.day.setText("26-Nov-2026")
        QTest.keyClick(asked, Qt.Key.Key_Return)
        dialog = tab.window().findChild(ExportDialog)
        assert dialog is not None
        qtbot.addWidget(dialog)
        assert dialog.name.text() == "NET-MDT_2026-11-26_pack_v1_draft.pdf"
        dialog.folder.setText(str(tmp_path))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        text = text_of(tmp_path / "NET-MDT_2026-11-26_pack_v1_draft.pdf")
        assert "TESTPERSON" in text
        again = exports.ask_pack(services, (), tab)  # type: ignore[arg-type]
        qtbot.addWidget(again)
        assert isinstance(again, MeetingDialog)
        assert again.meeting.itemText(0) == "the meeting of 26-Nov-2026 (1)"


@pytest.mark.parametrize("kind", [kind.key for kind in meeting_kinds()])
def test_each_document_of_a_meeting_is_exported_under_its_state(
    kind: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, qtbot) as (tab, services, context):
        planned = plan(services.desk.registry, PartialDate("2026-11-26"), (context.case_id,))
        dialog = exports.export_meeting_paper(services, planned.id, tab, kind=kind)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path))
        dialog.go.click()
        day, state = ("2026-11", "_") if kind == "figures" else ("2026-11-26", "_v1_draft")
        (file,) = tmp_path.glob("*.pdf")
        assert file.name.startswith(f"NET-MDT_{day}_{kind}{state}")
        assert text_of(file)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Use letters"),
        ("a/b.pdf", "Use letters"),
        ("../a.pdf", "Use letters"),
        ("CON.pdf", "Windows keeps"),
        ("N-0417 amberley.pdf", "Leave the patient's name out"),
        ("N-0417_r1_draft.pdf", ""),
    ],
)
def test_a_file_name_is_checked(tmp_path: Path, name: str, words: str) -> None:
    problem = target.problem_of(str(tmp_path), name, names=("Amberley",))
    assert problem.startswith(words)
    assert bool(problem) == bool(words)


def test_a_folder_must_exist(tmp_path: Path) -> None:
    assert target.problem_of("", "a.pdf") == "Choose a folder."
    assert "no such folder" in target.problem_of(str(tmp_path / "none"), "a.pdf")
    assert target.path_of(str(tmp_path), "a") == tmp_path / "a.pdf"


def choose(tab: DocumentsTab, key: str) -> None:
    tab.kind.setCurrentIndex([kind.key for kind in kinds()].index(key))


def test_another_document_is_shown_and_exported(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, context):
        choose(tab, "detail")
        assert "Case detail" in tab.preview.text
        dialog = export_of(tab, qtbot, tmp_path)
        dialog.go.click()
        assert "Case detail" in text_of(tmp_path / f"{context.case_id}_detail_r1_draft.pdf")


def test_a_letter_without_an_outcome_says_why_there_is_none(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, _context):
        choose(tab, "outcome-letter")
        assert tab.stack.currentWidget() is tab.state
        choose(tab, "case")
        assert tab.stack.currentWidget() is tab.preview
        assert "TESTPERSON" in tab.preview.text


def test_an_anonymised_page_is_shown_and_exported_as_it_was_shown(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, context):
        tab.anonymous.setChecked(True)
        shown = tab.preview.text
        assert "ANONYMISED" in shown
        assert "TESTPERSON" not in shown
        assert context.case_id not in shown
        dialog = export_of(tab, qtbot, tmp_path)
        assert "Read every page before you pass it on" in dialog.message.text
        dialog.go.click()
        (file,) = tmp_path.glob("anonymised_*.pdf")
        assert text_of(file).split() == shown.split()
        choose(tab, "outcome-letter")
        assert tab.anonymous.isHidden()


def test_a_letter_to_the_patient_is_final_once_a_clinician_is_named(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, qtbot) as (tab, services, _context):
        choose(tab, "case")
        task = ExportTask(
            title="Export",
            note="",
            offer=lambda choice: Offer("final.pdf" if choice.released_by else "draft.pdf"),
            work=lambda _wanted, _told: None,
            is_released=True,
        )
        dialog = exports.open_export(services, task, tab)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        assert dialog.name.text() == "draft.pdf"
        QTest.keyClicks(dialog.released_by, "Dr Carl S")
        assert dialog.name.text() == "final.pdf"


def test_the_document_is_read_as_text_and_written_beside_the_page(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, qtbot) as (tab, _services, _context):
        QTest.keyClick(tab.preview, Qt.Key.Key_T)
        assert tab.preview.stack.currentWidget() is tab.preview.twin
        shown = tab.preview.twin.toPlainText()
        assert "TESTPERSON" in shown
        assert "TIMELINE\n--------" in shown
        dialog = export_of(tab, qtbot, tmp_path)
        dialog.text.setChecked(True)
        dialog.go.click()
        (file,) = tmp_path.glob("*.txt")
        assert file.read_text(encoding="utf-8") == shown
        tab.preview.as_text.click()
        assert tab.preview.stack.currentWidget() is tab.preview.area
