"""Pictures of every screen and state: python -m tests.gui.gallery FOLDER [--only WORD ...].

Both themes, two window sizes, 100 and 200 %. Beside the pictures, faults.txt names every text that
is cut off and every control that reaches out of what it stands in.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import product, starmap
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

from nenboard.gui import catalogue, style, theme
from nenboard.gui.frame import Frame
from nenboard.gui.preferences import page as preferences
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import ImmediateTasks
from nenboard.gui.unlock.gate import locked_note
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.host.paths import OVERRIDE
from nenboard.registry.keys import Argon2Cost
from nenboard.workflow import casework, demo
from tests.gui.board.board_views import board_views
from tests.gui.gallery_algorithm import algorithm_views
from tests.gui.gallery_history import history_views, people_views
from tests.gui.gallery_keeping import keeping_views
from tests.gui.gallery_meeting import meeting_views
from tests.gui.gallery_outcome import outcome_views

THEMES = ("light", "dark")
SIZES = ((1366, 768), (1920, 1080))
SCALES = (1.0, 2.0)
CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "synthetic words only"
ON = date(2026, 3, 14)
SETTLING_TURNS = 60
CASES = {"PUB-00001": "published", "SYN-00004": "many-lines", "NEN-00001": "absent"}


@dataclass
class Gallery:
    """A running program, what can be shown of it, and what was found wrong."""

    program: Program
    frame: Frame
    place: Path
    demo: Path
    empty: Path
    faults: list[str] = field(default_factory=list)

    def views(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Each screen or state by name, with what brings it about; in an order that works."""
        yield "unlock", lambda: self._lock("")
        yield "unlock-locked", lambda: self._lock(locked_note(datetime(2026, 3, 14, 9, tzinfo=UTC)))
        yield "unlock-wrong-passphrase", lambda: self._try("not these words")
        yield "first-run", self._first_run
        yield "empty-registry", lambda: self._open(self.empty)
        yield "board-no-meeting", lambda: self.program.choose("board")
        yield "list", lambda: self._open(self.demo)
        yield from board_views(self.program)
        yield "list-nothing-found", lambda: self._find("no such person")
        yield "list-names-hidden", self._hide_names
        for page in catalogue.page_makers():
            if page not in {"board", "cases", "settings", "meeting"}:
                yield page, partial(self.program.choose, page)
        for part in preferences.parts():
            show = partial(self.program.window.show_page, "settings", part.key)
            yield f"settings-{part.key}", show
        for case, words in CASES.items():
            for tab in catalogue.case_tabs():
                yield f"case-{words}-{tab.key}", partial(self._case, case, tab.key)
        yield from algorithm_views(self.program)
        yield from outcome_views(self.program)
        for command in ("go_to", "page_keys", "about", "new_case"):
            yield f"dialog-{command}", self.program.window.commands.actions[command].trigger
        yield from meeting_views(self.program)
        yield from history_views(self.program)
        yield from people_views(self.program)
        yield from keeping_views(self.program)

    def _lock(self, note: str) -> None:
        self.program.gate.show_unlock(self.demo, note)
        self.program.gate.read_users()

    def _try(self, passphrase: str) -> None:
        page = self.program.gate.unlock
        page.passphrase.setText(passphrase)
        page.submit.click()
        page.stop_waiting()

    def _first_run(self) -> None:
        self.program.gate.show_first_run()

    def _open(self, folder: Path) -> None:
        self.program.lock()
        self.program.window.desk.close()
        self.program.gate.show_unlock(folder)
        self.program.gate.read_users()
        self._try(PASSPHRASE if folder == self.empty else demo.PASSPHRASE)
        self.program.choose("cases")

    def _find(self, text: str) -> None:
        self.program.choose("cases")
        self.program.window.commands.actions["find"].trigger()
        focused = self.frame.focusWidget()
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, Qt.Key.Key_Return)

    def _hide_names(self) -> None:
        QTest.keyClick(self.frame.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.frame.focusWidget(), Qt.Key.Key_Delete)
        self.program.window.commands.actions["hide_names"].trigger()

    def _case(self, case_id: str, tab: str) -> None:
        if self.program.window.commands.actions["hide_names"].isChecked():
            self.program.window.commands.actions["hide_names"].trigger()
        self.program.window.open_case(case_id, tab)

    def take(self, look: "Appearance", only: tuple[str, ...]) -> None:
        """Every view in one look; the views that `only` names, or all."""
        self.program.look.choose(look.scheme, look.scale)
        for name, show in self.views():
            self.frame.resize(*look.size)
            show()
            settle()
            if not only or any(word in name for word in only):
                self._picture(name, look.name)
            close_pop_ups()

    def _picture(self, name: str, look: str) -> None:
        tops = [
            top
            for top in QApplication.topLevelWidgets()
            if top.isVisible() and top is not self.frame and top.width() > 1
        ]
        shown = tops[-1] if tops else self.frame
        shown.grab().save(str(self.place / f"{name}-{look}.png"))
        self.faults += [f"{name}-{look}: {fault}" for fault in faults_of(shown)]


