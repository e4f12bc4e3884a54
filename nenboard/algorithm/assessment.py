"""The assessment of one case: the explanation itself, as data.

Screen, document and command line only format it. Its JSON form is `nenboard-assessment/1`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Self, TypeVar

_Kind = TypeVar("_Kind")

FORMAT: Final = "nenboard-assessment/1"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an assessment whose JSON members are its fields."""

    def to_json_dict(self) -> dict[str, object]:
        """The JSON members in their order."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, Part):
        return value.to_json_dict()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


@dataclass(frozen=True, slots=True)
class Step(Part):
    """A node on the path, the condition of the edge taken from it and what decided."""

    node: str
    condition: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caution(Part):
    """A patient factor that acts on an option; `code` is its provenance."""

    id: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Conditional(Part):
    """What an option waits for, and the strengths it could take."""

    waits_for: tuple[str, ...]
    could_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion(Part):
    """One option of an outcome; strengths are None while it is conditional."""

    id: str
    label: str
    rank: int
    strength: str | None
    base_strength: str | None
    reason: str
    footnotes: tuple[str, ...]
    provenance: str
    sources: tuple[str, ...]
    evidence: tuple[str, ...]
    cautions: tuple[Caution, ...]
    check_first: tuple[str, ...]
    conditional: Conditional | None


@dataclass(frozen=True, slots=True)
class NoRecommendation(Part):
    """Why a node offers nothing."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Removed(Part):
    """An earlier treatment and why it is not offered again."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class NamedTrial(Part):
    """A trial named by the source; `id` is its registry number."""

    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Reached(Part):
    """A node reached, how, and what it offers."""

    node: str
    path: tuple[Step, ...]
    branch_depends_on: tuple[str, ...]
    no_recommendation: NoRecommendation | None
    options: tuple[Suggestion, ...]
    removed: tuple[Removed, ...]
    trials: tuple[NamedTrial, ...]
    ambiguities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect(Part):
    """What would lead if the fact had this value."""

    value: object
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing(Part):
    """A fact worth asking for, what it changes, and its place in the order."""

    fact: str
    label: str
    changes: str
    rank: int
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class CaseNote(Part):
    """A note that applies to the case."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Algorithm(Part):
    """The rule release an assessment was made with."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole result; the same facts under the same release give the same bytes.

    `facts` and `derived` are in their JSON form.
    """

    algorithm: Algorithm
    facts: Mapping[str, object]
    derived: Mapping[str, object]
    result: str
    outcomes: tuple[Reached, ...]
    missing: tuple[Missing, ...]
    notes: tuple[CaseNote, ...]

    def to_json_dict(self) -> dict[str, object]:
        """The document as plain values."""
        return {
            "format": FORMAT,
            "algorithm": self.algorithm.to_json_dict(),
            "facts": dict(self.facts),
            "derived": dict(self.derived),
            "result": self.result,
            "outcomes": _plain(self.outcomes),
            "missing": _plain(self.missing),
            "notes": _plain(self.notes),
        }

    def to_json(self) -> str:
        """The document as text, without line breaks."""
        return json.dumps(self.to_json_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a stored assessment; members that are not known are ignored.

        Raises ValueError if the text is not an assessment of this format.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError("this is not an assessment: its format is not nenboard-assessment/1")
        return cls(
            algorithm=_read(Algorithm, data["algorithm"]),
            facts=data["facts"],
            derived=data["derived"],
            result=data["result"],
            outcomes=tuple(_outcome(entry) for entry in data["outcomes"]),
            missing=tuple(_missing(entry) for entry in data["missing"]),
            notes=tuple(_read(CaseNote, entry) for entry in data["notes"]),
        )


_Json = dict[str, Any]


def _read(kind: Callable[..., _Kind], data: _Json, **read: object) -> _Kind:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass
    given = {name: data[name] for name in names if name not in read}
    frozen = {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
    }
    return kind(**frozen, **read)


def _outcome(data: _Json) -> Reached:
    declined = data["no_recommendation"]
    return _read(
        Reached,
        data,
        path=_all(Step, data["path"]),
        no_recommendation=None if declined is None else _read(NoRecommendation, declined),
        options=tuple(_suggestion(entry) for entry in data["options"]),
        removed=_all(Removed, data["removed"]),
        trials=_all(NamedTrial, data["trials"]),
    )


def _suggestion(data: _Json) -> Suggestion:
    waiting = data["conditional"]
    return _read(
        Suggestion,
        data,
        cautions=_all(Caution, data["cautions"]),
        conditional=None if waiting is None else _read(Conditional, waiting),
    )


def _missing(data: _Json) -> Missing:
    return _read(Missing, data, effects=_all(Effect, data["effects"]))


def _all(kind: Callable[..., _Kind], entries: list[_Json]) -> tuple[_Kind, ...]:
    return tuple(_read(kind, entry) for entry in entries)
