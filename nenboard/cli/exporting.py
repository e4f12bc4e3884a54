"""nenboard export: a case as JSON or PDF, the pack of a meeting as PDF."""

from argparse import Namespace
from pathlib import Path

from nenboard.cli import access, exits
from nenboard.host.language import _


def run_export(arguments: Namespace) -> int:
    """Write the file and say so; a file that was there is named as replaced."""
    from nenboard.host import settings
    from nenboard.workflow import export

    target = Path(arguments.out)
    was_there = target.exists()
    paper = arguments.paper or settings.load().paper
    with access.opened(access.credentials(arguments)) as registry:
        if arguments.kind == "pack":
            export.export_pack(registry, arguments.id, target=target, paper=paper)
        elif target.suffix.lower() == ".pdf":
            export.export_case_pdf(registry, arguments.id, target=target, paper=paper)
        else:
            export.export_case(
                registry,
                arguments.id,
                target=target,
                reason=arguments.reason,
                is_identifiable=arguments.identifiable,
            )
    text = _("Replaced {path}") if was_there else _("Wrote {path}")
    print(text.format(path=target))
    return exits.RESULT
