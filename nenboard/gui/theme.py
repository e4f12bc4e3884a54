"""Colours, sizes and fonts of the window, from the design tokens; light, dark, any scale."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from nenboard.host import resources
from nenboard.host import tokens as design

SMALLEST_SCALE = 0.8
LARGEST_SCALE = 2.0
SCALE_STEP = 0.1
FALLBACK_FAMILY = "DejaVu Sans"


def tokens() -> Mapping[str, Any]:
    """The design tokens as read from the resources."""
    return design.read()


class Theme(NamedTuple):
    """One look: a colour scheme ("light" or "dark") at a scale (1.0 is 100 %)."""

    scheme: str = "light"
    scale: float = 1.0

    def hex(self, name: str) -> str:
        """A colour of the scheme as #RRGGBB."""
        value: str = tokens()["color"][self.scheme][name]
        return value

    def colour(self, name: str) -> QColor:
        """A colour of the scheme."""
        return QColor(self.hex(name))

    def px(self, length: float) -> int:
        """A length of the design at this scale, in whole logical pixels."""
        return max(1, round(length * self.scale)) if length else 0

    def size(self, name: str) -> int:
        """A named size of the tokens (control_height, banner, ...) at this scale."""
        return self.px(tokens()["size"][name])

    def radius(self, name: str) -> int:
        """A named corner radius at this scale."""
        return self.px(tokens()["radius"][name])

    def text_px(self, role: str) -> int:
        """Height of a type role (body, caption, title, ...) in pixels at this scale."""
        return self.px(tokens()["type"]["scale"][role]["px"])

    def font(self, role: str, *, weight: int | None = None, numbers: bool = False) -> QFont:
        """Font of a type role; `numbers` sets figures of equal width and a slashed zero."""
        return QFont(_font(self, role, weight or 0, numbers))

    def strength(self, name: str) -> tuple[QColor, QColor]:
        """Foreground and background of a strength of recommendation, or of "undetermined"."""
        strengths = tokens()["strength_of_recommendation"]
        entry = strengths["values"].get(name) or strengths["undetermined"]
        pair = entry[self.scheme]
        return QColor(pair["foreground"]), QColor(pair["background"])

    def palette(self) -> QPalette:
        """The palette of the scheme for Fusion's own drawing."""
        return _palette(self)


@lru_cache(maxsize=256)
def _font(theme: Theme, role: str, weight: int, numbers: bool) -> QFont:
    entry = tokens()["type"]["scale"][role]
    font = QFont([family(), FALLBACK_FAMILY])
    font.setPixelSize(theme.text_px(role))
    font.setWeight(QFont.Weight(weight or entry["weight"]))
    if numbers:
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("zero"), 1)
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "surface2",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "primary",
        role.HighlightedText: "onPrimary",
        role.Accent: "primary",
        role.Link: "link",
        role.LinkVisited: "link",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "text3",
        role.Light: "surface",
        role.Midlight: "surface2",
        role.Mid: "line",
        role.Dark: "control",
        role.Shadow: "control",
    }
    palette = QPalette()
    for key, name in pairs.items():
        palette.setColor(key, theme.colour(name))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, theme.colour("disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.colour("neutralBg"))
    return palette


@cache
def family() -> str:
    """The bundled family if its files are there, else the fall-back; needs an application."""
    wanted: list[str] = tokens()["type"]["family_ui"]
    folder = resources.path("fonts")
    found: set[str] = set()
    for file in sorted(folder.glob("*.ttf")) if folder.is_dir() else ():
        number = QFontDatabase.addApplicationFont(str(file))
        found.update(QFontDatabase.applicationFontFamilies(number))
    return next((name for name in wanted if name in found), FALLBACK_FAMILY)


class Look(QObject):
    """The look in use: what the user chose, what the system says, and the result.

    `changed` follows after palette, font and style sheet have been set. Before the first window is
    shown, `prepare` sets all but the style sheet: widgets built meanwhile take it once, from
    `finish`, instead of anew at each step that puts one into another.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._theme = Theme()
        QDir.addSearchPath("icon", str(resources.path("icons")))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The theme now in use."""
        return self._theme

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def choose(self, choice: str, scale: float) -> None:
        """Use a choice of scheme at a scale; the scale is kept within 80 to 200 %."""
        self._use(self._chosen(choice, scale))

    def prepare(self, choice: str, scale: float) -> None:
        """Use a choice for what is built next, without the style sheet."""
        self._take(self._chosen(choice, scale))

    def finish(self) -> None:
        """Set the style sheet of what was prepared."""
        from nenboard.gui.stylesheet import style_sheet

        self._app.setStyleSheet(style_sheet(self._theme))

    def _chosen(self, choice: str, scale: float) -> Theme:
        self._choice = choice
        return Theme(self._scheme(), round(min(max(scale, SMALLEST_SCALE), LARGEST_SCALE), 2))

    def zoom(self, steps: int) -> None:
        """Larger or smaller by steps of ten per cent; 0 goes back to 100 %."""
        scale = self._theme.scale + steps * SCALE_STEP if steps else 1.0
        self.choose(self._choice, scale)

    def _scheme(self) -> str:
        if self._choice in {"light", "dark"}:
            return self._choice
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._use(Theme(self._scheme(), self._theme.scale))

    def _use(self, theme: Theme) -> None:
        is_new = theme != active() or not self._app.styleSheet()
        self._theme = theme
        if is_new:
            self._take(theme)
            self.finish()
        self.changed.emit()

    def _take(self, theme: Theme) -> None:
        self._theme = theme
        _set_active(theme)
        self._app.setFont(theme.font("body"))
        self._app.setPalette(theme.palette())


_current: list[Theme] = [Theme()]


def active() -> Theme:
    """The theme in use; painting code asks for it at each paint."""
    return _current[0]


def _set_active(theme: Theme) -> None:
    _current[0] = theme
