"""Organ of the primary tumour and side of the colon."""

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, candidates, found, recorded
from nenboard.domain.terms import Site
from nenboard.domain.tumour import Primary


def primary_site(view: View) -> Found:
    """The site group of the organ; several candidates stay candidates."""
    primary = view.primary
    if primary is None:
        several = len(view.case.primaries) > 1
        return Found(remarks=(Remark.TUMOUR_NOT_NAMED,)) if several else NOTHING
    sites = _sites(primary)
    codes = [code for site in sites for code in view.terms.sites.get(site.value, ())]
    remarks = [Remark.SITE_DECIDED] if _is_decided(view, sites) else []
    if not codes:
        return NOTHING
    return found(candidates(codes), [_source(view, "site")], remarks=remarks)


def colon_side(view: View) -> Found:
    """Right or left of the colon by subsite; transverse or not stated is unknown."""
    primary = view.primary
    if primary is None or not _is_colon(primary):
        return NOTHING
    subsite = recorded(primary.subsite)
    place = Site.CAECUM.value if primary.site is Site.CAECUM else subsite and subsite.value
    side = view.terms.colon_sides.get(place or "")
    return NOTHING if side is None else found(side, [_source(view, "subsite")])


def _sites(primary: Primary) -> tuple[Site, ...]:
    site = recorded(primary.site)
    return (site,) if site is not None else primary.site_candidates


def _is_colon(primary: Primary) -> bool:
    return primary.site in (Site.COLON, Site.CAECUM)


def _is_decided(view: View, sites: tuple[Site, ...]) -> bool:
    return any(site.value in view.terms.decided_sites for site in sites)


def _source(view: View, field: str) -> Source:
    primary = view.primary
    index = view.case.primaries.index(primary) if primary is not None else 0
    words = primary.site_text if primary is not None else None
    return Source("primary", f"primaries.{index}.{field}", words or "")
