"""Synthetic tumours: primary, tissue, stage, extent and hormonal function."""

from datetime import date
from decimal import Decimal

from nenboard.domain.missing import Missing
from nenboard.domain.staging import Extent, SiteInvolvement, Stage
from nenboard.domain.terms import (
    Burden,
    CellType,
    Comparator,
    DiagnosisBasis,
    Differentiation,
    Functioning,
    Ki67Method,
    LiverBurden,
    LungClass,
    Marker,
    MetastaticSite,
    MinenComponent,
    MolecularCall,
    Pace,
    Resectability,
    SampleKind,
    SampleOrigin,
    Site,
    StagePrefix,
    Syndrome,
    SyndromeControl,
    WhoEdition,
)
from nenboard.domain.tumour import Function, Ki67, Mitoses, MolecularResult, Primary, Sample
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.kinds import Band, Kind

_SYNDROMES = {
    Site.PANCREAS: (Syndrome.INSULIN, Syndrome.GASTRIN, Syndrome.GLUCAGON, Syndrome.VIP),
    Site.DUODENUM: (Syndrome.GASTRIN,),
    Site.LUNG: (Syndrome.ACTH, Syndrome.CARCINOID),
    Site.THYMUS: (Syndrome.ACTH,),
}
_FAST = ((Pace.PROGRESSIVE, 0.45), (Pace.RAPID, 0.55))
_SLOW = (
    (Pace.INDOLENT, 0.2),
    (Pace.STABLE, 0.35),
    (Pace.PROGRESSIVE, 0.35),
    (Pace.RAPID, 0.1),
)
_CALLS = (
    (Marker.MGMT, (MolecularCall.DEFICIENT, MolecularCall.PROFICIENT), 0.08),
    (Marker.MSI, (MolecularCall.STABLE, MolecularCall.STABLE, MolecularCall.HIGH), 0.08),
    (Marker.DPD, (MolecularCall.NORMAL, MolecularCall.NORMAL, MolecularCall.PARTIAL), 0.3),
)


def primary(dice: Dice, kind: Kind, *, found: date) -> Primary:
    """The tumour where it began."""
    return Primary(
        id="p1",
        site=kind.site,
        subsite=dice.pick(kind.subsites) if kind.subsites else None,
        diagnosed=dice.dated(found),
        diagnosis_basis=DiagnosisBasis.PATHOLOGY,
        size_mm=dice.maybe(dice.number(6, 90), 0.8),
    )


def samples(dice: Dice, kind: Kind, *, found: date, on: date) -> tuple[Sample, ...]:
    """One to three tissue samples, a later one often from a metastasis and a little higher."""
    origin = SampleOrigin.METASTASIS if dice.chance(0.6) else SampleOrigin.PRIMARY
    place = dice.weighted(tuple((at, band.weight) for at, band in enumerate(kind.bands)))
    taken = [_sample(dice, kind, place=(found, origin), band=kind.bands[place], number=1)]
    days = (on - found).days
    while len(taken) < 3 and days > 400 and dice.chance(0.25):
        later = dice.months_before(on, (1.0, days / 45))
        place = min(place + dice.whole(0, 1), len(kind.bands) - 1)
        where = (later, SampleOrigin.METASTASIS)
        number = len(taken) + 1
        taken.append(_sample(dice, kind, place=where, band=kind.bands[place], number=number))
    return tuple(taken)


def _sample(
    dice: Dice, kind: Kind, *, place: tuple[date, SampleOrigin], band: Band, number: int
) -> Sample:
    taken, origin = place
    ki67 = dice.number(band.low, band.high, digits=1)
    poor, mixed = Differentiation.POOR, Differentiation.MINEN
    has_cells = kind.differentiation in {poor, mixed}
    return Sample(
        id=f"s{number}",
        primary_id="p1",
        date=dice.dated(taken),
        organ="liver" if origin is SampleOrigin.METASTASIS else kind.site.value.replace("_", " "),
        origin=origin,
        kind=dice.weighted(((SampleKind.BIOPSY, 0.7), (SampleKind.RESECTION, 0.3))),
        laboratory="Synthetic pathology",
        specimen=f"SYN-{taken:%y}-{dice.whole(1000, 9999)}",
        is_representative=True,
        differentiation=kind.differentiation,
        cell_type=dice.pick((CellType.SMALL, CellType.LARGE)) if has_cells else None,
        minen_component=MinenComponent.NEC if kind.differentiation is mixed else None,
        ki67=_ki67(dice, ki67),
        mitoses=_mitoses(dice, ki67),
        necrosis=dice.maybe(has_cells or dice.chance(0.15), 0.5),
        grade=dice.maybe(band.grade, 0.85),
        who_edition=WhoEdition.WHO_2019 if taken.year >= 2020 else WhoEdition.WHO_2017,
        lung_class=_lung_class(dice, kind),
    )


