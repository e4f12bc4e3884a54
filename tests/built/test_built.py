"""The built program does the main job on a machine that has no Python."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen, TimeoutExpired

import pypdfium2
import pytest

import nenboard

pytestmark = pytest.mark.built

Start = Callable[..., CompletedProcess[str]]
FACTS = {"facts": {"differentiation": "net", "primary_site": "pancreas", "extent": "metastatic"}}


def test_it_says_its_version(start: Start) -> None:
    done = start("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert nenboard.__version__ in done.stdout


def test_it_assesses_a_case(start: Start, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(json.dumps(FACTS))
    done = start("assess", "case.json", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["format"] == "nenboard-assessment/1"
    assert answer["missing"]


def test_it_refuses_a_wrong_file_with_all_its_problems(start: Start) -> None:
    done = start("assess", "-", "--json", text='{"facts": {"ki67": 140, "colour": 1}}')
    assert done.returncode == 2
    codes = {problem["code"] for problem in json.loads(done.stdout)["errors"]}
    assert codes == {"out_of_range", "unknown_fact"}


def test_it_makes_the_demo_registry_and_its_documents(start: Start, tmp_path: Path) -> None:
    done = start("demo", "--out", "demo", "--synthetic", "3", "--json")
    assert done.returncode == 0, done.stderr
    made = [case["case"] for case in json.loads(done.stdout)["cases"]]
    assert len(made) > 3
    (pack,) = (tmp_path / "demo" / "documents").glob("*_pack_*.pdf")
    text = pdf_text(pack)
    assert [case_id for case_id in made if case_id not in text] == []


def test_its_window_opens_and_stays(program: Path, bare: dict[str, str]) -> None:
    # A missing plugin or library ends the process within the first second.
    window = Popen([program], env=bare, stdout=PIPE, stderr=PIPE, text=True)
    try:
        with pytest.raises(TimeoutExpired):
            window.wait(timeout=6)
    finally:
        window.kill()
        output, errors = window.communicate()
    assert (output, "Traceback" in errors) == ("", False), errors


def pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
