"""The question before meeting mode is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from nenboard.gui import theme
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _


class LeaveDrawer(Drawer):
    """`left` follows the button that leaves; to stay is the safe answer and has the focus."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Leave meeting mode?"), keys="", close=_("Stay"), name="meeting_leave_question"
        )
        words = _("The meeting goes on running. F5 returns to this case, and to the same place.")
        self.body.addWidget(paragraph(words))
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        self.stay = KeyButton(_("Stay"), kind="primary", name="meeting_stay")
        self.stay.clicked.connect(self.closed)
        leave = KeyButton(_("Leave meeting mode"), name="meeting_leave")
        leave.clicked.connect(self.left)
        row.addWidget(self.stay)
        row.addWidget(leave)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def begin(self) -> None:
        """The safe answer has the focus."""
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)
