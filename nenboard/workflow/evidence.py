"""The evidence library: loaded once, searched, and which rules rest on a row."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nenboard.algorithm.evidence import Arm, Library, Study
from nenboard.algorithm.evidence_loader import load_library
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem
from nenboard.host import resources
from nenboard.host.language import _
from nenboard.workflow.errors import UnusableInput

REVIEW: Final = "review-2021"
DESIGNS: Final = ("I/II", "II", "II/III", "III", "registry", "retrospective")
LINES: Final = ("first", "second+")


@lru_cache(maxsize=1)
def library() -> Library:
    """The library that comes with the program. Raises EvidenceError if its files are faulty."""
    return load_library(resources.evidence_files(REVIEW))


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """What rows are asked for; an empty part asks for nothing."""

    table: int | None = None
    site: str = ""
    regimen: str = ""
    line: str = ""
    design: str = ""
    least_n: int = 0
    text: str = ""
    ids: tuple[str, ...] = ()


def find(query: EvidenceQuery) -> tuple[Study, ...]:
    """The rows that fit every part of the question, in printed order.

    Raises UnusableInput for a site or design that no row can have.
    """
    found = library()
    site, design = _site(found, query.site), _design(query.design)
    tests: list[Callable[[Study], bool]] = []
    if query.table is not None:
        tests.append(lambda study: study.table == query.table)
    if site:
        tests.append(lambda study: site in study.sites)
    if query.regimen.strip():
        tests.append(lambda study: any(_given(arm, query.regimen) for arm in study.arms))
    if query.line:
        tests.append(lambda study: study.line == query.line)
    if design:
        tests.append(lambda study: study.design_kind == design)
    if query.least_n:
        tests.append(lambda study: study.n.total >= query.least_n)
    if query.ids:
        tests.append(lambda study: study.id in query.ids)
    wanted = _plain(query.text).split()
    if wanted:
        tests.append(lambda study: all(word in _text_of(study.id) for word in wanted))
    return tuple(study for study in found.studies if all(test(study) for test in tests))


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that rests on a row: the option, and the outcome that offers it."""

    option: str
    label: str
    node: str = ""
    title: str = ""


def uses(release: Release, study_id: str) -> tuple[Use, ...]:
    """The options whose rules name a row, in the order of the release, each outcome once."""
    found: dict[tuple[str, str], Use] = {}
    for node, rules in release.offers.items():
        for rule in rules:
            if study_id in rule.evidence:
                option = release.option[rule.option]
                use = Use(option.id, option.label, node, release.nodes[node].title)
                found.setdefault((option.id, node), use)
    named = {use.option for use in found.values()}
    for option in release.options.options:
        if study_id in option.evidence and option.id not in named:
            found.setdefault((option.id, ""), Use(option.id, option.label))
    return tuple(found.values())


def _site(found: Library, asked: str) -> str:
    """The code of a site from its code, its letter in the tables or the start of its word."""
    wanted = asked.strip().casefold()
    if not wanted:
        return ""
    letters = {letter.casefold(): code for letter, code in found.marks.site_letters.items()}
    if wanted in letters:
        return letters[wanted]
    words = found.marks.sites
    if wanted in words:
        return wanted
    begun = [code for code, word in words.items() if word.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    known = ", ".join(words)
    text = _("There is no such site in the tables. Choose one of: {known}.").format(known=known)
    raise UnusableInput([Problem(path="site", code="not_allowed", message=text)])


def _design(asked: str) -> str:
    wanted = asked.strip().casefold().removeprefix("phase").strip()
    if not wanted:
        return ""
    for design in DESIGNS:
        if design.casefold() == wanted:
            return design
    text = _("There is no such design in the tables. Choose one of: {known}.")
    message = text.format(known=", ".join(DESIGNS))
    raise UnusableInput([Problem(path="design", code="not_allowed", message=message)])


def _given(arm: Arm, asked: str) -> bool:
    """Whether one arm has every part of a regimen: STZ+5-FU, captem, platinum names, a drug."""
    return all(_has_part(arm, part) for part in re.split(r"\s*[+,]\s*", asked) if part)


def _only_for_some(arm: Arm) -> set[str]:
    """The drugs printed after ±: not everybody had them, so they make no combination."""
    shorts = library().marks.abbreviations
    parts = (part.strip() for part in arm.regimen.split("±")[1:])
    return {drug for part in parts for drug in shorts.get(part, ())}


def _has_part(arm: Arm, part: str) -> bool:
    wanted = _joined(part)
    for short, drugs in library().marks.abbreviations.items():
        if _joined(short) == wanted:
            together = len(drugs) > 1
            return set(drugs) <= set(arm.drugs) - (_only_for_some(arm) if together else set())
    return any(_joined(name).startswith(wanted) for name in arm.drugs) or wanted in _joined(
        arm.regimen
    )


@lru_cache(maxsize=256)
def _text_of(study_id: str) -> str:
    found = library()
    return _plain(" ".join(_parts(found, found.study[study_id])))


def _parts(found: Library, study: Study) -> Iterator[str]:
    yield from (study.id, study.title, study.author_printed, study.section, study.design)
    yield from (study.regimen_printed, study.population_printed or "", study.line or "")
    yield from (found.marks.sites[site] for site in study.sites)
    yield from (drug for arm in study.arms for drug in arm.drugs)
    yield from (remark.text for remark in study.remarks)
    trial = found.trial_of(study)
    if trial is not None:
        yield from (trial.name, trial.also or "", trial.registry_id or "", trial.question)


def _plain(text: str) -> str:
    """Lower case without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def _joined(text: str) -> str:
    return re.sub(r"[\s\-.()]", "", _plain(text))
