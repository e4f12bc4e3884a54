"""nenboard check-rules: the problems of rule releases, each with its file and place."""

from argparse import Namespace
from pathlib import Path

from nenboard.cli import exits
from nenboard.host.language import _


def run_check_rules(arguments: Namespace) -> int:
    """Check one folder, or every release that comes with the program; exit 2 on problems."""
    from nenboard.workflow.releases import check_files, shipped_files
    from nenboard.workflow.site_releases import files_of, named

    if arguments.folder is None:
        releases = shipped_files()
    else:
        releases = {"": files_of(Path(arguments.folder))}
    problems = [
        named(name, problem) for name, files in releases.items() for problem in check_files(files)
    ]
    if problems:
        return exits.fail(exits.INPUT, problems, as_json=arguments.json)
    if arguments.json:
        exits.print_json({"format": "nenboard-check-rules/1", "releases": list(releases)})
    else:
        for name in releases:
            print(_("{release}: no problems").format(release=name or arguments.folder))
    return exits.RESULT
