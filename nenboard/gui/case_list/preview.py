"""The preview beside the list: what one row says, in more words."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_list import words
from nenboard.gui.widgets.buttons import KeyButton, KeyCap
from nenboard.gui.widgets.chips import synthetic_chip
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import CaseRow

_WIDTH = 262


class Preview(QFrame):
    """Identity, question and what is known, without opening the case."""

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.active()
        self.setObjectName("preview")
        self.setAccessibleName(_("Preview"))
        self.setProperty("surface", "surface")
        keep(self, self.setFixedWidth, _WIDTH)
        self._case_id = ""
        inside = QWidget()
        inside.setProperty("surface", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        column.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.addWidget(label(_("Preview"), "subtitle"))
        head.addStretch(1)
        head.addWidget(KeyCap(_("Space")))
        column.addLayout(head)
        self.name = paragraph("", "strong", name="preview_name")
        self.identity = paragraph("", "small", name="preview_identity")
        self.synthetic = synthetic_chip()
        for widget in (self.name, self.identity, self.synthetic):
            column.addWidget(widget)
        self._parts: dict[str, tuple[QLabel, QLabel]] = {}
        for key, heading in self._headings().items():
            pair = (label(heading, "label"), paragraph("", name=f"preview_{key}"))
            self._parts[key] = pair
            column.addSpacing(look.px(4))
            for widget in pair:
                column.addWidget(widget)
        column.addSpacing(look.px(8))
        self.open_button = KeyButton(
            _("Open case"), keys="Enter", kind="primary", name="preview_open"
        )
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self._case_id))
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, name="preview_scroll"))

    @staticmethod
    def _headings() -> dict[str, str]:
        return {
            "question": _("Question"),
            "tumour": _("Tumour"),
            "treatment": _("Treatment"),
            "fitness": _("Fitness"),
            "meeting": _("Meeting"),
        }

    def show_row(self, row: "CaseRow | None", *, hidden: bool, today: date) -> None:
        """Show a case; None shows nothing."""
        self.open_button.setEnabled(row is not None)
        if row is None:
            self._clear()
            return
        self._case_id = row.case_id
        self.name.setText(words.patient(row, hidden=hidden))
        born = words.date_text(row.birth_date) or _("Not known")
        age = words.age(row.birth_date, today)
        identity = _("Born {date}, {sex}\nNHS No. {number}\n{key}").format(
            date=f"{born} {age}".strip(),
            sex=words.sex_words(row.sex),
            number=words.number(row, hidden=hidden),
            key=row.case_id,
        )
        self.identity.setText(identity)
        self.synthetic.setVisible(row.is_synthetic)
        not_recorded = _("Not recorded")
        ki67 = _shown(words.ki67(row.ki67) or None)
        kind = ", ".join(part for part in (words.site(row.site), words.tumour(row)) if part)
        said = {
            "question": row.question or not_recorded,
            "tumour": "\n".join(
                (kind or not_recorded, _("Ki-67 {value}").format(value=ki67))
            ),
            "treatment": "\n".join(
                (
                    _("Line {number}").format(number=row.line) if row.line else
                    _("Earlier treatment not recorded"),
                    _("Last response: {response}").format(response=_shown(row.last_response)),
                )
            ),
            "fitness": _("ECOG {value}").format(value=_shown(row.ps)),
            "meeting": words.date_text(row.target_meeting) or _("not listed"),
        }  # fmt: skip
        for key, text in said.items():
            self._parts[key][1].setText(text)

    def _clear(self) -> None:
        self._case_id = ""
        self.name.setText(_("No case is chosen."))
        self.identity.clear()
        self.synthetic.hide()
        for _heading, text in self._parts.values():
            text.clear()


def _shown(code: str | None) -> str:
    if code is None:
        return _("not recorded")
    if code in words.KINDS_OF_MISSING:
        from nenboard.domain.missing import Missing
        from nenboard.host.labels import missing_label

        return missing_label(Missing(code)).lower()
    return code
