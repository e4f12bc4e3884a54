"""The fields of the form: nothing of a Case is left out, and every field teaches."""

import pytest

from nenboard.gui.case_edit import field_help, fields, shape
from nenboard.gui.case_edit.form_field import TableSpec
from nenboard.host import words_facts

FIELDS = fields.all_fields()


def test_every_leaf_of_a_case_is_on_the_form_or_hidden_for_a_reason() -> None:
    leaves = set(shape.leaf_patterns())
    shown, hidden = fields.covered_leaves(), set(fields.HIDDEN)
    assert leaves - shown - hidden == set()
    assert (shown | hidden) - leaves == set(), "a field that the case does not have"
    assert shown & hidden == set(), "hidden and shown at once"


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_says_why_it_matters_and_where_it_is_found(path: str) -> None:
    text = field_help.help_for(FIELDS[path])
    assert text.why.strip().endswith((".", "?"))
    assert text.found.strip().endswith((".", "?"))


def test_the_help_file_holds_nothing_that_no_field_shows() -> None:
    assert field_help.help_keys() == {field_help.help_key(path) for path in FIELDS}


@pytest.mark.parametrize("path", FIELDS)
def test_a_field_feeds_a_fact_that_the_algorithm_has(path: str) -> None:
    fact = FIELDS[path].fact
    assert not fact or fact in words_facts.FACTS


def test_labels_differ_within_a_tab() -> None:
    for tab in fields.TABS:
        for part in fields.tab_parts(tab):
            words = [field.label for field in part.fields if field.label != "where"]
            assert len(set(words)) == len(words), (tab.key, words)


def test_columns_and_questions_of_a_table_are_fields_of_its_rows() -> None:
    tables = [
        part for tab in fields.TABS for part in fields.tab_parts(tab) if isinstance(part, TableSpec)
    ]
    for table in [*tables, *(inner for outer in tables for inner in outer.tables)]:
        names = {field.path.removeprefix(f"{table.path}.*.") for field in table.fields}
        assert set(table.columns) | set(table.asks) <= names, table.path


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("samples.0.ki67.low", "samples.*.ki67"),
        ("samples.2.ki67.method", "samples.*.ki67.method"),
        ("fitness.wishes.view", "fitness.wishes.view"),
        ("published.summary", None),
    ],
)
def test_an_issue_finds_the_field_that_shows_its_path(path: str, shown: str | None) -> None:
    field = fields.field_at(path)
    assert (field.path if field else None) == shown
