"""Checks of samples: Ki-67, mitoses and grade against each other, doubles, marks."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.issues import Check, Issue, missing, query, rare
from nenboard.domain.missing import is_recorded
from nenboard.domain.moments import is_before
from nenboard.domain.terms import Differentiation, Grade, Ki67Method, Site
from nenboard.domain.tissue_limits import (
    CELLS_ADVISED,
    GRADES,
    HIGH_KI67,
    KI67_SCALE,
    LEAST_SHARE,
    MITOSES_SCALE,
    exact_ki67,
    exact_mitoses,
    is_near_limit,
)
from nenboard.domain.tumour import Ki67, Mitoses, Primary, Sample

_UNGRADED_SITES: Final = (Site.LUNG, Site.THYMUS)


def _ki67_unit(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        reading = sample.ki67
        if not isinstance(reading, Ki67):
            continue
        is_small = reading.value is not None and 0 < reading.value < 1
        if reading.is_unit_unclear or (is_small and reading.comparator is None):
            yield query(
                f"samples.{i}.ki67",
                "ki67_unit",
                message="This Ki-67 may be a fraction (0.18 for 18 %). "
                "Ask the pathologist which is meant; nothing is converted.",
            )


def _ki67_count(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        reading = sample.ki67
        if not isinstance(reading, Ki67):
            continue
        value, cells = exact_ki67(reading), reading.cells_counted
        if value is not None and is_near_limit(value):
            how = " It was estimated by eye." if reading.method is Ki67Method.EYEBALL else ""
            yield query(
                f"samples.{i}.ki67",
                "ki67_near_limit",
                message=f"This Ki-67 lies within one point of a grade limit.{how} "
                "Ask the pathologist whether a count of the hot spot confirms it.",
            )
        if isinstance(cells, int) and cells < CELLS_ADVISED:
            yield query(
                f"samples.{i}.ki67.cells_counted",
                "few_cells",
                message=f"At least {CELLS_ADVISED} cells are advised for a Ki-67. "
                "Ask the pathologist whether the tissue allows more.",
            )


def _grade(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        if sample.differentiation is not Differentiation.WELL or sample.grade not in GRADES:
            continue
        if _site_of(case, sample) in _UNGRADED_SITES:
            continue
        printed = GRADES.index(Grade(sample.grade))
        counted = _counted_grade(sample)
        if counted is not None and _differs(sample, printed, counted=counted):
            yield query(
                f"samples.{i}.grade",
                "grade_differs",
                message=f"The report says {GRADES[printed]}, Ki-67 and mitoses give "
                f"{GRADES[counted]}: the higher of the two decides. Ask the pathologist.",
            )


def _counted_grade(sample: Sample) -> int | None:
    ki67, mitoses = exact_ki67(sample.ki67), exact_mitoses(sample.mitoses)
    places = [KI67_SCALE.place(ki67)] if ki67 is not None else []
    places += [MITOSES_SCALE.place(mitoses)] if mitoses is not None else []
    return max(places, default=None)


def _differs(sample: Sample, printed: int, *, counted: int) -> bool:
    """A count that is missing can raise the grade, never lower it."""
    both = exact_ki67(sample.ki67) is not None and exact_mitoses(sample.mitoses) is not None
    return counted > printed or (both and counted < printed)


def _class(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        ki67 = exact_ki67(sample.ki67)
        if ki67 is None:
            continue
        if sample.differentiation is Differentiation.POOR and ki67 <= HIGH_KI67:
            yield rare(
                f"samples.{i}.differentiation",
                "carcinoma_with_low_ki67",
                message=f"A carcinoma with a Ki-67 of {HIGH_KI67} % or less is rare. "
                "Ask the pathologist to confirm class and count.",
            )
        if not is_recorded(sample.differentiation) and ki67 > HIGH_KI67:
            yield missing(
                f"samples.{i}.differentiation",
                "net_g3_or_carcinoma",
                message=f"With a Ki-67 above {HIGH_KI67} % the class must be stated: NET G3 or "
                "carcinoma. Only the pathologist can say.",
            )


def _g3_edition(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        if sample.grade is Grade.G3 and not is_recorded(sample.who_edition):
            yield query(
                f"samples.{i}.who_edition",
                "edition_of_g3",
                message="In older editions of the WHO classification G3 meant a carcinoma. "
                "Enter the edition the report used.",
            )


def _minen(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        share = sample.minen_share
        if isinstance(share, Decimal) and not LEAST_SHARE <= share <= 100 - LEAST_SHARE:
            yield query(
                f"samples.{i}.minen_share",
                "minen_share",
                message=f"By definition each part of a mixed neoplasm is at least {LEAST_SHARE} %. "
                "Ask the pathologist to confirm share and class.",
            )
        is_mixed = sample.differentiation in (Differentiation.MINEN, None)
        if is_recorded(sample.minen_component) and not is_mixed:
            yield query(
                f"samples.{i}.minen_component",
                "minen_part_of_other_class",
                message="The neuroendocrine part of a mixed neoplasm is given, and the sample is "
                "of another class. Correct one of the two.",
            )


def _area(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        count = sample.mitoses
        if not isinstance(count, Mitoses) or count.area_mm2 is not None:
            continue
        if count.value is not None or count.low is not None:
            yield missing(
                f"samples.{i}.mitoses.area_mm2",
                "area_missing",
                message="Without the area counted these mitoses cannot be compared. "
                "The pathology report gives it in mm2 or in fields.",
            )


def _doubles(case: Case, _on: date) -> Iterator[Issue]:
    seen: dict[tuple[object, ...], int] = {}
    for i, sample in enumerate(case.samples):
        if sample.date is None or not sample.date.is_exact:
            continue
        what = sample.specimen or (sample.organ, sample.kind, sample.laboratory)
        key = (sample.primary_id, sample.date, what)
        if key in seen:
            yield query(
                f"samples.{i}",
                "sample_twice",
                message="Another sample has the same date and specimen. "
                "If it is the same tissue, delete one of the two.",
            )
        seen.setdefault(key, i)


def _mark(case: Case, _on: date) -> Iterator[Issue]:
    for primary in case.primaries:
        own = [
            (i, sample)
            for i, sample in enumerate(case.samples)
            if sample.primary_id == primary.id and is_recorded(sample.ki67)
        ]
        if len(own) > 1 and not any(sample.is_representative is True for _, sample in own):
            yield query(
                f"samples.{own[-1][0]}.is_representative",
                "representative_not_marked",
                message="No sample of this tumour is marked representative. "
                "Ask the pathologist which tissue decides.",
            )


def _before_diagnosis(case: Case, _on: date) -> Iterator[Issue]:
    diagnosed = {primary.id: primary.diagnosed for primary in case.primaries}
    for i, sample in enumerate(case.samples):
        if is_before(sample.date, diagnosed.get(sample.primary_id)):
            yield query(
                f"samples.{i}.date",
                "sample_before_diagnosis",
                message="This sample is older than the date of diagnosis. "
                "Correct one of the two dates.",
            )


def _lung_class(case: Case, _on: date) -> Iterator[Issue]:
    for i, sample in enumerate(case.samples):
        site = _site_of(case, sample)
        if is_recorded(sample.lung_class) and site is not None and site not in _UNGRADED_SITES:
            yield query(
                f"samples.{i}.lung_class",
                "lung_class_elsewhere",
                message="Typical and atypical are classes of lung and thymus. "
                "Check the primary site, or enter the grade instead.",
            )


def _site_of(case: Case, sample: Sample) -> Site | None:
    primary: Primary | None = next((p for p in case.primaries if p.id == sample.primary_id), None)
    site = primary.site if primary is not None else None
    return site if isinstance(site, Site) else None


CHECKS: Final[tuple[Check, ...]] = (
    _ki67_unit,
    _ki67_count,
    _grade,
    _class,
    _g3_edition,
    _minen,
    _area,
    _doubles,
    _mark,
    _before_diagnosis,
    _lung_class,
)
