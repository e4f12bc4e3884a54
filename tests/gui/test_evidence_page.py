"""The evidence page: tables, filters, details, the way from an option and back, export."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from nenboard.gui import theme
from nenboard.gui.assessment.option_row import OptionRow
from nenboard.gui.documents.export_dialog import ExportDialog
from nenboard.gui.evidence.export import export_rows
from nenboard.gui.evidence.model import StudyModel, lines_of
from nenboard.gui.evidence.opening import Cited, show_rows
from nenboard.gui.evidence.page import EvidencePage
from nenboard.gui.evidence.scatter import Scatter
from nenboard.workflow.evidence import EvidenceQuery, find, library
from tests.gui.conftest import Running


@pytest.fixture
def page(unlocked: Running) -> EvidencePage:
    unlocked.run("evidence")
    shown = unlocked.program.window.current_page()
    assert isinstance(shown, EvidencePage)
    return shown


def choose(box: QComboBox, code: str) -> None:
    place = box.findData(code)
    assert place > 0
    box.setCurrentIndex(place)


def shown_ids(page: EvidencePage) -> list[str]:
    return [line.study.id for line in page.model.lines if line.study is not None]


def test_the_model_keeps_to_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = StudyModel()
    model.show_lines(lines_of(find(EvidenceQuery(table=2))), n_heading="N")
    qtmodeltester.check(model)


def test_every_row_of_every_table_is_shown_in_printed_order(page: EvidencePage) -> None:
    for number in (1, 2, 3):
        page.show_table(number)
        rows = [study.id for study in library().studies if study.table == number]
        assert shown_ids(page) == rows
    sections = [line.title for line in page.model.lines if line.is_section]
    assert sections == ["First line", "Second line and beyond"]


def test_number_keys_change_the_table_and_p_the_plot(page: EvidencePage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_3)
    assert page.table_shown == 3
    assert page.filters.tables[3].isChecked()
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    assert page.table.is_plot_only
    assert page.table.isColumnHidden(1)
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    assert not page.table.isColumnHidden(1)


def test_filters_count_their_rows_on_each_table(page: EvidencePage) -> None:
    choose(page.filters.drug, "CAPTEM")
    assert "4/23" in page.filters.tables[1].text()
    assert shown_ids(page) == [
        "T1-Kunz2018",
        "T1-Pavlakis2020",
        "T1-Claringbold2016",
        "T1-Fine2014",
    ]
    choose(page.filters.phase, "III")
    assert page.stack.currentWidget() is page.empty
    page.filters.clear()
    assert len(shown_ids(page)) == 23


def test_a_filter_without_rows_in_this_table_goes_to_one_that_has_some(page: EvidencePage) -> None:
    choose(page.filters.phase, "registry")
    assert page.table_shown == 3
    assert len(shown_ids(page)) == 4


def test_the_detail_says_everything_about_the_study(page: EvidencePage) -> None:
    page.table.choose("T1-Kunz2018")
    said = "\n".join(page.detail.sentences)
    for words in (
        "33.3 v 27.8",
        "HR 0.58, P = 0.023",
        "Not reached v 38.0",
        "14.4 in Table 1, 14.1 in the text",
        "Both are kept.",
        "Published after the review, 2023",
        "This changes no strength of the rules.",
        "55 v 32 %",
        "CAPTEM (capecitabine + temozolomide) (PNET-LOW-1",
        "the whole cohort, not P-NETs alone",
        "does not print the number of people",
    ):
        assert words in said, words


def test_brackets_are_shown_in_words(page: EvidencePage) -> None:
    page.show_table(2)
    page.table.choose("T2-Chan2012")
    said = "\n".join(page.detail.sentences)
    assert "EP_NOS, extra-pancreatic, site not given Response 0.0 ᵃ" in said
    assert "0 of 19" in said


def test_the_row_is_copied_with_headings(page: EvidencePage, qtbot: QtBot) -> None:
    page.table.choose("T1-Fine2014")
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("Study, as printed\tPhase\tN")
    assert "CAPTEM 36.0 % (10.9 to 69.2)" in row


def test_an_option_leads_to_its_rows_and_back(unlocked: Running, page: EvidencePage) -> None:
    window = unlocked.program.window
    show_rows(window, ["T2-Dahan2009", "T1-Fine2014"], option="CAPTEM", case_id="NEN-00001")
    assert page.table_shown == 1
    assert shown_ids(page) == ["T1-Fine2014"]
    assert "CAPTEM: 2 rows" in page.filters.chip.text()
    assert "1/22" in page.filters.tables[2].text()
    page.filters.back.click()
    current = window.current_page()
    assert current is not None
    assert current.page_key() == "case:NEN-00001"


def test_the_chip_takes_the_citation_away(unlocked: Running, page: EvidencePage) -> None:
    show_rows(unlocked.program.window, ["T1-Fine2014"])
    assert not page.filters.back.isVisibleTo(page)
    page.filters.chip.click()
    assert page.filters.chip.isHidden()
    assert len(shown_ids(page)) == 23


def test_a_foreign_part_is_ignored(page: EvidencePage) -> None:
    page.show_part("nonsense")
    assert Cited.from_part("nonsense") is None
    assert len(shown_ids(page)) == 23


def test_an_option_row_offers_its_rows(unlocked: Running, qtbot: QtBot) -> None:
    from nenboard.gui.assessment.view import EvidenceLine, OptionView

    fields = dict.fromkeys(OptionView.__dataclass_fields__, "")
    given: dict[str, object] = {
        **fields,
        "code": "captem",
        "label": "CAPTEM",
        "strength": "option",
        "cautions": (),
        "footnotes": (),
        "evidence": (EvidenceLine("Kunz 2018", "", "", "T1-Kunz2018"),),
    }
    row = OptionRow(OptionView(**given))  # type: ignore[arg-type]
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.library_asked) as caught:
        unlocked.press(row)
    assert caught.args is not None
    assert caught.args[0].evidence[0].code == "T1-Kunz2018"


def test_the_scatter_draws_only_arms_with_both_figures(
    page: EvidencePage, look: theme.Look
) -> None:
    scatter = page.scatter
    assert isinstance(scatter, Scatter)
    drawn = {point[0] for point in scatter.points}
    assert "T1-Kunz2018" in drawn
    assert "T1-Moertel1980" not in drawn
    page.table.choose("T1-Kunz2018")
    assert "CAPTEM: response 33.3 %, PFS 22.7 months" in scatter.accessibleName()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_table_and_plots_are_painted_in_both_themes(
    unlocked: Running, page: EvidencePage, scheme: str, look: theme.Look
) -> None:
    look.choose(scheme, 1.0)
    for number in (1, 2, 3):
        page.show_table(number)
        image = page.grab().toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert look.theme.hex("primary").lower() in colours


@pytest.mark.parametrize(("form", "begins"), [("csv", b"\xef\xbb\xbfid,"), ("pdf", b"%PDF")])
def test_the_rows_shown_are_exported(
    page: EvidencePage, tmp_path: Path, form: str, begins: bytes
) -> None:
    dialog = export_rows(page.services, page.shown_studies(), form=form, parent=page)
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(tmp_path))
    dialog.go.click()
    assert (tmp_path / f"evidence_table1.{form}").read_bytes().startswith(begins)


def test_nothing_on_the_page_can_be_edited(page: EvidencePage) -> None:
    assert page.table.editTriggers() == page.table.EditTrigger.NoEditTriggers
    flags = page.model.flags(page.model.index(1, 0))
    assert not flags & Qt.ItemFlag.ItemIsEditable