def _ki67(dice: Dice, value: Decimal) -> Ki67 | Missing | None:
    shape = dice.weighted((("value", 0.84), ("range", 0.05), ("about", 0.04), ("none", 0.07)))
    if shape == "value":
        method = dice.maybe(dice.pick((Ki67Method.MANUAL, Ki67Method.EYEBALL)), 0.6)
        return Ki67(value=value, method=method)
    if shape == "range":
        low = Decimal(int(value))
        return Ki67(low=low, high=min(Decimal(100), low + 5), as_printed=f"{low}-{low + 5} %")
    if shape == "about":
        return Ki67(value=Decimal(round(value)), comparator=Comparator.ABOUT)
    return dice.pick((None, Missing.PENDING, Missing.NOT_DONE))


def _mitoses(dice: Dice, ki67: Decimal) -> Mitoses | None:
    if dice.chance(0.4):
        return None
    return Mitoses(value=Decimal(round(ki67 / 3)), area_mm2=Decimal(2))


def _lung_class(dice: Dice, kind: Kind) -> LungClass | None:
    if kind.site not in {Site.LUNG, Site.THYMUS}:
        return None
    return dice.maybe(dice.pick((LungClass.TYPICAL, LungClass.ATYPICAL)), 0.85)


def molecular(dice: Dice, *, found: date) -> tuple[MolecularResult, ...]:
    """A few molecular and pharmacogenetic results."""
    return tuple(
        MolecularResult(marker=marker, result=dice.pick(calls), date=dice.dated(found))
        for marker, calls, share in _CALLS
        if dice.chance(share)
    )


def stage(dice: Dice, kind: Kind, *, found: date, is_metastatic: bool) -> Stage:
    """A TNM stage that agrees with the extent."""
    group = "IV" if is_metastatic else dice.pick(("I", "II", "III"))
    return Stage(
        primary_id="p1",
        date=dice.dated(found),
        prefix=StagePrefix.CLINICAL if is_metastatic else StagePrefix.PATHOLOGICAL,
        system=kind.system,
        t=f"T{dice.whole(1, 4)}",
        n="N1" if group == "III" else f"N{dice.whole(0, 1)}",
        m="M1" if is_metastatic else "M0",
        group=group,
    )


def extent(dice: Dice, kind: Kind, *, on: date, is_metastatic: bool) -> Extent:
    """Where the disease is and how it behaves, as a clinician judges it, with gaps."""
    if not is_metastatic:
        return Extent(no_metastases_stated=True, judged_by="Dr A. Synthetic")
    is_fast = kind.differentiation is not Differentiation.WELL
    return Extent(
        metastases=(
            SiteInvolvement(site=MetastaticSite.LIVER, involved=dice.chance(0.85)),
            SiteInvolvement(site=MetastaticSite.DISTANT_NODES, involved=True),
            SiteInvolvement(site=MetastaticSite.BONE, involved=dice.maybe(dice.chance(0.2), 0.8)),
            SiteInvolvement(site=MetastaticSite.BRAIN, involved=dice.maybe(dice.chance(0.03), 0.6)),
        ),
        liver_burden=dice.maybe(dice.pick(tuple(LiverBurden)[1:]), 0.7),
        burden=dice.maybe(dice.pick(tuple(Burden)), 0.75),
        is_liver_dominant=dice.maybe(dice.chance(0.4), 0.7),
        primary_resectability=dice.maybe(Resectability.NOT_RESECTABLE, 0.7),
        metastases_resectability=dice.maybe(Resectability.NOT_RESECTABLE, 0.7),
        is_shrinkage_the_aim=dice.maybe(dice.chance(0.15), 0.7),
        has_tumour_symptoms=dice.maybe(dice.chance(0.25), 0.8),
        pace=dice.maybe(dice.weighted(_FAST if is_fast else _SLOW), 0.8),
        status_date=dice.dated(dice.months_before(on, (0.1, 2.0))),
        judged_by="Dr A. Synthetic",
    )


def function(dice: Dice, kind: Kind, *, on: date) -> Function:
    """Whether the tumour causes a syndrome, and how well that is controlled."""
    day = dice.dated(dice.months_before(on, (0.1, 3.0)))
    if not dice.chance(kind.functioning):
        return Function(status=dice.maybe(Functioning.NO, 0.9), date=day)
    return Function(
        status=Functioning.SYNDROME,
        syndrome=dice.pick(_SYNDROMES.get(kind.site, (Syndrome.CARCINOID,))),
        control=dice.maybe(dice.pick(tuple(SyndromeControl)), 0.85),
        date=day,
    )
