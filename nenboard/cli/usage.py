"""How commands are given: examples, and what is wrong, said without repeating what was typed."""

import re
from argparse import ArgumentParser
from typing import Final, NoReturn

from nenboard.cli.exits import UsageError
from nenboard.host.language import _

EXAMPLES: Final = """examples:
  nenboard assess case.json                    what the algorithm says of one case
  nenboard assess - --json < case.json         the same, for another program
  nenboard evidence --table 1 --regimen captem the studies behind it
  nenboard demo --out demo                     a registry to look at, with its documents
  nenboard create --registry my-registry       a registry of your own
  nenboard import cases.json --dry-run         what an import would do
  nenboard list --search "ileum"               find cases
  nenboard export case NEN-00042 --out page.pdf

Without a command the window opens. Exit codes: 0 a result, 2 invalid input or usage,
3 registry locked, damaged or wrong key, 1 a fault of nenboard."""
_SHORTEST: Final = re.compile(r"(invalid [^:]*value|unrecognized arguments): .*", re.DOTALL)
_NOT_TAKEN: Final = re.compile(
    r"unrecognized arguments:.*?(--(?:passphrase-file|user|registry|json|on|release))\b", re.DOTALL
)
_CHOICE: Final = re.compile(r"invalid choice: .*?(?= \(choose|$)", re.DOTALL)


class Parser(ArgumentParser):
    """A parser that raises what is wrong with the usage, without repeating what was typed."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the usage of this command."""
        not_taken = _NOT_TAKEN.match(message)
        if not_taken is not None:
            text = _("This command takes no {option}. Leave it out, with its value.")
            told = text.format(option=not_taken.group(1))
            raise UsageError(f"{self.format_usage()}{told}")
        told = _CHOICE.sub("invalid choice", _SHORTEST.sub(r"\1", message))
        raise UsageError(f"{self.format_usage()}{self.prog}: {told}")
