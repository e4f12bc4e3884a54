"""The joints of a release: names that must exist, ways that must lead on, values that must fit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

from nenboard.algorithm import fact_joints, fact_rules, rules
from nenboard.algorithm.conditions import Condition, comparisons_in, tags_in
from nenboard.algorithm.fact_joints import unknown
from nenboard.algorithm.release import Release
from nenboard.algorithm.vocabulary import Vocabulary
from nenboard.domain.base import Problem

EARLIER_TREATMENT: Final = (
    "other_diagnosis",
    "other_cancer",
    "not_recorded",
    "platinum",
    "progression",
    "hormone_control",
    "toxicity",
    "completed",
    "ongoing",
    "other",
    "unknown",
)


def problems(release: Release, offers: rules.OffersFile) -> tuple[Problem, ...]:
    """Every fault between the files; a path is the file, then the place in it."""
    return (
        *_twice(release),
        *_conditions(release, offers),
        *_graph(release),
        *_ways(release),
        *_offers(release, offers),
        *_treatments(release),
        *_catalogue(release),
        *_strengths(release.header),
        *fact_joints.problems(release),
    )


def _problem(path: str, code: str, *, message: str) -> Problem:
    return Problem(path=path, code=code, message=message)


def _twice(release: Release) -> Iterator[Problem]:
    lists: dict[str, Iterable[str]] = {
        "facts.yaml inputs": (entry.name for entry in release.facts.inputs),
        "facts.yaml derived": (entry.name for entry in release.facts.derived),
        "graph.yaml questions": (node for _, _, node in _nodes(release)),
        "options.yaml options": _regimens(release.options),
        "patient_factors.yaml patient_factors": (entry.id for entry in release.factors),
        "notes.yaml notes": (entry.id for entry in release.notes),
        "trials.yaml trials": (entry.name for entry in release.trials),
        "ambiguities.yaml ambiguities": (entry.id for entry in release.ambiguities),
        "evidence.yaml evidence": (entry.id for entry in release.evidence),
    }
    for place, ids in lists.items():
        path = place.replace(" ", ".")
        for name, times in Counter(ids).items():
            if times > 1:
                yield _problem(
                    path,
                    "twice",
                    message=f"'{name}' stands here {times} times: give each its own id",
                )


def _regimens(options: rules.OptionsFile) -> Iterator[str]:
    yield from (option.id for option in options.options)
    yield from (entry.id for entry in options.prior_only)


def conditions_of(release: Release, offers: rules.OffersFile) -> Iterator[tuple[str, Condition]]:
    """Every condition of a release with the path where it stands."""
    for place, derived in enumerate(release.facts.derived):
        for inner, condition in _derived_conditions(derived):
            yield f"facts.yaml.derived.{place}.{inner}", condition
    for place, question in enumerate(release.graph.questions):
        path = f"graph.yaml.questions.{place}"
        for number, edge in enumerate(question.edges):
            yield f"{path}.edges.{number}.when", edge.when
        for number, conflict in enumerate(question.conflicts):
            yield f"{path}.conflicts.{number}.when", conflict.when
    for place, factor in enumerate(release.factors):
        yield f"patient_factors.yaml.patient_factors.{place}.when", factor.when
    for place, note in enumerate(release.notes):
        yield f"notes.yaml.notes.{place}.when", note.when
    for path, rule in _rules(offers):
        yield f"{path}.when", rule.when


def _derived_conditions(derived: fact_rules.Derived) -> Iterator[tuple[str, Condition]]:
    if isinstance(derived, fact_rules.DerivedWhen):
        yield "when", derived.when
    elif isinstance(derived, fact_rules.FirstTrue):
        yield "only_if", derived.only_if
        for place, value in enumerate(derived.values):
            yield f"values.{place}.when", value.when
    elif isinstance(derived, fact_rules.RangeCrosses):
        for place, limit in enumerate(derived.limits):
            yield f"limits.{place}", limit
    elif isinstance(derived, fact_rules.LineNumber):
        yield "relapse", derived.relapse
    elif isinstance(derived, fact_rules.Grade):
        yield "not_for", derived.not_for
        yield "reads.if", derived.reads.only_if
        for place, scale in enumerate(derived.scales):
            for number, start in enumerate(scale.starts):
                yield f"scales.{place}.from.{number}", start


def _rules(offers: rules.OffersFile) -> Iterator[tuple[str, rules.Rule]]:
    for name, rule in offers.shared.items():
        yield f"offers.yaml.shared.{name}", rule
    for node, entries in offers.offers.items():
        for place, entry in enumerate(entries):
            if isinstance(entry, rules.Rule):
                yield f"offers.yaml.offers.{node}.{place}", entry


def _conditions(release: Release, offers: rules.OffersFile) -> Iterator[Problem]:
    words = Vocabulary(release)
    tags = {tag for factor in release.factors for tag in factor.tags}
    for path, condition in conditions_of(release, offers):
        for test in comparisons_in(condition):
            fault = words.fault_of(test)
            if fault is not None:
                yield _problem(path, "condition", message=fault)
        yield from unknown(tags_in(condition), tags, path=path, what="patient factor for tag")


def _graph(release: Release) -> Iterator[Problem]:
    header, nodes = release.header, release.nodes
    yield from unknown([release.graph.start], nodes, path="graph.yaml.start", what="node")
    for place, question in enumerate(release.graph.questions):
        path = f"graph.yaml.questions.{place}"
        yield from unknown([question.branch], header.branches, path=path, what="branch")
        for number, edge in enumerate(question.edges):
            at = f"{path}.edges.{number}"
            yield from unknown([edge.to], nodes, path=f"{at}.to", what="node")
            yield from unknown([edge.code], header.provenance, path=at, what="provenance code")
        for conflict in question.conflicts:
            yield from unknown(conflict.asks, release.inputs, path=path, what="input")
    for place, outcome in enumerate(release.graph.outcomes):
        path = f"graph.yaml.outcomes.{place}"
        yield from unknown([outcome.branch], header.branches, path=path, what="branch")
        yield from unknown(outcome.asks, release.inputs, path=path, what="input")
        yield from unknown(outcome.trials, release.trial, path=path, what="trial")
        yield from unknown(outcome.ambiguities, release.ambiguity, path=path, what="ambiguity")
        yield from _of_its_kind(release, outcome, path=path)


def _of_its_kind(release: Release, outcome: rules.Outcome, *, path: str) -> Iterator[Problem]:
    if (outcome.kind == "options") != (outcome.id in release.offers):
        told = "offers nothing" if outcome.kind == "options" else "offers options"
        yield _problem(
            path,
            "kind",
            message=f"{outcome.id} is of kind '{outcome.kind}' but {told}:"
            " correct its kind or offers.yaml",
        )
    if (outcome.kind == "ask") != bool(outcome.asks):
        yield _problem(
            path,
            "kind",
            message=f"{outcome.id}: a node of kind 'ask', and only such a node, names what it asks"
            " for: correct its kind, or add or remove 'asks'",
        )


def _ways(release: Release) -> Iterator[Problem]:
    """Cycles, and nodes that no way leads to."""
    ways = {
        question.id: [edge.to for edge in question.edges] for question in release.graph.questions
    }
    reached = _reached(release.graph.start, ways)
    circle = sorted(node for node in reached if node in _reached_after(node, ways))
    if circle:
        told = f"the graph runs in a circle through {', '.join(circle)}: remove an edge"
        yield _problem("graph.yaml.questions", "cycle", message=told)
    for kind, place, node in _nodes(release):
        if node not in reached:
            told = f"no way leads to {node}: add an edge or remove the node"
            yield _problem(f"graph.yaml.{kind}.{place}", "unreachable", message=told)


def _nodes(release: Release) -> Iterator[tuple[str, int, str]]:
    for place, question in enumerate(release.graph.questions):
        yield "questions", place, question.id
    for place, outcome in enumerate(release.graph.outcomes):
        yield "outcomes", place, outcome.id


def _reached(start: str, ways: Mapping[str, list[str]]) -> set[str]:
    return {start} | _reached_after(start, ways)


def _reached_after(start: str, ways: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(ways.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(ways.get(node, ()))
    return found


def _offers(release: Release, offers: rules.OffersFile) -> Iterator[Problem]:
    for node, entries in offers.offers.items():
        path = f"offers.yaml.offers.{node}"
        yield from unknown([node], release.nodes, path=path, what="node")
        if isinstance(release.nodes.get(node), rules.Question):
            told = f"{node} is a question and can offer nothing: move its rules to an outcome"
            yield _problem(path, "kind", message=told)
        pointers = [entry.shared for entry in entries if isinstance(entry, rules.SharedRule)]
        yield from unknown(pointers, offers.shared, path=path, what="shared rule")
    for path, rule in _rules(offers):
        header = release.header
        yield from unknown([rule.option], release.option, path=path, what="option")
        yield from unknown(rule.footnotes, header.footnotes, path=path, what="footnote")
        yield from unknown([rule.code], header.provenance, path=path, what="provenance code")
        yield from unknown(rule.evidence, release.evidence_row, path=path, what="evidence row")
        if not rule.sources:
            yield _problem(
                path, "no_source", message=f"the rule for '{rule.option}' names no source: add one"
            )


def _treatments(release: Release) -> Iterator[Problem]:
    options = release.options
    tags = {tag for option in options.options for tag in option.tags}
    for place, factor in enumerate(release.factors):
        path = f"patient_factors.yaml.patient_factors.{place}"
        yield from unknown(factor.tags, tags, path=path, what="option with tag")
        yield from unknown(
            [factor.code], release.header.provenance, path=path, what="provenance code"
        )
    for place, entry in enumerate(options.check_first):
        path = f"options.yaml.check_first.{place}"
        yield from unknown([entry.tag], tags, path=path, what="option with tag")
        yield from unknown(entry.facts, release.inputs, path=path, what="input")
    for place, option in enumerate(options.options):
        path = f"options.yaml.options.{place}"
        yield from unknown(option.evidence, release.evidence_row, path=path, what="evidence row")
    for name in ("aside", "last"):
        named: tuple[str, ...] = getattr(options, name)
        yield from unknown(named, release.option, path=f"options.yaml.{name}", what="option")
    members = [member for group in options.cross_resistance.values() for member in group]
    yield from unknown(members, release.option, path="options.yaml.cross_resistance", what="option")
    yield from unknown(
        EARLIER_TREATMENT,
        options.earlier_treatment,
        path="options.yaml.earlier_treatment",
        what="text for",
    )


def _catalogue(release: Release) -> Iterator[Problem]:
    """What the lists of options.yaml name, and factors that ask for other factors."""
    options = release.options
    groups = {option.group for option in options.options}
    routes = {option.route for option in options.options}
    tags = {tag for option in options.options for tag in option.tags}
    named = {
        "hormone_groups": (options.hormone_groups, groups, "group of treatments"),
        "preferred_routes": (options.preferred_routes, routes, "option by route"),
        "nothing_active": (options.nothing_active.besides, tags, "option with tag"),
    }
    for name, (names, known, what) in named.items():
        yield from unknown(names, known, path=f"options.yaml.{name}", what=what)
    for place, entry in enumerate(options.prior_only):
        may_be = () if isinstance(entry.may_be, str) else entry.may_be
        path = f"options.yaml.prior_only.{place}"
        yield from unknown(may_be, groups, path=path, what="group of treatments")
    for place, factor in enumerate(release.factors):
        if any(tags_in(factor.when)):
            told = f"{factor.id} asks for another contraindication: say it with facts instead"
            path = f"patient_factors.yaml.patient_factors.{place}.when"
            yield _problem(path, "condition", message=told)


def _strengths(header: rules.Header) -> Iterator[Problem]:
    """Each strength once, those that count as support before the others."""
    ids = [entry.id for entry in header.strengths]
    active = [entry.active for entry in header.strengths]
    if sorted(ids) != sorted(get_args(rules.Strength)):
        told = f"give each of {', '.join(get_args(rules.Strength))} once, the strongest first"
        yield _problem("release.yaml.strengths", "strengths", message=told)
    elif active != sorted(active, reverse=True):
        told = "active strengths stand before the others: reorder them"
        yield _problem("release.yaml.strengths", "strengths", message=told)
