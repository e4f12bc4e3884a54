"""Responses and end points as plain text for the terminal; nothing is computed here."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from nenboard.host.language import _

_NAMES: Final = ("pfs", "pfs_sensitivity", "ttp", "os", "dor", "ttf")


def recist_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """One line for each time point, then the best overall response."""
    yield _("Date         Sum mm  Nadir mm  % baseline  % nadir  Target  Overall")
    for each in answer["timepoints"]:
        figures = (
            f"{_figure(each['sum_mm']):>8}  {_figure(each['nadir_mm']):>8}"
            f"  {_figure(each['change_from_baseline_pct']):>10}"
            f"  {_figure(each['change_from_nadir_pct']):>7}"
        )
        overall = each["overall"] or _("baseline")
        yield f"{each['date']} {figures}  {each['target'] or '-':<6}  {overall}"
    best = answer["best_overall"]
    yield _("Best overall response: {best} unconfirmed, {confirmed} confirmed").format(
        best=best["unconfirmed"], confirmed=best["confirmed"]
    )
    shown = answer["progression_date"] or _("none seen")
    yield _("Progression: {date}").format(date=shown)
    yield from answer["warnings"]


def endpoint_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """One line for each end point with its dates, then growth and the conventions."""
    for name in _NAMES:
        yield _end_point(name, answer["endpoints"][name])
    for each in answer["growth"]:
        rate = _figure(each["tgr_percent_per_month"])
        yield _("growth {start} to {end}: {rate} % per month").format(
            start=each["from"], end=each["to"], rate=rate
        )
    free = answer["platinum_free_interval"]
    if free is not None:
        yield _("platinum-free interval: {months} months{open}").format(
            months=_figure(free["months"]), open="" if free["event"] else "+"
        )
    settings = ", ".join(f"{name} {value}" for name, value in answer["settings"].items())
    yield _("conventions: {settings}").format(settings=settings)
    yield from answer["warnings"]


def _end_point(name: str, each: Mapping[str, Any] | None) -> str:
    if each is None:
        return f"{name}: " + _("cannot be determined")
    bounds = f" ({each['days_min']}-{each['days_max']})" if each["imputed"] else ""
    mark = "*" if each["imputed"] else ""
    what = each["what"] or each["censor_reason"]
    sign = "" if each["event"] else "+"
    return f"{name}: {each['days']}{mark}{sign} d{bounds}  {each['start']} - {each['end']}  {what}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
