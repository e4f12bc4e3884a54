"""Hostile strings from a seed: markup, control and direction signs, other scripts, long words."""

import random
from typing import Final

_PIECES: Final = (
    "<b>", "</para>", "&amp;", "%s", "{name}", "\\", "\x00", "\u202e", "\u200b", "\ufeff",
    "\u0301", "é", "ß", "ﬁ", "Ω", "µ", "×10⁹", "≥", "中文", "😀", "א", "ع", "\t", "\n", "\u00a0",
    "Ki-67", "12-Nov-2026", "'; DROP TABLE", "A" * 90, "-", "--", "…", "(", ")", "\u00ad",
    "\u2028", "½", "ﷺ", "\ud800", "  ", "=1+1", "999 000 0018",
)  # fmt: skip


def hostile_texts(seed: int, count: int) -> list[str]:
    """So many texts of up to thirty pieces; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return ["".join(chance.choices(_PIECES, k=chance.randint(1, 30))) for _number in range(count)]
