"""Checks of tumour, stage, extent and hormonal function against each other."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.issues import Check, Issue, invalid, missing, query, rare
from nenboard.domain.missing import is_recorded
from nenboard.domain.staging import Stage
from nenboard.domain.terms import (
    Differentiation,
    DiseaseStatus,
    Functioning,
    ImagingKind,
    LiverBurden,
    MetastaticSite,
    Pace,
    Site,
    StageSystem,
    Subsite,
)

_M: Final = re.compile(r"M([01])", re.IGNORECASE)
_COLON: Final = frozenset(
    {
        Subsite.ASCENDING,
        Subsite.HEPATIC_FLEXURE,
        Subsite.TRANSVERSE,
        Subsite.SPLENIC_FLEXURE,
        Subsite.DESCENDING,
        Subsite.SIGMOID,
    }
)
_STOMACH: Final = frozenset(
    {Subsite.GASTRIC_TYPE_1, Subsite.GASTRIC_TYPE_2, Subsite.GASTRIC_TYPE_3}
)
_PANCREAS: Final = frozenset({Subsite.HEAD, Subsite.BODY, Subsite.TAIL})
_CARCINOMA_CODES: Final = frozenset({"8246/3", "8013/3", "8041/3"})
_NET_CODES: Final = frozenset(
    {"8240/3", "8249/3", "8241/3", "8242/3", "8150/3", "8151/3", "8152/3", "8153/3", "8155/3"}
)
# Registry practice by year of diagnosis (data dictionary, staging).
_FIRST_YEAR: Final = {StageSystem.AJCC_8: 2018, StageSystem.AJCC_9: 2024}
_LAST_YEAR: Final = {StageSystem.AJCC_8: 2023}
_THORACIC: Final = (Site.LUNG, Site.THYMUS)


def _primaries(case: Case, _on: date) -> Iterator[Issue]:
    if not case.primaries:
        yield missing(
            "primaries",
            "no_primary",
            message="No tumour is entered. Add the primary, or one with an unknown site.",
        )
    if len(case.primaries) > 1 and case.primary_under_discussion is None:
        yield missing(
            "primary_under_discussion",
            "tumour_not_named",
            message="The case holds several tumours. Say which one the board discusses.",
        )


def _subsite(case: Case, _on: date) -> Iterator[Issue]:
    allowed = {
        Site.COLON: _COLON,
        Site.CAECUM: frozenset[Subsite](),
        Site.STOMACH: _STOMACH,
        Site.PANCREAS: _PANCREAS,
    }
    for i, primary in enumerate(case.primaries):
        if not isinstance(primary.subsite, Subsite) or not isinstance(primary.site, Site):
            continue
        if primary.subsite not in allowed.get(primary.site, frozenset()):
            yield query(
                f"primaries.{i}.subsite",
                "subsite_of_other_organ",
                message="This part does not belong to the organ of the primary. "
                "Correct one of the two.",
            )


def _morphology(case: Case, _on: date) -> Iterator[Issue]:
    for i, primary in enumerate(case.primaries):
        classes = {s.differentiation for s in case.samples if s.primary_id == primary.id}
        code = primary.icdo_morphology
        is_other_class = (code in _CARCINOMA_CODES and classes == {Differentiation.WELL}) or (
            code in _NET_CODES and classes == {Differentiation.POOR}
        )
        if is_other_class:
            yield query(
                f"primaries.{i}.icdo_morphology",
                "morphology_of_other_class",
                message="The morphology code and the class of the samples contradict each other. "
                "Ask the pathologist which is right.",
            )


def _edition(case: Case, _on: date) -> Iterator[Issue]:
    primaries = {primary.id: primary for primary in case.primaries}
    for i, stage in enumerate(case.stages):
        primary = primaries.get(stage.primary_id)
        if primary is None or primary.diagnosed is None or stage.system is None:
            continue
        later = int(primary.site in _THORACIC)
        wait = later if stage.system is StageSystem.AJCC_9 else 0
        first = _FIRST_YEAR.get(stage.system)
        last = _LAST_YEAR.get(stage.system)
        is_too_early = first is not None and primary.diagnosed.latest.year < first + wait
        is_too_late = last is not None and primary.diagnosed.earliest.year > last + later
        if is_too_early or is_too_late:
            yield query(
                f"stages.{i}.system",
                "edition_and_year",
                message="This edition was not in use in the year of diagnosis. "
                "Check the edition in the report.",
            )


def _group(case: Case, _on: date) -> Iterator[Issue]:
    sites = {primary.id: primary.site for primary in case.primaries}
    for i, stage in enumerate(case.stages):
        if sites.get(stage.primary_id) is Site.THYMUS or not isinstance(stage.group, str):
            continue
        m = _m(stage)
        is_four = stage.group.startswith("IV")
        if is_recorded(stage.group) and m is not None and m is not is_four:
            yield rare(
                f"stages.{i}.group",
                "group_and_m",
                message="The stage group and the M category rarely go together. "
                "Confirm with a reason, or correct one of the two.",
            )


def _metastases(case: Case, _on: date) -> Iterator[Issue]:
    involved = [
        (i, row.site) for i, row in enumerate(case.extent.metastases) if row.involved is True
    ]
    distant = [pair for pair in involved if pair[1] is not MetastaticSite.REGIONAL_NODES]
    stage = _newest_stage(case)
    if distant and stage is not None and _m(case.stages[stage]) is False:
        yield rare(
            f"stages.{stage}.m",
            "m0_with_metastases",
            message="M0 with a metastatic site is rare. Confirm with a reason, or check M.",
        )
    if distant and case.extent.no_metastases_stated is True:
        yield invalid(
            "extent.no_metastases_stated",
            "none_with_metastases",
            message="No metastases are stated and a site is involved. Correct one of the two.",
        )


def _liver(case: Case, _on: date) -> Iterator[Issue]:
    burden = case.extent.liver_burden
    answers = {row.site: row.involved for row in case.extent.metastases}
    liver = answers.get(MetastaticSite.LIVER)
    if not isinstance(burden, LiverBurden) or not isinstance(liver, bool):
        return
    if liver is (burden is LiverBurden.NONE):
        yield invalid(
            "extent.liver_burden",
            "liver_burden_and_site",
            message="The share of the liver replaced contradicts the answer for liver metastases. "
            "Correct one of the two.",
        )


def _pace(case: Case, _on: date) -> Iterator[Issue]:
    calm = (DiseaseStatus.STABLE, DiseaseStatus.RESPONDING, DiseaseStatus.NO_EVIDENCE)
    fast = (Pace.PROGRESSIVE, Pace.RAPID)
    if case.extent.status in calm and case.extent.pace in fast:
        yield query(
            "extent.pace",
            "pace_and_status",
            message="The pace of growth contradicts the status of the disease. Ask the clinician.",
        )


def _function(case: Case, _on: date) -> Iterator[Issue]:
    function = case.function
    if function.status is Functioning.SYNDROME and function.control is None:
        yield missing(
            "function.control",
            "control_not_stated",
            message="Whether the syndrome is controlled decides the way on. Ask the clinician.",
        )
    if function.syndrome is not None and function.status in (None, Functioning.NO):
        yield query(
            "function.status",
            "syndrome_without_status",
            message="A syndrome is named and not answered with yes. Correct one of the two.",
        )


def _carcinoid_heart(case: Case, _on: date) -> Iterator[Issue]:
    has_syndrome = case.function.status is Functioning.SYNDROME
    is_carcinoid = has_syndrome and case.function.syndrome == "carcinoid"
    kinds = {study.kind for study in case.imaging if study.state is None}
    if is_carcinoid and ImagingKind.ECHOCARDIOGRAM not in kinds:
        yield missing(
            "imaging",
            "carcinoid_without_echo",
            message="In a carcinoid syndrome an echocardiogram is needed. "
            "Ask cardiology, or enter it as not done.",
        )


def _m(stage: Stage) -> bool | None:
    match = _M.search(stage.m) if isinstance(stage.m, str) and is_recorded(stage.m) else None
    return None if match is None else match.group(1) == "1"


def _newest_stage(case: Case) -> int | None:
    primary = case.discussed_primary
    own = [
        i
        for i, stage in enumerate(case.stages)
        if primary is not None and stage.primary_id == primary.id and _m(stage) is not None
    ]
    return min(own, key=lambda i: newest_first(case.stages[i].date), default=None)


CHECKS: Final[tuple[Check, ...]] = (
    _primaries,
    _subsite,
    _morphology,
    _edition,
    _group,
    _metastases,
    _liver,
    _pace,
    _function,
    _carcinoid_heart,
)
