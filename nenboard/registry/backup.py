"""Backups: encrypted copies with their keys, reopened and checked before they count."""

import contextlib
import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

import nenboard
from nenboard.domain.base import Value
from nenboard.host.errors import HostError
from nenboard.host.files import describe_fault, write_atomically
from nenboard.host.language import _
from nenboard.registry import keys, moments, verify
from nenboard.registry.connection import Mode, Storage, create_empty, journal_of
from nenboard.registry.errors import BackupFailed, RegistryError
from nenboard.registry.place import Place

FOLDER_NAME = "backups"
ABOUT_NAME = "about.json"
OLD_AFTER = timedelta(days=7)
_PARTIAL = ".partial-"
_KEPT_ALL = timedelta(days=2)
_KEPT_DAILY = timedelta(days=14)
_KEPT_WEEKLY = timedelta(days=70)
_LARGEST_FILE = 100_000
_STALE_SECONDS = 3600


class _About(Value):
    """Written last into a backup: that it was checked, and what it holds."""

    format: Literal["nenboard-backup/1"] = "nenboard-backup/1"
    at: str
    why: Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,30}$")]
    program: str
    counts: dict[str, int]
    head_seq: int
    head_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Backup:
    """A backup that passed its checks when it was made."""

    name: str
    folder: Path
    at: datetime
    why: str
    counts: dict[str, int]
    head: str


def make(place: Place, storage: Storage, *, at: datetime, why: str) -> Backup:
    """Copy the open registry into backups/, reopen and check the copy, thin out older ones.

    ``why`` is a short code (``close``, ``upgrade``, ``import``). A registry of an earlier schema is
    checked by the checks that hold for it. Raises BackupFailed, or Stopped if somebody watches and
    stops it; what was begun is then removed.
    """
    if storage.in_transaction:
        raise RuntimeError("a backup cannot be made inside a transaction")
    try:
        with begun(place.folder) as partial:
            new = Place(partial, place.unlocked)
            copy_database(place, new)
            head = storage.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
            ends = _shown_head(head[0], head[1].hex()) if head else ""
            label = Label(at, why, ends)
            made = completed(new, keys_of=place.folder, label=label, home=place.folder)
    except BackupFailed:
        raise
    except OSError as error:
        raise BackupFailed(str(describe_fault(error, place.folder))) from None
    except (HostError, RegistryError) as error:
        raise BackupFailed(str(error)) from None
    for old in to_remove(listed(place.folder), at):
        remove(old)
    return made


@contextlib.contextmanager
def begun(home: Path) -> Iterator[Path]:
    """An empty folder below backups/ that does not count; what is left of it is removed."""
    partial = home / FOLDER_NAME / f"{_PARTIAL}{secrets.token_hex(8)}"
    try:
        partial.parent.mkdir(mode=0o700, exist_ok=True)
        partial.mkdir(mode=0o700)
        _sweep(partial)
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _sweep(partial: Path) -> None:
    """Remove what earlier attempts could not; a fresh one may belong to another program."""
    now = partial.stat().st_mtime
    with contextlib.suppress(OSError):
        for entry in partial.parent.glob(f"{_PARTIAL}*"):
            if now - entry.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(entry, ignore_errors=True)


def copy_database(origin: Place, new: Place) -> None:
    """Copy every record into a new file, through connections of their own.

    Their pages leave the memory again, and the copy is under the key of its place.
    """
    create_empty(new.file)
    with origin.connect(Mode.READ) as source, new.connect(Mode.WRITE) as copy:
        source.copy_into(copy)
    journal_of(new.file).unlink(missing_ok=True)


@dataclass(frozen=True)
class Label:
    """When and why a backup is made, and with which audit head it must end if that is known."""

    at: datetime
    why: str
    head: str | None = None


