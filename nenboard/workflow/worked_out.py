"""What follows from the entries of a case, in words: grade, class, stage group, body figures.

Nothing here takes the place of an entry: it stands beside it, with inputs, source and doubts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.case_paths import answers
from nenboard.domain.dates import newest_first
from nenboard.domain.figures import body
from nenboard.domain.figures.figure import Figure, Input
from nenboard.domain.figures.grading import GradeFinding, LungFinding, lung_class, who_grade
from nenboard.domain.figures.units import UnitError, converted
from nenboard.domain.formulas import FormulaSex
from nenboard.domain.labs import LabResult
from nenboard.domain.stage_groups import (
    BoundaryReading,
    DerivedStage,
    boundary_readings,
    category_code,
)
from nenboard.domain.staging import Stage
from nenboard.domain.terms import Differentiation, LabTest, Sex, Site
from nenboard.domain.tumour import Primary, Sample
from nenboard.host.labels import code_label, label, missing_label, number_text
from nenboard.host.language import _
from nenboard.workflow.releases import data_set
from nenboard.workflow.stage_tables import shipped_tables, stages_checked

_CLASSED: Final = (Site.LUNG, Site.THYMUS)
_SEXES: Final[dict[object, FormulaSex]] = {Sex.FEMALE: "f", Sex.MALE: "m"}
_KIDNEY_FACT: Final = "egfr"


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A class or figure: its name, what it is, what it rests on, its source and doubts."""

    name: str
    words: str
    inputs: str
    source: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What is typed for the figures of the body and kept nowhere: kg, cm, and mg/mL x min."""

    weight_kg: Decimal | None = None
    height_cm: Decimal | None = None
    auc: Decimal | None = None


def tissue(case: Case) -> tuple[WorkedOut, ...]:
    """The grade of each sample, its class in lung and thymus, then the stage groups."""
    sites = {primary.id: _site(primary) for primary in case.primaries}
    graded = tuple(_of_sample(sample, sites.get(sample.primary_id)) for sample in case.samples)
    staged = tuple(map(_of_stage, case.stages, stages_checked(case)))
    return (*graded, *staged, *_boundaries(case))


def _site(primary: Primary) -> Site | None:
    return primary.site if isinstance(primary.site, Site) else None


def _of_sample(sample: Sample, site: Site | None) -> WorkedOut:
    found = lung_class(sample) if site in _CLASSED else who_grade(sample, site)
    what = _("Class") if isinstance(found, LungFinding) else _("WHO grade")
    where = [sample.organ or "", sample.date.text if sample.date is not None else ""]
    return WorkedOut(
        ", ".join([what, *filter(None, where)]),
        _found_words(found),
        _inputs(found.inputs),
        found.source,
        tuple(label(doubt) for doubt in found.doubts),
    )


def _found_words(found: GradeFinding | LungFinding) -> str:
    """What the counts give, beside what was reported, with its edition."""
    counts = _(" or ").join(label(each) for each in found.derived) or _("not settled")
    words = _("worked out: {found}").format(found=counts)
    if found.reported is None:
        return words
    reported = label(found.reported)
    edition = found.edition if isinstance(found, GradeFinding) else None
    if edition is not None:
        reported = f"{reported} ({label(edition)})"
    return _("{reported} reported; {found}").format(reported=reported, found=words)


def _of_stage(stage: Stage, derived: DerivedStage) -> WorkedOut:
    table = derived.table
    system = label(stage.system) if stage.system is not None else _("edition not recorded")
    written = [category_code(getattr(stage, axis), axis) or missing_label(None) for axis in "tnm"]
    return WorkedOut(
        _("Stage group, {edition}").format(edition=table.edition if table is not None else system),
        _stage_words(derived),
        ", ".join(written),
        _stage_source(derived),
        tuple(_stage_remarks(derived)),
    )


def _stage_words(derived: DerivedStage) -> str:
    """The group that the table gives, beside the entered one, which counts."""
    group = derived.group
    why = label(derived.why) if derived.why is not None else _("not settled")
    words = _("the table gives {group}").format(group=group) if group is not None else why
    if derived.entered is None:
        return words
    return _("{entered} entered; {words}").format(entered=derived.entered, words=words)


def _stage_source(derived: DerivedStage) -> str:
    if derived.table is None:
        return ""
    row = derived.row
    sources = shipped_tables().sources
    return f"{derived.table.title}. {sources.get(row.source, row.source) if row else ''}".strip()


def _stage_remarks(derived: DerivedStage) -> Iterator[str]:
    if derived.differs:
        yield _("The entry differs from the table: one of T, N, M or the group is not right")
    if derived.registry_group is not None:
        yield _("Registries assign {group}; it is no stage of the edition").format(
            group=derived.registry_group
        )
    if derived.unverified:
        yield _("Not verified against its source: {cells}").format(
            cells=", ".join(derived.unverified)
        )


def _boundaries(case: Case) -> Iterator[WorkedOut]:
    """A size exactly on a limit that editions draw on different sides: what each makes of it."""
    for primary in case.primaries:
        size = primary.size_mm
        if not isinstance(size, Decimal) or _is_carcinoma(case, primary):
            continue
        t, nm = _categories_of(case, primary)
        found = boundary_readings(shipped_tables(), _site(primary), size_mm=size, nm=nm)
        if not found or (t and t not in {each.category.code for each in found}):
            continue
        cells = [
            " ".join(filter(None, (_edition(each), each.category.code, each.group)))
            for each in found
        ]
        doubtful = [_edition(each) for each in found if not each.category.is_verified]
        words = _("Not verified against its source: {cells}")
        yield WorkedOut(
            _("T of a tumour of exactly {size} mm").format(size=_plain(size)),
            "; ".join(cells),
            ", ".join(filter(None, (f"{_plain(size)} mm", *nm))),
            _("The editions draw the limit on different sides"),
            (words.format(cells=", ".join(doubtful)),) if doubtful else (),
        )


def _is_carcinoma(case: Case, primary: Primary) -> bool:
    kinds = {one.differentiation for one in case.samples if one.primary_id == primary.id}
    return not kinds.isdisjoint({Differentiation.POOR, Differentiation.MINEN})


def _categories_of(case: Case, primary: Primary) -> tuple[str, tuple[str, str]]:
    """T, and N with M, of the newest stage of a tumour; empty where they were not entered."""
    mine = [stage for stage in case.stages if stage.primary_id == primary.id]
    newest = min(mine, key=lambda stage: newest_first(stage.date), default=None)
    if newest is None:
        return "", ("", "")
    t, n, m = (category_code(getattr(newest, axis), axis) or "" for axis in "tnm")
    return t, ((n, m) if n and m else ("", ""))


def _edition(reading: BoundaryReading) -> str:
    return reading.table.edition.partition(" (")[0]


def body_figures(case: Case, typed: Body, *, on: date) -> tuple[WorkedOut, ...]:
    """Kidney function, body surface and the Calvert figure from what is entered and typed.

    Raises LocalFileFaulty, LocalFileUnreadable where the limit of age cannot be read.
    """
    creatinine, remark = _creatinine(case)
    age = Input("age", _age(case, creatinine, on=on), "years")
    weight = Input("weight", typed.weight_kg, "kg")
    height = Input("height", typed.height_cm, "cm")
    sex = _SEXES.get(case.patient.sex)
    fresh = data_set().freshness_days().get(_KIDNEY_FACT)
    limit = {} if fresh is None else {"fresh_days": fresh}
    rate = body.egfr(creatinine, age=age, sex=sex, on=on, **limit)
    figures = [
        rate,
        body.clearance(creatinine, age=age, weight=weight, sex=sex, on=on),
        body.body_surface(height, weight),
        body.body_surface(height, weight, by_du_bois=True),
    ]
    if typed.auc is not None:
        gfr = Input("gfr", rate.value, rate.unit, creatinine.when)
        figures.append(body.calvert(gfr, auc=typed.auc, is_estimated=True))
    extra = (remark,) if remark else ()
    return tuple(_of_figure(each, extra if each.name in _FROM_BLOOD else ()) for each in figures)


_FROM_BLOOD: Final = ("egfr", "creatinine_clearance")


def _creatinine(case: Case) -> tuple[Input, str]:
    """The newest creatinine in mg/dL, or why it cannot be used."""
    found = [each for each in case.labs if each.test is LabTest.CREATININE]
    newest = min(found, key=lambda each: newest_first(each.date), default=None)
    if newest is None or not isinstance(newest.value, Decimal):
        return Input("creatinine", None, ages=True), ""
    if newest.comparator is not None:
        return Input("creatinine", None, ages=True), _("The creatinine is no exact value")
    return _in_mg_dl(newest, newest.value)


def _in_mg_dl(result: LabResult, value: Decimal) -> tuple[Input, str]:
    try:
        amount = converted(LabTest.CREATININE, value, unit=result.unit, into="mg/dl").value
    except UnitError:
        words = _("The unit of the creatinine is missing or unclear: ask the laboratory")
        return Input("creatinine", None, ages=True), words
    return Input("creatinine", amount, "mg/dL", result.date, ages=True), ""


def _age(case: Case, creatinine: Input, *, on: date) -> Decimal | None:
    """Completed years on the day of the blood, else today."""
    day = creatinine.when.latest if creatinine.when is not None else on
    found = next(answers(case, "age", on=min(day, on))).value
    return Decimal(found) if isinstance(found, int) else None


def _of_figure(figure: Figure, extra: tuple[str, ...]) -> WorkedOut:
    unit = figure.unit.replace("m2", "m²")
    if figure.value is not None:
        words = f"{number_text(round(figure.value, _PLACES.get(figure.name, 0)))} {unit}"
    else:
        lacking = ", ".join(_named(name) for name in figure.lacking)
        words = _("not known: {lacking}").format(lacking=lacking) if lacking else _("not known")
    remarks = (*extra, *(label(each) for each in figure.remarks))
    if not figure.is_verified:
        remarks = (*remarks, _("The formula is recalled, not verified against its source"))
    return WorkedOut(
        f"{_FIGURES[figure.name]()}, {figure.formula}",
        words,
        _inputs(figure.inputs),
        figure.source,
        remarks,
    )


_PLACES: Final = {"body_surface": 2}
_FIGURES: Final = {
    "egfr": lambda: _("Estimated GFR"),
    "creatinine_clearance": lambda: _("Creatinine clearance"),
    "body_surface": lambda: _("Body surface"),
    "calvert": lambda: _("Calvert figure"),
}
_NAMES: Final = {
    "ki67": lambda: _("Ki-67"),
    "mitoses": lambda: _("mitoses"),
    "necrosis": lambda: _("necrosis"),
    "differentiation": lambda: _("differentiation"),
    "creatinine": lambda: _("creatinine"),
    "age": lambda: _("age"),
    "sex": lambda: _("sex"),
    "weight": lambda: _("weight"),
    "height": lambda: _("height"),
    "gfr": lambda: _("GFR"),
    "auc": lambda: _("AUC"),
}


def _named(name: str) -> str:
    return _NAMES[name]() if name in _NAMES else name


def _inputs(inputs: tuple[Input, ...]) -> str:
    """Each input with its value, unit and date; what is missing says so."""
    return ", ".join(_input(each) for each in inputs)


def _input(given: Input) -> str:
    if given.value is None:
        return _("{name} not recorded").format(name=_named(given.name))
    value = given.value
    text = _plain(value) if isinstance(value, Decimal) else _code_words(given.name, value)
    words = f"{_named(given.name)} {text} {given.unit.replace('m2', 'm²')}".rstrip()
    is_dated = given.ages and given.when is not None
    return f"{words} ({given.when.text})" if is_dated and given.when is not None else words


def _plain(value: Decimal) -> str:
    """A number with at most two decimals, and no zeros after them."""
    short = round(value, 2)
    return number_text(short.normalize() if short % 1 else short.to_integral_value())


def _code_words(name: str, value: str) -> str:
    if name == "differentiation":
        return code_label(Differentiation, value)
    if name == "sex":
        return {"f": _("female"), "m": _("male")}.get(value, value)
    return {"yes": _("yes"), "no": _("no")}.get(value, value)
