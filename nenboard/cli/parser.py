"""The command line: every command with its arguments, its help and examples."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import nenboard
from nenboard.cli.shared_arguments import add_json, add_on, add_passphrase, add_registry, whole
from nenboard.cli.usage import EXAMPLES, Parser
from nenboard.host.language import _

_MOST_SYNTHETIC: Final = 100_000
_MOST_SEED: Final = 10**12
_MOST_TIMES: Final = 1_000


def build() -> ArgumentParser:
    """The parser of all commands; ``command`` names the one chosen."""
    parser = Parser(
        prog="nenboard",
        description=_(
            "Cases of neuroendocrine neoplasms for the tumour board: an encrypted registry, "
            "a published treatment algorithm explained step by step, and the documents."
        ),
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nenboard {nenboard.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (
        _assess,
        _explain,
        _evidence,
        _demo,
        _create,
        _import,
        _list,
        _export,
        _verify,
        _keep,
        _check_rules,
        _compare,
        _course,
        _bench,
    ):
        add(commands)
    return parser


if TYPE_CHECKING:
    from argparse import _SubParsersAction

    _Commands: TypeAlias = _SubParsersAction[Any]


def _command(commands: "_Commands", name: str, *, text: str, example: str) -> ArgumentParser:
    made: ArgumentParser = commands.add_parser(
        name,
        help=text,
        description=text[:1].upper() + text[1:] + ".",
        epilog=_("example:") + f"\n  {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    return made


def _assess(commands: "_Commands") -> None:
    made = _command(
        commands,
        "assess",
        text=_("run the algorithm on one case and explain the answer; nothing is stored"),
        example="nenboard assess case.json --on 2026-03-14",
    )
    _document(made)


def _explain(commands: "_Commands") -> None:
    made = _command(
        commands,
        "explain",
        text=_("explain an answer: why, why not, what is worth asking, what if; nothing is stored"),
        example="nenboard explain case.json --set ki67=12 --set sstr=positive",
    )
    _document(made)
    made.add_argument(
        "--set",
        metavar="FACT=VALUE",
        action="append",
        help=_("show what would differ with this value; may be given several times"),
    )
    made.add_argument(
        "--all", action="store_true", help=_("show every node not reached and every option")
    )


def _document(made: ArgumentParser) -> None:
    """The arguments of commands that assess one document."""
    made.add_argument(
        "file",
        metavar="FILE",
        help=_("a case document or a facts document in JSON; - reads standard input"),
    )
    add_json(made)
    add_on(made)
    made.add_argument(
        "--release",
        metavar="ID",
        help=_(
            "the rule release, such as nen-review-2021/1.1, or its folder (default: the newest)"
        ),
    )


def _evidence(commands: "_Commands") -> None:
    made = _command(
        commands,
        "evidence",
        text=_("show the studies of the review's Tables 1 to 3, figures as printed"),
        example="nenboard evidence --table 1 --regimen captem",
    )
    add_json(made)
    made.add_argument("--table", type=int, choices=(1, 2, 3), help=_("rows of one table"))
    made.add_argument("--site", metavar="SITE", default="", help=_("a site, such as lung or GI"))
    made.add_argument(
        "--regimen",
        metavar="NAME",
        default="",
        help=_("rows with an arm that has it: captem, STZ+5-FU, cisplatin"),
    )
    made.add_argument(
        "--line", choices=("first", "second+"), default="", help=_("line of treatment (Table 3)")
    )
    made.add_argument(
        "--design",
        metavar="KIND",
        default="",
        help=_("I/II, II, II/III, III, registry or retrospective"),
    )
    made.add_argument(
        "--text", metavar="WORDS", default="", help=_("rows that hold all these words")
    )
    made.add_argument(
        "--intervals",
        action="store_true",
        help=_("add exact 95 %% intervals of responses where the number of people is printed"),
    )
    made.add_argument(
        "--plot", metavar="FILE", help=_("write a plot of the responses with intervals as PDF")
    )


def _demo(commands: "_Commands") -> None:
    made = _command(
        commands,
        "demo",
        text=_(
            "build a demo registry of published and invented cases, assess them and write "
            "the page of each, an agenda and a pack; everything is marked synthetic"
        ),
        example="nenboard demo --out demo",
    )
    made.add_argument(
        "--out",
        metavar="DIR",
        required=True,
        help=_("a new or empty folder, or an earlier demo, which is built anew"),
    )
    made.add_argument(
        "--synthetic",
        metavar="N",
        type=whole(_MOST_SYNTHETIC),
        help=_("how many invented people join the published cases (default: 12)"),
    )
    made.add_argument(
        "--seed", metavar="N", type=whole(_MOST_SEED), help=_("the seed they are invented from")
    )
    add_on(made)
    add_json(made)


def _create(commands: "_Commands") -> None:
    made = _command(
        commands,
        "create",
        text=_("make an encrypted registry in a new or empty folder"),
        example="nenboard create --registry my-registry --recovery-key-out recovery.txt",
    )
    made.add_argument("--registry", metavar="PATH", required=True, help=_("the new folder"))
    made.add_argument(
        "--user", metavar="NAME", help=_("the first administrator (default: your login name)")
    )
    add_passphrase(made)
    made.add_argument(
        "--recovery-key-out",
        metavar="FILE",
        help=_("where to write the recovery key; without it, it is shown once"),
    )


def _import(commands: "_Commands") -> None:
    made = _command(
        commands,
        "import",
        text=_("take over case documents and published cases, all of them or none"),
        example="nenboard import case-1.json case-2.json --dry-run",
    )
    made.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_("JSON with one document or a list of them; - reads standard input"),
    )
    add_registry(made)
    made.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen and change nothing")
    )
    add_json(made)


def _list(commands: "_Commands") -> None:
    made = _command(
        commands,
        "list",
        text=_("show the cases of a registry"),
        example='nenboard list --search "O\'Brien 12/05/1960"',
    )
    add_registry(made)
    made.add_argument(
        "--search", metavar="TEXT", default="", help=_("words that must all occur in a case")
    )
    add_json(made)


def _export(commands: "_Commands") -> None:
    made = _command(
        commands,
        "export",
        text=_("write a case or the pack of a meeting to a file"),
        example="nenboard export pack MDT-0001 --out pack.pdf",
    )
    kinds = made.add_subparsers(dest="kind", required=True, metavar="WHAT")
    case = _command(
        kinds,
        "case",
        text=_("one case: its page if FILE ends in .pdf, else a pseudonymised case document"),
        example='nenboard export case NEN-00042 --out case.json --identifiable --reason "referral"',
    )
    case.add_argument("id", metavar="ID", help=_("the key of the case"))
    _out(case)
    case.add_argument(
        "--identifiable",
        action="store_true",
        help=_("keep names, numbers and free text; needs the role and a reason, and is audited"),
    )
    case.add_argument("--reason", metavar="TEXT", help=_("why names leave the registry"))
    _anonymous(case)
    pack = _command(
        kinds,
        "pack",
        text=_("the pack of a meeting as PDF, with names"),
        example="nenboard export pack MDT-0001 --out pack.pdf",
    )
    pack.add_argument("id", metavar="MEETING", help=_("the key of the meeting"))
    _out(pack)
    _anonymous(pack)
    _export_about_cases(kinds)
    _export_many(kinds)
    _export_about_meetings(kinds)


def _export_about_cases(kinds: "_Commands") -> None:
    detail = _command(
        kinds,
        "detail",
        text=_("the detail of a case as PDF: everything with dates and sources"),
        example="nenboard export detail NEN-00042 --out detail.pdf",
    )
    detail.add_argument("id", metavar="ID", help=_("the key of the case"))
    _out(detail)
    _anonymous(detail)
    for kind in ("outcome-letter", "family-doctor-letter", "patient-letter"):
        letter = _command(
            kinds,
            kind,
            text=_("a letter about an outcome as PDF, a draft while it is not signed"),
            example=f"nenboard export {kind} NEN-00042 --out letter.pdf",
        )
        letter.add_argument("id", metavar="ID", help=_("the key of the case"))
        letter.add_argument(
            "--meeting", metavar="MEETING", help=_("which meeting (default: the newest)")
        )
        if kind == "patient-letter":
            letter.add_argument(
                "--released-by",
                metavar="NAME",
                help=_("the clinician who has read and releases it"),
            )
        _out(letter)


def _export_many(kinds: "_Commands") -> None:
    """Documents of many cases into a folder."""
    made = _command(
        kinds,
        "cases",
        text=_("a document of each of many cases as PDF, into a folder"),
        example="nenboard export cases --search liver --out FOLDER",
    )
    made.add_argument(
        "id", metavar="ID", nargs="*", help=_("keys of cases (default: those the search finds)")
    )
    made.add_argument(
        "--search", metavar="TEXT", default="", help=_("words that must all occur in a case")
    )
    about = ("case", "detail", "outcome-letter", "family-doctor-letter", "patient-letter")
    made.add_argument(
        "--document", choices=about, default="case", help=_("which document of each case")
    )
    made.add_argument(
        "--replace", action="store_true", help=_("replace files of the same name in the folder")
    )
    _anonymous(made)
    _out(made)


def _export_about_meetings(kinds: "_Commands") -> None:
    texts = {
        "agenda": _("the agenda of a meeting as PDF, with names"),
        "pathology": _("which slides a meeting needs, as PDF"),
        "radiology": _("which scans a meeting needs, as PDF"),
        "nuclear-medicine": _("which scans of nuclear medicine a meeting needs, as PDF"),
        "chase": _("who is asked for what, by department, as PDF"),
        "actions": _("the actions of a meeting as they stand, as PDF"),
    }
    for kind, text in texts.items():
        example = f"nenboard export {kind} MDT-0001 --out {kind}.pdf"
        made = _command(kinds, kind, text=text, example=example)
        made.add_argument("id", metavar="MEETING", help=_("the key of the meeting"))
        _out(made)
    figures = _command(
        kinds,
        "figures",
        text=_("the figures of the board in a month as PDF, without patients"),
        example="nenboard export figures 2026-11 --out figures.pdf",
    )
    figures.add_argument("id", metavar="MONTH", help=_("the month, written 2026-11"))
    _out(figures)


def _anonymous(made: ArgumentParser) -> None:
    made.add_argument(
        "--anonymous",
        action="store_true",
        help=_("a PDF without names, numbers, dates, staff, places and free text; read it first"),
    )


def _out(made: ArgumentParser) -> None:
    made.add_argument("--out", metavar="FILE", required=True, help=_("the file to write"))
    made.add_argument(
        "--paper", choices=("A4", "Letter"), help=_("paper of a PDF (default: as in the settings)")
    )
    made.add_argument(
        "--text",
        action="store_true",
        help=_("also write the text of a PDF beside it, for screen readers"),
    )
    add_registry(made)


def _verify(commands: "_Commands") -> None:
    made = _command(
        commands,
        "verify",
        text=_("check integrity, page authentication, schema, counts and audit chain"),
        example="nenboard verify my-registry",
    )
    made.add_argument("place", metavar="REGISTRY", nargs="?", help=_("the folder of the registry"))
    add_registry(made)
    add_json(made)


def _keep(commands: "_Commands") -> None:
    add_registry(
        _command(
            commands,
            "backup",
            text=_("make an encrypted backup, reopen and check it"),
            example="nenboard backup --registry my-registry",
        )
    )
    restore = _command(
        commands,
        "restore",
        text=_("put a checked backup in the place of a registry; today's files are kept"),
        example="nenboard restore 20260314T101500Z-close --registry my-registry",
    )
    restore.add_argument(
        "file", metavar="FILE", help=_("the name of one of its backups, or the folder of any")
    )
    restore.add_argument(
        "--dry-run", action="store_true", help=_("say what would be lost, and change nothing")
    )
    add_registry(restore)
    backups = _command(
        commands,
        "backups",
        text=_("list the good backups of a registry, and warn if the last one is old"),
        example="nenboard backups --registry my-registry",
    )
    backups.add_argument(
        "--registry", metavar="PATH", help=_("the folder of the registry (default: used last)")
    )
    add_json(backups)


def _check_rules(commands: "_Commands") -> None:
    made = _command(
        commands,
        "check-rules",
        text=_("list the problems of a rule release, each with its file and place"),
        example="nenboard check-rules my-release",
    )
    made.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        help=_("a folder with the YAML files of a release (default: every shipped release)"),
    )
    add_json(made)


def _compare(commands: "_Commands") -> None:
    made = _command(
        commands,
        "compare",
        text=_("show which cases two rule releases answer differently, and what makes them"),
        example="nenboard compare nen-review-2021/1.1 my-release --registry my-registry",
    )
    made.add_argument("before", metavar="RELEASE_A", help=_("the name or folder of a release"))
    made.add_argument("after", metavar="RELEASE_B", help=_("the one to compare it with"))
    made.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help=_("case documents or facts documents (default: the published cases)"),
    )
    add_registry(made, text=_("compare on every case of the registry in this folder"))
    add_on(made)
    add_json(made)


def _course(commands: "_Commands") -> None:
    recist = _command(
        commands,
        "recist",
        text=_("evaluate measured lesions by RECIST 1.1; nothing is stored"),
        example="nenboard recist course.json --json",
    )
    ends = _command(
        commands,
        "endpoints",
        text=_("compute survival, response and growth of a line of therapy; nothing is stored"),
        example="nenboard endpoints line.json --json",
    )
    for made in (recist, ends):
        made.add_argument(
            "file", metavar="FILE", help=_("JSON with one course or a list; - reads standard input")
        )
        add_json(made)


def _bench(commands: "_Commands") -> None:
    made = _command(
        commands,
        "bench",
        text=_("measure how fast the program is on this machine, as medians and ratios"),
        example="nenboard bench --json",
    )
    parts = ("start", "registry", "algorithm", "documents")
    made.add_argument("--only", metavar="PART", choices=parts, help=", ".join(parts))
    made.add_argument(
        "--cases",
        metavar="N",
        type=whole(_MOST_SYNTHETIC, least=1),
        default=10_000,
        help=_("how many cases the measured registry holds (default: 10000)"),
    )
    made.add_argument(
        "--times",
        metavar="N",
        type=whole(_MOST_TIMES, least=1),
        default=15,
        help=_("how often each thing is measured (default: 15)"),
    )
    add_json(made)
