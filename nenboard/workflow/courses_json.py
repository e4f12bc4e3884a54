"""Documents of courses: one or a list of them, and figures as plain numbers."""

import math
from collections.abc import Callable
from decimal import Decimal

from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.json_fields import Fields, Notes, fields_at

Answer = Callable[[Fields], dict[str, object] | None]
Answers = dict[str, object] | list[dict[str, object]]


def over_documents(document: object, answer: Answer) -> Answers:
    """The answer to one document, or to each of a list in the same order.

    Raises UnusableInput with every problem of all of them.
    """
    is_list = isinstance(document, list)
    given = document if isinstance(document, list) else [document]
    answers: list[dict[str, object]] = []
    everything = Notes()
    for place, each in enumerate(given):
        notes = Notes()
        fields = fields_at(str(place) if is_list else "", each, notes=notes)
        found = answer(fields) if fields is not None else None
        answers += [found] if found is not None else []
        everything.problems += notes.problems
    if everything.problems:
        raise UnusableInput(everything.problems)
    return answers if is_list else answers[0]


def number(figure: Decimal | None) -> float | int | None:
    """A figure as a plain number; beyond what a float holds, as a whole number."""
    if figure is None:
        return None
    if figure == figure.to_integral_value():
        return int(figure)
    short = float(figure)
    return short if math.isfinite(short) else int(figure)
