"""Fields of extent, imaging, measured lesions and laboratory."""

from typing import Final

from nenboard.domain.terms import MetastaticSite
from nenboard.gui.case_edit.form_field import CardSpec, FormField, Kind, TableSpec
from nenboard.host.words_tumour import WORDS

F = FormField

SITES: Final = CardSpec(
    key="metastases",
    title="Metastatic sites",
    note="an empty row is not a no",
    fields=tuple(
        field
        for site in MetastaticSite
        for field in (
            F(
                f"extent.metastases.site={site.value}.involved",
                WORDS["MetastaticSite"][site.value],
                fact="brain_metastases" if site is MetastaticSite.BRAIN else "extent",
            ),
            F(f"extent.metastases.site={site.value}.detail", "where", kind=Kind.BESIDE),
        )
    ),
)

EXTENT: Final = CardSpec(
    key="extent",
    title="Extent",
    fields=(
        F("extent.no_metastases_stated", "No metastases, stated", fact="extent"),
        F("extent.liver_burden", "Liver replaced"),
        F("extent.burden", "Tumour burden", fact="burden"),
        F("extent.is_liver_dominant", "Liver-dominant", fact="liver_dominant"),
        F("extent.primary_resectability", "Primary", fact="extent"),
        F("extent.metastases_resectability", "Metastases", fact="extent"),
        F("extent.is_surgery_too_morbid", "Operation disproportionate", fact="surgery_too_morbid"),
        F("extent.is_shrinkage_the_aim", "Shrinkage is the aim", fact="shrinkage_goal"),
        F("extent.has_tumour_symptoms", "Symptoms from tumour mass", fact="tumour_symptoms"),
        F("extent.status", "Disease status", fact="growth"),
        F("extent.status_date", "Status as of"),
        F("extent.pace", "Pace of growth", fact="growth"),
        F("extent.judged_by", "Judged by"),
        F("extent.note", "Note on extent", kind=Kind.PROSE),
    ),
)

IMAGING: Final = TableSpec(
    path="imaging",
    title="Imaging studies",
    word="Study",
    columns=("kind", "date", "tracer", "krenning_highest", "result", "is_to_be_shown"),
    repeats=("kind", "tracer", "place"),
    asks=("kind",),
    prefix="I",
    fields=(
        F("imaging.*.kind", "Kind of study"),
        F("imaging.*.state", "If not done", kind=Kind.STATE),
        F("imaging.*.date", "Date of the study"),
        F("imaging.*.place", "Hospital of the study"),
        F("imaging.*.accession", "Accession number"),
        F("imaging.*.tracer", "Tracer"),
        F("imaging.*.krenning_highest", "Krenning, highest", unit="0 to 4", fact="sstr"),
        F("imaging.*.krenning_lowest", "Krenning, lowest", unit="0 to 4", fact="sstr"),
        F("imaging.*.lesions_above_liver", "Lesions above liver", fact="sstr"),
        F("imaging.*.fdg", "FDG against receptors"),
        F(
            "imaging.*.has_fdg_disease_without_receptors",
            "FDG disease without receptors",
            fact="sstr",
        ),
        F("imaging.*.lvef_percent", "LVEF", unit="%", fact="lvef"),
        F("imaging.*.valves", "Carcinoid valve disease", fact="cardiac_disease"),
        F("imaging.*.is_to_be_shown", "Show at the meeting"),
        F("imaging.*.result", "Result", kind=Kind.PROSE),
    ),
)

LESIONS: Final = TableSpec(
    path="lesions",
    title="Target lesions",
    word="Lesion",
    note="millimetres; at most five, two in one organ",
    columns=("organ", "is_node", "is_target"),
    asks=("organ",),
    prefix="T",
    fields=(
        F("lesions.*.organ", "Lesion"),
        F("lesions.*.is_node", "Lymph node"),
        F("lesions.*.is_target", "Target lesion"),
    ),
    tables=(
        TableSpec(
            path="lesions.*.measurements",
            title="Measurements",
            word="Measurement",
            columns=("date", "mm", "is_too_small"),
            asks=("date",),
            fields=(
                F("lesions.*.measurements.*.date", "Measured on"),
                F("lesions.*.measurements.*.mm", "Diameter", unit="mm"),
                F("lesions.*.measurements.*.is_too_small", "Too small to measure"),
            ),
        ),
    ),
)

DIAMETERS: Final = CardSpec(
    key="diameters",
    title="Diameters by day",
    note="F2 edits; ts: too small to measure",
    fields=(),
)

LABS: Final = TableSpec(
    path="labs",
    title="Laboratory and markers",
    word="Result",
    note="the newest of each test counts",
    repeats=("test", "unit", "lower_limit", "upper_limit", "assay", "name"),
    columns=("test", "value", "unit", "upper_limit", "date", "assay"),
    asks=("test",),
    fields=(
        F("labs.*.test", "Test"),
        F("labs.*.value", "Value", kind=Kind.BOUNDED, fact="egfr"),
        F("labs.*.unit", "Unit"),
        F("labs.*.lower_limit", "Lower limit"),
        F("labs.*.upper_limit", "Upper limit", fact="bilirubin_xuln"),
        F("labs.*.date", "Date of the sample"),
        F("labs.*.assay", "Assay"),
        F("labs.*.on_ppi", "On a PPI"),
        F("labs.*.name", "Name of another test"),
    ),
)
