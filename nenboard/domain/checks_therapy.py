"""Checks of lines, procedures, responses and toxicity."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.issues import Check, Issue, invalid, missing, query, rare
from nenboard.domain.missing import is_recorded
from nenboard.domain.moments import is_before
from nenboard.domain.response.course import NewLesions
from nenboard.domain.response.newest import newest_measured
from nenboard.domain.terms import GivenFor, ResponseMethod, TherapyClass
from nenboard.domain.treatment import Line, Toxicity

_ANALOGUES: Final = ("OCTLAR", "LAN120")
_NO_TREATMENT: Final = ("OBS", "LOCO")
"""Watching and local treatment stand in the catalogue of regimens and are no systemic lines."""


def _stated(case: Case, _on: date) -> Iterator[Issue]:
    is_entered = bool(case.lines) or case.entry("prior_lines") is not None
    if case.has_had_systemic_treatment is None and not is_entered:
        yield missing(
            "has_had_systemic_treatment",
            "treatment_not_stated",
            message="Whether there was systemic treatment is not recorded. "
            "Enter the lines, or that there was none.",
        )
    if case.has_had_systemic_treatment is False and any(_is_treatment(x) for x in case.lines):
        yield invalid(
            "has_had_systemic_treatment",
            "lines_contradict_answer",
            message="Lines are entered beside the answer that there was no systemic treatment. "
            "Correct the answer, or delete the lines.",
        )
    if case.has_had_systemic_treatment is True and not case.lines:
        yield missing(
            "lines",
            "lines_missing",
            message="Systemic treatment is stated and no line is entered. "
            "Ask the treating clinician for the lines.",
        )


def _is_treatment(line: Line) -> bool:
    return line.regimen not in _NO_TREATMENT


def _order_in_line(case: Case, _on: date) -> Iterator[Issue]:
    for i, line in enumerate(case.lines):
        for name, words in (
            ("stop", "ends"),
            ("progressed", "shows progression"),
            ("best_response_date", "shows a response"),
        ):
            moment = getattr(line, name)
            if isinstance(moment, PartialDate) and is_before(moment, line.start):
                yield invalid(
                    f"lines.{i}.{name}",
                    "end_before_start",
                    message=f"This line {words} before it starts. Correct one of the two dates.",
                )


def _order_of_lines(case: Case, _on: date) -> Iterator[Issue]:
    for i, (first, second) in enumerate(pairwise(case.lines), start=1):
        if is_before(second.start, first.start):
            yield query(
                f"lines.{i}.start",
                "lines_out_of_order",
                message="This line starts before the one above it; the oldest stands first. "
                "Move it, or correct the date.",
            )
        elif any(_overlap(earlier, second) for earlier in case.lines[:i]):
            yield rare(
                f"lines.{i}.start",
                "lines_overlap",
                message="Two antitumour lines overlap. If the drugs were given together they are "
                "one line; otherwise confirm with a reason.",
            )


def _overlap(earlier: Line, later: Line) -> bool:
    """Whether a line for this tumour begins while another is given; an analogue may go on."""
    if any(_is_analogue(each) or not _is_for_this(each) for each in (earlier, later)):
        return False
    is_going_on = earlier.stop is None and earlier.is_ongoing is True
    return later.start is not None and (is_going_on or is_before(later.start, earlier.stop))


def _is_analogue(line: Line) -> bool:
    return line.therapy_class is TherapyClass.SSA or line.regimen in _ANALOGUES


def _is_for_this(line: Line) -> bool:
    return line.given_for in {None, GivenFor.THIS} and _is_treatment(line)


def _before_diagnosis(case: Case, _on: date) -> Iterator[Issue]:
    dates = [primary.diagnosed for primary in case.primaries]
    diagnosed = [when for when in dates if when is not None]
    if not diagnosed or len(diagnosed) < len(dates):
        return
    first = min(diagnosed, key=lambda when: when.earliest)
    for i, line in enumerate(case.lines):
        if line.given_for in {None, GivenFor.THIS} and is_before(line.start, first):
            yield query(
                f"lines.{i}.start",
                "therapy_before_diagnosis",
                message="This line starts before the diagnosis. Correct one of the two dates, or "
                "say which disease it was given for.",
            )


def _stop(case: Case, _on: date) -> Iterator[Issue]:
    for i, line in enumerate(case.lines):
        if line.stop is not None and line.is_ongoing is True:
            yield query(
                f"lines.{i}.is_ongoing",
                "ongoing_with_stop",
                message="This line is marked as ongoing and has a stop date. Correct one of them.",
            )
        if line.stop is not None and line.stop_reason is None:
            yield missing(
                f"lines.{i}.stop_reason",
                "stop_reason_missing",
                message="Why this line was stopped decides whether it can be used again. "
                "Ask the treating clinician.",
            )


def _names(case: Case, _on: date) -> Iterator[Issue]:
    for i, line in enumerate(case.lines):
        told = (line.regimen, line.regimen_text, line.components, line.therapy_class)
        if not any(told):
            yield missing(
                f"lines.{i}.regimen",
                "regimen_missing",
                message="What was given in this line is not recorded. "
                "Choose the regimen, or at least its class.",
            )
    numbers: set[int] = set()
    for i, line in enumerate(case.lines):
        if line.line_number in numbers:
            yield query(
                f"lines.{i}.line_number",
                "line_number_twice",
                message="Another line carries the same number. Correct one of the two.",
            )
        numbers |= {line.line_number} if line.line_number is not None else set()


def _responses(case: Case, _on: date) -> Iterator[Issue]:
    starts = {line.id: line.start for line in case.lines}
    for i, record in enumerate(case.responses):
        if record.line_id is not None and record.line_id not in starts:
            yield invalid(
                f"responses.{i}.line_id",
                "unknown_line",
                message="This response names a line that the case does not hold. "
                "Choose the line again.",
            )
        elif record.line_id is not None and is_before(record.date, starts[record.line_id]):
            yield query(
                f"responses.{i}.date",
                "response_before_line",
                message="This response is older than its line. Correct the date or the line.",
            )
        elif record.line_id is None and case.lines and record.method is ResponseMethod.RECIST:
            yield query(
                f"responses.{i}.line_id",
                "response_without_line",
                message="This response names no line, so it counts in none. Choose the line.",
            )


def _response_without_therapy(case: Case, _on: date) -> Iterator[Issue]:
    if case.lines or case.procedures:
        return
    for i, record in enumerate(case.responses):
        if record.method is ResponseMethod.RECIST and is_recorded(record.response):
            yield query(
                f"responses.{i}.response",
                "response_without_therapy",
                message="A response is recorded and no treatment. Enter the treatment first.",
            )


def _new_lesions(case: Case, _on: date) -> Iterator[Issue]:
    for i, seen in enumerate(case.assessments):
        if seen.new_lesions is NewLesions.UNEQUIVOCAL and seen.new_sites is None:
            yield query(
                f"assessments.{i}.new_sites",
                "new_lesions_without_place",
                message="New lesions are recorded without their place. Enter where they are.",
            )


def _hidden_growth(case: Case, on: date) -> Iterator[Issue]:
    newest = newest_measured(case, on)
    if newest is not None and newest.hides_growth:
        yield query(
            "lesions",
            "growth_hidden_by_stable_disease",
            message="Stable by RECIST on the newest day, yet the growth rate reaches its mark. "
            "Weigh the pace of growth before calling the disease stable.",
        )


def _toxicities(case: Case, _on: date) -> Iterator[Issue]:
    for path, toxicity in _all_toxicities(case):
        if is_before(toxicity.resolved, toxicity.date):
            yield invalid(
                f"{path}.resolved",
                "resolved_before_start",
                message="This toxicity resolves before it begins. Correct one of the two dates.",
            )
        if isinstance(toxicity.grade, int) and not (toxicity.ctcae_version or "").strip():
            yield query(
                f"{path}.ctcae_version",
                "ctcae_version_missing",
                message="A grade means little without its CTCAE version. Enter the version.",
            )


def _all_toxicities(case: Case) -> Iterator[tuple[str, Toxicity]]:
    for i, line in enumerate(case.lines):
        for j, toxicity in enumerate(line.toxicities):
            yield f"lines.{i}.toxicities.{j}", toxicity
    for i, procedure in enumerate(case.procedures):
        for j, toxicity in enumerate(procedure.toxicities):
            yield f"procedures.{i}.toxicities.{j}", toxicity
    for j, toxicity in enumerate(case.fitness.residual_toxicities):
        yield f"fitness.residual_toxicities.{j}", toxicity


CHECKS: Final[tuple[Check, ...]] = (
    _stated,
    _order_in_line,
    _order_of_lines,
    _before_diagnosis,
    _stop,
    _names,
    _responses,
    _response_without_therapy,
    _new_lesions,
    _hidden_growth,
    _toxicities,
)
