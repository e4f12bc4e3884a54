"""The entry of the command line: parse, run one command, turn faults into exit codes."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from nenboard.cli import exits, parser
from nenboard.host.language import _

_HOMES: Final = {
    "assess": "assess",
    "backup": "keeping",
    "backups": "keeping",
    "bench": "bench",
    "check-rules": "rules",
    "compare": "compare",
    "create": "registries",
    "demo": "demo",
    "evidence": "evidence",
    "endpoints": "course",
    "explain": "explain",
    "export": "exporting",
    "import": "importing",
    "list": "registries",
    "recist": "course",
    "restore": "keeping",
    "verify": "keeping",
}
"""The module of each command, loaded only when it is asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 result, 2 input, 3 registry, 1 fault of ours."""
    given = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in given
    _speak_unicode()
    try:
        arguments = parser.build().parse_args(given)
    except exits.UsageError as error:
        return exits.fail(exits.INPUT, [exits.problem_of("usage", str(error))], as_json=as_json)
    except SystemExit as ended:
        # --help and --version end here, with their text already written.
        return int(ended.code or 0)
    return _run(arguments, as_json=as_json)


def _run(arguments: Namespace, *, as_json: bool) -> int:
    from nenboard.host import log

    log.configure()
    try:
        return _command(arguments.command)(arguments)
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped.") + "\n")
        return exits.INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        return exits.RESULT
    except Exception as error:  # noqa: BLE001 - the edge: every fault becomes an exit code
        code = exits.of_error(error, as_json=as_json)
        return exits.of_fault(error, as_json=as_json) if code is None else code


def _command(name: str) -> Callable[[Namespace], int]:
    module = import_module(f"nenboard.cli.{_HOMES[name]}")
    command: Callable[[Namespace], int] = getattr(module, f"run_{name.replace('-', '_')}")
    return command


def _speak_unicode() -> None:
    """Write UTF-8 whatever the terminal's own habit, and never fail over a sign."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _give_up_output() -> None:
    """The reader has gone; keep the interpreter from complaining when it closes."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
