"""Check digits of patient numbers.

The NHS number has ten digits, the last a modulus-11 check over weights 10 to 2; a check of ten is
not issued (data dictionary, identifiers).
"""

import re
from typing import Final

_TEN_DIGITS: Final = re.compile(r"[0-9]{10}")
_MODULUS: Final = 11


def digits_of(number: str) -> str:
    """The number without blanks and hyphens."""
    return re.sub(r"[\s-]", "", number)


def is_ten_digits(number: str) -> bool:
    """Whether it has the form of an NHS number, in any grouping."""
    return _TEN_DIGITS.fullmatch(digits_of(number)) is not None


def is_nhs_number(number: str) -> bool:
    """Whether it has ten digits and the check digit holds."""
    if not is_ten_digits(number):
        return False
    digits = [int(digit) for digit in digits_of(number)]
    total = sum(digit * (10 - place) for place, digit in enumerate(digits[:9]))
    check = (_MODULUS - total % _MODULUS) % _MODULUS
    return check == digits[9]


def nhs_groups(number: str) -> str:
    """An NHS number as it is shown: 3-3-4."""
    digits = digits_of(number)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
