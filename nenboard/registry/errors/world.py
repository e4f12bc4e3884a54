"""Faults of the world around a registry: disks, shares, other programs, the engine."""

import errno

from nenboard.host.language import _
from nenboard.registry.errors.base import Holder, RegistryError


class RegistryLocked(RegistryError):
    """Another program has the registry open for writing; ``holder`` says who.

    ``is_dead`` if that program is dead by all signs and the lock can be taken over.
    """

    def __init__(self, holder: Holder, *, is_dead: bool = False) -> None:
        self.holder = holder
        self.is_dead = is_dead
        if is_dead:
            text = _(
                "{user} on {host} opened this registry at {since}, but that program seems to have "
                "died. Nothing was changed. Take the registry over, or open it read-only."
            )
        else:
            text = _(
                "{user} on {host} has had this registry open since {since}. Nothing was changed. "
                "Open it read-only, or ask them to close it."
            )
        unknown = _("not known")
        super().__init__(
            text.format(
                user=holder.user or _("Somebody"),
                host=holder.host or _("another computer"),
                since=holder.since or unknown,
            )
        )


class LockLost(RegistryError):
    """Somebody took this registry over, because this program had been silent for long."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        text = _(
            "{user} on {host} has taken this registry over, so this was not saved. Everything "
            "saved before is safe. Keep what you typed, and open the registry again."
        )
        super().__init__(
            text.format(
                user=holder.user or _("Somebody"), host=holder.host or _("another computer")
            )
        )


class RegistryBusy(RegistryError):
    """Another program held the file for longer than we wait."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another program is using the registry file just now. Nothing was saved. "
                "Wait a moment and try again."
            )
        )


class ReadOnly(RegistryError):
    """A change was asked of a registry that is open read-only."""

    def __init__(self) -> None:
        super().__init__(
            _("This registry is open read-only, so nothing was saved. Open it for writing first.")
        )


class DiskFull(RegistryError):
    """No room is left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The disk is full, so this was not saved. Everything saved before is safe. "
                "Free some space and save again."
            )
        )


class NoAccess(RegistryError):
    """The folder or its files cannot be written or read by this person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You may not write in the folder of this registry. Nothing was changed. "
                "Open it read-only, or ask the person who looks after this computer."
            )
        )


class CannotCreateHere(NoAccess):
    """A new registry was to be made where this person cannot write."""

    def __init__(self) -> None:
        RegistryError.__init__(
            self,
            _(
                "You may not write there, so no registry was made. Nothing was changed. Choose a "
                "folder of your own, such as one in Documents, or ask the person who looks after "
                "this computer for a folder that you may write in."
            ),
        )


class ReadOnlyFolder(RegistryError):
    """The registry lies on a disk or share that cannot be written to."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The disk or share of this registry is read-only. Nothing was changed. "
                "Open it read-only, or copy the folder to a disk that can be written to."
            )
        )


class FolderVanished(RegistryError):
    """The folder of the registry is no longer there: a share or disk was disconnected."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The folder of this registry has vanished: its disk or network share is not "
                "connected. The last step was not saved; everything saved before is safe there. "
                "Reconnect it and open the registry again."
            )
        )


class DiskFault(RegistryError):
    """The disk or network share did not do what it was told."""

    def __init__(self, code: str) -> None:
        self.code = code
        text = _(
            "The disk or network share of this registry does not answer ({code}). Everything saved "
            "before is safe; it is not certain that the last step was saved. Reconnect the disk, "
            "look at the record, and try again."
        )
        super().__init__(text.format(code=code))


class SettingsRefused(RegistryError):
    """The database engine did not accept a setting that keeps records safe."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        text = _(
            "The database engine refused the setting {setting}, without which records are not "
            "safe. The registry was not opened. Install nenboard again."
        )
        super().__init__(text.format(setting=setting))


class StorageFault(RegistryError):
    """A fault of ours: the database refused something the program should not have asked."""

    def __init__(self, code: str) -> None:
        self.code = code
        text = _(
            "The database refused a step of the program ({code}). The step was not saved; "
            "everything saved before is safe. Please report this."
        )
        super().__init__(text.format(code=code))


_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}


_GONE |= {getattr(errno, name) for name in ("EHOSTDOWN", "ENOTCONN") if hasattr(errno, name)}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def of_os_error(error: OSError) -> RegistryError:
    """The registry's error for an error of the operating system about its folder."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno == errno.EROFS:
        return ReadOnlyFolder()
    if error.errno in _GONE:
        return FolderVanished()
    if error.errno == errno.EIO:
        return DiskFault("EIO")
    return NoAccess()
