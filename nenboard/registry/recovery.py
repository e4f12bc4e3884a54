"""The printed recovery key: 160 random bits in eight groups, each with a check character."""

import secrets

from nenboard.registry.errors import MistypedRecoveryKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
_DATA = 4
_BASE = len(ALPHABET)
_READ_AS = {"O": "0", "I": "1", "L": "1"}


def new_recovery_key() -> str:
    """A random key as printed: groups of four signs and a check sign, joined by hyphens.

    The alphabet is Douglas Crockford's base 32, which leaves out letters that look like digits.
    """
    groups = []
    for index in range(GROUPS):
        data = "".join(secrets.choice(ALPHABET) for _sign in range(_DATA))
        groups.append(data + _check_sign(index, data))
    return "-".join(groups)


def typed_recovery_key(text: str) -> str:
    """The key that was typed, in the printed form; case, spaces and hyphens do not matter.

    Raises MistypedRecoveryKey naming the groups whose check sign does not agree, or no group if
    the number of signs is wrong.
    """
    signs = "".join(_READ_AS.get(sign, sign) for sign in text.upper() if sign.isalnum())
    width = _DATA + 1
    if len(signs) != GROUPS * width:
        raise MistypedRecoveryKey(())
    groups = [signs[start : start + width] for start in range(0, len(signs), width)]
    wrong = tuple(number for number, group in enumerate(groups, 1) if not _holds(number - 1, group))
    if wrong:
        raise MistypedRecoveryKey(wrong)
    return "-".join(groups)


def _holds(index: int, group: str) -> bool:
    data = group[:-1]
    return all(sign in ALPHABET for sign in data) and _check_sign(index, data) == group[-1]


def _check_sign(index: int, data: str) -> str:
    """Luhn's check in base 32, shifted by the group's place so that swapped groups are noticed.

    It finds every single wrong sign and nearly every swap of neighbours.
    """
    total = index
    for place, sign in enumerate(reversed(data)):
        value = ALPHABET.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // _BASE + value % _BASE
    return ALPHABET[-total % _BASE]