def completed(new: Place, *, keys_of: Path, label: Label, home: Path) -> Backup:
    """Give a copied database its keys, check it, and let it count under a name of its own."""
    journal_of(new.file).unlink(missing_ok=True)
    keys.write_key_file(new.folder, keys.read_key_file(keys_of))
    report = verify.check_file(new)
    if not report.is_good:
        what = ", ".join(dict.fromkeys(finding.check for finding in report.findings))
        raise BackupFailed(_("the copy did not pass its checks ({checks}).").format(checks=what))
    if label.head not in {None, _shown_head(report.head_seq, report.head_hash)}:
        raise BackupFailed(_("the copy does not end where the registry does."))
    about = _about(report, at=label.at, why=label.why)
    return _counted(new.folder, about, target=free_name(home, at=label.at, why=label.why))


def _about(report: verify.Report, *, at: datetime, why: str) -> _About:
    return _About(
        at=moments.stored(at),
        why=why,
        program=nenboard.__version__,
        counts=report.counts,
        head_seq=report.head_seq,
        head_hash=report.head_hash,
    )


def _counted(partial: Path, about: _About, *, target: Path) -> Backup:
    text = json.dumps(about.model_dump(mode="json"), indent=1)
    write_atomically(partial / ABOUT_NAME, text.encode() + b"\n")
    partial.rename(target)
    return _backup(target, about)


def free_name(folder: Path, *, at: datetime, why: str) -> Path:
    """A folder below backups/ that does not exist yet, named by moment and reason."""
    start = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{why}"
    target = folder / FOLDER_NAME / start
    number = 2
    while target.exists():
        target = folder / FOLDER_NAME / f"{start}-{number}"
        number += 1
    return target


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups of a registry folder that passed their checks, newest first."""
    found = []
    with contextlib.suppress(OSError):
        for entry in (folder / FOLDER_NAME).iterdir():
            about = None if entry.name.startswith(_PARTIAL) else _read_about(entry)
            if about is not None:
                found.append(_backup(entry, about))
    return tuple(sorted(found, key=lambda one: (one.at, one.name), reverse=True))


def read(folder: Path) -> Backup | None:
    """The backup in this folder; None if it never passed its checks."""
    about = _read_about(folder)
    return _backup(folder, about) if about else None


def _read_about(entry: Path) -> _About | None:
    path = entry / ABOUT_NAME
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        about = _About.model_validate_json(path.read_bytes())
        moments.read(about.at)
    except (OSError, ValidationError, ValueError):
        return None
    return about


def _backup(target: Path, about: _About) -> Backup:
    return Backup(
        name=target.name,
        folder=target,
        at=moments.read(about.at),
        why=about.why,
        counts=about.counts,
        head=_shown_head(about.head_seq, about.head_hash),
    )


def _shown_head(seq: int, hashed: str) -> str:
    """The head of the audit trail as ``audit.Head`` is printed."""
    return f"{seq}-{hashed[:16]}"


def is_old(backups: Sequence[Backup], at: datetime) -> bool:
    """Whether a warning is due: no backup, or the newest good one is over seven days old."""
    return not backups or at - max(one.at for one in backups) > OLD_AFTER


def to_remove(backups: Sequence[Backup], at: datetime) -> tuple[Backup, ...]:
    """What thinning takes away: all of two days stay, then one a day, a week, a month.

    Of each period the newest stays; the newest of all always does.
    """
    kept: set[str] = set()
    removed = []
    for one in sorted(backups, key=lambda each: (each.at, each.name), reverse=True):
        period = _period(one, at)
        if period in kept:
            removed.append(one)
        kept.add(period)
    return tuple(removed)


def _period(one: Backup, at: datetime) -> str:
    """Of all backups in one period only the newest stays."""
    age = at - one.at
    if age <= _KEPT_ALL:
        return one.name
    if age <= _KEPT_DAILY:
        return f"{one.at:%Y-%m-%d}"
    if age <= _KEPT_WEEKLY:
        return f"{one.at:%G-W%V}"
    return f"{one.at:%Y-%m}"


def remove(one: Backup) -> None:
    """Take a backup away, as far as the folder lets us."""
    remove_folder(one.folder)


def remove_folder(folder: Path) -> bool:
    """Take a copy away; its ``about`` goes first, so that a half removed one does not count.

    Whether it is gone.
    """
    with contextlib.suppress(OSError):
        (folder / ABOUT_NAME).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
