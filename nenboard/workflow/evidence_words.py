"""The evidence library in words: figures with their marks, differences, later reports."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nenboard.algorithm.evidence import (
    MEASURES,
    Arm,
    Bracketed,
    Comparison,
    Difference,
    Figure,
    Flags,
    Measure,
    Study,
    Update,
)
from nenboard.host.language import _
from nenboard.workflow.evidence import library

_UNNAMED: Final = "EP_NOS"
"""The subgroup that the tables mark by a letter and do not name."""


def measure_name(measure: Measure) -> str:
    """Response, PFS or OS with its unit."""
    return {"orr": _("response %"), "pfs": _("PFS months"), "os": _("OS months")}[measure]


def superscript(letter: str) -> str:
    """A mark as the tables print it, raised."""
    return {"a": "ᵃ", "b": "ᵇ"}.get(letter, letter)


def figure_words(arm: Arm, measure: Measure) -> str:
    """A figure as printed with its marks and its brackets: 25 (EP_NOS 7.0 ᵃ)."""
    said = _marked(arm.figure(measure), arm.flags, measure=measure)
    inside = [
        f"{code} {_marked(figure, group.flags, measure=measure)}"
        for code, group in arm.by_subgroup.items()
        if (figure := group.figure(measure)) is not None
    ]
    return f"{said} ({', '.join(inside)})" if inside else said


def cell_words(study: Study, measure: Measure) -> str:
    """The figures of all arms in one cell, brackets as well: 33.0 v 26.0 (GI 36.4 v 37.5)."""
    groups: dict[str, list[str]] = {}
    for arm in study.arms:
        for code, group in arm.by_subgroup.items():
            figure = group.figure(measure)
            if figure is not None:
                said = _marked(figure, group.flags, measure=measure)
                groups.setdefault(code, []).append(said)
    inside = "; ".join(
        f"{'' if code == _UNNAMED else code} {' v '.join(figures)}".strip()
        for code, figures in groups.items()
    )
    main = main_words(study, measure)
    return f"{main} ({inside})" if inside else main


def main_words(study: Study, measure: Measure) -> str:
    """The figures without brackets: 33.3 v 27.8; once if printed once."""
    said = [_marked(arm.figure(measure), arm.flags, measure=measure) for arm in study.arms]
    is_bare = all(arm.figure(measure).value is None for arm in study.arms)
    if is_bare and len(set(said)) == 1:
        return said[0]
    marks = {arm.flags.letters(measure) for arm in study.arms}
    if len(marks) > 1:
        return " v ".join(said)
    raised = "".join(superscript(letter) for letter in marks.pop())
    figures = " v ".join(arm.figure(measure).printed for arm in study.arms)
    return f"{figures} {raised}".rstrip()


def subgroup_figures(group: Bracketed) -> Iterator[tuple[Measure, str]]:
    """The figures printed for a subgroup."""
    for measure in MEASURES:
        figure = group.figure(measure)
        if figure is not None:
            yield measure, _marked(figure, group.flags, measure=measure)


def _marked(figure: Figure, flags: Flags, *, measure: Measure) -> str:
    raised = "".join(superscript(letter) for letter in flags.letters(measure))
    return f"{figure.printed} {raised}".rstrip()


def comparison_words(comparison: Comparison) -> str:
    """HR and P as printed; P = NR is said in words."""
    name = measure_name(comparison.endpoint).split()[0]
    parts = [name]
    if comparison.hr is not None:
        parts.append(f"HR {comparison.hr}")
    if comparison.p == "NR":
        parts.append(_("P not reported"))
    elif comparison.p == "ns":
        parts.append(_("P not significant"))
    elif comparison.p:
        is_bare = comparison.p[0].isdigit()
        parts.append(f"P = {comparison.p}" if is_bare else f"P {comparison.p}")
    said = ", ".join(parts)
    return f"{said} ({comparison.note})" if comparison.note else said


def field_name(field: str) -> str:
    """What a difference is about."""
    return {
        "orr_pct": _("Response"),
        "pfs_months": _("PFS"),
        "os_months": _("OS"),
        "n_total": "N",
        "n_subgroup": _("N of the subgroup"),
        "design": _("Design"),
        "regimen": _("Treatment"),
        "line": _("Line"),
    }[field]


def difference_words(study: Study, entry: Difference) -> str:
    """Both figures and the place: PFS (TEM): 14.4 in the table, 14.1 in the text, 1.2 [31]."""
    about = ", ".join(part for part in (entry.arm, entry.group) if part)
    name = field_name(entry.field)
    kind = library().marks.kinds_of_difference[entry.kind]
    place = entry.where if entry.kind == "differs" else f"{entry.where}; {kind}"
    return _("{what}: {table} in Table {number}, {text} in the text ({place}).").format(
        what=f"{name} ({about})" if about and (entry.group or len(study.arms) > 1) else name,
        table=entry.table,
        number=study.table,
        text=entry.text,
        place=place,
    )


def update_heading(update: Update) -> str:
    """When a later report appeared, told from one that the review had missed."""
    if update.published_after_review:
        return _("Published after the review, {year}").format(year=update.year)
    return _("Published {year}, before the review, which does not report it").format(
        year=update.year
    )


def update_words(update: Update) -> Iterator[str]:
    """A later report: figures, comparisons, what limits it, source and certainty."""
    yield f"{update_heading(update)}: {update.setting}."
    for arm in update.arms:
        figures = [
            _said(_("N"), arm.n),
            _said(_("response %"), arm.orr_pct),
            _said(_("PFS months"), arm.pfs_months),
            _said(_("OS months"), arm.os_months),
            arm.more or "",
        ]
        shown = "; ".join(figure for figure in figures if figure)
        yield f"{arm.regimen}: {shown or _('no figures seen')}"
    for item in update.comparisons:
        limits = f" ({item.ci_low} to {item.ci_high})" if item.ci_low is not None else ""
        hazard = f"HR {item.hr}{limits}, " if item.hr is not None else ""
        yield f"{item.endpoint}: {hazard}P {item.p}"
    met = {True: _("met"), False: _("not met"), None: _("not seen whether it was met")}
    yield _("Primary end point: {what}; {met}.").format(
        what=update.primary, met=met[update.primary_met]
    )
    yield from update.caveats
    yield _("Source: {citation}. Seen as: {quality}. Certainty: {certainty}.").format(
        citation=update.citation.rstrip("."),
        quality=update.source_quality,
        certainty=update.certainty,
    )
    yield _("This changes no strength of the rules.")


def _said(name: str, value: Decimal | int | None) -> str:
    return "" if value is None else f"{name} {value}"
