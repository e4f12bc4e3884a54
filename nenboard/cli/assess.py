"""nenboard assess: what the algorithm says of one case document or facts document."""

from argparse import Namespace

from nenboard.cli import exits
from nenboard.cli.access import read_input


def run_assess(arguments: Namespace) -> int:
    """Print the answer; exit 0 also when it asks or declines."""
    from nenboard.workflow import answers
    from nenboard.workflow.json_input import read_document

    document = read_document(read_input(arguments.file))
    answer = answers.assess_document(document, on=arguments.on, rules=arguments.release)
    if arguments.json:
        exits.print_json(answer.to_json_dict())
    else:
        from nenboard.cli.answer_text import answer_lines
        from nenboard.workflow.releases import release

        print("\n".join(answer_lines(answer, release(arguments.release))))
    return exits.RESULT
