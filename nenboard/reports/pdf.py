"""PDF bytes of the documents: one case, or the pack of a meeting."""

from collections.abc import Callable
from typing import Final

from nenboard.host import collecting
from nenboard.host.language import _
from nenboard.reports import reread, style
from nenboard.reports.document_layout import lay_out_document
from nenboard.reports.document_values import Document
from nenboard.reports.errors import Cancelled, ReportError
from nenboard.reports.frame import Pages
from nenboard.reports.pack import PackSheets, lay_out_pack
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.paint import Sheet, paint
from nenboard.reports.summary import lay_out
from nenboard.reports.values import CaseReport

DEFAULT_PAPER: Final = "A4"
_OTHER_STEPS: Final = 4


def sheet_of(name: str) -> style.Paper:
    """A paper by name. Raises ReportError for one that is not offered."""
    try:
        return style.PAPERS[name]
    except KeyError:
        raise ReportError("document", _("Choose A4 or Letter as paper.")) from None


@collecting.paused()
def render_case(report: CaseReport, *, paper: str = DEFAULT_PAPER) -> bytes:
    """The case summary, exactly one landscape page, read back and compared.

    Raises DoesNotFit if a part that may not be shortened is too long, ReportError if what was
    written does not read back.
    """
    page = lay_out(report, sheet_of(paper), pages=Pages())
    data = paint([Sheet(page.drawing, "case")], title=_("Case summary"), at=report.provenance.as_of)
    reread.check(data, [page.drawing], expected=[reread.must_print(report, page)])
    return data


Progress = Callable[[int, int], None]


@collecting.paused()
def render_pack(
    pack: MeetingPack,
    *,
    paper: str = DEFAULT_PAPER,
    progress: Progress = lambda _done, _all: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The meeting pack, read back and compared before it is returned.

    `progress` is told the steps done and their number (each case counts twice, laid out and
    painted); `is_cancelled` is asked after every page, and Cancelled is raised when it says yes.
    """
    sheet = sheet_of(paper)
    steps = 2 * len(pack.reports) + _OTHER_STEPS
    done = 0

    def step(_number: int) -> None:
        nonlocal done
        if is_cancelled():
            raise Cancelled
        done = min(done + 1, steps)
        progress(done, steps)

    step(0)
    data, pages = draw_pack(pack, sheet, step=step)
    if is_cancelled():
        raise Cancelled
    reread.check(data, pages.drawings, expected=pages.expected)
    progress(steps, steps)
    return data


@collecting.paused()
def draw_pack(
    pack: MeetingPack, sheet: style.Paper, *, step: Callable[[int], None]
) -> tuple[bytes, PackSheets]:
    """The meeting pack, not read back yet; `step` is called after every page and may raise."""
    pages = lay_out_pack(pack, sheet, after_case=step)
    data = paint(pages.sheets, title=_("Meeting pack"), at=pack.as_of, after_page=step)
    return data, pages


@collecting.paused()
def render_document(document: Document, *, paper: str = DEFAULT_PAPER) -> bytes:
    """A portrait document, read back and compared before it is returned.

    Raises DoesNotFit, ReportError.
    """
    pages = lay_out_document(document, sheet_of(paper))
    sheets = [Sheet(drawing, f"page{number}") for number, drawing in enumerate(pages.drawings)]
    data = paint(sheets, title=document.title, at=document.provenance.as_of)
    reread.check(data, pages.drawings, expected=pages.expected)
    return data
