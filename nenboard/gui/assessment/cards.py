"""The cards of the algorithm page: path, facts, missing facts, and what goes with the options."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.view import FactView, OutcomeView
from nenboard.gui.case_edit import fields
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _, counted


def path_text(outcomes: Sequence[OutcomeView]) -> QWidget:
    """The path of each branch as numbered sentences, each with where its rule comes from."""
    made = QWidget()
    made.setObjectName("path_text")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(4))
    for outcome in outcomes:
        if len(outcomes) > 1:
            column.addWidget(paragraph(outcome.title, "label"))
        for number, step in enumerate(outcome.steps, start=1):
            words = step.sentence(number)
            is_last = number == len(outcome.steps)
            line = selectable(paragraph(words, "strong" if is_last else ""))
            line.setAccessibleName(words)
            column.addWidget(line)
            if step.basis:
                column.addWidget(paragraph(step.basis, "caption"))
    return made


def facts_card(facts: Sequence[FactView]) -> Card:
    """The facts as the run understood them, with source and date; those to be asked come first."""
    card = Card(
        _("Facts used"),
        note=counted("{count} fact", "{count} facts", count=len(facts)).format(count=len(facts)),
        name="facts_used",
    )
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.active().px(5))
    grid.setHorizontalSpacing(theme.active().px(12))
    told = [fact for fact in facts if not _is_plain_no(fact)]
    ordered = sorted(told, key=lambda fact: not (fact.is_query or fact.who))
    for row, fact in enumerate(ordered):
        _fact_row(grid, row, fact)
    for column, share in enumerate(_SHARES):
        grid.setColumnStretch(column, share)
    card.body.addLayout(grid)
    noes = ", ".join(fact.label.lower() for fact in facts if _is_plain_no(fact))
    if noes:
        card.body.addWidget(paragraph(_("Answered no: {facts}.").format(facts=noes), "small"))
    return card


_SHARES = (4, 4, 5)


def _is_plain_no(fact: FactView) -> bool:
    """An answer of no that nobody needs to look at twice."""
    return fact.value == _("no") and not (fact.is_query or fact.who or fact.remarks)


def _fact_row(grid: QGridLayout, row: int, fact: FactView) -> None:
    top = Qt.AlignmentFlag.AlignTop
    name = paragraph(fact.label, "small")
    value = selectable(paragraph(fact.value, "strong"))
    value.setAccessibleName(f"{fact.label}: {fact.value}")
    who = _("entered by {who}").format(who=fact.who) if fact.who else ""
    said = [", ".join(part for part in (who, fact.source) if part)]
    source = paragraph("\n".join([*said, *(f"▲ {remark}" for remark in fact.remarks)]), "small")
    for column, widget in enumerate((name, value, source)):
        widget.setAlignment(top)
        grid.addWidget(widget, row, column)


def path_of_fact(fact: str) -> str:
    """Where the form takes a fact: the first field that feeds it, in the first row of a table."""
    name = fact.partition(".")[0]
    found = next((field for field in fields.all_fields().values() if field.fact == name), None)
    return found.path.replace("*", "0") if found is not None else ""


def aside_card(outcomes: Sequence[OutcomeView], notes: Sequence[str], year: str) -> Card:
    """Removed treatments and why, notes, trials, and where the source can be read otherwise."""
    card = Card(_("Beside the options"), name="beside_options")
    removed = dict(pair for outcome in outcomes for pair in outcome.removed)
    if removed:
        _section(card, _("Not offered again"))
        for name, why in removed.items():
            card.body.addWidget(paragraph(f"{name}: {why}.".replace("..", "."), "small"))
    if notes:
        _section(card, _("Notes"))
        for note in notes:
            card.body.addWidget(IconLine("info", note, tone="info"))
    trials = tuple(dict.fromkeys(trial for outcome in outcomes for trial in outcome.trials))
    if trials:
        _section(card, _("Trials, as of {year}: check their status").format(year=year))
        card.body.addWidget(selectable(paragraph("; ".join(trials) + ".", "small")))
    unclear = dict(pair for outcome in outcomes for pair in outcome.ambiguities)
    if unclear:
        _section(card, _("Where the source can be read in more than one way"))
        for title, text in unclear.items():
            card.body.addWidget(paragraph(title, "label"))
            card.body.addWidget(paragraph(text, "small"))
    return card


def _section(card: Card, title: str) -> None:
    card.body.addWidget(label(title, "label"))
