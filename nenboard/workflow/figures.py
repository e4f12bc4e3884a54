"""Exact limits of a proportion: the only place where the statistics library is used."""


def exact_limits(events: int, people: int, *, level: float = 0.95) -> tuple[float, float]:
    """Clopper-Pearson limits of a proportion, as shares of one.

    Both tails hold at most half of what `level` leaves; none of the events gives 0 below, all of
    them 1 above. Source: Clopper and Pearson, Biometrika 1934;26:404-413. Raises ValueError
    unless 0 <= events <= people and people > 0.
    """
    if not 0 <= events <= people or people <= 0:
        raise ValueError("events lie between 0 and the number of people, who are at least one")
    from scipy.special import betaincinv

    tail = (1.0 - level) / 2.0
    low = float(betaincinv(events, people - events + 1, tail)) if events else 0.0
    high = float(betaincinv(events + 1, people - events, 1.0 - tail)) if events < people else 1.0
    return low, high
