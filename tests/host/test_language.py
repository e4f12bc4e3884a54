"""Translations are looked up late and refused when they would break a text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.host import language, translations
from nenboard.host.language import _, counted
from nenboard.host.po import read_po

HEAD = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    language.use({})


def take(text: str) -> tuple[str, ...]:
    return language.use(read_po(HEAD + text))


def test_without_a_catalogue_a_text_is_itself() -> None:
    assert _("Save") == "Save"
    assert counted("{count} case", "{count} cases", count=2) == "{count} cases"


def test_a_language_taken_later_changes_what_is_looked_up() -> None:
    before = _("Save")
    assert take('msgid "Save"\nmsgstr "Sichern"\n') == ()
    assert (before, _("Save")) == ("Save", "Sichern")
    language.use({})
    assert _("Save") == "Save"


@pytest.mark.parametrize("bad", ["Fall {id}", "Fall", "Fall {name} {id}", "Fall {name", "Fall {}"])
def test_a_translation_with_other_placeholders_is_refused(bad: str) -> None:
    assert take(f'msgid "Case {{name}}"\nmsgstr "{bad}"\n') == ("Case {name}",)
    assert _("Case {name}") == "Case {name}"


def test_placeholders_may_change_places() -> None:
    assert take('msgid "{a} of {b}"\nmsgstr "von {b} {a}"\n') == ()
    assert _("{a} of {b}").format(a=1, b=2) == "von 2 1"


def test_plural_forms_follow_the_header() -> None:
    refused = take(
        'msgid "one case"\nmsgid_plural "{count} cases"\n'
        'msgstr[0] "ein Fall"\nmsgstr[1] "{count} Fälle"\n'
    )
    assert refused == ()
    assert counted("one case", "{count} cases", count=1) == "ein Fall"
    assert counted("one case", "{count} cases", count=2) == "{count} Fälle"


def test_a_plural_that_loses_its_number_is_refused() -> None:
    take('msgid "one case"\nmsgid_plural "{n} cases"\nmsgstr[0] "ein Fall"\nmsgstr[1] "Fälle"\n')
    assert counted("one case", "{n} cases", count=2) == "{n} cases"


def test_fuzzy_obsolete_and_empty_entries_are_left_out() -> None:
    entries = read_po(
        'msgid "a"\nmsgstr "A"\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n#~ msgid "c"\n#~ msgstr "C"\n\n'
        'msgid "d"\nmsgstr ""\n'
    )
    assert list(entries) == ["a"]


def test_a_text_may_run_over_several_lines() -> None:
    entries = read_po('# note\nmsgid ""\n"one "\n"two"\nmsgstr ""\n"eins\\n"\n"zwei"\n')
    assert entries["one two"].translations == ("eins\nzwei",)


@pytest.mark.parametrize("line", ['msgid "open', "msgid none", 'msgwhat "x"', '"a" + "b"'])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_po(f"# c\n{line}\n")


def test_an_unknown_language_gives_english() -> None:
    assert translations.use("xx") == ()
    assert _("Save") == "Save"


def test_a_catalogue_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "nenboard.po").write_text(HEAD + 'msgid "x"\nmsgstr "ü"\n', encoding="utf-8")
    language.use_file(tmp_path / "nenboard.po")
    assert _("x") == "ü"
