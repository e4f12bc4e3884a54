"""nenboard export: a case as JSON or PDF; letters, lists and the pack of a meeting as PDF."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.folder import Registry


def run_export(arguments: Namespace) -> int:
    """Write the file and say so; a file that was there is named as replaced."""
    from nenboard.host import settings

    target = Path(arguments.out)
    was_there = target.exists()
    paper = arguments.paper or settings.load().paper
    with access.opened(access.credentials(arguments)) as registry:
        _write(registry, arguments, target=target, paper=paper)
    text = _("Replaced {path}") if was_there else _("Wrote {path}")
    print(text.format(path=target))
    return exits.RESULT


def _write(registry: "Registry", arguments: Namespace, *, target: Path, paper: str) -> None:
    from nenboard.workflow import export
    from nenboard.workflow.orders import Order

    kind, key = arguments.kind, arguments.id
    if kind == "case" and target.suffix.lower() != ".pdf":
        export.export_case(
            registry,
            key,
            target=target,
            reason=arguments.reason,
            is_identifiable=arguments.identifiable,
        )
        return
    order = Order(
        kind,
        key,
        paper,
        meeting_id=getattr(arguments, "meeting", None),
        released_by=getattr(arguments, "released_by", None) or "",
    )
    export.export_paper(registry, order, target=target)
