"""Where a fact was read from, in words people know instead of codes."""

from enum import Enum
from typing import TYPE_CHECKING, Final

from nenboard.domain.terms import ImagingKind, LabTest, MetastaticSite, StageSystem
from nenboard.gui.case_edit.field_values import regimens
from nenboard.host.labels import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.readers import Reading, Source
    from nenboard.domain.dates import PartialDate

_MOST: Final = 4
_NO_BREAK: Final = "\N{NON-BREAKING HYPHEN}"
_VOCABULARIES: Final[tuple[type[Enum], ...]] = (ImagingKind, LabTest, StageSystem, MetastaticSite)


def source_words(reading: "Reading") -> str:
    """Kind, item and date of each place; at most four of them."""
    said = [_place(reading, source) for source in reading.sources[:_MOST]]
    more = [_("and others")] if len(reading.sources) > _MOST else []
    return "; ".join(dict.fromkeys([*said, *more]))


def date_words(date: "PartialDate") -> str:
    """A date that is never broken over two lines."""
    return date.text.replace("-", _NO_BREAK)


def _place(reading: "Reading", source: "Source") -> str:
    kind = reading.kinds.get(source.kind, source.kind)
    day = date_words(source.date) if source.date is not None else ""
    return ", ".join(part for part in (kind, _item(source.what), day) if part)


def _item(what: str) -> str:
    known = regimens().get(what)
    if known is not None:
        return known
    for vocabulary in _VOCABULARIES:
        found = next((code for code in vocabulary if code.value == what), None)
        if found is not None:
            return label(found)
    return what
