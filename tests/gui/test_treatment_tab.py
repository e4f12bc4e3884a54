"""The treatment tab: a line with its response by keyboard alone, and what follows from it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import EarlierLine
from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.missing import Missing
from nenboard.domain.response.course import NewLesions
from nenboard.domain.terms import (
    GivenFor,
    ProcedureKind,
    Response,
    ResponseMethod,
    StopReason,
    TherapyClass,
)
from nenboard.domain.treatment import Line, Procedure, ResponseRecord, Toxicity
from nenboard.gui.case_edit import fields, period_words, total_words
from nenboard.gui.case_edit.course_panels import CoursePanels
from nenboard.gui.case_edit.lesion_rows import derived_rows, new_words
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.course.view import CourseView
from nenboard.gui.page import CaseContext
from nenboard.host import resources
from tests import builders
from tests.builders import day
from tests.gui.case_support import NotingServices, stored_case

Opened = tuple[FormTab, NotingServices, CaseContext]
MOST_KEYS = 60


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        tab = FormTab(services, context, fields.TREATMENT)  # type: ignore[arg-type] # notes
        qtbot.addWidget(tab)
        tab.form.finish()
        tab.resize(1200, 800)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.on_shown()
        yield tab, services, context


class Keys:
    """Presses keys on whatever has the focus, and counts them.

    Without a screen a list that popped up takes the activation with it: the window asks it back.
    """

    def __init__(self, window: QWidget) -> None:
        self.count = 0
        self._window = window

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key, with what is held; a key that is held counts as well."""
        self.count += 1 if modifier == Qt.KeyboardModifier.NoModifier else 2
        QTest.keyClick(self._target(), key, modifier)
        self._window.activateWindow()
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Each letter is a key."""
        for letter in text:
            self.count += 1
            QTest.keyClicks(self._target(), letter)

    def _target(self) -> QWidget:
        target = QApplication.focusWidget()
        assert target is not None
        return target


def table_of(tab: FormTab, path: str) -> object:
    return next(part for part in tab.form.parts if getattr(part.spec, "path", "") == path)


def cell(keys: Keys, text: str) -> None:
    """Type into the cell, take it with Enter, and go to the next one."""
    keys.type(text)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Right)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_line_with_its_response_takes_at_most_sixty_keys(opened: Opened) -> None:
    tab, services, context = opened
    lines = table_of(tab, "lines")
    lines.view.setFocus()  # type: ignore[attr-defined] # a table of the form
    keys = Keys(tab)
    keys.press(Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    cell(keys, "everol")
    keys.press(Qt.Key.Key_Right)
    cell(keys, "14.7.2025")
    cell(keys, "-1m")
    keys.press(Qt.Key.Key_Right)
    cell(keys, "prog")
    keys.type("sd")
    keys.press(Qt.Key.Key_Return)
    tab.settle()
    stored = services.desk.registry.cases.get(context.case_id).case
    made = stored.lines[-1]
    assert made.regimen is not None
    assert made.start == PartialDate("2025-07-14")
    assert made.stop is not None
    assert made.stop_reason is StopReason.PROGRESSION
    assert made.best_response is Response.SD
    assert keys.count <= MOST_KEYS, keys.count


def test_a_line_is_repeated_without_dates_and_outcome(opened: Opened) -> None:
    tab, _services, _context = opened
    lines = table_of(tab, "lines")
    lines.view.setFocus()  # type: ignore[attr-defined] # a table of the form
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(lines.view, Qt.Key.Key_Insert, both)  # type: ignore[attr-defined]
    first, again = tab.session.case.lines[0], tab.session.case.lines[-1]
    assert again.regimen == first.regimen
    assert again.id != first.id
    assert (again.start, again.stop, again.stop_reason, again.best_response) == (None,) * 4


def test_the_number_of_a_line_is_computed_and_an_override_says_so(opened: Opened) -> None:
    tab, _services, _context = opened
    model = table_of(tab, "lines").model  # type: ignore[attr-defined] # a table of the form
    down = Qt.Orientation.Vertical
    assert model.headerData(0, down) == "1"
    tab.session.put_all({"lines.0.line_number": 3}, place="lines.0", label="Number")
    assert model.headerData(0, down) == "3 set"
    tip = model.headerData(0, down, Qt.ItemDataRole.ToolTipRole)
    assert "by the order of lines: 1" in str(tip)


def test_treatment_of_another_cancer_never_counts_and_a_set_number_goes_on() -> None:
    lines = (
        Line(id="L1", given_for=GivenFor.OTHER_CANCER),
        Line(id="L2", line_number=2),
        Line(id="L3"),
    )
    case = builders.a_case().model_copy(update={"lines": lines})
    assert [each.number for each in line_numbers(case)] == [None, 2, 3]


def test_the_bar_of_the_chosen_line_is_marked_under_the_table(opened: Opened) -> None:
    tab, _services, _context = opened
    bars = tab.findChild(CourseView, "course_bars")
    assert bars is not None
    table_of(tab, "lines").view.choose(0)  # type: ignore[attr-defined] # a table of the form
    bars.mark("lines.0")
    assert bars.said()[0].place.startswith("lines.0")
    assert "Treatment on the time axis" in bars.accessibleName()


def test_response_and_growth_of_each_day_come_from_the_domain() -> None:
    case = builders.a_case()
    rows = dict(derived_rows(case, builders.ON))
    newest = PartialDate("2026-11-05")
    assert rows["RECIST 1.1"][newest].endswith(("PD", "SD", "if nothing new"))
    assert rows["Growth, % a month"][newest] == "▲ +11.6"
    assert rows["% from nadir"][newest].startswith("+")


def test_a_day_whose_new_lesions_nobody_answered_is_said_with_its_condition() -> None:
    case = builders.a_case()
    rows = dict(derived_rows(case, builders.ON))
    said = rows["RECIST 1.1"].values()
    assert not case.assessments
    assert all(w == "baseline" or "PD" in w or "if nothing new" in w for w in said)


def test_split_and_merged_lesions_are_typed_into_the_grid(opened: Opened) -> None:
    tab, _services, _context = opened
    panels = tab.findChild(CoursePanels)
    assert panels is not None
    assert panels.lesions is not None
    model = panels.lesions.model
    model.put(0, 1, "12+9")
    split = tab.session.case.lesions[0].measurements[0]
    assert split.parts == (Decimal(12), Decimal(9))
    assert model.data(model.index(0, 1)) == "12+9"
    model.put(0, 1, "with nothing")
    assert any(path.startswith("lesions.0") for path in tab.session.draft.rough)


def test_totals_stand_against_their_limit_and_unknown_is_not_zero() -> None:
    line = Line(id="L1", therapy_class=TherapyClass.PRRT, cycles=2, activity_gbq=Decimal("14.8"))
    case = builders.a_case().model_copy(update={"lines": (line,)})
    found = {each.name: each for each in total_words.totals(case, builders.ON)}
    assert (found["PRRT cycles"].words, found["PRRT cycles"].share) == ("2", 0.5)
    assert "four cycles" in found["PRRT cycles"].note
    assert found["Embolisations"].words == "none recorded"
    assert found["Embolisations"].note == "no limit set"
    assert found["PRRT activity"].share == 0.5
    unsaid = case.model_copy(update={"lines": (), "has_had_systemic_treatment": Missing.UNKNOWN})
    words = {each.name: each.words for each in total_words.totals(unsaid, builders.ON)}
    assert words["PRRT cycles"] == words["PRRT activity"] == "Not recorded"


def test_a_line_tells_its_toxicities_with_the_version_and_the_class_of_its_regimen(
    tmp_path: Path, qtbot: QtBot
) -> None:
    graded = Toxicity(term="Pneumonitis", grade=2, ctcae_version="5.0")
    bare = Toxicity(term="Rash", grade=1)
    line = builders.a_line(toxicities=(graded, bare))
    with stored_case(tmp_path, builders.a_case(lines=(line,))) as (services, context):
        tab = FormTab(services, context, fields.TREATMENT)  # type: ignore[arg-type] # notes
        qtbot.addWidget(tab)
        tab.form.finish()
        model = table_of(tab, "lines").model  # type: ignore[attr-defined] # a table of the form
        last = model.index(0, model.columnCount() - 1)
        assert last.data() == "Pneumonitis G2 (CTCAE 5.0); Rash G1 (no version)"
        assert not last.flags() & Qt.ItemFlag.ItemIsEditable
        assert model.index(0, 1).data() == "Somatostatin analogue"
        assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == ""


def test_earlier_lines_stated_as_a_whole_are_named_by_their_regimens(
    tmp_path: Path, qtbot: QtBot
) -> None:
    given = (EarlierLine(regimen=("eve", "ssa"), best_response="PD"),)
    entry = builders.an_entry("prior_lines", given)
    case = builders.an_empty_case(entries=(entry,))
    with stored_case(tmp_path, case) as (services, context):
        tab = FormTab(services, context, fields.TREATMENT)  # type: ignore[arg-type] # notes
        qtbot.addWidget(tab)
        tab.form.finish()
        assert "Everolimus + Somatostatin analogue" in tab.form.entered.text
        assert "PD" in tab.form.entered.text


def test_a_hospital_sets_its_own_limit_of_embolisations(config_folder: Path) -> None:
    own = resources.path("terms", "limits.yaml").read_text("utf-8") + (
        "embolisations:\n  warning: 2\n  limit: 3\n  source: our board\n  is_verified: true\n"
    )
    config_folder.mkdir(exist_ok=True)
    (config_folder / "limits.yaml").write_text(own, "utf-8")
    done = Procedure(id="R1", kind=ProcedureKind.EMBOLISATION)
    case = builders.a_case(procedures=(done,))
    found = {each.name: each for each in total_words.totals(case, builders.ON)}
    total = found["Embolisations"]
    assert (total.words, total.note) == ("1", "limit 3: our board")
    assert total.share == pytest.approx(1 / 3)


def test_end_points_say_their_dates_and_why_they_ended() -> None:
    (found,) = period_words.periods(builders.a_case(), builders.ON)
    assert found.pfs == "PFS 18.9 months: progression"
    assert "10-Apr-2025 to 05-Nov-2026" in found.derived
    assert "TTP 18.9 months: progression; DoR: no response; TTF 18.9 months" in found.others
    assert "OS: dates not recorded" in found.others
    assert "platinum" not in found.others
    assert found.best.startswith("Best response SD, entered; computed ")


def test_the_board_sets_the_conventions_of_end_points(config_folder: Path) -> None:
    two = (
        builders.a_line(progressed=day("2026-11-05")),
        builders.a_line(id="l2", regimen="EVE", start=day("2026-01-10"), stop=None),
    )
    seen = ResponseRecord(
        date=day("2025-12-01"),
        method=ResponseMethod.RECIST,
        response=Response.SD,
        line_id="l1",
    )
    case = builders.a_case(lines=two, lesions=(), responses=(seen,))
    assert "censored: a new line began" in period_words.periods(case, builders.ON)[0].pfs
    shipped = resources.path("terms", "board.yaml").read_text("utf-8")
    config_folder.mkdir(exist_ok=True)
    own = shipped.replace(
        "new_line_before_progression: censor", "new_line_before_progression: ignore"
    )
    (config_folder / "board.yaml").write_text(own, "utf-8")
    assert "PFS 18.9 months: progression" in period_words.periods(case, builders.ON)[0].pfs
    assert "A new line before progression is ignored" in period_words.convention()


def test_partial_dates_give_intervals_and_platinum_its_free_interval() -> None:
    line = builders.a_line(
        regimen="CE", start=day("2025-04"), stop=day("2025-09-10"), progressed=day("2026-03-10")
    )
    case = builders.a_case(lines=(line,), lesions=(), responses=())
    (found,) = period_words.periods(case, builders.ON)
    assert "(10.3–11.3)" in found.pfs
    assert "from partial dates" in found.derived
    assert "platinum-free 6.0 months" in found.others


def test_the_first_open_place_gets_the_cursor_once_it_is_built(
    tmp_path: Path, qtbot: QtBot
) -> None:
    line = builders.a_line(stop_reason=None)
    with stored_case(tmp_path, builders.a_case(lines=(line,))) as (services, context):
        tab = FormTab(services, context, fields.TREATMENT)  # type: ignore[arg-type] # notes
        qtbot.addWidget(tab)
        tab.show()
        tab.session.check()
        assert tab.open_paths() == ("lines.0.stop_reason",)
        tab.first_focus().setFocus()
        assert tab.window().focusWidget() is tab.form
        tab.form.finish()
        assert tab.window().focusWidget() is tab.form.widget_at("lines.0.stop_reason")


def test_a_cursor_that_has_gone_elsewhere_is_not_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        tab = FormTab(services, context, fields.TREATMENT)  # type: ignore[arg-type] # notes
        qtbot.addWidget(tab)
        tab.show()
        tab.first_focus().setFocus()
        tab.setFocus()
        tab.form.finish()
        assert tab.window().focusWidget() is tab


def test_scans_take_the_answer_on_new_lesions(opened: Opened) -> None:
    tab, _services, _context = opened
    spec = table_of(tab, "assessments").spec  # type: ignore[attr-defined] # a table of the form
    tab.session.add_row(spec, "assessments", {"date": PartialDate("2026-11-05")})
    field = fields.field_at("assessments.0.new_lesions")
    assert field is not None
    tab.session.put_value(field, "assessments.0.new_lesions", NewLesions.UNEQUIVOCAL)
    rows = dict(derived_rows(tab.session.case, builders.ON))
    assert rows["RECIST 1.1"][PartialDate("2026-11-05")] == "▲ PD"
    where = fields.field_at("assessments.0.new_sites")
    assert where is not None
    tab.session.put_value(where, "assessments.0.new_sites", "liver, 2 lesions")
    assert new_words(tab.session.case) == ("New on 05-Nov-2026: liver, 2 lesions.",)
