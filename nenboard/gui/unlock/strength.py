"""How long a passphrase holds: a plain hint from its length and variety, no forced symbols."""

from nenboard.host.language import _
from nenboard.host.passphrase import LEAST_CHARACTERS

_GOOD = 20
_FEW_DIFFERENT = 5


def hint(passphrase: str) -> tuple[str, str]:
    """A sentence about a passphrase, and its severity: "invalid", "query" or "ok"."""
    length = len(passphrase)
    if not passphrase:
        return _(
            "Any characters. Four or five words that only you would put together are good."
        ), ""
    if length < LEAST_CHARACTERS:
        words = _("{length} characters; at least {least} are needed.")
        return words.format(length=length, least=LEAST_CHARACTERS), "invalid"
    if len(set(passphrase.lower())) < _FEW_DIFFERENT:
        return _("{length} characters, nearly all the same.").format(length=length), "invalid"
    if length < _GOOD:
        return _("{length} characters. One more word makes it much harder to guess.").format(
            length=length
        ), "query"
    return _("{length} characters. Good.").format(length=length), "ok"
