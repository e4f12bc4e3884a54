"""Text as search and sorting see it: without case, accents and signs no keyboard makes."""

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_CONTROL = dict.fromkeys((*range(32), 127), " ")
_REPLACED_CATEGORIES = {"Cc", "Cs", "Cn"}
_DROPPED_CATEGORIES = {"Mn", "Cf"}


def folded(text: str) -> str:
    """The text in lower case and without accents; control signs and half characters are spaces."""
    if text.isascii():
        return text.lower().translate(_CONTROL)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(map(_sign, decomposed)).translate(_PLAIN)


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _DROPPED_CATEGORIES:
        return ""
    return " " if category in _REPLACED_CATEGORIES else sign
