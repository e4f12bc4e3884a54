"""The pages that exist: one line each. A page that is not here has no entry anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nenboard.gui.page import CaseContext, CaseTab, Page, Services
from nenboard.gui.pagebook import CaseMaker, PageMaker
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab of the case workspace: its key, its words, those of narrow windows, its maker."""

    key: str
    title: Callable[[], str]
    short: Callable[[], str]
    make: Callable[[Services, CaseContext], CaseTab]


def case_tabs() -> tuple[TabSpec, ...]:
    """The tabs of a case, in the order of Alt+1 to Alt+9."""
    return (
        TabSpec("summary", lambda: _("Summary"), lambda: _("Summary"), _summary),
        TabSpec(
            "diagnosis", lambda: _("Diagnosis & pathology"), lambda: _("Diagnosis"), _diagnosis
        ),
        TabSpec("imaging", lambda: _("Imaging & extent"), lambda: _("Imaging"), _imaging),
        TabSpec(
            "treatment", lambda: _("Treatment & responses"), lambda: _("Treatment"), _treatment
        ),
        TabSpec(
            "person",
            lambda: _("Fitness, wishes & referral"),
            lambda: _("Fitness & referral"),
            _person,
        ),
        TabSpec("algorithm", lambda: _("Algorithm"), lambda: _("Algorithm"), _algorithm),
        TabSpec("outcome", lambda: _("Discussion & outcome"), lambda: _("Outcome"), _outcome),
        TabSpec("documents", lambda: _("Documents"), lambda: _("Documents"), _documents),
        TabSpec("history", lambda: _("History"), lambda: _("History"), _history),
    )


def page_makers() -> dict[str, PageMaker]:
    """The pages of the rail, first the one shown after unlocking."""
    return {
        "board": _board,
        "cases": _cases,
        "evidence": _evidence,
        "settings": _settings,
        "meeting": _meeting,
    }


def case_maker() -> CaseMaker | None:
    """What makes the page of one case; None while there is no tab to show."""
    return _case if case_tabs() else None


def _summary(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.summary.page import summary_tab

    return summary_tab(services, context)


def _diagnosis(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.case_edit.page import diagnosis_tab

    return diagnosis_tab(services, context)


def _imaging(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.case_edit.page import imaging_tab

    return imaging_tab(services, context)


def _treatment(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.case_edit.page import treatment_tab

    return treatment_tab(services, context)


def _person(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.case_edit.page import person_tab

    return person_tab(services, context)


def _algorithm(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.assessment.page import assessment_tab

    return assessment_tab(services, context)


def _outcome(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.outcome.page import outcome_tab

    return outcome_tab(services, context)


def _documents(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.documents.page import documents_tab

    return documents_tab(services, context)


def _history(services: Services, context: CaseContext) -> CaseTab:
    from nenboard.gui.history.page import history_tab

    return history_tab(services, context)


def _board(window: "MainWindow") -> Page:
    from nenboard.gui.board.page import BoardPage

    return BoardPage(window)


def _cases(window: "MainWindow") -> Page:
    from nenboard.gui.case_list.page import CaseListPage

    return CaseListPage(window)


def _evidence(window: "MainWindow") -> Page:
    from nenboard.gui.evidence.page import EvidencePage

    return EvidencePage(window)


def _settings(window: "MainWindow") -> Page:
    from nenboard.gui.preferences.page import PreferencesPage

    return PreferencesPage(window)


def _meeting(window: "MainWindow") -> Page:
    from nenboard.gui.meeting.page import MeetingPage

    return MeetingPage(window)


def _case(window: "MainWindow", case_id: str) -> Page:
    from nenboard.gui.workspace import CaseWorkspace

    return CaseWorkspace(window, case_id)
