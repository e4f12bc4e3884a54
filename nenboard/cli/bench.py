"""nenboard bench: the measurements of the source checkout, as medians and ratios."""

from argparse import Namespace
from importlib import import_module

from nenboard.cli import exits
from nenboard.host.language import _


def run_bench(arguments: Namespace) -> int:
    """Measure and print; exit 2 where the program came without its measurements."""
    try:
        # By name, so that the built program does not take them in.
        measurements = import_module("benchmarks.run")
    except ModuleNotFoundError:
        raise exits.UsageError(
            _("The measurements come with the source checkout: python3 dev.py run bench")
        ) from None
    parts = (arguments.only,) if arguments.only else tuple(measurements.PARTS)
    return int(measurements.measure(parts, arguments))
