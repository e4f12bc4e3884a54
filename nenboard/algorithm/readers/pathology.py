"""Facts of the governing tissue: class, cell type, Ki-67, mitoses, necrosis, grade."""

from collections.abc import Callable, Iterable

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.counts import is_area_missing, ki67_ends, mitoses_ends
from nenboard.algorithm.readers.reading import NOTHING, Found
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.tissue import Placed, Tissue, source_of
from nenboard.algorithm.readers.view import View, answer, candidates, found, recorded
from nenboard.domain.terms import Differentiation, Grade, LungClass, SampleOrigin, Site
from nenboard.domain.tumour import Ki67, Mitoses, Sample

_CLASSES = {
    Differentiation.WELL: "net",
    Differentiation.POOR: "nec",
    Differentiation.MINEN: "minen",
}
_LUNG_CLASSES = {LungClass.TYPICAL: "tc", LungClass.ATYPICAL: "ac"}


def differentiation(view: View) -> Found:
    """The pathologist's class of the governing tissue; never read from Ki-67."""
    tissue = view.tissue
    said = [(p, recorded(p[1].differentiation)) for p in tissue.samples]
    if any(value is Differentiation.CANNOT_SAY for _, value in said):
        return NOTHING
    codes = [(p, _CLASSES[value]) for p, value in said if value in _CLASSES]
    return _coded(codes, "differentiation", remarks=tissue.remarks)


def nec_morphology(view: View) -> Found:
    """Small or large cells, as entered for the governing tissue."""
    tissue = view.tissue
    codes = [(p, t.value) for p in tissue.samples if (t := recorded(p[1].cell_type))]
    return _coded(codes, "cell_type", remarks=tissue.remarks)


def minen_ne_component(view: View) -> Found:
    """Class of the neuroendocrine part, as entered for the governing tissue."""
    tissue = view.tissue
    codes = [(p, c.value) for p in tissue.samples if (c := recorded(p[1].minen_component))]
    return _coded(codes, "minen_component", remarks=tissue.remarks)


def minen_metastasis_component(view: View) -> Found:
    """What the latest sample of a metastasis shows."""
    answered = [
        placed
        for placed in view.samples
        if recorded(placed[1].metastasis_component) is not None
        and placed[1].origin is not SampleOrigin.PRIMARY
    ]
    chosen, remarks = view.latest(answered, lambda placed: placed[1].date)
    codes = [(p, c.value) for p in chosen if (c := recorded(p[1].metastasis_component))]
    return _coded(codes, "metastasis_component", remarks=remarks)


def lung_subtype(view: View) -> Found:
    """Typical or atypical as reported; otherwise the engine derives it from the counts."""
    tissue = view.tissue
    said = [(p, recorded(p[1].lung_class)) for p in tissue.samples]
    codes = [(p, _LUNG_CLASSES[value]) for p, value in said if value in _LUNG_CLASSES]
    if len(codes) < sum(value is not None for _, value in said):
        return NOTHING
    return _coded(codes, "lung_class", remarks=tissue.remarks)


def ki67(view: View) -> Found:
    """Ki-67 of the governing tissue in percent; of several samples the higher."""

    def ends(sample: Sample) -> Ends | None:
        reading = sample.ki67
        return ki67_ends(reading, view.terms) if isinstance(reading, Ki67) else None

    tissue = view.tissue
    remarks = list(tissue.remarks)
    if any(isinstance(p[1].ki67, Ki67) and p[1].ki67.is_unit_unclear for p in tissue.samples):
        remarks.append(Remark.UNIT_UNCLEAR)
    read = _highest(view, tissue, ends_of=ends, field="ki67", remarks=remarks)
    if read.value is not None and _is_older_higher(view, tissue, ends_of=ends):
        return read._replace(remarks=(*read.remarks, Remark.OLDER_SAMPLE_HIGHER))
    return read


