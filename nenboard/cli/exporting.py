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
    from nenboard.workflow import export, meeting_papers

    kind, key = arguments.kind, arguments.id
    if kind in meeting_papers.LETTERS:
        about = export.Discussion(
            key, arguments.meeting, getattr(arguments, "released_by", "") or ""
        )
        export.export_letter(registry, kind, target=target, about=about, paper=paper)
    elif kind in meeting_papers.LISTS:
        export.export_list(registry, kind, meeting_id=key, target=target, paper=paper)
    elif kind == "pack":
        export.export_pack(registry, key, target=target, paper=paper)
    elif kind == "agenda":
        export.export_agenda(registry, key, target=target, paper=paper)
    elif kind == "detail":
        export.export_detail(registry, key, target=target, paper=paper)
    elif kind == "figures":
        export.export_figures(registry, key, target=target, paper=paper)
    elif target.suffix.lower() == ".pdf":
        export.export_case_pdf(registry, key, target=target, paper=paper)
    else:
        export.export_case(
            registry,
            key,
            target=target,
            reason=arguments.reason,
            is_identifiable=arguments.identifiable,
        )
