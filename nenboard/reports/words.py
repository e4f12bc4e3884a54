"""How values of a case are printed: dates, numbers with units, and the kinds of missing."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import FactValue
from nenboard.domain.missing import Missing
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports.values import Day, Gap, Phrase, Span, Tone, Weight

NBSP: Final = "\u00a0"


def held(text: str) -> str:
    """The text with blanks that do not break, so that a value stays on one line."""
    return text.replace(" ", NBSP)


_UNITS: Final = {
    "umol/L": "µmol/L",
    "ug/L": "µg/L",
    "umol/24 h": "µmol/24 h",
    "10^9/L": "×10⁹/L",
    "x10^9/L": "×10⁹/L",
    "10*9/L": "×10⁹/L",
    "mL/min/1.73 m2": "mL/min/1.73 m²",
    "mL/min/1.73m2": "mL/min/1.73 m²",
}


def unit(typed: str) -> str:
    """A unit as printed: signs for spellings that stand for them, everything else as typed."""
    return _UNITS.get(typed.strip(), typed)


def plain(text: str, *, tone: Tone = Tone.TEXT) -> Phrase:
    """Words in regular weight."""
    return (Span(text, tone=tone),) if text else ()


def bold(text: str) -> Phrase:
    """Words in bold."""
    return (Span(text, Weight.BOLD),) if text else ()


def joined(parts: list[Phrase], between: str = ". ") -> Phrase:
    """Phrases in a row, the words between them only where both are there."""
    out: Phrase = ()
    for part in parts:
        if part:
            out = (*out, Span(between), *part) if out else part
    return out


def chip(kind: Missing | None, *, detail: str = "") -> Phrase:
    """A missing value in words: Pending, due 24-Nov-2026; Not recorded for nothing at all."""
    text = labels.missing_label(kind) + (f", {detail}" if detail else "")
    code = Gap(kind.value) if kind is not None else Gap.NOT_RECORDED
    return (Span(held(text), gap=code),)


def missing(case: Case, path: str, *, kind: Missing | None = None) -> Phrase:
    """Why the field at a path is empty, with due date and owner if they were entered."""
    gap = next((gap for gap in case.gaps if gap.path == path), None)
    if gap is None:
        return chip(kind)
    details = []
    if gap.due is not None:
        details.append(_("due {date}").format(date=gap.due.text))
    if gap.owner:
        details.append(gap.owner)
    return chip(kind or gap.kind, detail=", ".join(details))


def value(case: Case, path: str, *, recorded: object, text: str = "") -> Phrase:
    """A recorded value as words, or its kind of missing in words."""
    if recorded is None or isinstance(recorded, Missing):
        return missing(case, path, kind=recorded)
    if not text:
        text = labels.label(recorded) if isinstance(recorded, Enum) else str(recorded)
    return (Span(text),)


def dated(text: str, when: PartialDate | None) -> str:
    """A value with its date: 58 mL/min (12-Nov-2026); without a date it says so."""
    return f"{text} ({when.text if when else _('date not recorded')})"


def number(amount: Decimal) -> str:
    """A number as typed."""
    return labels.number_text(amount)


def day(when: PartialDate | None) -> Day | None:
    """A partial date as an interval with its words."""
    return Day(when.earliest, when.latest, when.text) if when is not None else None


def day_text(when: PartialDate | None) -> Phrase:
    """A date as printed, or the words for none."""
    return (Span(held(when.text)),) if when is not None else chip(None)


def entered(case: Case, fact: str) -> tuple[FactValue | None, str]:
    """A clinician's or document's own entry of a fact: its value and who states it."""
    entry = case.entry(fact)
    if entry is None:
        return None, ""
    return entry.value, entry.by


def entered_text(case: Case, fact: str) -> str:
    """The entry of a fact in words with its unit; empty if there is none."""
    entry = case.entry(fact)
    return held(labels.fact_value(fact, entry.value)) if entry is not None else ""


def age_on(born: PartialDate | Missing | None, on: date) -> str:
    """Age in whole years, a range if the birth date is partial: 61y, 60-61y."""
    if not isinstance(born, PartialDate):
        return ""
    youngest, oldest = _years(born.latest, on), _years(born.earliest, on)
    return f"{oldest}y" if youngest == oldest else f"{youngest}-{oldest}y"


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(label: str) -> str:
    """A label inside a sentence: a small first letter unless it is an abbreviation."""
    return (
        label if label[1:2].isupper() or not label[1:2].isalpha() else label[:1].lower() + label[1:]
    )
