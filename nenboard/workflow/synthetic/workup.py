"""Synthetic tests: imaging, laboratory values and markers that follow the disease."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.labs import LabResult
from nenboard.domain.terms import FdgResult, ImagingKind, LabTest, Response, Site, Uptake, Valves
from nenboard.workflow.synthetic.courses import Scan
from nenboard.workflow.synthetic.dice import Dice, day_of
from nenboard.workflow.synthetic.kinds import Kind, is_carcinoma

_KRENNING = {Uptake.ALL: (4, 3), Uptake.SOME: (3, 1), Uptake.NONE: (1, 0)}
_LABS: tuple[tuple[LabTest, str, float, float, int, Decimal | None], ...] = (
    (LabTest.EGFR, "mL/min/1.73 m2", 80, 15, 0, None),
    (LabTest.BILIRUBIN, "umol/L", 11, 4, 0, Decimal(21)),
    (LabTest.AST, "U/L", 28, 8, 0, Decimal(40)),
    (LabTest.ALT, "U/L", 30, 9, 0, Decimal(45)),
    (LabTest.HAEMOGLOBIN, "g/L", 130, 12, 0, None),
    (LabTest.NEUTROPHILS, "10^9/L", 4.2, 1.0, 1, None),
    (LabTest.PLATELETS, "10^9/L", 240, 50, 0, None),
)
_HIGH = 20
_SCANS_KEPT = 5
_MARKERS_KEPT = 5
_LIMIT = 100
_HIAA_SITES = {Site.ILEUM, Site.JEJUNUM, Site.LUNG, Site.UNKNOWN_PRIMARY, Site.DUODENUM}
_HIAA_LIMIT = Decimal(50)
_BNP_LIMIT = Decimal(125)
_NSE_LIMIT = Decimal("16.3")


def imaging(
    dice: Dice, kind: Kind, *, on: date, scans: Sequence[Scan], has_carcinoid: bool
) -> tuple[ImagingStudy, ...]:
    """The last CTs with their sums, receptor imaging, FDG and the heart in some."""
    done = [*_cts(dice, scans, on=on), _receptor_scan(dice, kind, on=on)]
    if is_carcinoma(kind) or kind.bands[0].low > _HIGH or dice.chance(0.2):
        fdg = FdgResult.GREATER if is_carcinoma(kind) else dice.pick(tuple(FdgResult)[:3])
        day = day_of(on - timedelta(days=dice.whole(8, 150)))
        done.append(ImagingStudy(id="fdg", kind=ImagingKind.FDG_PET, date=day, fdg=fdg))
    if has_carcinoid or dice.chance(0.3):
        done.append(
            ImagingStudy(
                id="echo",
                kind=ImagingKind.ECHOCARDIOGRAM,
                date=day_of(on - timedelta(days=dice.whole(15, 270))),
                lvef_percent=max(Decimal(30), min(Decimal(72), dice.near(61, 6))),
                valves=Valves.MILD if has_carcinoid and dice.chance(0.25) else Valves.NONE,
            )
        )
    return tuple(done)


def _cts(dice: Dice, scans: Sequence[Scan], *, on: date) -> list[ImagingStudy]:
    if not scans:
        day = day_of(on - timedelta(days=dice.whole(6, 60)))
        result = "No sign of disease."
        return [ImagingStudy(id="ct1", kind=ImagingKind.CT, date=day, result=result)]
    kept = list(scans)[-_SCANS_KEPT:]
    return [
        ImagingStudy(
            id=f"ct{number}",
            kind=ImagingKind.CT,
            date=day_of(scan.day),
            result=_said(scan),
            is_to_be_shown=scan is kept[-1],
        )
        for number, scan in enumerate(kept, start=1)
    ]


def _said(scan: Scan) -> str:
    code = f", {scan.response.value}" if isinstance(scan.response, Response) else ""
    return f"Target sum {scan.total} mm{code}."


def _receptor_scan(dice: Dice, kind: Kind, *, on: date) -> ImagingStudy:
    uptake = dice.weighted(kind.uptake)
    highest, lowest = _KRENNING[uptake]
    return ImagingStudy(
        id="sstr",
        kind=ImagingKind.SSTR_PET,
        date=day_of(on - timedelta(days=dice.whole(12, 280))),
        tracer="68Ga-DOTATATE",
        lesions_above_liver=uptake,
        krenning_highest=highest,
        krenning_lowest=lowest,
    )


def labs(
    dice: Dice, kind: Kind, *, on: date, scans: Sequence[Scan], has_carcinoid: bool
) -> tuple[LabResult, ...]:
    """Kidney, liver and blood count of the last weeks, and a marker that follows the tumour."""
    day = day_of(on - timedelta(days=dice.whole(1, 16)))
    results = [
        LabResult(
            test=test,
            value=dice.near(middle, spread, digits=digits),
            unit=unit,
            upper_limit=limit,
            date=day,
        )
        for test, unit, middle, spread, digits, limit in _LABS
    ]
    results += _marker(dice, kind, on=on, scans=scans)
    day = day_of(on - timedelta(days=dice.whole(5, 70)))
    if kind.site in _HIAA_SITES and not is_carcinoma(kind):
        amount = dice.number(60, 420) if has_carcinoid else dice.number(8, 45)
        results.append(
            LabResult(
                test=LabTest.HIAA_5,
                value=amount,
                unit="umol/24 h",
                upper_limit=_HIAA_LIMIT,
                date=day,
            )
        )
    if has_carcinoid:
        amount = dice.number(40, 420)
        limit = _BNP_LIMIT
        results.append(
            LabResult(
                test=LabTest.NT_PROBNP, value=amount, unit="ng/L", upper_limit=limit, date=day
            )
        )
    return tuple(results)


def _marker(dice: Dice, kind: Kind, *, on: date, scans: Sequence[Scan]) -> list[LabResult]:
    kept = list(scans)[-_MARKERS_KEPT:]
    if not kept:
        value = dice.number(25, 95)
        days = [(on - timedelta(days=dice.whole(5, 50)), float(value))]
    else:
        start = float(dice.number(120, 700))
        first = kept[0].total
        noise = [float(dice.near(1.0, 0.12, digits=2)) for _scan in kept]
        days = [
            (scan.day, start * scan.total / first * share)
            for scan, share in zip(kept, noise, strict=True)
        ]
    if is_carcinoma(kind):
        return [
            LabResult(
                test=LabTest.NSE,
                value=Decimal(f"{amount / 10:.1f}"),
                unit="ug/L",
                upper_limit=_NSE_LIMIT,
                date=day_of(day),
            )
            for day, amount in days
        ]
    return [
        LabResult(
            test=LabTest.CHROMOGRANIN_A,
            value=Decimal(round(amount)),
            unit="ug/L",
            upper_limit=Decimal(_LIMIT),
            date=day_of(day),
            on_ppi=False,
        )
        for day, amount in days
    ]
