"""Import of case documents and published cases: looked through first, then all or nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from nenboard.domain.base import Problem
from nenboard.domain.case import Case
from nenboard.host.language import _
from nenboard.registry.audit import Action, Event
from nenboard.registry.cases import SavedRevision
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.query import CaseQuery
from nenboard.workflow import clock, documents, duplicates, published, roles
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.json_input import read_document
from nenboard.workflow.progress import Progress, report
from nenboard.workflow.pseudonyms import has_identity, pseudonymised

_MOST_DOCUMENTS: Final = 200_000
_NO_KEY_YET: Final = f"{published.PREFIX}-0"


class Result(StrEnum):
    """What became, or would become, of one document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Row:
    """One document of the import, by its place; ``alike`` are cases of perhaps the same person."""

    place: int
    case_id: str | None
    result: Result
    problems: tuple[Problem, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What an import would do. Documents in = added + updated + unchanged + rejected."""

    rows: tuple[Row, ...]
    cases: tuple[Case, ...] = field(repr=False)
    digest: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps it from being carried out."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many documents were read, and how many have each result."""
        found = Counter(row.result.value for row in self.rows)
        return {"read": len(self.rows)} | {result.value: found[result.value] for result in Result}


def read_documents(files: Iterable[bytes]) -> "Documents":
    """The documents of these files, each read or refused; a file holds one, or a list.

    Raises UnusableInput if a file as a whole cannot be read, with the problems of all files.
    """
    found: list[object] = []
    problems: list[tuple[int, Problem]] = []
    for data in files:
        try:
            document = read_document(data)
        except UnusableInput as error:
            problems += [(len(found), problem) for problem in error.problems]
            document = None
        found += document if isinstance(document, list) else [document]
    if problems:
        is_single = len(found) == 1
        raise UnusableInput(one if is_single else _below(at, one) for at, one in problems)
    if not found or len(found) > _MOST_DOCUMENTS:
        message = _("There is no case to import, or more than 200,000 of them.")
        raise UnusableInput((Problem(path="", code="out_of_range", message=message),))
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    return Documents(tuple(map(_read, found)), digest)


@dataclass(frozen=True)
class _Read:
    """A document that was read, or what is wrong with it; a published case gets its key later."""

    case: Case | None
    problems: tuple[Problem, ...] = ()
    needs_key: bool = False


@dataclass(frozen=True)
class Documents:
    """Documents read and not yet compared with any registry; ``digest`` fixes their content."""

    items: tuple["_Read", ...] = field(repr=False)
    digest: str


def plan_import(registry: Registry, given: Documents, *, progress: Progress | None = None) -> Plan:
    """Compare the documents with the registry; nothing is changed.

    Raises Cancelled. Problems of single documents stand in the plan, each with its path, which
    begins with the place of the document where there are several.
    """
    total = len(given.items)
    planner = _Planner(registry, is_single=total == 1)
    for place, item in enumerate(given.items):
        report(progress, done=place, total=total)
        planner.take(place, item)
    planner.hint()
    report(progress, done=total, total=total)
    return Plan(tuple(planner.rows), tuple(planner.cases.values()), given.digest)


def carry_out(registry: Registry, plan: Plan) -> tuple[SavedRevision, ...]:
    """Do what the plan says, in one transaction, after a backup; what was saved, in order.

    Raises UnusableInput if anything in it is rejected, NotAllowed; then nothing is changed.
    """
    roles.require(registry, roles.EDITORS)
    if plan.problems:
        raise UnusableInput(plan.problems)
    if not plan.cases:
        return ()
    at = clock.now()
    registry.back_up(at=at, why="import")
    content = {"counts": dict(plan.counts), "sha256": plan.digest}
    with registry.transaction():
        saved = registry.cases.save_many(
            plan.cases, by=registry.user, at=at, reason=_("Imported from a document")
        )
        registry.audit.note(Event(Action.IMPORTED, content=content), by=registry.user, at=at)
    return saved


def _read(document: object) -> _Read:
    try:
        if documents.is_case_document(document):
            return _Read(documents.read_case_document(document).case)
        if published.is_published_case(document):
            case = published.read_published(document, case_id=_NO_KEY_YET)
            return _Read(case, needs_key=True)
    except UnusableInput as error:
        return _Read(None, error.problems)
    message = _(
        "This is neither a case document (format nenboard-case/1) nor a published case "
        "(id, source and facts). Export the case again, or add what is missing."
    )
    return _Read(None, (Problem(path="", code="not_allowed", message=message),))


class _Planner:
    """Takes documents one by one; keeps a row for each and the cases to be saved."""

    def __init__(self, registry: Registry, *, is_single: bool) -> None:
        self.rows: list[Row] = []
        self.cases: dict[str, Case] = {}
        self._registry = registry
        self._is_single = is_single
        self._ids: set[str] = set()
        self._published: dict[tuple[str, str], str] = {}
        self._next_published = 0

    def take(self, place: int, item: _Read) -> None:
        """Decide about one document."""
        case, problems = item.case, item.problems
        result = Result.REJECTED
        if case is not None:
            case = self._with_key(case) if item.needs_key else case
            try:
                result = self._result(case)
            except UnusableInput as error:
                problems = error.problems
            self._ids.add(case.id)
            if result in {Result.ADDED, Result.UPDATED}:
                self.cases[case.id] = case
        if not self._is_single:
            problems = tuple(_below(place, problem) for problem in problems)
        self.rows.append(Row(place, case.id if case else None, result, problems))

    def _with_key(self, case: Case) -> Case:
        """A published case under the key its report has here, or the next free one."""
        if case.published is None:
            return case
        wanted = (case.published.id, case.published.url)
        key = self._published.get(wanted) or self._stored_key(wanted) or self._free_key()
        self._published[wanted] = key
        return case.model_copy(update={"id": key})

    def _stored_key(self, wanted: tuple[str, str]) -> str | None:
        for case_id in self._registry.cases.find(CaseQuery(text=f"{wanted[0]} ", limit=50)):
            found = self._registry.cases.get(case_id).case.published
            if found is not None and (found.id, found.url) == wanted:
                return case_id
        return None

    def _free_key(self) -> str:
        if not self._next_published:
            first = self._registry.cases.next_key(published.PREFIX)
            self._next_published = int(first.rpartition("-")[2])
        self._next_published += 1
        return f"{published.PREFIX}-{self._next_published - 1:05d}"

    def _result(self, case: Case) -> Result:
        if case.id in self._ids:
            raise _refused("duplicate_case", _("The same case stands in this import twice."))
        try:
            stored = self._registry.cases.get(case.id).case
        except UnknownCase:
            return Result.ADDED
        if stored == case:
            return Result.UNCHANGED
        if not has_identity(case) and has_identity(stored):
            return self._without_names(stored, case)
        if _is_same_person(stored, case):
            return Result.UPDATED
        raise _refused(
            "key_taken",
            _("Another patient's case stands under this key here. Nothing was merged."),
        )

    def _without_names(self, stored: Case, case: Case) -> Result:
        """A pseudonymised copy of a case that is here with names must never take them away."""
        age = case.entry("age")
        if pseudonymised(stored, age=age) == case:
            return Result.UNCHANGED
        raise _refused(
            "would_lose_identity",
            _("The case is here with its patient's identity, which the document lacks."),
        )

    def hint(self) -> None:
        """Name cases that may be of the same person as an added one, stored or in this import."""
        added = [row.case_id for row in self.rows if row.result is Result.ADDED]
        index = duplicates.index_of(
            self._registry, (self.cases[one] for one in added if one in self.cases)
        )
        for at, row in enumerate(self.rows):
            case = self.cases.get(row.case_id or "")
            if case is None or row.result is not Result.ADDED:
                continue
            found = index.like(duplicates.identity_of(case.patient))
            alike = tuple(one for one, _why, _score in found if one != case.id)
            if alike:
                self.rows[at] = Row(row.place, row.case_id, row.result, alike=alike)


def _is_same_person(stored: Case, case: Case) -> bool:
    """Whether a shared number or the same published report says so; a name never does."""
    if stored.published is not None and case.published is not None:
        return stored.published.id == case.published.id
    mine, theirs = case.patient, stored.patient
    if not has_identity(case) and not has_identity(stored):
        return True
    numbers = (
        (mine.national_number, theirs.national_number),
        (mine.hospital_number, theirs.hospital_number),
    )
    both = [(one, other) for one, other in numbers if one and other]
    return bool(both) and all(one == other for one, other in both)


def _below(place: int, problem: Problem) -> Problem:
    """The same problem in the document at this place."""
    path = f"{place}.{problem.path}" if problem.path else str(place)
    is_led = bool(problem.path) and problem.message.startswith(problem.path)
    message = f"{place}.{problem.message}" if is_led else f"{place}: {problem.message}"
    return Problem(path=path, code=problem.code, message=message)


def _refused(code: str, message: str) -> UnusableInput:
    return UnusableInput((Problem(path="", code=code, message=message),))
