"""The conditions over the table: which table, words, phase, regimen, site, line, N."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from nenboard.gui import theme
from nenboard.gui.evidence.entries import KINDS, kind_name
from nenboard.gui.evidence.opening import Cited
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import set_state
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.workflow.evidence import EvidenceQuery

TABLES: Final = (1, 2, 3)
_LEAST_N: Final = (0, 10, 20, 50, 100)
_LENGTHS: Final = {"phase": 7, "regimen": 8, "site": 7, "line": 6, "n": 4}
"""How many letters of a choice are always seen."""


class FilterBar(Flow):
    """Says what is asked; `changed` when it is another question, `table_chosen` for the tables."""

    changed = Signal()
    table_chosen = Signal(int)
    entries_chosen = Signal(str)
    back_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=theme.active().px(8), name="evidence_filters", parent=parent)
        self.cited: Cited | None = None
        self.tables = {number: self._table_button(number) for number in TABLES}
        self.entries = {
            kind: self._entry_button(kind, number) for number, kind in enumerate(KINDS, 4)
        }
        self.search = MarkedLineEdit("search", name="evidence_search")
        self.search.setAccessibleName(_("Search studies"))
        self.search.setPlaceholderText(_("author, drug…"))
        self.search.setClearButtonEnabled(True)
        keep(self.search, self.search.setFixedWidth, 140)
        self.search.textChanged.connect(self.changed)
        self.flow.addWidget(self.search)
        self.phase = self._choice("phase", _("Phase"), _phases())
        self.drug = self._choice("regimen", _("Regimen"), _drugs())
        self.site = self._choice("site", _("Site"), _sites())
        self.line = self._choice("line", _("Line"), _lines())
        self.least_n = self._choice("n", "N", {str(n): f"N ≥ {n}" for n in _LEAST_N[1:]})
        self.back = KeyButton(_("Back to the case"), keys="B", name="evidence_back")
        self.back.clicked.connect(self.go_back)
        self.flow.addWidget(self.back)
        self.chip = KeyButton("", icon="close", name="evidence_cited")
        self.chip.clicked.connect(lambda: self.set_cited(None))
        self.flow.addWidget(self.chip)
        self.set_cited(None)

    def _table_button(self, number: int) -> KeyButton:
        button = KeyButton(str(number), name=f"evidence_table_{number}")
        button.setCheckable(True)
        button.clicked.connect(lambda _on=False: self.table_chosen.emit(number))
        self.flow.addWidget(button)
        return button

    def _entry_button(self, kind: str, number: int) -> KeyButton:
        button = KeyButton(f"{number} {kind_name(kind)}", name=f"evidence_{kind}")
        button.setCheckable(True)
        button.clicked.connect(lambda _on=False: self.entries_chosen.emit(kind))
        self.flow.addWidget(button)
        return button

    def _choice(self, key: str, name: str, choices: Mapping[str, str]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"evidence_{key}")
        box.setAccessibleName(name)
        box.addItem(_("{name}: all").format(name=name), "")
        for code, words in choices.items():
            box.addItem(words, code)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LENGTHS[key])
        box.currentIndexChanged.connect(self.changed)
        self.flow.addWidget(box)
        return box

    def query(self) -> "EvidenceQuery":
        """What is asked, over all tables."""
        from nenboard.workflow.evidence import EvidenceQuery

        return EvidenceQuery(
            site=str(self.site.currentData()),
            regimen=str(self.drug.currentData()),
            line=str(self.line.currentData()),
            design=str(self.phase.currentData()),
            least_n=int(self.least_n.currentData() or 0),
            text=self.search.text(),
            ids=self.cited.rows if self.cited else (),
        )

    def set_cited(self, cited: Cited | None) -> None:
        """Show only the rows cited for an option, with a chip that takes this away again."""
        self.cited = cited
        self.chip.setVisible(cited is not None)
        self.back.setVisible(bool(cited and cited.case_id))
        if cited is not None:
            count = len(cited.rows)
            rows = counted("{count} row", "{count} rows", count=count).format(count=count)
            words = _("Cited for {option}: {rows}").format(
                option=cited.option or _("a rule"), rows=rows
            )
            self.chip.setText(words.replace("&", "&&"))
            self.chip.setAccessibleName(_("{words}. Show all rows").format(words=words))
            self.chip.updateGeometry()
        self.flow.invalidate()
        self.changed.emit()

    def clear(self) -> None:
        """Ask for everything."""
        boxes = (self.phase, self.drug, self.site, self.line, self.least_n)
        for widget in (self, self.search, *boxes):
            widget.blockSignals(True)
        self.search.clear()
        for box in boxes:
            box.setCurrentIndex(0)
        self.set_cited(None)
        for widget in (self, self.search, *boxes):
            widget.blockSignals(False)
        self.changed.emit()

    def show_kind(self, kind: str) -> None:
        """Mark the kind of entries shown; empty for the tables, which have conditions."""
        for one, button in self.entries.items():
            button.setChecked(one == kind)
            set_state(button, "kind", "primary" if one == kind else "")
        for button in self.tables.values():
            if kind:
                button.setChecked(False)
                set_state(button, "kind", "")
        for box in (self.phase, self.drug, self.site, self.line, self.least_n):
            box.setVisible(not kind)
        self.search.setPlaceholderText(_("any word…") if kind else _("author, drug…"))
        self.flow.invalidate()

    def show_tables(self, current: int, found: Mapping[int, tuple[int, int]]) -> None:
        """Mark the table shown; `found` holds how many of how many rows fit, by table."""
        names = {1: _("P-NET"), 2: _("Extra-pancreatic NET"), 3: _("NEC")}
        for number, button in self.tables.items():
            some, every = found[number]
            count = str(every) if some == every else f"{some}/{every}"
            button.setText(f"{number} {names[number]}  {count}")
            said = _("Table {number}, {name}: {some} of {every} rows").format(
                number=number, name=names[number], some=some, every=every
            )
            button.setAccessibleName(said)
            button.setChecked(number == current)
            set_state(button, "kind", "primary" if number == current else "")
            button.updateGeometry()

    def go_back(self) -> None:
        """Ask for the case the rows are cited for, if there is one."""
        if self.cited is not None and self.cited.case_id:
            self.back_asked.emit(self.cited.case_id)


def _phases() -> dict[str, str]:
    from nenboard.workflow.evidence import DESIGNS

    words = {"registry": _("registry"), "retrospective": _("retrospective")}
    return {
        design: words.get(design) or _("Phase {design}").format(design=design) for design in DESIGNS
    }


def _lines() -> dict[str, str]:
    return {"first": _("first line"), "second+": _("second line or later")}


def _drugs() -> dict[str, str]:
    from nenboard.workflow.evidence import library

    combined = {"CAPTEM": "CAPTEM", "FOLFIRI": "FOLFIRI", "FOLFOX": "FOLFOX", "XELOX": "XELOX"}
    return {**combined, **library().marks.drugs}


def _sites() -> dict[str, str]:
    from nenboard.workflow.evidence import library

    return dict(library().marks.sites)
