"""Stage and margin of the resected tumour: margin, stage group, nodal category."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from nenboard.algorithm.readers.procedures import procedure_source, resections
from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.spans import Ends, as_value, hull
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, candidates, found, recorded
from nenboard.domain.knowledge import FactValue
from nenboard.domain.staging import Stage
from nenboard.domain.terms import Margin, StagePrefix

_PATHOLOGICAL: Final = (StagePrefix.PATHOLOGICAL, StagePrefix.POST_TREATMENT_PATHOLOGICAL)
_GROUPS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_GROUP: Final = re.compile(r"(IV|III|II|I)(?![IV])")
_NODES: Final = re.compile(r"(?:^|[^A-Za-z])[a-z]{0,2}N([0-3])", re.IGNORECASE)

PlacedStage = tuple[int, Stage]


def margin(view: View) -> Found:
    """Residual tumour of the latest resection; RX is unknown."""
    told = [p for p in resections(view) if recorded(p[1].margin) is not None]
    chosen, remarks = view.latest(told, lambda p: p[1].date)
    codes = [m for p in chosen if (m := recorded(p[1].margin)) is not None]
    if Margin.RX in codes:
        return NOTHING
    sources = [procedure_source(p, "margin") for p in chosen]
    return found(candidates(code.value for code in codes), sources, remarks=remarks)


def stage_group(view: View) -> Found:
    """The stage group as a number without letters, pathological before clinical; system shown."""

    def has_group(stage: Stage) -> bool:
        return _group(stage) is not None

    chosen = newest_stages(view, lambda s: has_group(s) and s.prefix in _PATHOLOGICAL)
    chosen = chosen or newest_stages(view, has_group)
    numbers = [(p, g) for p in chosen if (g := _group(p[1])) is not None]
    return _numbered(numbers, "group")


def n_category(view: View) -> Found:
    """The pathological nodal category without letters; NX is unknown."""
    chosen = newest_stages(view, lambda s: s.prefix in _PATHOLOGICAL and recorded(s.n) is not None)
    numbers = [(p, n) for p in chosen if (n := _nodes(p[1])) is not None]
    return NOTHING if len(numbers) < len(chosen) else _numbered(numbers, "n")


def newest_stages(view: View, fits: Callable[[Stage], bool]) -> list[PlacedStage]:
    """Stages of the tumour that fit and may be the latest on the day."""
    if view.primary is None:
        return []
    own = [
        (index, stage)
        for index, stage in enumerate(view.case.stages)
        if stage.primary_id == view.primary.id and fits(stage)
    ]
    return view.latest(own, lambda placed: placed[1].date)[0]


def stage_source(placed: PlacedStage, field: str) -> Source:
    """Where a value of a stage stands, with the system it belongs to."""
    index, stage = placed
    system = stage.system.value if stage.system else ""
    return Source("stage", f"stages.{index}.{field}", system, stage.date)


def _group(stage: Stage) -> int | None:
    match = _GROUP.match(stage.group) if type(stage.group) is str else None
    return None if match is None else _GROUPS[match.group(1)]


def _nodes(stage: Stage) -> int | None:
    match = _NODES.search(stage.n) if type(stage.n) is str else None
    return None if match is None else int(match.group(1))


def _numbered(numbers: list[tuple[PlacedStage, int]], field: str) -> Found:
    if not numbers:
        return NOTHING
    sources = [stage_source(placed, field) for placed, _ in numbers]
    distinct = {number for _, number in numbers}
    value: FactValue = next(iter(distinct))
    if len(distinct) > 1:
        value = as_value(hull(Ends(Decimal(n), Decimal(n)) for n in distinct))
    remarks = [Remark.ORDER_OPEN] if len(numbers) > 1 else []
    return found(value, sources, remarks=remarks)
