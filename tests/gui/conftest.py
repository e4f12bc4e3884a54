"""A furnished window on real registries: the whole program, with work done at once."""

import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.board import Referral
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.patient import Patient, PersonName
from nenboard.domain.terms import Differentiation, Grade, Sex, Site
from nenboard.domain.tumour import Ki67, Primary, Sample
from nenboard.gui import clipboard, style, theme
from nenboard.gui.frame import Frame
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import ImmediateTasks
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry.keys import Argon2Cost
from nenboard.workflow import casework

CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "synthetic words only"
USER = "S. Tester"
PEOPLE = (
    ("Amberley", "Rosa", Sex.FEMALE, "1965-02-07", Site.PANCREAS, Differentiation.WELL, 12),
    ("O'Brien", "Samuel", Sex.MALE, "1960-05-12", Site.ILEUM, Differentiation.WELL, 2),
    ("Smith-Jones", "Priya", Sex.FEMALE, "1972-06", Site.COLON, Differentiation.POOR, 80),
)


def synthetic_case(key: str, number: int) -> Case:
    """A synthetic person of the list."""
    family, given, sex, born, site, differentiation, ki67 = PEOPLE[number]
    return Case(
        id=key,
        patient=Patient(
            name=PersonName(family=family, given=given),
            sex=sex,
            birth_date=PartialDate(born),
            hospital_number=f"SYN-{417 + number}",
            national_number="9995260182" if number == 0 else None,
            is_synthetic=True,
        ),
        referral=Referral(question="Which next line?", target_meeting=PartialDate("2026-11-26")),
        primaries=(Primary(id="p1", site=site),),
        samples=(
            Sample(
                id="s1",
                primary_id="p1",
                differentiation=differentiation,
                grade=Grade.G2 if number == 0 else None,
                ki67=Ki67(value=Decimal(ki67)),
            ),
        ),
    )


@pytest.fixture(scope="session")
def registry_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed registry with three synthetic people, made once."""
    folder = tmp_path_factory.mktemp("template") / "registry"
    made = casework.create_registry(folder, passphrase=PASSPHRASE, user=USER, cost=CHEAP)
    with made.registry as registry:
        for number in range(len(PEOPLE)):
            case = synthetic_case(registry.cases.next_key(), number)
            casework.save_case(registry, case, expected_revision=0)
    return folder


@pytest.fixture
def registry_folder(registry_template: Path, tmp_path: Path) -> Path:
    """A registry of the test's own."""
    folder = tmp_path / "board"
    shutil.copytree(registry_template, folder)
    return folder


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Look]:
    """The light look at 100 %, with the style of the design."""
    if not isinstance(qapp.style(), style.NenStyle) and qapp.property("dressed") is None:
        style.dress(qapp)
        qapp.setProperty("dressed", True)
    made = theme.Look(qapp)
    made.choose("light", 1.0)
    yield made
    made.choose("light", 1.0)
    made.deleteLater()


@dataclass
class Running:
    """The program as a user sees it."""

    program: Program
    frame: Frame
    qtbot: QtBot

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """A widget by its object name, anywhere in the program."""
        found = self.frame.findChild(kind, name)
        if found is None:
            tops = [top.findChild(kind, name) or top for top in QApplication.topLevelWidgets()]
            found = next((top for top in tops if top.objectName() == name), None)
        assert found is not None, f"no widget {name}"
        return found

    def dialog(self, name: str) -> QWidget:
        """An open dialog."""
        found = [
            top
            for top in QApplication.topLevelWidgets()
            if top.objectName() == name and top.isVisible()
        ]
        assert found, f"no dialog {name}"
        return found[-1]

    def unlock(self) -> None:
        """Sign in with the right passphrase."""
        page = self.program.gate.unlock
        page.passphrase.setText(PASSPHRASE)
        page.submit.click()

    def press(self, within: QWidget) -> None:
        """Click the first button inside a widget."""
        button = within.findChild(KeyButton)
        assert button is not None
        button.click()

    def run(self, command: str) -> None:
        """Trigger a command of the menus."""
        self.program.window.commands.actions[command].trigger()


@pytest.fixture
def started(look: theme.Look, qtbot: QtBot) -> Iterator[Running]:
    """The program after its first paint, with no registry asked for."""
    hooks = sys.excepthook, threading.excepthook
    frame = Frame()
    frame.resize(1366, 768)
    program = Program(frame, runner=ImmediateTasks(), desk=RegistryDesk(), look=look)
    frame.show()
    frame.activateWindow()
    yield Running(program, frame, qtbot)
    sys.excepthook, threading.excepthook = hooks
    if program.idle is not None:
        program.idle.stop()
    program.minutes.stop()
    clipboard.forget()
    program.window.desk.close()
    program.gate.unlock.stop_waiting()
    for top in QApplication.topLevelWidgets():
        top.hide()
    frame.deleteLater()


@pytest.fixture
def locked(started: Running, registry_folder: Path) -> Running:
    """The unlock page of a registry."""
    started.program.begin(registry_folder)
    return started


@pytest.fixture
def unlocked(locked: Running) -> Running:
    """The list of cases of an open registry."""
    locked.unlock()
    assert locked.program.window.current_page() is not None
    locked.run("cases")
    return locked
