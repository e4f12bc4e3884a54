"""The evidence library as the public document nenboard-evidence/1."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from nenboard.algorithm.evidence import (
    MEASURES,
    Arm,
    Bracketed,
    Difference,
    Figure,
    Library,
    Measure,
    Study,
    Update,
)

FORMAT: Final = "nenboard-evidence/1"
VALUE_NAMES: Final[Mapping[Measure, str]] = {
    "orr": "orr_pct",
    "pfs": "pfs_months",
    "os": "os_months",
}


def to_document(library: Library, studies: Iterable[Study] | None = None) -> dict[str, Any]:
    """The document with all rows, or with those given, in printed order."""
    shown = library.studies if studies is None else tuple(studies)
    return {
        "format": FORMAT,
        "studies": [study_document(library, study) for study in shown],
        "flags": {
            str(table.table): {flag.letter: flag.meaning for flag in table.flags}
            for table in library.marks.tables
        },
        "trials": [trial.model_dump(mode="json") for trial in library.trials],
        "updates": [update_document(update) for update in library.updates],
        "key_messages": [message.model_dump(mode="json") for message in library.key_messages],
        "footnotes": {note.letter: note.text for note in library.footnotes},
    }


def study_document(library: Library, study: Study) -> dict[str, Any]:
    """One row."""
    named = library.trial_of(study)
    return {
        "id": study.id,
        "table": study.table,
        "section": study.section,
        "author": study.author,
        "author_printed": study.author_printed,
        "year": study.year,
        "trial": study.trial,
        "reference": list(study.reference),
        "design": study.design,
        "design_kind": study.design_kind,
        "n_total": study.n.total,
        "n_subgroup": study.n.subgroups_text,
        "n_groups": dict(study.n.groups),
        "n_printed": study.n.printed,
        "line": study.line,
        "sites": list(study.sites),
        "population_printed": study.population_printed,
        "population_flag": study.population_flag,
        "regimen_printed": study.regimen_printed,
        "cells_printed": study.cells.model_dump(),
        "arms": [_arm(arm) for arm in study.arms],
        "comparisons": [
            {"endpoint": c.endpoint, "hr": _number(c.hr), "p": c.p, "note": c.note}
            for c in study.comparisons
        ],
        "discrepancies": [_difference(entry) for entry in study.discrepancies],
        "remarks": [remark.model_dump() for remark in study.remarks],
        "doubts": list(study.doubts),
        "updates": [update.id for update in library.updates_of(named.name)] if named else [],
    }


def update_document(update: Update) -> dict[str, Any]:
    """What became of a trial; figures that were not seen are null."""
    plain = update.model_dump(mode="python")
    return {key: _plain(value) for key, value in plain.items()}


def _arm(arm: Arm) -> dict[str, Any]:
    made: dict[str, Any] = {"regimen": arm.regimen, "drugs": list(arm.drugs), "n": arm.n}
    for measure in MEASURES:
        made |= _figure(measure, arm.figure(measure))
    made["flags"] = arm.flags.model_dump()
    made["by_subgroup"] = {code: _bracketed(group) for code, group in arm.by_subgroup.items()}
    return made


def _bracketed(group: Bracketed) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for measure in MEASURES:
        figure = group.figure(measure)
        if figure is not None:
            made |= _figure(measure, figure)
    return made | {"flags": group.flags.model_dump()}


def _figure(measure: Measure, figure: Figure) -> dict[str, Any]:
    return {VALUE_NAMES[measure]: _number(figure.value), f"{measure}_status": figure.status}


def _difference(entry: Difference) -> dict[str, Any]:
    return entry.model_dump()


def _number(value: Decimal | None) -> float | int | None:
    """A number for JSON; figures have at most two decimals, so nothing is lost."""
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
