"""From a person's number to a case that may be listed, by keyboard alone: at most 150 keys."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.domain.readiness import Status
from nenboard.gui.case_edit.rows_model import RowsModel
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.table_view import RowsView
from tests.gui.conftest import Running

MOST_KEYS: Final = 150
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
ENTER: Final = Qt.Key.Key_Return
FIELDS: Final = {
    "referral.question": "PRRT?",
    "referral.discussion": "new",
    "referral.referrer": "GI",
    "referral.referred": "-2",
    "referral.target_meeting": "+1w",
    "referral.images_to_show": "CT",
    "referral.slides_to_show": ".n",
    "fitness.comorbidities.cardiac_disease": "n",
    "fitness.wishes.view": "wan",
    "primaries.0.diagnosed": "9/2026",
    "function.status": "no",
    "stages.0.t": "3",
    "samples.0.differentiation": "w",
    "samples.0.ki67": "12",
    "samples.0.mitoses": "3",
    "samples.0.grade": "g2",
    "extent.metastases.site=liver.involved": "y",
    "extent.status": "p",
    "has_had_systemic_treatment": "n",
}


class Typist(QObject):
    """Types into whatever holds the cursor, counts the keys, and sees any use of the mouse."""

    def __init__(self, running: Running) -> None:
        super().__init__()
        self.keys = 0
        self.mouse = 0
        self._running = running

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count the mouse."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.mouse += 1
        return False

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, or one chord."""
        self.keys += 1
        QTest.keyClick(self._target(), key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """A text, key by key."""
        for letter in text:
            self.keys += 1
            QTest.keyClicks(self._target(), letter)
            QApplication.processEvents()

    def type_fields(self, *texts: str) -> None:
        """Texts of the fields that follow one another."""
        for text in texts[:-1]:
            self.type(text)
            self.press(Qt.Key.Key_Tab)
        self.type(texts[-1])

    def _target(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        return found or self._running.frame


def place_now() -> str:
    """The place of the case that holds the cursor, or the name of the button that adds a row."""
    focus = QApplication.focusWidget()
    if isinstance(focus, RowsView):
        model: Any = focus.model()
        assert isinstance(model, RowsModel)
        return model.path_at(focus.currentIndex())
    while focus is not None and not hasattr(focus, "path"):
        if focus.objectName().startswith("add_"):
            return focus.objectName()
        focus = focus.parentWidget()
    return str(getattr(focus, "path", ""))


def is_at(name: str) -> bool:
    """Whether the widget of that name holds the cursor."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.objectName() == name


def add_row(typist: Typist, table: str, *, scans: list[int]) -> None:
    """What a new row is asked for first; the cursor stands on the button that adds it."""
    typist.press(ENTER)
    if table == "add_fitness.ecog":
        typist.type("1")
        typist.press(ENTER)
    elif table == "add_imaging":
        for _step in range(scans.pop(0)):
            typist.press(Qt.Key.Key_Down)
        typist.press(ENTER)
    elif table == "add_primaries":
        typist.type("pan")
        typist.press(ENTER)


def test_a_case_may_be_listed_after_150_keys_and_no_mouse(unlocked: Running) -> None:
    window = unlocked.program.window
    typist = Typist(unlocked)
    QApplication.instance().installEventFilter(typist)  # type: ignore[union-attr] # there is one
    unlocked.frame.activateWindow()
    unlocked.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    typist.press(Qt.Key.Key_2, CONTROL)
    unlocked.qtbot.waitUntil(lambda: is_at("cases_search"))
    typist.press(Qt.Key.Key_N, CONTROL)
    unlocked.qtbot.waitUntil(lambda: is_at("new_case_national"))
    typist.type_fields("9995260255", "", "Ash", "Mo", "19/8/1961", "f")
    typist.press(ENTER)
    unlocked.qtbot.waitUntil(lambda: hasattr(window.current_page(), "context"))
    unlocked.frame.activateWindow()
    unlocked.qtbot.waitUntil(lambda: place_now() == "referral.question")
    page: Any = window.current_page()
    session = EditSession.of(page.services, page.context)
    scans = [1, 3]  # the steps down the list to CT and to SSTR PET
    while session.readiness is None or session.readiness.status is Status.BLOCKED:
        place = place_now()
        if place.startswith("add_"):
            add_row(typist, place, scans=scans)
        else:
            typist.type(FIELDS.get(place, ""))
        typist.press(Qt.Key.Key_J, CONTROL)
        session.check()
        assert typist.keys <= MOST_KEYS, [one.label for one in session.needed if one.blocks]
    session.save()
    assert typist.mouse == 0
    stored = window.desk.registry.cases.get(page.context.case_id).case
    assert stored.patient.name is not None
    assert str(stored.patient.birth_date) == "1961-08-19"
    assert stored.referral.question == "PRRT?"
    assert stored.samples[0].ki67 is not None
    assert {str(scan.kind) for scan in stored.imaging} == {"ct", "sstr_pet"}
