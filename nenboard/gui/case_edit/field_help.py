"""Why a field matters and where it is found: the help file, read when it is first asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nenboard.gui.case_edit.form_field import FormField
from nenboard.host import resources


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """Two lines for every field: why it matters; where it is found and the usual slip."""

    why: str
    found: str


@cache
def _texts(language: str) -> Mapping[str, Mapping[str, str]]:
    file = resources.path("help", language, "fields.json")
    loaded: Mapping[str, Mapping[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def help_for(field: FormField, language: str = "en") -> FieldHelp:
    """The help of a field; KeyError if the file has none, which a test prevents."""
    entry = _texts(language)[help_key(field.path)]
    return FieldHelp(entry["why"], entry["found"])


def help_keys(language: str = "en") -> frozenset[str]:
    """All keys of the help file."""
    return frozenset(_texts(language))


def help_key(path: str) -> str:
    """The key of a pattern: rows named by a code share one, and so do all toxicities."""
    parts = ["*" if "=" in part else part for part in path.split(".")]
    if len(parts) > 2 and parts[-3] in {"toxicities", "residual_toxicities"}:
        parts = ["toxicities", *parts[-2:]]
    return ".".join(parts)
