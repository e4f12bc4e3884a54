"""The status bar: saved state and undo at the left, keys in the middle, facts at the right."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from nenboard.gui import theme
from nenboard.gui.tasks import Progress, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import label, set_state
from nenboard.host import tokens
from nenboard.host.language import _


class StatusLine(QStatusBar):
    """One line of small text; long work shows its progress here, with Cancel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.active()
        self.setObjectName("status_line")
        self.setAccessibleName(_("Status"))
        self.setSizeGripEnabled(False)
        self._retry: Callable[[], None] | None = None
        body = self._body = QWidget()
        row = self._row = QHBoxLayout(body)
        row.setContentsMargins(look.px(8), 0, look.px(8), 0)
        row.setSpacing(look.px(16))
        self.save_state = label("", name="status_saved")
        self.undo_name = label("", name="status_undo")
        self.note = label("", name="status_note")
        self.keys = label("", name="status_keys")
        self.offline = label(_("Offline by design"), name="status_offline")
        self.rules = label("", name="status_rules")
        self.backup = label("", name="status_backup")
        self._again = KeyButton(_("Try again"), name="status_try_again")
        self._again.setProperty("small", True)
        self._again.clicked.connect(self._press)
        self._again.hide()
        self.progress = ProgressRow(name="status_progress")
        self.progress.hide()
        for widget in (self.save_state, self._again, self.undo_name, self.note):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.keys)
        row.addWidget(self.progress, 2)
        row.addStretch(1)
        row.addWidget(self.offline)
        row.addWidget(self.rules)
        row.addWidget(self.backup)
        # Without this the bar would ask for the width of all its texts and outgrow the window.
        body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(body, 1)
        self.shown_work: LongWork | None = None
        self.progress.cancel_requested.connect(self._cancel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room ends, the keys leave first, then what matters less; the saved state stays."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if not self.progress.isVisibleTo(self):
            self.keys.show()
        less = (self.offline, self.rules, self.undo_name, self.backup)
        for widget in less:
            widget.show()
        for least in (self.keys, *less):
            self._row.invalidate()
            if self._body.sizeHint().width() > self.width():
                least.hide()

    def show_saving(self) -> None:
        """A save is on its way."""
        self._show_save_state(_("Saving…"), "")

    def show_saved(self, at: datetime) -> None:
        """The commit is done; `at` is shown in local time."""
        self._show_save_state(
            _("Saved {time}").format(time=f"{at.astimezone():%H:%M:%S}"), "success"
        )

    def show_not_saved(self, why: str, *, retry: Callable[[], None]) -> None:
        """The save failed; typing goes on."""
        first = why.partition(". ")[0].rstrip(".")
        self._show_save_state(_("Not saved: {why}").format(why=first), "danger")
        self.save_state.setToolTip(why)
        self._retry = retry
        self._again.show()
        self._make_room()

    def _show_save_state(self, text: str, tone: str) -> None:
        self._retry = None
        self._again.hide()
        self.save_state.setText(text)
        self.save_state.setToolTip("")
        set_state(self.save_state, "tone", tone)
        self._make_room()

    def show_undo(self, name: str) -> None:
        """What Ctrl+Z would undo."""
        self.undo_name.setText(_("Ctrl+Z undoes: {what}").format(what=name) if name else "")

    def show_keys(self, keys: str) -> None:
        """The keys of the present area."""
        self.keys.setText(keys)
        self._make_room()

    def show_rules(self, rules: str) -> None:
        """The rule set in use."""
        self.rules.setText(rules)
        self._make_room()

    def show_backup(self, at: datetime | None, *, is_old: bool) -> None:
        """When the last good backup was made; one that is old, or none, is a calm warning."""
        when = f"{at.astimezone():%d-%b-%Y %H:%M}" if at is not None else _("none yet")
        text = _("▲ Last backup {when}") if is_old else _("Last backup {when}")
        self.backup.setText(text.format(when=when))
        set_state(self.backup, "tone", "warning" if is_old else "")
        self._make_room()

    def say(self, text: str) -> None:
        """A sentence that stays until the next one."""
        self.note.setText(text)

    def clear_patient_text(self) -> None:
        """Nothing about a case stays here while the registry is locked."""
        for widget in (self.save_state, self.undo_name, self.note, self.keys):
            widget.clear()
        self._again.hide()

    def long_work(self, text: str) -> "LongWork":
        """Progress of a piece of work, shown if it has a text and is not over within a second."""
        return LongWork(self, text)

    def _cancel(self) -> None:
        if self.shown_work is not None:
            self.shown_work.cancel()

    def _press(self) -> None:
        retry, self._retry = self._retry, None
        self._again.hide()
        if retry is not None:
            retry()


class LongWork:
    """One piece of work in the status line; the newest that is shown has the place."""

    def __init__(self, line: StatusLine, text: str) -> None:
        self._line = line
        self._text = text
        self._is_over = False
        self._ticket: Ticket | None = None
        self._timer: QTimer | None = None

    def start(self, ticket: Ticket) -> None:
        """The work was given to the thread; it may be over already."""
        if self._is_over or not self._text:
            return
        self._ticket = ticket
        self._timer = QTimer(self._line)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.read()["time"]["progress_after_ms"])
        self._timer.timeout.connect(self._show)
        self._timer.start()

    def progressed(self, step: Progress) -> None:
        """A step of the work."""
        if self._line.shown_work is self:
            self._line.progress.show_progress(step)

    def end(self) -> None:
        """The work is over."""
        self._is_over = True
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
        if self._line.shown_work is self:
            self._line.shown_work = None
            self._line.progress.hide()
            self._line.show_keys(self._line.keys.text())

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._line.say(_("Stopping…"))

    def _show(self) -> None:
        self._line.shown_work = self
        self._line.keys.hide()
        self._line.progress.start(self._text)
        self._line.progress.show()
