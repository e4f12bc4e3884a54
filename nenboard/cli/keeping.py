"""nenboard verify, backup, backups and restore."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.domain.base import Problem
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.errors import Finding
    from nenboard.registry.restoring import Loss


def run_verify(arguments: Namespace) -> int:
    """Check a registry in full; exit 3 if anything is wrong with it."""
    from nenboard.workflow import maintain

    if arguments.place is not None:
        arguments.registry = arguments.place
    report = maintain.verify_registry(
        access.registry_path(arguments),
        passphrase=access.passphrase(arguments),
        user=arguments.user,
    )
    counts = dict(report.counts)
    if not report.is_good:
        problems = [
            Problem(path=found.check.replace(" ", "_"), code="damaged", message=_found(found))
            for found in report.findings
        ]
        return exits.fail(exits.REGISTRY, problems, as_json=arguments.json, counts=counts)
    head = f"{report.head_seq}-{report.head_hash[:16]}"
    if arguments.json:
        exits.print_json(
            {"format": "nenboard-verify/1", "is_good": True, "counts": counts, "audit_head": head}
        )
        return exits.RESULT
    print(_("The registry passed every check."))
    for name, number in counts.items():
        print(f"  {name.replace('_', ' '):<20} {number:>8}")
    print(_("  audit head           {head}").format(head=head))
    return exits.RESULT


def _found(found: "Finding") -> str:
    return f"{found.check}: {found.what}"


def run_backup(arguments: Namespace) -> int:
    """Make a backup and name it."""
    from nenboard.workflow import maintain

    with access.opened(access.credentials(arguments)) as registry:
        made = maintain.back_up(registry)
    print(_("Backup made and checked: {name}").format(name=made.name))
    print(made.folder)
    return exits.RESULT


def run_backups(arguments: Namespace) -> int:
    """List the good backups, newest first, and warn if the last one is old."""
    from nenboard.workflow import maintain

    folder = access.registry_path(arguments)
    found = maintain.backups(folder)
    is_old = maintain.backup_state(folder).is_old
    if arguments.json:
        backups = [
            {"name": one.name, "at": one.at.isoformat(), "why": one.why, "counts": one.counts}
            for one in found
        ]
        exits.print_json({"format": "nenboard-backups/1", "is_old": is_old, "backups": backups})
        return exits.RESULT
    for one in found:
        cases = _("{count} cases").format(count=one.counts.get("cases", 0))
        print(f"{one.name:<40} {one.at:%Y-%m-%d %H:%M} UTC  {cases}")
    if is_old:
        print(_("There is no good backup of the last seven days. Make one: nenboard backup"))
    return exits.RESULT


def run_restore(arguments: Namespace) -> int:
    """Put a backup in the place of the registry; says where today's files are kept.

    With --dry-run it is only told what would be lost.
    """
    from nenboard.workflow import maintain

    folder = access.registry_path(arguments)
    source = maintain.find_backup(folder, arguments.file)
    if not source.is_dir():
        raise exits.UsageError(_("There is no such backup. Name one of the folder backups."))
    passphrase = access.passphrase(arguments)
    if arguments.dry_run:
        loss = maintain.preview_restore(folder, source, passphrase=passphrase, user=arguments.user)
        print("\n".join(_told(loss)))
        return exits.RESULT
    done = maintain.restore(folder, source, passphrase=passphrase, user=arguments.user)
    print(_("The backup is restored: {cases} cases.").format(cases=done.counts.get("cases", 0)))
    if done.erased_again:
        ids = ", ".join(done.erased_again)
        print(_("Erased since the backup, and erased again: {ids}").format(ids=ids))
    print(_("The files of before are kept in {path}").format(path=done.kept_in))
    return exits.RESULT


def _told(loss: "Loss") -> Iterator[str]:
    """What a restore would take away, line by line."""
    if loss.at is not None:
        yield _("Backup of {at} UTC").format(at=f"{loss.at:%Y-%m-%d %H:%M}")
    yield _("The backup holds {cases} cases.").format(cases=loss.then.get("cases", 0))
    if loss.now is None:
        yield _("The registry of today cannot be read, so what would be lost is not known.")
        return
    yield _("The registry holds {cases} cases.").format(cases=loss.now.get("cases", 0))
    listed = (
        (_("Cases added since, which would be lost"), loss.added_cases),
        (_("Cases changed since, whose changes would be lost"), loss.changed_cases),
        (_("Erased since, and erased again after the restore"), loss.erased_since),
    )
    for what, ids in listed:
        yield f"{what}: {', '.join(ids or ()) or '-'}"
    yield _("Nothing was changed.")
