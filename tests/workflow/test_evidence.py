"""The library is searched, its responses get intervals only where they may, and uses are found."""

import csv
import io
from decimal import Decimal

import pytest

from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.evidence import EvidenceQuery, find, library, uses
from nenboard.workflow.evidence_plot import describe, plot_pdf, warning
from nenboard.workflow.evidence_table import csv_table
from nenboard.workflow.evidence_words import cell_words, update_words
from nenboard.workflow.releases import release
from nenboard.workflow.responses import Response, counts_printed_as, response_of


def ids(**asked: object) -> set[str]:
    return {study.id for study in find(EvidenceQuery(**asked))}  # type: ignore[arg-type]


def response(row: str, arm: int = 0, group: str = "") -> Response:
    study = library().study[row]
    return response_of(study, study.arms[arm], group=group)


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        ({"table": 2}, "T2-Moertel1979", "T1-Moertel1980"),
        ({"site": "lung"}, "T2-Ferolla2020", "T2-Mitry2014"),
        ({"site": "L"}, "T3-Hadoux2015", "T3-Lu2013"),
        ({"site": "GI"}, "T3-Alifieris2020", "T3-Lu2013"),
        ({"site": "oeso"}, "T3-Okuma2014", "T3-Okita2011"),
        ({"regimen": "captem"}, "T1-Fine2014", "T1-Kulke2006"),
        ({"regimen": "captem"}, "T2-Fine2014", "T3-Welin2011"),  # TEM ± CAPE ± BVZ
        ({"regimen": "cape"}, "T3-Welin2011", "T3-Olsen2012"),
        ({"regimen": "STZ + 5-FU"}, "T1-Moertel1980", "T1-Meyer2014"),
        ({"regimen": "cisplatin+etoposide"}, "T3-Iwasa2010", "T3-Okita2011"),
        ({"regimen": "capox"}, "T2-Bajetta2007", "T2-Mitry2014"),
        ({"regimen": "S-1"}, "T3-Yamaguchi2014-2L", "T3-Yamaguchi2014-1L"),
        ({"line": "second+"}, "T3-Kobayashi2021", "T3-Okita2011"),
        ({"design": "registry"}, "T3-Walter2017-1L", "T3-Mitry1999"),
        ({"design": "phase III"}, "T2-Dahan2009", "T2-Sun2005"),
        ({"least_n": 200}, "T3-Sorbye2013-1L", "T2-Sun2005"),
        ({"text": "fjallskog"}, "T1-Fjallskog2001", "T1-Fine2014"),
        ({"text": "nct02358356"}, "T2-Pavlakis2020", "T2-Fine2014"),
        ({"text": "captem e2211"}, "T1-Kunz2018", "T1-Kunz2016X"),
    ],
)
def test_each_condition_narrows(asked: dict[str, object], inside: str, outside: str) -> None:
    found = ids(**asked)
    assert inside in found
    assert outside not in found


def test_conditions_hold_together_and_keep_printed_order() -> None:
    found = find(EvidenceQuery(table=3, line="second+", regimen="FOLFIRI"))
    assert [study.id for study in found] == ["T3-Walter2017-2L", "T3-Hentic2012"]


def test_no_condition_shows_all() -> None:
    assert find(EvidenceQuery()) == library().studies


