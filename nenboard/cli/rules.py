"""nenboard check-rules: the problems of rule releases, each with its file and place."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from nenboard.cli import exits
from nenboard.domain.base import Problem
from nenboard.host.language import _


def run_check_rules(arguments: Namespace) -> int:
    """Check one folder, or every release that comes with the program; exit 2 on problems."""
    from nenboard.workflow.releases import check_files, shipped_files

    if arguments.folder is None:
        releases = shipped_files()
    else:
        releases = {"": _files_of(Path(arguments.folder))}
    problems = [
        _named(name, problem) for name, files in releases.items() for problem in check_files(files)
    ]
    if problems:
        return exits.fail(exits.INPUT, problems, as_json=arguments.json)
    if arguments.json:
        exits.print_json({"format": "nenboard-check-rules/1", "releases": list(releases)})
    else:
        for name in releases:
            print(_("{release}: no problems").format(release=name or arguments.folder))
    return exits.RESULT


def _files_of(folder: Path) -> Mapping[str, str]:
    try:
        files = sorted(folder.glob("*.yaml"))
        texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    except (OSError, UnicodeDecodeError):
        texts = {}
    if not texts:
        raise exits.UsageError(_("That folder holds no YAML files of a release, or none readable."))
    return texts


def _named(release: str, problem: Problem) -> Problem:
    path = f"{release}/{problem.path}" if release else problem.path
    return Problem(path=path, code=problem.code, message=f"{path}: {problem.message}")
