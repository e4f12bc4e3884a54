"""Finding cases: names as people write them, filters, order, and anything somebody may type."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.domain.case import Case
from nenboard.registry.folder import Registry
from nenboard.registry.folding import folded
from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where, match_expression
from tests.registry.support import USER, a_case_of, a_named_case, create, later, save, seeded

HOSTILE_SIGNS = (
    "'\"*()^-+:{}[]|&!~\\/%_;.,?<>=#@$`\0\t\n\r\x1b\x7f\u200b\u202e\ufeff\ufffd\ud800\udfff"
    "aZ09éßøŁİıﬁ½Ⅷ中文한אب\u0301\u0327😀👩\u200d⚕️🇫🇷\U0010ffff"
)
HOSTILE_WORDS: tuple[str, ...]
HOSTILE_WORDS = ("AND", "OR", "NOT", "NEAR", "NEAR(a b, 2)", "words:", "rank", "case_words", "''")
HOSTILE_WORDS += (
    '"""',
    "a*",
    "*",
    "^a",
    "a AND",
    "1' OR '1'='1",
    "'); DROP TABLE case_row;--",
    "{a b}:c",
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """Cases of people whose names are hard to find."""
    with create(tmp_path_factory.mktemp("people") / "registry").registry as registry:
        save(
            registry,
            a_case_of("O'Brien", "Zoë", number=1),
            a_case_of("Smith-Jones", "Anna", number=2, birth_date="1971-02-03"),
            a_case_of("Sørensen", "Łukasz", number=3, birth_date="1971"),
            a_case_of("Müller", "Jürgen 🙂", number=4),
            a_case_of("van der Berg", "Élodie", number=10, hospital_number="H/77.3-b"),
            Case(id="NEN-00011"),
        )
        yield registry


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("O'Brien", [1]),
        ("o'bri", [1]),
        ("brien zoe", [1]),
        ("ZOË", [1]),
        ("zoe\u0308", [1]),
        ("Smith-Jones", [2]),
        ("smith jon", [2]),
        ("12/05/1960", [1, 4, 10]),
        ("12.05.1960", [1, 4, 10]),
        ("1960-05-12", [1, 4, 10]),
        ("3/2/1971", [2]),
        ("1971", [2, 3]),
        ("sorensen", [3]),
        ("SØRENSEN lukasz", [3]),
        ("muller", [4]),
        ("mu", [4]),
        ("🙂", [4]),
        ("jurgen 🙂", [4]),
        ("anna 🙂", []),
        ("H/77.3-b", [10]),
        ("elodie van", [10]),
        ("NEN-00011", [11]),
        ("nobody", []),
        ("", [1, 2, 3, 4, 10, 11]),
        ("   \t ", [1, 2, 3, 4, 10, 11]),
    ],
)
def test_a_person_is_found_by_what_people_type(
    people: Registry, text: str, numbers: list[int]
) -> None:
    found = people.cases.find(CaseQuery(text, sort="case_id"))
    assert found == tuple(f"NEN-{number:05d}" for number in numbers)


def test_only_the_last_word_may_be_unfinished(people: Registry) -> None:
    assert people.cases.find(CaseQuery("smi anna")) == ()
    assert people.cases.find(CaseQuery("anna smi")) == ("NEN-00002",)
    assert people.cases.find(CaseQuery("smi ")) == ()


def test_every_typed_start_of_a_name_finds_it(people: Registry) -> None:
    for name in ("O'Brien Zoë", "Smith-Jones Anna", "van der Berg Élodie"):
        starts = [name[: length + 1] for length in range(len(name)) if name[length].isalnum()]
        counts = [len(people.cases.find(CaseQuery(start))) for start in starts]
        assert min(counts) >= 1


def hostile_texts(count: int) -> Iterator[str]:
    """Seeded texts of signs, words and lengths that break searches."""
    source = seeded(20260314)
    for _text in range(count):
        pieces = [
            source.choice(HOSTILE_WORDS)
            if source.random() < 0.2
            else "".join(source.choices(HOSTILE_SIGNS, k=source.randint(1, 12)))
            for _piece in range(source.randint(1, 8))
        ]
        yield source.choice(("", " ", "  ")).join(pieces) * source.choice((1, 1, 1, 1, 60))


def test_no_text_that_anybody_types_is_an_error(people: Registry) -> None:
    known = set(people.cases.find(CaseQuery()))
    for text in hostile_texts(2000):
        assert set(people.cases.find(CaseQuery(text))) <= known, ascii(text)


