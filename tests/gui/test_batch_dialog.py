"""Documents of many cases: whole files, cancel between two of them, refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nenboard.gui.documents.batch_dialog import BatchDialog
from nenboard.gui.tasks import Ticket
from nenboard.workflow import casework
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

IDS = ("NEN-00001", "NEN-00002", "NEN-00003")


class StoppingServices(NotingServices):
    """Somebody presses Esc while the first document is written."""

    dialog: BatchDialog | None = None

    def run(self, work: Any, **given: Any) -> Ticket:
        if self.dialog is not None:
            self.dialog.reject()
        return super().run(work, **given)


@contextmanager
def three_cases(folder: Path) -> Iterator[NotingServices]:
    with stored_case(folder, builders.a_case(id=IDS[0])) as (services, _context):
        for case_id in IDS[1:]:
            casework.save_case(services.desk.registry, builders.a_case(id=case_id))
        yield services


def asked(
    services: NotingServices, qtbot: QtBot, place: Path, chosen: tuple[str, ...] = ()
) -> BatchDialog:
    place.mkdir()
    dialog = BatchDialog(services, chosen, listed=IDS, folder=place)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(place: Path) -> list[str]:
    return sorted(file.name for file in place.iterdir())


def test_the_whole_list_is_written_and_summed_up(tmp_path: Path, qtbot: QtBot) -> None:
    with three_cases(tmp_path) as services:
        dialog = asked(services, qtbot, tmp_path / "out")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert names(tmp_path / "out") == [f"{case_id}_r1_draft.pdf" for case_id in IDS]
        assert dialog.message.text == "3 files were written."
        assert dialog.message.kind == "done"


def test_only_the_chosen_cases_are_written(tmp_path: Path, qtbot: QtBot) -> None:
    with three_cases(tmp_path) as services:
        dialog = asked(services, qtbot, tmp_path / "out", IDS[1:])
        dialog.export()
        assert names(tmp_path / "out") == ["NEN-00002_r1_draft.pdf", "NEN-00003_r1_draft.pdf"]


def test_cancel_leaves_whole_files_only_and_says_what_was_not_begun(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with three_cases(tmp_path) as noting:
        services = StoppingServices(noting.desk)
        dialog = asked(services, qtbot, tmp_path / "out")
        services.dialog = dialog
        dialog.export()
        (file,) = (tmp_path / "out").iterdir()
        assert file.read_bytes().rstrip().endswith(b"%%EOF")
        assert dialog.message.text == "1 file was written. 2 were not begun."
        assert dialog.isVisible()


def test_what_is_refused_is_named_with_the_reason(tmp_path: Path, qtbot: QtBot) -> None:
    with three_cases(tmp_path) as services:
        dialog = asked(services, qtbot, tmp_path / "out")
        (tmp_path / "out" / "NEN-00002_r1_draft.pdf").write_bytes(b"older")
        dialog.export()
        assert dialog.message.text == "2 files were written. 1 was refused."
        assert dialog.refused.text() == "NEN-00002: there is a file of this name already"
        dialog.replace.setChecked(True)
        dialog.export()
        assert dialog.message.text == "3 files were written."
        assert dialog.refused.isHidden()


def test_letters_cannot_be_anonymised(tmp_path: Path, qtbot: QtBot) -> None:
    with three_cases(tmp_path) as services:
        dialog = asked(services, qtbot, tmp_path / "out")
        dialog.anonymous.setChecked(True)
        dialog.kind.setCurrentIndex(dialog.kind.findText("Outcome letter"))
        assert not dialog.anonymous.isEnabled()
        assert not dialog.anonymous.isChecked()
        dialog.kind.setCurrentIndex(0)
        dialog.anonymous.setChecked(True)
        dialog.export()
        assert all(name.startswith("anonymised_") for name in names(tmp_path / "out"))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    with three_cases(tmp_path) as services:
        dialog = asked(services, qtbot, tmp_path / "out")
        dialog.place.edit.setText(str(tmp_path / "none"))
        dialog.export()
        assert "no such folder" in dialog.message.text
