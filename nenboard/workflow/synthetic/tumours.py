"""Synthetic tumours: primary, tissue, stage, extent and hormonal function."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from nenboard.domain.missing import Missing
from nenboard.domain.staging import Extent, SiteInvolvement, Stage
from nenboard.domain.terms import (
    Burden,
    CellType,
    Comparator,
    DiagnosisBasis,
    Differentiation,
    DiseaseStatus,
    Functioning,
    Ki67Method,
    LiverBurden,
    LungClass,
    Marker,
    MetastasisComponent,
    MetastaticSite,
    MinenComponent,
    MolecularCall,
    Pace,
    Resectability,
    ReviewState,
    SampleKind,
    SampleOrigin,
    Site,
    StagePrefix,
    Stain,
    Syndrome,
    SyndromeControl,
    WhoEdition,
)
from nenboard.domain.tumour import Function, Ki67, Mitoses, MolecularResult, Primary, Sample, Stains
from nenboard.workflow.synthetic.dice import Dice, day_of
from nenboard.workflow.synthetic.kinds import Band, Kind, is_carcinoma, stage_system

_SYNDROMES = {
    Site.PANCREAS: (Syndrome.INSULIN, Syndrome.GASTRIN, Syndrome.GLUCAGON, Syndrome.VIP),
    Site.DUODENUM: (Syndrome.GASTRIN,),
    Site.LUNG: (Syndrome.ACTH, Syndrome.CARCINOID),
    Site.THYMUS: (Syndrome.ACTH,),
}
_REVIEWS = (
    (ReviewState.AGREES, 0.6),
    (ReviewState.NOT_ASKED, 0.3),
    (ReviewState.ASKED, 0.05),
    (ReviewState.CHANGED_GRADE, 0.05),
)
_CHEST = frozenset({Site.LUNG, Site.THYMUS})
_ATYPICAL_FROM = 6
_HIGH = 20
_LOCAL = (
    ("T1", "N0", "I"),
    ("T2", "N0", "II"),
    ("T3", "N0", "II"),
    ("T2", "N1", "III"),
    ("T3", "N1", "III"),
)
_LOCAL_CHEST = (("T1", "N0", "I"), ("T2", "N0", "I"), ("T2", "N1", "II"))
_LIVER = (
    (LiverBurden.UP_TO_10, 0.35),
    (LiverBurden.FROM_11_TO_25, 0.35),
    (LiverBurden.FROM_26_TO_50, 0.22),
    (LiverBurden.ABOVE_50, 0.08),
)
_BURDENS = {
    LiverBurden.NONE: Burden.LOW,
    LiverBurden.UP_TO_10: Burden.LOW,
    LiverBurden.FROM_11_TO_25: Burden.MODERATE,
    LiverBurden.FROM_26_TO_50: Burden.BULKY,
    LiverBurden.ABOVE_50: Burden.BULKY,
}
_CONTROL = (
    (SyndromeControl.CONTROLLED, 0.65),
    (SyndromeControl.NOT_CONTROLLED, 0.15),
    (SyndromeControl.NOT_TREATED_OR_JUDGED, 0.2),
)
_CALLS = (
    (Marker.MGMT, (MolecularCall.DEFICIENT, MolecularCall.PROFICIENT), 0.08),
    (Marker.MSI, (MolecularCall.STABLE, MolecularCall.STABLE, MolecularCall.HIGH), 0.08),
    (Marker.DPD, (MolecularCall.NORMAL,) * 9 + (MolecularCall.PARTIAL,), 0.8),
)


def primary(dice: Dice, kind: Kind, *, found: date) -> Primary:
    """The tumour where it began."""
    return Primary(
        id="p1",
        site=kind.site,
        subsite=dice.pick(kind.subsites) if kind.subsites else None,
        diagnosed=day_of(found),
        diagnosis_basis=DiagnosisBasis.PATHOLOGY,
        size_mm=dice.number(8, 70),
    )


def samples(
    dice: Dice, kind: Kind, *, found: date, operated: date | None, biopsied: date | None
) -> tuple[Sample, ...]:
    """The first tissue, that of an operation, and at times one from a metastasis, a little higher.

    ``operated`` and ``biopsied`` are the days of an operation and of a later biopsy, if any.
    """
    place = dice.weighted(tuple((at, band.weight) for at, band in enumerate(kind.bands)))
    band = kind.bands[place]
    taken = [_Taken(found, SampleKind.BIOPSY, SampleOrigin.PRIMARY, band)]
    if operated is not None:
        first = taken if dice.chance(0.6) and operated > found else []
        taken = [*first, _Taken(operated, SampleKind.RESECTION, SampleOrigin.PRIMARY, band)]
    elif biopsied is not None or dice.chance(0.6):
        taken = [_Taken(found, SampleKind.BIOPSY, SampleOrigin.METASTASIS, band)]
    if biopsied is not None:
        later = kind.bands[min(place + dice.whole(0, 1), len(kind.bands) - 1)]
        taken.append(_Taken(biopsied, SampleKind.BIOPSY, SampleOrigin.METASTASIS, later))
    return tuple(_sample(dice, kind, of=of, number=n) for n, of in enumerate(taken, start=1))


class _Taken(NamedTuple):
    """When, how and where a sample was taken, and from which range its Ki-67 is."""

    day: date
    kind: SampleKind
    origin: SampleOrigin
    band: Band


def _sample(dice: Dice, kind: Kind, *, of: _Taken, number: int) -> Sample:
    ki67 = dice.number(of.band.low, of.band.high, digits=0 if of.band.low >= 2 else 1)
    mixed = Differentiation.MINEN
    lung_class = _lung_class(kind, ki67)
    is_metastasis = of.origin is SampleOrigin.METASTASIS
    return Sample(
        id=f"s{number}",
        primary_id="p1",
        date=dice.dated(of.day) if number > 1 else day_of(of.day),
        organ="liver" if is_metastasis else kind.site.value.replace("_", " "),
        origin=of.origin,
        kind=of.kind,
        laboratory="Synthetic pathology",
        specimen=f"SYN-{of.day:%y}-{dice.whole(1000, 9999)}",
        is_representative=True,
        differentiation=kind.differentiation,
        cell_type=dice.pick((CellType.SMALL, CellType.LARGE)) if is_carcinoma(kind) else None,
        minen_component=MinenComponent.NEC if kind.differentiation is mixed else None,
        minen_share=dice.number(35, 70) if kind.differentiation is mixed else None,
        metastasis_component=_component(dice) if kind.differentiation is mixed else None,
        ki67=_ki67(dice, ki67),
        mitoses=_mitoses(ki67, lung_class),
        necrosis=_necrosis(dice, kind),
        grade=Missing.NOT_APPLICABLE if kind.differentiation is mixed else of.band.grade,
        who_edition=_edition(of.day),
        lung_class=lung_class,
        stains=_stains(dice, kind, ki67=ki67),
        review=dice.weighted(_REVIEWS),
    )


def _component(dice: Dice) -> MetastasisComponent:
    return dice.pick(tuple(MetastasisComponent))


def _edition(day: date) -> WhoEdition:
    if day.year >= 2023:
        return WhoEdition.WHO_2022
    return WhoEdition.WHO_2019 if day.year >= 2020 else WhoEdition.WHO_2017


def _stains(dice: Dice, kind: Kind, *, ki67: Decimal) -> Stains:
    if is_carcinoma(kind):
        return Stains(
            synaptophysin=Stain.POSITIVE,
            chromogranin_a=dice.pick((Stain.WEAK, Stain.POSITIVE)),
            p53=Stain.ABNORMAL,
            rb=dice.pick((Stain.LOST, Stain.RETAINED)),
        )
    if ki67 > _HIGH:
        return Stains(
            synaptophysin=Stain.POSITIVE,
            chromogranin_a=Stain.POSITIVE,
            p53=Stain.NORMAL,
            rb=Stain.RETAINED,
        )
    return Stains(synaptophysin=Stain.POSITIVE, chromogranin_a=Stain.POSITIVE)


def _ki67(dice: Dice, value: Decimal) -> Ki67:
    shape = dice.weighted((("value", 0.93), ("range", 0.04), ("about", 0.03)))
    if shape == "range" and value >= 2:
        low = Decimal(int(value))
        high = min(Decimal(100), low + 2)
        return Ki67(low=low, high=high, as_printed=f"{low}-{high} %")
    if shape == "about" and value >= 2:
        return Ki67(value=Decimal(round(value)), comparator=Comparator.ABOUT)
    method = dice.maybe(dice.pick((Ki67Method.MANUAL, Ki67Method.IMAGE_ANALYSIS)), 0.8)
    cells = dice.whole(5, 20) * 100 if method is not None else None
    return Ki67(value=value, method=method, cells_counted=cells)


def _mitoses(ki67: Decimal, lung_class: LungClass | None) -> Mitoses:
    """A count that agrees with Ki-67 and with the class of a carcinoid."""
    count = max(0, round(float(ki67) / 3))
    if lung_class is LungClass.TYPICAL:
        count = min(count, 1)
    elif lung_class is LungClass.ATYPICAL:
        count = min(max(count, 2), 9)
    elif ki67 < 3:
        count = min(count, 1)
    return Mitoses(value=Decimal(count), area_mm2=Decimal(2))


def _necrosis(dice: Dice, kind: Kind) -> bool | None:
    if is_carcinoma(kind):
        return True
    return False if kind.site in _CHEST else dice.maybe(False, 0.6)


def _lung_class(kind: Kind, ki67: Decimal) -> LungClass | None:
    """Typical below the counts of an atypical carcinoid, which the same Ki-67 stands for here."""
    if kind.site not in _CHEST:
        return None
    return LungClass.TYPICAL if ki67 < _ATYPICAL_FROM else LungClass.ATYPICAL


def molecular(dice: Dice, *, found: date) -> tuple[MolecularResult, ...]:
    """A few molecular and pharmacogenetic results."""
    return tuple(
        MolecularResult(marker=marker, result=dice.pick(calls), date=dice.dated(found))
        for marker, calls, share in _CALLS
        if dice.chance(share)
    )


def stage(dice: Dice, kind: Kind, *, found: date, is_metastatic: bool) -> Stage:
    """A TNM stage that agrees with the extent, by the edition of the year of diagnosis."""
    if is_metastatic:
        t, n, group = f"T{dice.whole(2, 4)}", f"N{dice.whole(0, 1)}", "IV"
    else:
        t, n, group = dice.pick(_LOCAL_CHEST if kind.site in _CHEST else _LOCAL)
    return Stage(
        primary_id="p1",
        date=day_of(found),
        prefix=StagePrefix.CLINICAL if is_metastatic else StagePrefix.PATHOLOGICAL,
        system=stage_system(kind, found.year),
        t=t,
        n=n,
        m="M1" if is_metastatic else "M0",
        group=group,
    )


class Now(NamedTuple):
    """How the disease stands: its status, its pace, and the day of the scan that shows it."""

    status: DiseaseStatus
    pace: Pace | None
    day: date


def extent(dice: Dice, kind: Kind, *, now: Now, is_metastatic: bool) -> Extent:
    """Where the disease is and how it behaves, as a clinician judges it."""
    judged = "Dr A. Synthetic"
    dated = day_of(now.day)
    if not is_metastatic:
        return Extent(
            no_metastases_stated=True,
            primary_resectability=Resectability.RESECTABLE,
            status=now.status,
            status_date=dated,
            judged_by=judged,
        )
    has_liver = dice.chance(0.85)
    share = dice.weighted(_LIVER) if has_liver else LiverBurden.NONE
    return Extent(
        metastases=(
            SiteInvolvement(site=MetastaticSite.LIVER, involved=has_liver),
            SiteInvolvement(
                site=MetastaticSite.DISTANT_NODES, involved=not has_liver or dice.chance(0.4)
            ),
            SiteInvolvement(site=MetastaticSite.BONE, involved=dice.chance(0.15)),
            SiteInvolvement(site=MetastaticSite.PERITONEUM, involved=dice.chance(0.1)),
            SiteInvolvement(site=MetastaticSite.BRAIN, involved=_has_brain(dice, kind)),
        ),
        liver_burden=share,
        burden=_BURDENS[share],
        is_liver_dominant=has_liver and share not in {LiverBurden.NONE, LiverBurden.UP_TO_10},
        primary_resectability=Resectability.NOT_RESECTABLE,
        metastases_resectability=Resectability.NOT_RESECTABLE,
        is_surgery_too_morbid=True,
        is_shrinkage_the_aim=dice.chance(0.15),
        has_tumour_symptoms=dice.chance(0.25),
        status=now.status,
        status_date=dated,
        pace=now.pace,
        judged_by=judged,
    )


def _has_brain(dice: Dice, kind: Kind) -> bool:
    return dice.chance(0.06 if is_carcinoma(kind) else 0.01)


def function(dice: Dice, kind: Kind, *, on: date, is_metastatic: bool) -> Function:
    """Whether the tumour causes a syndrome, and how well that is controlled."""
    day = day_of(on - timedelta(days=dice.whole(2, 40)))
    if not is_metastatic or not dice.chance(kind.functioning):
        return Function(status=Functioning.NO, date=day)
    return Function(
        status=Functioning.SYNDROME,
        syndrome=dice.pick(_SYNDROMES.get(kind.site, (Syndrome.CARCINOID,))),
        control=dice.weighted(_CONTROL),
        stools_per_day=Decimal(dice.whole(1, 7)),
        flushes_per_day=Decimal(dice.whole(0, 8)),
        date=day,
    )