@pytest.mark.parametrize("asked", [{"site": "knee"}, {"design": "IV"}, {"site": "o"}])
def test_what_no_row_can_have_is_refused_with_the_choices(asked: dict[str, str]) -> None:
    with pytest.raises(UnusableInput, match="Choose one of"):
        find(EvidenceQuery(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("percent", "people", "counts"),
    [
        ("27.3", 11, (3,)),
        ("30.0", 27, (8,)),  # 29.6 rounded to a whole per cent
        ("47.9", 98, ()),  # 47 are 47.96
        ("34.0", 52, ()),
        ("18.8", 16, (3,)),
        ("73.0", 279, (203, 204, 205)),
        ("0.0", 28, (0,)),
        ("15", 34, (5,)),
    ],
)
def test_a_percentage_stands_for_whole_people(
    percent: str, people: int, counts: tuple[int, ...]
) -> None:
    assert counts_printed_as(Decimal(percent), people) == counts


def test_an_interval_says_which_count_it_was_made_from() -> None:
    found = response("T1-Claringbold2016")
    assert (found.responses, found.people) == (24, 30)
    assert found.low == pytest.approx(61.43, abs=0.01)
    assert found.high == pytest.approx(92.29, abs=0.01)
    assert "24 of 30" in found.said


def test_the_people_are_those_the_percentage_is_about() -> None:
    assert response("T1-Bajetta1998").people == 15, "the P-NETs in brackets"
    assert response("T1-Bajetta2002").people == 82, "marked a: the whole cohort"
    assert response("T2-Bajetta2002").people == 82
    assert response("T2-Bajetta2002", group="L").people == 7
    assert response("T3-Sorbye2013-1L", arm=1).people == 67, "printed for the arm"


@pytest.mark.parametrize(
    ("row", "arm", "says"),
    [
        ("T1-Kunz2018", 0, "does not print the number of people"),
        ("T1-Ramanathan2001", 0, "no whole number of 52 people"),
        ("T3-Frizziero2019-1L", 0, "no whole number of 98 people"),
        ("T3-Sorbye2013-1L", 2, "no whole number of 28 people"),
    ],
)
def test_without_a_sure_count_there_is_no_interval(row: str, arm: int, says: str) -> None:
    found = response(row, arm)
    assert not found.has_interval
    assert found.high is None
    assert says in found.said


def test_several_possible_counts_are_said() -> None:
    found = response("T3-JimenezFonseca2020")
    assert found.responses == 204
    assert "203 to 205 of 279" in found.said


def test_a_doubted_number_of_people_is_said() -> None:
    assert "84 who could be assessed" in response("T3-Sorbye2013-2L").said
    assert "15 with a pancreatic primary" in response("T1-Fjallskog2001").said


def test_no_interval_covers_more_than_one_row() -> None:
    rows = [row for group in describe(library().studies).groups for row in group.rows]
    assert [row.id for row in rows] == [study.id for study in library().studies]
    assert all(len(row.marks) == len(library().study[row.id].arms) for row in rows)


def test_the_plot_is_printed_with_its_warning_on_every_page() -> None:
    from nenboard.reports.reread import page_texts

    pages = page_texts(plot_pdf(library().studies))
    assert len(pages) == 3
    assert all(warning() in " ".join(page.split()) for page in pages)
    text = " ".join(pages)
    for study in library().studies:
        assert study.title in " ".join(text.split())


def test_a_table_for_spreadsheets_has_a_line_for_each_arm() -> None:
    rows = list(csv.reader(io.StringIO(csv_table(library().studies).decode("utf-8-sig"))))
    arms = [row for row in rows if row and row[0].startswith("T")]
    assert len(arms) == 92
    head = rows[0]
    kunz = next(row for row in arms if row[0] == "T1-Kunz2018")
    said = dict(zip(head, kunz, strict=True))
    assert (said["orr_pct"], said["os_status"]) == (
        "33.3",
        "not_reached",
    )
    assert said["orr_low_pct"] == ""
    assert "14.1" in said["text_differs"]
    assert [warning()] in rows


def test_cells_read_as_printed() -> None:
    study = library().study
    assert cell_words(study["T1-Kunz2018"], "os") == "Not reached v 38.0"
    assert cell_words(study["T1-Moertel1992"], "pfs") == "20.0 v 6.9 v NR ᵇ"
    assert cell_words(study["T1-Bajetta2002"], "pfs") == "21.0 ᵃᵇ"
    assert cell_words(study["T1-Pavlakis2020"], "pfs") == "NR"
    assert cell_words(study["T2-Moertel1979"], "orr") == (
        "33.0 v 26.0 (GI 36.4 v 37.5; L 28.6 v 0.0)"
    )
    assert cell_words(study["T2-Chan2012"], "orr") == "15 (0.0 ᵃ)"


def test_the_rules_that_rest_on_a_row_are_found() -> None:
    found = uses(release(), "T1-Kunz2018")
    assert {"captem", "tem"} <= {use.option for use in found}
    assert "PNET-HIGH-1" in {use.node for use in found}
    assert uses(release(), "T1-Nobody1999") == ()


def test_a_later_report_says_what_it_is_and_that_no_strength_changes() -> None:
    words = {update.id: list(update_words(update)) for update in library().updates}
    assert words["E2211-final"][0].startswith("Published after the review, 2023")
    assert any("HR 0.82" in line for line in words["E2211-final"])
    assert "before the review" in words["IP-EP-China"][0]
    assert all(lines[-1] == "This changes no strength of the rules." for lines in words.values())
