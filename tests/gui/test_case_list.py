"""The list: every search honest about what it shows, stale answers dropped, keys for all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from nenboard.gui.case_list import words
from nenboard.gui.case_list.model import CELL, PAGE, SORT, CaseListModel
from nenboard.gui.case_list.new_case import NewCaseDialog
from nenboard.gui.case_list.new_person import number_problem
from nenboard.gui.case_list.page import CaseListPage
from nenboard.gui.desk import Found, ListQuery
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.registry.errors import RegistryBusy
from tests.gui.conftest import Running


def cases(running: Running) -> CaseListPage:
    page = running.program.window.current_page()
    assert isinstance(page, CaseListPage)
    return page


def names(page: CaseListPage) -> list[str]:
    return [page.model.index(row, 0).data(CELL)[0] for row in range(page.model.rowCount())]


def test_all_cases_are_listed_by_name(unlocked: Running) -> None:
    page = cases(unlocked)
    assert names(page) == ["AMBERLEY, Rosa", "O'BRIEN, Samuel", "SMITH-JONES, Priya"]
    assert page.count.text() == "3 cases"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("o'brien", "O'BRIEN, Samuel"),
        ("smith-jones", "SMITH-JONES, Priya"),
        ("12/05/1960", "O'BRIEN, Samuel"),
        ("syn-417", "AMBERLEY, Rosa"),
    ],
)
def test_search_takes_names_numbers_and_dates_as_they_are_typed(
    unlocked: Running, typed: str, found: str
) -> None:
    page = cases(unlocked)
    unlocked.qtbot.keyClicks(page.search, typed)
    assert names(page) == [found]
    assert page.count.text().startswith("1 of 3")


def test_a_search_without_a_hit_says_so_and_offers_a_way_back(unlocked: Running) -> None:
    page = cases(unlocked)
    page.search.setText("nobody of that name")
    assert page.empty.isVisible()
    assert page.empty.text == "No case fits."
    page.empty._press()
    assert page.model.rowCount() == 3
    assert page.table.isVisible()


def test_conditions_narrow_the_list_and_backspace_takes_the_last_away(unlocked: Running) -> None:
    page = cases(unlocked)
    page.conditions.add("tumour_class", "nec")
    assert names(page) == ["SMITH-JONES, Priya"]
    page.conditions.add("tumour_class", "net")
    assert len(names(page)) == 3
    page.conditions.add("grade", "G2")
    assert names(page) == ["AMBERLEY, Rosa"]
    page.search.setFocus()
    unlocked.qtbot.keyClick(page.search, Qt.Key.Key_Backspace)
    assert len(names(page)) == 3


def test_not_recorded_can_be_asked_for(unlocked: Running) -> None:
    page = cases(unlocked)
    page.conditions.add("grade", "")
    assert names(page) == ["O'BRIEN, Samuel", "SMITH-JONES, Priya"]


@pytest.mark.parametrize("column", ["line", "site", "grade", "tumour_class"])
def test_every_condition_offered_can_be_asked(unlocked: Running, column: str) -> None:
    from nenboard.gui.case_list.conditions import choices

    page = cases(unlocked)
    for code in choices(column):
        page.conditions.clear()
        page.conditions.add(column, code)
        assert page.count.text().endswith("ms")


def test_a_header_sorts_in_the_registry_and_missing_values_stay_last(unlocked: Running) -> None:
    page = cases(unlocked)
    column = words.COLUMNS.index("ki67")
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert names(page) == ["SMITH-JONES, Priya", "AMBERLEY, Rosa", "O'BRIEN, Samuel"]
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert names(page)[0] == "O'BRIEN, Samuel"


def test_hidden_names_leave_initials_and_three_digits(unlocked: Running) -> None:
    page = cases(unlocked)
    unlocked.run("hide_names")
    shown = " ".join(page.model.index(0, n).data() for n in range(page.model.columnCount()))
    assert "AMBERLEY" not in shown
    assert "A. R." in shown
    assert "…182" in shown
    assert "AMBERLEY" not in page.preview.name.text()
    assert "9995260182" not in page.preview.identity.text().replace(" ", "")


def test_space_takes_the_preview_away_and_brings_it_back(unlocked: Running) -> None:
    page = cases(unlocked)
    page.table.setFocus()
    before = page.preview.isVisible()
    unlocked.qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.preview.isVisible() is not before
    unlocked.qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.preview.isVisible() is before


def test_enter_opens_the_case_of_the_row(unlocked: Running) -> None:
    page = cases(unlocked)
    page.table.choose(1)
    unlocked.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    shown = unlocked.program.window.current_page()
    assert shown is not None
    assert shown.page_key() == f"case:{page.model.case_id(1)}"


def test_letters_act_only_where_no_text_is_edited(unlocked: Running) -> None:
    page = cases(unlocked)
    unlocked.qtbot.keyClicks(page.search, "f/")
    assert page.search.text() == "f/"
    page.search.clear()
    page.table.setFocus()
    unlocked.qtbot.keyClicks(page.table, "/")
    assert page.search.hasFocus()


def test_copied_rows_carry_headings(unlocked: Running) -> None:
    page = cases(unlocked)
    page.table.choose(0)
    page.table.copy_rows()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Patient\t")
    assert "AMBERLEY, Rosa" in lines[1]
    QGuiApplication.clipboard().clear()


def test_a_fault_of_the_registry_is_a_sentence_with_a_way_on(
    unlocked: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cases(unlocked)
    desk = unlocked.program.window.desk

    def busy(_query: ListQuery) -> Found:
        raise RegistryBusy

    with monkeypatch.context() as patch:
        patch.setattr(desk, "find", busy)
        page.search_now()
        assert page.empty.text == str(RegistryBusy())
    page.empty._press()
    assert page.model.rowCount() == 3


class Later:
    """A runner that waits until it is told to go on, in any order."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], None], Ticket]] = []

    def run(
        self,
        work: Callable[[Job], object],
        *,
        done: Callable[..., None],
        failed: Callable[[Exception], None],
        **_rest: object,
    ) -> Ticket:
        ticket = Ticket()

        def go_on() -> None:
            result = work(Job(Ticket(), lambda _step: None))
            if ticket.is_cancelled:
                failed(Cancelled())
            else:
                done(result)

        self.waiting.append((go_on, ticket))
        return ticket

    def stop(self) -> None:
        """Nothing to end."""


