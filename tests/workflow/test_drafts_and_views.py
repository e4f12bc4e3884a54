"""Drafts come back after a crash; views are each person's own or everybody's."""

import pytest

from nenboard.domain.case import Case
from nenboard.domain.tumour import Primary
from nenboard.registry import CaseQuery
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.registry.views import View
from nenboard.workflow import casework, drafts, views
from nenboard.workflow.errors import NotAllowed
from tests.workflow.support import PASSPHRASE, USER, numbered, opened_as


def test_a_draft_waits_for_its_owner_after_a_crash(registry: Registry) -> None:
    casework.save_case(registry, numbered(7))
    drafts.keep(registry, "NEN-00007", payload='{"note": "half typ"}', base_revision=1)
    drafts.keep(registry, "NEN-00008", payload="{}", base_revision=0)
    registry.close()
    with casework.open_registry(registry.folder, passphrase=PASSPHRASE) as again:
        stored, new = drafts.waiting(again)
        assert (new.case_id, new.newest_revision, new.is_behind) == ("NEN-00008", 0, False)
        assert (stored.payload, stored.is_behind) == ('{"note": "half typ"}', False)
        casework.save_case(again, numbered(7, note="meanwhile"))
        assert [one.is_behind for one in drafts.waiting(again)] == [True, False]
        drafts.drop(again, "NEN-00007")
        assert [one.case_id for one in drafts.waiting(again)] == ["NEN-00008"]


def test_a_viewer_keeps_no_draft_and_no_view(registry: Registry) -> None:
    registry.close()
    with opened_as(registry.folder, UserRole.VIEWER) as viewer:
        with pytest.raises(NotAllowed):
            drafts.keep(viewer, "NEN-00007", payload="{}", base_revision=0)
        with pytest.raises(NotAllowed):
            views.save_view(viewer, View("mine", CaseQuery()))


def test_only_leads_make_views_for_everybody(registry: Registry) -> None:
    everyone = registry.cases.count()
    ours = views.save_view(registry, View("All", CaseQuery()), for_everybody=True)
    registry.close()
    with opened_as(registry.folder, UserRole.EDITOR) as editor:
        mine = views.save_view(editor, View("Mine", CaseQuery(text="nobody")))
        assert views.views(editor) == (ours, mine)
        assert (views.count(editor, ours), views.count(editor, mine)) == (everyone, 0)
        with pytest.raises(NotAllowed):
            views.remove_view(editor, ours)
        with pytest.raises(NotAllowed):
            views.save_view(editor, View("All", CaseQuery()), for_everybody=True)
        views.remove_view(editor, mine)
        assert views.views(editor) == (ours,)
    with casework.open_registry(registry.folder, passphrase=PASSPHRASE, user=USER) as again:
        views.remove_view(again, ours)
        assert views.views(again) == ()


def test_an_unsaved_case_joins_what_somebody_else_saved_since(registry: Registry) -> None:
    base = numbered(7)
    casework.save_case(registry, base)
    unsaved = with_referral(base, question="Which line next?", contact="ext. 1")
    casework.save_case(registry, with_referral(base, hospital="North", contact="ext. 2"))
    joined = drafts.joined(registry, unsaved, base_revision=1)
    told = joined.case.referral
    assert (told.question, told.hospital, told.contact) == ("Which line next?", "North", "ext. 2")
    assert [(one.path, one.old, one.new) for one in joined.clashes] == [
        ("referral.contact", "ext. 2", "ext. 1")
    ]


def test_a_row_of_an_unsaved_case_joins_the_rows_saved_since(registry: Registry) -> None:
    base = numbered(7)
    casework.save_case(registry, base)
    unsaved = base.model_copy(update={"primaries": (*base.primaries, Primary(id="mine"))})
    theirs = base.model_copy(update={"primaries": (*base.primaries, Primary(id="theirs"))})
    casework.save_case(registry, theirs)
    joined = drafts.joined(registry, unsaved, base_revision=1)
    assert [one.id for one in joined.case.primaries][-2:] == ["theirs", "mine"]
    assert joined.clashes == ()


def with_referral(case: Case, **given: str) -> Case:
    return case.model_copy(update={"referral": case.referral.model_copy(update=given)})
