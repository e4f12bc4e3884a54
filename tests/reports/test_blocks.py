"""Text made safe and broken into lines."""

import pytest

from nenboard.reports import fonts
from nenboard.reports.blocks import Flow, clean, prepare, wrap
from nenboard.reports.style import Type
from nenboard.reports.values import Gap, Span, Weight
from tests.reports.extremes import HOSTILE


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "]]>", "O'Brien \\n %s {x}", "≥ 3 ≤ 20 → é Ł α"])
def test_signs_of_markup_and_language_stay_as_typed(text: str) -> None:
    assert clean(text) == text


def test_control_and_direction_signs_are_stripped_and_breaks_become_blanks() -> None:
    assert clean("a\x00\x1b[0m\u202eb\u200b\nc\td") == "a[0mb c d"


def test_letters_with_loose_accents_are_composed() -> None:
    assert clean("e\u0301") == "é"


def test_what_no_font_draws_is_written_as_its_code_and_reported() -> None:
    found: set[str] = set()
    assert clean("x 🏥 y", found) == "x ⟨U+1F3E5⟩ y"
    assert found == {"🏥"}


def test_ligatures_are_spelled_out() -> None:
    assert clean("eﬃcacy of ﬂuorouracil") == "efficacy of fluorouracil"


def test_a_long_run_of_undrawable_signs_is_spelled_and_counted() -> None:
    assert clean("漢字漢字漢") == "⟨U+6F22 U+5B57 U+6F22 +2⟩"


def test_writing_from_right_to_left_is_never_drawn_in_the_wrong_order() -> None:
    assert "א" not in clean("שלום א")


@pytest.mark.parametrize("text", HOSTILE)
def test_cleaning_twice_changes_nothing_more_and_all_of_it_can_be_drawn(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(fonts.is_drawable(char) for char in once)


def test_every_text_of_a_value_is_cleaned() -> None:
    assert prepare((Span("a\x07"), ("b\x00",))) == (Span("a"), ("b",))


def test_lines_are_never_wider_than_the_column() -> None:
    phrase = (Span("one two Donaudampfschifffahrtsgesellschaft three", Weight.BOLD),)
    for line in wrap(phrase, 60, size=8):
        blanks = sum(blank for _span, _word, _wide, blank in line[1:])
        assert 8 * (blanks + sum(wide for _span, _word, wide, _blank in line)) <= 60.02


def test_a_value_held_together_by_no_break_blanks_stays_on_one_line() -> None:
    lines = wrap((Span("Ki-67 of 12\u00a0% in the liver sample"),), 50, size=8)
    assert any("12\u00a0%" in word for line in lines for _span, word, *_widths in line)


def test_a_full_stop_does_not_leave_the_word_before_it() -> None:
    phrase = (Span("aaa bbb "), Span("ccc", Weight.BOLD), Span("."))
    width = fonts.width("aaa bbb ccc", Weight.BOLD, size=8)
    lines = wrap(phrase, width, size=8)
    assert [word for _span, word, *_widths in lines[-1]] != ["."]


def test_a_missing_value_too_wide_for_its_column_is_set_as_words() -> None:
    flow = Flow(40, Type(8, 1.2, "question"))
    flow.phrase((Span("Not applicable", gap=Gap.NOT_APPLICABLE),))
    boxes = [text.box for text in flow.drawing.texts()]
    assert len(boxes) == 2
    assert all(right <= 40.02 for _left, _top, right, _bottom in boxes)


def test_a_mark_set_twice_on_a_letter_is_said_by_its_code() -> None:
    assert clean("x\u0301\u200b\u0301y") == "x\u0301⟨U+0301⟩y"
