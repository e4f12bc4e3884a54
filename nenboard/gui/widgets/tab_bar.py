"""A tab bar that says each title shorter, all alike, before it would have to scroll."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar


class FittingTabBar(QTabBar):
    """Each tab has a full and a short title, and a count after it; 0 is not shown.

    The accessible name is always the full title with the words of the count.
    """

    def __init__(self, titles: dict[str, tuple[str, str]]) -> None:
        super().__init__()
        self._titles = titles
        self._counts = dict.fromkeys(titles, 0)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        for full, _short in titles.values():
            self.addTab(plain(full))

    def set_count(self, key: str, count: int, *, said: str) -> None:
        """Show how many things are open behind a tab; `said` are the words for it."""
        self._counts[key] = count
        place = list(self._titles).index(key)
        full = self._titles[key][0]
        self.setTabToolTip(place, said)
        self.setAccessibleTabName(place, f"{full}, {said}" if count else full)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The bar never widens its page; it shortens, and scrolls as a last resort."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the titles that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Full titles where all fit beside each other, short ones elsewhere."""
        self._write(is_short=False)
        if self._width() > self.width() > 0:
            self._write(is_short=True)

    def _width(self) -> int:
        return sum(self.tabSizeHint(place).width() for place in range(self.count()))

    def _write(self, *, is_short: bool) -> None:
        for place, (key, titles) in enumerate(self._titles.items()):
            count = self._counts[key]
            title = titles[1 if is_short else 0]
            text = plain(f"{title}  {count}" if count else title)
            if text != self.tabText(place):
                self.setTabText(place, text)


def plain(title: str) -> str:
    """A title whose ampersand is shown, not taken for an access key."""
    return title.replace("&", "&&")
