"""What the board page says: the meeting, its figures, what is open of a case, in sentences."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from nenboard.gui.case_list import words as case_words
from nenboard.gui.widgets.banner import initials
from nenboard.host import labels
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.attendance import QuorumNeed
    from nenboard.domain.board import Addendum, Meeting
    from nenboard.domain.dates import PartialDate
    from nenboard.domain.readiness import OpenItem
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.registry import CaseRow


def weekdays() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )


def day(when: "PartialDate") -> str:
    """Thursday 26-Nov-2026; without the day of the week where the day is not known."""
    if not when.is_exact:
        return when.text
    return f"{weekdays()[when.earliest.weekday()]} {when.text}"


def date_words(when: date) -> str:
    """26-Nov-2026."""
    from nenboard.domain.dates import PartialDate

    return PartialDate.of(when).text


def short_day(when: date) -> str:
    """26-Nov, for a chip."""
    return date_words(when)[:6]


def title(meeting: "Meeting") -> str:
    """NET MDT, Thursday 26-Nov-2026, 14:00."""
    parts = [_("NET MDT"), day(meeting.date)]
    if meeting.starts is not None:
        parts.append(f"{meeting.starts:%H:%M}")
    return ", ".join(parts)


def about(shown: "Snapshot") -> str:
    """Place, chair, cut-off, late additions and the version of the agenda, in sentences."""
    meeting = shown.meeting
    said = [
        meeting.place or _("Place not set"),
        _("Chair {name}").format(name=meeting.chair) if meeting.chair else _("Chair not set"),
        _cut_off(shown),
        _version(meeting),
    ]
    return ". ".join(part for part in said if part) + "."


def _cut_off(shown: "Snapshot") -> str:
    meeting = shown.meeting
    if meeting.cut_off is None:
        return _("No cut-off")
    at = f" {meeting.cut_off_time:%H:%M}" if meeting.cut_off_time is not None else ""
    when = day(meeting.cut_off) + at
    text = _("Cut-off was {when}") if shown.is_late else _("Cut-off {when}")
    said = text.format(when=when)
    late = len(shown.board.late) if shown.board is not None else 0
    if not late:
        return said
    more = counted("{count} late addition", "{count} late additions", count=late)
    return f"{said}; {more.format(count=late)}"


def _version(meeting: "Meeting") -> str:
    edition = meeting.edition
    if edition is None:
        return _("Agenda not frozen")
    frozen = _("Agenda version {number}, frozen {when}").format(
        number=edition.version, when=f"{edition.at.astimezone():%d-%b %H:%M}"
    )
    changes = sum(one.version == edition.version for one in meeting.addenda)
    if not changes:
        return frozen
    more = counted("{count} addendum since", "{count} addenda since", count=changes)
    return f"{frozen}; {more.format(count=changes)}"


def addendum(one: "Addendum") -> str:
    """Addendum 1 of 10-Dec 08:30 by D. Okafor: added SYN-00001; order."""
    changes = "; ".join(
        " ".join(part for part in (labels.label(change.kind).lower(), change.case_id) if part)
        for change in one.changes
    )
    return _("Addendum {number} of {when} by {who}: {changes}.").format(
        number=one.number,
        when=f"{one.at.astimezone():%d-%b %H:%M}",
        who=one.by,
        changes=changes,
    )


def patient(row: "CaseRow | None", case_id: str, *, hidden: bool) -> str:
    """FAMILY, Given; the key of the case where nothing is known."""
    return case_words.patient(row, hidden=hidden) if row is not None else case_id


def family(row: "CaseRow | None", case_id: str, *, hidden: bool) -> str:
    """FAMILY alone, for a narrow list."""
    if row is None or not row.name:
        return case_id
    return initials(row.name, row.given_name) if hidden else row.name.upper()


def age_and_sex(row: "CaseRow", on: date) -> str:
    """61y F, and the key of the case."""
    age = case_words.age(row.birth_date, on).strip("()")
    sex = (row.sex or "").upper() if row.sex in {"f", "m", "x"} else ""
    return " ".join(part for part in (age, sex) if part)


def tumour(row: "CaseRow") -> tuple[str, str]:
    """Primary and class; Ki-67 and stage."""
    first = ", ".join(p for p in (case_words.site(row.site), case_words.tumour(row)) if p)
    value = row.ki67 if row.ki67 not in case_words.KINDS_OF_MISSING else None
    second = _("Ki-67 {value}").format(value=case_words.ki67(value)) if value else ""
    return first or _("Tumour not recorded"), second


def open_short(found: "OpenItem") -> str:
    """eGFR or creatinine 40 days old; Echocardiogram pending; Sex."""
    name = found.item.label
    if found.state.value == "stale":
        return _("{what} {days} days old").format(what=name, days=found.age_days)
    if found.state.value == "pending":
        return _("{what} pending").format(what=name)
    return name


def open_sentence(found: "OpenItem", judged_on: date) -> str:
    """What is wrong with an item: which rule, which value."""
    item = found.item
    name = _("{what} (item {id}, level {level})").format(
        what=item.label, id=item.id, level=found.level
    )
    because = _because(found)
    if found.state.value == "stale":
        days = found.age_days or 0
        return _("{what}{because}: the last is of {date}, {days} days old, limit {limit}").format(
            what=name,
            because=because,
            date=date_words(judged_on - timedelta(days=days)),
            days=days,
            limit=item.fresh_days,
        )
    if found.state.value == "pending":
        return _("{what}{because}: pending").format(what=name, because=because)
    return _("{what}{because}: not recorded").format(what=name, because=because)


def _because(found: "OpenItem") -> str:
    item = found.item
    name = item.raise_if if found.level != item.level and item.raise_if else item.only_if
    return _(", as {condition}").format(condition=condition(name)) if name else ""


def condition(name: str) -> str:
    """A condition of the minimum data set in words; one that a hospital has added by its name."""
    known = {
        "seen_before": _("the case was discussed before"),
        "aged_65": _("the patient is 65 or older"),
        "carcinoma": _("it is a carcinoma"),
        "ki67_above_20": _("Ki-67 is above 20 %"),
        "fast_or_high": _("Ki-67 is above 20 % or the pace is rapid"),
        "prrt_asked": _("PRRT is asked"),
        "chemotherapy_asked": _("chemotherapy is asked"),
        "carcinoid_syndrome": _("there is a carcinoid syndrome"),
        "syndrome": _("there is a hormonal syndrome"),
        "unknown_primary": _("the primary is unknown"),
        "resected": _("there is a resection specimen"),
        "lung_or_thymus": _("it is of lung or thymus"),
        "small_bowel_lung_or_unknown": _("it is of small bowel, lung or unknown primary"),
        "liver_metastases": _("there are liver metastases"),
        "metastatic": _("there are metastases"),
        "line_stopped": _("a line of therapy was stopped"),
        "has_lines": _("there are lines of therapy"),
    }
    return known.get(name, name.replace("_", " "))


def need(found: "QuorumNeed") -> str:
    """Endocrinology or gastroenterology."""
    return _(" or ").join(labels.label(role) for role in found.roles)
