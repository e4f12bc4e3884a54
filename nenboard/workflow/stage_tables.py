"""The stage tables that come with the program, and the stages of a case checked against them."""

import json
from functools import lru_cache

from nenboard.domain.case import Case
from nenboard.domain.stage_groups import DerivedStage, derived_stage
from nenboard.domain.stage_tables import StageTables, stage_tables
from nenboard.domain.terms import Differentiation, Site
from nenboard.domain.tumour import Primary
from nenboard.host import resources


@lru_cache(maxsize=1)
def shipped_tables() -> StageTables:
    """The tables of terms/tnm_stage_groups.json. Raises ResourceMissing."""
    text = resources.path("terms", "tnm_stage_groups.json").read_text(encoding="utf-8")
    return stage_tables(json.loads(text))


def stages_checked(case: Case) -> tuple[DerivedStage, ...]:
    """Each stage of a case with the group derived for it; the entered group wins.

    The class is that of the samples of its tumour, if all of them say the same.
    """
    primaries = {primary.id: primary for primary in case.primaries}
    return tuple(
        derived_stage(
            shipped_tables(),
            stage,
            site=_site(primaries[stage.primary_id]),
            differentiation=_differentiation(case, stage.primary_id),
        )
        for stage in case.stages
    )


def _site(primary: Primary) -> Site | None:
    return primary.site if isinstance(primary.site, Site) else None


def _differentiation(case: Case, primary_id: str) -> Differentiation | None:
    said = {
        sample.differentiation
        for sample in case.samples
        if sample.primary_id == primary_id and isinstance(sample.differentiation, Differentiation)
    }
    return said.pop() if len(said) == 1 else None
