"""Fields of treatment: lines of systemic therapy, procedures, responses."""

from typing import Final

from nenboard.gui.case_edit.form_field import CardSpec, FormField, Kind, TableSpec

F = FormField


def _toxicities(path: str) -> TableSpec:
    return TableSpec(
        path=path,
        title="Toxicity",
        word="Toxicity",
        columns=("term", "grade", "date", "is_resolved"),
        asks=("term",),
        fields=(
            F(f"{path}.*.term", "Toxicity (CTCAE term)"),
            F(f"{path}.*.grade", "CTCAE grade", unit="0 to 5", fact="neuropathy_grade"),
            F(f"{path}.*.ctcae_version", "CTCAE version"),
            F(f"{path}.*.date", "Toxicity since"),
            F(f"{path}.*.is_resolved", "Toxicity resolved"),
            F(f"{path}.*.resolved", "Resolved on"),
        ),
    )


TOXICITIES: Final = _toxicities("fitness.residual_toxicities")

ANY_TREATMENT: Final = CardSpec(
    key="any_treatment",
    title="Systemic treatment so far",
    fields=(F("has_had_systemic_treatment", "Any systemic treatment", fact="prior_lines"),),
)

LINES: Final = TableSpec(
    path="lines",
    title="Lines of treatment",
    word="Line",
    note="oldest first; Alt+Up and Alt+Down move a line, Ctrl+Shift+Ins repeats it",
    repeats=(
        "regimen",
        "regimen_text",
        "therapy_class",
        "dose",
        "intent",
        "role",
        "given_for",
        "with_radiotherapy",
    ),
    columns=("regimen", "therapy_class", "start", "stop", "intent", "stop_reason", "best_response"),
    told=("toxicities",),
    prefix="L",
    fields=(
        F("lines.*.regimen", "Regimen", fact="prior_lines", kind=Kind.REGIMEN),
        F("lines.*.regimen_text", "Agents in words", fact="prior_lines"),
        F("lines.*.therapy_class", "Class", fact="prior_lines"),
        F("lines.*.dose", "Dose and interval"),
        F("lines.*.cycles", "Cycles"),
        F("lines.*.start", "Start"),
        F("lines.*.stop", "Stop"),
        F("lines.*.is_ongoing", "Still given", fact="prior_lines"),
        F("lines.*.intent", "Intent", fact="prior_lines"),
        F("lines.*.role", "Role", fact="prior_lines"),
        F("lines.*.stop_reason", "Reason for stop", fact="prior_lines"),
        F("lines.*.best_response", "Best response", fact="prior_lines"),
        F("lines.*.best_response_date", "Best response on"),
        F("lines.*.is_response_confirmed", "Response confirmed"),
        F("lines.*.progressed", "Progression on", fact="prior_lines"),
        F("lines.*.given_for", "Given for", fact="prior_lines"),
        F("lines.*.with_radiotherapy", "With radiotherapy"),
        F("lines.*.line_number", "Number, if overridden"),
        F(
            "lines.*.doxorubicin_mg_m2",
            "Doxorubicin, whole line",
            unit="mg/m²",
            fact="doxo_cumulative",
        ),
        F("lines.*.activity_gbq", "Activity, whole line", unit="GBq"),
        F("lines.*.note", "Note on the line", kind=Kind.PROSE),
    ),
    tables=(
        TableSpec(
            path="lines.*.components",
            title="Drugs with dates of their own",
            word="Drug",
            columns=("name", "start", "stop", "dose"),
            asks=("name",),
            fields=(
                F("lines.*.components.*.name", "Drug"),
                F("lines.*.components.*.start", "Drug start"),
                F("lines.*.components.*.stop", "Drug stop"),
                F("lines.*.components.*.dose", "Drug dose"),
            ),
        ),
        _toxicities("lines.*.toxicities"),
    ),
)

PROCEDURES: Final = TableSpec(
    path="procedures",
    title="Operations and local treatment",
    word="Procedure",
    note="not lines of systemic treatment",
    repeats=("kind", "what", "intent", "primary_id"),
    columns=("kind", "date", "what", "removed", "margin"),
    told=("toxicities",),
    asks=("kind",),
    prefix="R",
    fields=(
        F("procedures.*.kind", "Kind of procedure"),
        F("procedures.*.date", "Date of the procedure"),
        F("procedures.*.what", "What was done"),
        F("procedures.*.removed", "Removed", fact="extent"),
        F("procedures.*.margin", "Margin", fact="margin"),
        F("procedures.*.intent", "Aim of the procedure"),
        F("procedures.*.primary_id", "Procedure for", kind=Kind.ROW, rows="primaries"),
        F("procedures.*.note", "Note on the procedure", kind=Kind.PROSE),
    ),
    tables=(_toxicities("procedures.*.toxicities"),),
)

ASSESSMENTS: Final = TableSpec(
    path="assessments",
    title="What each scan showed beside the targets",
    word="Scan",
    note="RECIST 1.1 needs an answer on new lesions for each day",
    columns=("date", "non_target", "new_lesions", "new_sites", "is_adequate"),
    asks=("date",),
    fields=(
        F("assessments.*.date", "Day of the scan"),
        F("assessments.*.non_target", "Non-target disease"),
        F("assessments.*.new_lesions", "New lesions"),
        F("assessments.*.new_sites", "Where the new lesions are"),
        F("assessments.*.is_adequate", "As planned and evaluable"),
    ),
    repeats=("non_target", "new_lesions", "is_adequate"),
)

COURSE: Final = CardSpec(
    key="course",
    title="Diameters by day",
    note="F2 edits; ts: too small; 12+9: split",
    fields=(),
)

RESPONSES: Final = TableSpec(
    path="responses",
    title="Responses, kept apart by method",
    word="Response",
    columns=("method", "date", "response", "line_id", "note"),
    asks=("method", "response"),
    repeats=("method", "response", "line_id"),
    fields=(
        F("responses.*.method", "Method"),
        F("responses.*.date", "Date of the response"),
        F("responses.*.response", "Response"),
        F("responses.*.line_id", "During line", kind=Kind.ROW, rows="lines"),
        F("responses.*.note", "Note on the response"),
    ),
)
