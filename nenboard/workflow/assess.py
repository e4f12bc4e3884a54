"""Run the algorithm on stored cases and keep the answers; what it says elsewhere: answers."""

from collections.abc import Iterable, Mapping
from datetime import date

from nenboard.algorithm.assessment import Assessment
from nenboard.registry.assessments import NewAssessment, StoredAssessment
from nenboard.registry.cases import StoredCase
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles
from nenboard.workflow.answers import Answer, assess_case, assess_document
from nenboard.workflow.progress import Progress, report
from nenboard.workflow.releases import release, releases

__all__ = [
    "Answer",
    "assess_case",
    "assess_document",
    "is_current",
    "latest_answers",
    "release",
    "releases",
    "result_of",
    "run",
    "run_many",
]


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


def result_of(stored: StoredAssessment) -> str:
    """The result of a stored answer: options, ask or no_recommendation."""
    return Assessment.from_json(stored.payload).result


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
