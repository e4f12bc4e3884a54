"""The tumour of a case in a few words under headings, for the first look at a case."""

from collections.abc import Iterator
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.missing import Missing
from nenboard.domain.response.newest import Newest, newest_measured
from nenboard.domain.response.recist import Evaluation
from nenboard.domain.terms import ImagingKind
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content_response import growth_words, hidden_words, signed
from nenboard.reports.content_tumour import tumour_parts
from nenboard.reports.values import Phrase


def glance(case: Case, on: date) -> tuple[tuple[str, Phrase], ...]:
    """The tumour part by part under its headings, as the first tab of a case lists it."""
    itself, stage, extent, function, receptors, status = tumour_parts(case, on)
    newest = newest_measured(case, on)
    measured = ((_("Response"), words.plain(_response(newest))),) if newest is not None else ()
    return (
        (_("Tumour"), itself),
        (_("Stage"), stage),
        (_("Extent"), extent),
        (_("Function"), function),
        (_("Receptors"), receptors or _newest_receptors(case)),
        *measured,
        (_("Growth"), (*status, *_rate(newest))),
    )


def _response(newest: Newest) -> str:
    """RECIST 1.1 of the newest day of measurement, with the sum and its change."""
    found = newest.found
    letters = labels.label(found.overall) if found.overall is not None else ""
    if not newest.is_certain:
        letters = _("{letters} if nothing is new").format(letters=letters)
    parts = [words.dated(letters, newest.when), *_sum(found)]
    return ", ".join(parts)


def _sum(found: Evaluation) -> Iterator[str]:
    if found.sum_mm is None:
        yield _("sum not complete")
        return
    yield words.held(_("sum {sum} mm").format(sum=words.number(found.sum_mm)))
    if found.change_from_nadir_pct is not None:
        change = signed(round(found.change_from_nadir_pct))
        yield words.held(_("{change} % from nadir").format(change=change))


def _rate(newest: Newest | None) -> Phrase:
    """The growth rate to the newest sum, its interval, and whether stable disease hides it."""
    growth = newest.growth if newest is not None else None
    rate = growth_words(growth)
    if growth is None or not rate:
        return ()
    since = _("{first} to {last}").format(first=growth.first.when.text, last=growth.last.when.text)
    hidden = newest is not None and newest.hides_growth
    said = [f"{rate} ({since})", *([hidden_words(growth)] if hidden else [])]
    return words.plain("; " + ", ".join(said))


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
