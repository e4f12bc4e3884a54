"""JSON from outside, read strictly: one document, sound Unicode, no key twice, not too deep."""

import json
from decimal import Decimal
from typing import Any, Final, NoReturn

from nenboard.domain.base import Problem
from nenboard.host.language import _
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.paths import below

LARGEST_BYTES: Final = 64 * 1024 * 1024
DEEPEST: Final = 32
_LONGEST_NUMBER: Final = 200
_MOST_PROBLEMS: Final = 200


def read_json(data: bytes) -> object:
    """The document, with numbers exact. Raises UnusableInput with every problem and its path."""
    if len(data) > LARGEST_BYTES:
        raise _refused("too_large", _("The file is larger than 64 MB. Split it and try again."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("not_json", _("The file is not UTF-8 text. Save it as UTF-8.")) from None
    reading = _Reading()
    document = reading.parsed(text)
    reading.inspect(document)
    if reading.problems:
        raise UnusableInput(reading.problems)
    return document


def _refused(code: str, message: str) -> UnusableInput:
    return UnusableInput((Problem(path="", code=code, message=message),))


class _Number(ValueError):
    """A number that no field can hold."""


class _Reading:
    """One reading of one text; keeps what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._twice: dict[int, tuple[str, ...]] = {}
        self._kept_alive: list[dict[str, Any]] = []

    def parsed(self, text: str) -> object:
        """The values of the text. Raises UnusableInput if it is not JSON at all."""
        try:
            return json.loads(
                text,
                object_pairs_hook=self._object,
                parse_float=_decimal,
                parse_int=_integer,
                parse_constant=_constant,
            )
        except RecursionError:
            raise _too_deep() from None
        except _Number:
            text = _("The file holds a number that is too long or not finite.")
            raise _refused("not_json", text) from None
        except json.JSONDecodeError as error:
            text = _("The file is not JSON: it cannot be read from line {line}, column {column}.")
            filled = text.format(line=error.lineno, column=error.colno)
            raise _refused("not_json", filled) from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [name for name, _value in pairs]
            self._kept_alive.append(made)
            self._twice[id(made)] = tuple(n for n in made if names.count(n) > 1)
        return made

    def inspect(self, document: object) -> None:
        """Look at every value once: depth, keys given twice, text that is not Unicode."""
        waiting: list[tuple[object, str, int]] = [(document, "", 0)]
        while waiting and len(self.problems) < _MOST_PROBLEMS:
            value, path, depth = waiting.pop()
            if depth > DEEPEST:
                raise _too_deep()
            if isinstance(value, dict):
                self._inspect_names(value, path)
                waiting += [(each, below(path, name), depth + 1) for name, each in value.items()]
            elif isinstance(value, list):
                waiting += [(each, below(path, at), depth + 1) for at, each in enumerate(value)]
            elif isinstance(value, str) and not _is_sound(value):
                self._note(
                    path, code="not_json", message=_("{path}: holds signs that are no Unicode text")
                )

    def _inspect_names(self, value: dict[str, Any], path: str) -> None:
        for name in self._twice.get(id(value), ()):
            self._note(
                below(path, name),
                code="duplicate_key",
                message=_("{path}: is given more than once"),
            )
        for name in value:
            if not _is_sound(name):
                self._note(
                    below(path, name), code="not_json", message=_("{path}: is no Unicode text")
                )

    def _note(self, path: str, *, code: str, message: str) -> None:
        self.problems.append(Problem(path=path, code=code, message=message.format(path=path)))


def _too_deep() -> UnusableInput:
    return _refused("too_deep", _("The file is nested more deeply than any case document."))


def _is_sound(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decimal(text: str) -> Decimal:
    number = Decimal(text) if len(text) <= _LONGEST_NUMBER else None
    if number is None or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise _Number
    return number


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _Number
    return int(text)


def _constant(_text: str) -> NoReturn:
    raise _Number
