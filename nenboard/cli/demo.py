"""nenboard demo: build the demonstration and say where everything is."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nenboard.cli import exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.demo import Demo
    from nenboard.workflow.progress import Progress


def run_demo(arguments: Namespace) -> int:
    """Build or rebuild the demo folder; prints a line for each case after it is stored."""
    from nenboard.workflow import clock, demo

    plan = demo.Plan(
        on=arguments.on or clock.today(),
        synthetic=demo.SYNTHETIC if arguments.synthetic is None else arguments.synthetic,
        seed=demo.SEED if arguments.seed is None else arguments.seed,
    )
    built = demo.build(Path(arguments.out).absolute(), plan, progress=_progress())
    if arguments.json:
        exits.print_json(_as_json(built))
        return exits.RESULT
    for case in built.cases:
        page = case.page or _("no page")
        print(f"{case.case_id}  {case.result:<17}  {page}")
    print()
    print(_("{count} cases, all synthetic, stored and assessed.").format(count=len(built.cases)))
    print(_("Registry:    {path}").format(path=built.registry))
    print(_("User:        {user}").format(user=demo.USER))
    print(_("Passphrase:  {passphrase}").format(passphrase=demo.PASSPHRASE))
    print(_("Pages:       {path}").format(path=built.documents))
    print(_("Agenda:      {path}").format(path=built.documents / built.agenda))
    print(_("Pack:        {path}").format(path=built.documents / built.pack))
    if built.kept is not None:
        text = _("The registry that was there had been worked in. It is kept: {path}")
        print(text.format(path=built.kept))
    return exits.RESULT


def _progress() -> "Progress | None":
    """A line on the terminal that counts up; silent where nobody looks on."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        ended = "\n" if done >= total else ""
        sys.stderr.write(f"\r{_('Building the demonstration')} {done * 100 // total:3d} %{ended}")
        sys.stderr.flush()

    return show


def _as_json(built: "Demo") -> dict[str, object]:
    from nenboard.workflow import demo

    return {
        "format": "nenboard-demo-report/1",
        "registry": str(built.registry),
        "user": demo.USER,
        "passphrase": demo.PASSPHRASE,
        "documents": str(built.documents),
        "meeting": built.meeting_id,
        "agenda": built.agenda,
        "pack": built.pack,
        "kept": str(built.kept) if built.kept else None,
        "cases": [
            {"case": case.case_id, "result": case.result, "page": case.page} for case in built.cases
        ],
    }
