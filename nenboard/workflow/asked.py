"""What is still to be answered for a case: for what, by whom, and where it is usually found."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from nenboard.domain.readiness import OpenItem, State, readiness
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.registry.cases import StoredCase
from nenboard.registry.folder import Registry
from nenboard.reports.pack_values import OpenPoint
from nenboard.workflow.releases import data_set, reading_terms

_DECIDING = ("leading option", "branch", "strength")


class _Asked(NamedTuple):
    """Whom to ask, for what, and where the answer usually is."""

    need: str
    who: str
    where: str


def open_points(registry: Registry, case_id: str, *, on: date) -> tuple[OpenPoint, ...]:
    """The open items of the minimum data set, then other facts that decide the answer.

    Those that one person answers from one place stand together. Raises UnknownCase.
    """
    stored = registry.cases.get(case_id)
    items = readiness(stored.case, on, data_set=data_set()).open_items
    found: dict[_Asked, list[str]] = {}
    for asked, what in (*_items(items), *_facts(registry, stored, items=items)):
        found.setdefault(asked, []).append(what)
    return tuple(
        OpenPoint(asked.need, ", ".join(dict.fromkeys(whats)), asked.who, asked.where)
        for asked, whats in found.items()
    )


def _items(items: Sequence[OpenItem]) -> Iterator[tuple[_Asked, str]]:
    needs = {"A": _("listing"), "B": _("discussion")}
    for open_ in items:
        if open_.level not in needs:
            continue
        item = open_.item
        yield _Asked(needs[open_.level], item.who, item.where), item.label + _state(open_)


def _state(open_: OpenItem) -> str:
    if open_.state is State.PENDING:
        return _(" (pending)")
    if open_.state is State.STALE:
        return _(" ({days} days old)").format(days=open_.age_days)
    return ""


def _facts(
    registry: Registry, stored: StoredCase, *, items: Sequence[OpenItem]
) -> Iterator[tuple[_Asked, str]]:
    """Facts that decide the algorithm's answer and that no open item asks for."""
    answer = registry.assessments.latest(stored.case_id)
    if answer is None or answer.case_revision != stored.revision:
        return
    known = {fact for item in items for fact in item.item.facts}
    for missing in json.loads(answer.payload)["missing"]:
        fact = missing["fact"]
        if missing["changes"] in _DECIDING and fact not in known:
            who = _(" or ").join(departments_of(fact))
            yield _Asked(_("the answer"), who, _where(fact)), labels.fact_label(fact)


def departments_of(fact: str) -> tuple[str, ...]:
    """Who can answer a fact, named as in the minimum data set; the first is asked first."""
    asked = reading_terms().who.get(fact, ("clinician",))
    names = {"clinician": _("treating clinician")}
    return tuple(names.get(code, code.replace("_", " ")) for code in asked)


def _where(fact: str) -> str:
    """Where items of that fact, or else of the one who answers, are usually found."""
    items = data_set().items
    own = [item.where for item in items if fact in item.facts]
    theirs = [item.where for item in items if item.who == departments_of(fact)[0]]
    return (own or theirs or [_("clinic letter")])[0]
