"""The tumour of a case in a few words under headings, for the first look at a case."""

from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.missing import Missing
from nenboard.domain.terms import ImagingKind
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content_tumour import tumour_parts
from nenboard.reports.values import Phrase


def glance(case: Case, on: date) -> tuple[tuple[str, Phrase], ...]:
    """The tumour part by part under its headings, as the first tab of a case lists it."""
    itself, stage, extent, function, receptors, status = tumour_parts(case, on)
    return (
        (_("Tumour"), itself),
        (_("Stage"), stage),
        (_("Extent"), extent),
        (_("Function"), function),
        (_("Receptors"), receptors or _newest_receptors(case)),
        (_("Growth"), status),
    )


def _newest_receptors(case: Case) -> Phrase:
    """The newest receptor scan in words; not recorded without one."""
    scans = [study for study in case.imaging if study.kind is ImagingKind.SSTR_PET]
    newest = min(scans, key=lambda study: newest_first(study.date), default=None)
    if newest is None or newest.krenning_highest is None:
        return words.missing(case, "imaging.sstr_pet")
    if isinstance(newest.krenning_highest, Missing):
        return words.chip(newest.krenning_highest)
    said = [_("Krenning {score}").format(score=newest.krenning_highest)]
    if newest.lesions_above_liver is not None:
        answer = labels.label(newest.lesions_above_liver).lower()
        said.append(_("above liver: {answer}").format(answer=answer))
    return words.plain(words.dated(", ".join(said), newest.date))
