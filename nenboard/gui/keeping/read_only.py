"""The strip over the whole window that says why nothing can be changed, and what to do."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from nenboard.gui.widgets.messages import Actions, InlineMessage, Kind
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.desk import OpenRegistry
    from nenboard.workflow.read_only import WhyReadOnly


class ReadOnlyStrip(InlineMessage):
    """Shown while the registry cannot be changed; its buttons ask what `on` holds by name.

    The names are "edit", "take_over" and "restore".
    """

    def __init__(self, on: dict[str, Callable[[], None]]) -> None:
        super().__init__(name="read_only_strip")
        self._on = on
        self.hide()

    def show_registry(self, opened: "OpenRegistry", *, now: datetime, note: str = "") -> None:
        """Say why this registry cannot be changed, after what has just been found out."""
        why = opened.why_read_only
        if why is None:
            self.clear()
            return
        text = " ".join(part for part in (note, sentence(why, now)) if part)
        kind: Kind = "problem" if why.kind == "damaged" else "info"
        self.show_text(text, kind=kind, actions=self._actions(why))

    def _actions(self, why: "WhyReadOnly") -> Actions:
        edit, take_over, restore = (self._on[name] for name in ("edit", "take_over", "restore"))
        if why.kind == "held" and why.is_dead:
            return ((_("Ask again"), edit), (_("Take over"), take_over))
        offers: dict[str, Actions] = {
            "held": ((_("Ask again"), edit),),
            "folder": ((_("Try to edit again"), edit),),
            "asked": ((_("Edit"), edit),),
            "damaged": ((_("Restore a backup…"), restore),),
        }
        return offers.get(why.kind, ())


def sentence(why: "WhyReadOnly", now: datetime) -> str:
    """What stands in the way, and who can change that."""
    if why.kind == "held" and why.holder is not None:
        return _held(why, now)
    texts = {
        "damaged": _(
            "This registry is damaged ({checks}) and shown as far as it can be read; parts may be "
            "missing. It is not altered. Restore the newest backup; the damaged file is kept."
        ),
        "backup": _(
            "This is a backup, so nothing can be changed in it. To work on with it, open the "
            "registry and restore this backup."
        ),
        "folder": _(
            "You can read. The folder of this registry cannot be written to; ask the person who "
            "looks after this computer for the right to write in it."
        ),
        "viewer": _(
            "You can read. Your role here is viewer; an administrator can give you another one, "
            "in the settings under users and roles."
        ),
    }
    text = texts.get(why.kind, _("Opened to read. Nothing can be changed until you edit."))
    return text.format(checks=", ".join(why.checks))


def _held(why: "WhyReadOnly", now: datetime) -> str:
    text = _("Open for editing by {user} since {since} on {host}. You can read.")
    if why.is_dead:
        text = _(
            "{user} opened this for editing at {since} on {host}, but that program seems to have "
            "died. You can read. Take it over only if nobody works there."
        )
    holder = why.holder
    return text.format(
        user=(holder and holder.user) or _("somebody"),
        host=(holder and holder.host) or _("another computer"),
        since=_since(holder.since if holder else None, now),
    )


def _since(stored: str | None, now: datetime) -> str:
    """13:40 today, with the day otherwise."""
    try:
        at = datetime.fromisoformat(stored or "").astimezone()
    except ValueError:
        return _("an unknown time")
    is_today = at.date() == now.astimezone().date()
    return f"{at:%H:%M}" if is_today else f"{at:%d-%b-%Y %H:%M}"
