"""Earlier lines that differ from those of a case by one change."""

from collections.abc import Iterator, Sequence

from nenboard.algorithm.lines import Line
from nenboard.algorithm.program import Program
from nenboard.domain.knowledge import EarlierLine, FactValue

_CHANGED = ("intent", "best_response", "stop_reason", "given_for")


def other_lines(program: Program, lines: Sequence[Line] | None) -> tuple[FactValue, ...]:
    """None given; one line less, one part of a line changed, or lines of other groups more.

    One line of each group is added, and two lines of two groups, because the third line of
    treatment has its own rules. Of lines that nobody knows: none given, or these.
    """
    stated = tuple(line.stated for line in lines or ())
    groups = frozenset().union(*(line.groups for line in lines or ()))
    found: list[tuple[EarlierLine, ...]] = [()] if lines is None or stated else []
    if len(stated) > 1:
        found += [(*stated[:place], *stated[place + 1 :]) for place in range(len(stated))]
    found += _with_another_part(program, stated)
    more = tuple(_of_each_group(program, besides=groups))
    found += [(*stated, line) for line in more]
    if len(more) > 1:
        found.append((*stated, *more[:2]))
    return tuple(found)


def _with_another_part(
    program: Program, stated: tuple[EarlierLine, ...]
) -> Iterator[tuple[EarlierLine, ...]]:
    for place, line in enumerate(stated):
        for part in _CHANGED:
            for code in program.line_fields[part].allowed or ():
                if code != getattr(line, part):
                    other = line.model_copy(update={part: code})
                    yield (*stated[:place], other, *stated[place + 1 :])


def _of_each_group(program: Program, *, besides: frozenset[str]) -> Iterator[EarlierLine]:
    """A line that counts, with progression: of one regimen of each group, and each platinum."""
    release = program.release
    members = release.options.cross_resistance
    regimens = [names[0] for group, names in members.items() if group not in besides]
    regimens += [name for name in release.facts.platinum.regimens if name in release.option]
    stop = release.facts.platinum.progression.stop_reason[0]
    intent = program.counted_intent
    for regimen in dict.fromkeys(regimens):
        yield EarlierLine(regimen=regimen, intent=intent, stop_reason=stop)
