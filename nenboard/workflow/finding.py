"""People by a few letters or digits: what is typed right first, then what is typed nearly right."""

from nenboard.registry.folder import Registry
from nenboard.registry.folding import folded
from nenboard.registry.query import CaseQuery
from nenboard.registry.rows import CaseRow

_NEARLY = 78.0
_SHORTEST_SLIP = 4


def people(registry: Registry, typed: str, *, most: int) -> tuple[CaseRow, ...]:
    """Cases whose words or numbers begin with what was typed; if there are few, also like names."""
    wanted = typed.strip()
    if not wanted:
        return ()
    ids: list[str] = []
    for text in dict.fromkeys((wanted, _number(wanted))):
        if text and len(ids) < most:
            ids += registry.cases.find(CaseQuery(text=text, limit=most))
    if len(ids) < most and len(wanted) >= _SHORTEST_SLIP:
        ids += _like(registry, wanted, most=most, known=frozenset(ids))
    return registry.cases.rows(list(dict.fromkeys(ids))[:most])


def _number(typed: str) -> str:
    """A number typed in groups, as it is stored: 999 526 0182; empty for anything else."""
    joined = "".join(typed.split())
    return joined if joined.isdecimal() else ""


def _like(registry: Registry, typed: str, *, most: int, known: frozenset[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    names = {one.case_id: one.name for one in registry.cases.identities() if one.name}
    found = process.extract(
        folded(typed).strip(), names, scorer=fuzz.partial_ratio, score_cutoff=_NEARLY, limit=most
    )
    return [case_id for _name, _score, case_id in found if case_id not in known]
