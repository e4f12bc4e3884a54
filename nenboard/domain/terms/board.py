"""Referral and meeting terms."""

from enum import StrEnum


class DiscussionType(StrEnum):
    """Why the case comes to the board."""

    NEW_DIAGNOSIS = "new_diagnosis"
    REDISCUSSION = "rediscussion"
    PROGRESSION = "progression"
    POSTOPERATIVE = "postoperative"
    SURVEILLANCE = "surveillance"
    SECOND_OPINION = "second_opinion"
    INFORMATION = "information"


class QuestionTopic(StrEnum):
    """What the board is asked."""

    DIAGNOSIS = "diagnosis"
    STAGING = "staging"
    SURGERY = "surgery"
    LIVER_DIRECTED = "liver_directed"
    SSA = "ssa"
    PRRT = "prrt"
    TARGETED = "targeted"
    CHEMOTHERAPY = "chemotherapy"
    RADIOTHERAPY = "radiotherapy"
    SURVEILLANCE = "surveillance"
    TRIAL = "trial"
    GENETICS = "genetics"
    SUPPORTIVE = "supportive"


class Urgency(StrEnum):
    """How soon."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


class Triage(StrEnum):
    """How a case is dealt with at a meeting."""

    DISCUSS = "discuss"
    STANDARD_OF_CARE = "standard_of_care"
    NOT_READY = "not_ready"
