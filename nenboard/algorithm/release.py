"""A rule release in memory: its files, and look-ups over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nenboard.algorithm.fact_rules import FactsFile, Input
from nenboard.algorithm.rules import (
    Ambiguity,
    EvidenceRow,
    GraphFile,
    Header,
    Note,
    Option,
    OptionsFile,
    Outcome,
    PatientFactor,
    Question,
    Rule,
    Trial,
)


@dataclass(frozen=True, eq=False, repr=False)
class Release:
    """One version of the algorithm; equal only to itself.

    `offers` holds the rules of each outcome in order, with shared rules put in their places;
    `sha256` covers every file.
    """

    sha256: str
    header: Header
    facts: FactsFile
    graph: GraphFile
    options: OptionsFile
    factors: tuple[PatientFactor, ...]
    offers: Mapping[str, tuple[Rule, ...]]
    notes: tuple[Note, ...]
    trials: tuple[Trial, ...]
    ambiguities: tuple[Ambiguity, ...]
    evidence: tuple[EvidenceRow, ...]

    def __repr__(self) -> str:
        """Pathway and version."""
        return f"Release({self.id} {self.version})"

    @property
    def id(self) -> str:
        """Name of the pathway."""
        return self.header.id

    @property
    def version(self) -> str:
        """Version of this release."""
        return self.header.version

    @cached_property
    def nodes(self) -> Mapping[str, Question | Outcome]:
        """Questions and outcomes by id."""
        nodes: tuple[Question | Outcome, ...] = (*self.graph.questions, *self.graph.outcomes)
        return {node.id: node for node in nodes}

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """Inputs by name, in the order of the release."""
        return {entry.name: entry for entry in self.facts.inputs}

    @cached_property
    def option(self) -> Mapping[str, Option]:
        """Treatments by id."""
        return {option.id: option for option in self.options.options}

    @cached_property
    def trial(self) -> Mapping[str, Trial]:
        """Trials by name."""
        return {trial.name: trial for trial in self.trials}

    @cached_property
    def evidence_row(self) -> Mapping[str, EvidenceRow]:
        """Evidence rows by id."""
        return {row.id: row for row in self.evidence}

    @cached_property
    def ambiguity(self) -> Mapping[str, Ambiguity]:
        """Ambiguities by id."""
        return {entry.id: entry for entry in self.ambiguities}

    @cached_property
    def strength_order(self) -> Mapping[str, int]:
        """Place of each strength, the strongest first."""
        return {entry.id: place for place, entry in enumerate(self.header.strengths)}
