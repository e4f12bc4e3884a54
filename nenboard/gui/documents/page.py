"""The documents tab: the documents of a case as they would be printed, and where they go."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.documents.actions import export_action
from nenboard.gui.documents.exports import export_case
from nenboard.gui.documents.kinds import Kind, kinds
from nenboard.gui.documents.preview import Preview
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, PageMenu, Services
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import EmptyState, InlineMessage
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.documents.export_dialog import ExportDialog
    from nenboard.workflow.orders import Order


@dataclass(frozen=True, slots=True)
class _Made:
    """A document that was made, of which revision, and whether the rule set has answered it."""

    order: "Order"
    revision: int
    pdf: bytes
    text: str
    is_answered: bool


class DocumentsTab(CaseTab):
    """Shows the page made from what is stored; it is made anew when the case has changed."""

    tab_key = "documents"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_documents")
        self._made_of = 0
        self._is_making = False
        self._seed = ""
        self.dialog: ExportDialog | None = None
        self._build()
        self._export_action = export_action(self)
        context.stored_changed.connect(self._stored_changed)
        context.document_asked.connect(self.show_kind)

    def _build(self) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(FitnessStrip(self.context))
        column = QVBoxLayout()
        column.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        outer.addLayout(column, 1)
        head = QHBoxLayout()
        self.kind = QComboBox()
        self.kind.setObjectName("document_kind")
        self.kind.setAccessibleName(_("Document"))
        for kind in kinds():
            self.kind.addItem(kind.words, kind)
        self.kind.currentIndexChanged.connect(lambda _at: self._turned())
        head.addWidget(self.kind)
        self._note = paragraph("", "small", name="document_note")
        self.anonymous = QCheckBox(_("Anonymised"))
        self.anonymous.setObjectName("document_anonymous")
        self.anonymous.toggled.connect(lambda _on: self._turned())
        head.addWidget(self.anonymous)
        head.addWidget(self._note, 1)
        export = KeyButton(_("Export…"), keys="Ctrl+E", icon="export", name="export_case")
        export.clicked.connect(self.export)
        head.addWidget(export)
        column.addLayout(head)
        self.message = InlineMessage("", kind="query", name="document_message")
        column.addWidget(self.message)
        self.stack = QStackedWidget()
        self.state = EmptyState("document_state")
        self.preview = Preview(self.services)
        self.stack.addWidget(self.state)
        self.stack.addWidget(self.preview)
        column.addWidget(self.stack, 1)

    def on_shown(self) -> None:
        """Make the page if it is not the one of the stored case."""
        EditSession.of(self.services, self.context).save()
        self.one_page_pdf()

    def show_kind(self, key: str) -> None:
        """Show the document of this kind."""
        keys = [kind.key for kind in kinds()]
        if key in keys:
            self.kind.setCurrentIndex(keys.index(key))

    def _turned(self) -> None:
        """Another kind of document is wanted, or the same one anonymised under new codes."""
        self.anonymous.setVisible(self._kind.can_hide)
        self._seed = secrets.token_hex(16) if self._hides else ""
        self._made_of = 0
        self.one_page_pdf()

    def one_page_pdf(self) -> None:
        """Make the document of the newest stored revision and show it."""
        revision = self.context.stored.revision
        if self._is_making or self._made_of == revision:
            return
        self._is_making = True
        if not self._made_of:
            self.state.show_text(_("Making the page…"))
            self.stack.setCurrentWidget(self.state)
        desk, case_id = self.services.desk, self.context.case_id
        kind, seed = self._kind.key, self._seed

        def work(_job: object) -> _Made:
            from nenboard.host import settings
            from nenboard.workflow import orders

            stored = desk.registry.cases.get(case_id)
            answer = desk.registry.assessments.latest(case_id)
            is_answered = answer is not None and answer.case_revision == stored.revision
            order = orders.Order(kind, case_id, settings.load().paper, seed=seed)
            told = orders.said(desk.registry, order)
            pdf = orders.rendered(told, order.paper)
            return _Made(order, stored.revision, pdf, orders.text(told), is_answered)

        self.services.run(
            work, done=self._show, failed=self._failed, label=_("One-page PDF"), owner=self
        )

    @property
    def _hides(self) -> bool:
        return self._kind.can_hide and self.anonymous.isChecked()

    @property
    def _kind(self) -> Kind:
        found: Kind = self.kind.currentData()
        return found

    def _show(self, made: "_Made") -> None:
        self._is_making = False
        if (made.order.kind, made.order.seed) != (self._kind.key, self._seed):
            self.one_page_pdf()
            return
        revision, is_answered = made.revision, made.is_answered
        self._made_of = revision
        note = _("Revision {number}. Drawn from memory, no file is written.")
        self._note.setText(note.format(number=revision))
        words = _("The rule set has not been run on this revision; the page says so.")
        actions = ((_("Open Algorithm"), self._open_algorithm),)
        self.message.show_text("" if is_answered else words, kind="query", actions=actions)
        self.stack.setCurrentWidget(self.preview)
        self.preview.load(made.pdf, made.text)
        if revision != self.context.stored.revision:
            self.one_page_pdf()

    def _open_algorithm(self) -> None:
        self.services.open_case(self.context.case_id, "algorithm")

    def _failed(self, error: Exception) -> None:
        self._is_making = False
        self._note.clear()
        self.message.clear()
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The page could not be made. The case is safe.")
        self.state.show_text(sentence, _("Try again"), self.one_page_pdf)
        self.stack.setCurrentWidget(self.state)

    def _stored_changed(self) -> None:
        if self.isVisible():
            self.one_page_pdf()

    def export(self) -> None:
        """Ctrl+E: ask where the page goes."""
        EditSession.of(self.services, self.context).save()
        self.dialog = export_case(
            self.services, self.context, self, kind=self._kind, seed=self._seed
        )

    def refresh(self, change: Change) -> None:
        """A new answer of the rule set changes the page."""
        if change.what == "assessment" and change.touches(self.context.case_id):
            self._made_of = 0
            if self.isVisible():
                self.one_page_pdf()

    def tab_title(self) -> str:
        """The words on the tab."""
        return _("Documents")

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu."""
        return (PageMenu("file", (self._export_action,)),)

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return _("+ −: zoom   0: whole page   Ctrl+E: export")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Ctrl+P", _("the one-page PDF of this case")),
            Key("Ctrl+E", _("export it")),
            Key("+, -, 0", _("larger, smaller, whole page")),
            Key("PgUp, PgDn", _("previous, next page")),
            Key("T", _("the document as text, or its pages again")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """The page."""
        return (self.preview,)

    def first_focus(self) -> QWidget | None:
        """The page itself."""
        return self.preview.area


def documents_tab(services: Services, context: CaseContext) -> CaseTab:
    """The documents tab."""
    return DocumentsTab(services, context)
