"""Dialogs of the whole program: keys of a page, a fault of ours, about. None blocks the rest."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import nenboard
from nenboard.gui import theme
from nenboard.gui.errors import CrashReport
from nenboard.gui.widgets.buttons import KeyButton, KeyCap
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


def _dialog(title: str, *, name: str, parent: QWidget) -> tuple[QDialog, QVBoxLayout]:
    look = theme.active()
    made = QDialog(parent)
    made.setObjectName(name)
    made.setWindowTitle(title)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(made)
    column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
    column.setSpacing(look.px(10))
    column.addWidget(label(title, "title"))
    return made, column


def _buttons(dialog: QDialog, *extra: KeyButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in extra:
        row.addWidget(button)
    row.addStretch(1)
    close = KeyButton(_("Close"), keys="Esc", name="close")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    return row


def show_keys(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], parent: QWidget) -> QDialog:
    """Show the keys of the page and of the whole program: (heading, ((keys, does), ...))."""
    look = theme.active()
    dialog, column = _dialog(_("Keys of this page"), name="keys_dialog", parent=parent)
    inside = QWidget()
    inside.setProperty("surface", "surface")
    grid = QGridLayout(inside)
    grid.setHorizontalSpacing(look.px(16))
    grid.setVerticalSpacing(look.px(6))
    row = 0
    for heading, keys in groups:
        grid.addWidget(label(heading, "subtitle"), row, 0, 1, 2)
        row += 1
        for cap, does in keys:
            grid.addWidget(KeyCap(cap), row, 0)
            grid.addWidget(paragraph(does), row, 1)
            row += 1
    grid.setColumnStretch(1, 1)
    area = QScrollArea()
    area.setObjectName("keys_list")
    area.setAccessibleName(_("Keys of this page"))
    area.setWidgetResizable(True)
    area.setWidget(inside)
    column.addWidget(area, 1)
    column.addLayout(_buttons(dialog))
    dialog.resize(look.px(520), min(look.px(560), parent.height()))
    dialog.open()
    return dialog


def show_crash(report: CrashReport, parent: QWidget) -> QDialog:
    """Show a fault of ours with the contents of its report; nothing is sent anywhere."""
    look = theme.active()
    dialog, column = _dialog(_("A fault of the program"), name="crash_dialog", parent=parent)
    column.addWidget(
        paragraph(
            _(
                "The last step was not carried out. What was saved before is safe. "
                "You can go on working; if it happens again, start nenboard anew."
            )
        )
    )
    where = (
        _("This report is kept on this computer and holds no patient text: {file}").format(
            file=report.file
        )
        if report.file
        else _("This report holds no patient text. It could not be kept as a file.")
    )
    column.addWidget(selectable(paragraph(where, "small")))
    text = QPlainTextEdit(report.text)
    text.setObjectName("crash_text")
    text.setAccessibleName(_("Contents of the report"))
    text.setReadOnly(True)
    column.addWidget(text, 1)
    copy = KeyButton(_("Copy report"), icon="copy", name="copy_report")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report.text))
    extra = [copy]
    if report.file is not None:
        extra.append(_folder_button(report.file.parent))
    column.addLayout(_buttons(dialog, *extra))
    dialog.resize(look.px(640), look.px(420))
    dialog.open()
    return dialog


def _folder_button(folder: Path) -> KeyButton:
    button = KeyButton(_("Open folder"), icon="folder", name="open_folder")
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    return button


def show_help(text: str, parent: QWidget) -> QDialog:
    """Why a field matters, where the value is found, the usual slip."""
    dialog, column = _dialog(_("Why this field"), name="field_help_dialog", parent=parent)
    column.addWidget(selectable(paragraph(text)))
    column.addLayout(_buttons(dialog))
    dialog.resize(theme.active().px(460), dialog.sizeHint().height())
    dialog.open()
    return dialog


def show_about(rules: str, parent: QWidget) -> QDialog:
    """Version, rule set, what the program is not."""
    dialog, column = _dialog(_("About nenboard"), name="about_dialog", parent=parent)
    lines = [
        _("nenboard {version}").format(version=nenboard.__version__),
        rules,
        _("Case registry and published treatment algorithm for neuroendocrine tumour boards."),
        _("It lists what a published algorithm says about the facts entered, for a team of "
          "specialists to weigh. It decides nothing, and computes no doses for prescribing."),
        _("Works without a network. Sends nothing."),
    ]  # fmt: skip
    for line in filter(None, lines):
        column.addWidget(selectable(paragraph(line)))
    column.addLayout(_buttons(dialog))
    dialog.resize(theme.active().px(460), dialog.sizeHint().height())
    dialog.open()
    return dialog


def show_problem(text: str, parent: QWidget) -> QDialog:
    """A fault of the world in a sentence: what happened, what is safe, what to do."""
    dialog, column = _dialog(_("Not done"), name="problem_dialog", parent=parent)
    column.addWidget(selectable(paragraph(text, name="problem_text")))
    column.addLayout(_buttons(dialog))
    dialog.resize(theme.active().px(460), dialog.sizeHint().height())
    dialog.open()
    return dialog
