"""Words for backups: ages, moments, sizes, why one was made."""

from datetime import datetime
from typing import TYPE_CHECKING

from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nenboard.workflow.kept import Kept

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_MEGABYTE = 1_000_000
_MOST_NAMED = 8


def age_words(seconds: float) -> str:
    """An age in the largest unit that fits: *3 hours ago*."""
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        count = int(seconds // _MINUTE)
        return counted("{count} minute ago", "{count} minutes ago", count=count).format(count=count)
    if seconds < _DAY:
        count = int(seconds // _HOUR)
        return counted("{count} hour ago", "{count} hours ago", count=count).format(count=count)
    count = int(seconds // _DAY)
    return counted("{count} day ago", "{count} days ago", count=count).format(count=count)


def moment(at: datetime | None) -> str:
    """*24-Nov-2026 07:30*, in the time of this computer."""
    return f"{at.astimezone():%d-%b-%Y %H:%M}" if at is not None else _("not known")


def size_words(count: int) -> str:
    """Bytes as megabytes with one decimal: *38.2 MB*."""
    return _("{size} MB").format(size=f"{max(count / _MEGABYTE, 0.1):,.1f}")


def cases_words(count: int | None) -> str:
    """*412 cases*."""
    if count is None:
        return _("cases not counted")
    return counted("{count} case", "{count} cases", count=count).format(count=f"{count:,}")


def why_words(one: "Kept") -> str:
    """Why a backup was made."""
    if one.copy.backup is None:
        return _("Kept before a restore")
    reasons = {
        "asked": _("Asked for"),
        "close": _("When closing"),
        "in-use": _("During work"),
        "import": _("Before an import"),
        "upgrade": _("Before an upgrade"),
        "erase": _("When erasing a person"),
        "key-change": _("Before a change of keys"),
    }
    return reasons.get(one.copy.backup.why, one.copy.backup.why)


def some(keys: "Sequence[str]") -> str:
    """Case keys, the first of many: *NEN-00001, NEN-00002 and 12 more*."""
    named = ", ".join(keys[:_MOST_NAMED])
    more = len(keys) - _MOST_NAMED
    return _("{some} and {count} more").format(some=named, count=more) if more > 0 else named
