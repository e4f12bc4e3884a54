"""What the meeting still needs of a case, with the place of the form where each is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from nenboard.domain.readiness import OpenItem, Readiness, State
from nenboard.gui.case_edit import fields, places
from nenboard.gui.case_edit.form_field import TableSpec
from nenboard.gui.case_edit.shape import pattern_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.case_edit.session import EditSession


@dataclass(frozen=True, slots=True)
class Needed:
    """An item of the minimum data set that is open: its place on the form and what to say there.

    `blocks` tells those that keep the case from the list from those wanted before the discussion;
    `facts` are those of the algorithm that it answers.
    """

    path: str
    label: str
    blocks: bool
    message: str
    facts: tuple[str, ...]


def needed_of(case: "Case", found: Readiness) -> tuple[Needed, ...]:
    """The open items of a case by their places, in the order of the form."""
    items = (_needed(case, one) for one in found.open_items)
    return tuple(sorted((one for one in items if one.path), key=lambda one: order_of(one.path)))


def order_of(path: str) -> tuple[int, int]:
    """Where a place stands in the reading order of all tabs: its field, then its row.

    The fitness and referral tab comes first, as a case begins with its question. A whole table
    stands after its fields, because what is asked for there is one row more.
    """
    row = next((int(part) for part in path.split(".") if part.isdigit()), -1)
    pattern = pattern_of(path)
    order = _order()
    while pattern and pattern not in order:
        pattern = pattern.rpartition(".")[0]
    return order.get(pattern, len(order)), row


def go_on(session: "EditSession", *, at: str, step: int) -> None:
    """Show the next (step 1) or previous (step -1) place of the case that needs attention."""
    paths = session.open_paths()
    if not paths:
        session.services.say(_("Nothing is open."))
        return
    path = next_place(paths, at, step=step)
    tab = fields.tab_of(path)
    if tab is not None:
        session.services.open_case(session.case.id, tab.key)
        session.moved_to.emit(path)


def next_place(paths: Sequence[str], at: str, *, step: int) -> str:
    """The place after (step 1) or before (step -1) another in reading order, round and round."""
    ordered = sorted(paths, key=order_of)
    if step < 0:
        before = [path for path in ordered if order_of(path) < order_of(at)]
        return before[-1] if at and before else ordered[-1]
    after = [path for path in ordered if at and order_of(path) > order_of(at)]
    return after[0] if after else ordered[0]


@cache
def _order() -> dict[str, int]:
    """Tables and fields by their place in reading order."""
    tabs = (fields.PERSON, *(tab for tab in fields.TABS if tab is not fields.PERSON))
    found: list[str] = []
    for tab in tabs:
        for part in fields.tab_parts(tab):
            found.extend(field.path for field in part.fields)
            if isinstance(part, TableSpec):
                found.append(part.path)
    return {path: at for at, path in enumerate(dict.fromkeys(found))}


def _needed(case: "Case", one: OpenItem) -> Needed:
    return Needed(
        path=_place(case, one),
        label=one.item.label,
        blocks=one.blocks,
        message=_message(one),
        facts=one.item.facts,
    )


def _message(one: OpenItem) -> str:
    asked = _("{who}; found in: {where}.").format(who=one.item.who, where=one.item.where)
    asked = places.sentence(asked)
    if one.state is State.PENDING:
        return _("Pending. {asked}").format(asked=asked)
    if one.state is State.STALE:
        words = _("{days} days old, the limit is {limit}. {asked}")
        return words.format(days=one.age_days, limit=one.item.fresh_days, asked=asked)
    if one.level == "A":
        return _("Needed for the list. {asked}").format(asked=asked)
    return _("Wanted before the discussion. {asked}").format(asked=asked)


def _place(case: "Case", one: OpenItem) -> str:
    """The first place of the form that answers an item; empty if the form has none."""
    for path in one.item.any:
        for place in _places(case, path, is_stale=one.state is State.STALE):
            if fields.tab_of(place) is not None:
                return place
    return ""


def _places(case: "Case", path: str, *, is_stale: bool) -> Iterator[str]:
    """What a path of the data set means on the form: a field, that of a row, or the whole table."""
    first, _dot, _rest = path.partition(".")
    parts = path.split(".")
    if first == "extent" and "metastases" in parts:
        yield "extent.metastases.site=liver.involved"
    elif "*" in parts:
        table = path.partition(".*")[0]
        rows = places.rows_at(case, table)
        is_field = rows and not is_stale and not path.endswith(".id")
        yield path.replace("*", str(len(rows) - 1)) if is_field else table
    elif first in {"labs", "imaging", "molecular"}:
        yield first
    elif path == "patient.name":
        yield f"{path}.family"
    else:
        yield path
