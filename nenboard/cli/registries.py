"""nenboard create and nenboard list: a new registry, and the cases of one."""

from argparse import Namespace
from dataclasses import asdict
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nenboard.cli import access, exits
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.rows import CaseRow

_COLUMNS: Final = (
    ("case_id", 10, "Case"),
    ("name", 28, "Name"),
    ("birth_date", 10, "Born"),
    ("site", 16, "Site"),
    ("tumour_class", 5, "Class"),
    ("grade", 5, "Grade"),
    ("ki67", 10, "Ki-67"),
    ("line", 4, "Line"),
    ("ps", 4, "ECOG"),
)


def run_create(arguments: Namespace) -> int:
    """Make a registry; its recovery key is written to a file or shown once."""
    from nenboard.host.files import write_atomically
    from nenboard.workflow import casework

    folder = Path(arguments.registry).absolute()
    out = Path(arguments.recovery_key_out) if arguments.recovery_key_out else None
    if out is not None and out.exists():
        raise exits.UsageError(
            _("The file for the recovery key is there already. Nothing was made. Name a new file.")
        )
    user = arguments.user or _login_name()
    passphrase = access.passphrase(arguments, is_new=True)
    made = casework.create_registry(folder, passphrase=passphrase, user=user)
    made.registry.close()
    access.remember(folder)
    print(_("A registry was made. Administrator: {user}").format(user=user))
    if out is not None:
        write_atomically(out, f"{made.recovery_key}\n".encode())
        print(_("The recovery key is in {path}. Print it and lock it away.").format(path=out))
        return exits.RESULT
    print(_("Recovery key, shown once:"))
    print(f"\n    {made.recovery_key}\n")
    print(
        _(
            "Print it and lock it away. Without the passphrase and without this key nobody can "
            "open the registry; there is no other way in."
        )
    )
    return exits.RESULT


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "admin"


def run_list(arguments: Namespace) -> int:
    """Print the cases that fit the search, and how many there are in all."""
    from nenboard.registry.query import CaseQuery
    from nenboard.workflow import casework

    with access.opened(access.credentials(arguments), is_read_only=True) as registry:
        found = casework.find_cases(registry, CaseQuery(text=arguments.search))
        rows = casework.list_cases(registry, found)
        total = registry.cases.count()
    if arguments.json:
        cases = [
            {**asdict(row), "changed_at": row.changed_at.isoformat(timespec="seconds")}
            for row in rows
        ]
        exits.print_json({"format": "nenboard-list/1", "total": total, "cases": cases})
        return exits.RESULT
    print("  ".join(f"{heading:<{width}}" for _name, width, heading in _COLUMNS).rstrip())
    for row in rows:
        print(_line(row))
    print(_("{shown} of {total} cases").format(shown=len(rows), total=total))
    return exits.RESULT


def _line(row: "CaseRow") -> str:
    values = asdict(row)
    values["name"] = ", ".join(part for part in (row.name, row.given_name) if part)
    cells = (_cell(values[name], width) for name, width, _heading in _COLUMNS)
    mark = "  " + _("synthetic") if row.is_synthetic else ""
    return "  ".join(cells) + mark


def _cell(value: object, width: int) -> str:
    """The value in its column; a longer one is shortened visibly, control characters are shown."""
    text = "" if value is None else "".join(c if c.isprintable() else "?" for c in str(value))
    return f"{text[: width - 1]}…" if len(text) > width else f"{text:<{width}}"
