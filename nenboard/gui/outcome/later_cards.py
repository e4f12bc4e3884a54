"""What follows a discussion: who was told, whether the plan was followed, addenda, earlier ones."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import OutcomeAddendum, PlanFollowed, PlanQuestion, TellLine, Told
from nenboard.domain.terms import Channel, Followed, NotFollowedReason
from nenboard.gui import theme
from nenboard.gui.case_edit.read_dates import Habits
from nenboard.gui.outcome.form import Form
from nenboard.gui.outcome.inputs import small_button
from nenboard.gui.outcome.sections import column_in
from nenboard.gui.outcome.state_words import answer_words, result_words, tell_look, tell_words
from nenboard.gui.summary.cards import clear
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import Chip
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.labels import label as label_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.terms import Recipient
    from nenboard.gui.outcome.discussions import Detail, Earlier
    from nenboard.registry.follow_ups import StoredFollowUp


class ToldCard(Card):
    """Who has to be told and who was, of a recorded outcome; `entered` carries what was noted."""

    entered = Signal(object)
    letter_wanted = Signal(str)

    def __init__(self, today: Callable[[], Habits]) -> None:
        super().__init__(_("Who is told"), name="card_told")
        self._to: Recipient | None = None
        self._today = date.min
        self._list = column_in(holder := QWidget(), gap=8)
        self.body.addWidget(holder)
        self.form = Form("told", _("Note that they were told"), today=today)
        self.who = self.form.add_line("who", _("Told by"))
        self.how = self.form.add_choice("how", _("How"), tuple(Channel))
        self.on = self.form.add_line("on", _("On"))
        self.note = self.form.add_line("note", _("Note, if any"))
        self.form.finish()
        self.form.given.connect(self._give)
        self.body.addWidget(self.form)
        letters = QHBoxLayout()
        self.letters = [
            self._letter(_("Outcome letter"), "outcome-letter"),
            self._letter(_("Patient letter"), "patient-letter"),
        ]
        for button in self.letters:
            letters.addWidget(button)
        letters.addStretch(1)
        self.body.addLayout(letters)

    def _letter(self, words: str, kind: str) -> KeyButton:
        button = KeyButton(words, icon="document", name=f"letter_{kind}")
        button.clicked.connect(lambda _on=False: self.letter_wanted.emit(kind))
        return button

    def show_lines(self, lines: Sequence[TellLine], *, today: date, may_edit: bool) -> None:
        """Show who is told; with `may_edit` it can be noted that they were."""
        self.form.hide()
        self._today = today
        clear(self._list)
        for line in lines:
            self._list.addWidget(self._line(line, today, may_edit=may_edit))
        if not lines:
            self._list.addWidget(paragraph(_("Nobody is named yet."), "small"))

    def _line(self, line: TellLine, today: date, *, may_edit: bool) -> QWidget:
        made = QWidget()
        column = column_in(made, gap=2)
        top = QHBoxLayout()
        top.addWidget(label(label_of(line.tell.to), "label"))
        top.addStretch(1)
        top.addWidget(Chip(tell_look(line, is_overdue=line.is_overdue(today))))
        column.addLayout(top)
        below = QHBoxLayout()
        below.addWidget(paragraph(tell_words(line)), 1)
        if may_edit and line.told is None:
            button = small_button(_("Told…"), name=f"told_{line.tell.to.value}")
            button.setAccessibleName(
                _("Note that the {whom} was told").format(whom=label_of(line.tell.to).lower())
            )
            button.clicked.connect(partial(self._ask, line))
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        return made

    def _ask(self, line: TellLine, _on: bool = False) -> None:
        self._to = line.tell.to
        self.form.open_form()
        self.who.setText(line.tell.who or "")
        self.how.show_code(line.tell.how)
        self.on.setText(PartialDate.of(self._today).text)

    def _give(self) -> None:
        who, how = self.form.text("who"), self.form.code("how")
        if not who:
            self.form.refuse("who", _("Say who told them."))
        elif not isinstance(how, Channel):
            self.form.refuse("how", _("Say how they were told."))
        elif (on := self.form.day("on")) is not None and self._to is not None:
            note = self.form.text("note") or None
            self.entered.emit(Told(to=self._to, who=who, how=how, on=on, note=note))


class LaterCard(Card):
    """The later questions about the plan and their answers, and the decision before this one."""

    entered = Signal(object)
    earlier_wanted = Signal(str)

    def __init__(self, today: Callable[[], Habits]) -> None:
        super().__init__(_("Later we ask"), name="card_later")
        self._days = 0
        self._earlier_id = ""
        self._list = column_in(holder := QWidget(), gap=6)
        self.body.addWidget(holder)
        self.form = Form("followed", _("Keep the answer"), today=today)
        self.form.add_choice("followed", _("Was the plan followed?"), tuple(Followed))
        self.form.add_choice("reason", _("Why not, or not fully"), tuple(NotFollowedReason))
        self.form.add_line("words", _("In words"))
        self.form.finish()
        self.form.given.connect(self._give)
        self.body.addWidget(self.form)
        self.earlier = paragraph("", "small", name="outcome_earlier")
        self.body.addWidget(self.earlier)
        self.open_earlier = small_button(_("Show the earlier decision"), name="show_earlier")
        self.open_earlier.clicked.connect(
            lambda _on=False: self.earlier_wanted.emit(self._earlier_id)
        )
        self.body.addWidget(self.open_earlier, 0, Qt.AlignmentFlag.AlignLeft)

    def show_detail(self, detail: "Detail", *, may_edit: bool) -> None:
        """Show the questions of a discussion."""
        self.form.hide()
        clear(self._list)
        for question in detail.questions:
            self._add_question(question, detail.today, may_edit=may_edit)
        if not detail.questions:
            self._list.addWidget(paragraph(_no_questions(detail), "small"))
        self._show_earlier(detail.earlier)

    def _add_question(self, question: PlanQuestion, today: date, *, may_edit: bool) -> None:
        day = PartialDate.of(question.asked_on).text
        words = _("On {date}, after {days} days: was the plan followed?").format(
            date=day, days=question.after_days
        )
        self._list.addWidget(paragraph(words))
        if question.answer is not None:
            self._list.addWidget(paragraph(answer_words(question), "strong"))
            return
        if may_edit and question.asked_on <= today:
            button = small_button(_("Answer…"), name=f"answer_{question.after_days}")
            button.setAccessibleName(
                _("Answer the question after {days} days").format(days=question.after_days)
            )
            button.clicked.connect(partial(self._ask, question.after_days))
            self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self, days: int, _on: bool = False) -> None:
        self._days = days
        self.form.open_form()

    def _give(self) -> None:
        followed, reason = self.form.code("followed"), self.form.code("reason")
        if not isinstance(followed, Followed):
            self.form.refuse("followed", _("Say whether the plan was followed."))
            return
        cause = reason if isinstance(reason, NotFollowedReason) else None
        if followed is not Followed.FULLY and cause is None:
            self.form.refuse("reason", _("Say why the plan was not followed fully."))
            return
        words = self.form.text("words") or None
        kept = None if followed is Followed.FULLY else cause
        self.entered.emit(
            PlanFollowed(after_days=self._days, followed=followed, reason=kept, words=words)
        )

    def _show_earlier(self, earlier: "Earlier | None") -> None:
        self.earlier.setVisible(earlier is not None)
        self.open_earlier.setVisible(earlier is not None)
        if earlier is None:
            return
        self._earlier_id = earlier.meeting_id
        line = earlier.outcome.leading_line
        plan = line.text if line is not None else result_words(earlier.outcome)
        words = _("Earlier: MDT {date}, {plan}.").format(date=earlier.day.text, plan=plan)
        answers = [answer_words(one) for one in earlier.questions if one.answer is not None]
        self.earlier.setText(" ".join((words, *(f"{answer}." for answer in answers[-1:]))))


def _no_questions(detail: "Detail") -> str:
    """Why nothing is asked, or when it will be."""
    if detail.is_signed:
        return _("Nothing is asked: no plan was decided.")
    days = _(" and ").join(str(count) for count in detail.days)
    return _(
        "After signing, at {days} days: was the plan followed? Fully, partly or not, and why."
    ).format(days=days)


class AddendaCard(Card):
    """Dated addenda beside a signed outcome, and how it is corrected."""

    entered = Signal(object)
    corrected = Signal(str)

    def __init__(self, today: Callable[[], Habits]) -> None:
        super().__init__(_("Addenda"), name="card_addenda")
        self._list = column_in(holder := QWidget(), gap=6)
        self.body.addWidget(holder)
        self.form = Form("addendum", _("Add addendum"), today=today)
        self.form.add_line("text", _("The later fact"))
        self.form.add_line("reason", _("Why it is added"))
        self.form.finish()
        self.form.given.connect(self._give)
        self.correction = Form("correction", _("Begin a new version"), today=today)
        self.correction.add_line("reason", _("What is wrong in the signed version, and why"))
        self.correction.finish()
        self.correction.given.connect(self._correct)
        self.body.addWidget(self.form)
        self.body.addWidget(self.correction)

    def show_addenda(self, addenda: "Sequence[StoredFollowUp]") -> None:
        """Show the addenda, oldest first."""
        self.form.hide()
        self.correction.hide()
        clear(self._list)
        look = theme.active()
        for stored in addenda:
            entry = stored.follow_up.entry
            if not isinstance(entry, OutcomeAddendum):
                continue
            made = QWidget()
            column = column_in(made, gap=1)
            column.setContentsMargins(0, 0, 0, look.px(2))
            day = PartialDate.of(stored.at.astimezone().date()).text
            column.addWidget(label(f"{day}, {stored.by}", "label"))
            column.addWidget(paragraph(entry.text))
            column.addWidget(paragraph(entry.reason, "small"))
            self._list.addWidget(made)
        if not addenda:
            self._list.addWidget(paragraph(_("None."), "small"))

    def _give(self) -> None:
        for key, words in (
            ("text", _("Write the later fact.")),
            ("reason", _("Say why it is added.")),
        ):
            if not self.form.text(key):
                self.form.refuse(key, words)
                return
        self.entered.emit(
            OutcomeAddendum(text=self.form.text("text"), reason=self.form.text("reason"))
        )

    def _correct(self) -> None:
        reason = self.correction.text("reason")
        if reason:
            self.corrected.emit(reason)
        else:
            self.correction.refuse("reason", _("Say what is wrong and why."))
