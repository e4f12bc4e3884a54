"""Fields of JSON documents from outside, read with every fault noted at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from pydantic import ValidationError

from nenboard.domain.base import Problem
from nenboard.domain.dates import PartialDate
from nenboard.host.language import _
from nenboard.workflow.json_input import below

_Code = TypeVar("_Code", bound=StrEnum)
_MOST: int = 500


@dataclass
class Notes:
    """What is wrong with a document, and what is only worth a warning."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, path: str, code: str, *, words: str) -> None:
        """Note a fault; the words say what is wrong and what to do."""
        if len(self.problems) < _MOST:
            message = f"{path}: {words}" if path else words
            self.problems.append(Problem(path=path, code=code, message=message))

    def warn(self, path: str, *, words: str) -> None:
        """Note what is unusual."""
        self.warnings.append(f"{path}: {words}" if path else words)


class Fields:
    """One JSON object at its path. Reading a field notes its faults and then gives None."""

    def __init__(self, path: str, content: dict[str, object], *, notes: Notes) -> None:
        """Read this object; faults go to the notes."""
        self.path = path
        self.notes = notes
        self._content = content
        self._asked: set[str] = set()

    def at(self, name: str) -> str:
        """The path of a field."""
        return below(self.path, name)

    def refuse(self, name: str, code: str, *, words: str) -> None:
        """Note a fault of a field."""
        self.notes.refuse(self.at(name), code, words=words)

    def names(self) -> tuple[str, ...]:
        """The members there are."""
        return tuple(self._content)

    def raw(self, name: str) -> object:
        """What stands in a field; None if it is absent."""
        self._asked.add(name)
        return self._content.get(name)

    def warn_of_strangers(self) -> None:
        """Warn of members that were not asked for; they were ignored."""
        for name in self._content:
            if name not in self._asked:
                words = _("is not a field of this document and was ignored.")
                self.notes.warn(self.at(name), words=words)

    def moment(self, name: str, *, is_needed: bool = False) -> PartialDate | None:
        """A partial date."""
        value = self.raw(name)
        if value is None:
            if is_needed:
                self.refuse(name, "missing_field", words=_("is needed. Give a date."))
            return None
        return moment_at(self.at(name), value, notes=self.notes)

    def day(self, name: str) -> date | None:
        """A day that must be fully known."""
        value = self.moment(name, is_needed=True)
        if value is None or value.is_exact:
            return value.earliest if value is not None else None
        words = _("the day is needed here, since days are counted. Write it as 2026-03-14.")
        self.refuse(name, "not_a_date", words=words)
        return None

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(name, "not_a_boolean", words=_("is neither true nor false."))
        return None

    def choice(self, name: str, codes: type[_Code]) -> _Code | None:
        """One of a vocabulary."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, str) and value in {code.value for code in codes}:
            return codes(value)
        known = ", ".join(code.value for code in codes)
        words = _("is not one of the allowed values. Write one of: {known}.")
        self.refuse(name, "not_allowed", words=words.format(known=known))
        return None

    def whole(self, name: str, *, most: int) -> int | None:
        """A whole number from 0 to a limit."""
        value = self.raw(name)
        if value is None:
            return None
        number = number_at(self.at(name), value, notes=self.notes, most=most)
        if number is None:
            return None
        if number != number.to_integral_value():
            self.refuse(name, "not_an_integer", words=_("is not a whole number."))
            return None
        return int(number)

    def child(self, name: str) -> "Fields | None":
        """An object in a field."""
        value = self.raw(name)
        return None if value is None else fields_at(self.at(name), value, notes=self.notes)

    def items(self, name: str) -> Iterator["Fields"]:
        """The objects of a list."""
        value = self.raw(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.refuse(name, "not_a_list", words=_("is not a list."))
            return
        for place, item in enumerate(value):
            found = fields_at(below(self.at(name), place), item, notes=self.notes)
            if found is not None:
                yield found


def fields_at(path: str, value: object, *, notes: Notes) -> Fields | None:
    """The object at a path."""
    if isinstance(value, dict):
        return Fields(path, value, notes=notes)
    notes.refuse(path, "not_an_object", words=_("is not an object."))
    return None


def moment_at(path: str, value: object, *, notes: Notes) -> PartialDate | None:
    """The partial date at a path."""
    try:
        return PartialDate.model_validate(value)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[0].get("ctx", {}).get("error")
        reason = str(told) if told else _("write a date as 2026, 2026-03 or 2026-03-14")
        words = _("is no date: {reason}.").format(reason=reason)
        notes.refuse(path, "not_a_date", words=words)
        return None


def number_at(path: str, value: object, *, notes: Notes, most: int) -> Decimal | None:
    """The number at a path, from 0 to a limit."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        notes.refuse(path, "not_a_number", words=_("is not a number."))
        return None
    number = Decimal(value)
    if not 0 <= number <= most:
        words = _("must lie between 0 and {most}.").format(most=most)
        notes.refuse(path, "out_of_range", words=words)
        return None
    return number
