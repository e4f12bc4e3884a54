"""The person: identity, fitness, co-morbidity and wishes (minimum data set, items 1-5, 20-30)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import FamilySyndrome, OrganFunction, PatientView, RoutePreference, Sex
from nenboard.domain.treatment import Toxicity


class PersonName(Value):
    """A name in its printed parts."""

    family: Text
    given: Text | None = None
    title: Text | None = None


class Vital(Value):
    """Vital status: living means that no death is recorded."""

    last_known_alive: PartialDate | None = None
    died: PartialDate | None = None
    cause_of_death: Text | None = None


class Patient(Value):
    """Who the case is about. A synthetic person is marked and shown as such everywhere."""

    name: PersonName | None = None
    birth_date: PartialDate | Missing | None = None
    sex: Sex | Missing | None = None
    hospital_number: Text | None = None
    national_number: Text | None = None
    family_doctor: Text | None = None
    vital: Vital = Vital()
    is_synthetic: bool = False


class EcogReading(Value):
    """ECOG performance status on a day: 0 unrestricted to 4 fully dependent."""

    value: Annotated[int, Field(ge=0, le=4)] | Missing
    date: PartialDate | None = None
    source: Text | None = None


class Comorbidities(Value):
    """Each condition is answered on its own; one without an answer is not "no".

    The button *none* writes an explicit no into each condition, with who and when in
    ``none_stated_by`` and ``none_stated_on``.
    """

    cardiac_disease: YesNo = None
    hypertension: YesNo = None
    hypertension_controlled: YesNo = None
    renal_disease: YesNo = None
    liver_disease: YesNo = None
    lung_disease: YesNo = None
    interstitial_lung_disease: YesNo = None
    diabetes: YesNo = None
    diabetes_controlled: YesNo = None
    other_cancer: YesNo = None
    severe_depression: YesNo = None
    autoimmune_disease: YesNo = None
    active_infection: YesNo = None
    pregnancy_or_breast_feeding: YesNo = None
    details: Prose | None = None
    none_stated_by: Text | None = None
    none_stated_on: PartialDate | None = None


class Hypersensitivity(Value):
    """Serious hypersensitivity to the groups of drugs that the algorithm knows."""

    temozolomide: YesNo = None
    dacarbazine: YesNo = None
    platinum: YesNo = None
    taxane: YesNo = None
    other: Text | None = None
    none_stated_by: Text | None = None
    none_stated_on: PartialDate | None = None


class Wishes(Value):
    """What the patient wants, as told to the team."""

    view: PatientView | Missing | None = None
    words: Prose | None = None
    route: RoutePreference | Missing | None = None
    social_needs: Text | None = None
    trial_contact: YesNo = None


class Fitness(Value):
    """Fitness for treatment; judgements are a clinician's and carry who made them."""

    ecog: tuple[EcogReading, ...] = ()
    rockwood: Annotated[int, Field(ge=1, le=9)] | Missing | None = None
    g8: Annotated[Decimal, Field(ge=0, le=17)] | Missing | None = None
    is_frail: YesNo = None
    organ_function: OrganFunction | Missing | None = None
    comorbidities: Comorbidities = Comorbidities()
    hypersensitivity: Hypersensitivity = Hypersensitivity()
    residual_toxicities: tuple[Toxicity, ...] = ()
    relevant_drugs: Text | None = None
    family_syndrome: FamilySyndrome | Missing | None = None
    wishes: Wishes = Wishes()
    judged_by: Text | None = None
