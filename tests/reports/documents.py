"""Portrait documents for tests: of given words, and of many invented people."""

from datetime import UTC, datetime

from nenboard.reports.document_values import Block, Document, Words
from nenboard.reports.values import Identity, Provenance, Sitting, Span, State, StateKind

AT = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
WHO = Identity("Testperson", "Tilda", "Ms", "01-Feb-1960", "66y", "Female", (("No.", "SYN-1"),))
SOURCE = Provenance(AT, "Nurse E", "Version 1, signed", "Rules x 1", "nenboard", "Statement.")


def a_document(*blocks: Block, **changes: object) -> Document:
    """A final letter about one person."""
    given: dict[str, object] = {
        "title": "Outcome letter",
        "sitting": Sitting("NET MDT 26-Nov-2026", 1, 9),
        "state": State(StateKind.FINAL),
        "body": blocks,
        "provenance": SOURCE,
        "identity": WHO,
        "fingerprint": "ab12" * 16,
    }
    return Document(**{**given, **changes})  # type: ignore[arg-type]  # the fields of a test


def said(text: str) -> Words:
    """A paragraph."""
    return Words((Span(text),))
