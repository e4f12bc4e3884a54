"""The first look at a case: question, course on one time axis, tumour in a few words."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from nenboard.domain.case import Case
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import sayings
from nenboard.reports.blocks import Flow, prepare
from nenboard.reports.content_course import timeline
from nenboard.reports.content_glance import glance
from nenboard.reports.content_tumour import question
from nenboard.reports.legend import legend
from nenboard.reports.style import SMALLEST, Type
from nenboard.reports.timeline import ROWS, Chart, ChartCuts, chart
from nenboard.workflow.papers import release_words

if TYPE_CHECKING:
    from nenboard.reports.drawing import Drawing
    from nenboard.reports.sayings import Saying
    from nenboard.reports.values import Phrase, Question, Timeline

__all__ = ["ROWS", "Chart", "Overview", "course_chart", "course_of", "legend_of", "overview"]

_LANES = 4


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first tab of a case shows; `table` is its chart in words."""

    question: "Question"
    presenter: "Phrase"
    discussion: str
    glance: "tuple[tuple[str, Phrase], ...]"
    timeline: "Timeline"
    table: "tuple[Saying, ...]"


def overview(case: Case, on: date) -> Overview:
    """The overview of a case as of a day; texts of the registry are made safe to draw."""
    from nenboard.reports import words

    referral = case.referral
    named = referral.presenter
    presenter = words.plain(named) if named else words.missing(case, "referral.presenter")
    course = course_of(case, on)
    return Overview(
        question=question(case, on),
        presenter=presenter,
        discussion=labels.label(referral.discussion) if referral.discussion is not None else "",
        glance=glance(case, on),
        timeline=course,
        table=sayings.all_of(course),
    )


def course_of(case: Case, on: date) -> "Timeline":
    """The course of a case on one time axis, as the one-page summary draws it."""
    course = prepare(timeline(case, on, release=release_words(None)))
    return replace(course, until_label=_("today"))


def course_chart(
    course: "Timeline",
    width: float,
    *,
    height: float = 0.0,
    rows: tuple[str, ...] = ROWS,
    span: tuple[date, date] | None = None,
) -> Chart:
    """The chart of a course in points, laid out as on paper; `rows` and `span` show parts."""
    cuts = ChartCuts(rows=rows, event_lanes=_LANES)
    return chart(course, width, height=height, cuts=cuts, span=span)


def legend_of(drawn: Chart, width: float) -> "Drawing":
    """The legend of the marks that a chart uses."""
    flow = Flow(width, Type(SMALLEST, 1.2, "legend"))
    legend(flow, drawn.used)
    made = flow.done()
    made.height = max(made.height, flow.y)
    return made
