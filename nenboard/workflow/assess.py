"""Run the algorithm: on a stored case with the answer kept, on a case in hand, on a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.engine import assess as _assess
from nenboard.algorithm.facts import FactsError, parse_document
from nenboard.algorithm.loader import load_release
from nenboard.algorithm.readers import DerivedFacts, read_facts
from nenboard.algorithm.release import Release
from nenboard.domain.case import Case
from nenboard.host import resources
from nenboard.registry.assessments import NewAssessment, StoredAssessment
from nenboard.registry.cases import StoredCase
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles
from nenboard.workflow.documents import is_case_document, read_case_document
from nenboard.workflow.errors import UnknownRelease, UnusableInput
from nenboard.workflow.progress import Progress, report

PATHWAY: Final = "nen-review-2021"


@dataclass(frozen=True)
class Answer:
    """What the algorithm says about a case, with the facts it read and where each came from."""

    derived: DerivedFacts
    assessment: Assessment
    release: Release
    on: date


def releases() -> tuple[str, ...]:
    """Names of the rule releases that can be asked for, oldest first, e.g. nen-review-2021/1.1."""
    return tuple(f"{PATHWAY}/{version}" for version in resources.releases(PATHWAY))


def release(name: str | None = None) -> Release:
    """A loaded rule release: the newest, or one named by version or by pathway and version.

    Raises UnknownRelease, ReleaseError if its files are faulty.
    """
    versions = resources.releases(PATHWAY)
    asked = (name or PATHWAY).removeprefix(PATHWAY).strip("/@ ")
    if not asked and versions:
        return _loaded(versions[-1])
    if asked not in versions:
        raise UnknownRelease(releases())
    return _loaded(asked)


@lru_cache(maxsize=4)
def _loaded(version: str) -> Release:
    return load_release(resources.release_files(PATHWAY, version))


def assess_case(case: Case, *, on: date | None = None, rules: str | None = None) -> Answer:
    """Assess a case in hand, as of a day (default: today); nothing is stored."""
    day = on or clock.today()
    loaded = release(rules)
    derived = read_facts(case, day)
    return Answer(derived, _assess(loaded, derived.facts), loaded, day)


def assess_document(
    data: object, *, on: date | None = None, rules: str | None = None
) -> Assessment:
    """Assess a facts document or a case document. Raises UnusableInput with every problem."""
    loaded = release(rules)
    if is_case_document(data):
        case = read_case_document(data).case
        return _assess(loaded, read_facts(case, on or clock.today()).facts)
    try:
        facts = parse_document(data)
    except FactsError as error:
        raise UnusableInput(error.problems) from None
    return _assess(loaded, facts)


def run(
    registry: Registry, case_id: str, *, on: date | None = None, rules: str | None = None
) -> StoredAssessment:
    """Assess the newest revision of a case and keep the answer with release, revision and day.

    An answer is never changed: a later run is a new one. One that would repeat the newest in every
    part is not stored again. Raises UnknownCase, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    stored = registry.cases.get(case_id)
    return _keep(registry, stored, answer=assess_case(stored.case, on=on, rules=rules))


def run_many(
    registry: Registry,
    case_ids: Iterable[str],
    *,
    on: date | None = None,
    progress: Progress | None = None,
) -> tuple[StoredAssessment, ...]:
    """Assess several cases in one transaction. Raises Cancelled, and then keeps nothing."""
    wanted = tuple(case_ids)
    kept = []
    with registry.transaction():
        for done, case_id in enumerate(wanted):
            report(progress, done=done, total=len(wanted))
            kept.append(run(registry, case_id, on=on))
    report(progress, done=len(wanted), total=len(wanted))
    return tuple(kept)


def is_current(registry: Registry, stored: StoredAssessment) -> bool:
    """Whether the answer is about the newest revision, by the newest rule release."""
    newest = registry.cases.history(stored.case_id)[-1].number
    return (stored.case_revision, stored.release_sha256) == (newest, release().sha256)


def latest_answers(
    registry: Registry, case_ids: Iterable[str]
) -> Mapping[str, StoredAssessment | None]:
    """The newest stored answer of each case, or None."""
    return {case_id: registry.assessments.latest(case_id) for case_id in case_ids}


def _keep(registry: Registry, stored: StoredCase, *, answer: Answer) -> StoredAssessment:
    new = NewAssessment(
        case_id=stored.case_id,
        case_revision=stored.revision,
        release_id=answer.release.id,
        release_version=answer.release.version,
        release_sha256=answer.release.sha256,
        on=answer.on,
        payload=answer.assessment.to_json(),
    )
    last = registry.assessments.latest(stored.case_id)
    if last is not None and _is_same(last, new):
        return last
    return registry.assessments.add(new, by=registry.user, at=clock.now())


def _is_same(last: StoredAssessment, new: NewAssessment) -> bool:
    return (last.case_revision, last.release_sha256, last.on, last.payload) == (
        new.case_revision,
        new.release_sha256,
        new.on,
        new.payload,
    )
