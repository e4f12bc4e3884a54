"""Hypothesis strategies: partial dates, values of every field, and any valid Case."""

import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import annotated_types
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.entries import FactEntry
from nenboard.domain.gaps import Gap
from nenboard.domain.knowledge import FactValue, NumberRange, OneOf
from nenboard.domain.staging import Extent, SiteInvolvement
from nenboard.domain.terms import MetastaticSite
from nenboard.domain.tumour import CALLS, Ki67, Mitoses, MolecularResult

Strategy = st.SearchStrategy[Any]

_FIRST: Final = date(1930, 1, 1)
_LAST: Final = date(2030, 12, 31)
_KEYS: Final = st.sampled_from([f"k{number}" for number in range(6)])
_TEXTS: Final = st.one_of(
    st.sampled_from(["", "O'Brien", "Smith-Jones", "12/05/1960", "<b>&amp;", "Ünïcödé ≥ 3 %"]),
    st.text(max_size=12),
)


def partial_dates(first: date = _FIRST, last: date = _LAST) -> st.SearchStrategy[PartialDate]:
    """A year, a month or a day between two days."""
    length = st.sampled_from([4, 7, 10])
    days = st.dates(min_value=first, max_value=last)
    return st.builds(lambda day, size: PartialDate(day.isoformat()[:size]), days, length)


def decimals(low: Decimal | int, high: Decimal | int) -> st.SearchStrategy[Decimal]:
    """An exact number with up to two decimals, ends included."""
    return st.decimals(min_value=low, max_value=high, places=2, allow_nan=False)


def ki67s() -> st.SearchStrategy[Ki67]:
    """A Ki-67 as value, bounded value, range, band, or only as printed."""
    return st.one_of(_readings(Ki67, 100))


def mitoses() -> st.SearchStrategy[Mitoses]:
    """A mitotic count with or without the area counted."""
    return st.one_of(_readings(Mitoses, 1000))


def _readings(model: type[Ki67] | type[Mitoses], highest: int) -> list[Strategy]:
    """One strategy for each way in which a count is reported."""
    amount = decimals(0, highest)
    pair = st.tuples(amount, amount).map(sorted)
    rest = {
        name: _field(info)
        for name, info in model.model_fields.items()
        if name not in {"value", "comparator", "low", "high", "band"}
    }
    comparator = _field(model.model_fields["comparator"])
    band = _field(model.model_fields["band"])
    return [
        st.builds(model, value=amount, comparator=comparator, **rest),
        st.builds(
            lambda ends, others: model(low=ends[0], high=ends[1], **others),
            pair,
            st.fixed_dictionaries(rest),
        ),
        st.builds(model, band=band, **rest),
    ]


def molecular_results() -> st.SearchStrategy[MolecularResult]:
    """A marker with a result that it can have, or the kind of missing."""
    rest = {name: _field(MolecularResult.model_fields[name]) for name in ("date", "laboratory")}
    missing = _field(MolecularResult.model_fields["result"]).filter(
        lambda result: type(result).__name__ != "MolecularCall"
    )
    of_marker = [
        st.builds(
            MolecularResult,
            marker=st.just(marker),
            result=st.one_of(missing, st.sampled_from(sorted(calls))),
            **rest,
        )
        for marker, calls in CALLS.items()
    ]
    return st.one_of(of_marker)


def extents() -> st.SearchStrategy[Extent]:
    """An extent of disease in which each site is answered at most once."""
    involved = _field(SiteInvolvement.model_fields["involved"])
    answers = st.dictionaries(st.sampled_from(MetastaticSite), involved, max_size=4)
    rows = answers.map(
        lambda found: tuple(SiteInvolvement(site=s, involved=i) for s, i in found.items())
    )
    return _model(Extent, {"metastases": rows})


def entries() -> st.SearchStrategy[tuple[FactEntry, ...]]:
    """Facts as a clinician or an imported document states them, each at most once."""
    made = [
        st.builds(
            FactEntry,
            fact=st.just(fact),
            value=values,
            by=st.just("Dr Synthetic"),
            at=st.none() | partial_dates(),
            source=st.none() | _TEXTS,
        )
        for fact, values in _ENTRY_VALUES.items()
    ]
    lists = st.lists(st.one_of(made), max_size=4, unique_by=lambda entry: entry.fact)
    return lists.map(tuple)


_ENTRY_VALUES: Final[dict[str, st.SearchStrategy[FactValue]]] = {
    "ki67": decimals(0, 100)
    | st.builds(NumberRange, low=decimals(0, 40), high=decimals(40, 100), comparator=st.just("~")),
    "extent": st.sampled_from(["metastatic", "resected"]),
    "growth": st.just(OneOf(one_of=("progressive", "rapid"))),
    "ps": st.integers(0, 4),
    "sstr": st.sampled_from(["positive", "negative"]),
    "shrinkage_goal": st.booleans(),
    "hypersensitivity": st.just(("platinum",)),
}


