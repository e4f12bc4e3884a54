"""The shape of nenboard-assessment/1, written from its documentation and not from the program."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Strength = Literal["preferred", "option", "selected", "not_routine", "contraindicated"]
Text = Annotated[str, Field(min_length=1)]
OneOrMore = Annotated[int, Field(ge=1)]


class Shape(BaseModel):
    """Exactly these members, each of exactly this kind."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Algorithm(Shape):
    id: Text
    version: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Step(Shape):
    node: Text
    condition: str | None
    because: list[Text]


class Caution(Shape):
    id: Annotated[str, Field(pattern=r"^C-")]
    text: Text
    code: Annotated[str, Field(pattern=r"^[EFSIG](\+[EFSIG])*$")]


class Conditional(Shape):
    waits_for: Annotated[list[Text], Field(min_length=1)]
    could_be: Annotated[list[Strength], Field(min_length=1)]


class Option(Shape):
    id: Text
    label: Text
    rank: OneOrMore
    strength: Strength | None
    base_strength: Strength | None
    reason: str
    footnotes: list[Annotated[str, Field(pattern=r"^[a-h]$")]]
    provenance: Annotated[str, Field(pattern=r"^[EFSIG](\+[EFSIG])*$")]
    sources: list[Text]
    evidence: list[Annotated[str, Field(pattern=r"^T[123]-")]]
    cautions: list[Caution]
    check_first: list[Text]
    conditional: Conditional | None

    @model_validator(mode="after")
    def _is_decided_or_conditional(self) -> "Option":
        if self.conditional is None:
            assert self.strength is not None
            assert self.base_strength is not None
        else:
            assert self.strength is None
            assert self.base_strength is None
        return self


class Declined(Shape):
    code: Text
    text: Text


class Removed(Shape):
    id: Text
    why: Text


class Trial(Shape):
    name: Text
    id: str | None


class Outcome(Shape):
    node: Text
    path: Annotated[list[Step], Field(min_length=1)]
    branch_depends_on: list[Text]
    no_recommendation: Declined | None
    options: list[Option]
    removed: list[Removed]
    trials: list[Trial]
    ambiguities: list[Annotated[str, Field(pattern=r"^D\d+$")]]

    @model_validator(mode="after")
    def _is_complete(self) -> "Outcome":
        assert self.path[0].node == "START"
        assert self.path[-1].node == self.node
        assert self.path[-1].condition is None
        assert bool(self.options) is (self.no_recommendation is None)
        assert [option.rank for option in self.options] == list(range(1, len(self.options) + 1))
        decided = [option.conditional is None for option in self.options]
        assert decided == sorted(decided, reverse=True)
        return self


class Effect(Shape):
    value: Any
    leading: list[Text]


class Missing(Shape):
    fact: Text
    label: Text
    changes: Literal["leading option", "strength", "branch", "check"]
    rank: OneOrMore
    effects: list[Effect]


class Note(Shape):
    id: Annotated[str, Field(pattern=r"^N-")]
    text: Text


class Assessment(Shape):
    format: Literal["nenboard-assessment/1"]
    algorithm: Algorithm
    facts: dict[str, Any]
    derived: dict[str, Any]
    result: Literal["options", "no_recommendation", "ask"]
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    missing: list[Missing]
    notes: list[Note]

    @model_validator(mode="after")
    def _holds_together(self) -> "Assessment":
        nodes = [outcome.node for outcome in self.outcomes]
        assert len(set(nodes)) == len(nodes)
        has_options = any(outcome.options for outcome in self.outcomes)
        assert has_options is (self.result == "options")
        if len(nodes) > 1:
            assert all(outcome.branch_depends_on for outcome in self.outcomes)
        assert [fact.rank for fact in self.missing] == list(range(1, len(self.missing) + 1))
        return self
