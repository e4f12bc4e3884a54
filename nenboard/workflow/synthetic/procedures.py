"""Synthetic operations and liver-directed treatment."""

from datetime import date, timedelta

from nenboard.domain.terms import Intent, Margin, ProcedureKind, Removed, Site
from nenboard.domain.treatment import Procedure
from nenboard.workflow.synthetic.courses import Course
from nenboard.workflow.synthetic.dice import Dice, day_of
from nenboard.workflow.synthetic.kinds import Kind

_OPERATIONS = {
    Site.PANCREAS: "Distal pancreatectomy",
    Site.ILEUM: "Ileocaecal resection",
    Site.JEJUNUM: "Small bowel resection",
    Site.LUNG: "Lobectomy",
    Site.THYMUS: "Thymectomy",
    Site.RECTUM: "Rectal resection",
    Site.STOMACH: "Partial gastrectomy",
    Site.APPENDIX: "Right hemicolectomy",
    Site.DUODENUM: "Duodenal resection",
    Site.COLON: "Hemicolectomy",
    Site.OESOPHAGUS: "Oesophagectomy",
    Site.GALLBLADDER: "Cholecystectomy",
}
_WITH_PRIMARY_OUT = 0.3
_MARGINS = ((Margin.R0, 0.85), (Margin.R1, 0.15))


def operation(dice: Dice, kind: Kind, *, found: date, is_metastatic: bool) -> Procedure | None:
    """The resection of the primary: in all localised disease, in some metastatic disease."""
    if kind.site is Site.UNKNOWN_PRIMARY or (is_metastatic and not dice.chance(_WITH_PRIMARY_OUT)):
        return None
    if is_metastatic and kind.site in {Site.OESOPHAGUS, Site.GALLBLADDER}:
        return None
    return Procedure(
        id="o1",
        primary_id="p1",
        kind=ProcedureKind.SURGERY,
        date=day_of(found + timedelta(days=dice.whole(8, 18))),
        what=_OPERATIONS.get(kind.site, "Resection of the primary"),
        removed=Removed.PRIMARY,
        margin=Margin.R2 if is_metastatic else dice.weighted(_MARGINS),
        intent=Intent.PALLIATIVE if is_metastatic else Intent.CURATIVE,
    )


def performed(procedure: Procedure | None) -> date | None:
    """The day of a procedure."""
    return procedure.date.earliest if procedure is not None and procedure.date else None


def liver_directed(dice: Dice, done: Course) -> Procedure | None:
    """An embolisation or ablation between two scans, in some."""
    if len(done.scans) < 4 or not dice.chance(0.15):
        return None
    day = done.scans[-3].day + timedelta(days=dice.whole(10, 30))
    kind = dice.pick((ProcedureKind.EMBOLISATION, ProcedureKind.ABLATION))
    what = {
        ProcedureKind.EMBOLISATION: "TAE right lobe",
        ProcedureKind.ABLATION: "Ablation, segment VI",
    }[kind]
    return Procedure(id="o2", kind=kind, date=day_of(day), what=what, intent=Intent.PALLIATIVE)