def test_what_was_typed_is_not_taken_for_an_operator(people: Registry) -> None:
    assert people.cases.find(CaseQuery("smith OR muller")) == ()
    assert people.cases.find(CaseQuery("smith NOT muller")) == ()
    assert people.cases.find(CaseQuery("words:smith")) == ()


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 100_000, '"' * 100_000, "a'" * 100_000])
def test_a_very_long_text_is_no_error(people: Registry, text: str) -> None:
    assert people.cases.find(CaseQuery(text)) == ()


def test_each_word_is_quoted_by_itself() -> None:
    assert match_expression('say "hi" O\'Bri') == '"say" AND """hi""" AND "o\'bri" *'


def test_a_date_is_read_day_first_unless_that_is_impossible() -> None:
    assert '"2026-04-03"' in match_expression("03/04/2026")
    assert '"2026-03-14"' in match_expression("03/14/2026")


def test_folding_removes_case_accents_and_control_signs() -> None:
    assert folded("Ångström\0ŁÓDŹ ß ﬁ") == "angstrom lodz ss fi"


def ids(registry: Registry, query: CaseQuery) -> list[int]:
    return [int(case_id[4:]) for case_id in registry.cases.find(query)]


def test_names_sort_without_regard_to_accents_and_capitals(people: Registry) -> None:
    assert ids(people, CaseQuery()) == [4, 1, 2, 3, 10, 11]


def test_what_is_not_recorded_comes_last_in_both_directions(people: Registry) -> None:
    assert ids(people, CaseQuery(sort="birth_date"))[-1] == 11
    assert ids(people, CaseQuery(sort="birth_date", descending=True))[-1] == 11
    assert ids(people, CaseQuery(descending=True)) == [10, 3, 2, 1, 4, 11]


def test_pages_follow_each_other_without_gap_or_overlap(people: Registry) -> None:
    whole = people.cases.find(CaseQuery())
    pages = [people.cases.find(CaseQuery(limit=2, offset=start)) for start in (0, 2, 4, 6)]
    assert tuple(case_id for page in pages for case_id in page) == whole


BORN_1971 = Where("birth_date", "at_least", "1971")


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        (Where("name", "is", "O'Brien"), [1]),
        (Where("name", "is_not", "O'Brien"), [2, 3, 4, 10]),
        (Where("name", "contains", "BERG"), [10]),
        (Where("name", "contains", "%"), []),
        (Where("name", "recorded", value=False), [11]),
        (BORN_1971, [2, 3]),
        (Not(BORN_1971), [1, 4, 10]),
        (AllOf((BORN_1971, Where("given_name", "is", "Anna"))), [2]),
        (AnyOf((BORN_1971, Where("name", "is", "O'Brien"))), [1, 2, 3]),
        (AllOf(()), [1, 2, 3, 4, 10, 11]),
        (AnyOf(()), []),
        (Where("ki67_low", "above", 11.5), [1, 2, 3, 4, 10]),
        (Where("ki67_low", "below", 12), []),
        (Where("ki67_low", "at_most", 12), [1, 2, 3, 4, 10]),
        (Where("is_synthetic", "is", value=False), [11]),
        (Where("name", "is", "' OR 1=1 --"), []),
    ],
)
def test_filters_combine_and_unknown_is_neither_yes_nor_no(
    people: Registry, where: Where | AllOf | AnyOf | Not, numbers: list[int]
) -> None:
    assert ids(people, CaseQuery(where=where, sort="case_id")) == numbers


def test_text_and_filter_hold_together(people: Registry) -> None:
    query = CaseQuery("12/05/1960", where=Where("name", "is", "Müller"))
    assert ids(people, query) == [4]


@pytest.mark.parametrize(
    "query",
    [
        CaseQuery(sort="payload"),
        CaseQuery(sort="name; DROP TABLE case_row"),
        CaseQuery(where=Where("1=1 --", "is", "x")),
        CaseQuery(where=Where("name", "like", "x")),  # type: ignore[arg-type]
    ],
)
def test_an_unknown_field_or_comparison_is_refused(people: Registry, query: CaseQuery) -> None:
    with pytest.raises(ValueError, match="there is no such"):
        people.cases.find(query)


def test_a_changed_name_is_found_and_the_old_one_is_not(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, a_case_of("Maidenname"))
        registry.cases.save(a_case_of("Marriedname"), by=USER, at=later(days=1))
        assert registry.cases.find(CaseQuery("maiden")) == ()
        assert registry.cases.find(CaseQuery("married")) == ("NEN-00001",)


def test_ids_sort_as_numbers(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, *(a_named_case(1).model_copy(update={"id": f"X-{n}"}) for n in (10, 9, 100)))
        assert registry.cases.find(CaseQuery(sort="case_id")) == ("X-9", "X-10", "X-100")
