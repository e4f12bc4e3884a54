"""What the stored assessment of a case lists, as the page says it; nothing is reasoned again."""

from collections.abc import Mapping, Sequence
from typing import Any

from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.release_words import ReleaseWords
from nenboard.reports.values import (
    Advice,
    Branch,
    MissingFact,
    NotOffered,
    OptionLine,
    Span,
    Strength,
)

Document = Mapping[str, Any]


def advice(case: Case, document: Document | None, *, release: ReleaseWords, on: str) -> Advice:
    """Block 7 from a document of the form nenboard-assessment/1; None: not yet run."""
    if document is None:
        text = _("The algorithm has not been run on this revision of the case.")
        return Advice("", (), (), (), (), words.bold(text))
    algorithm = document["algorithm"]
    heading = _("Review of 2021, rules {version}, facts as of {on}.").format(
        version=algorithm["version"], on=words.held(on)
    )
    outcomes: Sequence[Document] = document["outcomes"]
    is_open = len(outcomes) > 1
    return Advice(
        heading=heading,
        branches=tuple(_branch(outcome, release, is_open=is_open) for outcome in outcomes),
        missing=tuple(_missing(case, item) for item in document["missing"]),
        not_offered=_not_offered(outcomes, release),
        notes=tuple(str(note["text"]) for note in document["notes"]),
    )


def _branch(outcome: Document, release: ReleaseWords, *, is_open: bool) -> Branch:
    depends = [labels.fact_label(fact) for fact in outcome["branch_depends_on"]]
    holds = ""
    if depends:
        holds = _("Possible: depends on {facts}.").format(facts=", ".join(depends))
    elif is_open:
        holds = _("Possible.")
    refusal = outcome["no_recommendation"]
    return Branch(
        node=outcome["node"],
        title=_signs(f"{release.node(outcome['node'])}."),
        holds=holds,
        options=tuple(_option(item) for item in outcome["options"]),
        none_because=str(refusal["text"]) if refusal else "",
    )


def _signs(text: str) -> str:
    """Comparison signs as printed."""
    return text.replace("<=", "≤").replace(">=", "≥")


def _option(item: Document) -> OptionLine:
    conditional = item["conditional"]
    strength = Strength.UNDETERMINED if conditional else Strength(item["strength"])
    reason = str(item["reason"] or "")
    if conditional:
        waits = ", ".join(labels.fact_label(fact) for fact in conditional["waits_for"])
        could = _(" or ").join(_strength_words(code) for code in conditional["could_be"])
        waiting = _("waits for {facts}, could be {strengths}").format(facts=waits, strengths=could)
        reason = "; ".join(part for part in (waiting, reason) if part)
    check = ", ".join(labels.fact_label(fact) for fact in item["check_first"])
    cautions = [str(caution["text"]) for caution in item["cautions"]]
    if check:
        cautions.insert(0, _("check first: {facts}").format(facts=check))
    return OptionLine(item["id"], item["label"], strength, reason, tuple(cautions))


def _strength_words(code: str) -> str:
    return {
        "preferred": _("preferred"),
        "option": _("option"),
        "selected": _("for selected patients"),
        "not_routine": _("not routine"),
        "contraindicated": _("contra-indicated"),
    }.get(code, code)


def _missing(case: Case, item: Document) -> MissingFact:
    fact = str(item["fact"])
    return MissingFact(
        label=_label(fact, str(item["label"])),
        state=_state(case, fact),
        effect=_effect(item),
    )


def _label(fact: str, given: str) -> str:
    """The release's own words for a fact; the program's where the release gives only its code."""
    if given != fact:
        return given
    label = labels.fact_label(fact)
    is_word = label[1:2].islower()
    return label[:1].lower() + label[1:] if is_word else label


def _state(case: Case, fact: str) -> Span | None:
    """A kind of missing entered for the fact's field, so that the page says who is asked."""
    gap = next((gap for gap in case.gaps if gap.path.split(".")[-1] == fact), None)
    if gap is None:
        return None
    due = _("due {date}").format(date=gap.due.text) if gap.due is not None else ""
    kind: Missing = gap.kind
    return words.chip(kind, detail=due)[0]


def _effect(item: Document) -> str:
    """What an answer changes, in one clause; which answer leads where stands in the detail."""
    return {
        "leading option": _("changes the leading option"),
        "strength": _("changes a strength"),
        "branch": _("decides the branch"),
        "check": _("to be checked before use"),
    }.get(str(item["changes"]), "")


def _not_offered(outcomes: Sequence[Document], release: ReleaseWords) -> tuple[NotOffered, ...]:
    """Treatments given before and why they are not offered, those of one reason together."""
    removed: dict[str, str] = {}
    for outcome in outcomes:
        for item in outcome["removed"]:
            removed.setdefault(item["id"], str(item["why"]).rstrip("."))
    return tuple(
        NotOffered(tuple(release.option(code) for code in removed if removed[code] == why), why)
        for why in dict.fromkeys(removed.values())
    )
