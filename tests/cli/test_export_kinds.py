"""Every kind of document can be written from the command line."""

import pytest

from nenboard.cli import parser
from nenboard.workflow import meeting_papers

ABOUT = (*meeting_papers.LETTERS, *meeting_papers.LISTS, "agenda", "pack", "detail", "figures")


@pytest.mark.parametrize("kind", ABOUT)
def test_every_kind_of_document_is_a_command(kind: str) -> None:
    given = parser.build().parse_args(["export", kind, "X", "--out", "x.pdf"])
    assert (given.kind, given.id) == (kind, "X")
