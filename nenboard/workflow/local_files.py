"""Files that a hospital may set for itself: its own copy wins over the one that was shipped.

A copy lies in the folder of the settings under the same name, e.g. board.yaml.
"""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from nenboard.algorithm import yaml_text
from nenboard.domain.base import Problem, problems_of
from nenboard.host import paths, resources
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError

Content = TypeVar("Content", bound=BaseModel)


class LocalFileUnreadable(WorkflowError):
    """The hospital's own copy cannot be read; the shipped one is not taken in its place."""

    def __init__(self, name: str) -> None:
        text = _(
            "The file {name} in the folder of the settings cannot be read, so its values are not "
            "known. Nothing was changed. Put it right, or take it away to use the shipped values."
        )
        super().__init__(text.format(name=name))


class LocalFileFaulty(WorkflowError):
    """The file holds something that cannot be used: each fault with its line and place."""

    def __init__(self, name: str, faults: str) -> None:
        text = _(
            "{name}, {faults}. Nothing was changed. Put it right, or take it away to use the "
            "shipped values."
        )
        super().__init__(text.format(name=name, faults=faults))


def text_of(name: str) -> str:
    """The text of a file of terms: the hospital's own, else the shipped one.

    Raises LocalFileUnreadable.
    """
    own = paths.config_folder() / name
    try:
        if own.is_file():
            return own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise LocalFileUnreadable(name) from None
    return resources.path("terms", name).read_text(encoding="utf-8")


def content_of(name: str, text: str, *, kind: type[Content]) -> Content:
    """What a text of that name holds. Raises LocalFileFaulty with every fault and its line."""
    try:
        return kind.model_validate(yaml_text.parse(text))
    except yaml_text.YamlFault as fault:
        raise LocalFileFaulty(name, str(fault)) from None
    except ValidationError as error:
        faults = "; ".join(_placed(text, problem) for problem in problems_of(error))
        raise LocalFileFaulty(name, faults) from None


def _placed(text: str, problem: Problem) -> str:
    parts = [int(part) if part.isdigit() else part for part in problem.path.split(".")]
    line, _found = yaml_text.locate(text, parts)
    return _("line {line}: {fault}").format(line=line, fault=problem.message)
