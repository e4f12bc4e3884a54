"""The actions of an outcome: every one has one owner and one date, or none is needed."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.domain.outcome import PlannedAction
from nenboard.gui import theme
from nenboard.gui.outcome import edits
from nenboard.gui.outcome.inputs import TypedLine, object_name, small_button
from nenboard.gui.outcome.sections import Section, column_in, fade, holds_focus, small_title
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import paragraph, set_state
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_OWNER_WIDTH: Final = 190
_NARROW_OWNER: Final = 130
_DATE_WIDTH: Final = 120
_TOOL_WIDTH: Final = 34


class ActionRow(QWidget):
    """What, who, by when."""

    def __init__(self, key: str, parent: QWidget, *, owner_width: int) -> None:
        super().__init__(parent)
        look = theme.active()
        self.key = key
        self.setObjectName(f"outcome_action_{key}")
        field = f"actions.{key}"
        self.what = TypedLine(f"{field}.what", words=_("What has to be done"), is_short=False)
        self.owner = TypedLine(f"{field}.owner", words=_("Who does it"))
        keep(self.owner, self.owner.setFixedWidth, owner_width)
        self.due = TypedLine(f"{field}.due", words=_("By when"))
        keep(self.due, self.due.setFixedWidth, _DATE_WIDTH)
        self.gone = small_button("×", name=f"{field}.remove")
        keep(self.gone, self.gone.setFixedWidth, _TOOL_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.what, 1)
        row.addWidget(self.owner)
        row.addWidget(self.due)
        row.addWidget(self.gone)

    def show_place(self, rank: int) -> None:
        """Say the place of the action to who cannot see it."""
        words = _("Action {rank}").format(rank=rank)
        for line, what in (
            (self.what, _("what")),
            (self.owner, _("owner")),
            (self.due, _("by when")),
        ):
            line.setAccessibleName(f"{words}, {what}")
        gone = _("Remove action {rank}").format(rank=rank)
        self.gone.setAccessibleName(gone)
        self.gone.setToolTip(gone)


class ActionsSection(Section):
    """A row for each action; the answer that none is needed is a button of its own."""

    def __init__(self, *, is_narrow: bool = False) -> None:
        note = "" if is_narrow else _("every action has one owner and one date")
        super().__init__(_("Actions"), note=note, name="outcome_actions")
        self._owner_width = _NARROW_OWNER if is_narrow else _OWNER_WIDTH
        look = theme.active()
        self.rows: dict[str, ActionRow] = {}
        self.none = KeyButton(_("None needed"), keys="0", name="outcome_no_actions")
        self.none.setCheckable(True)
        self.none.clicked.connect(lambda _on=False: self.none_needed())
        self.add = KeyButton(_("Action"), keys="A", icon="add", name=object_name("action_add"))
        self.add.setAccessibleName(_("Add an action"))
        self.add.clicked.connect(lambda _on=False: self.add_action())
        self.add_beside_title(self.none)
        self.add_beside_title(self.add)
        self._heads = QWidget()
        heads = QHBoxLayout(self._heads)
        heads.setContentsMargins(look.px(2), 0, 0, 0)
        heads.setSpacing(look.px(8))
        heads.addWidget(small_title(_("What")), 1)
        for words, width in ((_("Who"), self._owner_width), (_("By when"), _DATE_WIDTH)):
            head = small_title(words)
            keep(head, head.setFixedWidth, width)
            heads.addWidget(head)
        heads.addSpacing(look.px(_TOOL_WIDTH))
        self.body.addWidget(self._heads)
        self._holder = QWidget(self)
        self._lines: QVBoxLayout = column_in(self._holder, gap=5)
        self.body.addWidget(self._holder)
        self.empty = paragraph("", "small", name="outcome_actions_empty")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.question)

    def bind(self, session: "DraftSession") -> None:
        """Show another draft."""
        if self.rows:
            self.rows = {}
            old, self._holder = self._holder, QWidget(self)
            self._lines = column_in(self._holder, gap=5)
            self.body.replaceWidget(old, self._holder)
            fade(old)
        super().bind(session)

    def grow(self) -> bool:
        """Make one of the actions that are missing."""
        actions = self.session.outcome.actions if self.session is not None else ()
        missing = next((one.id for one in actions if one.id not in self.rows), None)
        if missing is not None:
            self._lines.addWidget(self._new_row(missing))
        return missing is not None

    def show_session(self) -> None:
        """Show the actions; a row stays the same widget while its action lives."""
        if self.session is None:
            return
        outcome = self.session.outcome
        for key in self.rows.keys() - {action.id for action in outcome.actions}:
            self._drop(key)
        for at, action in enumerate(outcome.actions):
            row = self.rows.get(action.id) or self._new_row(action.id)
            if self._lines.indexOf(row) != at:
                self._lines.insertWidget(at, row)
                row.show()
            row.show_place(at + 1)
            self._fill(row, action)
        self._heads.setVisible(bool(outcome.actions))
        self.empty.setVisible(not outcome.actions)
        self.empty.setText(
            _("No action is needed.")
            if outcome.has_no_actions
            else _("No action yet. Add one (A), or say that none is needed (0).")
        )
        self.none.setChecked(outcome.has_no_actions)
        set_state(self.none, "kind", "primary" if outcome.has_no_actions else "")
        self.none.setEnabled(not outcome.actions)
        self.ask_dates()

    def _fill(self, row: ActionRow, action: PlannedAction) -> None:
        self.show_line(row.what, action.what)
        self.show_line(row.owner, action.owner)
        self.show_line(row.due, action.due)

    def _new_row(self, key: str) -> ActionRow:
        assert self.session is not None  # noqa: S101 - rows are only made for a session
        session = self.session
        row = ActionRow(key, self._holder, owner_width=self._owner_width)
        for line in (row.what, row.owner, row.due):
            line.bind(session)
        row.owner.offer(lambda: session.opened.people)
        row.gone.clicked.connect(partial(self._remove, key))
        self.rows[key] = row
        return row

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key)
        self._lines.removeWidget(row)
        fade(row)

    def add_action(self) -> None:
        """Add an action and put the caret into it."""
        session = self.session
        if session is None:
            return
        key = session.new_key()
        made = edits.add_action(session.outcome, key)
        session.change(made, label=_("Add an action"), field=f"actions.{key}.what")
        self.rows[key].what.setFocus()

    def none_needed(self) -> None:
        """Say that no action is needed, or take that back; actions that stand there stay."""
        session = self.session
        if session is None or session.outcome.actions:
            return
        made = edits.no_actions(session.outcome, none_needed=not session.outcome.has_no_actions)
        session.change(made, label=_("No action needed"), field="action_add")

    def _remove(self, key: str, _on: bool = False) -> None:
        if self.session is None:
            return
        keys = [action.id for action in self.session.outcome.actions]
        at = keys.index(key)
        made = edits.remove_action(self.session.outcome, key)
        self.session.change(made, label=_("Remove an action"), field="action_add")
        left = [one for one in keys if one != key]
        next_one = self.rows[left[min(at, len(left) - 1)]].what if left else self.add
        next_one.setFocus()

    def remove_focused(self) -> None:
        """Remove the action that holds the focus; Ctrl+Z brings it back."""
        key = next((key for key, row in self.rows.items() if holds_focus(row)), None)
        if key is not None:
            self._remove(key)
