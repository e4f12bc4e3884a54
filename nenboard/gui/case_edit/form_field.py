"""What a line of the form is: a field, a table of rows, and the card they stand in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """How a field is edited where its type does not say it alone.

    A `state` holds nothing but a kind of missing; a field `beside` stands in the row of the field
    before it.
    """

    BY_TYPE = "by_type"
    PROSE = "prose"
    KI67 = "ki67"
    MITOSES = "mitoses"
    BOUNDED = "bounded"
    REGIMEN = "regimen"
    ROW = "row"
    STATE = "state"
    BESIDE = "beside"
    FACT = "fact"
    FACT_VALUE = "fact_value"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: where it stands in the case, its words, and the fact of the algorithm it feeds.

    Why it matters and where it is found stands in the help file (`field_help`). `rows` names the
    list whose rows can be chosen.
    """

    path: str
    label: str
    unit: str = ""
    fact: str = ""
    kind: Kind = Kind.BY_TYPE
    rows: str = ""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit(".", maxsplit=1)[-1]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A list of the case as a table: its columns, and the fields of the row that is chosen.

    `asks` are the fields a new row cannot be without; `prefix` is the first letter of the key a
    new row gets, empty where rows have none. `repeats` are the fields that a row made like another
    one takes over. `told` are lists inside a row that its last cells say in words.
    """

    path: str
    title: str
    word: str
    columns: tuple[str, ...]
    fields: tuple[FormField, ...]
    asks: tuple[str, ...] = ()
    prefix: str = ""
    note: str = ""
    tables: tuple["TableSpec", ...] = ()
    repeats: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def field(self, name: str) -> FormField:
        """The field of a row by its path below the row."""
        return next(one for one in self.fields if one.path == f"{self.path}.*.{name}")


def within(word: str) -> str:
    """A word as it stands inside a sentence: acronyms keep their capitals."""
    return word if word.isupper() else word[:1].lower() + word[1:]


@dataclass(frozen=True, slots=True)
class CardSpec:
    """A card of single fields."""

    key: str
    title: str
    fields: tuple[FormField, ...]
    note: str = ""
    none_button: str = ""


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab: two columns of cards and tables, left then right."""

    key: str
    title: str
    left: tuple[CardSpec | TableSpec, ...]
    right: tuple[CardSpec | TableSpec, ...]


COVERS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.KI67: ("value", "comparator", "low", "high", "band", "is_unit_unclear"),
    Kind.MITOSES: ("value", "comparator", "low", "high", "band"),
}
