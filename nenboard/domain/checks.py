"""Plausibility over a whole case: every issue with its path, severity, code and a sentence."""

from datetime import date

from nenboard.domain import (
    checks_extent,
    checks_person,
    checks_tests,
    checks_therapy,
    checks_tissue,
)
from nenboard.domain.case import Case
from nenboard.domain.issues import Check, Issue, Severity

__all__ = ["CHECKS", "Issue", "Severity", "check_case"]

CHECKS: tuple[Check, ...] = (
    *checks_person.CHECKS,
    *checks_extent.CHECKS,
    *checks_tissue.CHECKS,
    *checks_tests.CHECKS,
    *checks_therapy.CHECKS,
)


def check_case(case: Case, on: date) -> tuple[Issue, ...]:
    """All issues of a case as of a day, in the order of the checks; none of them blocks saving."""
    return tuple(issue for check in CHECKS for issue in check(case, on))
