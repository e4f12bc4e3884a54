"""The evidence library: the printed rows of the review's tables, and what stands beside them."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from nenboard.domain.base import Value

Status: TypeAlias = Literal["reported", "not_reached", "not_reported"]
Measure: TypeAlias = Literal["orr", "pfs", "os"]
Table: TypeAlias = Literal[1, 2, 3]
DifferenceKind: TypeAlias = Literal["differs", "range", "scope", "approximate", "rounding"]
FlagKind: TypeAlias = Literal["whole_cohort", "subgroup", "time_to_progression", "more_histologies"]
MEASURES: Final[tuple[Measure, ...]] = ("orr", "pfs", "os")
_PRINTED: Final[Mapping[str, Status]] = {"NR": "not_reported", "Not reached": "not_reached"}


class Figure(Value):
    """A printed figure: its value if it is reported, else why there is none."""

    value: Decimal | None
    status: Status

    @property
    def printed(self) -> str:
        """The figure as the table prints it."""
        words = {status: text for text, status in _PRINTED.items()}
        return str(self.value) if self.value is not None else words[self.status]


def _figure(data: object) -> object:
    if isinstance(data, str):
        if data not in _PRINTED:
            raise ValueError("a figure is a number, NR or Not reached")
        return {"value": None, "status": _PRINTED[data]}
    if isinstance(data, bool):
        raise ValueError("a figure is a number, NR or Not reached")  # noqa: TRY004 - for pydantic
    if isinstance(data, int | Decimal):
        return {"value": Decimal(data), "status": "reported"}
    return data


Printed: TypeAlias = Annotated[Figure, BeforeValidator(_figure)]


class Flags(Value):
    """The marks on the figures of a result set: letters of its own table, as a/b if several."""

    orr: str | None = None
    pfs: str | None = None
    os: str | None = None

    def letters(self, measure: Measure) -> tuple[str, ...]:
        """The letters on one figure."""
        found = {"orr": self.orr, "pfs": self.pfs, "os": self.os}[measure]
        return tuple(found.split("/")) if found else ()


class Bracketed(Value):
    """The bracketed figures of a subgroup; what is not printed for it is absent."""

    orr: Printed | None = None
    pfs: Printed | None = None
    os: Printed | None = None
    flags: Flags = Flags()

    def figure(self, measure: Measure) -> Figure | None:
        """One figure, if it is printed."""
        return {"orr": self.orr, "pfs": self.pfs, "os": self.os}[measure]


class Arm(Value):
    """One printed result set. `n` is given only where the table prints it for this arm."""

    regimen: str
    drugs: tuple[str, ...]
    n: StrictInt | None = None
    orr: Printed
    pfs: Printed
    os: Printed
    flags: Flags = Flags()
    by_subgroup: dict[str, Bracketed] = Field(default_factory=dict)

    def figure(self, measure: Measure) -> Figure:
        """One figure."""
        return {"orr": self.orr, "pfs": self.pfs, "os": self.os}[measure]


class Counted(Value):
    """How many people a row is about: as printed, in all, and in brackets by subgroup."""

    printed: str
    total: StrictInt
    groups: dict[str, StrictInt] = Field(default_factory=dict)
    flag: str | None = None

    @property
    def subgroups_text(self) -> str | None:
        """The bracket in words of the column heading: 41 P-NETs, 50 GI/17 L."""
        if not self.groups:
            return None
        plural = {"P-NET": "P-NETs"}
        said = "/".join(f"{count} {plural.get(code, code)}" for code, count in self.groups.items())
        return f"{said} ({self.flag})" if self.flag else said


class Cells(Value):
    """The cells of a row as printed."""

    orr: str
    pfs: str
    os: str


class Comparison(Value):
    """What the row prints about a difference between its arms; `p` is text as printed."""

    endpoint: Measure
    hr: Decimal | None = None
    p: str | None = None
    note: str | None = None


class Difference(Value):
    """A place where the review's text gives another figure than its table; both are kept."""

    field: str
    arm: str | None = None
    group: str | None = None
    table: str
    text: str
    where: str
    kind: DifferenceKind


class Remark(Value):
    """What the review's text adds to a row, with its place."""

    text: str
    where: str


