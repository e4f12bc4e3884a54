"""Conditions joined and shut out, saved views, and the choice of columns."""

import pytest
from PySide6.QtWidgets import QMenu

from nenboard.gui.case_list.page import CaseListPage
from nenboard.gui.case_list.queries import to_list, to_query
from nenboard.gui.desk import Condition, ListQuery
from nenboard.registry import CaseQuery
from nenboard.registry.query import Where
from tests.gui.conftest import Running


def cases(running: Running) -> CaseListPage:
    page = running.program.window.current_page()
    assert isinstance(page, CaseListPage)
    return page


def test_any_of_two_conditions_is_enough_once_asked_for(unlocked: Running) -> None:
    page = cases(unlocked)
    page.conditions.add("site", "ileum")
    page.conditions.add("grade", "G2")
    assert page.model.ids == ()
    page.conditions.join.click()
    assert set(page.model.ids) == {"NEN-00001", "NEN-00002"}


def test_what_is_shut_out_is_gone_and_what_is_unknown_is_never_a_no(unlocked: Running) -> None:
    page = cases(unlocked)
    page.conditions.add("site", "ileum", is_not=True)
    assert set(page.model.ids) == {"NEN-00001", "NEN-00003"}
    page.conditions.clear()
    page.conditions.add("grade", "G3", is_not=True)
    assert page.model.ids == ("NEN-00001",)


@pytest.mark.parametrize(
    "asked",
    [
        ListQuery(),
        ListQuery("smith", sort="ki67", descending=True),
        ListQuery(
            "x", (Condition("grade", ("G1", "")), Condition("line", ("1", "4+"), is_not=True))
        ),
        ListQuery("", (Condition("site", ("ileum",)), Condition("grade", ("G2",))), is_any=True),
    ],
)
def test_a_query_comes_back_as_it_was_asked(asked: ListQuery) -> None:
    assert to_list(to_query(asked)) == asked


def test_a_query_that_conditions_cannot_say_is_not_half_shown() -> None:
    assert to_list(CaseQuery(where=Where("name", "contains", "x"))) is None


def test_a_view_is_saved_shown_again_and_removed(unlocked: Running) -> None:
    page = cases(unlocked)
    page.conditions.add("site", "ileum")
    page.table.show_columns(("name", "site"))
    page.views.save_asked.emit("Ileum")
    page.conditions.clear()
    page.table.show_columns(())
    assert len(page.model.ids) == 3
    (view,) = unlocked.program.window.desk.views()
    page.views.chosen.emit(view)
    assert set(page.model.ids) == {"NEN-00002"}
    assert page.table.shown_columns() == ("name", "site")
    page.views.remove_asked.emit(view)
    assert unlocked.program.window.desk.views() == ()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_offers_views_and_columns_and_the_patient_stays(unlocked: Running) -> None:
    page = cases(unlocked)
    page.views.save_asked.emit("A & B")
    (view,) = unlocked.program.window.desk.views()
    menu = page.views.open_menu((view,), page.table.shown_columns())
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "A && B"
    columns = menu.actions()[-1].menu()
    assert isinstance(columns, QMenu)
    assert "Patient" not in [action.text() for action in columns.actions()]
    columns.actions()[0].trigger()
    assert "birth_date" not in page.table.shown_columns()
    menu.close()
