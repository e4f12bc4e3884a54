"""What the list of the history says: one line for each field that a revision changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from nenboard.gui.case_edit import fields, places
from nenboard.gui.case_edit.form_field import FormField, Kind, TableSpec, within
from nenboard.gui.case_edit.shape import pattern_of
from nenboard.gui.case_edit.sources import recorded_source
from nenboard.gui.history.values import field_words, row_names, row_words, table_of
from nenboard.gui.history.words import action_words, change_words, code_words, marked_name
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.registry import Registry
    from nenboard.workflow.history import CaseStep, MarkedStep, Placed

_SITES: Final = "extent.metastases"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, who, what, before and after in words, source and reason.

    `revision` is 0 for what was done with the case without changing it. `path` names the value as
    the registry does, and is empty where no value could be put back; `marked` is the question
    whether class, grade or stage changed truly.
    """

    at: datetime
    by: str
    what: str
    field: str
    before: str = ""
    after: str = ""
    source: str = ""
    reason: str = ""
    revision: int = 0
    path: str = ""
    is_row: bool = False
    marked: "MarkedStep | None" = None

    @property
    def searched(self) -> str:
        """All words of the line, for the filter."""
        parts = (self.what, self.before, self.after, self.by, self.source, self.reason)
        return " ".join(parts).casefold()


def read_lines(registry: "Registry", case_id: str) -> tuple[Line, ...]:
    """Everything about a case that this person may see, newest first; on the database thread."""
    from nenboard.workflow import history

    marked: dict[int, list[MarkedStep]] = {}
    for each in history.marked_changes(registry, case_id):
        marked.setdefault(each.revision, []).append(each)
    found: list[Line] = []
    steps = history.steps(registry, case_id)
    placed = {step.revision.number: history.Placed(step.after) for step in steps}
    for step in steps:
        reason = step.revision.reason or ""
        number = step.revision.number
        found += (_marked_line(each, reason=reason) for each in marked.get(number, ()))
        sides = _Sides(step, placed.get(number - 1), placed[number])
        found += _lines_of(sides)
    found += (
        Line(entry.at, entry.by, action_words(entry.action), _("Other entries"))
        for entry in history.other_entries(registry, case_id)
    )
    return tuple(sorted(found, key=lambda line: (line.at, line.revision), reverse=True))


