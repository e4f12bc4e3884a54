"""Building the tabs of a case shows no window of its own and logs no complaint of Qt."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nenboard.gui import catalogue
from nenboard.workflow import assess
from tests import builders
from tests.gui.case_support import stored_case


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window:
            self.shown.append(watched.objectName() or type(watched).__name__)
        return False


@pytest.mark.parametrize("spec", catalogue.case_tabs(), ids=lambda spec: spec.key)
def test_a_tab_shows_no_window_but_its_own(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, spec: catalogue.TabSpec
) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        assess.run(services.desk.registry, context.case_id)
        windows = _Windows()
        qapp.installEventFilter(windows)
        tab = spec.make(services, context)  # type: ignore[arg-type] # notes instead of a window
        qtbot.addWidget(tab)
        tab.resize(1200, 800)
        tab.show()
        tab.on_shown()
        tab.first_focus()
        for _turn in range(30):
            qapp.processEvents()
        qapp.removeEventFilter(windows)
        assert windows.shown == [tab.objectName()]
