"""Stage tables: categories and stage groups of every site and edition, as data with sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

AXES: Final = ("t", "n", "m")
REGISTRY: Final = "registry_derivation"


@dataclass(frozen=True, slots=True)
class Category:
    """A T, N or M category in the words of its edition; recalled unless it was seen."""

    code: str
    definition: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row of a table of stage groups. Only rows of the edition are its stages."""

    stage: str
    t: frozenset[str]
    n: frozenset[str]
    m: frozenset[str]
    origin: str
    source: str
    is_verified: bool
    note: str = ""

    def holds(self, t: str, n: str, *, m: str) -> bool:
        """Whether a combination of categories belongs to this row."""
        return t in self.t and n in self.n and m in self.m


@dataclass(frozen=True, slots=True)
class StageTable:
    """The staging system of a site in an edition."""

    id: str
    title: str
    edition: str
    codes: tuple[str, ...]
    scheme: str
    topography: tuple[str, ...]
    applies_to: str
    is_verified: bool
    note: str
    categories: Mapping[str, tuple[Category, ...]]
    groups: tuple[GroupRow, ...]

    def category(self, axis: str, code: str) -> Category | None:
        """The category of an axis (t, n, m) by its code, whatever its case."""
        wanted = code.casefold()
        return next((c for c in self.categories[axis] if c.code.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Boundary:
    """A size at which editions draw the limit on different sides: T category by table."""

    site: str
    size_mm: Decimal
    readings: Mapping[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class StageTables:
    """All tables by id, the sources their rows name, and the boundaries between editions."""

    tables: Mapping[str, StageTable]
    sources: Mapping[str, str]
    boundaries: tuple[Boundary, ...]


def stage_tables(data: Mapping[str, Any]) -> StageTables:
    """The tables from the data of terms/tnm_stage_groups.json."""
    found = [_table(each) for each in data["systems"]]
    boundaries = tuple(
        Boundary(each["site"], Decimal(each["size_mm"]), dict(each["readings"]), each["note"])
        for each in data["boundaries"]
    )
    return StageTables({table.id: table for table in found}, dict(data["sources"]), boundaries)


def _table(each: Mapping[str, Any]) -> StageTable:
    return StageTable(
        id=each["id"],
        title=each["title"],
        edition=each["edition"],
        codes=tuple(each["codes"]),
        scheme=each["scheme"],
        topography=tuple(each["topography"]),
        applies_to=each["applies_to"],
        is_verified=each["is_verified"],
        note=each["note"],
        categories={axis: _categories(each[axis]) for axis in AXES},
        groups=tuple(_row(row) for row in each["groups"]),
    )


def _categories(rows: Sequence[Sequence[Any]]) -> tuple[Category, ...]:
    return tuple(Category(*row) for row in rows)


def _row(row: Mapping[str, Any]) -> GroupRow:
    return GroupRow(
        row["stage"],
        frozenset(row["t"]),
        frozenset(row["n"]),
        frozenset(row["m"]),
        origin=row["origin"],
        source=row["source"],
        is_verified=row["is_verified"],
        note=row.get("note", ""),
    )
