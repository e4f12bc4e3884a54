"""What becomes of earlier treatments: why each is not simply offered again."""

from nenboard.algorithm.assessment import Removed
from nenboard.algorithm.derive import is_only
from nenboard.algorithm.lines import THIS, Line
from nenboard.algorithm.program import Inquiry


def removed(inquiry: Inquiry) -> tuple[Removed, ...]:
    """Every earlier treatment, oldest first, with the reason."""
    return tuple(
        Removed(id=regimen, why=_why(inquiry, line, regimen=regimen))
        for line in inquiry.state.lines or ()
        for regimen in line.regimens
    )


def _why(inquiry: Inquiry, line: Line, *, regimen: str) -> str:
    program, state = inquiry
    texts = program.release.options.earlier_treatment
    regimens = program.reader.regimens
    if isinstance(line.given_for, str) and line.given_for != THIS:
        return texts[line.given_for]
    if regimen in regimens.prior_only:
        return texts["not_recorded"]
    if not is_only(state["differentiation"], "net") and program.reader.is_platinum(line):
        return texts["platinum"]
    if program.reader.progressed(line):
        group = regimens.group[regimen]
        kept = texts["hormone_control"] if group in program.hormone_groups else ""
        return texts["progression"].format(group=group) + kept
    return texts[line.stop] if isinstance(line.stop, str) else texts["unknown"]
