"""The plot of responses of chosen rows: described for the screen, printed as PDF."""

from collections.abc import Iterator, Sequence

from nenboard.algorithm.evidence import Arm, Study
from nenboard.host.language import _
from nenboard.reports.plot_values import PlotGroup, PlotMark, PlotRow, ResponsePlot
from nenboard.workflow import clock
from nenboard.workflow.evidence import library
from nenboard.workflow.evidence_words import superscript
from nenboard.workflow.responses import response_of


def warning() -> str:
    """What must stand beside every such plot."""
    return _("Do not compare arms of different trials.")


def describe(studies: Sequence[Study]) -> ResponsePlot:
    """The plot of these rows, in printed order, by the sections of their tables."""
    titles: dict[int, str] = {table.table: table.title for table in library().tables}
    groups: dict[tuple[int, str], list[PlotRow]] = {}
    for study in studies:
        groups.setdefault((study.table, study.section), []).append(_row(study))
    several = len({table for table, _section in groups}) > 1
    return ResponsePlot(
        title=_("Responses as printed in Tables 1 to 3 of the review of 2021"),
        subtitle="; ".join(
            _("Table {number}: {title}").format(number=table, title=titles[table])
            for table in sorted({table for table, _section in groups})
        ),
        groups=tuple(
            PlotGroup(
                _("Table {number}: {section}").format(number=table, section=section)
                if several
                else section,
                tuple(rows),
            )
            for (table, section), rows in groups.items()
        ),
        warning=warning(),
        notes=(
            _(
                "Line: exact 95 % interval (Clopper-Pearson), only where the number of people is "
                "printed and the percentage is a whole number of them. Nothing is pooled."
            ),
            _("Arms in printed order: disc, square, triangle, diamond, ring."),
            *_meanings(studies),
        ),
        source=_("Espinosa-Olarte P et al., Rev Endocr Metab Disord 2021;22:595-614"),
    )


def plot_pdf(studies: Sequence[Study], *, paper: str = "A4") -> bytes:
    """The plot as PDF bytes, vectors and text, read back and compared. Raises ReportError."""
    from nenboard.reports.response_plot import render_plot

    return render_plot(describe(studies), at=clock.now(), paper=paper)


def _row(study: Study) -> PlotRow:
    return PlotRow(
        id=study.id,
        name=study.title,
        n=study.n.printed,
        treatment=" v ".join(arm.regimen for arm in study.arms),
        marks=tuple(_mark(study, arm) for arm in study.arms),
    )


def _mark(study: Study, arm: Arm) -> PlotMark | None:
    response = response_of(study, arm)
    if response.percent is None:
        return None
    return PlotMark(
        regimen=arm.regimen,
        percent=float(response.percent),
        printed=str(response.percent),
        low=response.low,
        high=response.high,
        letters="".join(superscript(letter) for letter in arm.flags.letters("orr")),
    )


def _meanings(studies: Sequence[Study]) -> Iterator[str]:
    """What the marks on the responses mean, each in its own table."""
    used = {
        (study.table, letter)
        for study in studies
        for arm in study.arms
        for letter in arm.flags.letters("orr")
    }
    for table, letter in sorted(used):
        yield _("{mark} Table {table}: {meaning}.").format(
            mark=superscript(letter),
            table=table,
            meaning=library().flags[table, letter].meaning,
        )
