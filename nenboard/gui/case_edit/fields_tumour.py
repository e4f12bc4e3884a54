"""Fields of the tumour: primary, samples, stains, molecular tests, stage, hormonal function."""

from typing import Final

from nenboard.gui.case_edit.form_field import CardSpec, FormField, Kind, TableSpec

F = FormField

PRIMARIES: Final = TableSpec(
    path="primaries",
    title="Primary tumours",
    word="Primary",
    columns=("site", "subsite", "diagnosed"),
    prefix="P",
    fields=(
        F("primaries.*.site", "Primary site", fact="primary_site"),
        F("primaries.*.site_candidates", "Possible sites", fact="primary_site"),
        F("primaries.*.subsite", "Part of the organ", fact="colon_side"),
        F("primaries.*.site_text", "Site in words"),
        F("primaries.*.icdo_morphology", "Morphology (ICD-O)"),
        F("primaries.*.diagnosed", "Date of first diagnosis"),
        F("primaries.*.diagnosis_basis", "Basis of that date"),
        F("primaries.*.size_mm", "Size of the primary", unit="mm"),
        F("primaries.*.is_active_or_recent", "Active or recent", fact="second_malignancy"),
    ),
)

SAMPLES: Final = TableSpec(
    path="samples",
    title="Samples",
    word="Sample",
    note="one row per sample; Ki-67 is a history, never one field",
    columns=("date", "organ", "kind", "specimen", "ki67", "mitoses", "grade", "review"),
    prefix="S",
    fields=(
        F("samples.*.date", "Date taken"),
        F("samples.*.organ", "Organ"),
        F("samples.*.origin", "Primary or metastasis"),
        F("samples.*.kind", "Type of sample"),
        F("samples.*.specimen", "Specimen number"),
        F("samples.*.laboratory", "Laboratory"),
        F("samples.*.primary_id", "Belongs to", kind=Kind.ROW, rows="primaries"),
        F("samples.*.is_representative", "Representative tissue", fact="ki67"),
        F("samples.*.differentiation", "Differentiation", fact="differentiation"),
        F("samples.*.cell_type", "Cell type of a NEC", fact="nec_morphology"),
        F("samples.*.minen_component", "Neuroendocrine part", fact="minen_ne_component"),
        F("samples.*.minen_share", "Share of that part", unit="%"),
        F(
            "samples.*.metastasis_component",
            "The metastasis shows",
            fact="minen_metastasis_component",
        ),
        F("samples.*.ki67", "Ki-67", unit="%", fact="ki67", kind=Kind.KI67),
        F("samples.*.ki67.method", "Ki-67 method"),
        F("samples.*.ki67.cells_counted", "Cells counted", unit="cells"),
        F("samples.*.ki67.as_printed", "Ki-67 as printed"),
        F("samples.*.mitoses", "Mitoses", unit="per 2 mm²", fact="mitoses", kind=Kind.MITOSES),
        F("samples.*.mitoses.area_mm2", "Area counted", unit="mm²"),
        F("samples.*.mitoses.as_printed", "Mitoses as printed"),
        F("samples.*.necrosis", "Necrosis", fact="necrosis"),
        F("samples.*.grade", "Pathologist's grade", fact="grade_reported"),
        F("samples.*.who_edition", "WHO edition"),
        F("samples.*.lung_class", "Lung or thymic class", fact="lung_subtype"),
        F("samples.*.review", "Central review"),
        F("samples.*.is_contradictory", "Report contradicts itself", fact="report_conflict"),
        F("samples.*.stains.chromogranin_a", "Chromogranin A stain"),
        F("samples.*.stains.synaptophysin", "Synaptophysin"),
        F("samples.*.stains.insm1", "INSM1"),
        F("samples.*.stains.p53", "p53 stain"),
        F("samples.*.stains.rb", "Rb stain", fact="rb1"),
        F("samples.*.stains.daxx_atrx", "DAXX / ATRX"),
        F("samples.*.stains.mismatch_repair", "Mismatch repair", fact="msi"),
        F("samples.*.stains.sstr2a", "SSTR2A", unit="0 to 3+", fact="sstr_ihc"),
        F("samples.*.note", "Note on the sample", kind=Kind.PROSE),
    ),
)

MOLECULAR: Final = TableSpec(
    path="molecular",
    title="Molecular tests",
    word="Test",
    columns=("marker", "result", "date", "laboratory"),
    asks=("marker",),
    fields=(
        F("molecular.*.marker", "Marker"),
        F("molecular.*.result", "Result", fact="dpd"),
        F("molecular.*.date", "Date of the test"),
        F("molecular.*.laboratory", "Test laboratory"),
    ),
)

STAGES: Final = TableSpec(
    path="stages",
    title="Stage",
    word="Stage",
    note="another edition is another row",
    columns=("date", "prefix", "t", "n", "m", "group", "system"),
    fields=(
        F("stages.*.date", "Date of the stage"),
        F("stages.*.prefix", "Set how"),
        F("stages.*.t", "T"),
        F("stages.*.n", "N", fact="n_category"),
        F("stages.*.m", "M", fact="extent"),
        F("stages.*.group", "Stage group", fact="stage_group"),
        F("stages.*.system", "Edition"),
        F("stages.*.primary_id", "Stage belongs to", kind=Kind.ROW, rows="primaries"),
        F("stages.*.source", "Source of the stage"),
    ),
)

FUNCTION: Final = CardSpec(
    key="function",
    title="Hormonal function",
    fields=(
        F("function.status", "Functioning", fact="functional"),
        F("function.syndrome", "Syndrome", fact="syndrome_type"),
        F("function.control", "Control", fact="functional"),
        F("function.stools_per_day", "Stools", unit="per day"),
        F("function.flushes_per_day", "Flushes", unit="per day"),
        F("function.symptoms", "Symptoms in words", kind=Kind.PROSE),
        F("function.date", "As of"),
    ),
)

DISCUSSED: Final = CardSpec(
    key="discussed",
    title="Under discussion",
    fields=(F("primary_under_discussion", "Tumour", kind=Kind.ROW, rows="primaries"),),
)

WORKED_OUT: Final = CardSpec(
    key="worked_out",
    title="Worked out, for comparison",
    note="what was entered counts",
    fields=(),
)
