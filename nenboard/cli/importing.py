"""nenboard import: look documents through, then take over all of them or none."""

from argparse import Namespace
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.importing import Plan


def run_import(arguments: Namespace) -> int:
    """Import, or with --dry-run only say what would happen."""
    from nenboard.workflow import importing

    given = importing.read_documents(access.read_input(name) for name in arguments.files)
    key = access.credentials(arguments)
    with access.opened(key, is_read_only=True) as registry:
        plan = importing.plan_import(registry, given)
    if plan.problems:
        return exits.fail(
            exits.INPUT, plan.problems, as_json=arguments.json, counts=dict(plan.counts)
        )
    if plan.cases and not arguments.dry_run:
        with access.opened(key) as registry:
            plan = importing.plan_import(registry, given)
            importing.carry_out(registry, plan)
    _tell(plan, arguments)
    return exits.RESULT


def _tell(plan: "Plan", arguments: Namespace) -> None:
    if arguments.json:
        exits.print_json(
            {
                "format": "nenboard-import/1",
                "dry_run": arguments.dry_run,
                "counts": dict(plan.counts),
                "cases": [
                    {
                        "document": row.place,
                        "case": row.case_id,
                        "result": row.result.value,
                        "alike": list(row.alike),
                    }
                    for row in plan.rows
                ],
            }
        )
        return
    for row in plan.rows:
        hint = ""
        if row.alike:
            hint = "  " + _("perhaps the same person as {cases}").format(cases=", ".join(row.alike))
        print(f"{row.case_id}  {row.result.value}{hint}")
    counts = plan.counts
    text = _("{read} read: {added} added, {updated} updated, {unchanged} unchanged.")
    print(text.format(**counts))
    if arguments.dry_run:
        print(_("This was a dry run; nothing was changed."))
