"""nenboard recist and nenboard endpoints: what a course of disease shows; nothing is stored."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping

from nenboard.cli import exits
from nenboard.cli.access import read_input
from nenboard.host.language import _

Lines = Callable[[Mapping[str, object]], Iterator[str]]


def run_recist(arguments: Namespace) -> int:
    """Evaluate a course, or a list of courses, by RECIST 1.1."""
    from nenboard.cli.course_text import recist_lines
    from nenboard.workflow.courses import recist_answer
    from nenboard.workflow.json_input import read_document

    answers = recist_answer(read_document(read_input(arguments.file)))
    return _say(answers, recist_lines, as_json=arguments.json)


def run_endpoints(arguments: Namespace) -> int:
    """Compute the time end points of a line, or of a list of lines."""
    from nenboard.cli.course_text import endpoint_lines
    from nenboard.workflow.end_points import endpoints_answer
    from nenboard.workflow.json_input import read_document

    answers = endpoints_answer(read_document(read_input(arguments.file)))
    return _say(answers, endpoint_lines, as_json=arguments.json)


def _say(
    answers: dict[str, object] | list[dict[str, object]], lines: Lines, *, as_json: bool
) -> int:
    if as_json:
        exits.print_json(answers)
        return exits.RESULT
    listed = answers if isinstance(answers, list) else [answers]
    for place, answer in enumerate(listed, start=1):
        if len(listed) > 1:
            print(_("Course {number}").format(number=place))
        print("\n".join(lines(answer)))
    return exits.RESULT
