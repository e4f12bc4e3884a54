"""nenboard verify, backup and restore."""

from argparse import Namespace
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.domain.base import Problem
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.errors import Finding


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


def run_restore(arguments: Namespace) -> int:
    """Put a backup in the place of the registry; says where today's files are kept."""
    from nenboard.workflow import maintain

    folder = access.registry_path(arguments)
    source = maintain.find_backup(folder, arguments.file)
    if not source.is_dir():
        raise exits.UsageError(_("There is no such backup. Name one of the folder backups."))
    done = maintain.restore(
        folder, source, passphrase=access.passphrase(arguments), user=arguments.user
    )
    print(_("The backup is restored: {cases} cases.").format(cases=done.counts.get("cases", 0)))
    print(_("The files of before are kept in {path}").format(path=done.kept_in))
    return exits.RESULT
