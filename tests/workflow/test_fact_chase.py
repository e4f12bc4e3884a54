"""Missing facts on the chase list: the item they belong to, asked once, taken back, not by all."""

from pathlib import Path

import pytest

from nenboard.domain.chase import ChaseState
from nenboard.registry.keys import UserRole
from nenboard.workflow import chase, fact_chase
from nenboard.workflow.errors import NotAllowed
from tests.workflow.support import a_registry, numbered, opened_as

CASE = "NEN-00001"


def test_a_fact_of_an_open_item_is_chased_as_that_item(tmp_path: Path) -> None:
    with a_registry(tmp_path / "r", numbered(1, imaging=())) as registry:
        line = fact_chase.ask(registry, CASE, fact="sstr")
        assert (line.item, line.department, line.state) == (
            "65",
            "nuclear medicine",
            ChaseState.ASKED,
        )
        assert chase.line_of(registry, CASE, item="65").state is ChaseState.ASKED
        assert set(fact_chase.asked_facts(registry, CASE)) == {"sstr"}


def test_a_fact_that_no_item_asks_for_gets_a_line_of_its_own(tmp_path: Path) -> None:
    with a_registry(tmp_path / "r", numbered(1)) as registry:
        line = fact_chase.ask(registry, CASE, fact="dpd")
        assert (line.item, line.department, line.label) == ("fact:dpd", "laboratory", "DPYD result")
        assert line in chase.of_case(registry, CASE)
        assert fact_chase.asked_facts(registry, CASE) == {"dpd": line}


def test_asking_twice_notes_it_once_and_taking_back_frees_it(tmp_path: Path) -> None:
    with a_registry(tmp_path / "r", numbered(1)) as registry:
        first = fact_chase.ask(registry, CASE, fact="dpd")
        assert fact_chase.ask(registry, CASE, fact="dpd") == first
        assert len(registry.chases.of_case(CASE)) == 1
        fact_chase.take_back(registry, CASE, fact="dpd")
        assert fact_chase.asked_facts(registry, CASE) == {}
        fact_chase.take_back(registry, CASE, fact="dpd")
        assert len(registry.chases.of_case(CASE)) == 2


def test_a_part_of_earlier_lines_is_asked_for_by_itself(tmp_path: Path) -> None:
    part = "prior_lines.months_since_last_platinum"
    with a_registry(tmp_path / "r", numbered(1)) as registry:
        line = fact_chase.ask(registry, CASE, fact=part)
        assert (line.item, line.department) == (f"fact:{part}", "treating clinician")


def test_a_viewer_asks_nobody(tmp_path: Path) -> None:
    a_registry(tmp_path / "r", numbered(1)).close()
    with opened_as(tmp_path / "r", UserRole.VIEWER) as registry:
        with pytest.raises(NotAllowed):
            fact_chase.ask(registry, CASE, fact="dpd")
        assert fact_chase.asked_facts(registry, CASE) == {}
