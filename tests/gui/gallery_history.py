"""Views of the gallery: history, the case as it was, people, keys, the people of a first run."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QScrollArea

from nenboard.domain.terms import Grade
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.history.page import HistoryTab
from nenboard.gui.preferences.keys import KeysPart
from nenboard.gui.preferences.page import PreferencesPage
from nenboard.gui.preferences.people import PeoplePart
from nenboard.gui.program import Program
from nenboard.gui.workspace import CaseWorkspace
from nenboard.registry.keys import UserRole
from nenboard.workflow import people

View = tuple[str, Callable[[], None]]
CASE = "SYN-00004"
OTHERS = (("Dr A. Synthetic", UserRole.BOARD_LEAD), ("J. Marlow", UserRole.EDITOR))
PASSPHRASE = "synthetic words only"


def history_views(program: Program) -> Iterator[View]:
    """The history of a case that was changed, and the case as it was."""

    def page() -> CaseWorkspace:
        program.window.open_case(CASE)
        shown = program.window.current_page()
        assert isinstance(shown, CaseWorkspace)
        return shown

    def changed() -> HistoryTab:
        workspace = page()
        workspace.back_to_today()
        workspace.show_part("history")
        tab = workspace.tab()
        assert isinstance(tab, HistoryTab)
        tab.search.clear()
        if tab.context.stored.revision == 1:
            _change_grade(tab.session)
        tab.table.choose(next(line for line in tab.lines if line.marked is not None))
        return tab

    def question() -> None:
        changed()
        page().show_part("diagnosis")
        area = page().findChild(QScrollArea, "scroll_diagnosis")
        assert area is not None
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def past() -> None:
        changed()
        page().show_past(1)

    def changes() -> None:
        changed().table.setFocus()

    yield "history-changes", changes
    yield "history-nothing-fits", lambda: changed().search.setText("no such words")
    yield "history-question", question
    yield "history-as-it-was", past
    yield "history-as-it-was-form", lambda: page().show_part("diagnosis")
    yield "history-summary-open", lambda: _back(page())


def _back(workspace: CaseWorkspace) -> None:
    workspace.back_to_today()
    workspace.show_part("summary")


def _change_grade(session: EditSession) -> None:
    case = session.case
    for grade in (Grade.G2, Grade.G3):
        samples = tuple(one.model_copy(update={"grade": grade}) for one in case.samples)
        changed = case.model_copy(update={"samples": samples})
        session.restore(changed, label="Change the grade", reason="second report of the centre")


def people_views(program: Program) -> Iterator[View]:
    """People and keys in the settings, then the first run and a change of user."""

    def part(key: str) -> object:
        if len(people.users(program.window.desk.registry)) == 1:
            for name, role in OTHERS:
                registry = program.window.desk.registry
                people.add_user(registry, name, role=role, passphrase=PASSPHRASE)
        program.window.show_page("settings", key)
        shown = program.window.current_page()
        assert isinstance(shown, PreferencesPage)
        shown.part().read()
        return shown.part()

    def of_people() -> PeoplePart:
        found = part("people")
        assert isinstance(found, PeoplePart)
        found.leave()
        return found

    def of_keys() -> KeysPart:
        found = part("keys")
        assert isinstance(found, KeysPart)
        found.leave()
        found.database.show_busy(busy=False)
        return found

    yield "people-role", lambda: of_people().ask_role("J. Marlow", "admin")
    yield "people-passphrase", lambda: of_people().people.reset_asked.emit("J. Marlow")
    yield "people-remove", lambda: of_people().people.remove_asked.emit("J. Marlow")
    yield "people-recovery-key", lambda: of_keys().change_recovery()
    yield "people-database-key", lambda: of_keys().database.show_busy(busy=True)
    yield "people-change-of-user", program.change_user
    yield "people-first-run", lambda: _first_run(program)


def _first_run(program: Program) -> None:
    program.gate.show_first_run()
    page = program.gate.first_run
    assert page is not None
    page.people.clear()
    card = page.people.add
    card.user.setText("Dr A. Synthetic")
    card.role.setCurrentIndex(card.role.findData("board_lead"))
    for field in (card.secret.once, card.secret.twice):
        field.setText(PASSPHRASE)
    card.button.click()
    page._show_step(3)
