"""Where a value comes from, as far as the case says: who entered it, or the report it is from."""

from collections.abc import Iterator

from nenboard.domain.case import Case
from nenboard.gui.case_edit import places
from nenboard.gui.case_edit.form_field import FormField
from nenboard.host.language import _

_OF_ROW = ("laboratory", "specimen", "place", "accession", "assay", "source", "judged_by")


def source_of(case: Case, field: FormField, *, path: str) -> str:
    """The source of the value at a path, in words; says so where none is recorded."""
    return recorded_source(case, field, path=path) or _("No source is recorded for this value.")


def recorded_source(case: Case, field: FormField, *, path: str) -> str:
    """The source of the value at a path, in words; empty where none is recorded."""
    return " ".join((*_entered(case, field), *_of_row(case, path), *_published(case)))


def _entered(case: Case, field: FormField) -> Iterator[str]:
    """The direct entry of the fact that the field feeds."""
    entry = case.entry(field.fact) if field.fact else None
    if entry is None:
        return
    when = entry.at.text if entry.at is not None else _("date not recorded")
    yield _("Entered directly by {who}, {when}: {source}.").format(
        who=entry.by, when=when, source=(entry.source or _("source not recorded")).rstrip(".")
    )


def _of_row(case: Case, path: str) -> Iterator[str]:
    """Laboratory, specimen, hospital or accession number of the row the value stands in."""
    row = places.get_at(case, path.rpartition(".")[0])
    found = [getattr(row, name, None) for name in _OF_ROW]
    words = [str(each) for each in found if isinstance(each, str) and each]
    if words:
        yield ", ".join(words) + "."


def _published(case: Case) -> Iterator[str]:
    """The published report that a demonstration case comes from."""
    if case.published is not None:
        yield _("Published report {id}, {url}.").format(
            id=case.published.id, url=case.published.url
        )
