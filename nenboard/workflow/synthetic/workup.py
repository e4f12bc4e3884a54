"""Synthetic tests: imaging, measured lesions, laboratory values and markers over time."""

from datetime import date, timedelta
from decimal import Decimal

from nenboard.domain.dates import PartialDate
from nenboard.domain.imaging import ImagingStudy, Lesion, Measurement
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import Missing
from nenboard.domain.terms import FdgResult, ImagingKind, LabTest, Uptake
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.kinds import Kind

_KRENNING = {Uptake.ALL: (4, 3), Uptake.SOME: (3, 1), Uptake.NONE: (1, 0)}
_LABS: tuple[tuple[LabTest, str, float, float, int, Decimal | None], ...] = (
    (LabTest.EGFR, "mL/min/1.73 m2", 78, 18, 0, None),
    (LabTest.BILIRUBIN, "umol/L", 11, 5, 0, Decimal(21)),
    (LabTest.AST, "U/L", 30, 12, 0, Decimal(40)),
    (LabTest.ALT, "U/L", 32, 14, 0, Decimal(45)),
    (LabTest.HAEMOGLOBIN, "g/L", 128, 14, 0, None),
    (LabTest.NEUTROPHILS, "10^9/L", 4.2, 1.4, 1, None),
    (LabTest.PLATELETS, "10^9/L", 235, 60, 0, None),
)


def imaging(dice: Dice, kind: Kind, *, on: date) -> tuple[ImagingStudy, ...]:
    """CT and receptor imaging, done, pending or not done; FDG and heart in some."""
    done = [_ct(dice, on), _receptor_scan(dice, kind, on=on)]
    if dice.chance(0.15):
        done.append(
            ImagingStudy(
                id="i3",
                kind=ImagingKind.FDG_PET,
                date=dice.dated(dice.months_before(on, (0.2, 5.0))),
                fdg=dice.pick(tuple(FdgResult)),
            )
        )
    if dice.chance(0.25):
        done.append(
            ImagingStudy(
                id="i4",
                kind=ImagingKind.ECHOCARDIOGRAM,
                date=dice.dated(dice.months_before(on, (0.5, 9.0))),
                lvef_percent=max(Decimal(25), min(Decimal(75), dice.near(60, 7))),
            )
        )
    return tuple(done)


def _ct(dice: Dice, on: date) -> ImagingStudy:
    return ImagingStudy(
        id="i1",
        kind=ImagingKind.CT,
        date=PartialDate.of(dice.months_before(on, (0.1, 2.0))),
        result=dice.pick(("Stable disease.", "Growth of liver lesions.", "New lesions.")),
        is_to_be_shown=dice.chance(0.6),
    )


def _receptor_scan(dice: Dice, kind: Kind, *, on: date) -> ImagingStudy:
    if dice.chance(0.2):
        state = dice.pick((Missing.PENDING, Missing.NOT_DONE))
        return ImagingStudy(id="i2", kind=ImagingKind.SSTR_PET, state=state)
    uptake = dice.weighted(kind.uptake)
    highest, lowest = _KRENNING[uptake]
    return ImagingStudy(
        id="i2",
        kind=ImagingKind.SSTR_PET,
        date=dice.dated(dice.months_before(on, (0.5, 10.0))),
        tracer="68Ga-DOTATATE",
        lesions_above_liver=uptake,
        krenning_highest=highest,
        krenning_lowest=lowest,
    )


def lesions(dice: Dice, *, found: date, on: date) -> tuple[Lesion, ...]:
    """Up to two target lesions, measured at the diagnosis, in between and now."""
    followed = []
    step = (on - found) / 3
    if step < timedelta(days=30):
        return ()
    for number in range(dice.whole(0, 2)):
        size = dice.number(12, 60)
        growth = dice.near(1.05, 0.12, digits=2)
        sizes = [(size * growth**place).quantize(Decimal(1)) for place in range(3)]
        days = [found + step * place for place in range(3)]
        followed.append(
            Lesion(
                id=f"t{number + 1}",
                organ="liver",
                measurements=tuple(
                    Measurement(date=PartialDate.of(day), mm=mm)
                    for day, mm in zip(days, sizes, strict=True)
                ),
            )
        )
    return tuple(followed)


def labs(dice: Dice, *, found: date, on: date) -> tuple[LabResult, ...]:
    """Kidney, liver and blood count of the last weeks, and chromogranin A over time."""
    day = PartialDate.of(dice.months_before(on, (0.0, 1.2)))
    results = [
        LabResult(
            test=test,
            value=dice.near(middle, spread, digits=digits),
            unit=unit,
            upper_limit=limit,
            date=day,
        )
        for test, unit, middle, spread, digits, limit in _LABS
        if dice.chance(0.86)
    ]
    step = (on - found) / 4
    if step > timedelta(days=40):
        results += [
            LabResult(
                test=LabTest.CHROMOGRANIN_A,
                value=dice.number(40, 900),
                unit="ug/L",
                upper_limit=Decimal(100),
                date=PartialDate.of(found + step * place),
            )
            for place in range(1, dice.whole(1, 4))
        ]
    return tuple(results)