def mitoses(view: View) -> Found:
    """Mitoses per 2 mm2 of the governing tissue; without the area counted unknown."""

    def ends(sample: Sample) -> Ends | None:
        reading = sample.mitoses
        return mitoses_ends(reading, view.terms) if isinstance(reading, Mitoses) else None

    tissue = view.tissue
    remarks = list(tissue.remarks)
    counts = [p[1].mitoses for p in tissue.samples]
    if any(isinstance(count, Mitoses) and is_area_missing(count) for count in counts):
        remarks.append(Remark.AREA_MISSING)
    return _highest(view, tissue, ends_of=ends, field="mitoses", remarks=remarks)


def necrosis(view: View) -> Found:
    """Necrosis in the governing tissue: present if any of its samples shows it."""
    tissue = view.tissue
    said = [(p, a) for p in tissue.samples if (a := answer(p[1].necrosis)) is not None]
    if not said:
        return NOTHING
    shown = [pair for pair in said if pair[1]] or said
    sources = [source_of(placed, "necrosis") for placed, _ in shown]
    return found(shown[0][1], sources, remarks=tissue.remarks)


def grade_reported(view: View) -> Found:
    """The grade as printed; GX, and a G3 of an edition in which it meant a carcinoma, unknown."""
    tissue = view.tissue
    remarks = list(tissue.remarks)
    codes = []
    for placed in tissue.samples:
        grade = recorded(placed[1].grade)
        if grade is Grade.G3 and _meant_carcinoma(view, placed[1]):
            return found(None, [source_of(placed, "grade")], remarks=[Remark.GRADE_OF_OLD_EDITION])
        if grade is Grade.GX:
            return NOTHING
        if grade is not None:
            codes.append((placed, grade.value))
    return _coded(codes, "grade", remarks=remarks)


def report_conflict(view: View) -> Found:
    """Whether a report contradicts itself or a number cannot be read one way; never a no."""
    unclear = [
        placed
        for placed in view.samples
        if placed[1].is_contradictory is True
        or (isinstance(placed[1].ki67, Ki67) and placed[1].ki67.is_unit_unclear)
    ]
    if not unclear:
        return NOTHING
    return found(True, [source_of(placed, "is_contradictory") for placed in unclear])


def _meant_carcinoma(view: View, sample: Sample) -> bool:
    edition = recorded(sample.who_edition)
    old = view.terms.g3_meant_carcinoma
    is_pancreas = view.primary is not None and view.primary.site is Site.PANCREAS
    editions = old.pancreas if is_pancreas else old.elsewhere
    return edition is not None and edition.value in editions


def _coded(codes: Iterable[tuple[Placed, str]], field: str, *, remarks: Iterable[Remark]) -> Found:
    pairs = list(codes)
    if not pairs:
        return NOTHING
    sources = [source_of(placed, field) for placed, _ in pairs]
    return found(candidates(code for _, code in pairs), sources, remarks=remarks)


def _highest(
    view: View,
    tissue: Tissue,
    *,
    ends_of: Callable[[Sample], Ends | None],
    field: str,
    remarks: Iterable[Remark],
) -> Found:
    known = [(p, ends) for p in tissue.samples if (ends := ends_of(p[1])) is not None]
    if not known:
        return found(None, (), remarks=remarks)
    highest = spans.higher(ends for _, ends in known)
    if not spans.is_inside(highest, view.terms.limits[field]):
        return found(None, [source_of(p, field) for p, _ in known], remarks=[Remark.OUTSIDE_LIMITS])
    decisive = [p for p, ends in known if ends.high == highest.high] or [p for p, _ in known]
    return found(spans.as_value(highest), [source_of(p, field) for p in decisive], remarks=remarks)


def _is_older_higher(
    view: View, tissue: Tissue, *, ends_of: Callable[[Sample], Ends | None]
) -> bool:
    governing_keys = {placed[1].id for placed in tissue.samples}
    now = [ends for p in tissue.samples if (ends := ends_of(p[1])) is not None]
    others = [p[1] for p in view.samples if p[1].id not in governing_keys]
    highest = max(ends.high for ends in now)
    return any(ends.low > highest for s in others if (ends := ends_of(s)) is not None)
