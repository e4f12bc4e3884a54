"""Whether samples of the tumour differ in class, grade or Ki-67 across a limit."""

from itertools import combinations

from nenboard.algorithm.readers.counts import ki67_ends
from nenboard.algorithm.readers.reading import NOTHING, Found
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import Cut, ReadingTerms
from nenboard.algorithm.readers.tissue import source_of
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.terms import Differentiation, Grade
from nenboard.domain.tumour import Ki67, Sample


def samples_discordant(view: View) -> Found:
    """True if two samples differ; false only if all can be compared, or there is one."""
    if not view.samples:
        return NOTHING
    answers = []
    for first, second in combinations(view.samples, 2):
        differ = _differ(first[1], second[1], terms=view.terms)
        if differ:
            pair = [source_of(first, "ki67"), source_of(second, "ki67")]
            return found(True, pair)
        answers.append(differ)
    if None in answers:
        return NOTHING
    return found(False, [source_of(placed, "ki67") for placed in view.samples])


def _differ(first: Sample, second: Sample, *, terms: ReadingTerms) -> bool | None:
    """Whether two samples differ in any respect; None if they may."""
    classes = _classes_differ(first, second)
    respects = [classes, _ki67_differs(first, second, terms=terms)]
    if not _is_ungraded(first) or not _is_ungraded(second):
        respects.append(_grades_differ(first, second))
    if True in respects:
        return True
    return None if None in respects else False


def _classes_differ(first: Sample, second: Sample) -> bool | None:
    one, other = _class(first), _class(second)
    if one is None or other is None:
        return None
    if one != other:
        return True
    lung = recorded(first.lung_class), recorded(second.lung_class)
    return None not in lung and lung[0] != lung[1]


def _class(sample: Sample) -> Differentiation | None:
    told = recorded(sample.differentiation)
    return None if told is Differentiation.CANNOT_SAY else told


def _is_ungraded(sample: Sample) -> bool:
    """Carcinomas carry no grade, and lung tumours a class in its place."""
    return _class(sample) is Differentiation.POOR or recorded(sample.lung_class) is not None


def _grades_differ(first: Sample, second: Sample) -> bool | None:
    one, other = recorded(first.grade), recorded(second.grade)
    if one is None or other is None or Grade.GX in (one, other):
        return None
    return one is not other


def _ki67_differs(first: Sample, second: Sample, *, terms: ReadingTerms) -> bool | None:
    ends = [
        ki67_ends(sample.ki67, terms) if isinstance(sample.ki67, Ki67) else None
        for sample in (first, second)
    ]
    one, other = ends
    if one is None or other is None:
        return None
    sides = [(_is_above(one, cut), _is_above(other, cut)) for cut in terms.discordance]
    if any(None not in pair and pair[0] is not pair[1] for pair in sides):
        return True
    return None if any(None in pair for pair in sides) else False


def _is_above(ends: Ends, cut: Cut) -> bool | None:
    """Whether a Ki-67 lies above a limit; None if the interval crosses it."""
    if cut.at == "above":
        if ends.low >= cut.limit:
            return True
        below = ends.high < cut.limit or (ends.high == cut.limit and ends.high_open)
        return False if below else None
    if ends.high <= cut.limit:
        return False
    above = ends.low > cut.limit or (ends.low == cut.limit and ends.low_open)
    return True if above else None
