"""What a cell of a table says that is not typed there: toxicities of a row, class of a regimen."""

from nenboard.domain.missing import Missing
from nenboard.domain.treatment import Line, Toxicity
from nenboard.gui.case_edit.field_values import regimen_classes
from nenboard.host.labels import missing_label
from nenboard.host.language import _


def list_words(rows: tuple[object, ...]) -> str:
    """The rows of a list inside a row in one line; empty without any."""
    return "; ".join(_toxicity(row) for row in rows if isinstance(row, Toxicity))


def _toxicity(toxicity: Toxicity) -> str:
    """The term with its grade and the version of the criteria, without which it says little."""
    if toxicity.grade is None or isinstance(toxicity.grade, Missing):
        said = missing_label(toxicity.grade)
        return _("{term}, grade: {said}").format(term=toxicity.term, said=said)
    words = _("{term} G{grade} (CTCAE {version})")
    if not toxicity.ctcae_version:
        words = _("{term} G{grade} (no version)")
    return words.format(term=toxicity.term, grade=toxicity.grade, version=toxicity.ctcae_version)


def stands_for(row: object, name: str) -> str:
    """What stands in an empty cell of a line: agents in words, or the class of its regimen."""
    if not isinstance(row, Line):
        return ""
    if name == "regimen":
        return row.regimen_text or ""
    if name == "therapy_class" and row.therapy_class is None:
        return regimen_classes().get(row.regimen or "", "")
    return ""
