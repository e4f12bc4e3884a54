"""The floor of a document: the same words and lines, drawn by bare calls of the PDF library."""

import io
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Word:
    """A run of text where the finished page has it; lengths in points."""

    left: float
    bottom: float
    size: float
    text: str


@dataclass(frozen=True)
class BarePage:
    """What has to be drawn to get the same page: its words, and as many shapes."""

    width: float
    height: float
    words: tuple[Word, ...]
    shapes: tuple[tuple[float, float, float, float], ...]


def read(pdf: bytes) -> tuple[BarePage, ...]:
    """The pages of a finished document as lists of things to draw."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(page) for page in document)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> BarePage:
    text = page.get_textpage()
    words = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        word = text.get_text_bounded(left, bottom, right, top)
        words.append(Word(left, bottom, max(top - bottom, 1.0), word.replace("\r\n", " ")))
    shapes = tuple(found.get_bounds() for found in page.get_objects([raw.FPDF_PAGEOBJ_PATH]))
    return BarePage(page.get_width(), page.get_height(), tuple(words), shapes)


def draw(pages: tuple[BarePage, ...], *, font: str) -> bytes:
    """Draw them with a font that has been registered already."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for left, bottom, right, top in page.shapes:
            canvas.rect(left, bottom, right - left, top - bottom)
        for word in page.words:
            canvas.setFont(font, word.size)
            canvas.drawString(word.left, word.bottom, word.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
