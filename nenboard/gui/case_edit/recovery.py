"""What was typed before the program ended too soon: put back once, to be kept or discarded."""

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from nenboard.domain.case import Case
from nenboard.gui.case_edit import field_values, fields
from nenboard.gui.case_edit.draft import Rough, State
from nenboard.gui.case_edit.form_field import within
from nenboard.gui.case_edit.journal import Left, left_behind
from nenboard.host.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nenboard.gui.case_edit.session import EditSession
    from nenboard.gui.page import CaseContext

_MOST_NAMED: Final = 4


class Recovery(QObject):
    """Joins what was left behind into the newest revision, and says what came back.

    `told` carries that sentence, and an empty one once it is kept, discarded or edited further.
    `placed` is a place with text that came back, and its caret.
    """

    told = Signal(str)
    placed = Signal(str, int)

    def __init__(self, session: "EditSession", context: "CaseContext") -> None:
        super().__init__(session)
        self._session = session
        self._context = context
        self._has_looked = False
        self._before: State | None = None
        self._after: State | None = None
        self.words = ""
        session.changed.connect(self._edited)

    def look(self) -> None:
        """Look once for what was left behind, and put it back."""
        if self._has_looked or self._session.is_read_only:
            return
        self._has_looked = True
        services, case_id = self._session.services, self._context.case_id
        services.run(
            lambda _job: left_behind(services.desk.registry, case_id),
            done=self._put_back,
            owner=self,
        )

    def _put_back(self, left: Left | None) -> None:
        """Put back what was typed; where somebody changed the same since, it stands beside."""
        if left is None:
            return
        session = self._session
        session.journal.found()
        before = session.draft.state
        when = f"{left.at.astimezone():%H:%M}"
        if left.case is not None and left.case != session.case:
            label = _("Recover what was typed at {time}").format(time=when)
            session.take_state(State(left.case, before.rough), label=label)
        texts = {**_beside(left.clashes), **left.rough}
        if left.typed is not None:
            texts[left.typed.path] = left.typed.text
        for path, text in texts.items():
            self._put_back_text(path, text, is_behind=left.is_behind)
        self._before, self._after = before, session.draft.state
        names = _names(before.case, session.case, tuple(texts))
        self._tell(_words(when, names, tuple(left.clashes)))
        place = left.typed.path if left.typed is not None else next(iter(texts), "")
        if place:
            self.placed.emit(place, left.typed.caret if left.typed is not None else 0)

    def _put_back_text(self, path: str, text: str, *, is_behind: bool) -> None:
        field = fields.field_at(path)
        if field is None:
            return
        if is_behind:
            problem = _(
                "Typed before somebody else changed the case. Check it, then type it again."
            )
            label = _("Type in {field}").format(field=_(field.label))
            self._session.keep_rough(path, Rough(text, problem), label=label)
        else:
            self._session.put_text(field, path, text)

    def keep(self) -> None:
        """What came back stays."""
        self._before = self._after = None
        self._tell("")

    def discard(self) -> None:
        """Take out again what came back, as a step that can be undone."""
        before = self._before
        if before is not None:
            self._session.take_state(before, label=_("Discard what came back"))
            self._session.save()

    def _edited(self, _place: str) -> None:
        """Whoever edits on has kept it."""
        if self._after is not None and self._session.draft.state != self._after:
            self.keep()

    def _tell(self, words: str) -> None:
        self.words = words
        self.told.emit(words)


def _words(when: str, names: tuple[str, ...], clashes: tuple[str, ...]) -> str:
    some = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if more > 0:
        some = _("{some} and {count} more").format(some=some, count=more)
    words = _("What was typed until {time} is back: {places}.").format(time=when, places=some)
    if not clashes:
        return words
    others = _("Somebody else has changed the same since, and their value stays: {places}.")
    named = ", ".join(dict.fromkeys(map(_named, clashes)))
    return f"{words} {others.format(places=named)}"


def _names(before: Case, after: Case, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that came back, as they are called in the form."""
    from nenboard.registry.changes import by_place, changed_fields

    old, new = before.model_dump_json(), after.model_dump_json()
    document = json.loads(new)
    changed = (by_place(document, change.path) for change in changed_fields(old, new))
    return tuple(dict.fromkeys(map(_named, (*texts, *changed))))


def _beside(clashes: "Mapping[str, object]") -> dict[str, str]:
    """The texts of clashing values by the place of the field they were typed into, if any."""
    found: dict[str, list[str]] = {}
    for path, value in clashes.items():
        place, text = _place_of_field(path), field_values.plain_text(value)
        if place and text:
            found.setdefault(place, []).append(text)
    return {place: ", ".join(texts) for place, texts in found.items()}


def _place_of_field(path: str) -> str:
    """The place of the field that holds a value; empty if no field does."""
    while path and fields.field_at(path) is None:
        path = path.rpartition(".")[0]
    return path


def _named(path: str) -> str:
    """What a value is called in the form, or the name of its table."""
    field = fields.field_at(_place_of_field(path))
    return within(_(field.label)) if field is not None else path.partition(".")[0]
