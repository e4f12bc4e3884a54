"""What a list row says: the codes of a summary in words, dates and numbers as people read them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from nenboard.gui.widgets.banner import initials, last_three
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import CaseRow

KINDS_OF_MISSING = frozenset({"not_done", "pending", "unknown", "not_applicable"})

COLUMNS = ("name", "birth_date", "site", "ki67", "last_response", "line", "target_meeting")


def heading(column: str) -> str:
    """The words over a column."""
    return {
        "name": _("Patient"),
        "birth_date": _("NHS No., born"),
        "site": _("Primary, class, stage"),
        "ki67": _("Ki-67"),
        "last_response": _("Last response"),
        "line": _("Line"),
        "target_meeting": _("Meeting"),
    }[column]


def patient(row: "CaseRow", *, hidden: bool = False) -> str:
    """FAMILY, Given; initials while names are hidden; the key of the case without a name."""
    if row.name is None and row.given_name is None:
        return row.case_id
    if hidden:
        return initials(row.name, row.given_name)
    family = (row.name or _("Name not known")).upper() if row.name else _("Name not known")
    return f"{family}, {row.given_name}" if row.given_name else family


def cell(row: "CaseRow", column: str, *, hidden: bool = False) -> tuple[str, str]:
    """Two lines of a cell: what is read first, and what stands below in small."""
    if column == "name":
        return patient(row, hidden=hidden), row.case_id
    if column == "birth_date":
        return number(row, hidden=hidden), date_text(row.birth_date)
    if column == "site":
        return site(row.site), tumour(row)
    if column == "line":
        return _("Line {number}").format(number=row.line) if row.line else "", ""
    if column == "target_meeting":
        return date_text(row.target_meeting), ""
    if column == "ki67":
        return ki67(row.ki67), ""
    return getattr(row, column) or "", ""


def ki67(text: str | None) -> str:
    """The stored words of a Ki-67 with the signs people write: ≤ 2 %, 10–15 %."""
    if text is None or text in KINDS_OF_MISSING:
        return text or ""
    for typed, sign in (("<=", "≤"), (">=", "≥"), ("-", "–")):
        text = text.replace(typed, sign)
    return text


def number(row: "CaseRow", *, hidden: bool = False) -> str:
    """The national number in its printed groups, or the hospital number."""
    found = row.national_number or row.hospital_number
    if found is None:
        return _("Not known")
    if hidden:
        return last_three(found)
    return grouped(row.national_number) if row.national_number else found


def grouped(text: str) -> str:
    """An NHS number as 999 526 0182; other numbers as they are."""
    digits = text.replace(" ", "")
    if len(digits) == 10 and digits.isdigit():
        return f"{digits[:3]}\N{NO-BREAK SPACE}{digits[3:6]}\N{NO-BREAK SPACE}{digits[6:]}"
    return text


def date_text(stored: str | None) -> str:
    """A stored ISO date, full or partial, as dd-Mmm-yyyy; missing kinds keep their code."""
    if not stored or stored in KINDS_OF_MISSING:
        return stored or ""
    from nenboard.domain.dates import PartialDate

    return PartialDate(stored).text


def age(birth_date: str | None, on: date) -> str:
    """(61y), only where the birth date leaves no doubt about the years."""
    if not birth_date or birth_date in KINDS_OF_MISSING:
        return ""
    from nenboard.domain.dates import PartialDate

    born = PartialDate(birth_date)
    ages = {_years(day, on) for day in (born.earliest, born.latest)}
    return f"({ages.pop()}y)" if len(ages) == 1 else ""


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def site(code: str | None) -> str:
    """The primary site in words; several candidates joined."""
    if not code:
        return ""
    return " / ".join(_site_part(part) for part in code.split(" / "))


def tumour(row: "CaseRow") -> str:
    """NET G2, stage IV."""
    kind = class_words(row.tumour_class)
    parts = [" ".join(part for part in (kind, grade_words(row.grade)) if part)]
    if row.stage and row.stage not in KINDS_OF_MISSING:
        parts.append(_("stage {stage}").format(stage=row.stage.upper()))
    return ", ".join(part for part in parts if part)


def class_words(code: str | None) -> str:
    """NET, NEC, MiNEN."""
    if not code or code in KINDS_OF_MISSING:
        return ""
    known = {"net": "NET", "nec": "NEC", "minen": "MiNEN"}
    return " / ".join(known.get(part, part) for part in code.split(" / "))


def grade_words(code: str | None) -> str:
    """G1, G2, G3 and the lung classes in words."""
    if not code or code in KINDS_OF_MISSING:
        return ""
    from nenboard.host.labels import fact_code

    return " / ".join(fact_code("grade_reported", part) for part in code.split(" / "))


def sex_words(code: str | None) -> str:
    """The sex in words."""
    if not code:
        return _("Not known")
    from nenboard.domain.terms import Sex
    from nenboard.host.labels import code_label

    return code_label(Sex, code)


@cache
def _site_words() -> Mapping[str, str]:
    from nenboard.domain.terms import Site
    from nenboard.host.labels import label

    return {site.value: label(site) for site in Site}


def _site_part(code: str) -> str:
    from nenboard.host.labels import fact_code

    known = _site_words().get(code)
    return known or fact_code("primary_site", code).capitalize()
