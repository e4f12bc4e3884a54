"""Published case reports: their facts become a case of a visibly synthetic person."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeGuard

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nenboard.algorithm.document import FactsError
from nenboard.algorithm.facts import parse_document
from nenboard.domain.base import Key, Problem, Prose, Text, problems_of
from nenboard.domain.case import Case
from nenboard.domain.entries import FactEntry
from nenboard.domain.patient import Patient, PersonName
from nenboard.domain.published import Published, PublishedEvent
from nenboard.host import resources
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.releases import release

PREFIX: Final = "PUB"
REPORTED_BY: Final = "published report"


class _Read(BaseModel):
    """A part of a published case; members that are not known are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Source(_Read):
    url: Annotated[str, Field(max_length=500)]
    year: Annotated[int, Field(ge=1900, le=2200)]
    year_certain: bool = True
    doi: Annotated[str, Field(max_length=200)] | None = None


class _Event(_Read):
    when: Text | None = None
    event: Prose
    kind: Text | None = None
    result: Prose | None = None


class _Report(_Read):
    id: Key
    source: _Source
    summary: Prose | None = None
    history: tuple[_Event, ...] = ()
    messy: tuple[Text, ...] = ()


def is_published_case(data: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether this is a published case: facts with the source they come from."""
    return isinstance(data, Mapping) and {"id", "source", "facts"} <= data.keys()


def read_published(data: Mapping[str, Any], *, case_id: str) -> Case:
    """The case of a published report under this key. Raises UnusableInput with every problem.

    Each fact becomes a clinician's entry with the report as its source; the person gets a
    synthetic name and number that nobody can take for real ones.
    """
    problems: list[Problem] = []
    report, entries = _report(data, problems), {}
    try:
        entries = dict(parse_document({"facts": data["facts"]}, release()))
    except FactsError as error:
        problems += error.problems
    if problems or report is None:
        raise UnusableInput(problems)
    url = report.source.url
    return Case(
        id=case_id,
        patient=_person(report.id),
        entries=tuple(
            FactEntry(fact=name, value=value, by=REPORTED_BY, source=url)
            for name, value in entries.items()
        ),
        published=_published(report),
    )


def _report(data: Mapping[str, Any], problems: list[Problem]) -> _Report | None:
    try:
        return _Report.model_validate(dict(data))
    except ValidationError as error:
        problems += problems_of(error)
        return None


def _person(report_id: str) -> Patient:
    return Patient(
        name=PersonName(family=f"Published case {report_id}", given="Synthetic"),
        hospital_number=f"SYNTHETIC-{report_id}",
        is_synthetic=True,
    )


def _published(report: _Report) -> Published:
    return Published(
        id=report.id,
        url=report.source.url,
        year=report.source.year,
        is_year_certain=report.source.year_certain,
        doi=report.source.doi,
        summary=report.summary,
        history=tuple(PublishedEvent(**event.model_dump()) for event in report.history),
        as_printed=report.messy,
    )


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The published cases that come with the program, in order of their ids."""
    from nenboard.workflow.json_input import read_document

    folder = resources.path("samples", "published")
    found = [read_document(file.read_bytes()) for file in sorted(folder.glob("*.json"))]
    return tuple(document for document in found if is_published_case(document))
