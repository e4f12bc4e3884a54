"""A walk over the whole window: seeded random keys and clicks, and what must hold after each."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from nenboard.gui.desk import ListQuery
from nenboard.gui.unlock.page import UnlockPage
from nenboard.gui.widgets.banner import PatientBanner
from nenboard.gui.workspace import CaseWorkspace
from tests.gui.conftest import PASSPHRASE, Running

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

Stroke = tuple[Qt.Key, Qt.KeyboardModifier]

IN_FIELDS: tuple[Stroke, ...] = (
    *((key, NONE) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)),
    *((key, NONE) for key in (Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Space)),
    *((key, NONE) for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left)),
    (Qt.Key.Key_Tab, SHIFT),
    (Qt.Key.Key_Down, ALT),
    *((key, CTRL) for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_D)),
)
OF_WINDOW: tuple[Stroke, ...] = (
    *((key, ALT) for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)),
    *((key, ALT) for key in (Qt.Key.Key_5, Qt.Key.Key_6)),
    *((key, CTRL) for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_J, Qt.Key.Key_F)),
    *(
        (key, CTRL)
        for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_Comma, Qt.Key.Key_W)
    ),
    *((key, CTRL) for key in (Qt.Key.Key_Tab, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_L)),
    *((key, NONE) for key in (Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F1)),
    (Qt.Key.Key_C, CTRL | SHIFT),
)
LETTERS = "a1p2.nG 3/-%<"
# What leaves the program, asks the system for a file or a folder, or writes a document.
NEVER_PRESSED = ("quit", "close", "browse", "folder", "export", "pack", "print", "other", "pdf")


@dataclass
class Walk:
    """One walk. `said` keeps the last actions, to be shown when something does not hold."""

    running: Running
    seed: int
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a repeatable walk

    def go(self, actions: int) -> None:
        """Take so many actions; what holds is looked at after each of them."""
        ways: tuple[tuple[Callable[[], str], int], ...] = (
            (self._type, 34),
            (self._press_in_field, 34),
            (self._press_of_window, 16),
            (self._click, 14),
            (self._open_a_case, 2),
        )
        for step in range(actions):
            act = self.chance.choices([way for way, _ in ways], [weight for _, weight in ways])[0]
            self.said = [*self.said[-12:], act()]
            QApplication.processEvents()
            self._unlock_again()
            if QApplication.activeWindow() is None:  # no desktop here that does so by itself
                self.running.frame.activateWindow()
            self.look_for_faults()
            self.look_at_banners()
            if step % 25 == 24:
                self.look_at_edits()
        self.look_at_edits()

    def look_for_faults(self) -> None:
        """No report of a fault of the program is shown."""
        for top in QApplication.topLevelWidgets():
            report = top.findChild(QPlainTextEdit, "crash_text")
            assert report is None, f"{self.said}\n{report.toPlainText()}"

    def look_at_banners(self) -> None:
        """Every banner in sight names the patient of the case that its page is about."""
        page = self.running.program.window.current_page()
        if not isinstance(page, CaseWorkspace) or page.context is None:
            return
        assert page.page_key() == f"case:{page.context.case.id}"
        assert page.context.case_id in self.running.frame.windowTitle()
        name = page.context.case.patient.name
        for banner in page.findChildren(PatientBanner):
            who = banner.identity
            assert who is not None, self.said
            shown = (who.family, who.given, who.hospital_number)
            patient = page.context.case.patient
            wanted = (name and name.family, name and name.given, patient.hospital_number)
            assert shown == wanted, self.said

    def look_at_edits(self) -> None:
        """Once pages have stored what they hold, the registry has it."""
        book = self.running.program.window.book
        if book is None or self.running.program.window.current_page() is None:
            return
        book.settle()
        for page in book.pages():
            if isinstance(page, CaseWorkspace) and page.context is not None:
                stored = self.running.program.window.desk.case(page.case_id)
                assert stored.case == page.context.case, self.said

    def _type(self) -> str:
        sign = self.chance.choice(LETTERS)
        QTest.keyClicks(self._target(), sign)
        return f"type {sign!r}"

    def _press_in_field(self) -> str:
        return self._press(self.chance.choice(IN_FIELDS))

    def _press_of_window(self) -> str:
        return self._press(self.chance.choice(OF_WINDOW))

    def _press(self, stroke: Stroke) -> str:
        QTest.keyClick(self._target(), stroke[0], stroke[1])
        return f"press {stroke[1].name} {stroke[0].name}"

    def _target(self) -> QWidget:
        """What a person's keys would reach: a pop-up, the field with the focus, or the window."""
        return (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or QApplication.activeWindow()
            or self.running.frame
        )

    def _click(self) -> str:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=self._spot(popup))
            return f"click in {popup.objectName()}"
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        buttons = [
            button
            for button in (window or self.running.frame).findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and _may_be_pressed(button)
        ]
        if not buttons:
            return "nothing to click"
        chosen = self.chance.choice(buttons)
        name = chosen.objectName() or chosen.text()
        chosen.click()
        return f"click {name}"

    def _spot(self, widget: QWidget) -> QPoint:
        across, down = widget.width(), widget.height()
        return QPoint(self.chance.randrange(max(across, 1)), self.chance.randrange(max(down, 1)))

    def _open_a_case(self) -> str:
        window = self.running.program.window
        if window.current_page() is None or QApplication.activeModalWidget() is not None:
            return "no case to open"
        key = self.chance.choice(window.desk.find(ListQuery()).ids)
        window.open_case(key)
        return f"open {key}"

    def _unlock_again(self) -> None:
        """A locked registry is unlocked, so that the walk goes on."""
        if isinstance(self.running.frame.pages.currentWidget(), UnlockPage):
            page = self.running.program.gate.unlock
            page.passphrase.setText(PASSPHRASE)
            page.submit.click()


def _may_be_pressed(button: QAbstractButton) -> bool:
    words = f"{button.objectName()} {button.text()}".lower()
    return not any(word in words for word in NEVER_PRESSED)
