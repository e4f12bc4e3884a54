"""nenboard compare: which cases two rule releases answer differently, and what makes them."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nenboard.cli import access, exits
from nenboard.cli.answer_text import Words, wrapped
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.compare import CaseChange
    from nenboard.algorithm.release import Release
    from nenboard.workflow.comparison import Compared, Pair
    from nenboard.workflow.progress import Progress


def run_compare(arguments: Namespace) -> int:
    """Compare on a registry, on documents, or else on the published cases; exit 0 on any result."""
    from nenboard.workflow.comparison import Pair

    pair = Pair(arguments.before, arguments.after, arguments.on)
    compared = _on_registry(arguments, pair) if arguments.registry else _on_files(arguments, pair)
    if arguments.json:
        exits.print_json(compared.to_json_dict())
    else:
        print("\n".join(compared_lines(compared)))
    return exits.RESULT


def _on_registry(arguments: Namespace, pair: "Pair") -> "Compared":
    from nenboard.workflow import comparison

    if arguments.files:
        raise exits.UsageError(_("Name files or a registry to compare on, not both."))
    with access.opened(access.credentials(arguments), is_read_only=True) as registry:
        return comparison.compare_registry(registry, pair, progress=_progress())


def _on_files(arguments: Namespace, pair: "Pair") -> "Compared":
    from nenboard.workflow import comparison
    from nenboard.workflow.json_input import read_document

    if not arguments.files:
        documents = comparison.published_documents()
    else:
        documents = {name: read_document(access.read_input(name)) for name in arguments.files}
    return comparison.compare_documents(documents, pair, progress=_progress())


def _progress() -> "Progress | None":
    """A line on the terminal that counts up; silent where nobody looks on."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        ended = "\n" if done >= total else ""
        percent = done * 100 // max(total, 1)
        sys.stderr.write(f"\r{_('Comparing the releases')} {percent:3d} %{ended}")
        sys.stderr.flush()

    return show


def compared_lines(compared: "Compared") -> Iterator[str]:
    """The parts in which the rules differ, then each case with another answer and what makes it."""
    yield _("{before} compared with {after}").format(
        before=_named(compared.before), after=_named(compared.after)
    )
    if not compared.parts:
        yield _("Their rules decide alike; at most texts and sources differ.")
    else:
        yield ""
        yield _("Parts of the rules that differ")
    for part in compared.parts:
        yield from wrapped(part.place, indent=2)
        for sign, lines in (("−", part.before), ("+", part.after)):
            for line in lines:
                yield from wrapped(f"{sign} {line}", indent=4)
    yield ""
    text = _("{cases} cases: {leading} with another leading option, {others} otherwise different")
    leading = compared.with_other_leading
    others = len(compared.changes) - leading
    yield text.format(cases=compared.cases, leading=leading, others=others)
    for case_id, change in compared.changes.items():
        yield ""
        yield from _case(case_id, change, compared=compared)


def _case(case_id: str, change: "CaseChange", *, compared: "Compared") -> Iterator[str]:
    old, new = Words(compared.before), Words(compared.after)
    before = ", ".join(old.option(option) for option in change.leading_before)
    after = ", ".join(new.option(option) for option in change.leading_after)
    same = _("Leading as before: {options}").format(options=before)
    yield case_id
    yield from wrapped(same if before == after else f"{before} → {after}", indent=2)
    if set(change.nodes_before) != set(change.nodes_after):
        nodes = f"{', '.join(change.nodes_before)} → {', '.join(change.nodes_after)}"
        yield from wrapped(_("Branch: {nodes}").format(nodes=nodes), indent=2)
    for option in change.options:
        label = new.option(option.option)
        stands = f"{_strength(option.before)} → {_strength(option.after)}"
        yield from wrapped(f"{option.node}, {label}: {stands}", indent=2)
    places = ", ".join(part.place for part in change.because)
    text = _("Because of {places}") if change.is_alone else _("Only together: {places}")
    yield from wrapped(text.format(places=places), indent=2)


def _strength(code: str) -> str:
    return code.replace("_", " ")


def _named(release: "Release") -> str:
    return f"{release.id} {release.version} ({release.sha256[:8]})"
