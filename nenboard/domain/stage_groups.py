"""The TNM stage group by site and edition: derived to cross-check, never in place of the entry.

A category that is missing is never guessed, and rows that registries add are kept apart from
those of the edition (data dictionary, section 3).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nenboard.domain.missing import Missing
from nenboard.domain.stage_tables import AXES, REGISTRY, Category, GroupRow, StageTable, StageTables
from nenboard.domain.staging import Stage
from nenboard.domain.terms import Differentiation, Site, StageSystem

_WRITTEN: Final = re.compile(
    r"(?:yc|yp|y|c|p|r|a)?(?:([TNM])(?:=|:)?)?(is|mi|x|\d\w{0,3})", re.IGNORECASE
)
_SITES: Final = {
    Site.STOMACH: "stomach",
    Site.DUODENUM: "duodenum",
    Site.AMPULLA: "ampulla",
    Site.JEJUNUM: "jejunum_ileum",
    Site.ILEUM: "jejunum_ileum",
    Site.MECKEL: "jejunum_ileum",
    Site.SMALL_INTESTINE_NOS: "jejunum_ileum",
    Site.APPENDIX: "appendix",
    Site.CAECUM: "colon_rectum",
    Site.COLON: "colon_rectum",
    Site.RECTOSIGMOID: "colon_rectum",
    Site.RECTUM: "colon_rectum",
    Site.PANCREAS: "pancreas",
}
_NET: Final = {
    StageSystem.AJCC_8: "ajcc8_net_",
    StageSystem.AJCC_9: "ajcc9_net_",
    StageSystem.UICC_8: "uicc8_net_",
    StageSystem.ENETS: "enets_",
}
_CHEST: Final = {
    StageSystem.AJCC_8: "ajcc8_",
    StageSystem.UICC_8: "ajcc8_",
    StageSystem.AJCC_9: "ajcc9_",
}
_TOGETHER: Final = {
    "enets_duodenum": "enets_ampulla_duodenum",
    "enets_ampulla": "enets_ampulla_duodenum",
}
_SMALL_BOWEL: Final = ("duodenum", "jejunum_ileum")
_MECKEL_FROM: Final = StageSystem.AJCC_9
_CARCINOMA: Final = (Differentiation.POOR, Differentiation.MINEN)


class NoStage(StrEnum):
    """Why there is no table, or no stage group."""

    SITE_MISSING = "site_missing"
    EDITION_MISSING = "edition_missing"
    DIFFERENTIATION_MISSING = "differentiation_missing"
    NO_TABLE = "no_table"
    SMALL_BOWEL_CARCINOMA = "small_bowel_carcinoma"
    CATEGORY_MISSING = "category_missing"
    CATEGORY_UNKNOWN = "category_unknown"
    NO_ROW = "no_row"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class DerivedStage:
    """The stage group of an entry, with the table, categories and row it comes from.

    `entered` wins. `group` is the stage of the edition; `registry_group` is what registries assign
    where a category is missing, and is not the stage of the edition. `unverified` names the
    categories and rows that were recalled, not seen.
    """

    entered: str | None
    table: StageTable | None = None
    categories: tuple[Category, ...] = ()
    row: GroupRow | None = None
    why: NoStage | None = None

    @property
    def group(self) -> str | None:
        """The derived stage group of the edition."""
        return self.row.stage if self.row is not None and self.row.origin != REGISTRY else None

    @property
    def registry_group(self) -> str | None:
        """The stage group that only registries assign."""
        return self.row.stage if self.row is not None and self.row.origin == REGISTRY else None

    @property
    def shown(self) -> str | None:
        """The stage group to show: the entered one, else the derived one."""
        return self.entered or self.group

    @property
    def differs(self) -> bool:
        """Whether entry and table cannot both be right; IV and IVB can."""
        if self.entered is None or self.group is None:
            return False
        (stage, part), (other, second) = map(_parts, (self.entered, self.group))
        return stage != other or not (part.startswith(second) or second.startswith(part))

    @property
    def unverified(self) -> tuple[str, ...]:
        """The cells that were recalled: category codes, then the group."""
        cells = [category.code for category in self.categories if not category.is_verified]
        if self.row is not None and not self.row.is_verified:
            cells.append(self.row.stage)
        return tuple(cells)

    @property
    def is_verified(self) -> bool:
        """Whether row and categories were all seen in their source."""
        return self.row is not None and not self.unverified


@dataclass(frozen=True, slots=True)
class BoundaryReading:
    """What an edition makes of a size at a limit: the T category, and the group with N and M."""

    table: StageTable
    category: Category
    group: str | None


def choose_table(
    tables: StageTables,
    site: Site | None,
    *,
    differentiation: Differentiation | None,
    system: StageSystem | None,
) -> StageTable | NoStage:
    """The table of a site, class and edition, or why there is none."""
    if site is None:
        return NoStage.SITE_MISSING
    if system is None:
        return NoStage.EDITION_MISSING
    id_: str | NoStage
    if site in {Site.LUNG, Site.THYMUS}:
        id_ = f"{_CHEST.get(system, '')}{site.value}"
    elif site in {Site.ADRENAL_MEDULLA, Site.PARAGANGLIOMA}:
        id_ = "ajcc8_adrenal_paraganglioma" if system is StageSystem.AJCC_8 else NoStage.NO_TABLE
    elif differentiation in _CARCINOMA:
        id_ = _of_carcinoma(site, system)
    else:
        id_ = _of_tumour(site, system, is_well=differentiation is Differentiation.WELL)
    return id_ if isinstance(id_, NoStage) else tables.tables.get(id_, NoStage.NO_TABLE)


def _of_tumour(site: Site, system: StageSystem, *, is_well: bool) -> str | NoStage:
    key = _SITES.get(site)
    if key is None or (site is Site.MECKEL and system is not _MECKEL_FROM):
        return NoStage.NO_TABLE
    if not is_well:
        return NoStage.DIFFERENTIATION_MISSING
    id_ = f"{_NET.get(system, '')}{key}"
    return _TOGETHER.get(id_, id_)


def _of_carcinoma(site: Site, system: StageSystem) -> str | NoStage:
    key = _SITES.get(site)
    if key in _SMALL_BOWEL:
        return NoStage.SMALL_BOWEL_CARCINOMA
    return f"ajcc8_carcinoma_{key}" if system is StageSystem.AJCC_8 else NoStage.NO_TABLE


def derived_stage(
    tables: StageTables,
    stage: Stage,
    *,
    site: Site | None,
    differentiation: Differentiation | None,
) -> DerivedStage:
    """The stage group of an entered stage, for cross-checking."""
    entered = None if isinstance(stage.group, Missing) else stage.group
    chosen = choose_table(tables, site, differentiation=differentiation, system=stage.system)
    if isinstance(chosen, NoStage):
        return DerivedStage(entered, why=chosen)
    written = [category_code(getattr(stage, axis), axis) for axis in AXES]
    if None in written:
        return DerivedStage(entered, chosen, why=NoStage.CATEGORY_MISSING)
    found = [chosen.category(axis, code or "") for axis, code in zip(AXES, written, strict=True)]
    known = tuple(category for category in found if category is not None)
    if len(known) < len(AXES):
        return DerivedStage(entered, chosen, known, why=NoStage.CATEGORY_UNKNOWN)
    row = group_row(chosen, *(category.code for category in known))
    return DerivedStage(
        entered,
        chosen,
        known,
        row=row if isinstance(row, GroupRow) else None,
        why=row if isinstance(row, NoStage) else None,
    )


def group_row(table: StageTable, *categories: str) -> GroupRow | NoStage:
    """The row of a combination of T, N and M; a row of the edition before one of registries."""
    t, n, m = categories
    rows = [row for row in table.groups if row.holds(t, n, m=m)]
    own = [row for row in rows if row.origin != REGISTRY] or rows
    if not own:
        return NoStage.NO_ROW
    return own[0] if len({row.stage for row in own}) == 1 else NoStage.AMBIGUOUS


def boundary_readings(
    tables: StageTables, site: Site | None, *, size_mm: Decimal, nm: tuple[str, str] = ("N0", "M0")
) -> tuple[BoundaryReading, ...]:
    """What each edition makes of a size that lies exactly on a limit; nothing for other sizes.

    For tumours that reach no deeper than the boundary says; groups are given with these N and M.
    """
    key = _SITES.get(site) if site is not None else None
    found: list[BoundaryReading] = []
    for boundary in tables.boundaries:
        if boundary.site == key and boundary.size_mm == size_mm:
            for id_, t in boundary.readings.items():
                table = tables.tables[id_]
                category = table.category("t", t)
                row = group_row(table, t, *nm)
                if category is not None:
                    group = row.stage if isinstance(row, GroupRow) else None
                    found.append(BoundaryReading(table, category, group))
    return tuple(found)


def _parts(group: str) -> tuple[str, str]:
    """A stage group as its number and the letter and figure after it."""
    number = group.rstrip("ABC123")
    return number, group.removeprefix(number)


def category_code(value: object, axis: str) -> str | None:
    """A category without prefix and suffix, as the tables write it; None if it is missing."""
    if not isinstance(value, str) or isinstance(value, Missing):
        return None
    match = _WRITTEN.fullmatch(value.split("(", maxsplit=1)[0])
    if match is None or (match[1] or axis).casefold() != axis:
        return None
    return f"{axis.upper()}{match[2]}"
