"""Whether what a clinician states and what a reader gives can both be right."""

from decimal import Decimal

from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf


def agree(stated: FactValue, read: FactValue) -> bool:
    """Whether some value fits both: equal, overlapping ranges, or common candidates."""
    if isinstance(stated, str | OneOf) and isinstance(read, str | OneOf):
        return bool(_codes(stated) & _codes(read))
    if _is_number(stated) and _is_number(read):
        return _overlap(stated, read)
    if isinstance(stated, tuple) and isinstance(read, tuple):
        return _lines_agree(stated, read)
    return stated == read


def _codes(value: str | OneOf) -> frozenset[str]:
    return frozenset(value.one_of) if isinstance(value, OneOf) else frozenset((value,))


def _is_number(value: FactValue) -> bool:
    return isinstance(value, int | Decimal | NumberRange) and not isinstance(value, bool)


def _ends(value: FactValue) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(value, NumberRange):
        return value.low, value.high
    exact = Decimal(value) if isinstance(value, int | Decimal) else None
    return exact, exact


def _overlap(one: FactValue, other: FactValue) -> bool:
    """Whether two intervals share a number; a shared open end does not count."""
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    for bottom, top, pair in ((low, other_high, (one, other)), (other_low, high, (other, one))):
        if bottom is None or top is None:
            continue
        if bottom > top or (bottom == top and (_excludes_low(pair[0]) or _excludes_high(pair[1]))):
            return False
    return True


def _excludes_low(value: FactValue) -> bool:
    return isinstance(value, NumberRange) and value.comparator == ">"


def _excludes_high(value: FactValue) -> bool:
    return isinstance(value, NumberRange) and value.comparator == "<"


def _lines_agree(
    stated: tuple[str, ...] | tuple[EarlierLine, ...],
    read: tuple[str, ...] | tuple[EarlierLine, ...],
) -> bool:
    """Lists of codes hold the same codes; lists of lines the same treatments in order."""
    return [_heart(item) for item in stated] == [_heart(item) for item in read] or (
        not any(isinstance(item, EarlierLine) for item in (*stated, *read))
        and set(stated) == set(read)
    )


def _heart(item: str | EarlierLine) -> object:
    """What must be the same: all that is known of the code or line."""
    return item if isinstance(item, str) else item.model_dump(exclude_none=True)
