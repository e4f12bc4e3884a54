"""Files that a hospital may set for itself: its own copy wins over the one that was shipped.

A copy lies in the folder of the settings under the same name, e.g. board.yaml.
"""

from nenboard.host import paths, resources
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError


class LocalFileUnreadable(WorkflowError):
    """The hospital's own copy cannot be read; the shipped one is not taken in its place."""

    def __init__(self, name: str) -> None:
        text = _(
            "The file {name} in the folder of the settings cannot be read, so its values are not "
            "known. Nothing was changed. Put it right, or take it away to use the shipped values."
        )
        super().__init__(text.format(name=name))


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
