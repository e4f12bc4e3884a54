"""What can be exported from the window: documents of a case, of a meeting, of a month."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from nenboard.domain.case import Case
from nenboard.gui.documents.batch_dialog import BatchDialog
from nenboard.gui.documents.export_dialog import (
    Choice,
    ExportDialog,
    ExportTask,
    Offer,
    Told,
    Wanted,
)
from nenboard.gui.documents.kinds import FIGURES, PATIENT_LETTER, Kind, kinds, meeting_kinds
from nenboard.gui.documents.meetings import MeetingChoice, MeetingDialog
from nenboard.gui.identity import identity_of
from nenboard.gui.page import CaseContext, Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import Registry
    from nenboard.workflow.orders import Order

_last_folder: list[Path] = []


def documents_folder() -> Path:
    """The folder of the last export, or the documents of the person."""
    if _last_folder and _last_folder[-1].is_dir():
        return _last_folder[-1]
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def export_case(
    services: Services,
    context: CaseContext,
    parent: QWidget,
    *,
    kind: Kind | None = None,
    seed: str = "",
) -> ExportDialog:
    """Ask where a document of a case goes, and write it; the one-page summary unless said.

    `seed` is that of the anonymised document that is shown.
    """
    from nenboard.workflow import clock

    chosen = kind or kinds()[0]
    task = ExportTask(
        title=_("Export: {document}").format(document=chosen.words),
        note=_("The name of the patient stands on the page, never in the name of the file."),
        offer=_offered(services, chosen.key, key=context.case_id),
        work=_written(services, chosen.key, key=context.case_id),
        identity=identity_of(context.case, today=clock.today()),
        names=name_words(context.case),
        is_released=chosen.key == PATIENT_LETTER,
        can_hide=chosen.can_hide,
        has_text=True,
        seed=seed,
    )
    return open_export(services, task, parent)


def _order(registry: "Registry", kind: str, *, key: str, choice: Choice) -> "Order":
    """The order for a case or meeting; figures are of a month."""
    from nenboard.workflow.orders import Order, month_of

    if kind == FIGURES:
        key = month_of(registry, key)
    return Order(kind, key, choice.paper, released_by=choice.released_by, seed=choice.seed)


def _offered(services: Services, kind: str, *, key: str) -> Callable[[Choice], Offer]:
    """Gives the name of the file and what is to be read in it, on the database thread."""
    desk = services.desk

    def offer(choice: Choice) -> Offer:
        from nenboard.workflow import orders

        order = _order(desk.registry, kind, key=key, choice=choice)
        warning = orders.to_be_read(desk.registry, order)
        return Offer(orders.file_name(desk.registry, order), warning)

    return offer


def _written(services: Services, kind: str, *, key: str) -> Callable[[Wanted, Told], None]:
    """Writes the document, on the database thread."""
    desk = services.desk

    def work(wanted: Wanted, told: Told) -> None:
        from nenboard.workflow import export

        told(0, 0)
        order = _order(desk.registry, kind, key=key, choice=wanted.choice)
        export.export_paper(
            desk.registry,
            order,
            target=wanted.file,
            progress=told,
            with_text=wanted.choice.with_text,
        )

    return work


def name_words(case: Case) -> tuple[str, ...]:
    """The words of the patient's name, which must not stand in a file name."""
    name = case.patient.name
    parts = (name.family, name.given) if name is not None else ()
    return tuple(word for part in parts if part for word in part.split())


def export_meeting_paper(
    services: Services, meeting_id: str, parent: QWidget, *, kind: str
) -> ExportDialog:
    """Ask where a document of a meeting goes, and write it: `kind` is one of `meeting_kinds`.

    The figures are those of the month of the meeting.
    """
    known = {each.key: each for each in meeting_kinds()}
    named = _("Names stand on the pages, never in the name of the file.")
    task = ExportTask(
        title=_("Export: {document}").format(document=known[kind].words),
        note=_("No patient stands in the figures.") if kind == FIGURES else named,
        offer=_offered(services, kind, key=meeting_id),
        work=_written(services, kind, key=meeting_id),
        can_hide=known[kind].can_hide,
        has_text=True,
    )
    return open_export(services, task, parent)


def ask_pack(services: Services, case_ids: tuple[str, ...], parent: QWidget) -> MeetingDialog:
    """Choose the meeting, or plan one with these cases; then ask where its pack goes."""

    def chosen(choice: MeetingChoice) -> None:
        export_meeting_paper(services, choice.id, parent, kind="pack")

    dialog = MeetingDialog(services, case_ids, chosen, parent.window())
    dialog.open()
    return dialog


def ask_batch(
    services: Services, chosen: tuple[str, ...], *, listed: tuple[str, ...], parent: QWidget
) -> BatchDialog:
    """Export a document of each of the chosen cases, or of all that are listed."""
    dialog = BatchDialog(
        services, chosen, listed=listed, folder=documents_folder(), parent=parent.window()
    )
    dialog.written.connect(_remember)
    dialog.open()
    return dialog


def open_export(services: Services, task: ExportTask, parent: QWidget) -> ExportDialog:
    """Open the dialog in the folder of the last export, and remember the folder chosen."""
    dialog = ExportDialog(services, task, folder=documents_folder(), parent=parent.window())
    dialog.written.connect(lambda wanted: _remember(wanted.file.parent))
    dialog.open()
    return dialog


def _remember(folder: Path) -> None:
    _last_folder[:] = [folder]
