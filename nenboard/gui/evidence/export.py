"""Export of the rows shown: a table for spreadsheets, or the plot of responses as PDF."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nenboard.gui.documents.export_dialog import ExportDialog, ExportTask, Offer, Told, Wanted
from nenboard.gui.documents.exports import open_export
from nenboard.gui.page import Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study


def export_rows(
    services: Services, studies: "tuple[Study, ...]", *, form: str, parent: QWidget
) -> ExportDialog:
    """Ask where the rows go and write them; `form` is "csv" or "pdf"."""

    def work(wanted: Wanted, told: Told) -> None:
        from nenboard.host.files import write_atomically

        told(0, 0)
        write_atomically(wanted.file, _made(studies, form, paper=wanted.choice.paper))

    table = studies[0].table
    task = ExportTask(
        title=_("Export the table") if form == "csv" else _("Export the plot of responses"),
        note=_("Figures of published studies; no patient stands in this file."),
        offer=lambda _choice: Offer(f"evidence_table{table}.{form}"),
        work=work,
        suffix=f".{form}",
    )
    return open_export(services, task, parent)


def _made(studies: "tuple[Study, ...]", form: str, *, paper: str) -> bytes:
    if form == "csv":
        from nenboard.workflow.evidence_table import csv_table

        return csv_table(studies)
    from nenboard.workflow.evidence_plot import plot_pdf

    return plot_pdf(studies, paper=paper)
