"""Everything about the chosen study: figures, marks, differences, later reports, rules."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.evidence.painting import SIGNS
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.messages import InlineMessage, Kind
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study
    from nenboard.gui.evidence.entries import Entry
    from nenboard.workflow.evidence import Use

Line = tuple[str, str]


class Detail(Card):
    """The card at the right; made anew for each study or entry."""

    rows_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="evidence_detail", parent=parent)
        self.setAccessibleName(_("Details of the study"))
        self._content: QWidget | None = None
        self.sentences: tuple[str, ...] = ()

    def show_study(self, study: "Study | None", uses: "tuple[Use, ...]") -> None:
        """Show a study, or nothing."""
        column = self._anew()
        if study is None:
            column.addWidget(paragraph(_("No row fits."), "small"))
            return
        self._fill(column, study, uses=uses)

    def show_entry(self, entry: "Entry | None") -> None:
        """Show a key message, a footnote or a trial with what became of it."""
        column = self._anew()
        if entry is None:
            column.addWidget(paragraph(_("No entry fits."), "small"))
            return
        column.addWidget(selectable(paragraph(entry.title, "subtitle", name="evidence_title")))
        for sentence in entry.sentences:
            self._say(column, sentence, "small")
        for sentence in entry.later:
            self._tell(column, sentence, "info")
        if entry.rows:
            button = KeyButton(_("Show its rows in the tables"), name="evidence_entry_rows")
            button.clicked.connect(lambda _on=False: self.rows_asked.emit(entry))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _anew(self) -> QVBoxLayout:
        """An empty column in the place of what was shown."""
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        self.sentences = ()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(8))
        self.body.addWidget(self._content)
        return column

    def _fill(self, column: QVBoxLayout, study: "Study", *, uses: "tuple[Use, ...]") -> None:
        column.addWidget(selectable(paragraph(study.title, "subtitle", name="evidence_title")))
        self._say(column, about_words(study), "small")
        column.addWidget(_figures(study))
        said = [f"{name} {words}".strip() for name, words in figure_lines(study)]
        grave, slight = differences(study)
        for sentence in grave:
            self._tell(column, sentence, "query")
        for sentence in slight:
            self._say(column, sentence, "small")
        for sentence in (*later(study), *beside(study)):
            self._tell(column, sentence, "info")
        for sentence in interval_words(study):
            self._say(column, sentence, "small")
        for sentence in (uses_words(uses), *marks_words(study)):
            self._say(column, sentence, "small")
        column.addStretch(1)
        self.sentences = (*said, *self.sentences)

    def _say(self, column: QVBoxLayout, words: str, role: str) -> None:
        column.addWidget(selectable(paragraph(words, role)))
        self.sentences += (words,)

    def _tell(self, column: QVBoxLayout, words: str, kind: Kind) -> None:
        note = InlineMessage(words, kind=kind, name="evidence_note", parent=self._content)
        column.addWidget(note)
        self.sentences += (words,)


def about_words(study: "Study") -> str:
    """Design, people, line, reference, and which shape stands for which arm."""
    parts = [
        _("Phase {design}").format(design=study.design) if study.design[0] == "I" else study.design,
        f"N {study.n.printed}",
    ]
    if study.line:
        parts.append({"first": _("first line"), "second+": _("second line or later")}[study.line])
    if study.population_printed:
        parts.append(study.population_printed)
    parts.append(_("reference {numbers}").format(numbers=", ".join(map(str, study.reference))))
    arms = ", ".join(
        f"{sign} {arm.regimen}" + (f" (N {arm.n})" if arm.n is not None else "")
        for sign, arm in zip(SIGNS, study.arms, strict=False)
    )
    return f"{', '.join(parts)}. {arms}."


def figure_lines(study: "Study") -> Iterator[Line]:
    """Each measure with its figures, below it what is printed about differences and subgroups."""
    from nenboard.algorithm.evidence import MEASURES
    from nenboard.workflow.evidence import library
    from nenboard.workflow.evidence_words import comparison_words, main_words, subgroup_figures

    names = {"orr": _("Response, %"), "pfs": _("PFS, months"), "os": _("OS, months")}
    for measure in MEASURES:
        yield names[measure], main_words(study, measure)
        for comparison in study.comparisons:
            if comparison.endpoint == measure:
                yield "", comparison_words(comparison).partition(", ")[2]
    for arm in study.arms:
        for code, group in arm.by_subgroup.items():
            word = library().marks.groups[code]
            figures = ", ".join(
                f"{names[measure].partition(',')[0]} {printed}"
                for measure, printed in subgroup_figures(group)
            )
            several = f"{arm.regimen}: " if len(study.arms) > 1 else ""
            yield f"{code}, {word}", f"{several}{figures}"


def differences(study: "Study") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the text of the review gives another figure, and where it only rounds."""
    from nenboard.workflow.evidence_words import difference_words

    kept = _("Both are kept.")
    slight = {
        "rounding": _("Rounded in the text: {figures}."),
        "approximate": _("Said roughly in the text: {figures}."),
    }
    grave = tuple(
        f"{difference_words(study, entry)} {kept}"
        for entry in study.discrepancies
        if entry.kind not in slight
    )
    found: list[str] = []
    for kind, words in slight.items():
        figures = [
            _("{table} as {text}").format(text=entry.text, table=entry.table)
            for entry in study.discrepancies
            if entry.kind == kind
        ]
        if figures:
            found.append(words.format(figures=", ".join(figures)))
    return grave, tuple(found)


