"""Faults of making a document; each names the block and never repeats patient text."""

from nenboard.host.language import _


class ReportError(Exception):
    """A document could not be made. `block` names the part of the page."""

    def __init__(self, block: str, message: str) -> None:
        super().__init__(message)
        self.block = block


class ReportMismatch(ReportError):
    """Case, assessment and revision do not belong to the same case."""

    def __init__(self, message: str) -> None:
        super().__init__("case", message)


class DoesNotFit(ReportError):
    """The page cannot hold a part that may never be shortened."""

    def __init__(self, block: str, block_title: str) -> None:
        super().__init__(
            block,
            _(
                "The page was not written: the block '{block}' is too long for one page and may "
                "not be shortened. Shorten its text in the case, then export again."
            ).format(block=block_title),
        )


class Cancelled(ReportError):
    """The user stopped the export; nothing was handed over."""

    def __init__(self) -> None:
        super().__init__("document", _("The export was stopped. No file was written."))
