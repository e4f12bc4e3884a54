"""Stage groups: every combination of the tables, limits between editions, entry against table."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from nenboard.domain.stage_groups import (
    NoStage,
    boundary_readings,
    choose_table,
    derived_stage,
    group_row,
)
from nenboard.domain.stage_tables import REGISTRY, GroupRow, StageTable
from nenboard.domain.staging import Stage
from nenboard.domain.terms import Differentiation, Site, StageSystem
from nenboard.host import resources
from nenboard.workflow.stage_tables import shipped_tables, stages_checked
from tests.builders import a_case, a_primary, a_sample, a_stage, number

TABLES = shipped_tables()
DATA = json.loads(resources.path("terms", "tnm_stage_groups.json").read_text(encoding="utf-8"))
WELL, POOR = Differentiation.WELL, Differentiation.POOR
COMBINATIONS = 4299
SITE_OF = {
    "stomach": Site.STOMACH,
    "duodenum": Site.DUODENUM,
    "ampulla": Site.AMPULLA,
    "jejunum_ileum": Site.ILEUM,
    "appendix": Site.APPENDIX,
    "colon_rectum": Site.RECTUM,
    "pancreas": Site.PANCREAS,
}


def combinations(table: StageTable) -> Iterator[tuple[str, ...]]:
    axes = [[category.code for category in table.categories[axis]] for axis in "tnm"]
    return product(*axes)


def listed(id_: str, t: str, *, nm: tuple[str, str]) -> tuple[set[str], set[str]]:
    """Stages of the edition and of registries for a combination, read from the file itself."""
    (system,) = (each for each in DATA["systems"] if each["id"] == id_)
    found: tuple[set[str], set[str]] = (set(), set())
    for row in system["groups"]:
        if t in row["t"] and nm[0] in row["n"] and nm[1] in row["m"]:
            found[row["origin"] == REGISTRY].add(row["stage"])
    return found


def test_every_combination_has_at_most_the_one_stage_of_its_row() -> None:
    count = 0
    for table in TABLES.tables.values():
        for t, n, m in combinations(table):
            count += 1
            own, registry = listed(table.id, t, nm=(n, m))
            row = group_row(table, t, n, m)
            expected = own or registry
            assert len(expected) <= 1, (table.id, t, n, m)
            if not expected:
                assert row is NoStage.NO_ROW, (table.id, t, n, m)
                continue
            assert isinstance(row, GroupRow)
            assert {row.stage} == expected, (table.id, t, n, m)
            assert (row.origin == REGISTRY) is not bool(own)
    assert count == COMBINATIONS


def test_every_row_and_category_names_a_known_source() -> None:
    for table in TABLES.tables.values():
        for axis in "tnm":
            assert all(each.source in TABLES.sources for each in table.categories[axis])
        assert all(row.source in TABLES.sources for row in table.groups)


def derived(site: Site, stage: dict[str, Any], differentiation: Any = WELL) -> Any:
    entered = {"group": None, "prefix": None, **stage}
    return derived_stage(TABLES, a_stage(**entered), site=site, differentiation=differentiation)


@pytest.mark.parametrize(
    ("system", "prefix"),
    [
        (StageSystem.AJCC_8, "ajcc8_net_"),
        (StageSystem.AJCC_9, "ajcc9_net_"),
        (StageSystem.UICC_8, "uicc8_net_"),
    ],
)
@pytest.mark.parametrize("key", SITE_OF)
def test_a_well_differentiated_tumour_uses_the_table_of_its_site(
    key: str, system: StageSystem, prefix: str
) -> None:
    chosen = choose_table(TABLES, SITE_OF[key], differentiation=WELL, system=system)
    assert isinstance(chosen, StageTable)
    assert chosen.id == prefix + key
    assert system.value in chosen.codes


@pytest.mark.parametrize(
    ("site", "differentiation", "system", "expected"),
    [
        (Site.DUODENUM, WELL, StageSystem.ENETS, "enets_ampulla_duodenum"),
        (Site.AMPULLA, WELL, StageSystem.ENETS, "enets_ampulla_duodenum"),
        (Site.CAECUM, WELL, StageSystem.ENETS, "enets_colon_rectum"),
        (Site.LUNG, WELL, StageSystem.UICC_8, "ajcc8_lung"),
        (Site.LUNG, POOR, StageSystem.AJCC_9, "ajcc9_lung"),
        (Site.THYMUS, None, StageSystem.AJCC_9, "ajcc9_thymus"),
        (Site.MECKEL, WELL, StageSystem.AJCC_8, NoStage.NO_TABLE),
        (Site.MECKEL, WELL, StageSystem.AJCC_9, "ajcc9_net_jejunum_ileum"),
        (Site.STOMACH, POOR, StageSystem.AJCC_8, "ajcc8_carcinoma_stomach"),
        (Site.RECTUM, Differentiation.MINEN, StageSystem.AJCC_8, "ajcc8_carcinoma_colon_rectum"),
        (Site.STOMACH, POOR, StageSystem.AJCC_9, NoStage.NO_TABLE),
        (Site.ILEUM, POOR, StageSystem.AJCC_8, NoStage.SMALL_BOWEL_CARCINOMA),
        (Site.DUODENUM, POOR, StageSystem.AJCC_8, NoStage.SMALL_BOWEL_CARCINOMA),
        (Site.PARAGANGLIOMA, None, StageSystem.AJCC_8, "ajcc8_adrenal_paraganglioma"),
        (Site.PARAGANGLIOMA, None, StageSystem.ENETS, NoStage.NO_TABLE),
        (Site.OESOPHAGUS, WELL, StageSystem.AJCC_8, NoStage.NO_TABLE),
        (Site.UNKNOWN_PRIMARY, WELL, StageSystem.AJCC_8, NoStage.NO_TABLE),
        (Site.PANCREAS, WELL, StageSystem.MASAOKA_KOGA, NoStage.NO_TABLE),
        (Site.PANCREAS, None, StageSystem.AJCC_8, NoStage.DIFFERENTIATION_MISSING),
        (Site.PANCREAS, WELL, None, NoStage.EDITION_MISSING),
        (None, WELL, StageSystem.AJCC_8, NoStage.SITE_MISSING),
    ],
)
def test_site_class_and_edition_choose_the_table(
    site: Any, differentiation: Any, system: Any, expected: str
) -> None:
    chosen = choose_table(TABLES, site, differentiation=differentiation, system=system)
    assert (chosen.id if isinstance(chosen, StageTable) else chosen) == expected


@pytest.mark.parametrize(
    ("t", "n", "m", "group"),
    [
        ("T2", "N1", "M0", "III"),
        ("pT2", "pN1", "cM0", "III"),
        ("ypT3(m)", "ypN0", "M0", "II"),
        ("t2", "n0", "m0", "II"),
        ("2", "0", "0", "II"),
        ("pT1", "pN1(sn)", "M0", "III"),
        ("TX", "N0", "M1a", "IV"),
    ],
)
def test_prefix_and_suffix_are_left_out(t: str, n: str, m: str, group: str) -> None:
    stage = {"system": StageSystem.AJCC_8, "t": t, "n": n, "m": m}
    assert derived(Site.PANCREAS, stage).group == group


@pytest.mark.parametrize(
    ("stage", "why"),
    [
        ({"t": None}, NoStage.CATEGORY_MISSING),
        ({"n": "pending"}, NoStage.CATEGORY_MISSING),
        ({"t": "N1"}, NoStage.CATEGORY_MISSING),
        ({"t": "T9"}, NoStage.CATEGORY_UNKNOWN),
        ({"t": "T1", "n": "NX", "m": "M0"}, NoStage.NO_ROW),
    ],
)
def test_a_missing_category_is_never_guessed(stage: dict[str, Any], why: NoStage) -> None:
    found = derived(Site.PANCREAS, {"system": StageSystem.AJCC_8, "m": "M0", **stage})
    assert (found.group, found.why) == (None, why)


def test_the_entered_group_wins_and_a_difference_is_shown() -> None:
    stage = {"system": StageSystem.AJCC_8, "t": "T2", "n": "N1", "m": "M0"}
    found = derived(Site.PANCREAS, {**stage, "group": "II"})
    assert (found.shown, found.group, found.differs) == ("II", "III", True)
    same = derived(Site.PANCREAS, {**stage, "group": "IIIB"})
    assert (same.shown, same.differs) == ("IIIB", False)
    assert derived(Site.PANCREAS, stage).shown == "III"


def test_what_only_registries_assign_is_not_the_stage_of_the_edition() -> None:
    stage = {"system": StageSystem.AJCC_8, "t": "T4", "n": "NX", "m": "M0"}
    found = derived(Site.PANCREAS, stage)
    assert (found.group, found.registry_group, found.shown) == (None, "III", None)


def test_recalled_cells_say_so() -> None:
    stage = {"t": "T2", "n": "N0", "m": "M0"}
    seen = derived(Site.STOMACH, {**stage, "system": StageSystem.AJCC_8})
    assert (seen.is_verified, seen.unverified) == (True, ())
    recalled = derived(Site.STOMACH, {**stage, "system": StageSystem.AJCC_9})
    assert (recalled.group, recalled.is_verified) == ("II", False)
    assert "II" in recalled.unverified
    late = derived(Site.STOMACH, {**stage, "t": "T1", "n": "NX", "system": StageSystem.AJCC_9})
    assert (late.group, late.row.is_verified) == ("I", True)


def readings(site: Site, size: str) -> dict[str, tuple[str, str | None]]:
    found = boundary_readings(TABLES, site, size_mm=number(size))
    return {each.table.id: (each.category.code, each.group) for each in found}


def test_a_pancreatic_tumour_of_exactly_2_cm_shows_both_readings() -> None:
    assert readings(Site.PANCREAS, "20.0") == {
        "ajcc8_net_pancreas": ("T2", "II"),
        "ajcc9_net_pancreas": ("T2", "II"),
        "uicc8_net_pancreas": ("T1", "I"),
        "enets_pancreas": ("T2", "IIA"),
    }


def test_a_colorectal_tumour_of_exactly_1_cm_shows_both_readings() -> None:
    for site in (Site.COLON, Site.RECTUM, Site.CAECUM):
        assert readings(site, "10") == {
            "ajcc8_net_colon_rectum": ("T1b", "I"),
            "ajcc9_net_colon_rectum": ("T1a", "I"),
            "uicc8_net_colon_rectum": ("T1b", "I"),
            "enets_colon_rectum": ("T1b", "IB"),
        }


@pytest.mark.parametrize(
    ("site", "size"),
    [
        (Site.PANCREAS, "19.9"),
        (Site.PANCREAS, "20.1"),
        (Site.RECTUM, "10.1"),
        (Site.APPENDIX, "20"),
        (Site.LUNG, "20"),
    ],
)
def test_other_sizes_and_sites_have_no_second_reading(site: Site, size: str) -> None:
    assert readings(site, size) == {}


def test_the_boundary_readings_show_what_was_recalled() -> None:
    found = boundary_readings(TABLES, Site.PANCREAS, size_mm=number(20))
    assert {each.table.id: each.category.is_verified for each in found} == {
        "ajcc8_net_pancreas": True,
        "ajcc9_net_pancreas": False,
        "uicc8_net_pancreas": False,
        "enets_pancreas": True,
    }


def test_the_stages_of_a_case_are_checked_with_the_class_of_their_tumour() -> None:
    (found,) = stages_checked(a_case())
    assert (found.table.id if found.table else "", found.group) == ("ajcc9_net_pancreas", "IV")
    samples = (a_sample(), a_sample(id="s2", differentiation=POOR))
    (mixed,) = stages_checked(a_case(samples=samples))
    assert mixed.why is NoStage.DIFFERENTIATION_MISSING
    lung = a_case(primaries=(a_primary(site=Site.LUNG, subsite=None),))
    (chest,) = stages_checked(lung)
    assert (chest.table.id if chest.table else "", chest.group) == ("ajcc9_lung", "IVA")


def test_a_stage_without_an_edition_is_left_as_entered() -> None:
    found = derived_stage(
        TABLES, Stage(primary_id="p1", group="IV"), site=Site.PANCREAS, differentiation=WELL
    )
    assert (found.shown, found.group, found.why) == ("IV", None, NoStage.EDITION_MISSING)
