"""A running meeting of two cases, and the editor on the first of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from nenboard.gui import theme
from nenboard.gui.outcome.editor import OutcomeEditor
from nenboard.registry.folder import Registry
from tests.gui.case_support import NotingServices, OpenDesk
from tests.gui.outcome.outcome_support import OTHER
from tests.workflow.board_support import CASE, COORDINATOR, MEETING, opened, staffed, started


@pytest.fixture(scope="session")
def meeting_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with a running meeting of two cases, made once."""
    folder = tmp_path_factory.mktemp("meeting") / "registry"
    with staffed(folder, 1, 2) as registry:
        started(registry, CASE, OTHER)
    return folder


@pytest.fixture
def registry(meeting_template: Path, tmp_path: Path) -> Iterator[Registry]:
    """The registry of the test, opened by the coordinator."""
    folder = tmp_path / "board"
    shutil.copytree(meeting_template, folder)
    with opened(folder, COORDINATOR) as made:
        yield made


@pytest.fixture
def services(registry: Registry) -> NotingServices:
    """The services on that registry; work is done at once."""
    return NotingServices(OpenDesk(registry))


@pytest.fixture
def editor(look: theme.Look, qtbot: QtBot, services: Any) -> OutcomeEditor:
    """The editor on the first case."""
    made = OutcomeEditor(services)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    made.activateWindow()
    made.load(MEETING, CASE)
    return made
