"""Reading the evidence library: strict YAML, the shape of each file, the joints between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from pydantic import ValidationError

from nenboard.algorithm import evidence, yaml_text
from nenboard.algorithm.evidence import MEASURES, Library, Study
from nenboard.algorithm.loader import misshapen
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem, Value

_File = TypeVar("_File", bound=Value)

TABLES: Final = ("studies_table1.yaml", "studies_table2.yaml", "studies_table3.yaml")
SHAPES: Final[Mapping[str, type[Value]]] = {
    **dict.fromkeys(TABLES, evidence.StudiesFile),
    "flags.yaml": evidence.FlagsFile,
    "key_messages.yaml": evidence.KeyMessagesFile,
    "footnotes.yaml": evidence.FootnotesFile,
    "trials.yaml": evidence.NamedTrialsFile,
    "updates.yaml": evidence.UpdatesFile,
}


class EvidenceError(Exception):
    """A library that cannot be used; `problems` holds every fault with file and place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the faults; the text lists them one a line."""
        super().__init__("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


def load_library(files: Mapping[str, str]) -> Library:
    """Read the library from the texts of its files, by name.

    Raises EvidenceError listing every problem.
    """
    problems = [*_wrong_files(files)]
    read: dict[str, Value] = {}
    for name in SHAPES:
        if name in files:
            try:
                read[name] = SHAPES[name].model_validate(yaml_text.parse(files[name]))
            except yaml_text.YamlFault as fault:
                problems.append(_problem(f"{name}:{fault.line}", "not_yaml", message=fault.message))
            except ValidationError as error:
                problems.extend(misshapen(name, files[name], error=error))
    if problems:
        raise EvidenceError(tuple(problems))
    library = _assembled(read)
    found = tuple(_joints(library))
    if found:
        raise EvidenceError(found)
    return library


def check_against(library: Library, release: Release) -> tuple[Problem, ...]:
    """What a rule release names that the library lacks: rows it rests on, trials it offers."""
    rows = [
        _problem(
            f"evidence.yaml {row.id}",
            "unknown_evidence",
            message="the evidence library has no such row",
        )
        for row in release.evidence
        if row.id not in library.study
    ]
    named = {trial.name: trial for trial in library.trials}
    trials = [
        _problem(
            f"trials.yaml {trial.name}",
            "unknown_trial",
            message="the evidence library has no trial of this name and registry number",
        )
        for trial in release.trials
        if trial.name not in named
        or (trial.registry_id or None) not in {None, named[trial.name].registry_id}
    ]
    return (*rows, *trials)


def _wrong_files(files: Mapping[str, str]) -> Iterator[Problem]:
    for name in SHAPES:
        if name not in files:
            yield _problem(
                name, "file_missing", message="this file is missing: add it to the library"
            )
    for name in sorted(set(files) - set(SHAPES)):
        told = "the library has no file of this name: remove or rename it"
        yield _problem(name, "unknown_file", message=told)


def _assembled(read: Mapping[str, Value]) -> Library:
    return Library(
        tables=tuple(_file(read, name, shape=evidence.StudiesFile) for name in TABLES),
        marks=_file(read, "flags.yaml", shape=evidence.FlagsFile),
        key_messages=_file(read, "key_messages.yaml", shape=evidence.KeyMessagesFile).key_messages,
        footnotes=_file(read, "footnotes.yaml", shape=evidence.FootnotesFile).footnotes,
        trials=_file(read, "trials.yaml", shape=evidence.NamedTrialsFile).trials,
        updates=_file(read, "updates.yaml", shape=evidence.UpdatesFile).updates,
    )


def _file(read: Mapping[str, Value], name: str, *, shape: type[_File]) -> _File:
    value = read[name]
    if not isinstance(value, shape):  # the table of shapes decides
        raise TypeError(name)
    return value


def _joints(library: Library) -> Iterator[Problem]:
    yield from _twice("studies", (study.id for study in library.studies))
    yield from _twice("trials.yaml", (trial.name for trial in library.trials))
    yield from _twice("updates.yaml", (update.id for update in library.updates))
    for place, (name, table) in enumerate(zip(TABLES, library.tables, strict=True), start=1):
        if table.table != place:
            yield _problem(
                name, "wrong_table", message=f"this file holds Table {place}: say table: {place}"
            )
        for study in table.studies:
            yield from _study(library, study, place=f"{name} {study.id}", table=place)
    yield from _words(library)
    yield from _trials(library)


def _words(library: Library) -> Iterator[Problem]:
    """Letters of sites and abbreviations of regimens lead to words that exist."""
    words = library.marks
    named = [(letter, code, words.sites) for letter, code in words.site_letters.items()]
    named += [(k, drug, words.drugs) for k, drugs in words.abbreviations.items() for drug in drugs]
    for letter, code, known in named:
        if code not in known:
            told = f"'{letter}' stands for '{code}', which is explained nowhere in this file"
            yield _problem("flags.yaml", "unknown_code", message=told)


def _study(library: Library, study: Study, *, place: str, table: int) -> Iterator[Problem]:
    if not study.id.startswith(f"T{table}-"):
        yield _problem(place, "wrong_table", message=f"rows of this file begin with T{table}-")
    if not study.arms:
        yield _problem(place, "no_arms", message="a row has at least one result set")
    for letter in sorted(_letters(study)):
        if (table, letter) not in library.flags:
            told = f"Table {table} has no mark '{letter}': correct it, or explain it in flags.yaml"
            yield _problem(place, "unknown_flag", message=told)
    words = library.marks
    groups = {group for arm in study.arms for group in arm.by_subgroup} | set(study.n.groups)
    groups |= {entry.group for entry in study.discrepancies if entry.group}
    drugs = {drug for arm in study.arms for drug in arm.drugs}
    for what, used, known in (
        ("group", groups, words.groups),
        ("site", set(study.sites), words.sites),
        ("drug", drugs, words.drugs),
    ):
        for code in sorted(used - set(known)):
            yield _problem(place, "unknown_code", message=f"flags.yaml has no {what} '{code}'")
    regimens = {arm.regimen for arm in study.arms}
    for entry in study.discrepancies:
        if entry.arm is not None and entry.arm not in regimens:
            yield _problem(place, "unknown_arm", message=f"the row has no arm '{entry.arm}'")


def _letters(study: Study) -> set[str]:
    found = {letter for letter in (study.population_flag, study.n.flag) if letter}
    for arm in study.arms:
        for flags in (arm.flags, *(group.flags for group in arm.by_subgroup.values())):
            found.update(letter for measure in MEASURES for letter in flags.letters(measure))
    return found


def _trials(library: Library) -> Iterator[Problem]:
    names = {trial.name for trial in library.trials}
    for trial in library.trials:
        place = f"trials.yaml {trial.name}"
        for row in trial.studies:
            if row not in library.study:
                yield _problem(place, "unknown_evidence", message=f"there is no row '{row}'")
        if (trial.registry_id is None) != (trial.registry_from is None):
            told = "say for each registry number where it comes from, and nothing without one"
            yield _problem(place, "registry_from", message=told)
    for update in library.updates:
        if update.trial not in names:
            place = f"updates.yaml {update.id}"
            yield _problem(
                place, "unknown_trial", message=f"trials.yaml has no trial '{update.trial}'"
            )
    for study in library.studies:
        if study.trial and study.trial not in names:
            yield _problem(
                study.id, "unknown_trial", message=f"trials.yaml has no trial '{study.trial}'"
            )


def _twice(place: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield _problem(place, "twice", message=f"'{name}' stands here twice: keep one")


def _problem(path: str, code: str, *, message: str) -> Problem:
    return Problem(path=path, code=code, message=message)
