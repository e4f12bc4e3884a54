"""How this board works, read strictly from board.yaml, the hospital's own or the shipped one."""

from functools import lru_cache

from pydantic import ValidationError

from nenboard.algorithm import yaml_text
from nenboard.domain.base import problems_of
from nenboard.domain.board_rules import BoardRules
from nenboard.workflow import local_files


class BoardRulesError(Exception):
    """The file cannot be used: each fault with its place."""


def board_rules() -> BoardRules:
    """The rules in force. Raises BoardRulesError, LocalFileUnreadable."""
    return read_board_rules(local_files.text_of("board.yaml"))


@lru_cache(maxsize=2)
def read_board_rules(text: str) -> BoardRules:
    """The rules of a text. Raises BoardRulesError with every fault and its place."""
    try:
        return BoardRules.model_validate(yaml_text.parse(text))
    except yaml_text.YamlFault as fault:
        raise BoardRulesError(f"board.yaml, {fault}") from None
    except ValidationError as error:
        faults = "; ".join(problem.message for problem in problems_of(error))
        raise BoardRulesError(f"board.yaml: {faults}") from None
