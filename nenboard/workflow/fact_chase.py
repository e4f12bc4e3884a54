"""Missing facts of the algorithm on the chase list: who was asked, ask now, take it back.

A fact that an open item of the minimum data set asks for is chased as that item, so that both lists
say the same; any other fact as a line of its own.
"""

from collections.abc import Mapping
from typing import Final

from nenboard.domain.chase import Asked, ChaseLine, ChaseState
from nenboard.host.labels import fact_label
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.workflow import chase, clock, readiness
from nenboard.workflow.asked import departments_of
from nenboard.workflow.releases import data_set

_OWN: Final = "fact:"
_WAITING: Final = (ChaseState.ASKED, ChaseState.BACK_NOT_ENTERED)


def asked_facts(registry: Registry, case_id: str) -> Mapping[str, ChaseLine]:
    """The facts of a case that somebody was asked for and that are not answered yet.

    Raises UnknownCase.
    """
    found: dict[str, ChaseLine] = {}
    for line in _lines(registry, case_id):
        if line.state in _WAITING:
            for fact in _facts_of(line):
                found.setdefault(fact, line)
    return found


def ask(registry: Registry, case_id: str, *, fact: str) -> ChaseLine:
    """Note that the one who answers a fact was asked for it; asked already, nothing is noted.

    Raises UnknownCase, NotAllowed.
    """
    with registry.transaction():
        line = asked_facts(registry, case_id).get(fact)
        if line is not None:
            return line
        is_open = (line for line in _lines(registry, case_id) if line.open_item is not None)
        item = next((line.item for line in is_open if fact in _facts_of(line)), None)
        if item is not None:
            return chase.ask(registry, case_id, item=item)
        return chase.ask(
            registry, case_id, item=_OWN + fact, asked=_asked(registry, case_id, fact=fact)
        )


def take_back(registry: Registry, case_id: str, *, fact: str) -> None:
    """Note that a fact was put on the list by mistake; nothing where nobody was asked.

    Raises UnknownCase, NotAllowed.
    """
    line = asked_facts(registry, case_id).get(fact)
    if line is not None:
        chase.drop(registry, case_id, item=line.item, reason=_("Taken back"))


def _lines(registry: Registry, case_id: str) -> tuple[ChaseLine, ...]:
    meeting = readiness.next_meeting_of(registry, case_id)
    return chase.of_case(registry, case_id, meeting=meeting)


def _facts_of(line: ChaseLine) -> tuple[str, ...]:
    if line.item.startswith(_OWN):
        return (line.item.removeprefix(_OWN),)
    known = data_set().item(line.item)
    return known.facts if known is not None else ()


def _asked(registry: Registry, case_id: str, *, fact: str) -> Asked:
    today = clock.today()
    due = chase.due_by(readiness.next_meeting_of(registry, case_id))
    return Asked(
        department=departments_of(fact)[0],
        label=fact_label(fact),
        on=today,
        due=max(due, today) if due is not None else today,
    )
