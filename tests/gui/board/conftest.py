"""The board page of an open registry, on a day before the meeting, with work done at once."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.domain.board import Meeting
from nenboard.gui.board.page import BoardPage
from nenboard.registry.folder import Registry
from nenboard.workflow import casework, clock
from tests.gui.conftest import PASSPHRASE, Running
from tests.workflow.board_support import BEFORE, MEETING, planned

W = TypeVar("W", bound=QWidget)
CASES = ("NEN-00001", "NEN-00002", "NEN-00003")
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Board:
    """The page with what stands behind it."""

    running: Running
    page: BoardPage

    @property
    def registry(self) -> Registry:
        """The open registry."""
        found = self.running.program.window.desk.registry
        assert isinstance(found, Registry)
        return found

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is stored."""
        return self.registry.meetings.get(MEETING).meeting

    def numbers(self) -> str:
        """The last figures of the cases on the stored agenda, in order."""
        return "".join(item.case_id[-1] for item in self.meeting.agenda)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        settle()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        settle()

    def at(self, case_id: str) -> None:
        """Put the keyboard on the row of a case."""
        self.page.view.agenda.table.setFocus()
        assert self.page.view.agenda.table.choose_case(case_id)

    def find(self, kind: type[W], name: str) -> W:
        """A widget of the page or of an open dialog."""
        for top in (self.page, *QApplication.topLevelWidgets()):
            found = top.findChild(kind, name)
            if found is not None and found.isVisible():
                return found
        raise AssertionError(name)


def settle() -> None:
    """Let what is shown in pieces be shown."""
    for _turn in range(10):
        QApplication.processEvents()


@pytest.fixture(scope="session")
def planned_template(registry_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed registry with a meeting of three cases and everybody expected, made once."""
    folder = tmp_path_factory.mktemp("planned") / "registry"
    shutil.copytree(registry_template, folder)
    with clock.stopped_at(BEFORE), casework.open_registry(folder, passphrase=PASSPHRASE) as found:
        planned(found, *CASES)
    return folder


def _unlocked(running: Running, folder: Path) -> Board:
    running.program.begin(folder)
    running.unlock()
    settle()
    page = running.program.window.current_page()
    assert isinstance(page, BoardPage)
    return Board(running, page)


@pytest.fixture
def empty_board(started: Running, registry_folder: Path) -> Iterator[Board]:
    """The page of a registry without a meeting, on 20-Nov-2026."""
    with clock.stopped_at(BEFORE):
        yield _unlocked(started, registry_folder)


@pytest.fixture
def board(started: Running, planned_template: Path, tmp_path: Path) -> Iterator[Board]:
    """The page of a meeting of the usual kind with three cases, on 20-Nov-2026."""
    folder = tmp_path / "board"
    shutil.copytree(planned_template, folder)
    with clock.stopped_at(BEFORE):
        yield _unlocked(started, folder)
