"""Typing is kept every 200 ms inside the registry, and found again after a crash."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from nenboard.domain.case import Case
from nenboard.gui import errors, theme
from nenboard.gui.page import CaseContext, Services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nenboard.gui.case_edit.draft import Rough
    from nenboard.registry import Registry

FORMAT: Final = "nenboard-typing/1"


@dataclass(frozen=True, slots=True)
class Typed:
    """Text on its way in a field, and where the caret stands in it."""

    path: str
    text: str
    caret: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """What a session that ended too soon has left: an unsaved case, rough texts, text on its way.

    With `is_behind` somebody has stored the case since: `case` is the newest revision with what
    was unsaved put into it, and `clashes` holds by place what met a change by somebody else.
    """

    at: datetime
    case: Case | None
    rough: "Mapping[str, str]"
    typed: Typed | None
    is_behind: bool
    clashes: "Mapping[str, object]" = field(default_factory=dict)


class Journal(QObject):
    """Writes what is typed and not stored into the registry; forgets it once nothing is open."""

    def __init__(self, services: Services, context: CaseContext, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._context = context
        self._typed: Typed | None = None
        self._rough: dict[str, str] = {}
        self._is_kept = False
        self._timer = QTimer(self)
        self._timer.setObjectName("journal")
        self._timer.setSingleShot(True)
        self._timer.setInterval(theme.tokens()["time"]["journal_ms"])
        self._timer.timeout.connect(self.write)

    def typing(self, typed: Typed) -> None:
        """Text changes in a field; it is written at the next beat."""
        self._typed = typed
        self._beat()

    def taken(self, path: str, rough: "Mapping[str, Rough]") -> None:
        """A field has given its text: it is a value, or stands beside the case as rough text."""
        if self._typed is not None and self._typed.path == path:
            self._typed = None
        self._rough = {place: held.text for place, held in rough.items()}
        self._beat()

    def stored(self) -> None:
        """The case is stored."""
        self._beat()

    def _beat(self) -> None:
        """Write soon; the clock is not put off by further keys."""
        if not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Keep what is open now; drop what was kept once nothing is."""
        self._timer.stop()
        case = None if self._context.is_stored else self._context.case
        if case is None and not self._rough and self._typed is None:
            self._drop()
            return
        payload = _payload(case, self._rough, typed=self._typed)
        case_id, revision = self._context.case_id, self._context.stored.revision
        desk = self._services.desk
        self._is_kept = True
        self._services.run(
            lambda _job: _keep(desk.registry, case_id, payload=payload, revision=revision),
            done=lambda _kept: None,
            failed=self._failed,
            owner=self,
        )

    def _drop(self) -> None:
        if not self._is_kept:
            return
        self._is_kept = False
        desk, case_id = self._services.desk, self._context.case_id
        self._services.run(
            lambda _job: _forget(desk.registry, case_id),
            done=lambda _gone: None,
            failed=self._failed,
            owner=self,
        )

    def found(self) -> None:
        """A draft of this case is in the registry: it is dropped once nothing is open."""
        self._is_kept = True

    def _failed(self, error: Exception) -> None:
        """The case itself is still saved by its own way; say that the journal is not kept."""
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
        else:
            self._services.say(sentence)


def _payload(case: Case | None, rough: dict[str, str], *, typed: Typed | None) -> str:
    return json.dumps(
        {
            "format": FORMAT,
            "case": case.model_dump(mode="json") if case is not None else None,
            "rough": rough,
            "typed": [typed.path, typed.text, typed.caret] if typed is not None else None,
        }
    )


def _keep(registry: "Registry", case_id: str, *, payload: str, revision: int) -> None:
    from nenboard.workflow import drafts

    drafts.keep(registry, case_id, payload=payload, base_revision=revision)


def _forget(registry: "Registry", case_id: str) -> None:
    from nenboard.workflow import drafts

    drafts.drop(registry, case_id)


def left_behind(registry: "Registry", case_id: str) -> Left | None:
    """What was being typed in a case when the program ended; on the database thread."""
    from nenboard.workflow import drafts

    found = next((each for each in drafts.waiting(registry) if each.case_id == case_id), None)
    if found is None:
        return None
    data = json.loads(found.payload)
    if data.get("format") != FORMAT:
        return None
    case = Case.model_validate_json(json.dumps(data["case"])) if data["case"] else None
    typed = Typed(*data["typed"]) if data["typed"] else None
    clashes: dict[str, object] = {}
    if case is not None and found.is_behind:
        joined = drafts.joined(registry, case, base_revision=found.base_revision)
        case, clashes = joined.case, {each.path: each.new for each in joined.clashes}
    return Left(found.at, case, dict(data["rough"]), typed, found.is_behind, clashes)
