"""Words of the history: what was done with a case, and what a change of class, grade, stage was."""

from typing import TYPE_CHECKING

from nenboard.gui.case_list.words import KINDS_OF_MISSING, class_words, grade_words
from nenboard.host.language import _

if TYPE_CHECKING:
    from datetime import datetime

    from nenboard.workflow.history import ChangeMark, Marked, MarkedStep


def action_words(action: str) -> str:
    """An entry of the audit trail in words."""
    known = {
        "assessment_stored": _("The rule set was run"),
        "outcome_stored": _("Outcome of a meeting stored"),
        "outcome_read_back": _("Outcome read back"),
        "outcome_signed": _("Outcome signed"),
        "follow_up_stored": _("Follow-up stored"),
        "chase_noted": _("Chase noted"),
        "exported": _("Exported"),
        "printed": _("Printed"),
        "imported": _("Imported"),
        "decision_stored": _("Decision stored"),
        "patient_taken_out_of_backup": _("Taken out of a backup"),
    }
    return known.get(action, action.replace("_", " ").capitalize())


def marked_name(what: "Marked") -> str:
    """What it is that changed."""
    return {
        "class": _("Class of the tumour"),
        "grade": _("Grade of the tumour"),
        "stage": _("Stage of the tumour"),
    }[what.value]


def code_words(what: "Marked", code: str | None) -> str:
    """A class, grade or stage in words."""
    if code is None or code in KINDS_OF_MISSING:
        return ""
    if what.value == "class":
        return class_words(code)
    return grade_words(code) if what.value == "grade" else code.upper()


def change_words(mark: "ChangeMark | None") -> str:
    """What somebody said of a change, or that nobody has."""
    if mark is None:
        return _("Not said yet")
    return mark_words(mark.value)


def mark_words(code: str) -> str:
    """A mark of a change in words."""
    return {"true_change": _("True change"), "better_work_up": _("Better work-up")}.get(code, "")


def question(step: "MarkedStep") -> str:
    """What is asked where the data are."""
    what = step.change.what
    text = _("{what} went from {old} to {new} on {date} ({by}). Did the tumour change, or is more "
             "known about the same tumour?")  # fmt: skip
    return text.format(
        what=marked_name(what),
        old=code_words(what, step.change.old),
        new=code_words(what, step.change.new),
        date=moment(step.at, with_time=False),
        by=step.by,
    )


def short_question(step: "MarkedStep") -> str:
    """The same in a list of what is open: *G2 to G3 on 12-Nov-2026: true change or …?*"""
    text = _("{old} to {new} on {date}: true change, or better work-up of the same tumour?")
    return text.format(
        old=code_words(step.change.what, step.change.old),
        new=code_words(step.change.what, step.change.new),
        date=moment(step.at, with_time=False),
    )


def told(step: "MarkedStep") -> str:
    """What was said of a change: *Grade of the tumour, G2 to G3 on 12-Nov-2026: true change.*"""
    what = step.change.what
    text = _("{what}, {old} to {new} on {date}: {mark} ({by}).")
    return text.format(
        what=marked_name(what),
        old=code_words(what, step.change.old) or _("not recorded"),
        new=code_words(what, step.change.new) or _("not recorded"),
        date=moment(step.at, with_time=False),
        mark=change_words(step.mark).lower(),
        by=step.marked_by or step.by,
    )


def moment(at: "datetime", *, with_time: bool = True) -> str:
    """A moment of this computer's clock: 12-Nov-2026 09:00."""
    from nenboard.domain.dates import PartialDate

    here = at.astimezone()
    day = PartialDate.of(here.date()).text
    return f"{day} {here:%H:%M}" if with_time else day
