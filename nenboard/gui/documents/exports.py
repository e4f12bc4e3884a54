"""What can be exported from the window: the page of a case, the pack of a meeting."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from nenboard.domain.case import Case
from nenboard.gui.documents.export_dialog import ExportDialog, ExportTask, Told, Wanted
from nenboard.gui.documents.kinds import Kind, kinds, write
from nenboard.gui.documents.meetings import MeetingChoice, MeetingDialog
from nenboard.gui.identity import identity_of
from nenboard.gui.page import CaseContext, Services
from nenboard.host.language import _, counted

_last_folder: list[Path] = []


def documents_folder() -> Path:
    """The folder of the last export, or the documents of the person."""
    if _last_folder and _last_folder[-1].is_dir():
        return _last_folder[-1]
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def export_case(
    services: Services, context: CaseContext, parent: QWidget, *, kind: Kind | None = None
) -> ExportDialog:
    """Ask where a document of a case goes, and write it; the one-page summary unless said."""
    from nenboard.workflow import clock

    desk, case_id = services.desk, context.case_id
    chosen = kind or kinds()[0]

    def work(wanted: Wanted, told: Told) -> None:
        told(0, 0)
        write(desk.registry, case_id, kind=chosen.key, target=wanted.file, paper=wanted.paper)

    task = ExportTask(
        title=_("Export: {document}").format(document=chosen.words),
        note=_("The page carries the name of the patient; the file name does not."),
        file_name=f"{case_id}_{chosen.file_word.format(number=context.stored.revision)}.pdf",
        work=work,
        identity=identity_of(context.case, today=clock.today()),
        names=name_words(context.case),
    )
    return open_export(services, task, parent)


def name_words(case: Case) -> tuple[str, ...]:
    """The words of the patient's name, which must not stand in a file name."""
    name = case.patient.name
    parts = (name.family, name.given) if name is not None else ()
    return tuple(word for part in parts if part for word in part.split())


def export_pack(services: Services, meeting: MeetingChoice, parent: QWidget) -> ExportDialog:
    """Ask where the pack of a meeting goes, and write it with progress and cancel."""
    desk = services.desk

    def work(wanted: Wanted, told: Told) -> None:
        from nenboard.workflow import export

        export.export_pack(
            desk.registry, meeting.id, target=wanted.file, paper=wanted.paper, progress=told
        )

    count = meeting.cases
    agenda = counted("{count} case on the agenda.", "{count} cases on the agenda.", count=count)
    names = _("The pages carry names; the file name does not.")
    task = ExportTask(
        title=_("Export the pack of {meeting}").format(meeting=meeting.words),
        note=f"{agenda.format(count=count)} {names}",
        file_name=meeting.file_name,
        work=work,
    )
    return open_export(services, task, parent)


def ask_pack(services: Services, case_ids: tuple[str, ...], parent: QWidget) -> MeetingDialog:
    """Choose the meeting, or plan one with these cases; then ask where its pack goes."""

    def chosen(choice: MeetingChoice) -> None:
        export_pack(services, choice, parent)

    dialog = MeetingDialog(services, case_ids, chosen, parent.window())
    dialog.open()
    return dialog


def open_export(services: Services, task: ExportTask, parent: QWidget) -> ExportDialog:
    """Open the dialog in the folder of the last export, and remember the folder chosen."""
    dialog = ExportDialog(services, task, folder=documents_folder(), parent=parent.window())
    dialog.written.connect(lambda wanted: _remember(wanted.file.parent))
    dialog.open()
    dialog.go.setFocus()
    return dialog


def _remember(folder: Path) -> None:
    _last_folder[:] = [folder]
