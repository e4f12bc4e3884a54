"""The newest stored answer of a case, and why it may not hold for the case as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from nenboard.gui.page import CaseContext
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.release import Release
    from nenboard.domain.case import Case
    from nenboard.gui.assessment.difference_view import DifferenceView
    from nenboard.gui.assessment.explained import Explained
    from nenboard.gui.assessment.view import AssessmentView
    from nenboard.registry import Registry
    from nenboard.registry.assessments import StoredAssessment
    from nenboard.workflow.explain import WhatIf


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored answer with the page made of it; `newest` is the release of today.

    `case` is the revision that the answer is about, `release` the rules it was made with, `since`
    what the rules of today make of the same case, if they are others.
    """

    stored: "StoredAssessment"
    view: "AssessmentView"
    newest: str
    case: "Case"
    release: "Release"
    since: "DifferenceView | None" = None

    @property
    def rules(self) -> str:
        """The name of the rules that the answer was made with."""
        return f"{self.stored.release_id}/{self.stored.release_version}"


def latest(registry: "Registry", case_id: str) -> Shown | None:
    """The newest stored answer, its page, and the rule set of today; on the database thread."""
    from nenboard.algorithm.assessment import Assessment
    from nenboard.algorithm.readers import read_facts
    from nenboard.gui.assessment.view import view_of
    from nenboard.workflow import releases

    stored = registry.assessments.latest(case_id)
    if stored is None:
        return None
    revision = registry.cases.get(case_id, stored.case_revision)
    release = releases.release(f"{stored.release_id}/{stored.release_version}")
    derived = read_facts(revision.case, stored.on, terms=releases.reading_terms())
    view = view_of(Assessment.from_json(stored.payload), release, derived)
    shown = Shown(stored, view, releases.release().sha256, revision.case, release)
    return shown if stored.release_sha256 == shown.newest else replace(shown, since=_since(shown))


def _since(shown: Shown) -> "DifferenceView":
    """What the rules of today make of the case that the answer is about."""
    from nenboard.gui.assessment.difference_view import difference_of
    from nenboard.gui.assessment.values import Speaker
    from nenboard.workflow.explain import under_other_rules
    from nenboard.workflow.releases import release

    found = under_other_rules(shown.case, on=shown.stored.on, before=shown.rules)
    return difference_of(found, Speaker(release()))


def explained(shown: Shown) -> "Explained":
    """What questions the answer; takes up to a second, so not on the main thread."""
    from nenboard.gui.assessment.explained import explained_of
    from nenboard.workflow.explain import explain_case

    told = explain_case(shown.case, on=shown.stored.on, rules=shown.rules)
    return explained_of(told, shown.release)


def tried(shown: Shown, changes: Mapping[str, object]) -> "WhatIf":
    """The answer with other facts; a few milliseconds, nothing is stored."""
    from nenboard.workflow.explain import what_if_case

    return what_if_case(shown.case, changes, on=shown.stored.on, rules=shown.rules)


def why_old(shown: Shown | None, context: CaseContext) -> str:
    """Why an answer is not about the case as it stands, or not by today's rules; else ''."""
    if shown is None:
        return ""
    stored = shown.stored
    if not context.is_stored or stored.case_revision != context.stored.revision:
        return _(
            "Out of date: this answer is about the case as of {date}. The case has changed."
        ).format(date=_moment(stored.at.astimezone()))
    if stored.release_sha256 != shown.newest:
        return _("This answer was made with another rule set, {rules}.").format(
            rules=f"{stored.release_id} {stored.release_version}"
        )
    return ""


def _moment(at: datetime) -> str:
    from nenboard.domain.dates import PartialDate

    return f"{PartialDate.of(at.date()).text} {at:%H:%M}"
