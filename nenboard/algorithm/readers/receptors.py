"""Somatostatin receptors: imaging of the receptor, and the stain, which never feeds it."""

from collections.abc import Iterable

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.tissue import source_of
from nenboard.algorithm.readers.view import View, candidates, found, recorded
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.terms import ImagingKind, Uptake

POSITIVE, HETEROGENEOUS, NEGATIVE = "positive", "heterogeneous", "negative"
_RECEPTOR_KINDS = (ImagingKind.SSTR_PET, ImagingKind.SSTR_SCINTIGRAPHY)

PlacedStudy = tuple[int, ImagingStudy]


def sstr(view: View) -> Found:
    """Receptor status of the latest receptor imaging with a result, together with FDG-PET."""
    placed = list(enumerate(view.case.imaging))
    scans = [p for p in placed if p[1].kind in _RECEPTOR_KINDS and _has_result(p[1])]
    chosen, remarks = view.latest(scans, lambda p: p[1].date)
    if not chosen:
        return NOTHING
    codes: list[str] = []
    said = list(remarks)
    for _, study in chosen:
        read, more = _status(view, study)
        said += more
        if not read:
            return found(None, [study_source(p, "krenning_highest") for p in chosen], remarks=said)
        codes += read
    sources = [study_source(p, "krenning_highest") for p in chosen]
    codes, fdg = _with_fdg(view, chosen, codes=codes)
    return found(candidates(codes), (*sources, *fdg), remarks=said)


def sstr_ihc(view: View) -> Found:
    """The receptor stain of the latest sample that has one; 1+ is unknown."""
    stained = [p for p in view.samples if recorded(p[1].stains.sstr2a) is not None]
    chosen, remarks = view.latest(stained, lambda p: p[1].date)
    sources = [source_of(p, "stains.sstr2a") for p in chosen]
    codes = [view.terms.sstr2a.get(str(p[1].stains.sstr2a)) for p in chosen]
    if None in codes:
        return found(None, sources, remarks=(*remarks, Remark.STAIN_1_PLUS))
    return found(candidates(code for code in codes if code), sources, remarks=remarks)


def study_source(placed: PlacedStudy, field: str) -> Source:
    """Where a value of a study stands."""
    index, study = placed
    return Source("imaging", f"imaging.{index}.{field}", study.kind.value, study.date)


def _has_result(study: ImagingStudy) -> bool:
    told = (study.krenning_highest, study.krenning_lowest, study.lesions_above_liver)
    answered = any(recorded(value) is not None for value in told)
    return answered or isinstance(study.has_fdg_disease_without_receptors, bool)


def _status(view: View, study: ImagingStudy) -> tuple[list[str], list[Remark]]:
    """The codes a study leaves, empty if it contradicts itself or says too little."""
    above = view.terms.krenning_above_liver
    highest, lowest = recorded(study.krenning_highest), recorded(study.krenning_lowest)
    remarks = [Remark.SCINTIGRAPHY] if study.kind is ImagingKind.SSTR_SCINTIGRAPHY else []
    possible = {Uptake.ALL, Uptake.SOME, Uptake.NONE}
    if highest is not None:
        possible &= {Uptake.ALL, Uptake.SOME} if highest >= above else {Uptake.NONE}
    if lowest is not None:
        possible &= {Uptake.ALL} if lowest >= above else {Uptake.SOME, Uptake.NONE}
    counted = recorded(study.lesions_above_liver)
    if counted is not None:
        possible &= {counted}
    if not possible:
        return [], [*remarks, Remark.RECEPTOR_SCAN_CONTRADICTS_ITSELF]
    if highest == view.terms.krenning_decided_negative and possible == {Uptake.NONE}:
        remarks.append(Remark.KRENNING_2)
    if possible == {Uptake.ALL, Uptake.SOME}:
        remarks.append(Remark.ONLY_HIGHEST_KRENNING)
    codes = {Uptake.ALL: POSITIVE, Uptake.SOME: HETEROGENEOUS, Uptake.NONE: NEGATIVE}
    is_open = len(possible) == len(codes)
    return ([] if is_open and not _has_fdg_disease(study) else _ordered(possible, codes)), remarks


def _ordered(possible: set[Uptake], codes: dict[Uptake, str]) -> list[str]:
    return [code for uptake, code in codes.items() if uptake in possible]


def _has_fdg_disease(study: ImagingStudy) -> bool:
    return study.has_fdg_disease_without_receptors is True


def _with_fdg(
    view: View, chosen: Iterable[PlacedStudy], *, codes: list[str]
) -> tuple[list[str], list[Source]]:
    """FDG-positive disease without receptors makes what is not negative heterogeneous."""
    fdg = [
        p
        for p in enumerate(view.case.imaging)
        if p[1].kind is ImagingKind.FDG_PET
        and isinstance(p[1].has_fdg_disease_without_receptors, bool)
    ]
    asked = [*chosen, *view.latest(fdg, lambda p: p[1].date)[0]]
    shown = [p for p in asked if _has_fdg_disease(p[1])]
    if not shown:
        return codes, []
    kept = [NEGATIVE] if NEGATIVE in codes else []
    changed = [HETEROGENEOUS] if set(codes) - {NEGATIVE} else []
    field = "has_fdg_disease_without_receptors"
    return [*changed, *kept], [study_source(p, field) for p in shown]
