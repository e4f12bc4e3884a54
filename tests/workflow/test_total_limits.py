"""Limits of running totals: the shipped ones are whole, a hospital's own win, faults are named."""

from decimal import Decimal
from pathlib import Path

import pytest

from nenboard.host import resources
from nenboard.workflow.local_files import LocalFileFaulty
from nenboard.workflow.total_limits import read_limits, total_limits


def shipped() -> str:
    return resources.path("terms", "limits.yaml").read_text(encoding="utf-8")


def test_the_shipped_limits_are_those_of_the_data_dictionary() -> None:
    limits = total_limits()
    lifetime, most = limits.doxorubicin_mg_m2, limits.activity_gbq
    assert (lifetime.warning, lifetime.limit) == (Decimal(450), Decimal(550))
    assert not lifetime.is_verified
    assert (most.warning, most.limit) == (Decimal("29.6"), Decimal("29.6"))
    assert most.is_verified


def test_a_hospitals_own_limits_win_and_name_their_source(config_folder: Path) -> None:
    config_folder.mkdir()
    own = shipped().replace("limit: 550", "limit: 500").replace("usual lifetime", "our lifetime")
    (config_folder / "limits.yaml").write_text(own, encoding="utf-8")
    lifetime = total_limits().doxorubicin_mg_m2
    assert lifetime.limit == 500
    assert lifetime.source.startswith("our lifetime")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("limit: 550", "limit: much", r"line 11: doxorubicin_mg_m2\.limit: is not a number"),
        ("limit: 550", "limit: 400", "doxorubicin_mg_m2: the warning lies above the limit"),
        ("warning: 29.6", "warning: 0", r"activity_gbq\.warning"),
        ("source: four", "sources: four", r"line \d+: activity_gbq\.source"),
        ("version:", "version: [", "line"),
    ],
)
def test_a_faulty_file_names_the_fault_and_its_place(old: str, new: str, where: str) -> None:
    with pytest.raises(LocalFileFaulty, match=where):
        read_limits(shipped().replace(old, new, 1))
