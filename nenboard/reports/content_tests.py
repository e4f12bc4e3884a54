"""The latest of each examination and marker of a case, with what is to be shown."""

from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import Missing
from nenboard.domain.terms import ImagingKind, LabTest
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content_person import lab_text
from nenboard.reports.values import Imaging, Phrase, ResultRow, Span

_ALWAYS: Final = (ImagingKind.CT, ImagingKind.SSTR_PET)
_CROSS_SECTION: Final = frozenset({ImagingKind.CT, ImagingKind.MRI})
_RECEPTOR: Final = frozenset({ImagingKind.SSTR_PET, ImagingKind.SSTR_SCINTIGRAPHY})
_SHORT_NAME: Final = 10
_SHORT: Final = {ImagingKind.ECHOCARDIOGRAM: "Echo"}
_SHORT_TESTS: Final = {LabTest.CHROMOGRANIN_A: "CgA", LabTest.NSE: "NSE"}
MARKERS: Final = (
    LabTest.CHROMOGRANIN_A,
    LabTest.HIAA_5,
    LabTest.NT_PROBNP,
    LabTest.NSE,
    LabTest.GASTRIN,
    LabTest.INSULIN,
    LabTest.C_PEPTIDE,
    LabTest.GLUCAGON,
    LabTest.VIP,
    LabTest.CALCITONIN,
    LabTest.ACTH,
    LabTest.CORTISOL,
)
MAIN_MARKERS: Final = frozenset(MARKERS[:3])


def imaging(case: Case) -> Imaging:
    """Block 6: CT or MRI and receptor imaging always, the rest as recorded."""
    rows: list[ResultRow] = []
    kinds = {study.kind for study in case.imaging}
    for kind in ImagingKind:
        if kind in kinds:
            rows.append(_scan_row(case, kind))
        elif kind in _ALWAYS and not kinds & _same_purpose(kind):
            rows.append(_absent_row(case, kind))
    rows += [_marker_row(case, test) for test in MARKERS if _newest(case, test) is not None]
    if _newest(case, LabTest.CHROMOGRANIN_A) is None:
        path = f"labs.{LabTest.CHROMOGRANIN_A.value}"
        cells = (_test_name(LabTest.CHROMOGRANIN_A), (), words.missing(case, path))
        rows.append(ResultRow(cells, keep=True))
    shown = _to_show(case)
    return Imaging(headings=(_("Test"), _("Date"), _("Result")), rows=tuple(rows), images=shown)


def _same_purpose(kind: ImagingKind) -> frozenset[ImagingKind]:
    return _CROSS_SECTION if kind is ImagingKind.CT else _RECEPTOR


def _absent_row(case: Case, kind: ImagingKind) -> ResultRow:
    name = _("CT or MRI") if kind is ImagingKind.CT else labels.label(kind)
    result = words.missing(case, f"imaging.{kind.value}")
    if kind is ImagingKind.SSTR_PET:
        stated = words.entered_text(case, "sstr")
        if stated:
            text = _("{answer}, as stated; scan: Not recorded").format(answer=stated)
            result = words.plain(words.sentence(text))
    return ResultRow((words.plain(_held(name)), (), result), keep=True)


def _held(name: str) -> str:
    """A short name of a test kept on one line."""
    return words.held(name) if len(name) <= _SHORT_NAME else name


def newest_scan(case: Case, kind: ImagingKind) -> ImagingStudy | None:
    """The newest examination of a kind."""
    found = [study for study in case.imaging if study.kind is kind]
    return min(found, key=lambda study: newest_first(study.date), default=None)


