"""The driver: its errors become ours, and scripts run statement by statement."""

import subprocess
import sys

import pytest
import sqlite_utils.utils
from sqlcipher3 import dbapi2

from nenboard.registry import driver
from nenboard.registry.driver import split_statements, translated
from nenboard.registry.errors import RegistryBusy, RegistryError, StorageFault


def test_sqlite_utils_stands_on_the_encrypting_driver() -> None:
    assert sqlite_utils.utils.OperationalError is dbapi2.OperationalError


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, "RegistryBusy"),
        (6, "RegistryBusy"),
        (13, "DiskFull"),
        (14, "NoAccess"),
        (8, "ReadOnly"),
        (26, "DamagedRegistry"),
        (11, "DamagedRegistry"),
        (267, "DamagedRegistry"),
        (10, "DiskFault"),
        (4874, "DiskFault"),
        (19, "StorageFault"),
        (1, "StorageFault"),
        (None, "StorageFault"),
    ],
)
def test_each_fault_of_the_driver_has_its_own_error(code: int | None, kind: str) -> None:
    error = driver.DriverError("near 'Testperson': syntax error")
    if code is not None:
        error.sqlite_errorcode = code
        error.sqlite_errorname = "SQLITE_SOMETHING"
    with pytest.raises(RegistryError) as caught, translated():
        raise error
    assert type(caught.value).__name__ == kind
    assert "Testperson" not in str(caught.value)


def test_errors_of_others_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError
    assert not issubclass(RegistryBusy, StorageFault)


def test_a_trigger_is_one_statement() -> None:
    script = "-- head\nCREATE TABLE a (b);\n\nCREATE TRIGGER c AFTER INSERT ON a BEGIN\n"
    script += "  DELETE FROM a;\n  DELETE FROM a;\nEND;\n-- tail\n"
    assert [text.splitlines()[-1] for text in split_statements(script)] == [
        "CREATE TABLE a (b);",
        "END;",
    ]


def test_a_script_cut_off_inside_a_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="inside a statement"):
        list(split_statements("CREATE TABLE a (b);\nCREATE TABLE"))


def test_the_errors_are_known_without_loading_the_database() -> None:
    code = (
        "import sys, nenboard.registry.errors, nenboard.registry\n"
        "heavy = {'sqlite_utils', 'sqlcipher3', 'pydantic', 'cryptography'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
