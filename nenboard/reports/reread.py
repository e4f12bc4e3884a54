"""Reads the text of a finished PDF back, independently of the writer, and compares it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2

from nenboard.host.language import _
from nenboard.reports.blocks import prepare
from nenboard.reports.drawing import Drawing, Text
from nenboard.reports.errors import ReportError
from nenboard.reports.options_block import is_counted
from nenboard.reports.summary import SummaryPage, titles
from nenboard.reports.values import CaseReport

SOFT_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-"})


@dataclass(frozen=True, slots=True)
class Expected:
    """Words that a page must hold, by block."""

    block: str
    words: str


def must_print(report: CaseReport, page: SummaryPage) -> tuple[Expected, ...]:
    """What a case summary must say whatever was shortened: identity, question, options, page."""
    report = page.said or prepare(report)
    who = report.identity
    found = [
        Expected("banner", who.name),
        Expected("banner", who.born),
        *(Expected("banner", number) for _label, number in who.numbers),
        *(Expected("question", span.text) for span in report.question.question),
        *(Expected("footer", part) for part in (report.fingerprint[:4], report.fingerprint[4:8])),
        Expected("footer", report.provenance.release),
    ]
    if report.outcome.code is not None:
        found.append(Expected("outcome", report.outcome.code.typed))
    for branch in report.advice.branches:
        found += [
            Expected("options", option.label)
            for option in branch.options
            if not is_counted(option.strength, page.settings.options)
        ]
    found += [Expected("options", fact.label) for fact in report.advice.missing]
    found += [Expected("timeline", bar.label) for bar in report.timeline.bars if not bar.is_spell]
    return tuple(found)


def squeezed(text: str) -> str:
    """The signs of a text without blanks, as both sides are compared."""
    return "".join(text.translate(SOFT_HYPHENS).split())


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page as another program reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return tuple(texts)
    finally:
        document.close()


def check(
    pdf: bytes, drawings: Sequence[Drawing], *, expected: Sequence[Sequence[Expected]]
) -> None:
    """Compare each page with what was drawn and with what it must say.

    Raises ReportError, naming the block, at the first difference. Blanks are not compared.
    """
    texts = page_texts(pdf)
    if len(texts) != len(drawings):
        raise ReportError("document", _("The document has not as many pages as were laid out."))
    for text, drawing, wanted in zip(texts, drawings, expected, strict=True):
        read = squeezed(text)
        for mark in drawing.marks:
            if isinstance(mark, Text) and squeezed(mark.words) not in read:
                raise _differs(mark.block)
        for item in wanted:
            if squeezed(item.words) not in read:
                raise _differs(item.block)


def check_body(said: Sequence[str], drawn: str, *, block: str) -> None:
    """Compare what a document says with what was drawn of it, before anything is written.

    Raises ReportError at the first word that was lost. Blanks are not compared.
    """
    found = squeezed(drawn)
    if any(squeezed(words) not in found for words in said):
        raise _differs(block)


def _differs(block: str) -> ReportError:
    return ReportError(
        block,
        _(
            "The document was not handed over: the text of the block '{block}' does not read back "
            "as it was written. Export again; if it happens again, report it."
        ).format(block=titles().get(block, block)),
    )
