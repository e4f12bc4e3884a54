"""How this board works, read strictly from board.yaml, the hospital's own or the shipped one."""

from functools import lru_cache

from nenboard.domain.board_rules import BoardRules
from nenboard.workflow import local_files

NAME = "board.yaml"


def board_rules() -> BoardRules:
    """The rules in force. Raises LocalFileFaulty, LocalFileUnreadable."""
    return read_board_rules(local_files.text_of(NAME))


@lru_cache(maxsize=2)
def read_board_rules(text: str) -> BoardRules:
    """The rules of a text. Raises LocalFileFaulty with every fault and its line."""
    return local_files.content_of(NAME, text, kind=BoardRules)
