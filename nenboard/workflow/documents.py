"""Case documents (nenboard-case/1): a case with what was taken out of it, as another program reads.

A document holds ``format``, ``registry`` (the random id of the registry it comes from),
``is_pseudonymised`` and ``case``. Members that are not known are ignored, as the promise of the
format says; inside ``case`` a field that is not known is refused, because it would be lost.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeGuard

from pydantic import ValidationError

from nenboard.algorithm.document import FactsError
from nenboard.algorithm.facts import parse_document
from nenboard.algorithm.known import fact_as_json
from nenboard.domain.base import Problem, problems_of
from nenboard.domain.case import Case
from nenboard.domain.knowledge import FactValue
from nenboard.host.language import _
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.releases import release

FORMAT: Final = "nenboard-case/1"
_ANY_FORMAT: Final = "nenboard-case/"


@dataclass(frozen=True)
class CaseDocument:
    """A case as a document carries it."""

    case: Case
    registry: str | None = None
    is_pseudonymised: bool = True


def is_case_document(data: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether this says of itself that it is a case document.

    Raises UnusableInput for one in a form that this program does not know: its facts may mean
    something else there.
    """
    form = data.get("format") if isinstance(data, Mapping) else None
    if isinstance(form, str) and form.startswith(_ANY_FORMAT) and form != FORMAT:
        told = _(
            "this is a case document in a form that this program does not know. It reads {known}, "
            "and facts documents, which name no format. Export the case in that form, or install "
            "the version of nenboard that wrote it."
        )
        raise UnusableInput([_problem("format", "not_allowed", words=told.format(known=FORMAT))])
    return form == FORMAT


def read_case_document(data: Mapping[str, Any]) -> CaseDocument:
    """The case of a document. Raises UnusableInput with every problem."""
    problems = []
    if not isinstance(data.get("is_pseudonymised", True), bool):
        problems.append(
            _problem("is_pseudonymised", "not_a_boolean", words=_("is neither true nor false"))
        )
    registry = data.get("registry")
    if registry is not None and not (isinstance(registry, str) and len(registry) <= 100):
        problems.append(_problem("registry", "not_allowed", words=_("is not the id of a registry")))
    case = _case(data.get("case"), problems)
    if problems or case is None:
        raise UnusableInput(problems)
    return CaseDocument(case, registry, bool(data.get("is_pseudonymised", True)))


def _case(content: object, problems: list[Problem]) -> Case | None:
    if not isinstance(content, Mapping):
        problems.append(_problem("case", "not_an_object", words=_("is needed, as an object")))
        return None
    try:
        # Through JSON, so that text is taken for dates and codes but never for yes and no.
        case = Case.model_validate_json(json.dumps(content, default=str))
    except ValidationError as error:
        problems += _clearest(problems_of(error, under="case"))
        return None
    problems += _wrong_entries(case)
    return case


def _clearest(found: tuple[Problem, ...]) -> Iterator[Problem]:
    """One problem for each value, where a field takes several kinds and each kind refuses it."""
    paths = {problem.path for problem in found}
    inner = {path.rpartition(".")[0] for path in paths if not path.endswith(".?")}
    for problem in found:
        parent, _dot, last = problem.path.rpartition(".")
        is_echo = last == "?" and parent in paths and problem.code != "unknown_field"
        is_general = problem.code == "not_allowed" and problem.path in inner
        if not is_echo and not is_general:
            yield problem


def _wrong_entries(case: Case) -> Iterator[Problem]:
    """Entries that are no facts of the algorithm, or have values these cannot have."""
    for place, entry in enumerate(case.entries):
        try:
            parse_document({"facts": {entry.fact: _as_given(entry.value)}}, release())
        except FactsError as error:
            for problem in error.problems:
                path = f"case.entries.{place}.{problem.path.removeprefix('facts.')}"
                message = problem.message.removeprefix(problem.path).strip(": ")
                yield Problem(path=path, code=problem.code, message=f"{path}: {message}")


def _as_given(value: FactValue) -> object:
    """The value as a facts document states it, exact numbers kept exact."""
    return value if isinstance(value, Decimal) else fact_as_json(value)


def _problem(path: str, code: str, *, words: str) -> Problem:
    return Problem(path=path, code=code, message=f"{path}: {words}")


def written(document: CaseDocument) -> bytes:
    """The document as UTF-8 JSON, the same bytes for the same content."""
    content = {
        "format": FORMAT,
        "registry": document.registry,
        "is_pseudonymised": document.is_pseudonymised,
        "case": document.case.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
