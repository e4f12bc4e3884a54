"""What follows from the entries of a tab is shown beside them, and follows every edit."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.terms import LabTest
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.form_field import TabSpec
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.case_edit.worked_out_card import BodyCard, WorkedOutCard
from tests import builders
from tests.gui.case_support import stored_case


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def test_readings_of_a_size_on_a_limit_follow_the_edit(tmp_path: Path, qtbot: QtBot) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        tab = shown(qtbot, services, context, spec=fields.DIAGNOSIS)
        card = next(part for part in tab.form.parts if isinstance(part, WorkedOutCard))
        assert "exactly 20 mm" not in words_of(card)
        tab.session.put_value(
            fields.all_fields()["primaries.*.size_mm"], "primaries.0.size_mm", Decimal(20)
        )
        said = words_of(card)
        assert "exactly 20 mm" in said
        assert "UICC TNM 8 T1" in said
        assert "Not verified against its source" in said


def test_a_broken_local_file_is_said_in_its_card_and_the_rest_of_the_tab_works(
    tmp_path: Path, config_folder: Path, qtbot: QtBot
) -> None:
    config_folder.mkdir(exist_ok=True)
    (config_folder / "minimum_data_set.yaml").write_text("version: 1\nitems: [\n", "utf-8")
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        tab = shown(qtbot, services, context, spec=fields.PERSON)
        card = next(part for part in tab.form.parts if isinstance(part, BodyCard))
        assert "minimum_data_set.yaml, line 3" in words_of(card)
        tab.session.put_value(fields.all_fields()["referral.question"], "referral.question", "Why?")
        assert context.case.referral.question == "Why?"
        assert "minimum_data_set.yaml, line 3" in words_of(card)
        tab.on_shown()
        tab.on_shown()
        said = [text for text in services.texts("say") if "minimum_data_set.yaml" in str(text)]
        assert len(said) == 1
        assert "PFS 18.9 months" in words_of(shown(qtbot, services, context, spec=fields.TREATMENT))


def test_typed_weight_gives_a_clearance_and_is_not_stored(tmp_path: Path, qtbot: QtBot) -> None:
    blood = builders.a_lab(LabTest.CREATININE, "88.42")
    with stored_case(tmp_path, builders.a_case(labs=(blood,))) as (services, context):
        tab = shown(qtbot, services, context, spec=fields.PERSON)
        card = next(part for part in tab.form.parts if isinstance(part, BodyCard))
        before = context.case
        weight = card.findChild(QLineEdit, "typed_weight_kg")
        assert weight is not None
        weight.setText("70")
        weight.editingFinished.emit()
        assert "weight 70 kg" in words_of(card)
        assert context.case is before
        QTest.keyClicks(weight, "x")
        weight.editingFinished.emit()
        assert "“70x” is no number above zero." in words_of(card)
        assert "weight not recorded" in words_of(card)


def shown(qtbot: QtBot, services: object, context: object, *, spec: TabSpec) -> FormTab:
    tab = FormTab(services, context, spec)  # type: ignore[arg-type] # notes, no window
    qtbot.addWidget(tab)
    tab.form.finish()
    with qtbot.waitExposed(tab):
        tab.show()
    return tab
