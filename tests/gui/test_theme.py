"""One source of colours: the tokens; readable in both schemes and at every scale."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from nenboard.gui import theme
from nenboard.gui.stylesheet import style_sheet
from nenboard.gui.theme import Look, Theme
from nenboard.host import resources, tokens

SCHEMES = ("light", "dark")


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_the_tokens_has_the_contrast_it_claims(scheme: str) -> None:
    look = Theme(scheme)
    for pair in tokens.read()["contrast"][scheme]:
        measured = ratio(look.colour(pair["foreground"]), look.colour(pair["background"]))
        assert measured >= pair["minimum"], pair
        assert measured == pytest.approx(pair["ratio"], abs=0.02), pair


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "strength", ["preferred", "option", "selected", "not_routine", "contraindicated", "unheard of"]
)
def test_strength_labels_are_readable(scheme: str, strength: str) -> None:
    assert ratio(*Theme(scheme).strength(strength)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_uses_no_colour_outside_the_tokens(scheme: str) -> None:
    known = {value.upper() for value in tokens.read()["color"][scheme].values()}
    used = {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(Theme(scheme)))}
    assert used <= known


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_arrow_of_lists_has_the_colour_of_its_scheme(scheme: str) -> None:
    drawing = resources.path("icons", f"down-{scheme}.svg").read_text(encoding="utf-8")
    assert tokens.read()["color"][scheme]["text2"] in drawing


def test_the_palette_follows_the_choice(look: Look, qapp: QApplication) -> None:
    look.choose("dark", 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Window) == Theme("dark").colour("window")
    look.choose("light", 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Window) == Theme("light").colour("window")


def test_the_scale_stays_between_80_and_200_per_cent(look: Look) -> None:
    look.choose("light", 9.0)
    assert look.theme.scale == theme.LARGEST_SCALE
    look.choose("light", 0.1)
    assert look.theme.scale == theme.SMALLEST_SCALE
    look.zoom(0)
    assert look.theme.scale == 1.0
    look.zoom(2)
    assert look.theme.scale == pytest.approx(1.2)


def test_text_and_sizes_grow_with_the_scale(look: Look, qapp: QApplication) -> None:
    look.choose("light", 2.0)
    assert qapp.font().pixelSize() == 26
    assert theme.active().size("control_height") == 60


def test_the_bundled_typeface_is_used(look: Look, qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"


def test_whoever_listens_hears_of_a_change_after_it_is_in_force(look: Look) -> None:
    seen: list[str] = []
    look.changed.connect(lambda: seen.append(theme.active().scheme))
    look.choose("dark", 1.0)
    assert seen == ["dark"]


def test_identifiers_are_set_in_figures_of_equal_width(look: Look) -> None:
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(theme.active().font("body", numbers=True))
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("000")