def _scan_row(case: Case, kind: ImagingKind) -> ResultRow:
    study = newest_scan(case, kind)
    name = words.plain(_held(_SHORT.get(kind, labels.label(kind))))
    if study is None:
        return _absent_row(case, kind)
    when = words.day_text(study.date) if study.date or not study.state else ()
    if study.state is not None:
        result: Phrase = words.missing(case, f"imaging.{study.id}", kind=study.state)
    else:
        result = scan_result(case, study)
    keep = kind in _CROSS_SECTION or kind in _RECEPTOR or kind is ImagingKind.ECHOCARDIOGRAM
    return ResultRow((name, when, result), keep=keep or study.is_to_be_shown is True)


def scan_result(case: Case, study: ImagingStudy) -> Phrase:
    """What an examination showed, or why that is not there."""
    parts: list[str] = []
    if study.tracer:
        parts.append(study.tracer)
    krenning = _krenning(study)
    if krenning:
        parts.append(krenning)
    if study.lesions_above_liver is not None:
        answer = labels.label(study.lesions_above_liver).lower()
        parts.append(_("above liver: {answer}").format(answer=answer))
    if study.fdg is not None:
        parts.append(_("FDG {answer}").format(answer=labels.label(study.fdg).lower()))
    if study.lvef_percent is not None:
        parts.append(_("LVEF {value}").format(value=_percent(study.lvef_percent)))
    if study.valves is not None:
        answer = labels.label(study.valves).lower()
        parts.append(_("carcinoid valve disease: {answer}").format(answer=answer))
    if study.result:
        parts.append(study.result)
    if not parts:
        return words.missing(case, f"imaging.{study.id}.result")
    return words.plain("; ".join(parts))


def _percent(recorded: object) -> str:
    if isinstance(recorded, Missing):
        return labels.label(recorded).lower()
    return words.held(f"{recorded} %")


def _krenning(study: ImagingStudy) -> str:
    high, low = study.krenning_highest, study.krenning_lowest
    if high is None and low is None:
        return ""
    shown = [
        labels.label(s) if isinstance(s, Missing) else str(s) for s in (low, high) if s is not None
    ]
    return _("Krenning {scores}").format(scores="-".join(dict.fromkeys(shown)))


def _newest(case: Case, test: LabTest) -> LabResult | None:
    found = [result for result in case.labs if result.test is test]
    return min(found, key=lambda result: newest_first(result.date), default=None)


def _test_name(test: LabTest) -> Phrase:
    return words.plain(_SHORT_TESTS.get(test, labels.label(test)))


def _marker_row(case: Case, test: LabTest) -> ResultRow:
    result = _newest(case, test)
    if result is None or result.value is None or isinstance(result.value, Missing):
        kind = result.value if result and isinstance(result.value, Missing) else None
        missing = words.missing(case, f"labs.{test.value}", kind=kind)
        return ResultRow((_test_name(test), (), missing), keep=test in MAIN_MARKERS)
    text = lab_text(result)
    multiple = times_limit(result)
    if multiple:
        text += ", " + words.held(_("{times} × limit").format(times=multiple))
    else:
        text += ", " + _("limit not recorded")
    if result.on_ppi is not None and not isinstance(result.on_ppi, Missing):
        text += ", " + (_("on PPI") if result.on_ppi else _("no PPI"))
    cells = (_test_name(test), words.day_text(result.date), (Span(text),))
    return ResultRow(cells, keep=test in MAIN_MARKERS)


def times_limit(result: LabResult) -> str:
    """A marker as multiple of the upper limit of its own report, to one decimal; '' without."""
    if isinstance(result.value, Missing) or result.value is None or not result.upper_limit:
        return ""
    ratio = result.value / result.upper_limit
    return f"{ratio:.1f}"


def _to_show(case: Case) -> Phrase:
    stated = case.referral.images_to_show
    if stated:
        return words.plain(stated)
    marked = [study for study in case.imaging if study.is_to_be_shown is True]
    if not marked:
        return words.missing(case, "referral.images_to_show")
    names = [
        f"{labels.label(study.kind)} {study.date.text if study.date else _('date not recorded')}"
        for study in marked
    ]
    return words.plain("; ".join(names))
