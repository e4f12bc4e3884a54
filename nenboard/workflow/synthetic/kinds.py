"""Kinds of synthetic tumour: how often, where, how they grow, what is given."""

from dataclasses import dataclass

from nenboard.domain.terms import Differentiation, Grade, Site, StageSystem, Subsite, Uptake


@dataclass(frozen=True)
class Band:
    """Ki-67 is drawn from ``low`` to ``high`` percent; the report prints ``grade``."""

    low: float
    high: float
    grade: Grade | None
    weight: float = 1.0


@dataclass(frozen=True)
class Kind:
    """One kind; shares from 0 to 1, regimens in the order they are given."""

    weight: float
    site: Site
    differentiation: Differentiation
    bands: tuple[Band, ...]
    metastatic: float
    regimens: tuple[tuple[str, ...], ...]
    subsites: tuple[Subsite, ...] = ()
    uptake: tuple[tuple[Uptake, float], ...] = ((Uptake.ALL, 0.7), (Uptake.SOME, 0.3))
    functioning: float = 0.15


_WELL, _POOR, _MIXED = Differentiation.WELL, Differentiation.POOR, Differentiation.MINEN
_SSA = ("LAN120", "OCTLAR")
_FEW = ((Uptake.ALL, 0.3), (Uptake.SOME, 0.4), (Uptake.NONE, 0.3))
_RARE = ((Uptake.SOME, 0.2), (Uptake.NONE, 0.8))
_G1 = Band(1.0, 1.9, Grade.G1)
_LOW_G2 = Band(4.5, 9.5, Grade.G2)
_HIGH_G2 = Band(11.0, 18.5, Grade.G2, 0.6)
_G3 = Band(22.0, 54.0, Grade.G3)
_CARCINOID = Band(4.5, 18.0, None)
_NEC = Band(35.0, 95.0, None)
_PANCREAS = (Subsite.HEAD, Subsite.BODY, Subsite.TAIL)
_NEC_LINES = (("CE", "EP"), ("FOLFIRI", "FOLFOX"), ("TEM", "TOPO"))

KINDS: tuple[Kind, ...] = (
    Kind(
        20,
        Site.PANCREAS,
        _WELL,
        (_G1, _LOW_G2, _HIGH_G2),
        0.75,
        (_SSA, ("CAPTEM", "EVE", "STZ5FU_MOERTEL"), ("SUN", "LUTATE", "EVE"), ("FOLFOX",)),
        subsites=_PANCREAS,
        functioning=0.25,
    ),
    Kind(
        5,
        Site.PANCREAS,
        _WELL,
        (_G3,),
        0.85,
        (("CAPTEM", "FOLFOX"), ("EVE", "SUN", "LUTATE"), ("FOLFIRI",)),
        subsites=_PANCREAS,
        uptake=_FEW,
    ),
    Kind(
        24,
        Site.ILEUM,
        _WELL,
        (_G1, _LOW_G2),
        0.8,
        (_SSA, ("LUTATE", "EVE"), ("EVE", "IFN"), ("CAPTEM",)),
        functioning=0.4,
    ),
    Kind(6, Site.JEJUNUM, _WELL, (_G1, _LOW_G2), 0.7, (_SSA, ("LUTATE", "EVE"))),
    Kind(
        12,
        Site.LUNG,
        _WELL,
        (_CARCINOID,),
        0.6,
        (_SSA, ("EVE",), ("CAPTEM", "LUTATE")),
        uptake=_FEW,
        functioning=0.12,
    ),
    Kind(2, Site.THYMUS, _WELL, (_CARCINOID,), 0.6, (_SSA, ("EVE",), ("CAPTEM",)), uptake=_FEW),
    Kind(5, Site.RECTUM, _WELL, (_G1, _LOW_G2, _HIGH_G2), 0.5, (_SSA, ("EVE", "CAPTEM"))),
    Kind(4, Site.STOMACH, _WELL, (_G1, _LOW_G2, _HIGH_G2, _G3), 0.4, (_SSA, ("EVE", "CAPTEM"))),
    Kind(3, Site.APPENDIX, _WELL, (_G1,), 0.1, (_SSA,), functioning=0.02),
    Kind(3, Site.DUODENUM, _WELL, (_G1, _LOW_G2), 0.4, (_SSA, ("EVE",)), functioning=0.2),
    Kind(
        5,
        Site.UNKNOWN_PRIMARY,
        _WELL,
        (_G1, _LOW_G2, _HIGH_G2, _G3),
        1.0,
        (_SSA, ("EVE", "LUTATE"), ("CAPTEM",)),
    ),
    Kind(
        3,
        Site.COLON,
        _POOR,
        (_NEC,),
        0.85,
        _NEC_LINES,
        subsites=(Subsite.ASCENDING, Subsite.TRANSVERSE, Subsite.SIGMOID),
        uptake=_RARE,
        functioning=0.02,
    ),
    Kind(2, Site.RECTUM, _POOR, (_NEC,), 0.85, _NEC_LINES, uptake=_RARE, functioning=0.0),
    Kind(2, Site.PANCREAS, _POOR, (_NEC,), 0.9, _NEC_LINES, uptake=_RARE, functioning=0.02),
    Kind(2, Site.OESOPHAGUS, _POOR, (_NEC,), 0.7, _NEC_LINES, uptake=_RARE, functioning=0.0),
    Kind(1, Site.GALLBLADDER, _POOR, (_NEC,), 0.8, _NEC_LINES, uptake=_RARE, functioning=0.0),
    Kind(1, Site.STOMACH, _MIXED, (_NEC,), 0.7, _NEC_LINES, uptake=_RARE, functioning=0.0),
)


def is_carcinoma(kind: Kind) -> bool:
    """Whether it is poorly differentiated or mixed."""
    return kind.differentiation is not Differentiation.WELL


_FIRST_NINTH = 2024
_FIRST_NINTH_CHEST = 2025


def stage_system(kind: Kind, year: int) -> StageSystem:
    """The edition of AJCC that a tumour diagnosed in that year is staged by.

    Version 9 holds for digestive NET from 2024, for lung and thymus from 2025; digestive
    carcinomas have no version 9 and are staged by UICC from then on.
    """
    is_chest = kind.site in {Site.LUNG, Site.THYMUS}
    if is_carcinoma(kind) and not is_chest:
        return StageSystem.UICC_8 if year >= _FIRST_NINTH else StageSystem.AJCC_8
    first = _FIRST_NINTH_CHEST if is_chest else _FIRST_NINTH
    return StageSystem.AJCC_9 if year >= first else StageSystem.AJCC_8


WEIGHTED: tuple[tuple[Kind, float], ...] = tuple((kind, kind.weight) for kind in KINDS)
