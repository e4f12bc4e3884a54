"""nenboard bench measures in a checkout and says where to go elsewhere."""

import json
import sys

import pytest

from nenboard.cli.main import main


def test_it_prints_one_document_with_medians(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["bench", "--only", "algorithm", "--cases", "2", "--times", "1", "--json"]
    assert main(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["format"] == "nenboard-bench/1"
    assert answer["machine"]["python"]
    assert all(figure["median_ms"] > 0 for figure in answer["figures"])


def test_without_the_checkout_it_says_where_the_measurements_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "benchmarks.run", None)
    assert main(["bench"]) == 2
    assert "source checkout" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--times", "--cases"])
def test_nothing_to_measure_is_exit_2(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--only", "algorithm", option, "0"]) == 2
    assert "write a whole number from 1 to" in capsys.readouterr().err