def test_an_answer_to_an_older_question_is_dropped(unlocked: Running) -> None:
    page = cases(unlocked)
    later = Later()
    unlocked.program.window._runner = later
    page.search.setText("amb")
    page.search.setText("smith")
    (older, _old), (newer, _new) = later.waiting
    newer()
    older()
    assert names(page) == ["SMITH-JONES, Priya"]


def test_the_model_behaves_as_qt_expects(
    unlocked: Running, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    page = cases(unlocked)
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    qtmodeltester.check(page.model)
    page.search.setText("smith")
    page.search.clear()
    assert page.model.index(0, 0).data(SORT) == "Amberley"
    assert tester.model() is page.model


def test_rows_beyond_the_first_page_are_fetched_once_when_they_are_seen() -> None:
    asked: list[tuple[str, ...]] = []
    model = CaseListModel(asked.append)
    ids = tuple(f"NEN-{n:05d}" for n in range(PAGE * 3))
    model.show_found(ids, ())
    for row in (PAGE, PAGE + 1, PAGE * 2):
        assert model.index(row, 0).data() is None
    assert asked == [ids[PAGE : 2 * PAGE], ids[2 * PAGE :]]


def dialog_of(running: Running) -> NewCaseDialog:
    running.run("new_case")
    dialog = running.dialog("new_case_dialog")
    assert isinstance(dialog, NewCaseDialog)
    return dialog


def test_a_new_case_needs_a_name_and_a_number(unlocked: Running) -> None:
    dialog = dialog_of(unlocked)
    dialog.family.setText("Newman")
    assert not dialog.create_button.isEnabled()
    dialog.hospital.setText("SYN-900")
    assert dialog.create_button.isEnabled()
    dialog.birth.setText("31-Apr-1960")
    assert not dialog.create_button.isEnabled()
    assert dialog.birth_row.message.text()
    dialog.reject()


def test_a_new_case_is_stored_listed_and_opened(unlocked: Running) -> None:
    page = cases(unlocked)
    dialog = dialog_of(unlocked)
    dialog.family.setText("Newman")
    dialog.given.setText("Ada")
    dialog.hospital.setText("SYN-900")
    dialog.birth.setText("7 Feb 1965")
    dialog._pause.stop()
    dialog.create_button.click()
    assert "NEWMAN, Ada" in names(page)
    shown = unlocked.program.window.current_page()
    assert shown is not None
    assert shown.page_key().startswith("case:")


def test_a_likely_duplicate_is_shown_and_not_merged(unlocked: Running) -> None:
    dialog = dialog_of(unlocked)
    dialog.family.setText("Amberly")
    dialog.given.setText("Rosa")
    dialog.birth.setText("1965-02-07")
    dialog.hospital.setText("SYN-900")
    dialog._pause.stop()
    dialog._look_for_alike()
    assert "AMBERLEY, Rosa" in dialog.message.text
    assert dialog.create_button.isEnabled()
    dialog.reject()


def test_a_name_alone_is_no_duplicate(unlocked: Running) -> None:
    dialog = dialog_of(unlocked)
    dialog.family.setText("Amberley")
    dialog.given.setText("Rosa")
    dialog._pause.stop()
    dialog._look_for_alike()
    assert dialog.message.isHidden()
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "is_sound"),
    [("", True), ("999 526 0182", True), ("9995260183", False), ("99952", False), ("x", False)],
)
def test_the_check_digit_of_a_national_number_is_checked(typed: str, is_sound: bool) -> None:
    assert (number_problem(typed) == "") is is_sound


def test_no_name_reaches_the_settings(
    unlocked: Running, config_folder: Path, registry_folder: Path
) -> None:
    cases(unlocked).search.setText("amberley")
    text = (config_folder / "settings.json").read_text(encoding="utf-8")
    assert str(registry_folder) in text
    assert "amberley" not in text.lower()


def test_the_columns_fill_the_table_and_never_more(unlocked: Running) -> None:
    table = cases(unlocked).table
    for width in (1366, 1500, 1920):
        unlocked.frame.resize(width, 768)
        unlocked.qtbot.waitUntil(
            lambda: table.horizontalHeader().length() == table.viewport().width()
        )
        assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("<= 50 %", "≤ 50 %"), ("10-15 %", "10–15 %"), ("~ 18 %", "~ 18 %"), (None, "")],
)
def test_a_ki67_is_shown_with_the_signs_people_write(stored: str | None, shown: str) -> None:
    assert words.ki67(stored) == shown
