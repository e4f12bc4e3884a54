"""WHO grade of digestive neuroendocrine tumours, and the class of those of lung and thymus.

Sources: WHO classification of digestive tumours 2019, kept in 2022 (data dictionary, 1.1); WHO
classes of lung and thymus (1.2). What a pathologist reported wins over what is derived here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nenboard.domain.figures.figure import Input
from nenboard.domain.figures.readings import Ends, ki67_ends, mitoses_ends
from nenboard.domain.terms import CellType, Differentiation, Grade, LungClass, Site, WhoEdition
from nenboard.domain.tissue_limits import GRADES, KI67_SCALE, MITOSES_SCALE, Scale, is_near_limit
from nenboard.domain.tumour import Ki67, Mitoses, Sample

SOURCE_GRADE: Final = "WHO classification of digestive system tumours, 2019 and 2022"
SOURCE_LUNG: Final = "WHO classification of thoracic tumours, 2015 and 2021"
_SUSPECT_CARCINOMA: Final = Decimal(55)
_ATYPICAL_FROM: Final = Decimal(2)
_CARCINOID_UP_TO: Final = Decimal(10)
_MUCH_PROLIFERATION: Final = Decimal(30)
_UNGRADED: Final = (Site.LUNG, Site.THYMUS)
_OLD_G3: Final = {
    True: (WhoEdition.WHO_2000, WhoEdition.WHO_2010),
    False: (WhoEdition.WHO_2000, WhoEdition.WHO_2010, WhoEdition.WHO_2017),
}
"""Editions in which G3 meant carcinoma: in the pancreas up to 2010, elsewhere up to 2017."""


class GradeDoubt(StrEnum):
    """What has to be said or asked beside a grade or class."""

    BORDERLINE = "borderline"
    HIGHER_WINS = "higher_wins"
    KI67_NOT_COUNTED = "ki67_not_counted"
    MITOSES_NOT_COUNTED = "mitoses_not_counted"
    UNIT_UNCLEAR = "unit_unclear"
    AREA_MISSING = "area_missing"
    NET_G3_OR_CARCINOMA = "net_g3_or_carcinoma"
    DIFFERENTIATION_MISSING = "differentiation_missing"
    CARCINOMA_NOT_GRADED = "carcinoma_not_graded"
    COMPONENTS_GRADED = "components_graded"
    SUSPECT_CARCINOMA = "suspect_carcinoma"
    G3_OF_OLD_EDITION = "g3_of_old_edition"
    REPORT_DIFFERS = "report_differs"
    GRADED_BY_CLASS = "graded_by_class"
    HIGH_PROLIFERATION = "high_proliferation"
    NECROSIS_NOT_ANSWERED = "necrosis_not_answered"


@dataclass(frozen=True, slots=True)
class GradeFinding:
    """The grade of a sample. `derived` holds all grades that fit: one is certain, none unknown.

    `reported` wins where it is given; its edition is kept with it.
    """

    derived: tuple[Grade, ...]
    by_ki67: tuple[Grade, ...]
    by_mitoses: tuple[Grade, ...]
    reported: Grade | None
    edition: WhoEdition | None
    doubts: tuple[GradeDoubt, ...]
    inputs: tuple[Input, ...]
    source: str = SOURCE_GRADE

    @property
    def grade(self) -> Grade | None:
        """The grade to show: the reported one, else the derived one if it is certain."""
        if self.reported in GRADES:
            return self.reported
        return self.derived[0] if len(self.derived) == 1 else None


@dataclass(frozen=True, slots=True)
class LungFinding:
    """The class of a tumour of lung or thymus; `derived` holds all classes that fit."""

    derived: tuple[LungClass, ...]
    reported: LungClass | None
    doubts: tuple[GradeDoubt, ...]
    inputs: tuple[Input, ...]
    source: str = SOURCE_LUNG

    @property
    def lung_class(self) -> LungClass | None:
        """The class to show: the reported one, else the derived one if it is certain."""
        return self.reported or (self.derived[0] if len(self.derived) == 1 else None)


def who_grade(sample: Sample, site: Site | None) -> GradeFinding:
    """The WHO grade of a sample: the higher of Ki-67 and mitoses wins; unrounded."""
    by_ki67 = _places(ki67_ends(sample.ki67), KI67_SCALE)
    by_mitoses = _places(mitoses_ends(sample.mitoses), MITOSES_SCALE)
    counted = _counted(by_ki67, by_mitoses)
    is_graded = sample.differentiation is Differentiation.WELL and site not in _UNGRADED
    is_open = not isinstance(sample.differentiation, Differentiation) or (
        sample.differentiation is Differentiation.CANNOT_SAY
    )
    derived = counted if is_graded else ()
    if is_open and site not in _UNGRADED:
        derived = tuple(grade for grade in counted if grade is not Grade.G3)
        derived = derived if Grade.G3 not in counted else ()
    reported = sample.grade if isinstance(sample.grade, Grade) else None
    edition = sample.who_edition if isinstance(sample.who_edition, WhoEdition) else None
    doubts = [
        *_of_counts(sample, by_ki67, by_mitoses=by_mitoses),
        *_of_class(sample, site, counted=counted),
        *_of_report(reported, edition, site=site, derived=derived),
    ]
    return GradeFinding(
        derived, by_ki67, by_mitoses, reported, edition, tuple(doubts), inputs_of(sample)
    )


def lung_class(sample: Sample) -> LungFinding:
    """The class of a tumour of lung or thymus by morphology, mitoses and necrosis."""
    reported = sample.lung_class if isinstance(sample.lung_class, LungClass) else None
    derived: tuple[LungClass, ...] = ()
    doubts: list[GradeDoubt] = []
    if sample.differentiation is Differentiation.POOR:
        derived = _CARCINOMAS.get(sample.cell_type, (LungClass.LCNEC, LungClass.SCLC))
    elif sample.differentiation is Differentiation.WELL:
        derived, doubts = _carcinoid(sample)
    elif sample.differentiation is not Differentiation.MINEN:
        doubts = [GradeDoubt.DIFFERENTIATION_MISSING]
    if reported is not None and derived and reported not in derived:
        doubts.append(GradeDoubt.REPORT_DIFFERS)
    return LungFinding(derived, reported, tuple(doubts), inputs_of(sample))


_CARCINOMAS: Final[dict[object, tuple[LungClass, ...]]] = {
    CellType.SMALL: (LungClass.SCLC,),
    CellType.LARGE: (LungClass.LCNEC,),
}


def _carcinoid(sample: Sample) -> tuple[tuple[LungClass, ...], list[GradeDoubt]]:
    """Typical or atypical; with more than 10 mitoses or a Ki-67 above 30 no name is settled."""
    mitoses, ki67 = mitoses_ends(sample.mitoses), ki67_ends(sample.ki67)
    doubts = [] if isinstance(sample.necrosis, bool) else [GradeDoubt.NECROSIS_NOT_ANSWERED]
    many = mitoses is not None and mitoses.low > _CARCINOID_UP_TO
    if many or (ki67 is not None and ki67.low > _MUCH_PROLIFERATION):
        doubts.append(GradeDoubt.HIGH_PROLIFERATION)
        if many:
            return (), doubts
    both = (LungClass.TYPICAL, LungClass.ATYPICAL)
    if sample.necrosis is True:
        return (LungClass.ATYPICAL,), doubts
    if mitoses is None:
        return both, [*doubts, GradeDoubt.MITOSES_NOT_COUNTED]
    if mitoses.low >= _ATYPICAL_FROM:
        return (LungClass.ATYPICAL,), doubts
    is_few = mitoses.high < _ATYPICAL_FROM or (
        mitoses.high == _ATYPICAL_FROM and mitoses.is_high_open
    )
    return ((LungClass.TYPICAL,) if is_few and sample.necrosis is False else both), doubts


def inputs_of(sample: Sample) -> tuple[Input, ...]:
    """What grade and class rest on, each with the date of the sample."""
    organ = sample.organ or ""
    named = (
        ("ki67", _printed(sample.ki67), "%"),
        ("mitoses", _printed(sample.mitoses), "per 2 mm2"),
        ("necrosis", _said(sample.necrosis), ""),
        ("differentiation", _said(sample.differentiation), ""),
    )
    return tuple(Input(name, value, unit, sample.date, place=organ) for name, value, unit in named)


def _places(ends: Ends | None, scale: Scale) -> tuple[Grade, ...]:
    """All grades that an interval of a count reaches."""
    if ends is None:
        return ()
    low = scale.place(ends.low)
    if ends.is_low_open and ends.low == scale.g3_above:
        low = len(GRADES) - 1
    high = scale.place(ends.high)
    if ends.is_high_open and ends.high == scale.g2_from:
        high = 0
    return tuple(GRADES[low : max(low, high) + 1])


def _counted(by_ki67: tuple[Grade, ...], by_mitoses: tuple[Grade, ...]) -> tuple[Grade, ...]:
    """The higher wins. G1 by mitoses alone is open; Ki-67 alone decides."""
    if not by_mitoses:
        return by_ki67
    if not by_ki67:
        return tuple(GRADES) if Grade.G1 in by_mitoses else by_mitoses
    low = max(GRADES.index(by_ki67[0]), GRADES.index(by_mitoses[0]))
    high = max(GRADES.index(by_ki67[-1]), GRADES.index(by_mitoses[-1]))
    return tuple(GRADES[low : high + 1])


def _of_counts(
    sample: Sample, by_ki67: tuple[Grade, ...], *, by_mitoses: tuple[Grade, ...]
) -> Iterable[GradeDoubt]:
    ki67, mitoses = sample.ki67, sample.mitoses
    value = ki67.value if isinstance(ki67, Ki67) else None
    if value is not None and by_ki67 and is_near_limit(value):
        yield GradeDoubt.BORDERLINE
    if isinstance(ki67, Ki67) and ki67.is_unit_unclear:
        yield GradeDoubt.UNIT_UNCLEAR
    if isinstance(mitoses, Mitoses) and not by_mitoses:
        yield GradeDoubt.AREA_MISSING
    if not by_ki67:
        yield GradeDoubt.KI67_NOT_COUNTED
    if not by_mitoses:
        yield GradeDoubt.MITOSES_NOT_COUNTED
    if by_ki67 and by_mitoses and by_ki67 != by_mitoses:
        yield GradeDoubt.HIGHER_WINS


def _of_class(
    sample: Sample, site: Site | None, *, counted: tuple[Grade, ...]
) -> Iterable[GradeDoubt]:
    is_high = Grade.G3 in counted
    ends = ki67_ends(sample.ki67)
    if site in _UNGRADED:
        yield GradeDoubt.GRADED_BY_CLASS
    elif sample.differentiation is Differentiation.POOR:
        yield GradeDoubt.CARCINOMA_NOT_GRADED
    elif sample.differentiation is Differentiation.MINEN:
        yield GradeDoubt.COMPONENTS_GRADED
    elif sample.differentiation is not Differentiation.WELL:
        yield GradeDoubt.NET_G3_OR_CARCINOMA if is_high else GradeDoubt.DIFFERENTIATION_MISSING
    elif ends is not None and ends.low > _SUSPECT_CARCINOMA:
        yield GradeDoubt.SUSPECT_CARCINOMA


def _of_report(
    reported: Grade | None,
    edition: WhoEdition | None,
    *,
    site: Site | None,
    derived: tuple[Grade, ...],
) -> Iterable[GradeDoubt]:
    if reported is Grade.G3 and edition in _OLD_G3[site is Site.PANCREAS]:
        yield GradeDoubt.G3_OF_OLD_EDITION
    if reported in GRADES and derived and reported not in derived:
        yield GradeDoubt.REPORT_DIFFERS


def _printed(reading: object) -> Decimal | str | None:
    """A count as it was reported, a plain number as a number."""
    if not isinstance(reading, Ki67 | Mitoses):
        return None
    if reading.as_printed:
        return reading.as_printed
    if reading.value is not None:
        sign = reading.comparator
        return reading.value if sign is None else f"{sign.value}{reading.value}"
    if reading.low is not None:
        return f"{reading.low}-{reading.high}"
    return reading.band.value if reading.band is not None else None


def _said(answer: object) -> str | None:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return None if answer is None else str(answer)
