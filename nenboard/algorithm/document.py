"""Reading JSON text strictly: no duplicate keys, no numbers that are not finite, exact decimals."""

import json
import re
from decimal import Decimal
from typing import Final, NoReturn

from nenboard.domain.base import Problem

_OUR_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


class FactsError(Exception):
    """A document that cannot be used; `problems` holds every fault with its path."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the faults; the text lists them one a line."""
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems = problems


def shown_name(name: object) -> str:
    """A name from a document if it looks like one of ours, else ``?``: it may be patient text."""
    return name if isinstance(name, str) and _OUR_NAME.fullmatch(name) else "?"


class Place:
    """A place in a document, and the problems found there so far."""

    def __init__(self, path: str = "", found: list[Problem] | None = None) -> None:
        """Start at the top without problems, or below another place with its problems."""
        self.path = path
        self._found: list[Problem] = [] if found is None else found

    def below(self, part: object) -> "Place":
        """The place of a member or an item."""
        name = str(part) if isinstance(part, int) else shown_name(part)
        return Place(f"{self.path}.{name}" if self.path else name, self._found)

    def refuse(self, code: str, sentence: str) -> None:
        """Note a problem here; the sentence says what is wrong and what to do."""
        message = f"{self.path}: {sentence}" if self.path else sentence
        self._found.append(Problem(path=self.path, code=code, message=message))

    def count(self) -> int:
        """How many problems were found in the whole document."""
        return len(self._found)

    def check(self) -> None:
        """Raise FactsError if there are problems."""
        if self._found:
            raise FactsError(tuple(self._found))


class _Twice(dict[str, object]):
    """An object in which some keys stood twice."""

    twice: tuple[str, ...] = ()


def read_json(text: str) -> object:
    """The value of a JSON text; numbers with decimals are Decimal.

    Raises FactsError with `not_json` or `duplicate_key`.
    """
    try:
        data = json.loads(
            text, parse_float=Decimal, parse_constant=_not_finite, object_pairs_hook=_object
        )
        at = Place()
        _note_duplicates(data, at)
    except json.JSONDecodeError as error:
        raise FactsError((_not_json(f"line {error.lineno}, column {error.colno}"),)) from None
    except (ValueError, ArithmeticError):
        raise FactsError((_not_json("it holds a number that is not finite or too long"),)) from None
    except RecursionError:
        raise FactsError((_not_json("it is nested too deeply"),)) from None
    at.check()
    return data


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = _Twice(pairs)
    if len(found) == len(pairs):
        return dict(found)
    seen: set[str] = set()
    twice: list[str] = []
    for key, _ in pairs:
        if key in seen:
            twice.append(key)
        seen.add(key)
    found.twice = tuple(dict.fromkeys(twice))
    return found


def _not_finite(_word: str) -> NoReturn:
    raise ValueError("not finite")


def _not_json(where: str) -> Problem:
    return Problem(
        path="",
        code="not_json",
        message=f"This is not JSON ({where}). Give one JSON document in UTF-8.",
    )


def _note_duplicates(data: object, at: Place) -> None:
    if isinstance(data, _Twice):
        for key in data.twice:
            at.below(key).refuse("duplicate_key", "this key stands here twice. Keep one of them.")
    if isinstance(data, dict):
        for key, value in data.items():
            _note_duplicates(value, at.below(key))
    elif isinstance(data, list):
        for place, item in enumerate(data):
            _note_duplicates(item, at.below(place))
