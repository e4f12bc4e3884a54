"""Colours of a drawing on the screen: what is laid out in the light palette, in the one in use."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor

from nenboard.gui import theme

_ROLES: Final = ("surface", "text", "text2", "line", "surface2", "control", "link", "neutral")
_MORE: Final = ("warning", "danger", "success", "synthetic")


class Inks:
    """Takes a colour of the light palette; gives that of the same role in a look.

    A bar of treatment keeps the tones inside it as printed: its letters were chosen for its fill,
    which is of like lightness in every look.
    """

    def __init__(self, look: theme.Theme) -> None:
        tokens = theme.tokens()
        light, shown = tokens["color"]["light"], tokens["color"][look.scheme]
        self._roles: dict[str, QColor] = {}
        for name in (*_ROLES, *_MORE):
            self._roles.setdefault(light[name].upper(), QColor(shown[name]))
        classes = tokens["therapy_class"]["values"].values()
        self._fills = {
            entry["light"]["fill"].upper(): QColor(entry[look.scheme]["fill"]) for entry in classes
        }

    def of(self, printed: str) -> QColor:
        """The colour of the same role."""
        name = printed.upper()
        found = self._fills.get(name) or self._roles.get(name)
        return found if found is not None else QColor(printed)

    def is_fill(self, printed: str) -> bool:
        """Whether a colour is that of a class of treatment."""
        return printed.upper() in self._fills


@lru_cache(maxsize=4)
def inks_of(look: theme.Theme) -> Inks:
    """The inks of a look."""
    return Inks(look)
