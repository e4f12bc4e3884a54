"""The command field itself: one line to type in, and the lines that fit below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.palette.entries import COMMANDS, FIELDS, PEOPLE, Entry, commands_of, fields_of
from nenboard.gui.palette.lines import PaletteLine
from nenboard.gui.palette.matching import Fitting
from nenboard.gui.palette.model import PaletteModel
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.gui.widgets.texts import label
from nenboard.gui.workspace import CaseWorkspace
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.tasks import Job, Ticket
    from nenboard.gui.window import MainWindow
    from nenboard.registry import CaseRow

_MOST_PEOPLE = 6
_MOST_OTHERS = 6
_MOST_RECENT = 8
_WIDTH = 560


class CommandField(QFrame):
    """Lies over the window; Enter runs the chosen line, Esc gives the focus back."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.frame)
        self._window = window
        self._people: list[Entry] = []
        self._others: list[Entry] = []
        self._groups: list[Fitting[Entry]] = []
        self._recent: list[str] = []
        self._ticket: Ticket | None = None
        self._focus_before: QWidget | None = None
        self.setObjectName("command_field")
        self.setAccessibleName(_("Command field"))
        self.setProperty("card", "palette")
        self._build()
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
        column.setSpacing(look.px(6))
        self.line = MarkedLineEdit("search", name="command_line")
        self.line.setAccessibleName(_("People, fields, commands"))
        self.line.setPlaceholderText(_("a name, a number, a field, a command…"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setObjectName("command_list")
        self.list.setAccessibleName(_("What fits"))
        self.list.setProperty("flat", "true")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteLine(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._clicked)
        column.addWidget(self.list, 1)
        self.nothing = label(_("Nothing fits."), "muted", name="command_nothing")
        column.addWidget(self.nothing)

    def open(self) -> None:
        """Show the field, with what was used last."""
        if self.isVisible():
            self.line.selectAll()
            return
        self._focus_before = self._window.frame.focusWidget()
        page = self._window.current_page()
        fields = fields_of(page) if isinstance(page, CaseWorkspace) else []
        self._others = [*fields, *commands_of(self._window.commands)]
        used = sorted(self._others, key=lambda entry: entry.key not in self._recent)
        self._groups = []
        for group in (FIELDS, COMMANDS):
            entries = [entry for entry in used if entry.group == group]
            self._groups.append(Fitting(entries, (f"{one.text} {one.beside}" for one in entries)))
        self.line.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def place(self) -> None:
        """Stand at the top of the window, in its middle."""
        look = theme.active()
        around = self._window.frame
        width = min(look.px(_WIDTH), around.width() - look.px(32))
        lines = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        wanted = lines + self.line.sizeHint().height() + look.px(40)
        height = min(wanted, around.height() - look.px(80))
        top = around.menuBar().height() + look.px(8)
        self.setGeometry((around.width() - width) // 2, top, width, height)

    def dismiss(self, *, restore: bool = True) -> None:
        """Close; the focus goes back to where it came from, and no name stays behind."""
        if self._ticket is not None:
            self._ticket.cancel()
        before, self._focus_before = self._focus_before, None
        self.hide()
        self._people = []
        self.line.clear()
        self.model.show_entries([])
        if restore and before is not None:
            before.setFocus()

    def forget_case(self, case_id: str) -> None:
        """A patient was erased: the case is no longer among what was used last."""
        self._recent = [key for key in self._recent if key != f"case:{case_id}"]
        self.dismiss(restore=False)

    def _typed(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        typed = text.strip()
        self._people = [entry for entry in self._people if typed]
        self._refresh()
        if not typed:
            return
        desk = self._window.desk

        def work(job: "Job") -> "tuple[CaseRow, ...]":
            job.check()
            return desk.people(typed, most=_MOST_PEOPLE)

        self._ticket = self._window.run(work, done=self._show_people, owner=self)

    def _show_people(self, rows: "tuple[CaseRow, ...]") -> None:
        if self.isVisible() and self.line.text().strip():
            self._people = [self._person(row) for row in rows]
            self._refresh()

    def _person(self, row: "CaseRow") -> Entry:
        from nenboard.gui.case_list import words

        hidden = self._window.commands.actions["hide_names"].isChecked()
        facts = (words.date_text(row.birth_date), words.number(row, hidden=hidden), row.case_id)
        return Entry(
            key=f"case:{row.case_id}",
            group=PEOPLE,
            text=words.patient(row, hidden=hidden),
            run=lambda: self._window.open_case(row.case_id),
            beside="   ".join(fact for fact in facts if fact),
        )

    def _refresh(self) -> None:
        typed = self.line.text().strip()
        chosen = self._chosen()
        self.model.show_entries([*self._people, *self._fitting(typed)])
        self.nothing.setVisible(bool(typed) and not self.model.rowCount())
        kept = self.model.row_of(chosen.key) if chosen is not None and not self._people else -1
        self.place()
        self._choose(kept if kept >= 0 else self.model.next_entry(-1, 1))

    def _fitting(self, typed: str) -> list[Entry]:
        """What fits, each group by itself; without letters what was used last."""
        by_key = {entry.key: entry for entry in self._others}
        if not typed:
            recent = [by_key[key] for key in self._recent if key in by_key]
            others = [entry for entry in by_key.values() if entry.key not in self._recent]
            shown = [*recent, *(entry for entry in others if entry.group == COMMANDS)]
            return sorted(shown[:_MOST_RECENT], key=lambda entry: entry.group != FIELDS)
        return [entry for group in self._groups for entry in group.find(typed, most=_MOST_OTHERS)]

    def _chosen(self) -> Entry | None:
        return self.model.entry(self.list.currentIndex().row())

    def _choose(self, row: int) -> None:
        if row >= 0:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            self.line.setAccessibleDescription(
                str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
            )

    def _clicked(self, index: QModelIndex) -> None:
        self._run(self.model.entry(index.row()))

    def _run(self, entry: Entry | None) -> None:
        if entry is None:
            return
        self._recent = [entry.key, *(key for key in self._recent if key != entry.key)][
            :_MOST_RECENT
        ]
        self.dismiss()
        entry.run()

    def _step(self, step: int) -> None:
        self._choose(self.model.next_entry(self.list.currentIndex().row(), step))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the line keeps the focus; Enter runs, Esc closes."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self._chosen())
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Somebody clicked beside the field: it goes, and the focus stays where it is now."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.dismiss(restore=False)
