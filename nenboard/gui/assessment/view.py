"""What the algorithm page says, as plain values made from a stored assessment and its release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nenboard.algorithm.assessment import Assessment, Missing, Reached, Suggestion
from nenboard.algorithm.offers import nothing_active
from nenboard.algorithm.release import Release
from nenboard.gui.assessment import fact_words
from nenboard.gui.assessment.condition_words import plain
from nenboard.gui.assessment.graph_view import Graph, ambiguity_words, graph_of
from nenboard.gui.assessment.path import PathStep, path_steps
from nenboard.gui.assessment.sources import source_words
from nenboard.host.labels import fact_label, fact_value, provenance
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.readers import DerivedFacts, Reading

COLLAPSED: Final = "not_routine"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A row of the tables of the source: title, figures, and a remark where the source differs."""

    title: str
    figures: str
    remark: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option. `strength` is empty for one that waits; `waits` says for what, in words."""

    code: str
    label: str
    strength: str
    basis: str
    reason: str
    changed: str
    cautions: tuple[str, ...]
    check_first: str
    waits: str
    footnotes: tuple[str, ...]
    sources: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A node that was reached: how, and what it offers.

    `says` is the sentence for a node with options of which none is an active treatment.
    """

    code: str
    title: str
    depends_on: str
    steps: tuple[PathStep, ...]
    declined: str
    is_ask: bool
    says: str
    options: tuple[OptionView, ...]
    removed: tuple[tuple[str, str], ...]
    trials: tuple[str, ...]
    ambiguities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as the run understood it, and where it comes from."""

    fact: str
    label: str
    value: str
    source: str
    who: str
    remarks: tuple[str, ...]
    is_query: bool


@dataclass(frozen=True, slots=True)
class MissingView:
    """A fact worth asking for. `share` is how many of `tried` answers lead elsewhere."""

    fact: str
    label: str
    changes: str
    effects: tuple[tuple[str, str], ...]
    share: int
    tried: int


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Everything the page shows."""

    rules: str
    year: str
    sha256: str
    result: str
    outcomes: tuple[OutcomeView, ...]
    facts: tuple[FactView, ...]
    missing: tuple[MissingView, ...]
    notes: tuple[str, ...]
    graph: Graph


def view_of(
    assessment: Assessment, release: Release, derived: "DerivedFacts | None" = None
) -> AssessmentView:
    """The page of an assessment; `derived` adds source and date of each fact."""
    return AssessmentView(
        rules=f"{assessment.algorithm.id} {assessment.algorithm.version}",
        year=release.header.source.knowledge_until[:4],
        sha256=assessment.algorithm.sha256,
        result=assessment.result,
        outcomes=tuple(_outcome(assessment, release, reached) for reached in assessment.outcomes),
        facts=_facts(assessment, release, derived),
        missing=tuple(_missing(assessment, release, each) for each in assessment.missing),
        notes=tuple(note.text for note in assessment.notes),
        graph=graph_of(release),
    )


def _outcome(assessment: Assessment, release: Release, reached: Reached) -> OutcomeView:
    declined = reached.no_recommendation
    return OutcomeView(
        code=reached.node,
        title=_title(release, reached.node),
        depends_on=", ".join(fact_label(fact) for fact in reached.branch_depends_on),
        steps=path_steps(assessment, release, reached),
        declined=declined.text if declined else "",
        is_ask=declined is not None and declined.code.startswith("ASK"),
        says=nothing_active(release, reached) or "" if declined is None else "",
        options=tuple(_option(release, each) for each in reached.options),
        removed=tuple(
            (fact_words.treatment(release, each.id), each.why) for each in reached.removed
        ),
        trials=tuple(_trial(each.name, each.id) for each in reached.trials),
        ambiguities=tuple(ambiguity_words(release, code) for code in reached.ambiguities),
    )


def _title(release: Release, node: str) -> str:
    found = release.nodes.get(node)
    return plain(found.title) if found is not None else node


def _trial(name: str, number: str | None) -> str:
    return f"{name}, {number}" if number else _("{name}, no registry number").format(name=name)


def _option(release: Release, option: Suggestion) -> OptionView:
    return OptionView(
        code=option.id,
        label=option.label,
        strength=option.strength or "",
        basis=provenance(option.provenance),
        reason=_sentence(option.reason),
        changed=_changed(release, option),
        cautions=tuple(f"{each.text} ({provenance(each.code)})" for each in option.cautions),
        check_first=", ".join(fact_label(fact) for fact in option.check_first),
        waits=_waits(release, option),
        footnotes=tuple(
            f"{mark}  {release.header.footnotes.get(mark, '')}" for mark in option.footnotes
        ),
        sources="; ".join(option.sources),
        evidence=tuple(_evidence(release, code) for code in option.evidence),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".") if text else ""


