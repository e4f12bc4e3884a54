"""nenboard explain: why and why not, what is worth asking, flip points, and what if."""

import json
from argparse import Namespace
from collections.abc import Iterable

from nenboard.cli import exits
from nenboard.cli.access import read_input
from nenboard.host.language import _


def run_explain(arguments: Namespace) -> int:
    """Explain the answer to one document; with --set also what would differ."""
    from nenboard.workflow import explain
    from nenboard.workflow.json_input import read_document

    changes = read_changes(arguments.set or ())
    document = read_document(read_input(arguments.file))
    told = explain.explain_document(document, on=arguments.on, rules=arguments.release)
    what_if = None
    if changes:
        what_if = explain.what_if_document(
            document, changes, on=arguments.on, rules=arguments.release
        )
    if arguments.json:
        exits.print_json(explain.document_of(told, what_if))
        return exits.RESULT
    from nenboard.cli.explain_text import difference_lines, explanation_lines
    from nenboard.workflow.releases import release

    rules = release(arguments.release)
    lines = list(explanation_lines(told, rules, everything=arguments.all))
    if what_if is not None:
        lines += ["", *difference_lines(what_if.difference, rules)]
    print("\n".join(lines))
    return exits.RESULT


def read_changes(given: Iterable[str]) -> dict[str, object]:
    """The changes of --set FACT=VALUE; a value is JSON, or else a code as it stands.

    Raises UsageError if one has no equals sign, or a fact comes twice.
    """
    from nenboard.algorithm.document import FactsError, read_json

    found: dict[str, object] = {}
    for change in given:
        fact, sign, text = change.partition("=")
        fact = fact.strip()
        if not sign or not fact or fact in found:
            raise exits.UsageError(
                _("Write each change once, as --set FACT=VALUE; null stands for not known.")
            )
        try:
            found[fact] = read_json(text)
        except (FactsError, json.JSONDecodeError):
            found[fact] = text.strip()
    return found
