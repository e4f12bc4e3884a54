"""Somebody who holds a meeting by keys alone; ``meeting_rounds`` starts and kills this program.

It decides on each key by what the window shows: where the focus is, and what is still open. After
each key it waits until everything before it is stored, and tells what then stands where.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from nenboard.gui import style, theme
from nenboard.gui.app import make_application
from nenboard.gui.frame import Frame
from nenboard.gui.meeting.page import MeetingPage
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import Tasks
from nenboard.gui.widgets.buttons import KeyButton
from tests.gui.meeting_rounds import wanted_texts

MOST_KEYS = 5000
KINDS = {"text": "plan", "what": "what", "owner": "owner", "who": "who", "due": "due"}
"""The kind of text that belongs into a field, by the last part of its name."""


class Typist:
    """A program with its window, and the person in front of it."""

    def __init__(self, folder: Path, *, user: str, passphrase: str) -> None:
        app = make_application()
        style.dress(app)
        self.look = theme.Look(app)
        self.look.choose("light", 1.0)
        self.frame = Frame()
        self.tasks = Tasks()
        self.program = Program(self.frame, runner=self.tasks, desk=RegistryDesk(), look=self.look)
        self.keys = 0
        self.frame.show()
        self.frame.activateWindow()
        self.program.begin(folder)
        self.settle()
        self.program.gate.unlock.user.setCurrentText(user)
        self.began = time.monotonic()
        self.program.gate.unlock.passphrase.setText(passphrase)
        self.program.gate.unlock.passphrase.setFocus()
        self.press(Qt.Key.Key_Return)

    def settle(self) -> None:
        """Wait until what the database thread was given is done, and what follows from it."""
        for _round in range(4):
            is_done: list[bool] = []
            self.program.window.run(lambda _job: True, done=is_done.append)
            while not is_done:
                QApplication.processEvents()
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, to whatever has the focus."""
        target = QApplication.focusWidget() or self.frame
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    @property
    def page(self) -> MeetingPage | None:
        """Meeting mode, if it is shown."""
        shown = self.program.window.current_page()
        return shown if isinstance(shown, MeetingPage) else None

    def enter(self) -> None:
        """Into the meeting: brought back by the program, or started with F5 and Enter."""
        if self.page is None:
            self.press(Qt.Key.Key_F5)
            self.press(Qt.Key.Key_Return)
        assert self.page is not None
        assert self.page.scene is not None
        assert self.page.scene.is_running

    def tell(self, *, is_over: bool = False) -> None:
        """Say what stands where, now that it is stored."""
        said = {"keys": self.keys, "seconds": time.monotonic() - self.began, "is_over": is_over}
        os.write(1, (json.dumps(said | self.state()) + "\n").encode())

    def state(self) -> dict[str, Any]:
        """The case shown, where the caret is, and every text of the outcome."""
        page = self.page
        assert page is not None
        line = QApplication.focusWidget()
        name = getattr(line, "field", "") if isinstance(line, QLineEdit) else ""
        typed = line.text() if isinstance(line, QLineEdit) else ""
        texts = {
            one.field: one.text()
            for one in page.editor.findChildren(QLineEdit)
            if hasattr(one, "field") and one.text()
        }
        return {
            "case": page.editor.case_id,
            "field": name,
            "caret": line.cursorPosition() if isinstance(line, QLineEdit) else 0,
            "is_typing": 0 < len(typed) < len(self.wanted(name)) - 1,
            "texts": texts,
        }

    def wanted(self, name: str) -> str:
        """The text that belongs into a field; empty for a field that stays empty."""
        page = self.page
        kind = KINDS.get(name.rpartition(".")[2], "")
        if page is None or page.scene is None or page.scene.place is None or "." not in name:
            return ""
        return wanted_texts(page.scene.place.number).get(kind, "")

    def step(self) -> bool:
        """The next key; False when every outcome was read back."""
        page, focus = self.page, QApplication.focusWidget()
        assert page is not None
        assert page.scene is not None
        if isinstance(focus, QLineEdit):
            wanted, typed = self.wanted(getattr(focus, "field", "")), focus.text()
            if typed != wanted and wanted.startswith(typed):
                QTest.keyClicks(focus, wanted[len(typed)])
                self.settle()
                return True
        self._go_on(page)
        return any(one.stage.value != "read_back" for one in page.scene.lines)

    def _go_on(self, page: MeetingPage) -> None:
        """To what is open, or read back, or to the next case."""
        focus, outcome = QApplication.focusWidget(), page.editor.outcome
        is_heard = page.editor.is_recorded and page.editor.newest is not None
        if outcome is None or (is_heard and not page.editor.points):
            self.press(Qt.Key.Key_PageDown)
        elif outcome.result is None:
            if focus is not page:
                self.press(Qt.Key.Key_Escape)
            self.press(Qt.Key.Key_1)
        elif isinstance(focus, QComboBox) and page.editor.isAncestorOf(focus):
            self._choose(page, focus)
        elif isinstance(focus, KeyButton) and page.editor.isAncestorOf(focus):
            self.press(Qt.Key.Key_Space)
        elif page.editor.points:
            self.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        else:
            self.press(Qt.Key.Key_F9)

    def _choose(self, page: MeetingPage, box: QComboBox) -> None:
        """Down the list as long as the point stays open, then on."""
        before = page.editor.points
        if box.currentIndex() < box.count() - 1:
            self.press(Qt.Key.Key_Down)
        if page.editor.points != before or box.currentIndex() == box.count() - 1:
            self.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def main(arguments: list[str]) -> int:
    """Hold the meeting to its end; 0 if every outcome was read back."""
    typist = Typist(Path(arguments[0]), user=arguments[1], passphrase=arguments[2])
    typist.enter()
    typist.settle()
    typist.tell()
    while typist.keys < MOST_KEYS and typist.step():
        typist.keys += 1
        typist.tell()
    is_over = typist.keys < MOST_KEYS
    typist.tell(is_over=is_over)
    typist.program.window.run(
        lambda _job: typist.program.window.desk.close(), done=lambda _none: None
    )
    typist.tasks.stop()
    sys.stdout.flush()
    os._exit(0 if is_over else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