def _changed(release: Release, option: Suggestion) -> str:
    """What the rule alone gives, where a patient factor has changed the strength."""
    if option.strength is None or option.strength == option.base_strength:
        return ""
    return _("Without patient factors: {strength}.").format(
        strength=_strength(release, option.base_strength)
    )


def _strength(release: Release, code: str | None) -> str:
    found = (entry.label for entry in release.header.strengths if entry.id == code)
    return next(found, code or "")


def _waits(release: Release, option: Suggestion) -> str:
    if option.conditional is None:
        return ""
    could_be = _(" or ").join(_strength(release, code) for code in option.conditional.could_be)
    facts = ", ".join(fact_label(fact) for fact in option.conditional.waits_for)
    return _("Waits for {facts}. Could be {strengths}, or drop out.").format(
        facts=facts, strengths=could_be
    )


def _evidence(release: Release, code: str) -> EvidenceLine:
    row = release.evidence_row.get(code)
    if row is None:
        return EvidenceLine(code, "", "", code)
    title = f"{row.author} {row.year} {row.ref}, {row.phase}, N {row.n}, {row.population}"
    figures = (
        (_("regimen"), row.regimen),
        (_("response %"), row.orr),
        (_("PFS months"), row.mpfs),
        (_("OS months"), row.mos),
    )
    said = "; ".join(f"{name} {_not_reported(value)}" for name, value in figures if value)
    return EvidenceLine(title, said, "" if row.note in {"", "-"} else row.note, code)


def _not_reported(value: str) -> str:
    return _("not reported") if value == "NR" else value


def _facts(
    assessment: Assessment, release: Release, derived: "DerivedFacts | None"
) -> tuple[FactView, ...]:
    readings: Mapping[str, Reading] = derived.readings if derived is not None else {}
    return tuple(
        _fact(release, fact, assessment.facts[fact], readings.get(fact))
        for fact in release.inputs
        if assessment.facts.get(fact) is not None
    )


def _fact(release: Release, fact: str, data: object, reading: "Reading | None") -> FactView:
    remarks: list[str] = []
    if reading is not None:
        remarks += [note.text for note in reading.notes]
        if reading.differs_from is not None:
            words = _("The record gives something else: {value}.")
            remarks.append(words.format(value=fact_value(fact, reading.differs_from)))
        if reading.age_days is not None and reading.is_query and reading.limit_days is not None:
            words = _("{days} days old, limit {limit}.")
            remarks.append(words.format(days=reading.age_days, limit=reading.limit_days))
    return FactView(
        fact=fact,
        label=fact_label(fact),
        value=fact_words.fact_words(release, fact, data),
        source=source_words(reading) if reading is not None else "",
        who=reading.by or "" if reading is not None else "",
        remarks=tuple(remarks),
        is_query=reading is not None and reading.is_query,
    )


def _missing(assessment: Assessment, release: Release, missing: Missing) -> MissingView:
    now = leading(assessment, release)
    effects: dict[str, list[str]] = {}
    for each in missing.effects:
        words = fact_words.answer_words(missing.fact, each.value)
        effects.setdefault(_leading_words(release, each.leading), []).append(words)
    elsewhere = sum(1 for each in missing.effects if set(each.leading) != now)
    return MissingView(
        fact=missing.fact,
        label=fact_label(missing.fact),
        changes=_changes(missing.changes),
        effects=tuple((", ".join(values), leads) for leads, values in effects.items()),
        share=elsewhere,
        tried=len(missing.effects),
    )


def _leading_words(release: Release, codes: Sequence[str]) -> str:
    words = [
        _title(release, code) if code in release.nodes else _short(release, code) for code in codes
    ]
    return ", ".join(words) or _("nothing")


def _short(release: Release, code: str) -> str:
    """The label of a treatment without what stands in brackets."""
    return fact_words.treatment(release, code).partition(" (")[0]


def _changes(code: str) -> str:
    return {
        "leading option": _("Can change the leading options."),
        "strength": _("Can change the strength of an option."),
        "branch": _("Decides the branch."),
        "check": _("To be checked before treatment."),
    }.get(code, code)


def leading(assessment: Assessment, release: Release) -> set[str]:
    """What leads now, over all branches, as the effects of missing facts count it."""
    return {code for reached in assessment.outcomes for code in _leads(release, reached)}


def _leads(release: Release, reached: Reached) -> tuple[str, ...]:
    """The options of the best strength, or the node where nothing can be chosen."""
    order = release.strength_order
    active = {entry.id for entry in release.header.strengths if entry.active}
    supported = [
        (order[option.strength], option.id)
        for option in reached.options
        if option.strength in active and option.strength is not None
    ]
    pool = [entry for entry in supported if entry[1] not in release.options.aside] or supported
    best = min(pool, default=None)
    return (reached.node,) if best is None else tuple(c for place, c in pool if place == best[0])