def faults_of(shown: QWidget) -> Iterator[str]:
    """Texts that are cut off, and controls that reach out of what they stand in."""
    for widget in shown.findChildren(QWidget):
        if not widget.isVisible() or widget.width() < 1:
            continue
        name = widget.objectName() or type(widget).__name__
        if is_cut(widget):
            yield f"{name}: text cut off, {widget.size().toTuple()}"
        around = widget.parentWidget()
        if around is None or isinstance(around.parentWidget(), QAbstractScrollArea):
            continue
        if isinstance(widget, QLabel | KeyButton) and not around.rect().contains(
            QRect(widget.pos(), widget.size())
        ):
            yield f"{name}: reaches out of {around.objectName() or type(around).__name__}"


def is_cut(widget: QWidget) -> bool:
    """Whether a label or a button has less room than its words need."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width()) - 1
        return widget.width() < widget.sizeHint().width()
    return isinstance(widget, KeyButton) and widget.width() < widget.sizeHint().width()


def settle() -> None:
    """Let what is built in pieces be built."""
    for _turn in range(SETTLING_TURNS):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def close_pop_ups() -> None:
    """Close what lies above the window."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and not isinstance(top, Frame):
            top.close()
    settle()


def make_program(folder: Path) -> tuple[Program, Frame]:
    """The whole program, with work done at once, on the registry of the demonstration."""
    app = QApplication([])
    style.dress(app)
    frame = Frame()
    look = theme.Look(app)
    look.choose(THEMES[0], SCALES[0])
    program = Program(frame, runner=ImmediateTasks(), desk=RegistryDesk(), look=look)
    frame.show()
    frame.activateWindow()
    program.begin(folder)
    return program, frame


@dataclass(frozen=True, slots=True)
class Appearance:
    """A theme, a size of the window, and a scale."""

    scheme: str
    size: tuple[int, int]
    scale: float

    @property
    def name(self) -> str:
        """As it stands at the end of each picture's name."""
        return f"{self.scheme}-{self.size[0]}-{self.scale:.0%}".rstrip("%")


LOOKS = {look.name: look for look in starmap(Appearance, product(THEMES, SIZES, SCALES))}


def prepare(scratch: Path) -> None:
    """The registries that every look is taken of: the demonstration, and an empty one."""
    demo.build(scratch / "demo", demo.Plan(ON, cost=CHEAP))
    casework.create_registry(
        scratch / "empty", passphrase=PASSPHRASE, user="J. Marlow", cost=CHEAP
    ).registry.close()


def take_look(name: str, *, folder: Path, scratch: Path, only: tuple[str, ...]) -> int:
    """Take one look on copies of the registries, and write its faults beside the pictures."""
    own = scratch / name
    os.environ[OVERRIDE] = str(own / "settings")
    for part in ("demo", "empty"):
        shutil.copytree(scratch / part, own / part)
    registry = own / "demo" / "registry"
    program, frame = make_program(registry)
    gallery = Gallery(program, frame, folder, registry, own / "empty")
    gallery.take(LOOKS[name], only)
    program.window.desk.close()
    text = "".join(f"{fault}\n" for fault in gallery.faults)
    (folder / f"faults-{name}.txt").write_text(text, encoding="utf-8")
    return 0


def take_all(folder: Path, *, only: tuple[str, ...]) -> int:
    """Take every look, each in a process of its own; the number of faults and of failed looks."""
    with tempfile.TemporaryDirectory() as scratch:
        prepare(Path(scratch))
        base = [sys.executable, "-m", "tests.gui.gallery", str(folder), "--scratch", scratch]
        chosen = ["--only", *only] if only else []
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            commands = [[*base, "--look", name, *chosen] for name in LOOKS]
            codes = list(
                pool.map(lambda command: subprocess.run(command, check=False).returncode, commands)
            )
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("faults-*.txt"))]
    (folder / "faults.txt").write_text("".join(texts), encoding="utf-8")
    failed = [name for name, code in zip(LOOKS, codes, strict=True) if code]
    faults = "".join(texts).count("\n")
    sys.stdout.write(f"{faults} faults; looks that failed: {failed}\n")
    return faults + len(failed)


def main() -> int:
    """Take the pictures; returns the exit code, 1 if a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=(), help="views whose name holds this word")
    parser.add_argument("--look", choices=LOOKS, help=argparse.SUPPRESS)
    parser.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.look is None:
        return 1 if take_all(wanted.folder, only=tuple(wanted.only)) else 0
    code = 1
    try:
        code = take_look(
            wanted.look, folder=wanted.folder, scratch=wanted.scratch, only=tuple(wanted.only)
        )
    except BaseException:  # noqa: BLE001 - a look that failed says why, and others go on
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
