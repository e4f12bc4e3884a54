"""What the tests of the commands share: how one is run, and what it says."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nenboard.cli import main
from tests.workflow.support import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples" / "published"
RECORDED = Path(__file__).parent / "recorded"


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; fails if there is anything else."""
        return json.loads(self.out)

    @property
    def codes(self) -> dict[str, str]:
        """The code of each error by its path."""
        return {error["path"]: error["code"] for error in self.document["errors"]}


Run = Callable[..., Done]


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; ``text`` stands on its standard input."""

    def run(*arguments: str | Path, text: str | bytes = "") -> Done:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = main.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


def key_of(folder: Path) -> tuple[str, ...]:
    """The arguments that open the registry of a test."""
    file = folder.parent / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return ("--registry", str(folder), "--passphrase-file", str(file))
