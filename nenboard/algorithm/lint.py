"""Checks on a release that loads: every question has one answer, every rule can be reached.

Each question is tried with every value of each vocabulary and with numbers on both sides of each
limit it compares with, as far as a way leads to the question under those values.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Final

from nenboard.algorithm.conditions import Condition, Test, comparisons_in, numbers_in
from nenboard.algorithm.known import Known
from nenboard.algorithm.loader import ReleaseError, load_release, placed
from nenboard.algorithm.program import Program, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Question
from nenboard.algorithm.state import Names, State
from nenboard.algorithm.vocabulary import Vocabulary
from nenboard.domain.base import Problem

_STEP: Final = Decimal("0.1")


def check_files(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every problem of the texts of a release by file name, each with file, line and place.

    Those that keep it from loading come alone; without any, those of its rules.
    """
    try:
        release = load_release(files)
    except ReleaseError as error:
        return error.problems
    return tuple(placed(files, problem) for problem in check(release))


def check(release: Release) -> tuple[Problem, ...]:
    """Every problem of the rules; a path is the file, then the id of the part."""
    program = program_of(release)
    words = Vocabulary(release)
    return (
        *(
            problem
            for question in release.graph.questions
            for problem in _question(program, question, words=words)
        ),
        *_shadowed(release),
        *_unsourced(release),
        *_unused(release),
    )


def _question(program: Program, question: Question, *, words: Vocabulary) -> Iterator[Problem]:
    path = f"graph.yaml questions.{question.id}"
    told: set[tuple[str, ...]] = set()
    for values in assignments((edge.when for edge in question.edges), words):
        state = supposing(values, program)
        if not _leads_to(program, question.id, state=state):
            continue
        holding = tuple(edge.to for edge in program.edges[question.id] if edge.check.run(state))
        wrong = not holding or (len(set(holding)) > 1 and not question.first_match)
        if wrong and holding not in told:
            told.add(holding)
            yield Problem(
                path=path,
                code="ambiguous" if holding else "not_total",
                message=_said(question.id, holding, values=values),
            )


def _said(question: str, holding: tuple[str, ...], *, values: Mapping[str, Known]) -> str:
    case = ", ".join(f"{name} {_shown(value)}" for name, value in values.items())
    if holding:
        ways = " and ".join(holding)
        return f"{question} leads to {ways} at once with {case}: let one exclude the other"
    return f"{question} leads nowhere with {case}: add an edge"


def _shown(value: Known) -> str:
    return "not known" if value is None else str(value)


def assignments(conditions: Iterable[Condition], words: Vocabulary) -> Iterator[dict[str, Known]]:
    """Every combination of values worth trying for the names in the conditions."""
    tests: dict[str, list[Test]] = {}
    for condition in conditions:
        for test in comparisons_in(condition):
            tests.setdefault(test.fact, []).append(test)
    names = sorted(tests)
    tried = [values_for(tests[name], words) for name in names]
    for values in product(*tried):
        yield dict(zip(names, values, strict=True))


def values_for(tests: list[Test], words: Vocabulary) -> tuple[Known, ...]:
    """The values worth trying for one name: its codes, or numbers around each limit."""
    name = tests[0].fact
    unknown: tuple[Known, ...] = (None,) if any(test.operator == "known" for test in tests) else ()
    if words.kinds[name] == "yes_no":
        return (True, False, *unknown)
    if words.kinds[name] == "number":
        return (*_around(tests, words), *unknown)
    codes = sorted(str(code) for code in words.codes[name])
    return (*codes, *unknown)


def _around(tests: list[Test], words: Vocabulary) -> tuple[Known, ...]:
    name = tests[0].fact
    step = 1 if words.is_whole(name) else _STEP
    limits = {limit for test in tests for limit in numbers_in(test)}
    numbers = {limit + side for limit in limits for side in (-step, 0, step)}
    low, high = words.ends(name)
    return tuple(
        sorted(
            number
            for number in numbers
            if (low is None or number >= low) and (high is None or number <= high)
        )
    )


def supposing(values: Mapping[str, Known], program: Program) -> State:
    """A state in which just these names, derived or not, have values."""
    given = {name: value for name, value in values.items() if value is not None}
    state = State(given, None, names=Names({}, program.names.inputs))
    state.update(given)
    return state


def _leads_to(program: Program, node: str, *, state: State) -> bool:
    """Whether some way to the node is not ruled out."""
    waiting = [program.release.graph.start]
    seen: set[str] = set()
    while waiting:
        at = waiting.pop()
        if at == node:
            return True
        if at in seen:
            continue
        seen.add(at)
        waiting.extend(
            edge.to for edge in program.edges.get(at, ()) if edge.check.run(state) is not False
        )
    return False


def _shadowed(release: Release) -> Iterator[Problem]:
    """Rules that stand behind one of the same option that always holds."""
    for node, rules in release.offers.items():
        closed: set[str] = set()
        for place, rule in enumerate(rules):
            if rule.option in closed:
                yield Problem(
                    path=f"offers.yaml offers.{node}.{place}",
                    code="unreachable",
                    message=f"a rule for '{rule.option}' above always holds: remove this one or "
                    "move it up",
                )
            if rule.when == "always":
                closed.add(rule.option)


def _unsourced(release: Release) -> Iterator[Problem]:
    """Factors, notes and edges that name no source."""
    found = [
        *(
            (f"patient_factors.yaml patient_factors.{factor.id}", factor.id, factor.sources)
            for factor in release.factors
        ),
        *((f"notes.yaml notes.{note.id}", note.id, (note.source,)) for note in release.notes),
        *(
            (f"graph.yaml questions.{asked.id}.edges.{place}", asked.id, edge.sources)
            for asked in release.graph.questions
            for place, edge in enumerate(asked.edges)
        ),
    ]
    for path, name, sources in found:
        if not any(source.strip() for source in sources):
            told = f"{name} names no source here: say where it comes from"
            yield Problem(path=path, code="no_source", message=told)


def _unused(release: Release) -> Iterator[Problem]:
    """Treatments that no outcome offers and no group of earlier treatments holds."""
    offered = {rule.option for rules in release.offers.values() for rule in rules}
    given = {member for group in release.options.cross_resistance.values() for member in group}
    for option in release.options.options:
        if option.id not in offered | given:
            yield Problem(
                path=f"options.yaml options.{option.id}",
                code="unused",
                message=f"no outcome offers '{option.id}' and no group holds it: use or remove it",
            )
