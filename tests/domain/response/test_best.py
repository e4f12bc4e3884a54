"""Best overall response, unconfirmed and confirmed, after table 3 of RECIST 1.1."""

import pytest

from nenboard.domain.response.best import best_overall
from nenboard.domain.response.course import Label
from tests.domain.response.courses import BASELINE, after
from tests.domain.response.second_reading import TERMS


def best(*labels: tuple[int, str], minimum: int = 42, has_targets: bool = True) -> tuple[str, str]:
    """Unconfirmed and confirmed best of labels by day after baseline."""
    told = [(after(day), Label(label)) for day, label in labels]
    found = best_overall(
        told, baseline=BASELINE, stable_minimum_days=minimum, has_targets=has_targets
    )
    return found.unconfirmed.value, found.confirmed.value


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([(56, "PR"), (84, "PR")], ("PR", "PR")),
        ([(56, "PR"), (83, "PR")], ("PR", "SD")),
        ([(56, "PR"), (84, "CR")], ("CR", "PR")),
        ([(56, "CR"), (84, "CR")], ("CR", "CR")),
        ([(56, "CR"), (112, "PR"), (168, "CR")], ("CR", "CR")),
        ([(56, "PR"), (84, "NE"), (112, "PR")], ("PR", "PR")),
        ([(56, "PR"), (84, "SD"), (112, "PR")], ("PR", "SD")),
        ([(56, "PR"), (70, "PR"), (84, "PR")], ("PR", "PR")),
        ([(28, "PR"), (56, "PD")], ("PR", "PD")),
        ([(28, "PR"), (56, "NE")], ("PR", "NE")),
        ([(28, "CR"), (35, "PD")], ("CR", "PD")),
        ([(28, "PR")], ("PR", "NE")),
        ([(42, "PR"), (60, "PD")], ("PR", "SD")),
        ([(56, "PD"), (112, "PR")], ("PD", "PD")),
        ([(56, "PR"), (70, "PD"), (98, "PR")], ("PR", "SD")),
        ([(42, "SD")], ("SD", "SD")),
        ([(41, "SD")], ("NE", "NE")),
        ([(41, "SD"), (60, "PD")], ("PD", "PD")),
        ([(56, "NE")], ("NE", "NE")),
        ([], ("NE", "NE")),
    ],
)
def test_a_sequence_gives_its_best(
    labels: list[tuple[int, str]], expected: tuple[str, str]
) -> None:
    assert best(*labels) == expected


def test_the_minimum_for_stable_disease_is_a_setting() -> None:
    assert best((42, "SD"), minimum=56) == ("NE", "NE")
    assert best((56, "SD"), minimum=56) == ("SD", "SD")


def test_without_targets_stable_disease_is_called_by_its_own_name() -> None:
    assert best((56, "NON_CR_NON_PD"), has_targets=False) == ("NON_CR_NON_PD", "NON_CR_NON_PD")
    assert best((56, "CR"), (70, "NE"), has_targets=False) == ("CR", "NON_CR_NON_PD")


@pytest.mark.parametrize(
    "row", TERMS["best_overall_confirmed"], ids=lambda row: f"{row['first']}-{row['subsequent']}"
)
def test_a_row_of_the_printed_table(row: dict[str, str]) -> None:
    """The first response after the minimum for stable disease, the next one 28 days on."""
    found = best((56, row["first"]), (84, row["subsequent"]))[1]
    assert found in row["bor"].split("_", maxsplit=1)[0].split("|")


@pytest.mark.parametrize(
    "row",
    [row for row in TERMS["best_overall_confirmed"] if row["subsequent"] in {"PD", "NE"}],
    ids=lambda row: f"{row['first']}-{row['subsequent']}",
)
def test_a_row_of_the_printed_table_before_the_minimum(row: dict[str, str]) -> None:
    found = best((7, row["first"]), (35, row["subsequent"]))[1]
    assert found == row["bor"].rpartition("_")[2]
