"""JSON files from outside: strict as the algorithm reads them, and limited in size and depth."""

from decimal import Decimal
from typing import Final

from nenboard.algorithm.document import FactsError, read_json, shown_name
from nenboard.domain.base import Problem
from nenboard.host.language import _
from nenboard.workflow.errors import UnusableInput

LARGEST_BYTES: Final = 64 * 1024 * 1024
DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 100
_MOST_PROBLEMS: Final = 200


def read_document(data: bytes) -> object:
    """The values of a file, numbers exact. Raises UnusableInput with every problem and its path."""
    if len(data) > LARGEST_BYTES:
        raise _refused("too_large", _("The file is larger than 64 MB. Split it and try again."))
    try:
        document = read_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refused("not_json", _("The file is not UTF-8 text. Save it as UTF-8.")) from None
    except FactsError as error:
        raise UnusableInput(error.problems) from None
    problems = _faults(document)
    if problems:
        raise UnusableInput(problems)
    return document


def _faults(document: object) -> list[Problem]:
    """What no field could hold: too deep, text that is no Unicode, numbers beyond measure."""
    found: list[Problem] = []
    waiting: list[tuple[object, str, int]] = [(document, "", 0)]
    while waiting and len(found) < _MOST_PROBLEMS:
        value, path, depth = waiting.pop()
        if depth > DEEPEST:
            message = _("The file is nested more deeply than any case document.")
            return [Problem(path="", code="too_deep", message=message)]
        if isinstance(value, dict):
            waiting += [(each, below(path, name), depth + 1) for name, each in value.items()]
            if not all(map(_is_sound, value)):
                found.append(_fault(path, "not_json", words=_("holds a name that is no Unicode")))
        elif isinstance(value, list):
            waiting += [(each, below(path, at), depth + 1) for at, each in enumerate(value)]
        elif isinstance(value, str) and not _is_sound(value):
            found.append(_fault(path, "not_json", words=_("holds signs that are no Unicode text")))
        elif isinstance(value, Decimal | int) and not _is_measurable(value):
            found.append(_fault(path, "out_of_range", words=_("is a number beyond any measure")))
    return found


def below(path: str, name: str | int) -> str:
    """The path of a member; a name that does not look like one of ours is shown as ``?``."""
    shown = str(name) if isinstance(name, int) else shown_name(name)
    return f"{path}.{shown}" if path else shown


def _refused(code: str, message: str) -> UnusableInput:
    return UnusableInput((Problem(path="", code=code, message=message),))


def _fault(path: str, code: str, *, words: str) -> Problem:
    return Problem(path=path, code=code, message=f"{path}: {words}".removeprefix(": "))


def _is_sound(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_measurable(number: Decimal | int) -> bool:
    if isinstance(number, int):
        return number.bit_length() <= 4 * _LONGEST_NUMBER
    return abs(number.adjusted()) <= _LONGEST_NUMBER and len(number.as_tuple().digits) <= (
        _LONGEST_NUMBER
    )
