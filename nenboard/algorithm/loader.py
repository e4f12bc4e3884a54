"""Reading a rule release: strict YAML, the shape of each file, the joints between them."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from nenboard.algorithm import fact_rules, joints, rules, yaml_text
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem, Value

_File = TypeVar("_File", bound=Value)

SHAPES: Final[Mapping[str, type[Value]]] = {
    "release.yaml": rules.Header,
    "facts.yaml": fact_rules.FactsFile,
    "graph.yaml": rules.GraphFile,
    "options.yaml": rules.OptionsFile,
    "patient_factors.yaml": rules.FactorsFile,
    "offers.yaml": rules.OffersFile,
    "notes.yaml": rules.NotesFile,
    "trials.yaml": rules.TrialsFile,
    "ambiguities.yaml": rules.AmbiguitiesFile,
    "evidence.yaml": rules.EvidenceFile,
}


class ReleaseError(Exception):
    """A rule release that cannot be used; `problems` holds every fault with file and place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the faults; the text lists them one a line."""
        super().__init__("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


def load_release(files: Mapping[str, str]) -> Release:
    """Read a release from the texts of its files, by name.

    Raises ReleaseError listing every problem.
    """
    problems = [*_wrong_files(files)]
    read: dict[str, Value] = {}
    for name in SHAPES:
        if name in files:
            _read(name, files[name], into=read, problems=problems)
    if problems:
        raise ReleaseError(tuple(problems))
    release = _assembled(files, read)
    found = joints.problems(release, _file(read, "offers.yaml", shape=rules.OffersFile))
    if found:
        raise ReleaseError(tuple(placed(files, problem) for problem in found))
    return release


def digest(files: Mapping[str, str]) -> str:
    """SHA-256 over the names and texts of all files in order of name; line ends do not count."""
    total = hashlib.sha256()
    for name in sorted(files):
        text = files[name].replace("\r\n", "\n")
        for part in (name, text):
            total.update(part.encode())
            total.update(b"\0")
    return total.hexdigest()


def _wrong_files(files: Mapping[str, str]) -> list[Problem]:
    missing = [
        _problem(name, "file_missing", message="this file is missing: add it to the release")
        for name in SHAPES
        if name not in files
    ]
    unknown = [
        _problem(
            name, "unknown_file", message="a release has no file of this name: remove or rename it"
        )
        for name in sorted(files)
        if name not in SHAPES
    ]
    return missing + unknown


@lru_cache(maxsize=32)
def _shaped(name: str, text: str) -> Value:
    """One file in its shape; kept, because releases share most of their texts."""
    return SHAPES[name].model_validate(yaml_text.parse(text))


def _read(name: str, text: str, *, into: dict[str, Value], problems: list[Problem]) -> None:
    try:
        into[name] = _shaped(name, text)
    except yaml_text.YamlFault as fault:
        problems.append(_problem(f"{name}:{fault.line}", "not_yaml", message=fault.message))
    except ValidationError as error:
        problems.extend(misshapen(name, text, error=error))


def _assembled(files: Mapping[str, str], read: Mapping[str, Value]) -> Release:
    offers = _file(read, "offers.yaml", shape=rules.OffersFile)
    return Release(
        sha256=digest(files),
        header=_file(read, "release.yaml", shape=rules.Header),
        facts=_file(read, "facts.yaml", shape=fact_rules.FactsFile),
        graph=_file(read, "graph.yaml", shape=rules.GraphFile),
        options=_file(read, "options.yaml", shape=rules.OptionsFile),
        factors=_file(read, "patient_factors.yaml", shape=rules.FactorsFile).patient_factors,
        offers={
            node: tuple(
                found for entry in entries if (found := _rule(entry, offers.shared)) is not None
            )
            for node, entries in offers.offers.items()
        },
        notes=_file(read, "notes.yaml", shape=rules.NotesFile).notes,
        trials=_file(read, "trials.yaml", shape=rules.TrialsFile).trials,
        ambiguities=_file(read, "ambiguities.yaml", shape=rules.AmbiguitiesFile).ambiguities,
        evidence=_file(read, "evidence.yaml", shape=rules.EvidenceFile).evidence,
    )


def _rule(
    entry: rules.SharedRule | rules.Rule, shared: Mapping[str, rules.Rule]
) -> rules.Rule | None:
    return entry if isinstance(entry, rules.Rule) else shared.get(entry.shared)


def _file(read: Mapping[str, Value], name: str, *, shape: type[_File]) -> _File:
    value = read[name]
    if not isinstance(value, shape):  # the table of shapes decides
        raise TypeError(name)
    return value


def _problem(path: str, code: str, *, message: str) -> Problem:
    return Problem(path=path, code=code, message=message)


def misshapen(name: str, text: str, *, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found, each with its line; a rule file holds no patient text."""
    for item in error.errors(include_url=False, include_input=False):
        line, parts = yaml_text.locate(text, item["loc"])
        path = " ".join((f"{name}:{line}", ".".join(map(str, parts)))).rstrip()
        yield _problem(path, item["type"], message=_remedy(item))


_REMEDIES: Final[Mapping[str, str]] = {
    "missing": "'{last}' is missing here: add it",
    "extra_forbidden": "there is no part '{last}' here: remove it, or correct its name",
    "literal_error": "this is none of the words allowed here: choose from {expected}",
    "string_pattern_mismatch": "this does not have the form {pattern}: write it so",
    "string_type": "a text belongs here: put it in quotes",
    "bool_type": "yes or no belongs here: write true or false",
    "int_type": "a whole number belongs here: write one without quotes",
    "decimal_type": "a number belongs here: write one without quotes",
    "decimal_parsing": "a number belongs here: write one without quotes",
    "is_instance_of": "a number belongs here: write one without quotes",
    "tuple_type": "a list belongs here: write [one, other], or one below the other with dashes",
    "dict_type": "named parts belong here: write name and value, each on its line",
    "model_type": "named parts belong here: write name and value, each on its line",
    "model_attributes_type": "named parts belong here: write name and value, each on its line",
    "too_short": "at least one entry is needed here: add it, or remove the whole part",
    "union_tag_not_found": "'method' is missing here: add it, or say the value with 'when'",
    "union_tag_invalid": "there is no method of this name: choose from {expected_tags}",
}
"""What to do about each kind of misshapen part."""


def _remedy(item: Mapping[str, Any]) -> str:
    """The fault and its remedy; a fault without one keeps the words it came with."""
    template = _REMEDIES.get(item["type"])
    if template is None:
        told: str = item["msg"]
        return told.removeprefix("Value error, ")
    last = item["loc"][-1] if item["loc"] else ""
    return template.format(last=last, **item.get("ctx", {}))


def placed(files: Mapping[str, str], problem: Problem) -> Problem:
    """The same problem with the line of its place, counted from 1, behind the file."""
    name = next(name for name in files if problem.path.startswith(name))
    place = problem.path.removeprefix(name).strip(" .")
    parts = [int(part) if part.isdigit() else part for part in place.split(".")]
    line, _ = yaml_text.locate(files[name], parts)
    path = f"{name}:{line} {place}".rstrip()
    return _problem(path, problem.code, message=problem.message)
