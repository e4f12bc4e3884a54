"""The ways into meeting mode: a meeting by its key, or the one that runs or comes next."""

from typing import TYPE_CHECKING

from nenboard.gui.tasks import Job
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.window import MainWindow

PAGE = "meeting"


def start_meeting(window: "MainWindow", meeting_id: str) -> None:
    """Show a meeting in meeting mode: a running one where it was left, another one before it."""
    window.show_page(PAGE, meeting_id)


def start_or_resume(window: "MainWindow") -> None:
    """F5: the meeting that is running, else the next one that is planned."""
    desk = window.desk
    if not _may_edit(window):
        window.say(_("Nothing can be changed here: a meeting is run where it can be."))
        return

    def work(_job: Job) -> str | None:
        from nenboard.workflow import room

        return room.to_start(desk.registry)

    def done(meeting_id: str | None) -> None:
        if meeting_id is None:
            window.say(_("No meeting is planned. Plan one on the Board, then start it with F5."))
        else:
            start_meeting(window, meeting_id)

    window.run(work, done=done, owner=window)


def _may_edit(window: "MainWindow") -> bool:
    opened = window.open_registry
    return opened is not None and opened.may_edit


def resume_interrupted(window: "MainWindow") -> None:
    """After a crash or a lock of the computer: back into the meeting that was being shown."""
    desk = window.desk
    if not _may_edit(window):
        return

    def work(_job: Job) -> str | None:
        from nenboard.workflow import meeting_mode

        return meeting_mode.interrupted(desk.registry)

    def done(meeting_id: str | None) -> None:
        if meeting_id is not None:
            start_meeting(window, meeting_id)

    window.run(work, done=done, owner=window)
