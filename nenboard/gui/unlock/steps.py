"""The steps of the first run: where, passphrase, recovery key, and what to start with."""

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.unlock.new_passphrase import NewPassphrase
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


class Step(QWidget):
    """One step: a title, a sentence, and its fields. `changed` when it may be complete."""

    changed = Signal()

    def __init__(self, name: str, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.active().px(10))
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(paragraph(text))

    def is_complete(self) -> bool:
        """True if the next step may follow."""
        return True

    def first_field(self) -> QWidget | None:
        """Where typing begins."""
        return None


class WhereStep(Step):
    """Which folder holds the registry."""

    def __init__(self, suggested: Path) -> None:
        super().__init__(
            "step_where",
            _("Where the registry is kept"),
            _(
                "A registry is a folder with an encrypted file. A disk of this computer is best; "
                "a shared folder works if one person at a time writes. Avoid folders that a cloud "
                "service copies."
            ),
        )
        self.path = QLineEdit(str(suggested))
        self.path.setObjectName("first_run_folder")
        self.path.textChanged.connect(self._check)
        choose = KeyButton(_("Choose…"), icon="folder", name="first_run_choose")
        choose.clicked.connect(self._choose)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        self.field = FieldRow(_("&Folder"), line, stacked=True)
        self.field.label.setBuddy(self.path)
        self.path.setAccessibleName(_("Folder"))
        self.column.addWidget(self.field)
        self.column.addStretch(1)
        self._check()

    def folder(self) -> Path:
        """The folder typed."""
        return Path(self.path.text().strip()).expanduser()

    def is_complete(self) -> bool:
        """A full path to a folder that is new or empty, in a place that exists."""
        return self._problem() is None

    def first_field(self) -> QWidget:
        """The path."""
        return self.path

    def _choose(self) -> None:
        start = self.folder().parent
        found = QFileDialog.getExistingDirectory(self, _("Folder for the registry"), str(start))
        if found:
            self.path.setText(found)

    def _check(self) -> None:
        problem = self._problem()
        self.field.show_message(problem or "", "invalid" if problem else "ok")
        self.changed.emit()

    def _problem(self) -> str | None:
        text = self.path.text().strip()
        folder = self.folder()
        if not text or not folder.is_absolute():
            return _("Type the full path of a folder, or choose one.")
        try:
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                return _("This folder is not empty. Choose a new or empty folder.")
            around = next(place for place in folder.parents if place.exists())
            if not around.is_dir() or not os.access(around, os.W_OK):
                text = _(
                    "You may not write in {place}. Choose a folder of your own, such as one in "
                    "Documents, or ask the person who looks after this computer."
                )
                return text.format(place=around)
        except OSError:
            return _("This folder cannot be read. Choose another one.")
        return None


class PassphraseStep(Step):
    """Who signs in, and the passphrase, twice."""

    def __init__(self) -> None:
        super().__init__(
            "step_passphrase",
            _("Your name and passphrase"),
            _("You are the first user and look after this registry. Length matters, not symbols."),
        )
        self.user = QLineEdit()
        self.user.setObjectName("first_run_user")
        self.user.setMaxLength(80)
        self.secret = NewPassphrase("first_run")
        self.once, self.twice = self.secret.once, self.secret.twice
        self.user_row = FieldRow(
            _("Your &name, as it stands in the history"), self.user, stacked=True
        )
        self.column.addWidget(self.user_row)
        self.column.addWidget(self.secret)
        self.column.addStretch(1)
        self.user.textChanged.connect(self._check)
        self.secret.changed.connect(self._check)

    def is_complete(self) -> bool:
        """A name, and twice the same passphrase that is long enough."""
        return bool(self.user.text().strip()) and self.secret.is_complete()

    def first_field(self) -> QWidget:
        """The name."""
        return self.user

    def _check(self) -> None:
        needs_name = bool(self.twice.text()) and not self.user.text().strip()
        self.user_row.show_message(
            _("Type your name: the history says who did what.") if needs_name else "",
            "invalid" if needs_name else "ok",
        )
        self.changed.emit()


