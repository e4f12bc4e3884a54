"""Every cell of the evidence library is what a second person read, independently, in the review."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nenboard.algorithm.evidence import Library
from nenboard.algorithm.evidence_document import to_document
from nenboard.algorithm.evidence_loader import EvidenceError, check_against, load_library
from nenboard.algorithm.loader import load_release
from nenboard.host.resources import evidence_files, release_files

ROOT = Path(__file__).resolve().parent.parent
SECOND: dict[str, Any] = json.loads(
    (ROOT / "vignettes" / "evidence_second_transcription.json").read_text(encoding="utf-8")
)
ROWS: list[dict[str, Any]] = SECOND["studies"]
MEASURES = (("orr_pct", "orr_status"), ("pfs_months", "pfs_status"), ("os_months", "os_status"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(evidence_files("review-2021"))


@pytest.fixture(scope="module")
def document(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(to_document(library)))
    return made


def unspaced(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\s", "", text)


def test_the_rows_stand_in_printed_order(document: dict[str, Any]) -> None:
    assert [study["id"] for study in document["studies"]] == [row["id"] for row in ROWS]
    tables = [study["table"] for study in document["studies"]]
    assert [tables.count(number) for number in (1, 2, 3)] == [23, 22, 27]
    assert sum(len(study["arms"]) for study in document["studies"]) == 92


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_every_cell_of_the_row_was_read_alike_twice(
    row: dict[str, Any], document: dict[str, Any]
) -> None:
    study = next(study for study in document["studies"] if study["id"] == row["id"])
    for name in ("table", "section", "year", "reference", "n_total", "n_printed", "line"):
        assert study[name] == row[name], name
    for name in ("design", "population_printed", "regimen_printed"):
        assert unspaced(study[name]) == unspaced(row[name]), name
    assert study["cells_printed"] == row["cells_printed"]
    assert len(study["arms"]) == len(row["arms"])
    for mine, other in zip(study["arms"], row["arms"], strict=True):
        for name in ("n", "flags", *(name for pair in MEASURES for name in pair)):
            assert mine[name] == other[name], name
        if row["id"] != "T3-Alifieris2020":  # printed on two lines without a connector
            assert mine["regimen"] == other["regimen"]
        assert list(mine["by_subgroup"]) == list(other["by_subgroup"])
        for code, group in other["by_subgroup"].items():
            for name, value in group.items():
                assert mine["by_subgroup"][code][name] == value, (code, name)
    compared = [{k: c[k] for k in ("endpoint", "hr", "p")} for c in study["comparisons"]]
    assert compared == row["comparisons"]


def test_brackets_hold_no_figure_that_the_second_reader_did_not_see(
    document: dict[str, Any],
) -> None:
    for study, row in zip(document["studies"], ROWS, strict=True):
        for mine, other in zip(study["arms"], row["arms"], strict=True):
            for code, group in mine["by_subgroup"].items():
                values = {name for name, _status in MEASURES if name in group}
                assert values == {n for n, _s in MEASURES if n in other["by_subgroup"][code]}


def numbers(text: str) -> list[Decimal]:
    found = re.findall(r"(?<![A-Za-z-])\d+(?:\.\d+)?", text.replace("30,0", "30.0"))
    return [Decimal(number) for number in found]


@pytest.mark.parametrize(
    "row", load_release(release_files("nen-review-2021", "1.1")).evidence, ids=lambda row: row.id
)
def test_a_third_reading_has_the_same_numbers(row: Any, library: Library) -> None:
    study = library.study[row.id]
    assert numbers(row.orr) == numbers(study.cells.orr)
    assert numbers(row.mpfs) == numbers(study.cells.pfs)
    assert numbers(row.mos) == numbers(study.cells.os)
    assert numbers(row.n) == numbers(study.n.printed)
    assert json.loads(row.ref) == list(study.reference)
    assert row.year == study.year


def test_figures_of_arms_are_those_of_the_printed_cell(library: Library) -> None:
    for study in library.studies:
        cells = study.cells.model_dump()
        for measure in ("orr", "pfs", "os"):
            figures = [
                arm.figure(measure).value
                for arm in study.arms
                if arm.figure(measure).value is not None
            ]
            assert set(figures) <= set(numbers(cells[measure])), (study.id, measure)


def test_a_letter_means_what_its_own_table_says(library: Library) -> None:
    kinds = {table: library.flags[table, "a"].kind for table in (1, 2, 3)}
    assert kinds == {1: "whole_cohort", 2: "subgroup", 3: "whole_cohort"}
    assert {library.flags[table, "b"].kind for table in (1, 2, 3)} == {"time_to_progression"}
    assert (2, "*") not in library.flags


def test_a_mark_on_a_bracket_stays_on_the_bracket(document: dict[str, Any]) -> None:
    for row in ("T2-Kulke2006", "T2-Chan2012", "T2-Moertel1991"):
        arm = next(s for s in document["studies"] if s["id"] == row)["arms"][0]
        assert arm["flags"] == {"orr": None, "pfs": None, "os": None}
        assert arm["by_subgroup"]["EP_NOS"]["flags"]["orr"] == "a"


def test_not_reached_is_not_the_same_as_not_reported(library: Library) -> None:
    study = library.study["T1-Bajetta1998"]
    assert study.arms[0].pfs.status == "not_reported"
    assert study.arms[0].os.status == "not_reached"


@pytest.mark.parametrize(
    ("row", "field", "arm", "table", "text"),
    [
        ("T1-Ducreux2014", "orr_pct", None, "52.0", "56"),
        ("T1-Ducreux2014", "pfs_months", None, "26.3", "23.7"),
        ("T1-Kunz2018", "pfs_months", "TEM", "14.4", "14.1"),
        ("T1-Pavlakis2020", "n_total", None, "28", "27"),
        ("T2-Pavlakis2020", "n_total", None, "47", "45"),
        ("T3-Frizziero2019-1L", "n_total", None, "98", "106"),
        ("T3-Frizziero2019-1L", "orr_pct", None, "47.9", "44.3"),
        ("T3-Sorbye2013-2L", "n_total", None, "100", "84"),
        ("T3-Sorbye2013-2L", "os_months", None, "19.0", "first-line"),
        ("T1-Ramanathan2001", "orr_pct", None, "34.0", "33"),
        ("T2-Bukowski1994", "orr_pct", None, "15.0", "16"),
        ("T2-Fine2014", "orr_pct", "CAPTEM", "41.0", "33"),
        ("T2-Fine2014", "orr_pct", "CAPTEM", "43.0", "33"),
        ("T2-Engstrom1984", "n_subgroup", None, "85", "61"),
        ("T2-Claringbold2012", "design", None, "II", "I/II"),
        ("T3-Alifieris2020", "orr_pct", None, "47.4", "47.5"),
        ("T3-JimenezFonseca2020", "orr_pct", None, "73.0", "28 to 48"),
    ],
)
def test_text_and_table_are_both_kept_with_the_place(
    row: str, field: str, arm: str | None, table: str, text: str, library: Library
) -> None:
    found = [
        entry
        for entry in library.study[row].discrepancies
        if entry.field == field and entry.arm == arm and entry.table.startswith(table)
    ]
    assert len(found) == 1
    assert text in found[0].text
    assert "[" in found[0].where


def test_a_difference_never_changes_the_figure_of_the_table(library: Library) -> None:
    names = {"orr_pct": "orr", "pfs_months": "pfs", "os_months": "os"}
    checked = 0
    for study in library.studies:
        for entry in study.discrepancies:
            if entry.field not in names or len(numbers(entry.table)) != 1:
                continue
            arms = [arm for arm in study.arms if entry.arm in {None, arm.regimen}]
            figures = []
            for arm in arms:
                source = arm.by_subgroup[entry.group] if entry.group else arm
                figure = source.figure(names[entry.field])  # type: ignore[arg-type]
                figures.append(figure.value if figure else None)
            assert numbers(entry.table)[0] in figures, (study.id, entry)
            checked += 1
    assert checked > 35


def test_the_rules_rest_on_rows_and_trials_that_exist(library: Library) -> None:
    assert check_against(library, load_release(release_files("nen-review-2021", "1.1"))) == ()


def test_a_rule_that_names_an_unknown_row_or_trial_is_found(library: Library) -> None:
    release = load_release(release_files("nen-review-2021", "1.1"))
    row = release.evidence[0].model_copy(update={"id": "T1-Nobody1999"})
    trial = release.trials[1].model_copy(update={"registry_id": "NCT00000000"})
    object.__setattr__(release, "evidence", (row,))
    object.__setattr__(release, "trials", (trial,))
    codes = [problem.code for problem in check_against(library, release)]
    assert codes == ["unknown_evidence", "unknown_trial"]


def test_entries_of_their_own_are_complete(library: Library) -> None:
    assert "".join(note.letter for note in library.footnotes) == "abcdefgh"
    sections = [message.id.split("-")[1] for message in library.key_messages]
    assert [sections.count(name) for name in ("PNET", "EPNET", "NEC")] == [5, 4, 5]
    numbered = {trial.registry_id for trial in library.trials if trial.registry_from == "review"}
    assert len(numbered) == 10
    assert all(re.fullmatch(r"NCT\d{8}", number or "") for number in numbered)


def test_later_reports_carry_source_quality_and_certainty(library: Library) -> None:
    trials = {update.trial for update in library.updates}
    assert {"SEQTOR", "COMPETE", "OCCLURANDOM", "NICE-NEC", "SENECA", "BEVANEC"} <= trials
    assert {"NET-02", "E2211", "CONTROL NET"} <= trials
    assert trials.isdisjoint({"BETTER-2", "TEM+TAS102", "NCT02595424"}), "nothing was verified"
    for update in library.updates:
        assert update.citation
        assert update.source_quality
        assert update.certainty
        assert update.published_after_review is (update.year > 2020)


def test_the_document_keeps_the_promised_shape(document: dict[str, Any]) -> None:
    assert document["format"] == "nenboard-evidence/1"
    promised = "id table section author year reference design n_total n_subgroup line arms"
    for study in document["studies"]:
        assert {*promised.split(), "comparisons", "discrepancies"} <= set(study)
        assert study["line"] in {"first", "second+", None}
        for arm in study["arms"]:
            for value, status in MEASURES:
                assert arm[status] in {"reported", "not_reached", "not_reported"}
                assert (arm[value] is None) is (arm[status] != "reported")
        for comparison in study["comparisons"]:
            assert comparison["p"] is None or isinstance(comparison["p"], str)
        for entry in study["discrepancies"]:
            assert {"field", "table", "text", "where"} <= set(entry)


FAULTS = [
    ("studies_table1.yaml", "flags: {pfs: b}", "flags: {pfs: z}", "has no mark 'z'"),
    ("studies_table2.yaml", "flag: a}", 'flag: "*"}', "Table 2 has no mark '*'"),
    ("studies_table1.yaml", "orr: 52.0", "orr: about 52", "a number, NR or Not reached"),
    ("studies_table1.yaml", "drugs: [streptozocin]", "drugs: [streptozotocin]", "no drug"),
    ("studies_table3.yaml", "sites: [stomach]", "sites: [belly]", "no site 'belly'"),
    ("studies_table2.yaml", "groups: {GI: 50, L: 17}", "groups: {XX: 50}", "no group 'XX'"),
    ("studies_table1.yaml", "arm: STZ\n", "arm: SZT\n", "no arm 'SZT'"),
    ("studies_table1.yaml", "table: 1\n", "table: 2\n", "Table 1"),
    ("studies_table1.yaml", "id: T1-Moertel1980", "id: T2-Moertel1980", "begin with T1-"),
    ("studies_table1.yaml", "id: T1-Moertel1992", "id: T1-Moertel1980", "twice"),
    ("studies_table1.yaml", "trial: SUNEVO", "trial: MOONEVO", "no trial 'MOONEVO'"),
    ("trials.yaml", "T1-Kunz2018", "T1-Kunz2081", "no row 'T1-Kunz2081'"),
    ("trials.yaml", "    registry_from: review\n", "", "where it comes from"),
    ("updates.yaml", "trial: SEQTOR", "trial: SECTOR", "no trial 'SECTOR'"),
    ("updates.yaml", "primary_met: false", "primary_met: no", "primary_met"),
    ("flags.yaml", "GEP: gep", "GEP: gap", "explained nowhere"),
    ("footnotes.yaml", "footnotes:", "footnote:", "footnotes"),
    ("key_messages.yaml", "key_messages:", "key_messages: [", "not YAML"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_of_a_file_is_named_with_its_place(
    file: str, old: str, new: str, says: str
) -> None:
    files = evidence_files("review-2021")
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(EvidenceError) as caught:
        load_library(files)
    assert says in str(caught.value)


def test_a_missing_and_a_foreign_file_are_named() -> None:
    files = evidence_files("review-2021")
    del files["flags.yaml"]
    files["notes.yaml"] = ""
    with pytest.raises(EvidenceError) as caught:
        load_library(files)
    assert {problem.path for problem in caught.value.problems} == {"flags.yaml", "notes.yaml"}
