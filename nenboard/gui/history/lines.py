"""What the list of the history says: one line for each field that a revision changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from nenboard.gui.case_edit import field_values, fields, places
from nenboard.gui.case_edit.form_field import FormField, Kind, TableSpec, within
from nenboard.gui.case_edit.shape import pattern_of
from nenboard.gui.case_edit.sources import recorded_source
from nenboard.gui.history.words import action_words, change_words, code_words, marked_name
from nenboard.host.labels import fact_label, missing_label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.registry import Registry
    from nenboard.workflow.history import CaseStep, MarkedStep

_SITES: Final = "extent.metastases"
_UNITS: Final = frozenset({"%", "mm", "mm²", "GBq", "mg/m²"})


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
    for step in history.steps(registry, case_id):
        reason = step.revision.reason or ""
        number = step.revision.number
        found += (_marked_line(each, reason=reason) for each in marked.get(number, ()))
        found += _lines_of(step)
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


def _lines_of(step: "CaseStep") -> Iterator[Line]:
    """The lines of a revision, in the order of the case; each field once."""
    told: set[tuple[str, str]] = set()
    for change in step.changes:
        for line, place in _lines_at(step, change.path):
            if (line.what, place) not in told:
                told.add((line.what, place))
                yield line


def _lines_at(step: "CaseStep", path: str) -> Iterator[tuple[Line, str]]:
    """The lines of what changed at a path: of its field, of each row, or of all fields below."""
    from nenboard.workflow.history import place_of

    sides = [_Side(case, place_of(case, path)) for case in (step.before, step.after) if case]
    if path.partition(".")[0] == "gaps":
        for side in sides:
            yield from _gap_lines(step, side)
        return
    if f"{path}.".startswith(f"{_SITES}."):
        yield from _site_lines(step)
        return
    shown = next((s for s in reversed(sides) if places.get_at(s.case, s.place) is not None), None)
    side = shown or sides[-1]
    field = fields.field_at(side.place)
    if field is not None:
        depth = len(field.path.split("."))
        tail = side.place.split(".")[depth:]
        own = path.removesuffix("." + ".".join(tail)) if tail else path
        yield _field_line(step, field, own), own
    elif side.place.rsplit(".", 1)[-1].isdigit():
        table = _table_of(side.place)
        if table is not None:
            yield _row_line(step, table, path), path
    else:
        for part in _parts_below(side, path):
            yield from _lines_at(step, part)


@dataclass(frozen=True, slots=True)
class _Side:
    """A case before or after a change, and the place of what changed in it."""

    case: "Case"
    place: str


def _parts_below(side: _Side, path: str) -> Iterator[str]:
    """The rows of a list or the fields of a card that hold anything, as the registry names them."""
    held = places.get_at(side.case, side.place)
    if isinstance(held, tuple):
        yield from (f"{path}.{_name(row, at)}" for at, row in enumerate(held))
        return
    start = pattern_of(side.place) + "."
    below = (each for each in fields.all_fields() if each.startswith(start) and "*" not in each)
    rest = tuple(dict.fromkeys(each.removeprefix(start) for each in below))
    heads = dict.fromkeys(_upto_rows(each) for each in rest)
    yield from (
        f"{path}.{each}" for each in heads if places.get_at(side.case, f"{side.place}.{each}")
    )


def _upto_rows(rest: str) -> str:
    """A pattern up to the first rows in it: rows are told one by one."""
    parts = rest.split(".")
    named = [at for at, part in enumerate(parts) if part == "*" or "=" in part]
    return ".".join(parts[: named[0]] if named else parts)


def _name(row: object, at: int) -> str:
    found = getattr(row, "id", None) or getattr(row, "fact", None)
    return found if isinstance(found, str) else str(at)


def _field_line(step: "CaseStep", field: FormField, path: str) -> Line:
    before, after = (_words(case, field, path) for case in (step.before, step.after))
    name = _(field.label)
    if field.kind is Kind.BESIDE:
        site = fields.field_at(path.rpartition(".")[0] + ".involved")
        name = f"{_(site.label)}: {name}" if site is not None else name
    return Line(
        step.revision.at,
        step.revision.by,
        _named(step, path, name),
        name,
        before=before,
        after=after,
        source=_source(step, field, path),
        reason=step.revision.reason or "",
        revision=step.revision.number,
        path=path,
    )


def _row_line(step: "CaseStep", table: TableSpec, path: str) -> Line:
    before, after = (_row_words(case, table, path) for case in (step.before, step.after))
    return Line(
        step.revision.at,
        step.revision.by,
        _named(step, path, ""),
        _(table.title),
        before=before,
        after=after,
        reason=step.revision.reason or "",
        revision=step.revision.number,
        path=path,
        is_row=True,
    )


def _site_lines(step: "CaseStep") -> Iterator[tuple[Line, str]]:
    """Metastatic sites are told by their names: their rows have no other key."""
    for path, field in fields.all_fields().items():
        if path.startswith(f"{_SITES}.") and (
            _words(step.before, field, path) != _words(step.after, field, path)
        ):
            yield _field_line(step, field, path), path


def _gap_lines(step: "CaseStep", side: _Side) -> Iterator[tuple[Line, str]]:
    """A kind of missing beside a field is told as what the field says."""
    at = side.place.split(".")
    gaps = side.case.gaps
    held = gaps[int(at[1]) :][:1] if len(at) > 1 and at[1].isdigit() else gaps
    for gap in held:
        field = fields.field_at(gap.path)
        if field is not None:
            yield _field_line(step, field, gap.path), gap.path


def _words(case: "Case | None", field: FormField, path: str) -> str:
    """A value in words with its unit, or the kind of missing with its particulars."""
    from nenboard.workflow.history import place_of

    if case is None:
        return ""
    place = places.form_path(case, place_of(case, path))
    missing = field_values.missing_at(case, place)
    if missing is not None:
        gap = case.gap(place)
        more = (gap.reason, gap.owner, gap.due.text if gap.due else None) if gap else ()
        return ", ".join((missing_label(missing), *filter(None, more)))
    words = field_values.value_text(field, case, place)
    unit = _(field.unit) if field.unit in _UNITS else ""
    return f"{words}\N{NO-BREAK SPACE}{unit}" if words and unit else words


def _row_words(case: "Case | None", table: TableSpec, path: str) -> str:
    """What a row holds, field by field."""
    from nenboard.workflow.history import place_of

    if case is None:
        return ""
    place = place_of(case, path)
    if places.get_at(case, place) is None:
        return ""
    found = []
    for field in table.fields:
        below = field.path.removeprefix(f"{table.path}.*.")
        words = _words(case, field, f"{place}.{below}")
        if words:
            found.append(f"{_(field.label)} {words}")
    inner = (places.rows_at(case, f"{place}.{t.path.rpartition('.')[2]}") for t in table.tables)
    counts = (
        f"{_(spec.title)}: {len(rows)}"
        for spec, rows in zip(table.tables, inner, strict=True)
        if rows
    )
    return "; ".join((*found, *counts)) or _("an empty row")


def _source(step: "CaseStep", field: FormField, path: str) -> str:
    from nenboard.workflow.history import place_of

    place = place_of(step.after, path)
    return recorded_source(step.after, field, path=place)


def _named(step: "CaseStep", path: str, name: str) -> str:
    """The words of a field with those of the row it stands in: *Sample 2: Ki-67*."""
    from nenboard.workflow.history import place_of

    for case in (step.after, step.before):
        if case is None:
            continue
        place = place_of(case, path)
        if places.get_at(case, place) is not None or case is step.before:
            return ": ".join(filter(None, (*_row_names(case, place), name)))
    return name


def _row_names(case: "Case", place: str) -> Iterator[str]:
    parts = place.split(".")
    for at, part in enumerate(parts):
        table = _table_of(".".join(parts[: at + 1])) if part.isdigit() else None
        if table is None:
            continue
        fact = getattr(places.get_at(case, ".".join(parts[: at + 1])), "fact", None)
        number = _("{row} {number}").format(row=_(table.word), number=int(part) + 1)
        yield fact_label(fact) if isinstance(fact, str) else number


def _table_of(place: str) -> TableSpec | None:
    """The table in which the row at a place stands."""
    wanted = pattern_of(place).removesuffix(".*")
    return _tables().get(wanted)


def _tables() -> dict[str, TableSpec]:
    found: dict[str, TableSpec] = {}
    for tab in fields.TABS:
        for part in fields.tab_parts(tab):
            if isinstance(part, TableSpec):
                found[part.path] = part
                found |= {inner.path: inner for inner in part.tables}
    return found


def words_now(case: "Case", line: Line) -> str:
    """What a case says now where a line tells of a change."""
    from nenboard.workflow.history import place_of

    place = places.form_path(case, place_of(case, line.path))
    if line.is_row:
        table = _table_of(place)
        return _row_words(case, table, line.path) if table is not None else ""
    field = fields.field_at(place)
    return _words(case, field, line.path) if field is not None else ""


def restored_words(line: Line, words: str) -> str:
    """The name of the step that puts a value back: *Restore Ki-67 to 12 %*."""
    what = within(line.what)
    if not words:
        return _("Restore {what} to not recorded").format(what=what)
    if line.is_row:
        return _("Restore {what}").format(what=what)
    return _("Restore {what} to {words}").format(what=what, words=words)
