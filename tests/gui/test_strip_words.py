"""The strip: fitness and wishes in words; unknown never reads as no."""

from decimal import Decimal

from nenboard.domain.patient import Comorbidities, EcogReading, Fitness, Wishes
from nenboard.domain.terms import PatientView, RoutePreference
from nenboard.gui.case_edit.strip_words import fitness_words, wishes_words
from tests import builders


def test_what_is_not_recorded_says_so() -> None:
    case = builders.an_empty_case()
    said = "ECOG not recorded, eGFR not recorded, other conditions not recorded"
    assert fitness_words(case) == said
    assert wishes_words(case) == "Not recorded"


def test_the_newest_values_stand_with_their_dates() -> None:
    readings = (
        EcogReading(value=2, date=builders.day("2026-05")),
        EcogReading(value=1, date=builders.day("2026-11-10")),
    )
    case = builders.a_case(fitness=builders.a_fitness(ecog=readings))
    assert fitness_words(case).startswith("ECOG 1 (10-Nov-2026), eGFR 78 (12-Nov-2026)")


def test_conditions_are_named_whether_answered_or_entered_directly() -> None:
    answered = Fitness(comorbidities=Comorbidities(diabetes=True, cardiac_disease=False))
    assert fitness_words(builders.an_empty_case(fitness=answered)).endswith(", diabetes")
    entries = (builders.an_entry("ild", True), builders.an_entry("egfr", Decimal(48)))
    said = fitness_words(builders.an_empty_case(entries=entries))
    assert said == "ECOG not recorded, eGFR 48, interstitial lung disease"


def test_wishes_are_in_the_patients_words() -> None:
    wishes = Wishes(
        view=PatientView.ALL_ACTIVE, words="Few hospital days.", route=RoutePreference.ORAL
    )
    case = builders.an_empty_case(fitness=Fitness(wishes=wishes))
    assert wishes_words(case) == "Wants all active treatment. Few hospital days. Route: tablets."