class RecoveryStep(Step):
    """Shows the recovery key, and asks for two of its groups."""

    print_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "step_recovery",
            _("Keep this recovery key"),
            _(
                "If the passphrase is lost, this key is the only way back. Nobody else has a "
                "copy: not the hospital’s IT, not us."
            ),
        )
        self._groups: tuple[str, ...] = ()
        self._asked: tuple[int, int] = (0, 0)
        self.column.addWidget(self._well())
        self.print_button = KeyButton(_("Print two copies…"), icon="print", name="recovery_print")
        self.print_button.clicked.connect(self.print_requested)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._advice())
        self.question = label("", "label", name="recovery_question")
        self.column.addWidget(self.question)
        self.column.addLayout(self._answers())
        self.column.addStretch(1)

    def _well(self) -> Card:
        well = Card(name="recovery_well")
        well.setProperty("card", "well")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.active().px(8))
        well.body.addLayout(self._grid)
        well.body.addWidget(
            label(_("The letters I, L, O and U are not used; 0 and 1 are digits."), "caption")
        )
        return well

    @staticmethod
    def _advice() -> InlineMessage:
        return InlineMessage(
            _(
                "Write the key down or print it, twice, and keep the copies in two places, for "
                "example the department safe and the information governance office. Do not keep "
                "it next to the registry."
            ),
            kind="query",
            name="recovery_advice",
        )

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.answers = (QLineEdit(), QLineEdit())
        for number, field in enumerate(self.answers, 1):
            field.setObjectName(f"recovery_answer_{number}")
            field.setMaxLength(12)
            keep(field, field.setFixedWidth, 130)
            field.textChanged.connect(self._check)
            row.addWidget(field)
        self.verdict = label(_("capitals or not, both are fine"), "small", name="recovery_verdict")
        row.addWidget(self.verdict)
        row.addStretch(1)
        return row

    @property
    def key_text(self) -> str:
        """The key as printed."""
        return "-".join(self._groups)

    def show_key(self, key: str) -> None:
        """Show the key in its groups, and choose the two that are asked for."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._groups = tuple(key.split("-"))
        across = (len(self._groups) + 1) // 2
        for index, group in enumerate(self._groups):
            self._grid.addWidget(self._group(index, group), index // across, index % across)
        import secrets  # late: the page is painted before a key is asked for

        first, second = sorted(secrets.SystemRandom().sample(range(len(self._groups)), 2))
        self._asked = (first, second)
        text = _("To show that you have it, type groups {first} and {second}")
        self.question.setText(text.format(first=first + 1, second=second + 1))
        for field, index in zip(self.answers, self._asked, strict=True):
            field.clear()
            field.setAccessibleName(_("Group {number}").format(number=index + 1))
        self.changed.emit()

    @staticmethod
    def _group(index: int, group: str) -> QLabel:
        shown = selectable(label(group, name=f"recovery_group_{index + 1}"))
        font = QFont(theme.active().font("title", weight=600, numbers=True))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        shown.setFont(font)
        words = _("Group {number}: {group}")
        shown.setAccessibleName(words.format(number=index + 1, group=" ".join(group)))
        return shown

    def is_complete(self) -> bool:
        """Both groups are right; letters that look like digits count as those."""
        return bool(self._groups) and all(
            _read(field.text()) == self._groups[index]
            for field, index in zip(self.answers, self._asked, strict=True)
        )

    def first_field(self) -> QWidget:
        """The first answer."""
        return self.answers[0]

    def _check(self) -> None:
        typed = all(field.text().strip() for field in self.answers)
        if self.is_complete():
            self.verdict.setText(_("✓ Right."))
        elif typed and all(len(_read(f.text())) >= len(self._groups[0]) for f in self.answers):
            self.verdict.setText(_("Not the same as the key above."))
        else:
            self.verdict.setText(_("capitals or not, both are fine"))
        self.changed.emit()


class StartStep(Step):
    """What the new registry holds at first."""

    def __init__(self) -> None:
        super().__init__(
            "step_start",
            _("Start with"),
            _("Nothing has been put in its place yet. The last step does."),
        )
        self.empty = QRadioButton(_("An &empty registry, for real patients"))
        self.empty.setObjectName("start_empty")
        self.empty.setChecked(True)
        self.column.addWidget(self.empty)
        self.column.addWidget(
            paragraph(
                _(
                    "To practise, use the demo registry instead: it is kept apart, marked in "
                    "violet, and all its people are synthetic."
                ),
                "small",
            )
        )
        self.summary = paragraph("", "small", name="start_summary")
        self.column.addWidget(self.summary)
        self.column.addStretch(1)

    def show_summary(self, folder: Path, user: str, *, others: tuple[str, ...]) -> None:
        """Say what will be made, and who can open it."""
        text = _("Registry in {folder}, looked after by {user}.").format(folder=folder, user=user)
        more = _("{names} can open it as well.").format(names=", ".join(others))
        self.summary.setText(f"{text} {more}" if others else text)

    def first_field(self) -> QWidget:
        """The choice."""
        return self.empty


def _read(text: str) -> str:
    look_alike = {"O": "0", "I": "1", "L": "1"}
    return "".join(look_alike.get(sign, sign) for sign in text.upper() if sign.isalnum())
