"""The answer questioned: why and why not, what is worth asking, how far each fact can move.

An explanation belongs to one assessment and is computed from the same rules; nothing of it is
stored. Its JSON form is `nenboard-explanation/1`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nenboard.algorithm import flips, offers, pairs, why, why_nodes, worth
from nenboard.algorithm.assessment import Algorithm, Assessment, Part, Reached
from nenboard.algorithm.engine import assess
from nenboard.algorithm.program import Inquiry, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.variations import Variations
from nenboard.domain.knowledge import FactValue

FORMAT: Final = "nenboard-explanation/1"


@dataclass(frozen=True, slots=True)
class OutcomeWhy(Part):
    """A node reached. `says` is what it says where no active treatment is supported, else None."""

    node: str
    title: str
    branch_depends_on: tuple[str, ...]
    says: str | None
    options: tuple[why.OptionWhy, ...]


@dataclass(frozen=True, slots=True)
class Explanation(Part):
    """Everything that can be asked of one answer.

    `leading` are the options that lead over all branches, or the node where nothing can be chosen;
    `is_settled` says that nothing which is still open could change them. `missing` stands in the
    order of worth; `without_effect` are unknown facts of which no value changes anything.
    """

    format: str
    algorithm: Algorithm
    facts: Mapping[str, object]
    result: str
    leading: tuple[str, ...]
    is_settled: bool
    questions: tuple[why_nodes.QuestionWhy, ...]
    outcomes: tuple[OutcomeWhy, ...]
    not_taken: tuple[why_nodes.NodeWhy, ...]
    elsewhere: tuple[why.Elsewhere, ...]
    missing: tuple[worth.Worth, ...]
    without_effect: tuple[str, ...]
    pairs: tuple[pairs.Pair, ...]
    numbers: tuple[flips.NumberFlips, ...]
    codes: tuple[flips.CodeFlips, ...]

    def to_json(self) -> str:
        """The document as text, without line breaks."""
        return json.dumps(self.to_json_dict(), ensure_ascii=False, separators=(",", ":"))


def explain(release: Release, facts: Mapping[str, FactValue]) -> Explanation:
    """Explain the answer to a case; pure, and the same for the same facts."""
    told, cases = assess(release, facts), variations(release, facts)
    missing = worth.ranked(cases, told.outcomes)
    return Explanation(
        format=FORMAT,
        algorithm=told.algorithm,
        facts=told.facts,
        result=told.result,
        leading=cases.base.leading,
        is_settled=cases.base.is_settled(cases.program),
        questions=why_nodes.questions_passed(cases),
        outcomes=tuple(_outcome(cases, reached) for reached in told.outcomes),
        not_taken=why_nodes.nodes_not_taken(cases),
        elsewhere=why.options_elsewhere(cases),
        missing=missing,
        without_effect=worth.without_effect(cases, missing),
        pairs=pairs.pairs(cases, missing),
        numbers=flips.number_flips(cases),
        codes=flips.code_flips(cases),
    )


def missing_items(
    release: Release, facts: Mapping[str, FactValue], *, told: Assessment | None = None
) -> tuple[worth.Worth, ...]:
    """Only what is worth asking; `told` is the assessment of the same facts, if it is at hand."""
    told = assess(release, facts) if told is None else told
    return worth.ranked(variations(release, facts), told.outcomes)


def variations(release: Release, facts: Mapping[str, FactValue]) -> Variations:
    """A case ready to be varied."""
    program = program_of(release)
    return Variations(Inquiry(program, program.state(facts)))


def _outcome(cases: Variations, reached: Reached) -> OutcomeWhy:
    release = cases.program.release
    node = release.nodes.get(reached.node)
    declined = reached.no_recommendation
    title = declined.text if node is None and declined is not None else ""
    return OutcomeWhy(
        node=reached.node,
        title=title if node is None else node.title,
        branch_depends_on=reached.branch_depends_on,
        says=offers.nothing_active(release, reached) if declined is None else declined.text,
        options=why.options_at(cases, reached.node) if reached.options else (),
    )
