"""Many documents into a folder: each file is whole, and each refusal is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nenboard.host.errors import TargetLocked
from nenboard.host.language import _, counted
from nenboard.registry.errors import ErasedCase, UnknownCase, UnknownMeeting
from nenboard.registry.folder import Registry
from nenboard.reports.errors import ReportError
from nenboard.workflow import export, orders
from nenboard.workflow.errors import NotAllowed, WorkflowError
from nenboard.workflow.orders import Order
from nenboard.workflow.papers import DEFAULT_PAPER

_REFUSED = (ErasedCase, ReportError, TargetLocked, UnknownCase, UnknownMeeting, WorkflowError)
"""What is wrong with one document; anything else would be wrong with the next one too."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an order: the name of its file, or why there is none."""

    order: Order
    file_name: str = ""
    refused: str = ""


def orders_for(
    case_ids: Iterable[str], kind: str, *, paper: str = DEFAULT_PAPER, is_anonymous: bool = False
) -> tuple[Order, ...]:
    """The same kind of document of each case. Raises NotAnonymous."""
    wanted = [Order(kind, case_id, paper) for case_id in case_ids]
    return tuple(orders.anonymous_order(one) if is_anonymous else one for one in wanted)


def export_into(
    registry: Registry,
    order: Order,
    *,
    folder: Path,
    may_replace: bool = False,
    with_text: bool = False,
) -> Result:
    """Write one document of many under the name it has; an older file stays unless it may go.

    Raises NotAllowed, HostError and faults of the registry, after which the others fail as well.
    """
    try:
        name = orders.file_name(registry, order)
        if not may_replace and (folder / name).exists():
            return Result(order, refused=_("there is a file of this name already"))
        export.export_paper(registry, order, target=folder / name, with_text=with_text)
    except NotAllowed:
        raise
    except _REFUSED as error:
        return Result(order, refused=str(error))
    return Result(order, name)


def summary(results: Sequence[Result], *, wanted: int) -> str:
    """How many were written, how many not, and whether the rest was stopped."""
    written = sum(not one.refused for one in results)
    text = counted("{count} file was written.", "{count} files were written.", count=written)
    parts = [text.format(count=written)]
    if refused := len(results) - written:
        text = counted("{count} was refused.", "{count} were refused.", count=refused)
        parts.append(text.format(count=refused))
    if rest := wanted - len(results):
        text = counted("{count} was not begun.", "{count} were not begun.", count=rest)
        parts.append(text.format(count=rest))
    return " ".join(parts)


def refusals(results: Sequence[Result]) -> tuple[str, ...]:
    """Each document that was not written, and why."""
    return tuple(f"{one.order.key}: {one.refused}" for one in results if one.refused)
