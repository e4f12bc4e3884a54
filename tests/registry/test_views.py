"""Saved views: kept in the registry, each user's own and everybody's, with a trace."""

import pytest

from nenboard.registry.errors import UnknownView
from nenboard.registry.folder import Registry
from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where
from nenboard.registry.records import Stamp
from nenboard.registry.views import View
from tests.registry.support import AT, USER, content, reopen

QUERY = CaseQuery(
    text="O'Brien",
    where=AllOf(
        (
            AnyOf((Where("grade", "is", "G2"), Where("line", "at_least", 2))),
            Not(Where("samples.necrosis", "is", value=True)),
        )
    ),
    sort="ki67",
    descending=True,
)


def names(registry: Registry, user: str = USER) -> list[str]:
    return [view.name for view in registry.views.of_user(user)]


def test_a_view_comes_back_as_it_was_saved(registry: Registry) -> None:
    view = View("Second line", QUERY, columns=("name", "grade"), owner=USER)
    registry.views.put(view, by=USER, at=AT)
    registry.close()
    with reopen(registry.folder) as again:
        assert again.views.of_user(USER) == (view,)
        again.cases.find(again.views.of_user(USER)[0].query)


def test_each_sees_their_own_views_and_those_of_everybody(registry: Registry) -> None:
    registry.views.put(View("mine", QUERY, owner=USER), by=USER, at=AT)
    registry.views.put(View("hers", QUERY, owner="Bea"), by="Bea", at=AT)
    registry.views.put(View("ours", QUERY), by=USER, at=AT)
    assert (names(registry), names(registry, "Bea")) == (["mine", "ours"], ["hers", "ours"])


def test_a_view_of_the_same_name_replaces_the_earlier_one(registry: Registry) -> None:
    for text in ("first", "second"):
        registry.views.put(View("same", CaseQuery(text=text)), by=USER, at=AT)
    assert [view.query.text for view in registry.views.of_user(USER)] == ["second"]


def test_a_removed_view_is_gone_and_can_be_removed_once(registry: Registry) -> None:
    registry.views.put(View("ours", QUERY), by=USER, at=AT)
    registry.views.remove("ours", owner="", stamp=Stamp(USER, AT))
    assert names(registry) == []
    with pytest.raises(UnknownView):
        registry.views.remove("ours", owner="", stamp=Stamp(USER, AT))


def test_the_trail_tells_of_views_without_their_words(registry: Registry) -> None:
    registry.views.put(View("Brien of ward 7", QUERY), by=USER, at=AT)
    entry = registry.audit.entries()[-1]
    assert (entry.action, entry.content) == ("view_saved", {"is_for_everybody": True})


def test_the_words_of_a_view_are_encrypted(registry: Registry) -> None:
    registry.views.put(View("Xyzzymarke", CaseQuery(text="Xyzzymarke")), by=USER, at=AT)
    registry.close()
    assert not any(b"Xyzzymarke" in data for data in content(registry.folder).values())


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"query": {}, "columns": []}', '{"query": 7, "columns": 7}']
)
def test_a_view_that_cannot_be_read_is_left_out(registry: Registry, text: str) -> None:
    registry._storage.execute(
        "INSERT INTO saved_view (name, owner, content, at) VALUES ('broken', '', ?, '')", (text,)
    )
    assert names(registry) == []
