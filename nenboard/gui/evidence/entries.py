"""Key messages, footnotes of the figure and named trials as entries to browse."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nenboard.algorithm.evidence import NamedTrial
from nenboard.algorithm.release import Release
from nenboard.gui.assessment.condition_words import plain
from nenboard.host.language import _

MESSAGES: Final = "messages"
FOOTNOTES: Final = "footnotes"
TRIALS: Final = "trials"
KINDS: Final = (MESSAGES, FOOTNOTES, TRIALS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `later` are paragraphs about what became of a trial; `rows` ids in the tables."""

    code: str
    section: str
    title: str
    note: str
    sentences: tuple[str, ...]
    later: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that is searched."""
        return " ".join((self.code, self.section, self.title, self.note, *self.sentences))


def kind_name(kind: str) -> str:
    """The name of a kind of entries."""
    return {
        MESSAGES: _("Key messages"),
        FOOTNOTES: _("Footnotes"),
        TRIALS: _("Trials"),
    }[kind]


def entries_of(kind: str, text: str = "") -> tuple[Entry, ...]:
    """The entries of a kind that hold every word of a text."""
    from nenboard.workflow.releases import release

    made = {MESSAGES: _messages, FOOTNOTES: _footnotes, TRIALS: _trials}[kind]
    words = _folded(text).split()
    return tuple(
        entry for entry in made(release()) if all(word in _folded(entry.text) for word in words)
    )


def _messages(_release: Release) -> Iterator[Entry]:
    from nenboard.workflow.evidence import library

    for message in library().key_messages:
        said = _("Key message {id} of section {section}, in our words.").format(
            id=message.id, section=message.section
        )
        yield Entry(message.id, message.section, message.text, "", (said,))


def _footnotes(release: Release) -> Iterator[Entry]:
    from nenboard.workflow.evidence import library

    section = _("Footnotes of Figure 1")
    for note in library().footnotes:
        said = _("Footnote {letter} of Figure 1, in our words. It is not a mark of a table.")
        sentences = (said.format(letter=note.letter), _cited_by(release, note.letter))
        yield Entry(note.letter, section, f"{note.letter}   {note.text}", "", sentences)


def _cited_by(release: Release, letter: str) -> str:
    """The options whose rules carry a footnote, with the outcomes that offer them."""
    found: dict[str, list[str]] = {}
    for node, rules in release.offers.items():
        for rule in rules:
            if letter in rule.footnotes:
                nodes = found.setdefault(release.option[rule.option].label.partition(" (")[0], [])
                if node not in nodes:
                    nodes.append(node)
    if not found:
        return _("No rule carries it.")
    said = "; ".join(f"{option} ({', '.join(nodes)})" for option, nodes in found.items())
    return _("Carried by rules: {options}.").format(options=said)


def _trials(release: Release) -> Iterator[Entry]:
    from nenboard.workflow.evidence import library
    from nenboard.workflow.evidence_words import update_heading, update_words

    found = library()
    for trial in found.trials:
        updates = found.updates_of(trial.name)
        heads = (update_heading(update) for update in updates)
        note = "; ".join((_registry(trial), trial.status, *heads))
        name = f"{trial.name} ({trial.also})" if trial.also else trial.name
        yield Entry(
            code=trial.name,
            section=_("Trials that the review names"),
            title=name,
            note=note,
            sentences=tuple(_about(trial, release)),
            later=tuple("\n".join(update_words(update)) for update in updates),
            rows=trial.studies,
        )


def _registry(trial: NamedTrial) -> str:
    if trial.registry_id is None:
        return _("no registry number")
    if trial.registry_from == "update":
        return _("{number} (not printed in the review)").format(number=trial.registry_id)
    return trial.registry_id


def _about(trial: NamedTrial, release: Release) -> Iterator[str]:
    yield trial.question
    yield _registry(trial)
    yield _("In the review: {status}; section {where}, reference {numbers}.").format(
        status=trial.status,
        where=trial.where,
        numbers=", ".join(map(str, trial.reference)) or _("none"),
    )
    nodes = [plain(node.title) for node in release.graph.outcomes if trial.name in node.trials]
    if nodes:
        yield _("Named at: {nodes}.").format(nodes="; ".join(nodes))


def _folded(text: str) -> str:
    """Lower case without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))