def beside(study: "Study") -> Iterator[str]:
    """Remarks of the text, and how the printed row was read."""
    for remark in study.remarks:
        yield f"{remark.text} ({remark.where})"
    for doubt in study.doubts:
        yield _("How it was read: {text}").format(text=doubt)


def later(study: "Study") -> Iterator[str]:
    """What became of the trial, one paragraph for each report."""
    from nenboard.workflow.evidence import library
    from nenboard.workflow.evidence_words import update_words

    trial = library().trial_of(study)
    for update in library().updates_of(trial.name) if trial else ():
        yield "\n".join(update_words(update))


def interval_words(study: "Study") -> Iterator[str]:
    """The exact interval of each response, or why there is none."""
    from nenboard.workflow.responses import response_of

    for arm in study.arms:
        places = [("", arm.regimen if len(study.arms) > 1 else "")]
        places += [(code, code) for code in arm.by_subgroup if arm.by_subgroup[code].orr]
        for group, name in places:
            found = response_of(study, arm, group=group)
            limits = ""
            if found.low is not None and found.high is not None:
                limits = _("95 % interval {low:.1f} to {high:.1f} %.").format(
                    low=found.low, high=found.high
                )
            yield " ".join(
                part for part in (f"{name}:" if name else "", limits, found.said) if part
            )


def uses_words(uses: "tuple[Use, ...]") -> str:
    """Which options rest on the row, and in which outcomes."""
    if not uses:
        return _("No rule rests on this row.")
    nodes: dict[str, list[str]] = {}
    for use in uses:
        nodes.setdefault(use.label, []).append(use.node)
    said = "; ".join(
        f"{option} ({', '.join(node for node in places if node)})".replace(" ()", "")
        for option, places in nodes.items()
    )
    return _("Used by rules: {options}.").format(options=said)


def marks_words(study: "Study") -> Iterator[str]:
    """The meaning that this table gives to its marks."""
    from nenboard.workflow.evidence import library
    from nenboard.workflow.evidence_words import superscript

    said = "; ".join(
        f"{superscript(letter)} {flag.meaning}"
        for (table, letter), flag in library().flags.items()
        if table == study.table
    )
    yield _("Marks of Table {table}: {marks}; NR not reported.").format(
        table=study.table, marks=said
    )


def _figures(study: "Study") -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.active().px(3))
    grid.setColumnStretch(1, 1)
    row = 0
    for name, words in figure_lines(study):
        if name:
            grid.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
        said = selectable(paragraph(words))
        said.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(said, row, 1)
        grid.addWidget(line_between(), row + 1, 0, 1, 2)
        row += 2
    return made