def _marked_line(each: "MarkedStep", *, reason: str) -> Line:
    name = marked_name(each.change.what)
    return Line(
        each.at,
        each.by,
        name,
        name,
        before=code_words(each.change.what, each.change.old),
        after=code_words(each.change.what, each.change.new),
        source=change_words(each.mark),
        reason=reason,
        revision=each.revision,
        marked=each,
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """A revision with the case before it, if there was one, and after it."""

    step: "CaseStep"
    before: "Placed | None"
    after: "Placed"

    def holding(self, path: str) -> "Placed":
        """The side that holds what a change names: the case after it if that does."""
        if self.before is None or _holds(self.after, path):
            return self.after
        return self.before if _holds(self.before, path) else self.after

    def line(self, what: str, field: str, *, words: tuple[str, str], path: str) -> Line:
        """A line of this revision."""
        revision = self.step.revision
        return Line(
            revision.at,
            revision.by,
            what,
            field,
            before=words[0],
            after=words[1],
            reason=revision.reason or "",
            revision=revision.number,
            path=path,
        )


def _holds(side: "Placed", path: str) -> bool:
    return places.get_at(side.case, _place(side, path)) is not None


def _place(side: "Placed", path: str) -> str:
    return places.form_path(side.case, side.place_of(path))


def _lines_of(sides: _Sides) -> Iterator[Line]:
    """The lines of a revision, in the order of the case; each field once."""
    told: set[tuple[str, str, str]] = set()
    for change in sides.step.changes:
        for line in _lines_at(sides, change.path):
            key = (line.what, line.before, line.after)
            if key not in told:
                told.add(key)
                yield line


def _lines_at(sides: _Sides, path: str) -> Iterator[Line]:
    """The lines of what changed at a path: of its field, of each row, or of all fields below."""
    if path.partition(".")[0] == "gaps":
        yield from _gap_lines(sides, path)
        return
    if f"{path}.".startswith(f"{_SITES}."):
        yield from _site_lines(sides)
        return
    side = sides.holding(path)
    place = _place(side, path)
    field, table = fields.field_at(place), table_of(place)
    if field is not None:
        tail = place.split(".")[len(field.path.split(".")) :]
        own = path.removesuffix("." + ".".join(tail)) if tail else path
        yield _field_line(sides, field, own)
    elif table is not None and place.rpartition(".")[2].isdigit():
        yield _row_line(sides, table, path)
    else:
        for part in _parts_below(side.case, place):
            yield from _lines_at(sides, f"{path}.{part}")


def _parts_below(case: "Case", place: str) -> Iterator[str]:
    """The rows of a list or the parts of a card that hold anything, as the registry names them."""
    held = places.get_at(case, place)
    if isinstance(held, tuple):
        yield from (_name(row, at) for at, row in enumerate(held))
        return
    start = pattern_of(place) + "."
    below = (each.removeprefix(start) for each in fields.all_fields() if each.startswith(start))
    heads = dict.fromkeys(_upto_rows(each) for each in below)
    yield from (each for each in heads if places.get_at(case, f"{place}.{each}"))


def _upto_rows(rest: str) -> str:
    """A pattern up to the first rows in it: rows are told one by one."""
    parts = rest.split(".")
    return ".".join(takewhile(lambda part: part != "*" and "=" not in part, parts))


def _name(row: object, at: int) -> str:
    found = getattr(row, "id", None) or getattr(row, "fact", None)
    return found if isinstance(found, str) else str(at)


def _field_line(sides: _Sides, field: FormField, path: str) -> Line:
    before, after = (field_words(side, field, path) for side in (sides.before, sides.after))
    name = _(field.label)
    if field.kind is Kind.BESIDE:
        site = fields.field_at(path.rpartition(".")[0] + ".involved")
        name = f"{_(site.label)}: {name}" if site is not None else name
    what = _named(sides, path, name)
    line = sides.line(what, name, words=(before, after), path=path)
    place = _place(sides.after, path)
    return replace(line, source=recorded_source(sides.after.case, field, path=place))


def _row_line(sides: _Sides, table: TableSpec, path: str) -> Line:
    before, after = (row_words(side, table, path) for side in (sides.before, sides.after))
    what = _named(sides, path, "")
    line = sides.line(what, _(table.title), words=(before, after), path=path)
    return replace(line, is_row=True)


def _site_lines(sides: _Sides) -> Iterator[Line]:
    """Metastatic sites are told by their names: their rows have no other key."""
    for path, field in fields.all_fields().items():
        if path.startswith(f"{_SITES}."):
            line = _field_line(sides, field, path)
            if line.before != line.after:
                yield line


def _gap_lines(sides: _Sides, path: str) -> Iterator[Line]:
    """A kind of missing beside a field is told as what the field says."""
    for side in filter(None, (sides.before, sides.after)):
        number = side.place_of(path).split(".")[1:2]
        gaps = side.case.gaps
        for gap in gaps[int(number[0]) :][:1] if number else gaps:
            field = fields.field_at(gap.path)
            if field is not None:
                yield _field_line(sides, field, gap.path)


def _named(sides: _Sides, path: str, name: str) -> str:
    """The words of a field with those of the row it stands in: *Sample 2: Ki-67*."""
    side = sides.holding(path)
    return ": ".join(filter(None, (*row_names(side.case, side.place_of(path)), name)))


def words_now(case: "Case", line: Line) -> str:
    """What a case says now where a line tells of a change."""
    from nenboard.workflow.history import Placed

    side = Placed(case)
    place = _place(side, line.path)
    if line.is_row:
        table = table_of(place)
        return row_words(side, table, line.path) if table is not None else ""
    field = fields.field_at(place)
    return field_words(side, field, line.path) if field is not None else ""


def restored_words(line: Line, words: str) -> str:
    """The name of the step that puts a value back: *Restore Ki-67 to 12 %*."""
    what = within(line.what)
    if not words:
        return _("Restore {what} to not recorded").format(what=what)
    if line.is_row:
        return _("Restore {what}").format(what=what)
    return _("Restore {what} to {words}").format(what=what, words=words)
