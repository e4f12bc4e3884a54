"""The user guide and the glossary, from the files that come with the program."""

from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.widgets.texts import label
from nenboard.host import resources
from nenboard.host.language import _

_LINE_PERCENT: Final = 125


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its key, the name of its file, its title, and its text in Markdown."""

    key: str
    title: str
    text: str


@cache
def chapters(language: str = "en") -> tuple[Chapter, ...]:
    """The chapters in reading order. Raises ResourceMissing if there is no guide."""
    files = sorted(resources.path("help", language, "guide").glob("*.md"))
    return tuple(_chapter(file.stem, file.read_text(encoding="utf-8")) for file in files)


def _chapter(key: str, text: str) -> Chapter:
    heading = text.partition("\n")[0]
    return Chapter(key, heading.removeprefix("# ").strip(), text)


class GuideWindow(QWidget):
    """Chapters at the left, the text at the right, a search over all; the rest can go on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        look = theme.active()
        self.setObjectName("guide")
        self.setWindowTitle(_("User guide – nenboard"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chapters = chapters()
        self.search = QLineEdit()
        self.search.setObjectName("guide_search")
        self.search.setAccessibleName(_("Find in the guide"))
        self.search.setPlaceholderText(_("Find in the guide (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("guide_chapters")
        self.list.setAccessibleName(_("Chapters"))
        self.list.setProperty("kind", "groups")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([chapter.title for chapter in self._chapters])
        self.text = QTextBrowser()
        self.text.setObjectName("guide_text")
        self.text.setAccessibleName(_("Text of the chapter"))
        self.text.setOpenLinks(False)
        self.found = label("", "small", name="guide_found")
        self._lay_out(look)
        self.list.currentRowChanged.connect(self._show)
        self.search.returnPressed.connect(self.find_next)
        self.search.textEdited.connect(lambda _text: self.found.clear())
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("F3"), self, self.find_next)
        QShortcut(QKeySequence("Esc"), self, self.close)
        self.resize(look.px(980), look.px(680))
        self.show_chapter(self._chapters[0].key)

    def _lay_out(self, look: theme.Theme) -> None:
        side = QVBoxLayout()
        side.setSpacing(look.px(8))
        side.addWidget(self.search)
        side.addWidget(self.found)
        side.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(14), look.px(14), look.px(14))
        row.setSpacing(look.px(12))
        row.addLayout(side, 1)
        row.addWidget(self.text, 3)

    def show_chapter(self, key: str) -> None:
        """Turn to a chapter; the first one if there is none of that key."""
        keys = [chapter.key for chapter in self._chapters]
        self.list.setCurrentRow(keys.index(key) if key in keys else 0)

    def _show(self, row: int) -> None:
        self.text.setMarkdown(self._chapters[row].text)
        _space_out(self.text, theme.active())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or scale: set the text again."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.list.count():
            self._show(self.list.currentRow())

    def find_next(self) -> None:
        """The next place of the searched words, in this chapter and then in those after it."""
        words = self.search.text().strip()
        if not words or self.text.find(words):
            return
        count = len(self._chapters)
        here = self.list.currentRow()
        for step in range(1, count + 1):
            row = (here + step) % count
            if words.casefold() in self._chapters[row].text.casefold():
                self.list.setCurrentRow(row)
                self.text.moveCursor(QTextCursor.MoveOperation.Start)
                if self.text.find(words, QTextDocument.FindFlag(0)):
                    return
        self.found.setText(_("Not in the guide. Try a shorter word."))


def _space_out(browser: QTextBrowser, look: theme.Theme) -> None:
    """Room around the text, between its paragraphs and in its tables."""
    document = browser.document()
    document.setDocumentMargin(look.px(22))
    cursor = QTextCursor(document)
    is_inside = True
    while is_inside:
        table = cast("QTextTable | None", cursor.currentTable())
        if table is None:
            _space_paragraph(cursor, look)
        else:
            _space_table(table, look)
            cursor.setPosition(table.lastPosition() + 1)
        is_inside = cursor.movePosition(QTextCursor.MoveOperation.NextBlock)


def _space_paragraph(cursor: QTextCursor, look: theme.Theme) -> None:
    style = cursor.blockFormat()
    is_heading = style.headingLevel() > 0
    style.setTopMargin(look.px(14 if is_heading else 4))
    style.setBottomMargin(look.px(6))
    style.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(style)


def _space_table(table: QTextTable, look: theme.Theme) -> None:
    style = table.format().toTableFormat()
    style.setCellPadding(look.px(6))
    style.setCellSpacing(0)
    style.setBorderCollapse(True)
    style.setBorder(1)
    style.setBorderBrush(look.colour("line"))
    style.setTopMargin(look.px(6))
    style.setBottomMargin(look.px(10))
    table.setFormat(style)


def show_guide(parent: QWidget, key: str = "") -> GuideWindow:
    """Show the guide at a chapter, in the window that is open already if there is one."""
    found = parent.findChild(GuideWindow, "guide")
    window = found if isinstance(found, GuideWindow) else GuideWindow(parent)
    if key:
        window.show_chapter(key)
    window.show()
    window.raise_()
    window.activateWindow()
    QTimer.singleShot(0, window.list, window.list.setFocus)
    return window
