"""Diameters by day: typed in place, kept as typed, summed only where all targets were measured."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nenboard.domain.imaging import Lesion, Measurement
from nenboard.domain.missing import Missing
from nenboard.gui.case_edit import fields_extent
from nenboard.gui.case_edit.editors import LineEditor
from nenboard.gui.case_edit.lesion_card import LesionCard
from nenboard.gui.case_edit.session import EditSession
from tests import builders
from tests.gui.case_support import stored_case


def a_lesion(key: str, organ: str, **sizes: int | None) -> Lesion:
    rows = tuple(
        Measurement(date=builders.day(day[1:].replace("_", "-")), mm=_decimal(size))
        for day, size in sizes.items()
    )
    return Lesion(id=key, organ=organ, measurements=rows)


def _decimal(size: int | None) -> Decimal | None:
    return None if size is None else Decimal(size)


@pytest.fixture
def card(tmp_path: Path, qtbot: QtBot) -> Iterator[LesionCard]:
    lesions = (
        a_lesion("T1", "liver VI", d2026_03_30=22, d2026_09_28=29),
        a_lesion("T2", "liver II", d2026_03_30=16),
    )
    with stored_case(tmp_path, builders.a_case(lesions=lesions)) as (services, context):
        made = LesionCard(EditSession.of(services, context), fields_extent.DIAMETERS)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        session = EditSession.of(services, context)  # type: ignore[arg-type] # notes, no window
        session.changed.connect(lambda _place: made.refresh())
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        yield made


def cell(card: LesionCard, row: int, column: int) -> Any:
    return card.model.index(row, column).data()


def type_into(card: LesionCard, row: int, column: int, text: str) -> None:
    card.view.setFocus()
    card.view.choose(row, column)
    QTest.keyClick(card.view, Qt.Key.Key_F2)
    editor = card.view.indexWidget(card.view.currentIndex())
    assert isinstance(editor, LineEditor)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    if not text.startswith("."):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def lesions(card: LesionCard) -> tuple[Lesion, ...]:
    return card.model.lesions


def test_days_stand_in_order_and_only_complete_days_have_a_sum(card: LesionCard) -> None:
    heads = [card.model.headerData(i, Qt.Orientation.Horizontal) for i in range(3)]
    assert heads == ["Lesion, mm", "30-Mar-2026", "28-Sep-2026"]
    assert [cell(card, 2, 1), cell(card, 2, 2)] == ["38", "not complete"]


def test_a_diameter_is_typed_in_place(card: LesionCard) -> None:
    type_into(card, 1, 2, "20.5 mm")
    measured = lesions(card)[1].measurements
    assert [m.mm for m in measured] == [Decimal(16), Decimal("20.5")]
    assert cell(card, 2, 2) == "49.5"


def test_too_small_and_the_dot_codes_are_kept_apart(card: LesionCard) -> None:
    type_into(card, 1, 2, "ts")
    assert lesions(card)[1].measurements[1].is_too_small
    assert cell(card, 1, 2) == "too small"
    type_into(card, 0, 2, ".n")
    assert lesions(card)[0].measurements[1].mm is Missing.NOT_DONE
    assert cell(card, 2, 2) == "not complete"


def test_text_that_is_no_diameter_stays_and_says_why(card: LesionCard) -> None:
    type_into(card, 0, 1, "about two")
    assert cell(card, 0, 1) == "about two"
    assert "This is not a number." in card.findChild(type(card._problem)).text  # type: ignore[union-attr]
    assert lesions(card)[0].measurements[0].mm == Decimal(22)


def test_a_new_day_gets_a_column_for_every_lesion(card: LesionCard) -> None:
    card.ask_day()
    QTest.keyClicks(card._day, "14-Nov-2026")
    QTest.keyClick(card._day, Qt.Key.Key_Return)
    assert card.model.columnCount() == 4
    assert [len(lesion.measurements) for lesion in lesions(card)] == [3, 2]
    assert card.view.currentIndex().column() == 3


def test_ctrl_d_takes_the_size_of_the_lesion_above(card: LesionCard) -> None:
    card.view.setFocus()
    card.view.choose(1, 2)
    QTest.keyClick(card.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert cell(card, 1, 2) == cell(card, 0, 2) == "29"


def test_ctrl_del_takes_the_day_out_of_every_lesion_and_undo_brings_it_back(
    card: LesionCard,
) -> None:
    before = card.model.days
    card.view.setFocus()
    card.view.choose(0, 1)
    QTest.keyClick(card.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert card.model.days == before[1:]
    card._session.undo()
    assert card.model.days == before


def test_older_days_wait_behind_a_button(card: LesionCard) -> None:
    for day in ("2024-01-01", "2025-01-01", "2025-07-01"):
        card._day.setText(day)
        card._add_day()
    card._shows_all = False
    card.resize(900, 500)
    card.refresh()
    hidden = [card.view.isColumnHidden(column) for column in range(6)]
    assert hidden == [False, True, False, False, False, False]
    card._older.click()
    assert not card.view.isColumnHidden(1)
