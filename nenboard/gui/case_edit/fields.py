"""Every field of the form: what stands on which tab, and what is kept off the form, and why."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from nenboard.gui.case_edit import fields_extent, fields_person, fields_treatment, fields_tumour
from nenboard.gui.case_edit.form_field import COVERS, CardSpec, FormField, Kind, TableSpec, TabSpec
from nenboard.gui.case_edit.shape import pattern_of

DIAGNOSIS: Final = TabSpec(
    key="diagnosis",
    title="Diagnosis & pathology",
    left=(
        fields_tumour.DISCUSSED,
        fields_tumour.PRIMARIES,
        fields_tumour.FUNCTION,
        fields_tumour.STAGES,
        fields_tumour.MOLECULAR,
    ),
    right=(fields_tumour.SAMPLES, fields_tumour.WORKED_OUT),
)
IMAGING: Final = TabSpec(
    key="imaging",
    title="Imaging & extent",
    left=(fields_extent.SITES, fields_extent.EXTENT),
    right=(
        fields_extent.IMAGING,
        fields_extent.LESIONS,
        fields_extent.DIAMETERS,
        fields_extent.LABS,
    ),
)
TREATMENT: Final = TabSpec(
    key="treatment",
    title="Treatment & responses",
    left=(
        fields_treatment.ANY_TREATMENT,
        fields_treatment.LINES,
        fields_treatment.COURSE,
        fields_treatment.ASSESSMENTS,
        fields_treatment.PROCEDURES,
        fields_treatment.RESPONSES,
    ),
    right=(),
)
PERSON: Final = TabSpec(
    key="person",
    title="Fitness, wishes & referral",
    left=(fields_person.REFERRAL, fields_person.ENTRIES, fields_person.PERSON),
    right=(
        fields_person.ECOG,
        fields_person.FITNESS,
        fields_person.CONDITIONS,
        fields_person.ALLERGIES,
        fields_person.RESIDUAL,
        fields_person.WISHES,
        fields_person.BODY,
    ),
)
TABS: Final = (DIAGNOSIS, IMAGING, TREATMENT, PERSON)

_OWN_KEY = "a key made by the program"
_PUBLISHED = "belongs to the published report a demonstration case comes from"
_IN_THE_GRID = "typed into the grid of diameters, as 12+9 or with T2"
_PARTICULARS = "edited where the kind of missing is shown"

HIDDEN: Final[dict[str, str]] = {
    "id": "the key of the case never changes",
    "patient.is_synthetic": "set when the person is made up, and shown everywhere",
    "primaries.*.id": _OWN_KEY,
    "samples.*.id": _OWN_KEY,
    "imaging.*.id": _OWN_KEY,
    "lesions.*.id": _OWN_KEY,
    "lesions.*.measurements.*.parts": _IN_THE_GRID,
    "lesions.*.measurements.*.merged_into": _IN_THE_GRID,
    "lines.*.id": _OWN_KEY,
    "procedures.*.id": _OWN_KEY,
    "extent.metastases.*.site": "each site is a row of its own",
    "gaps.*.path": _PARTICULARS,
    "gaps.*.kind": _PARTICULARS,
    "gaps.*.reason": _PARTICULARS,
    "gaps.*.owner": _PARTICULARS,
    "gaps.*.due": _PARTICULARS,
    "published.id": _PUBLISHED,
    "published.url": _PUBLISHED,
    "published.doi": _PUBLISHED,
    "published.year": _PUBLISHED,
    "published.is_year_certain": _PUBLISHED,
    "published.summary": _PUBLISHED,
    "published.history.*.when": _PUBLISHED,
    "published.history.*.event": _PUBLISHED,
    "published.history.*.kind": _PUBLISHED,
    "published.history.*.result": _PUBLISHED,
    "published.as_printed": _PUBLISHED,
}


def tab_parts(tab: TabSpec) -> tuple[CardSpec | TableSpec, ...]:
    """The cards and tables of a tab in focus order."""
    return (*tab.left, *tab.right)


@cache
def all_fields() -> dict[str, FormField]:
    """Every field of the form by its pattern."""
    found = (field for tab in TABS for part in tab_parts(tab) for field in _fields_of(part))
    return {field.path: field for field in found}


@cache
def _places() -> dict[str, TabSpec]:
    return {
        field.path: tab for tab in TABS for part in tab_parts(tab) for field in _fields_of(part)
    }


def field_at(path: str) -> FormField | None:
    """The field that shows what stands at a path of the case; None for what is not shown."""
    pattern = pattern_of(path)
    fields = all_fields()
    while pattern:
        found = fields.get(pattern)
        if found is not None:
            return found
        pattern = pattern.rpartition(".")[0]
    return None


def tab_of(path: str) -> TabSpec | None:
    """The tab that shows what stands at a path of the case."""
    field = field_at(path)
    if field is not None:
        return _places()[field.path]
    pattern = pattern_of(path)
    starts = (tab for one, tab in _places().items() if one.startswith(f"{pattern}."))
    return next(starts, None)


def covered_leaves() -> frozenset[str]:
    """The leaves of a case that the fields of the form can hold."""
    covered: set[str] = set()
    for field in all_fields().values():
        pattern = ".".join("*" if "=" in part else part for part in field.path.split("."))
        parts = COVERS.get(field.kind)
        covered |= {f"{pattern}.{part}" for part in parts} if parts else {pattern}
        if field.kind is Kind.BOUNDED:
            covered.add(f"{pattern.rpartition('.')[0]}.comparator")
    return frozenset(covered)


def _fields_of(part: CardSpec | TableSpec) -> Iterator[FormField]:
    yield from part.fields
    if isinstance(part, TableSpec):
        for table in part.tables:
            yield from _fields_of(table)
