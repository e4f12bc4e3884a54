"""What a line of systemic treatment is to the algorithm: its code or codes."""

from dataclasses import dataclass

from nenboard.algorithm.readers.terms import ReadingTerms, Remark
from nenboard.domain.missing import Missing
from nenboard.domain.terms import TherapyClass
from nenboard.domain.treatment import Line


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes of a line, never empty, with what has to be said about them."""

    codes: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def value(self) -> str | tuple[str, ...]:
        """One code, or the codes given together."""
        return self.codes[0] if len(self.codes) == 1 else self.codes


def coded(line: Line, terms: ReadingTerms) -> Coded | None:
    """The codes of a line; None if it is no systemic antitumour treatment (watch and wait)."""
    regimen = terms.regimens.get(line.regimen or "")
    if regimen is None:
        return _by_drugs(line, terms) or _by_class(line, terms)
    if regimen.code is None:
        return None
    remarks = (Remark.REGIMEN_DECIDED,) if regimen.decided else ()
    with_radiotherapy = line.with_radiotherapy is True and regimen.is_platinum_etoposide
    first = terms.with_radiotherapy if with_radiotherapy else regimen.code
    beside = [name for name in _names(line) if not _is_one_of(name, regimen.drugs)]
    codes = [first, *(_drug_code(name, terms) for name in beside)]
    return Coded(tuple(dict.fromkeys(codes)), remarks)


def drugs_of(line: Line, terms: ReadingTerms) -> frozenset[str]:
    """The drugs of a line as far as catalogue and components name them."""
    regimen = terms.regimens.get(line.regimen or "")
    return frozenset([*(regimen.drugs if regimen else ()), *_names(line)])


def is_known(line: Line, terms: ReadingTerms) -> bool:
    """Whether the drugs of a line are all known: from the catalogue, or named as components."""
    return line.regimen in terms.regimens or bool(line.components)


def _names(line: Line) -> list[str]:
    return [component.name.strip().casefold() for component in line.components]


def _is_one_of(name: str, drugs: tuple[str, ...]) -> bool:
    return any(drug in name for drug in drugs)


def _drug_code(name: str, terms: ReadingTerms) -> str:
    known = [code for drug, code in terms.drugs.items() if drug in name]
    return known[0] if known else terms.class_named_not_listed


def _by_drugs(line: Line, terms: ReadingTerms) -> Coded | None:
    """Codes of drugs named one by one, if each is a treatment of its own."""
    names = _names(line)
    codes = [code for name in names for drug, code in terms.drugs.items() if drug in name]
    if not names or len(codes) < len(names):
        return None
    return Coded(tuple(dict.fromkeys(codes)))


def _by_class(line: Line, terms: ReadingTerms) -> Coded | None:
    """The code of a line that the catalogue does not hold."""
    kind = line.therapy_class
    said = (Remark.REGIMEN_NOT_IN_CATALOGUE,)
    if kind is None or isinstance(kind, Missing):
        return Coded((terms.class_unknown,), said)
    if kind.value in terms.class_not_antitumour:
        return None
    if kind is TherapyClass.PLATINUM and _names_etoposide(line, terms):
        return Coded((terms.regimens["PE_NOS"].code or terms.class_unknown,))
    if kind.value in terms.classes:
        return Coded((terms.classes[kind.value],), said)
    is_named = bool(line.regimen or (line.regimen_text or "").strip() or line.components)
    code = terms.class_named_not_listed if is_named else terms.class_unknown
    return Coded((code,), said)


def _names_etoposide(line: Line, terms: ReadingTerms) -> bool:
    words = " ".join([line.regimen_text or "", *_names(line)]).casefold()
    return any(word in words for word in terms.platinum_etoposide_words)
