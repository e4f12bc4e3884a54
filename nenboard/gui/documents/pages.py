"""The pages of a PDF as pictures, made in memory; no file is ever written for a preview."""

from dataclasses import dataclass

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a picture, the size of every page, and the text of the page."""

    image: QImage
    sizes: tuple[PageSize, ...]
    text: str


def render(pdf: bytes, page: int, *, pixels_per_point: float) -> Picture:
    """Draw a page (0 is the first). Call it on the database thread: the library is not shared."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = tuple(PageSize(*document[n].get_size()) for n in range(len(document)))
        shown = document[page]
        bitmap = shown.render(scale=pixels_per_point, prefer_bgrx=True, rev_byteorder=False)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        text: str = shown.get_textpage().get_text_bounded()
        return Picture(image, sizes, text)
    finally:
        document.close()
