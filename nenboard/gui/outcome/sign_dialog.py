"""The sign-off dialog: whose outcome, what is signed, by whom; the safe button has the focus."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from nenboard.domain.base import SHORT_TEXT
from nenboard.gui import errors, theme
from nenboard.gui.outcome.sections import row_of
from nenboard.gui.page import Services
from nenboard.gui.unlock.passphrase import PassphraseField
from nenboard.gui.widgets.banner import Identity, PatientBanner
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.outcomes import StoredOutcome
    from nenboard.workflow.signing import Signer


@dataclass(frozen=True, slots=True)
class Signing:
    """What is signed: the discussion, its version, and what the dialog says of it."""

    meeting_id: str
    case_id: str
    version: int
    words: tuple[str, ...]
    chair: str
    leads: tuple[str, ...]
    user: str


class SignDialog(QDialog):
    """`signed` carries the signed version. Nothing is signed unless the act is pressed."""

    signed = Signal(object)

    def __init__(
        self, services: Services, signing: Signing, *, identity: Identity, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sign_dialog")
        self.setWindowTitle(_("Sign-off"))
        self.setModal(True)
        self._services = services
        self._signing = signing
        self._is_busy = False
        self._build(identity)

    def _build(self, identity: Identity) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, look.px(16))
        outer.setSpacing(look.px(10))
        self.banner = PatientBanner()
        self.banner.show_identity(identity)
        outer.addWidget(self.banner)
        column = QVBoxLayout()
        column.setContentsMargins(look.px(20), look.px(6), look.px(20), 0)
        column.setSpacing(look.px(8))
        outer.addLayout(column, 1)
        column.addWidget(label(_("Sign the outcome as chair"), "title"))
        for words in self._signing.words:
            column.addWidget(paragraph(words))
        column.addWidget(
            paragraph(
                _(
                    "After this nobody changes it. Later facts are dated addenda; a correction is "
                    "a new version, which has to be signed again."
                ),
                "small",
            )
        )
        self._add_fields(column)
        self.message = InlineMessage("", kind="problem", name="sign_message")
        column.addWidget(self.message)
        column.addStretch(1)
        self.leave = KeyButton(_("Do not sign"), keys="Esc", name="sign_leave")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.act = KeyButton(_("Sign as chair"), icon="signed", kind="primary", name="sign_act")
        self.act.setAutoDefault(False)
        self.act.clicked.connect(lambda _on=False: self.sign())
        row = row_of(self.leave, self.act)
        row.insertStretch(0, 1)
        column.addLayout(row)
        self.leave.setFocus()
        self.resize(look.px(680), self.sizeHint().height())

    def _add_fields(self, column: QVBoxLayout) -> None:
        self.name = QLineEdit(self._signing.chair)
        self.name.setObjectName("sign_name")
        self.name.setMaxLength(SHORT_TEXT)
        column.addWidget(FieldRow(_("Name as it is signed"), self.name))
        self.user = QComboBox()
        self.user.setObjectName("sign_user")
        self.user.addItems(list(self._signing.leads))
        column.addWidget(FieldRow(_("Signing identity"), self.user))
        self.passphrase = PassphraseField("sign_passphrase", words=_("Passphrase"))
        self.passphrase_row = FieldRow(_("Passphrase of that person"), self.passphrase)
        column.addWidget(self.passphrase_row)
        self.user.currentIndexChanged.connect(lambda _at: self._turn())
        self._turn()

    @property
    def _is_own(self) -> bool:
        return self.user.currentText() == self._signing.user

    def _turn(self) -> None:
        self.passphrase_row.setVisible(not self._is_own)

    def sign(self) -> None:
        """Sign, in the name given, as the identity chosen."""
        if self._is_busy:
            return
        signing, desk = self._signing, self._services.desk
        signer = self._signer()
        self._is_busy = True
        self.act.setEnabled(False)
        self.message.show_text(_("Signing…"), kind="info")

        def work(_job: object) -> "StoredOutcome":
            from nenboard.workflow import signing as verb

            return verb.sign(
                desk.registry, signing.meeting_id, case_id=signing.case_id, signer=signer
            )

        self._services.run(work, done=self._done, failed=self._failed, owner=self)

    def _signer(self) -> "Signer":
        from nenboard.workflow.signing import Signer

        who = None if self._is_own else self.user.currentText()
        return Signer(
            name=self.name.text().strip(),
            capacity=_("chair"),
            user=who,
            passphrase=self.passphrase.text() if who is not None else None,
        )

    def _done(self, stored: "StoredOutcome") -> None:
        self._is_busy = False
        self.passphrase.clear()
        self.signed.emit(stored)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        self.act.setEnabled(True)
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("Nothing was signed. The outcome is as it was.")
        self.message.show_text(sentence, kind="problem")
        if not self._is_own:
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def reject(self) -> None:
        """Leave without signing; the passphrase is forgotten."""
        if not self._is_busy:
            self.passphrase.clear()
            super().reject()
