"""Molecular and pharmacogenetic results, as the laboratory called them."""

from collections.abc import Callable
from dataclasses import dataclass

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.tissue import source_of
from nenboard.algorithm.readers.view import View, candidates, found, recorded
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing
from nenboard.domain.terms import Marker, MolecularCall

NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class _Call:
    """One call: the code, None if the fact has none for it, and where it stands."""

    code: str | None
    source: Source
    remarks: tuple[Remark, ...] = ()


def marker(which: Marker) -> Callable[[View], Found]:
    """A reader of the latest call of a molecular marker."""

    def read(view: View) -> Found:
        return _latest(view, [*_calls(view, which), *_stain_calls(view, which)])

    read.__doc__ = f"The latest call of {which.value}."
    return read


def tested(which: Marker) -> Callable[[View], Found]:
    """A reader of a pharmacogenetic marker: a test not done reads as not tested."""

    def read(view: View) -> Found:
        known = _latest(view, _calls(view, which))
        return known if known is not NOTHING else _not_tested(view, which)

    read.__doc__ = f"The latest result of {which.value}, or that it was not tested."
    return read


def _calls(view: View, which: Marker) -> list[_Call]:
    calls = []
    for index, result in view.calls.get(which, ()):
        call = recorded(result.result)
        if call is None:
            continue
        source = Source("marker", f"molecular.{index}", result.laboratory or "", result.date)
        is_other = call is MolecularCall.OTHER_VARIANT
        remarks = (Remark.OTHER_BRAF_VARIANT,) if is_other else ()
        calls.append(_Call(None if is_other else call.value, source, remarks))
    return calls


def _stain_calls(view: View, which: Marker) -> list[_Call]:
    """Loss seen by stain: Rb for RB1, mismatch repair for MSI; p53 stands for nothing."""
    if which is Marker.RB1:
        losses, code, field = view.terms.rb_loss, "lost", "rb"
    elif which is Marker.MSI:
        losses, code, field = view.terms.mismatch_repair_loss, "high", "mismatch_repair"
    else:
        return []
    return [
        _Call(code, source_of(placed, f"stains.{field}"), (Remark.BY_STAIN,))
        for placed in view.samples
        if getattr(placed[1].stains, field) in losses
    ]


def _latest(view: View, calls: list[_Call]) -> Found:
    if not calls:
        return NOTHING
    chosen, remarks = view.latest(calls, lambda call: call.source.date)
    if not chosen:
        return NOTHING
    said = [*remarks, *(remark for call in chosen for remark in call.remarks)]
    sources = [call.source for call in chosen]
    codes = [call.code for call in chosen if call.code is not None]
    return found(candidates(codes) if len(codes) == len(chosen) else None, sources, remarks=said)


def _not_tested(view: View, which: Marker) -> Found:
    """Not done as the latest word; pending and the other kinds of missing are unknown."""
    said: list[tuple[Missing, PartialDate | None, int]] = [
        (result.result, result.date, index)
        for index, result in view.calls.get(which, ())
        if isinstance(result.result, Missing)
    ]
    chosen, remarks = view.latest(said, lambda item: item[1])
    if not chosen or any(item[0] is not Missing.NOT_DONE for item in chosen):
        return NOTHING
    sources = [Source("marker", f"molecular.{i}", "", when) for _, when, i in chosen]
    return found(NOT_TESTED, sources, remarks=remarks)
