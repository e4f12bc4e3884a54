"""Terms of a meeting and of what the board decides there (minimum data set, items 91-96)."""

from enum import StrEnum


class BoardRole(StrEnum):
    """In which capacity somebody sits at the meeting."""

    ONCOLOGY = "oncology"
    ENDOCRINOLOGY = "endocrinology"
    GASTROENTEROLOGY = "gastroenterology"
    SURGERY = "surgery"
    NUCLEAR_MEDICINE = "nuclear_medicine"
    RADIOLOGY = "radiology"
    INTERVENTIONAL_RADIOLOGY = "interventional_radiology"
    PATHOLOGY = "pathology"
    RADIOTHERAPY = "radiotherapy"
    CARDIOLOGY = "cardiology"
    GENETICS = "genetics"
    PALLIATIVE_CARE = "palliative_care"
    NURSE_SPECIALIST = "nurse_specialist"
    COORDINATOR = "coordinator"
    GUEST = "guest"


class Presence(StrEnum):
    """Whether somebody is there."""

    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"


class MeetingState(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    FROZEN = "frozen"
    RUNNING = "running"
    FINISHED = "finished"


class AgendaChangeKind(StrEnum):
    """What differs between two states of an agenda."""

    ADDED = "added"
    REMOVED = "removed"
    ORDER = "order"
    TRIAGE = "triage"
    QUESTION = "question"
    MINUTES = "minutes"
    PRESENTER = "presenter"
    OTHER = "other"
    MEETING = "meeting"


class Result(StrEnum):
    """What came of a discussion."""

    AGREED = "agreed"
    CONDITIONAL = "conditional"
    DEFERRED = "deferred"
    STANDARD_OF_CARE = "standard_of_care"
    RETURNED = "returned"


class DeferralCause(StrEnum):
    """What was lacking, so that the case comes back."""

    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    CLINICAL = "clinical"
    NO_PRESENTER = "no_presenter"
    TIME = "time"
    OTHER = "other"


class PlanKind(StrEnum):
    """What a line of the plan is."""

    SURGERY = "surgery"
    ENDOSCOPIC = "endoscopic"
    ABLATION = "ablation"
    EMBOLISATION = "embolisation"
    SIRT = "sirt"
    TRANSPLANT = "transplant"
    SSA = "ssa"
    PRRT = "prrt"
    MTOR = "mtor"
    TKI = "tki"
    CHEMOTHERAPY = "chemotherapy"
    IMMUNOTHERAPY = "immunotherapy"
    INTERFERON = "interferon"
    RADIOTHERAPY = "radiotherapy"
    SYMPTOM_CONTROL = "symptom_control"
    SUPPORTIVE = "supportive"
    WATCHFUL = "watchful"
    TRIAL = "trial"
    TEST = "test"
    REFERRAL = "referral"
    GENETICS = "genetics"


NO_TREATMENT = frozenset({PlanKind.TEST, PlanKind.REFERRAL, PlanKind.GENETICS})
"""Lines of a plan that answer no question about treatment."""


class Basis(StrEnum):
    """What a line of the plan rests on."""

    ALGORITHM = "algorithm"
    TRIAL = "trial"
    CONSENSUS = "consensus"


class DepartureReason(StrEnum):
    """Why the board decided otherwise than the rule set lists."""

    PATIENT_WISH = "patient_wish"
    FITNESS = "fitness"
    NEW_INFORMATION = "new_information"
    TRIAL = "trial"
    LOCAL_PRACTICE = "local_practice"
    OTHER = "other"


class Recipient(StrEnum):
    """Who has to be told of an outcome."""

    PATIENT = "patient"
    FAMILY_DOCTOR = "family_doctor"
    REFERRER = "referrer"


class Channel(StrEnum):
    """How somebody is told."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    MESSAGE = "message"


class Followed(StrEnum):
    """Whether the plan was carried out."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class NotFollowedReason(StrEnum):
    """Why a plan was not carried out, or not fully."""

    PATIENT_CHOICE = "patient_choice"
    CHANGE_OF_CIRCUMSTANCES = "change_of_circumstances"
    DID_NOT_ATTEND = "did_not_attend"
    CONDITION_NOT_MET = "condition_not_met"
    DIED = "died"
    COMORBIDITY = "comorbidity"
    NEW_INFORMATION = "new_information"
    WRONG_INFORMATION = "wrong_information"
    OTHER = "other"
