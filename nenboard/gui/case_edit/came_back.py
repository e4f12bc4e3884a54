"""The message on a case that says what came back after a crash, to keep or to discard."""

from nenboard.gui.case_edit.recovery import Recovery
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.host.language import _


class CameBack(InlineMessage):
    """Stands on every tab of the case until it is settled; the next edit keeps what came back."""

    def __init__(self, recovery: Recovery) -> None:
        super().__init__(name="came_back")
        self._recovery = recovery
        recovery.told.connect(self._show)
        self._show(recovery.words)

    def _show(self, words: str) -> None:
        acts = ((_("Keep"), self._recovery.keep), (_("Discard"), self._recovery.discard))
        self.show_text(words, kind="info", actions=acts if words else ())
