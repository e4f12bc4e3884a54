"""The way from an option to the rows it rests on, and back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from nenboard.gui.page import Services

PAGE_KEY = "evidence"


@dataclass(frozen=True, slots=True)
class Cited:
    """Rows cited for an option of a case; an empty case has no way back."""

    rows: tuple[str, ...]
    option: str = ""
    case_id: str = ""

    def to_part(self) -> str:
        """As a part of the page, for `Page.show_part`."""
        return json.dumps([list(self.rows), self.option, self.case_id])

    @staticmethod
    def from_part(part: str) -> "Cited | None":
        """The rows a part names; None for any other part."""
        try:
            rows, option, case_id = json.loads(part)
        except (ValueError, TypeError):
            return None
        return Cited(tuple(rows), option, case_id)


def show_rows(
    services: Services, rows: Sequence[str], *, option: str = "", case_id: str = ""
) -> None:
    """Show these rows of the evidence library.

    `option` is the name of the treatment they are cited for. With `case_id` the page offers the
    way back to the algorithm of that case.
    """
    services.show_page(PAGE_KEY, Cited(tuple(rows), option, case_id).to_part())
