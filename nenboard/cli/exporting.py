"""nenboard export: a case as JSON or PDF; letters, lists and the pack of a meeting as PDF."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.folder import Registry
    from nenboard.workflow.orders import Order

_PDF = ".pdf"


def run_export(arguments: Namespace) -> int:
    """Write the file and say so; a file that was there is named as replaced."""
    if arguments.kind == "cases":
        return _run_many(arguments)
    target = Path(arguments.out)
    was_there = target.exists()
    with access.opened(access.credentials(arguments)) as registry:
        warning = _write(registry, arguments, target=target)
    text = _("Replaced {path}") if was_there else _("Wrote {path}")
    print(text.format(path=target))
    if warning:
        print(warning)
    return exits.RESULT


def _write(registry: "Registry", arguments: Namespace, *, target: Path) -> str:
    """Write it; what is to be read in an anonymised document."""
    from nenboard.workflow import export, orders
    from nenboard.workflow.errors import NotAnonymous

    if arguments.kind == "case" and target.suffix.lower() != _PDF:
        if arguments.anonymous:
            raise NotAnonymous
        export.export_case(
            registry,
            arguments.id,
            target=target,
            reason=arguments.reason,
            is_identifiable=arguments.identifiable,
        )
        return ""
    order = _order(arguments)
    export.export_paper(registry, order, target=target, with_text=arguments.text)
    return orders.to_be_read(registry, order)


def _run_many(arguments: Namespace) -> int:
    """Write a document of each case; each file is whole, and each refusal is said."""
    from nenboard.host import settings
    from nenboard.registry.query import CaseQuery
    from nenboard.workflow import batch, casework

    results: list[batch.Result] = []
    with access.opened(access.credentials(arguments)) as registry:
        found = arguments.id or casework.find_cases(registry, CaseQuery(text=arguments.search))
        wanted = batch.orders_for(
            found,
            arguments.document,
            paper=arguments.paper or settings.load().paper,
            is_anonymous=arguments.anonymous,
        )
        for order in wanted:
            done = batch.export_into(
                registry,
                order,
                folder=Path(arguments.out),
                may_replace=arguments.replace,
                with_text=arguments.text,
            )
            results.append(done)
            print(f"{order.key}: {done.file_name or done.refused}", flush=True)
    print(batch.summary(results, wanted=len(wanted)))
    return exits.INPUT if batch.refusals(results) else exits.RESULT


def _order(arguments: Namespace) -> "Order":
    from nenboard.host import settings
    from nenboard.workflow import orders

    order = orders.Order(
        arguments.kind,
        arguments.id,
        arguments.paper or settings.load().paper,
        meeting_id=getattr(arguments, "meeting", None),
        released_by=getattr(arguments, "released_by", None) or "",
    )
    is_anonymous = getattr(arguments, "anonymous", False)
    return orders.anonymous_order(order) if is_anonymous else order
