"""Random cases of every kind, completely known, and the same cases less known."""

from decimal import Decimal

from hypothesis import strategies as st

from nenboard.algorithm.fact_values import ends
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.loader import load_release
from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf
from nenboard.host.resources import release_files

# Ki-67 with a mitotic count of the same grade or a lower one: a count that was not made is read
# as not raising the grade.
_COUNTS = [
    (Decimal("0.5"), 0),
    (Decimal("2.9"), Decimal("1.9")),
    (3, 1),
    (6, 2),
    (10, 5),
    (Decimal("10.1"), 10),
    (20, 12),
    (Decimal("20.1"), 3),
    (Decimal("54.9"), 21),
    (55, 30),
]
_FREE = (
    "primary_site",
    "colon_side",
    "extent",
    "surgery_too_morbid",
    "margin",
    "stage_group",
    "n_category",
    "necrosis",
    "nec_morphology",
    "sstr",
    "functional",
    "syndrome_type",
    "growth",
    "burden",
    "tumour_symptoms",
    "shrinkage_goal",
    "liver_dominant",
    "ps",
    "age",
    "frail",
    "organ_function",
    "egfr",
    "dpd",
    "ild",
    "anc",
    "platelets",
    "lvef",
    "msi",
    "ntrk",
    "route_preference",
)
_PLATINUM = ("cbdca_vp16", "cddp_vp16", "iri_plat", "adj_pe_cb")
_OTHER = ("ssa", "eve", "sun", "prrt", "captem", "stz5fu", "folfox", "folfiri", "inf")


_REGIMENS = _PLATINUM + _OTHER
_CYTOTOXIC = (*_PLATINUM, "captem", "stz5fu", "folfox", "folfiri")
_HOW = ("stated", "stated", "hidden", "partly")


def _line(drawn: tuple[str, str, str, str, int]) -> EarlierLine:
    """A completely known line; progression on platinum leaves no interval."""
    regimen, intent, response, stop, months = drawn
    progressed = stop == "progression" or response == "PD"
    interval = None if regimen not in _PLATINUM else 0 if progressed else months
    return EarlierLine(
        regimen=regimen,
        intent=intent,
        best_response=response,
        stop_reason=stop,
        months_since_last_platinum=None if interval is None else Decimal(interval),
    )


_LINES = st.lists(
    st.tuples(
        st.sampled_from(_REGIMENS),
        st.sampled_from(["palliative", "adjuvant"]),
        st.sampled_from(["CR", "PR", "SD", "PD", "NE"]),
        st.sampled_from(["progression", "toxicity", "completed"]),
        st.sampled_from([0, 2, 3, 5, 6, 14]),
    ).map(_line),
    max_size=3,
).map(tuple)


def _complete(drawn: dict[str, object]) -> Facts:
    """A case in which everything that matters is known and nothing contradicts itself."""
    known = dict(drawn)
    ki67, mitoses = _COUNTS[int(str(known.pop("counts")))]
    if known["differentiation"] == "nec":
        ki67, mitoses = max((ki67, mitoses), _COUNTS[-3])
    if known["differentiation"] != "minen":
        del known["minen_ne_component"], known["minen_metastasis_component"]
    return Facts({**known, "ki67": ki67, "mitoses": mitoses})  # type: ignore[dict-item]


RELEASE = load_release(release_files("nen-review-2021", "1.1"))
_VALUES = {
    name: (True, False) if entry.type == "bool" else entry.allowed or entry.tried or ()
    for name, entry in RELEASE.inputs.items()
    if name in _FREE
}
COMPLETE = st.fixed_dictionaries(
    {
        "differentiation": st.sampled_from(["net", "net", "nec", "minen"]),
        "counts": st.sampled_from(range(len(_COUNTS))),
        "prior_lines": _LINES,
        "minen_ne_component": st.sampled_from(["nec", "net"]),
        "minen_metastasis_component": st.sampled_from(["ne", "mixed"]),
        **{name: st.sampled_from(values) for name, values in _VALUES.items()},
    }
).map(_complete)
HOWS = st.lists(st.sampled_from(_HOW), min_size=len(RELEASE.inputs), max_size=len(RELEASE.inputs))
SPREAD = st.sampled_from([1, 5, 30])


def less_known(complete: Facts, hows: list[str], *, spread: int) -> Facts:
    """The same case with some facts unknown, as ranges or as candidates."""
    known: dict[str, FactValue] = {}
    for (name, value), how in zip(complete.items(), hows, strict=False):
        if how == "stated":
            known[name] = value
        elif how == "partly":
            known[name] = _partly(name, value, spread=spread)
    return Facts(known)


def _partly(name: str, value: FactValue, *, spread: int) -> FactValue:
    entry = RELEASE.inputs[name]
    if isinstance(value, tuple):
        lines = [line for line in value if isinstance(line, EarlierLine)]
        return tuple(_half_recorded(line, spread + place) for place, line in enumerate(lines))
    if entry.type == "enum":
        codes = [str(code) for code in entry.allowed or ()]
        other = codes[(codes.index(str(value)) + spread) % len(codes)]
        return OneOf(one_of=tuple(sorted({other, str(value)})))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    low, high = ends(entry)
    bottom, top = Decimal(value) - spread, Decimal(value) + spread
    return NumberRange(low=max(Decimal(low), bottom), high=min(Decimal(high), top))


def _half_recorded(line: EarlierLine, choice: int) -> EarlierLine:
    """The line with one part not recorded, or only the kind of its regimen."""
    kind = "unknown_chemo" if line.regimen in _CYTOTOXIC else "unknown_systemic"
    changes: tuple[dict[str, str | None], ...] = (
        {"best_response": None},
        {"stop_reason": None},
        {"months_since_last_platinum": None},
        {"intent": None},
        {"regimen": kind},
        {"regimen": "unknown_systemic"},
    )
    return line.model_copy(update=changes[choice % len(changes)])