def cases() -> st.SearchStrategy[Case]:
    """Any valid case: every field empty, missing for a reason, or filled."""
    return _cases()


@cache
def _cases() -> st.SearchStrategy[Case]:
    fields = {
        "id": st.integers(1, 9999).map(lambda number: f"N-{number:04d}"),
        "extent": extents(),
        "entries": entries(),
        "gaps": st.lists(_model(Gap, {}), max_size=2, unique_by=lambda gap: gap.path).map(tuple),
        "primary_under_discussion": st.none(),
    }
    for name in ("primaries", "samples", "imaging", "lesions", "lines", "procedures"):
        inner = _item_of(Case.model_fields[name])
        fields[name] = st.lists(inner, max_size=3, unique_by=lambda item: item.id).map(tuple)
    contents = st.fixed_dictionaries(_fields_of(Case, fields))
    return st.builds(_joined, contents, st.integers(0, 5))


def _joined(contents: dict[str, Any], choice: int) -> Case:
    """A case whose parts point at tumours that exist."""
    keys = [primary.id for primary in contents["primaries"]]
    for name in ("samples", "stages"):
        contents[name] = tuple(
            part.model_copy(update={"primary_id": keys[index % len(keys)]})
            for index, part in enumerate(contents[name] if keys else ())
        )
    if keys and choice < len(keys):
        contents["primary_under_discussion"] = keys[choice]
    return Case(**contents)


_OWN_RULES: Final[Mapping[type[Any], Callable[[], Strategy]]] = {
    PartialDate: partial_dates,
    Ki67: ki67s,
    Mitoses: mitoses,
    MolecularResult: molecular_results,
    Extent: extents,
}
"""Strategies of values whose own rules a field-by-field choice would break."""


def _item_of(info: FieldInfo) -> Strategy:
    item: type[Value] = get_args(info.annotation)[0]
    return _model(item, {"id": _KEYS})


def _model(model: type[Value], given: dict[str, Strategy]) -> Strategy:
    return st.builds(model, **_fields_of(model, given))


def _fields_of(model: type[Value], given: dict[str, Strategy]) -> dict[str, Strategy]:
    return {
        name: given[name] if name in given else _field(info)
        for name, info in model.model_fields.items()
    }


def _field(info: FieldInfo) -> Strategy:
    return _of(info.annotation, tuple(info.metadata))


def _of(annotation: Any, rules: tuple[Any, ...] = ()) -> Strategy:
    """The strategy of an annotation with its constraints."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(inner[0], (*rules, *_unfolded(inner[1:])))
    if origin in (Union, types.UnionType):
        return st.one_of([_of(member, rules) for member in inner])
    if origin is tuple:
        return st.lists(_of(inner[0]), max_size=3).map(tuple)
    if origin is Literal:
        return st.sampled_from(inner)
    return _plain(annotation, rules)


def _unfolded(rules: tuple[Any, ...]) -> tuple[Any, ...]:
    """The constraints inside a pydantic Field, or the rules themselves."""
    found: list[Any] = []
    for rule in rules:
        found += rule.metadata if isinstance(rule, FieldInfo) else [rule]
    return tuple(found)


def _plain(kind: Any, rules: tuple[Any, ...]) -> Strategy:
    if kind is type(None):
        return st.none()
    if kind is bool:
        return st.booleans()
    if kind is str:
        return _text(rules)
    if kind in (int, Decimal):
        low, high = _ends(rules)
        return st.integers(int(low), int(high)) if kind is int else decimals(low, high)
    if kind in _OWN_RULES:
        return _OWN_RULES[kind]()
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return _model(kind, {})


def _ends(rules: tuple[Any, ...]) -> tuple[Decimal, Decimal]:
    low, high = Decimal(0), Decimal(1000)
    for rule in rules:
        if isinstance(rule, annotated_types.Ge):
            low = Decimal(str(rule.ge))
        if isinstance(rule, annotated_types.Gt):
            low = Decimal(str(rule.gt)) + Decimal("0.01")
        if isinstance(rule, annotated_types.Le):
            high = Decimal(str(rule.le))
    return low, high


def _text(rules: tuple[Any, ...]) -> Strategy:
    patterns = [getattr(rule, "pattern", None) for rule in rules]
    pattern = next((found for found in patterns if found), None)
    if pattern is None:
        return _TEXTS
    if pattern.startswith("^[A-Za-z0-9][A-Za-z0-9._-]"):
        return _KEYS
    return (
        st.from_regex(pattern, fullmatch=True)
        .map(lambda text: text[:60])
        .filter(lambda text: _fits(text, pattern))
    )


def _fits(text: str, pattern: str) -> bool:
    return re.fullmatch(pattern.strip("^$"), text) is not None
