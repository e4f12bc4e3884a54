"""Extent of disease: metastases first, then what was resected, then what can be."""

import re
from datetime import date
from typing import Final

from nenboard.algorithm.readers.procedures import PlacedProcedure, procedure_source, resections
from nenboard.algorithm.readers.reading import Found, Source
from nenboard.algorithm.readers.staging import newest_stages, stage_source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, answer, candidates, found, recorded
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import MetastaticSite, Removed, Resectability

METASTATIC, RESECTED = "metastatic", "resected"
RESECTABLE, UNRESECTABLE = "resectable", "unresectable_nonmetastatic"

_M_CATEGORY: Final = re.compile(r"(?:^|[^A-Za-z])[a-z]{0,2}M([01])", re.IGNORECASE)


def extent(view: View) -> Found:
    """Metastatic, resected, resectable or not; without an answer on metastases both stay open."""
    sites = _involved_sites(view)
    if sites:
        return found(METASTATIC, sites)
    cleared = [p for p in resections(view) if p[1].removed is Removed.ALL_DISEASE]
    m1 = [source for source, value in _m_categories(view) if value]
    if cleared and not _m1_since(m1, cleared):
        return found(
            None,
            [procedure_source(p, "removed") for p in cleared],
            remarks=[Remark.ALL_DISEASE_RESECTED],
        )
    if m1:
        return found(METASTATIC, m1)
    codes, sources, remarks = _local_extent(view)
    if not codes:
        return found(None, (), remarks=[Remark.METASTASES_NOT_ANSWERED] if not _is_m0(view) else [])
    if _is_m0(view):
        return found(candidates(codes), sources, remarks=remarks)
    remarks = [*remarks, Remark.METASTASES_NOT_ANSWERED]
    return found(candidates([*codes, METASTATIC]), sources, remarks=remarks)


def brain_metastases(view: View) -> Found:
    """Whether the brain is involved; no answer is unknown."""
    for index, row in enumerate(view.case.extent.metastases):
        if row.site is MetastaticSite.BRAIN and (known := answer(row.involved)) is not None:
            return found(known, [Source("extent", f"extent.metastases.{index}", row.site.value)])
    return Found()


def _involved_sites(view: View) -> list[Source]:
    return [
        Source("extent", f"extent.metastases.{index}", row.site.value)
        for index, row in enumerate(view.case.extent.metastases)
        if row.involved is True and row.site.value in view.terms.metastatic_sites
    ]


def _m_categories(view: View) -> list[tuple[Source, bool]]:
    """Each M category that may be the latest, and whether it is M1."""
    said = []
    for placed in newest_stages(view, lambda stage: _m_value(stage.m) is not None):
        value = _m_value(placed[1].m)
        if value is not None:
            said.append((stage_source(placed, "m"), value))
    return said


def _m_value(category: object) -> bool | None:
    match = _M_CATEGORY.search(category) if type(category) is str else None
    return None if match is None else match.group(1) == "1"


def _m1_since(m1: list[Source], cleared: list[PlacedProcedure]) -> bool:
    """Whether an M1 is certainly later than the operations that removed all disease."""
    last = max((_last_day(p[1].date) for p in cleared), default=None)
    return last is not None and any(
        source.date is not None and source.date.earliest > last for source in m1
    )


def _last_day(when: PartialDate | None) -> date:
    return when.latest if when is not None else date.min


def _is_m0(view: View) -> bool:
    """Whether something said rules metastases out; sites without an answer do not."""
    if view.case.extent.no_metastases_stated is True:
        return True
    said = [value for _, value in _m_categories(view)]
    if said and not any(said):
        return True
    answers = {row.site.value: row.involved for row in view.case.extent.metastases}
    return all(answers.get(site) is False for site in view.terms.metastatic_sites)


def _local_extent(view: View) -> tuple[list[str], list[Source], list[Remark]]:
    removed = resections(view)
    if removed:
        return [RESECTED], [procedure_source(p, "removed") for p in removed], []
    place = [Source("extent", "extent.primary_resectability")]
    match recorded(view.case.extent.primary_resectability):
        case Resectability.RESECTABLE:
            return [RESECTABLE], place, []
        case Resectability.NOT_RESECTABLE:
            return [UNRESECTABLE], place, []
        case Resectability.BORDERLINE:
            return [RESECTABLE, UNRESECTABLE], place, [Remark.BORDERLINE]
    return [], [], []
