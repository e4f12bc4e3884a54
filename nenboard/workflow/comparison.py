"""Two rule releases on the same cases: published ones, documents, or those of a registry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from nenboard.algorithm.changes import LEADING
from nenboard.algorithm.compare import CaseChange, Comparison, Differing
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.release import Release
from nenboard.algorithm.release_parts import PartDifference
from nenboard.workflow import clock, published
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.explain import facts_of_case, facts_of_document
from nenboard.workflow.progress import Progress, report
from nenboard.workflow.releases import release
from nenboard.workflow.site_releases import named

if TYPE_CHECKING:
    from nenboard.registry.folder import Registry

FORMAT: Final = "nenboard-compare/1"
_EVERY: Final = 50
"""How many cases are compared between two reports of progress."""


@dataclass(frozen=True)
class Compared:
    """What differs between two releases: the parts of their rules, and the cases by their key."""

    before: Release
    after: Release
    on: date
    cases: int
    parts: tuple[PartDifference, ...]
    changes: Mapping[str, CaseChange]

    @property
    def with_other_leading(self) -> int:
        """How many cases get another leading option."""
        return sum(LEADING in change.kinds for change in self.changes.values())

    def to_json_dict(self) -> dict[str, object]:
        """The document `nenboard-compare/1`; what makes a case differ is named by its place."""
        return {
            "format": FORMAT,
            "before": _named(self.before),
            "after": _named(self.after),
            "on": self.on.isoformat(),
            "cases": self.cases,
            "other_leading_option": self.with_other_leading,
            "parts": [part.to_json_dict() for part in self.parts],
            "changes": [
                {
                    "case": case_id,
                    **change.to_json_dict(),
                    "because": [part.place for part in change.because],
                }
                for case_id, change in self.changes.items()
            ],
        }


@dataclass(frozen=True)
class Pair:
    """The two releases by name, and the day that counts as today."""

    before: str
    after: str
    on: date | None = None


def compare_registry(
    registry: "Registry", pair: Pair, *, progress: Progress | None = None
) -> Compared:
    """Compare two releases on the newest revision of every case. Raises Cancelled."""
    from nenboard.workflow import casework

    ids, day = casework.find_cases(registry), pair.on or clock.today()
    facts = ((one, facts_of_case(registry.cases.get(one).case, day)) for one in ids)
    return _compared(pair, facts, count=len(ids), progress=progress)


def compare_documents(
    documents: Mapping[str, object], pair: Pair, *, progress: Progress | None = None
) -> Compared:
    """Compare two releases on facts documents or case documents. Raises UnusableInput, Cancelled.

    A facts document may use the facts of either release.
    """
    releases = release(pair.after), release(pair.before)
    facts, problems = [], []
    for name, data in documents.items():
        try:
            facts.append((name, _facts(data, releases, on=pair.on)))
        except UnusableInput as error:
            problems += [named(name, problem) for problem in error.problems]
    if problems:
        raise UnusableInput(problems)
    return _compared(pair, facts, count=len(facts), progress=progress)


def published_documents() -> dict[str, object]:
    """The published cases that come with the program, by their id."""
    return {document["id"]: document for document in published.shipped()}


def _compared(
    pair: Pair,
    cases: Iterable[tuple[str, Facts]],
    *,
    count: int,
    progress: Progress | None,
) -> Compared:
    comparison = Comparison(release(pair.before), release(pair.after))
    total = count + len(comparison.parts)
    found: dict[str, Differing] = {}
    for done, (name, facts) in enumerate(cases):
        if done % _EVERY == 0:
            report(progress, done=done, total=total)
        differing = comparison.of_case(facts)
        if differing is not None:
            found[name] = differing
    changes = comparison.explained(
        tuple(found.values()),
        lambda done, _all: report(progress, done=count + done, total=total),
    )
    return Compared(
        before=comparison.before,
        after=comparison.after,
        on=pair.on or clock.today(),
        cases=count,
        parts=tuple(comparison.parts.values()),
        changes=dict(zip(found, changes, strict=True)),
    )


def _facts(data: object, releases: Iterable[Release], *, on: date | None) -> Facts:
    """The facts as the first of the releases reads them that can."""
    refused: list[UnusableInput] = []
    for one in releases:
        try:
            return facts_of_document(data, one, on=on)
        except UnusableInput as error:
            refused.append(error)
    raise refused[0]


def _named(one: Release) -> dict[str, str]:
    return {"id": one.id, "version": one.version, "sha256": one.sha256}
