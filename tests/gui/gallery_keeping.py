"""Views of the gallery: backups, restore, erasing, reading only, what came back, not saved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.keeping.erase import EraseDialog
from nenboard.gui.keeping.rescue import RescueDialog
from nenboard.gui.keeping.restore import RestoreDialog
from nenboard.gui.preferences.backups import BackupPart
from nenboard.gui.preferences.page import PreferencesPage
from nenboard.gui.program import Program
from nenboard.gui.tasks import Progress
from nenboard.gui.unlock.page import Credentials
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry.backup import listed
from nenboard.registry.copies import Copy
from nenboard.registry.errors import DamagedRegistry, DiskFull, Finding, Holder, RegistryLocked
from nenboard.workflow import demo
from nenboard.workflow.maintain import Erased
from nenboard.workflow.read_only import Kind, WhyReadOnly

View = tuple[str, Callable[[], object]]
CASE = "SYN-00003"
HOLDER = Holder("D. Okafor", "PC-214", "2026-03-12T08:40:00.000000Z")


def keeping_views(program: Program) -> Iterator[View]:
    """In an order that works: a backup is there before it is restored or cleared."""
    yield from _backup_views(program)
    yield from _erase_views(program)
    yield from _case_views(program)
    yield from _read_only_views(program)


def _backup_views(program: Program) -> Iterator[View]:
    def part() -> BackupPart:
        program.window.show_page("settings", "backup")
        page = program.window.current_page()
        assert isinstance(page, PreferencesPage)
        shown = page.part()
        assert isinstance(shown, BackupPart)
        return shown

    def made() -> None:
        shown = part()
        if len(shown.services.desk.backups()) < 3:
            shown.back_up()
        shown.check_again()

    def running() -> None:
        shown = part()
        shown.progress.start("Backing up now: writing, then opening and checking")
        shown.progress.show_progress(Progress(62, 100))
        shown.working.show()

    def asked() -> RestoreDialog:
        part().working.hide()
        part().restore()
        dialog = _top("restore_dialog")
        assert isinstance(dialog, RestoreDialog)
        return dialog

    def previewed() -> None:
        dialog = asked()
        dialog.passphrase.setText(demo.PASSPHRASE)
        dialog.go.click()

    def wrong() -> None:
        dialog = asked()
        dialog.passphrase.setText("not these words")
        dialog.go.click()

    yield "backup-made-and-checked", made
    yield "backup-running", running
    yield "restore-asked", asked
    yield "restore-loss", previewed
    yield "restore-wrong-passphrase", wrong


def _erase_views(program: Program) -> Iterator[View]:
    def asked() -> EraseDialog:
        program.window.open_case(CASE)
        _case(program).ask_erase()
        dialog = _top("erase_dialog")
        assert isinstance(dialog, EraseDialog)
        return dialog

    def erased() -> None:
        folder = program.window.desk.registry.folder
        copies = tuple(Copy(one.name, one.folder, one) for one in listed(folder))
        asked()._erased(Erased(CASE, copies))

    yield "erase-asked", asked
    yield "erase-done", erased


def _case_views(program: Program) -> Iterator[View]:
    def came_back() -> None:
        program.window.open_case(CASE, "person")
        _session(program).recovery._tell(
            "What was typed until 14:02 is back: question to the board, contact, ECOG."
        )

    def not_saved() -> None:
        program.window.open_case(CASE, "person")
        _session(program).recovery.keep()
        program.window.not_saved(str(DiskFull()), retry=lambda: None)

    def rescue() -> None:
        not_saved()
        case = _session(program).case
        RescueDialog(program.window, case, str(DiskFull()), program.frame).open()

    yield "case-came-back", came_back
    yield "case-not-saved", not_saved
    yield "rescue-at-quitting", rescue


def _read_only_views(program: Program) -> Iterator[View]:
    reasons = {
        "held": WhyReadOnly(Kind.HELD, HOLDER),
        "holder-dead": WhyReadOnly(Kind.HELD, HOLDER, is_dead=True),
        "viewer": WhyReadOnly(Kind.VIEWER),
        "folder": WhyReadOnly(Kind.FOLDER),
        "damaged": WhyReadOnly(Kind.DAMAGED, checks=("page authentication", "payloads")),
    }

    def show(why: WhyReadOnly | None) -> None:
        window = program.window
        window.show_page("cases")
        assert window.open_registry is not None
        opened = window.open_registry
        window.open_registry = replace(opened, why_read_only=why)
        window.show_why_read_only()
        window.open_registry = opened

    for name, why in reasons.items():
        yield f"read-only-{name}", partial(show, why)

    def refused(error: Exception) -> None:
        show(None)
        program.lock()
        page = program.gate.unlock
        page.passphrase.setText("anything")
        program.gate._asked = Credentials("demo", "anything")
        program.gate._refused(error)

    finding = Finding("page authentication", "")
    yield "unlock-damaged", lambda: refused(DamagedRegistry((finding,)))
    yield "unlock-held", lambda: refused(RegistryLocked(HOLDER, is_dead=True))


def _case(program: Program) -> CaseWorkspace:
    page = program.window.current_page()
    assert isinstance(page, CaseWorkspace)
    return page


def _session(program: Program) -> EditSession:
    context = _case(program).context
    assert context is not None
    return EditSession.of(program.window, context)


def _top(name: str) -> QWidget:
    return next(
        top
        for top in QApplication.topLevelWidgets()
        if top.objectName() == name and top.isVisible()
    )
