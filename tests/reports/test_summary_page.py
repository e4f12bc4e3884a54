"""The one-page case summary as laid out: fits, overlaps nothing, counts what it leaves out."""

from dataclasses import replace

import pytest

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.frame import Pages
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import SummaryPage, lay_out, titles
from nenboard.reports.values import (
    Bar,
    CaseReport,
    Fitness,
    OptionLine,
    Question,
    Span,
    Strength,
    Timeline,
    Weight,
)
from tests.reports.extremes import Extremes
from tests.reports.pages import flaws
from tests.reports.samples import day, full_report, said, sparse_report

HOSTILE_NAME = "Featherstonehaugh-Cholmondeley-Wriothesley-Marjoribanks-Smythe"


def laid(report: CaseReport, paper: str = "A4") -> SummaryPage:
    return lay_out(report, PAPERS[paper], pages=Pages())


def laid_or_refused(report: CaseReport, paper: str) -> SummaryPage | str:
    """The page, or the name of the block that made it impossible."""
    try:
        return laid(report, paper)
    except DoesNotFit as refusal:
        return refusal.block


def text_of(page: SummaryPage, block: str = "") -> str:
    texts = [text for text in page.drawing.texts() if not block or text.block == block]
    return " ".join(text.words for text in texts)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_full_case_fits_one_sheet_without_a_flaw(paper: str) -> None:
    assert flaws(laid(full_report(), paper)) == []


def test_a_full_case_names_every_option() -> None:
    shown = text_of(laid(full_report()), "options")
    for branch in full_report().advice.branches:
        assert all(option.label in shown for option in branch.options)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_case_with_nothing_recorded_says_so_in_words(paper: str) -> None:
    page = laid(sparse_report(), paper)
    assert flaws(page) == []
    assert text_of(page).count("Not recorded") >= 8
    assert "?" not in text_of(page)


@pytest.mark.parametrize("seed", range(40))
def test_a_generated_extreme_is_laid_out_without_a_flaw_or_refused_by_block(seed: int) -> None:
    page = laid_or_refused(Extremes(seed).report(), "Letter" if seed % 3 == 0 else "A4")
    assert page in titles() if isinstance(page, str) else flaws(page) == []


def test_few_of_the_generated_extremes_are_refused() -> None:
    pages = [laid_or_refused(Extremes(seed).report(), "A4") for seed in range(100, 115)]
    assert sum(isinstance(page, str) for page in pages) <= 2


def test_a_sixty_character_double_name_stays_whole() -> None:
    report = full_report()
    identity = replace(report.identity, family=HOSTILE_NAME, given="Wilhelmina Alexandrina")
    page = laid(replace(report, identity=identity))
    assert HOSTILE_NAME.upper() in text_of(page, "banner").replace("- ", "-")
    assert flaws(page) == []


def test_twelve_lines_of_treatment_are_all_named() -> None:
    bars = tuple(
        Bar(
            str(number + 1),
            f"Regimen number {number + 1}",
            "chemotherapy",
            day(f"{2014 + number}-01-01"),
            day(f"{2014 + number}-09-01"),
        )
        for number in range(12)
    )
    report = full_report()
    page = laid(replace(report, timeline=replace(report.timeline, bars=bars)))
    shown = text_of(page, "timeline")
    assert all(bar.label in shown for bar in bars)
    assert flaws(page) == []


def test_lines_without_dates_are_listed_in_words() -> None:
    bars = (Bar("1", "CAPTEM", "chemotherapy", None, None, stop_reason="progression"),)
    report = full_report()
    page = laid(replace(report, timeline=replace(report.timeline, bars=bars)))
    assert "Dates not recorded: 1 CAPTEM" in text_of(page, "timeline")


def test_all_contraindicated_options_stay_on_the_page() -> None:
    options = tuple(
        OptionLine(f"o{n}", f"Option {n}", Strength.CONTRAINDICATED, "", ("severe " * 20,))
        for n in range(14)
    )
    report = full_report()
    branch = replace(report.advice.branches[0], options=options)
    page = laid(replace(report, advice=replace(report.advice, branches=(branch,))))
    shown = text_of(page, "options")
    assert all(option.label in shown for option in options)
    assert flaws(page) == []


def test_options_left_out_are_counted_by_strength() -> None:
    report = full_report()
    many = tuple(
        OptionLine(f"o{n}", f"Not routine {n}", Strength.NOT_ROUTINE, "because " * 12)
        for n in range(30)
    )
    first = report.advice.branches[0]
    branch = replace(first, options=(*first.options, *many))
    page = laid(replace(report, advice=replace(report.advice, branches=(branch,))))
    assert ("options", "not routinely", 32) in page.left_out
    assert "32 not routinely" in text_of(page, "options")
    assert "CAPTEM (capecitabine + temozolomide)" in text_of(page, "options")


def test_a_long_account_of_what_is_new_is_cut_at_a_word_and_counted() -> None:
    report = full_report()
    long = replace(report.question, new=said("lesion grows since " * 200))
    page = laid(replace(report, question=long))
    shown = text_of(page, "question")
    assert "lesion grows since lesion" in shown
    assert "characters of what is new, see detail" in shown
    assert flaws(page) == []


def test_a_question_that_fills_the_page_is_refused_by_name() -> None:
    question = Question("Question", said("why " * 3000), "New:", said("x"), (said("y"),))
    with pytest.raises(DoesNotFit) as refusal:
        laid(replace(full_report(), question=question))
    assert refusal.value.block == "question"
    assert "Question" in str(refusal.value)
    assert "why" not in str(refusal.value)


def test_fitness_and_wishes_are_never_shortened() -> None:
    wishes = "Wants to be at home with the family and to travel once more in spring."
    fitness = Fitness((said("ECOG 1"),), "Also:", (), (), ((Span(wishes, Weight.BOLD),),))
    page = laid(replace(full_report(), fitness=fitness))
    assert wishes in text_of(page, "fitness")


def test_the_same_report_gives_the_same_page() -> None:
    report = Extremes(7).report()
    assert laid(report).drawing == laid(report).drawing


def test_undrawable_signs_are_reported_on_the_page() -> None:
    report = full_report()
    odd = replace(report, question=replace(report.question, new=said("漢字 noted")))
    page = laid(odd)
    assert "U+5B57, U+6F22" in text_of(page, "footer")
    assert page.undrawable == frozenset("漢字")


def test_the_legend_names_only_marks_of_this_page() -> None:
    report = full_report()
    timeline = Timeline(report.timeline.until, "as of 24-Nov", (), (), (), (), ())
    assert "progressive disease" in text_of(laid(report), "footer")
    assert "progressive disease" not in text_of(laid(replace(report, timeline=timeline)), "footer")


def test_a_synthetic_person_is_marked_in_the_footer() -> None:
    assert "SYNTHETIC PERSON" in text_of(laid(full_report()), "footer")
