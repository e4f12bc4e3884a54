"""Shared widgets: words beside every colour, names for screen readers, nothing cut."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nenboard.gui import icons
from nenboard.gui.tasks import Progress
from nenboard.gui.theme import Look
from nenboard.gui.widgets.banner import Identity, PatientBanner
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import MissingChip, StrengthLabel
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.messages import InlineMessage, Toast
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.shapes import paint_response, paint_strength
from nenboard.host import resources, tokens

pytestmark = pytest.mark.usefixtures("look")

ROSA = Identity(
    family="Amberley",
    given="Rosa",
    title="Mrs",
    born="07-Feb-1965 (61y)",
    sex="Female",
    national_number="999 526 0182",
    hospital_number="SYN-417",
    key_worker="CNS D. Example",
    meeting="26-Nov-2026",
)


def texts(banner: PatientBanner) -> dict[str, str]:
    return {key: item._value.text() for key, item in banner._items.items() if not item.isHidden()}


def test_the_banner_says_not_known_and_never_leaves_a_blank(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.show_identity(Identity(family=None))
    shown = texts(banner)
    assert banner._name.text() == "Name not known"
    assert {shown[key] for key in ("born", "sex", "national_number", "hospital_number")} == {
        "Not known"
    }


def test_a_narrow_banner_drops_the_meeting_first_and_cuts_no_value(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.show_identity(ROSA)
    banner.show()
    gone: list[set[str]] = []
    for width in (1400, 1020, 900, 620):
        banner.resize(width, banner.heightForWidth(width))
        shown = texts(banner)
        gone.append({"meeting", "key_worker"} - set(shown))
        assert {"born", "sex", "national_number", "hospital_number"} <= set(shown)
        for item in banner._items.values():
            if not item.isHidden():
                right = item.mapTo(banner, QPoint(item.width(), 0)).x()
                assert right <= width
                assert item.width() >= item.sizeHint().width()
    assert gone[0] == set()
    assert gone[1] in ({"meeting"}, set())
    assert gone[-1] == {"meeting", "key_worker"}


def test_a_banner_keeps_one_row_when_items_leave_it(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    banner = PatientBanner()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banner)
    column.addStretch(1)
    banner.show_identity(replace(ROSA, is_synthetic=True))
    page.show()
    for width in (1366, 1000, 1366, 960):
        page.resize(width, 300)
        for _turn in range(8):
            QApplication.processEvents()
        assert banner.height() == look.theme.size("banner")


@pytest.mark.parametrize("width", [1254, 900, 620])
def test_warnings_beside_a_name_never_cut_it(look: Look, qtbot: QtBot, width: int) -> None:
    look.choose("light", 2.0)
    banner = PatientBanner()
    qtbot.addWidget(banner)
    warning = "Like name in this registry: NEN-00002, NEN-00003 and 8 more"
    banner.show_identity(replace(ROSA, same_name=warning, is_synthetic=True))
    banner.resize(width, banner.heightForWidth(width))
    banner.show()
    longest = max(banner._name.text().split(), key=len)
    assert banner._name.width() >= banner._name.fontMetrics().horizontalAdvance(longest)


def test_a_death_is_shown_and_like_names_are_warned_of(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.show_identity(replace(ROSA, died="03-Jan-2027 (61y)", same_name="Same name: 1971"))
    assert texts(banner)["died"] == "03-Jan-2027 (61y)"
    assert not banner._same.isHidden()
    banner.show_identity(ROSA)
    assert "died" not in texts(banner)
    assert banner._same.isHidden()


def test_hidden_names_leave_initials_and_three_digits(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.show_identity(ROSA)
    banner.hide_names(hidden=True)
    assert banner._name.text() == "A. R."
    assert texts(banner)["national_number"] == "…182"
    banner.hide_names(hidden=False)
    assert banner._name.text() == "AMBERLEY, Rosa (Mrs)"


@pytest.mark.parametrize("kind", ["not_done", "pending", "unknown", "not_applicable", ""])
def test_every_kind_of_missing_is_said_in_words(qtbot: QtBot, kind: str) -> None:
    chip = MissingChip(kind)
    qtbot.addWidget(chip)
    known = tokens.read()["missing_data"]["values"][kind or "not_recorded"]["label"]
    assert chip.accessibleName() == known


@pytest.mark.parametrize("strength", list(tokens.read()["strength_of_recommendation"]["values"]))
def test_every_strength_is_said_in_the_words_of_the_tokens(qtbot: QtBot, strength: str) -> None:
    made = StrengthLabel(strength)
    qtbot.addWidget(made)
    known = tokens.read()["strength_of_recommendation"]["values"][strength]["label"]
    assert made.accessibleName() == known


def drawn(paint: object, code: str) -> bytes:
    image = QImage(32, 32, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint(painter, code, QRectF(2, 2, 28, 28))  # type: ignore[operator]
    painter.end()
    return bytes(image.constBits())


def test_shapes_differ_without_colour() -> None:
    from PySide6.QtGui import QColor

    black, white = QColor("black"), QColor("white")
    strengths = {
        drawn(lambda p, c, r: paint_strength(p, c, r, ink=black, paper=white), code)
        for code in ("preferred", "option", "selected", "not_routine", "contraindicated", "other")
    }
    responses = {
        drawn(lambda p, c, r: paint_response(p, c, r, ink=black), code)
        for code in ("CR", "PR", "MR", "SD", "PD", "MIXED", "NE")
    }
    assert len(strengths) == 6
    assert len(responses) == 7


def test_every_icon_of_the_design_exists_and_draws_something(look: Look) -> None:
    wanted = {entry["name"] for entry in tokens.read()["icon"]}
    there = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert wanted <= there
    for name in sorted(there):
        image = icons.pixmap(name, "#123456", 16).toImage()
        assert any(
            image.pixelColor(x, y).alpha()
            for x in range(image.width())
            for y in range(image.height())
        ), name


def test_a_message_hides_with_its_text_and_offers_at_most_two_ways_on(qtbot: QtBot) -> None:
    pressed: list[int] = []
    message = InlineMessage()
    qtbot.addWidget(message)
    assert message.isHidden()
    message.show_text(
        "No.", actions=[("One", lambda: pressed.append(1)), ("Two", lambda: None), ("3", print)]
    )
    assert len(message._buttons) == 2
    message._buttons[0].click()
    assert pressed == [1]
    message.clear()
    assert message.isHidden()


def test_a_field_says_label_unit_and_trouble_to_screen_readers(qtbot: QtBot) -> None:
    editor = QLineEdit()
    row = FieldRow("&Ki-67", editor, unit="%")
    qtbot.addWidget(row)
    assert editor.accessibleName() == "Ki-67"
    row.show_message("Above 100.", "invalid")
    assert editor.accessibleDescription() == "%, Above 100."
    assert editor.property("severity") == "invalid"
    row.show_message("")
    assert editor.property("severity") == "ok"
    row.set_stacked(stacked=True)
    assert row.editor is editor


def test_progress_shows_share_and_asks_to_stop(qtbot: QtBot) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    row.start("Writing")
    row.show_progress(Progress(31, 50))
    assert row._share.text() == "62 %"
    with qtbot.waitSignal(row.cancel_requested):
        row._cancel.click()


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    undone: list[int] = []
    ground = QWidget()
    qtbot.addWidget(ground)
    toast = Toast(ground)
    toast.offer("Row deleted", lambda: undone.append(1))
    toast._button.click()
    toast._press()
    assert undone == [1]
    assert toast.isHidden()


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    column = QVBoxLayout(ground)
    flow = Flow(gap=8, name="flow")
    for number in range(4):
        flow.flow.addWidget(KeyButton(f"Button {number}", name=f"b{number}"))
    column.addWidget(flow)
    wide = flow.heightForWidth(2000)
    assert flow.heightForWidth(220) > wide
