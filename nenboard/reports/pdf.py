"""PDF bytes of the documents: one case, or the pack of a meeting."""

from collections.abc import Callable
from typing import Final

from nenboard.host.language import _
from nenboard.reports import reread, style
from nenboard.reports.errors import ReportError
from nenboard.reports.frame import Pages
from nenboard.reports.paint import Sheet, paint
from nenboard.reports.summary import lay_out
from nenboard.reports.values import CaseReport

DEFAULT_PAPER: Final = "A4"


def sheet_of(name: str) -> style.Paper:
    """A paper by name. Raises ReportError for one that is not offered."""
    try:
        return style.PAPERS[name]
    except KeyError:
        raise ReportError("document", _("Choose A4 or Letter as paper.")) from None


def render_case(report: CaseReport, *, paper: str = DEFAULT_PAPER) -> bytes:
    """The case summary, exactly one landscape page, read back and compared.

    Raises DoesNotFit if a part that may not be shortened is too long, ReportError if what was
    written does not read back.
    """
    page = lay_out(report, sheet_of(paper), Pages())
    data = paint([Sheet(page.drawing, "case")], title=_("Case summary"), at=report.provenance.as_of)
    reread.check(data, [page.drawing], [reread.must_print(report, page)])
    return data


Progress = Callable[[int, int], None]
