"""Everything behind a node of the map: remark, conditions, provenance, sources, choices made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.graph_view import EdgeView, NodeView
from nenboard.gui.assessment.why_view import WhyView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


class NodePanel(QFrame):
    """Stands below the map while a node is asked for; Esc closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("node_panel")
        self.setProperty("card", "well")
        self.sentences: tuple[str, ...] = ()
        self.code = ""
        look = theme.active()
        column = QVBoxLayout(self)
        inset = look.px(10)
        column.setContentsMargins(inset, inset, inset, inset)
        head = QHBoxLayout()
        self._title = selectable(paragraph("", "strong", name="node_title"))
        head.addWidget(self._title, 1)
        close = KeyButton(_("Close"), keys="Esc", name="node_close")
        close.setProperty("small", True)
        close.clicked.connect(self.close_panel)
        head.addWidget(close)
        column.addLayout(head)
        self._holder = QVBoxLayout()
        column.addLayout(self._holder)
        self._content: QWidget | None = None
        self.hide()

    def show_node(self, node: NodeView, why: WhyView | None = None) -> None:
        """Show a node, and for one that was not taken what decided that."""
        self.code, self.sentences = node.code, ()
        self._title.setText(node.title)
        self.setAccessibleName(node.title)
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(3))
        self._holder.addWidget(self._content)
        self._fill(column, node)
        if why is not None:
            self._why(column, why)
        self.show()

    def _fill(self, column: QVBoxLayout, node: NodeView) -> None:
        self._say(column, f"{node.kind[:1].upper()}{node.kind[1:]}.", "caption")
        if node.remark:
            self._say(column, node.remark)
        if node.asks:
            self._say(column, _("Asks for: {facts}.").format(facts=node.asks))
        self._edges(column, _("Reached if"), node.into, towards=False)
        self._edges(column, _("Leads on"), node.edges, towards=True)
        self._listed(column, _("Contradictions looked for"), node.conflicts)
        if node.ambiguities:
            self._head(column, _("Where the source can be read in more than one way"))
        for title, text in node.ambiguities:
            self._say(column, title, "label")
            self._say(column, text)
        if node.trials:
            self._listed(column, _("Trials named here"), ("; ".join(node.trials),))

    def _edges(
        self, column: QVBoxLayout, title: str, edges: Sequence[EdgeView], *, towards: bool
    ) -> None:
        if edges:
            self._head(column, title)
        for edge in edges:
            other = edge.end_title if towards else edge.start_title
            form = _("To {node}: {condition}.") if towards else _("From {node}: {condition}.")
            self._say(column, form.format(node=other, condition=edge.condition))
            source = ": ".join(part for part in (edge.basis, edge.sources) if part)
            self._say(column, source, "caption")

    def _why(self, column: QVBoxLayout, why: WhyView) -> None:
        self._head(column, _("Why not taken"))
        self._say(column, why.standing)
        if why.decided:
            self._say(column, _("Decided by: {facts}.").format(facts="; ".join(why.decided)))
        if why.unknown:
            self._say(column, _("Not known: {facts}.").format(facts=", ".join(why.unknown)))
        self._listed(column, _("What would reverse it"), why.reverse)

    def _listed(self, column: QVBoxLayout, title: str, lines: Sequence[str]) -> None:
        if lines:
            self._head(column, title)
        for line in lines:
            self._say(column, line)

    def _head(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(theme.active().px(4))
        column.addWidget(label(title, "label"))

    def _say(self, column: QVBoxLayout, words: str, role: str = "small") -> None:
        column.addWidget(selectable(paragraph(words, role)))
        self.sentences += (words,)

    def close_panel(self) -> None:
        """Hide the panel and say so."""
        self.hide()
        self.closed.emit()