class Study(Value):
    """One printed row."""

    id: str
    section: str
    author: str
    author_printed: str
    year: StrictInt
    trial: str | None = None
    reference: tuple[StrictInt, ...]
    design: str
    line: Literal["first", "second+"] | None = None
    sites: tuple[str, ...]
    population_printed: str | None = None
    population_flag: str | None = None
    n: Counted
    regimen_printed: str
    cells: Cells
    arms: tuple[Arm, ...]
    comparisons: tuple[Comparison, ...] = ()
    discrepancies: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def table(self) -> int:
        """The number of its table; T1-... stands in Table 1 (the loader checks it)."""
        return int(self.id[1])

    @property
    def title(self) -> str:
        """Author and year, and the name of the trial: Kunz 2018, E2211."""
        named = f"{self.author} {self.year}"
        return f"{named}, {self.trial}" if self.trial else named

    @property
    def design_kind(self) -> str:
        """The design as a code: I/II, II, II/III, III, registry or retrospective."""
        if self.design.startswith("NTR"):
            return "registry"
        return self.design.lower() if self.design == "Retrospective" else self.design


class StudiesFile(Value):
    """studies_tableN.yaml."""

    table: Table
    title: str
    n_heading: str
    studies: tuple[Study, ...]


class Flag(Value):
    """A mark of one table and what it means there."""

    letter: str
    kind: FlagKind
    meaning: str


class TableFlags(Value):
    """The marks of one table."""

    table: Table
    flags: tuple[Flag, ...]


class FlagsFile(Value):
    """flags.yaml: marks by table, and the words of the codes used in the rows."""

    tables: tuple[TableFlags, ...]
    groups: dict[str, str]
    sites: dict[str, str]
    site_letters: dict[str, str]
    kinds_of_difference: dict[DifferenceKind, str]
    abbreviations: dict[str, tuple[str, ...]]
    drugs: dict[str, str]


class KeyMessage(Value):
    """A key message of the review in our words."""

    id: str
    section: str
    text: str


class KeyMessagesFile(Value):
    """key_messages.yaml."""

    key_messages: tuple[KeyMessage, ...]


class Footnote(Value):
    """A footnote of the figure in our words; not a mark of a table."""

    letter: str
    text: str


class FootnotesFile(Value):
    """footnotes.yaml."""

    figure: str
    footnotes: tuple[Footnote, ...]


class NamedTrial(Value):
    """A trial that the review names; `registry_from` says who printed its number."""

    name: str
    also: str | None = None
    registry_id: str | None = None
    registry_from: Literal["review", "update"] | None = None
    question: str
    reference: tuple[StrictInt, ...]
    where: str
    status: str
    studies: tuple[str, ...] = ()


class NamedTrialsFile(Value):
    """trials.yaml."""

    trials: tuple[NamedTrial, ...]


class UpdateArm(Value):
    """A result set of a later report; what was not seen is absent."""

    regimen: str
    n: StrictInt | None = None
    orr_pct: Decimal | StrictInt | None = None
    pfs_months: Decimal | None = None
    os_months: Decimal | None = None
    more: str | None = None


class UpdateComparison(Value):
    """A comparison of a later report."""

    endpoint: str
    hr: Decimal | None = None
    ci_low: Decimal | None = None
    ci_high: Decimal | None = None
    p: str | None = None


class Update(Value):
    """What became of a named trial, checked in a source. It changes no strength."""

    id: str
    trial: str
    published_after_review: StrictBool
    year: StrictInt
    citation: str
    url: str
    source_quality: str
    certainty: str
    setting: str
    primary: str
    primary_met: StrictBool | None
    arms: tuple[UpdateArm, ...]
    comparisons: tuple[UpdateComparison, ...] = ()
    caveats: tuple[str, ...] = ()


class UpdatesFile(Value):
    """updates.yaml."""

    updates: tuple[Update, ...]


class Library(Value):
    """The whole library, checked."""

    tables: tuple[StudiesFile, ...]
    marks: FlagsFile
    key_messages: tuple[KeyMessage, ...]
    footnotes: tuple[Footnote, ...]
    trials: tuple[NamedTrial, ...]
    updates: tuple[Update, ...]

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """All rows in printed order."""
        return tuple(study for table in self.tables for study in table.studies)

    @cached_property
    def study(self) -> Mapping[str, Study]:
        """Rows by id."""
        return {study.id: study for study in self.studies}

    @cached_property
    def flags(self) -> Mapping[tuple[int, str], Flag]:
        """Marks by table and letter."""
        return {(t.table, flag.letter): flag for t in self.marks.tables for flag in t.flags}

    def updates_of(self, trial: str) -> tuple[Update, ...]:
        """What became of a named trial."""
        return tuple(update for update in self.updates if update.trial == trial)

    def trial_of(self, study: Study) -> NamedTrial | None:
        """The named trial whose result a row is."""
        return next((trial for trial in self.trials if study.id in trial.studies), None)
