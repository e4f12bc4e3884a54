"""The new person as typed: what is wrong with it, and the identity it becomes."""

from typing import TYPE_CHECKING

from nenboard.gui.desk import NewPerson
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.patient import Patient


def number_problem(text: str) -> str:
    """What is wrong with an NHS number; empty for a sound one, or for none."""
    digits = text.replace(" ", "")
    if not digits:
        return ""
    if len(digits) != 10 or not digits.isdigit():
        return _("An NHS number has ten digits. Another number goes into Hospital No.")
    if not has_check_digit(digits):
        return _("The last digit does not fit the others: a slip of the keys, most likely.")
    return ""


def has_check_digit(digits: str) -> bool:
    """Whether the tenth digit is the check digit, modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def patient_of(person: NewPerson) -> "Patient":
    """The identity as the case holds it; what was left out is not recorded."""
    from nenboard.domain.dates import PartialDate
    from nenboard.domain.patient import Patient, PersonName
    from nenboard.domain.terms import Sex

    return Patient(
        name=PersonName(family=person.family, given=person.given or None)
        if person.family
        else None,
        birth_date=PartialDate(person.birth_date) if person.birth_date else None,
        sex=Sex(person.sex) if person.sex else None,
        national_number=person.national_number.replace(" ", "") or None,
        hospital_number=person.hospital_number or None,
    )
