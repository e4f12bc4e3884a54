"""Response of a course after RECIST 1.1: the course document read, the answer written."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nenboard.domain.response.course import (
    RECIST_1_1,
    Course,
    MergedInto,
    NewLesions,
    NonTarget,
    Size,
    Target,
    TargetDoubt,
    TimePoint,
    doubts,
    in_order,
    without_baseline,
)
from nenboard.domain.response.recist import CourseResult, Evaluation, evaluate
from nenboard.host.language import _
from nenboard.workflow.courses_json import Answers, number, over_documents
from nenboard.workflow.json_fields import Fields, Notes, number_at
from nenboard.workflow.json_input import below

_MOST_MM: Final = 1000
_MOST_DAYS: Final = 3650
_MOST_LABEL: Final = 24
_MERGED: Final = "merged:"
_WORDS: Final = {
    "disappeared": Decimal(0),
    "too_small": RECIST_1_1.too_small_mm,
    "not_evaluable": None,
}


def recist_answer(document: object) -> Answers:
    """The answer to one course or to a list of them. Raises UnusableInput with every problem."""
    return over_documents(document, _answer)


def _answer(fields: Fields) -> dict[str, object] | None:
    notes = fields.notes
    confirmation = fields.flag("confirmation")
    minimum = fields.whole("sd_minimum_days", most=_MOST_DAYS)
    course = _course(fields)
    fields.warn_of_strangers()
    if notes.problems:
        return None
    _warn_of_doubts(fields, course)
    result = evaluate(course, stable_minimum_days=minimum)
    days = RECIST_1_1.stable_minimum_days if minimum is None else minimum
    return answer_of(result, notes.warnings, settings=(confirmation, days))


def answer_of(
    result: CourseResult, warnings: list[str], *, settings: tuple[bool | None, int]
) -> dict[str, object]:
    """The document of an evaluated course; settings are confirmation and the minimum for SD."""
    confirmation, minimum = settings
    first = result.timepoints[0].day
    leads = {None: None, True: "confirmed", False: "unconfirmed"}[confirmation]
    return {
        "format": "nenboard-recist/1",
        "criteria": {"name": RECIST_1_1.name, "source": RECIST_1_1.source},
        "settings": {"confirmation": confirmation, "sd_minimum_days": minimum},
        "warnings": list(warnings),
        "timepoints": [_point(each, is_baseline=each.day == first) for each in result.timepoints],
        "best_overall": {
            "unconfirmed": result.best.unconfirmed.value,
            "confirmed": result.best.confirmed.value,
            "leads": leads,
        },
        "progression_date": result.progression.isoformat() if result.progression else None,
    }


def _point(each: Evaluation, *, is_baseline: bool) -> dict[str, object]:
    return {
        "date": each.day.isoformat(),
        "sum_mm": number(each.sum_mm),
        "nadir_mm": number(each.nadir_mm),
        "change_from_baseline_pct": number(each.change_from_baseline_pct),
        "change_from_nadir_pct": number(each.change_from_nadir_pct),
        "change_from_nadir_mm": number(each.change_from_nadir_mm),
        "target": each.target.value if each.target else None,
        "non_target": each.non_target.value,
        "new_lesions": None if is_baseline else each.new_lesions.value,
        "overall": each.overall.value if each.overall else None,
    }


def _course(fields: Fields) -> Course:
    lesions = _lesions(fields)
    targets = tuple(target for target in lesions.values() if target is not None)
    has_others = len(targets) < len(lesions) or _mentions_non_target(fields)
    points = tuple(_timepoints(fields, lesions, has_others=has_others))
    course = Course(targets, points)
    if not fields.notes.problems:
        _check_baseline(fields, course)
        _warn_of_silence(fields, course, has_others=has_others)
    return course


def _mentions_non_target(fields: Fields) -> bool:
    """Whether a time point speaks of non-target disease."""
    given = fields.raw("timepoints")
    said = [
        each.get("non_target")
        for each in (given if isinstance(given, list) else [])
        if isinstance(each, dict)
    ]
    return any(word is not None and word != NonTarget.NONE.value for word in said)


def _lesions(fields: Fields) -> dict[str, Target | None]:
    """The lesions by id; None for those that are no targets."""
    found: dict[str, Target | None] = {}
    for lesion in fields.items("lesions"):
        id_, organ = lesion.raw("id"), lesion.raw("organ")
        is_target, is_node = lesion.flag("target"), lesion.flag("nodal")
        lesion.warn_of_strangers()
        if not isinstance(id_, str) or not id_:
            lesion.refuse("id", "missing_field", words=_("is needed. Name each lesion."))
        elif id_ in found:
            lesion.refuse("id", "duplicate_key", words=_("another lesion has this name."))
        elif organ is not None and not isinstance(organ, str):
            lesion.refuse("organ", "not_allowed", words=_("is not a text."))
        elif is_target is None:
            words = _("is needed: true for a target lesion, else false.")
            lesion.refuse("target", "missing_field", words=words)
        elif is_target and is_node is None:
            words = _("is needed: true for a lymph node, else false.")
            lesion.refuse("nodal", "missing_field", words=words)
        else:
            found[id_] = Target(id_, organ or "", bool(is_node)) if is_target else None
    return found


def _timepoints(
    fields: Fields, lesions: dict[str, Target | None], *, has_others: bool
) -> Iterator[TimePoint]:
    seen: Counter[str] = Counter()
    for point in fields.items("timepoints"):
        day = point.day("date")
        sizes = dict(_sizes(point, lesions))
        unsaid = NonTarget.NE if has_others else NonTarget.NONE
        non_target = point.choice("non_target", NonTarget) or unsaid
        new = point.choice("new_lesions", NewLesions) or NewLesions.NONE
        point.warn_of_strangers()
        if day is None:
            continue
        seen[day.isoformat()] += 1
        if seen[day.isoformat()] > 1:
            words = _("this date stands here twice. Put what was seen that day together.")
            point.refuse("date", "duplicate_date", words=words)
        yield TimePoint(day, sizes, non_target, new)


def _sizes(point: Fields, lesions: dict[str, Target | None]) -> Iterator[tuple[str, Size]]:
    """The size of each measured lesion."""
    measured = point.child("measurements")
    if measured is None:
        return
    merged: dict[str, str] = {}
    for id_ in list(measured.names()):
        value = measured.raw(id_)
        if id_ not in lesions:
            words = _("is not in the list of lesions. Name it there, or correct the name.")
            measured.refuse(id_, "unknown_lesion", words=words)
            continue
        path = f"{measured.path}.{id_}" if _is_plain(id_) else measured.at(id_)
        size = _size(path, value, notes=point.notes)
        if isinstance(size, MergedInto):
            merged[id_] = size.lesion
            if lesions.get(size.lesion) is None:
                words = _("names a lesion that is no target. Name the target it merged with.")
                point.notes.refuse(path, "unknown_lesion", words=words)
        if lesions[id_] is not None:
            yield id_, size
    _refuse_circles(measured, merged)


def _refuse_circles(measured: Fields, merged: dict[str, str]) -> None:
    for id_ in merged:
        place, walked = id_, {id_}
        while place in merged:
            place = merged[place]
            if place in walked:
                words = _("these lesions are said to have merged into each other. Measure one.")
                measured.refuse(id_, "not_allowed", words=words)
                return
            walked.add(place)


def _size(path: str, value: object, *, notes: Notes) -> Size:
    """A size, the sum of the parts of a split lesion, or the lesion that it merged into."""
    if isinstance(value, list):
        return _split(path, value, notes=notes)
    if isinstance(value, str):
        if value.startswith(_MERGED):
            return MergedInto(value.removeprefix(_MERGED))
        if value in _WORDS:
            return _WORDS[value]
        words = _(
            "is no measurement. Write mm, disappeared, too_small, not_evaluable, the list of the "
            "parts, or merged: with the name of the other lesion."
        )
        notes.refuse(path, "not_allowed", words=words)
        return None
    return None if value is None else number_at(path, value, notes=notes, most=_MOST_MM)


def _split(path: str, parts: list[object], *, notes: Notes) -> Size:
    if not parts:
        notes.refuse(path, "not_allowed", words=_("the list of parts is empty. Give each in mm."))
    total = Decimal(0)
    is_complete = True
    for place, part in enumerate(parts):
        at = below(path, place) if "?" in path else f"{path}.{place}"
        size = None if isinstance(part, list) else _size(at, part, notes=notes)
        if isinstance(part, list) or isinstance(size, MergedInto):
            notes.refuse(at, "not_allowed", words=_("is no part of a split lesion. Give mm."))
        elif size is None:
            is_complete = False
        else:
            total += size
    return total if is_complete else None


def _is_plain(id_: str) -> bool:
    """Whether the name of a lesion is a label and can hold no words about a person."""
    letters = id_.rstrip("0123456789")
    return len(id_) <= _MOST_LABEL and letters.isascii() and letters.isalpha() and len(letters) <= 2


def _check_baseline(fields: Fields, course: Course) -> None:
    if not course.timepoints:
        words = _("there is no time point. The first one is baseline.")
        fields.refuse("timepoints", "no_baseline", words=words)
        return
    first = in_order(course)[0]
    place = course.timepoints.index(first)
    for target in without_baseline(course):
        path = f"timepoints.{place}.measurements.{target.id if _is_plain(target.id) else '?'}"
        words = _(
            "this target has no size at baseline, the first date. Give its size in mm, "
            "or make it a non-target lesion."
        )
        path = f"{fields.path}.{path}" if fields.path else path
        fields.notes.refuse(path, "no_baseline", words=words)


def _warn_of_silence(fields: Fields, course: Course, *, has_others: bool) -> None:
    """Warn where nothing is said of new lesions, non-target disease, or a first date's news."""
    first = in_order(course)[0] if course.timepoints else None
    raw = fields.raw("timepoints")
    for place, (point, given) in enumerate(
        zip(course.timepoints, raw if isinstance(raw, list) else [], strict=False)
    ):
        path = below(below(fields.path, "timepoints"), place)
        if point is first:
            if point.new_lesions is not NewLesions.NONE:
                words = _("new lesions at baseline are not counted: nothing is new there.")
                fields.notes.warn(path, words=words)
            continue
        if given.get("new_lesions") is None:
            words = _("new lesions are not mentioned; none were counted.")
            fields.notes.warn(path, words=words)
        if given.get("non_target") is None and has_others:
            words = _("non-target disease is not mentioned; it counts as not evaluable.")
            fields.notes.warn(path, words=words)


def _warn_of_doubts(fields: Fields, course: Course) -> None:
    for doubt, what in doubts(course):
        shown = what if doubt is TargetDoubt.SMALL_TARGET and _is_plain(what) else ""
        fields.notes.warn(below(fields.path, "lesions"), words=_DOUBTS[doubt]() + _named(shown))


def _named(id_: str) -> str:
    return f" ({id_})" if id_ else ""


_DOUBTS: Final = {
    TargetDoubt.MANY_TARGETS: lambda: _(
        "more than 5 target lesions; RECIST 1.1 follows at most 5."
    ),
    TargetDoubt.MANY_IN_ORGAN: lambda: _("more than 2 target lesions in one organ."),
    TargetDoubt.SMALL_TARGET: lambda: _(
        "a target is smaller at baseline than RECIST 1.1 asks for: 10 mm, "
        "15 mm in the short axis of a node."
    ),
}
