"""Fields of the person: identity, referral, fitness, other conditions, wishes."""

from typing import Final

from nenboard.gui.case_edit.fields_treatment import TOXICITIES
from nenboard.gui.case_edit.form_field import CardSpec, FormField, Kind, TableSpec

F = FormField

REFERRAL: Final = CardSpec(
    key="referral",
    title="Referral and question",
    fields=(
        F("referral.question", "Question to the board", kind=Kind.PROSE),
        F("referral.what_is_new", "What is new", kind=Kind.PROSE),
        F("referral.topics", "Topics"),
        F("referral.discussion", "Type of discussion"),
        F("referral.urgency", "Urgency"),
        F("referral.presenter", "Presents"),
        F("referral.knows_patient_attends", "Presenter knows the patient"),
        F("referral.referrer", "Referrer"),
        F("referral.hospital", "Hospital"),
        F("referral.contact", "Contact"),
        F("referral.key_worker", "Key worker"),
        F("referral.referred", "Date of referral"),
        F("referral.target_meeting", "Meeting"),
        F("referral.images_to_show", "Images to show", kind=Kind.PROSE),
        F("referral.slides_to_show", "Slides to show", kind=Kind.PROSE),
    ),
)

PERSON: Final = CardSpec(
    key="person",
    title="Person",
    fields=(
        F("patient.name.family", "Family name"),
        F("patient.name.given", "Given name"),
        F("patient.name.title", "Title"),
        F("patient.birth_date", "Birth date", fact="age"),
        F("patient.sex", "Sex"),
        F("patient.national_number", "NHS number"),
        F("patient.hospital_number", "Hospital number"),
        F("patient.family_doctor", "Family doctor"),
        F("patient.vital.last_known_alive", "Last known alive"),
        F("patient.vital.died", "Died on"),
        F("patient.vital.cause_of_death", "Cause of death"),
        F("note", "Note on the case", kind=Kind.PROSE),
    ),
)

ECOG: Final = TableSpec(
    path="fitness.ecog",
    title="Performance status",
    word="ECOG",
    columns=("value", "date", "source"),
    asks=("value",),
    fields=(
        F("fitness.ecog.*.value", "ECOG", unit="0 to 4", fact="ps"),
        F("fitness.ecog.*.date", "ECOG on"),
        F("fitness.ecog.*.source", "ECOG from"),
    ),
)

FITNESS: Final = CardSpec(
    key="fitness",
    title="Fitness",
    fields=(
        F("fitness.rockwood", "Rockwood frailty", unit="1 to 9"),
        F("fitness.g8", "G8", unit="0 to 17"),
        F("fitness.is_frail", "Frail", fact="frail"),
        F("fitness.organ_function", "Organ function for cytotoxics", fact="organ_function"),
        F("fitness.judged_by", "Fitness judged by"),
        F("fitness.relevant_drugs", "Drugs that matter"),
        F("fitness.family_syndrome", "Family history, syndrome"),
    ),
)

CONDITIONS: Final = CardSpec(
    key="comorbidities",
    title="Other conditions",
    note="an empty row is not a no",
    none_button="fitness.comorbidities",
    fields=(
        F("fitness.comorbidities.cardiac_disease", "Heart disease", fact="cardiac_disease"),
        F("fitness.comorbidities.hypertension", "Hypertension", fact="hypertension_uncontrolled"),
        F(
            "fitness.comorbidities.hypertension_controlled",
            "Blood pressure controlled",
            fact="hypertension_uncontrolled",
        ),
        F("fitness.comorbidities.diabetes", "Diabetes", fact="diabetes_uncontrolled"),
        F(
            "fitness.comorbidities.diabetes_controlled",
            "Diabetes controlled",
            fact="diabetes_uncontrolled",
        ),
        F(
            "fitness.comorbidities.interstitial_lung_disease",
            "Interstitial lung disease",
            fact="ild",
        ),
        F("fitness.comorbidities.lung_disease", "Other lung disease"),
        F("fitness.comorbidities.renal_disease", "Kidney disease"),
        F("fitness.comorbidities.liver_disease", "Liver disease"),
        F("fitness.comorbidities.other_cancer", "Another cancer", fact="second_malignancy"),
        F(
            "fitness.comorbidities.severe_depression",
            "Severe depression",
            fact="psychiatric_or_autoimmune",
        ),
        F(
            "fitness.comorbidities.autoimmune_disease",
            "Autoimmune disease",
            fact="psychiatric_or_autoimmune",
        ),
        F("fitness.comorbidities.active_infection", "Active infection", fact="active_infection"),
        F(
            "fitness.comorbidities.pregnancy_or_breast_feeding",
            "Pregnancy or breast feeding",
            fact="pregnancy",
        ),
        F("fitness.comorbidities.details", "Conditions in words", kind=Kind.PROSE),
        F("fitness.comorbidities.none_stated_by", "None, stated by"),
        F("fitness.comorbidities.none_stated_on", "None, stated on"),
    ),
)

ALLERGIES: Final = CardSpec(
    key="hypersensitivity",
    title="Serious hypersensitivity",
    note="an empty row is not a no",
    none_button="fitness.hypersensitivity",
    fields=(
        F("fitness.hypersensitivity.temozolomide", "Temozolomide", fact="hypersensitivity"),
        F("fitness.hypersensitivity.dacarbazine", "Dacarbazine", fact="hypersensitivity"),
        F("fitness.hypersensitivity.platinum", "Platinum", fact="hypersensitivity"),
        F("fitness.hypersensitivity.taxane", "Taxane", fact="hypersensitivity"),
        F("fitness.hypersensitivity.other", "Other drugs"),
        F("fitness.hypersensitivity.none_stated_by", "No reaction, stated by"),
        F("fitness.hypersensitivity.none_stated_on", "No reaction, stated on"),
    ),
)

WISHES: Final = CardSpec(
    key="wishes",
    title="Wishes",
    fields=(
        F("fitness.wishes.view", "The patient's view"),
        F("fitness.wishes.words", "In the patient's words", kind=Kind.PROSE),
        F("fitness.wishes.route", "Tablets or infusion", fact="route_preference"),
        F("fitness.wishes.social_needs", "Social needs"),
        F("fitness.wishes.trial_contact", "May be asked about trials"),
    ),
)

RESIDUAL: Final = TOXICITIES

ENTRIES: Final = TableSpec(
    path="entries",
    title="Clinicians' entries of facts",
    word="Entry",
    note="they count before the record",
    columns=("fact", "value", "by", "at", "source"),
    asks=("fact", "value", "by"),
    fields=(
        F("entries.*.fact", "Fact", kind=Kind.FACT),
        F("entries.*.value", "What is known", kind=Kind.FACT_VALUE),
        F("entries.*.by", "Stated by"),
        F("entries.*.at", "Stated on"),
        F("entries.*.source", "Stated in"),
    ),
)

BODY: Final = CardSpec(
    key="body",
    title="Kidney function and body surface",
    note="weight, height and AUC are not kept",
    fields=(),
)
