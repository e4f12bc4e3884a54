"""What the algorithm had listed when a case was discussed, and how the decision stands to it."""

from nenboard.algorithm.assessment import Assessment, Suggestion
from nenboard.domain.concordance import Advised, Comparison, compare
from nenboard.domain.outcome import AdviceRef, OptionRef, Outcome
from nenboard.registry.assessments import StoredAssessment
from nenboard.registry.folder import Registry
from nenboard.workflow.errors import UnknownRelease
from nenboard.workflow.releases import release

TRIAL_TAG = "trial"


def current(registry: Registry, case_id: str) -> AdviceRef | None:
    """The newest answer of the algorithm to the newest revision; None if it has not been asked."""
    stored = registry.assessments.latest(case_id)
    newest = registry.cases.history(case_id)[-1].number
    if stored is None or stored.case_revision != newest:
        return None
    return AdviceRef(
        number=stored.number,
        case_revision=stored.case_revision,
        release_id=stored.release_id,
        release_version=stored.release_version,
        release_sha256=stored.release_sha256,
    )


def answer_of(registry: Registry, outcome: Outcome) -> StoredAssessment | None:
    """The stored answer that lay before the board."""
    if outcome.advice is None:
        return None
    found = registry.assessments.history(outcome.case_id)
    return next((one for one in found if one.number == outcome.advice.number), None)


def advised(stored: StoredAssessment) -> tuple[Advised, ...]:
    """The options of a stored answer over all its branches, in their order."""
    trials = _trials(stored.release_version)
    return tuple(
        _advised(reached.node, option, trials=trials)
        for reached in Assessment.from_json(stored.payload).outcomes
        for option in reached.options
    )


def _advised(node: str, option: Suggestion, *, trials: frozenset[str]) -> Advised:
    waiting = option.conditional
    return Advised(
        node=node,
        option=option.id,
        strength=option.strength,
        could_be=waiting.could_be if waiting is not None else (),
        is_trial=option.id in trials,
    )


def _trials(version: str) -> frozenset[str]:
    """Options of that release which are trials; none if the release is not at hand."""
    try:
        options = release(version).options.options
    except UnknownRelease:
        return frozenset()
    return frozenset(option.id for option in options if TRIAL_TAG in option.tags)


def comparison(registry: Registry, outcome: Outcome) -> Comparison:
    """How an outcome stands to the answer that lay before the board."""
    stored = answer_of(registry, outcome)
    if stored is None:
        return compare(outcome, None)
    assessment = Assessment.from_json(stored.payload)
    is_certain = all(not reached.branch_depends_on for reached in assessment.outcomes)
    return compare(outcome, advised(stored), is_certain=is_certain)


def option_ref(option: Advised) -> OptionRef:
    """How a line of a plan points to an option."""
    return OptionRef(node=option.node, option=option.option, strength=option.strength)
