"""The proofs that have commands of their own, each with a few rounds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry import audit_rounds, damage_rounds, search_rounds
from tests.registry.support import ROOT


def test_damage_of_every_kind_is_noticed_and_nothing_is_altered(tmp_path: Path) -> None:
    seen = damage_rounds.run(tmp_path, rounds=40, seed=11)
    assert (seen.unnoticed, seen.altered) == ([], 0)
    assert seen.rounds >= 38


def test_edits_of_the_audit_table_by_hand_are_noticed(tmp_path: Path) -> None:
    assert audit_rounds.run(tmp_path, rounds=30, seed=11).unnoticed == []


def test_no_search_is_an_error(tmp_path: Path) -> None:
    seen = search_rounds.run(tmp_path / "r", rounds=400, seed=11)
    assert (dict(seen.errors), seen.wrong) == ({}, 0)
    assert seen.with_hits > 20


@pytest.mark.skipif(os.name != "posix", reason="the layer is that of another system there")
def test_a_failure_at_any_operation_is_told_and_loses_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.registry.fault_rounds", str(tmp_path), "23"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.stderr == ""
    for line in done.stdout.splitlines():
        seen = json.loads(line)
        assert [seen[what] for what in ("badly_told", "lost", "damaged", "half_backups")] == [0] * 4
        assert seen["rounds"] > 8
    assert done.returncode == 0
