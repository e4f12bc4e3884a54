"""Whether a line of treatment holds platinum, as the terms of the readers tell it."""

from nenboard.domain.treatment import Line
from nenboard.workflow.releases import shipped_terms


def holds_platinum(line: Line) -> bool:
    """Whether the line counts as platinum for the platinum-free interval."""
    from nenboard.algorithm.readers.regimens import coded

    terms = shipped_terms()
    found = coded(line, terms)
    return found is not None and not set(found.codes).isdisjoint(terms.platinum_codes)
