"""The board's local file: the shipped one is whole, a hospital's own wins, faults are named."""

from pathlib import Path

import pytest

from nenboard.domain.terms import Triage
from nenboard.host import resources
from nenboard.workflow import releases
from nenboard.workflow.board_rules import board_rules, read_board_rules
from nenboard.workflow.local_files import LocalFileFaulty, LocalFileUnreadable, text_of


def shipped() -> str:
    return resources.path("terms", "board.yaml").read_text(encoding="utf-8")


def test_the_shipped_file_can_be_used() -> None:
    rules = board_rules()
    assert rules.follow_up_days == (14, 90)
    assert set(rules.minutes) == set(Triage)
    assert rules == read_board_rules(shipped())


def test_a_hospitals_own_file_wins(config_folder: Path) -> None:
    config_folder.mkdir()
    own = shipped().replace("follow_up_days: [14, 90]", "follow_up_days: [30]")
    (config_folder / "board.yaml").write_text(own, encoding="utf-8")
    assert board_rules().follow_up_days == (30,)


def test_an_unreadable_own_file_is_said_and_not_passed_over(config_folder: Path) -> None:
    config_folder.mkdir()
    (config_folder / "board.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(LocalFileUnreadable, match=r"board\.yaml"):
        board_rules()


def test_limits_of_freshness_are_read_from_a_hospitals_own_file(config_folder: Path) -> None:
    config_folder.mkdir()
    own = text_of("minimum_data_set.yaml").replace("fresh_days: 28", "fresh_days: 14")
    (config_folder / "minimum_data_set.yaml").write_text(own, encoding="utf-8")
    assert releases.data_set().freshness_days()["ps"] == 14


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("minutes: 75", "minutes: none", r"line \d+: meeting\.minutes"),
        ("roles: [oncology]", "roles: [astrology]", r"quorum\.0\.roles\.0"),
        ("follow_up_days: [14, 90]", "follow_up_days: []", "follow_up_days"),
        ("version:", "versio:", "versio"),
        ("quorum:", "quorum: [", r"line \d+: this is not YAML"),
    ],
)
def test_a_faulty_file_names_the_fault_and_its_place(old: str, new: str, where: str) -> None:
    with pytest.raises(LocalFileFaulty, match=where):
        read_board_rules(shipped().replace(old, new, 1))
